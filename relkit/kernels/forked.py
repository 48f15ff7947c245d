"""Kernels forked from a warm process, as the server sees them."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from relkit.kernels.recipes import Recipe

WARM = Path(__file__).with_name("warm.py")
# Forking needs no more, but the first kernel also waits until all is imported.
START_SECONDS = 60
# What a process without kernels needs to end, many times over.
LEAVE_SECONDS = 2
# How it ended is known only to the process that forked it, and that has ended, too.
UNKNOWN_END = 1


def possible() -> bool:
    """Whether kernels can be forked here.

    Windows has no fork. On macOS its own libraries do not always survive one, and this
    was not tried there.
    """
    return sys.platform == "linux"


class RefusedError(RuntimeError):
    """The warm process forks no kernel; the text says why, in a word."""


class WarmProcess:
    """A process from which kernels of one recipe are forked.

    It imports in its own time: nothing waits for it but the first kernel.

    Parameters
    ----------
    recipe
        What the kernels have in common.
    """

    def __init__(self, recipe: Recipe) -> None:
        self._control, theirs = socket.socketpair()
        # A pile of kernels that are waited for is no reason to hold up a server's loop.
        self._control.setblocking(False)
        with theirs:
            self.process = subprocess.Popen(
                recipe.command(WARM, "fork", str(theirs.fileno())),
                env=recipe.environment(),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    @property
    def lives(self) -> bool:
        """Whether it is still there."""
        return self.process.poll() is None

    def close(self) -> None:
        """Let it go. Kernels that were forked from it live on, and it with them."""
        self._control.close()

    def wait_a_little(self) -> None:
        """Wait until it has ended, unless kernels keep it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(LEAVE_SECONDS)

    async def fork(
        self, words: Sequence[str], environment: Mapping[str, str], folder: str
    ) -> "ForkedKernel":
        """A new kernel.

        Parameters
        ----------
        words
            What ipykernel is told, such as its connection file.
        environment
            The whole environment of the kernel.
        folder
            Where the kernel works.

        Raises
        ------
        RefusedError
            If the warm process will not fork.
        OSError
            If the warm process is gone, or does not answer in time.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        asked = {"words": list(words), "env": dict(environment), "cwd": folder}
        try:
            with theirs:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            async with asyncio.timeout(START_SECONDS):
                loop = asyncio.get_running_loop()
                await loop.sock_sendall(ours, json.dumps(asked).encode() + b"\n")
                said, more = await _first_line(loop, ours)
            if "refused" in said:
                raise RefusedError(said["refused"])
            if "pid" not in said:
                raise OSError("The kernel ended before it began.")
            return ForkedKernel(said["pid"], ours, more)
        except BaseException:
            ours.close()
            raise


class ForkedKernel:
    """The process of a kernel that something else started: like ``subprocess.Popen``.

    Parameters
    ----------
    pid
        The kernel's process, which leads a group of its own.
    link
        Brings how it ended. When this end of it is closed, the kernel ends.
    said
        What it has brought already.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, link: socket.socket, said: bytes = b"") -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._link = link
        self._said = said

    def poll(self) -> int | None:
        """The exit code, below 0 for a signal's number; None while it lives."""
        while self.returncode is None:
            if self._said.endswith(b"\n"):
                self._end(json.loads(self._said)["ended"])
                break
            try:
                part = self._link.recv(4096)
            except BlockingIOError:
                break
            except OSError:
                part = b""
            self._said += part
            if not part:
                self._end(UNKNOWN_END)
        return self.returncode

    def _end(self, code: int) -> None:
        self.returncode = code
        self._link.close()

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, when it has ended.

        Raises
        ------
        subprocess.TimeoutExpired
            If it still lives after this many seconds.
        """
        latest = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if latest is not None and time.monotonic() > latest:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


async def _first_line(
    loop: asyncio.AbstractEventLoop, link: socket.socket
) -> tuple[dict[str, Any], bytes]:
    """The first thing that is said, and what came after it in the same breath."""
    said = b""
    while b"\n" not in said:
        part = await loop.sock_recv(link, 4096)
        if not part:
            raise ConnectionError("The process that forks kernels is gone.")
        said += part
    first, _, more = said.partition(b"\n")
    return json.loads(first), more
