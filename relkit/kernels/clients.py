"""A client that talks to a kernel as soon as the kernel can."""

import time
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient


class PromptClient(AsyncKernelClient):
    """Waits for a new kernel no longer than the kernel takes.

    The standard client goes on listening until a kernel that is ready has said nothing
    for 0.2 seconds. Whoever looks at which request a message answers, as nbclient does,
    need not wait for that.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it says to everyone is heard, too.

        Parameters
        ----------
        timeout
            The most to wait, in seconds; None waits as long as the kernel lives.

        Raises
        ------
        RuntimeError
            If the kernel has ended, or has not answered in time.
        """
        latest = None if timeout is None else time.monotonic() + timeout
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("The kernel ended before it was ready.")
            if latest is not None and time.monotonic() > latest:
                raise RuntimeError(f"The kernel was not ready in {timeout} seconds.")

    async def _answers(self) -> bool:
        asked = self.kernel_info()
        try:
            reply = await self.get_shell_msg(timeout=1)
            while reply["parent_header"].get("msg_id") != asked:
                reply = await self.get_shell_msg(timeout=1)
            await self.get_iopub_msg(timeout=0.2)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True
