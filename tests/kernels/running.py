"""Kernels started as Jupyter starts them, and what they answer."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from jupyter_client import BlockingKernelClient, KernelManager
from traitlets.config import Config

SECONDS = 60


class Kernel:
    """A kernel, and somebody who talks to it.

    Parameters
    ----------
    imports
        What its process shall have imported ahead.
    """

    def __init__(self, imports: list[str]) -> None:
        config = Config()
        config.PreheatedProvisioner.imports = imports
        self.manager = KernelManager(config=config)
        self.client: BlockingKernelClient | None = None

    def start(self, **wishes: object) -> "Kernel":
        """Start it, with wishes such as ``cwd``, and wait until it answers."""
        self.manager.start_kernel(**wishes)
        return self.wait()

    def wait(self) -> "Kernel":
        """Wait until it answers, now or again."""
        if self.client is not None:
            self.client.stop_channels()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)
        return self

    def says(self, code: str) -> str:
        """What it prints when it runs this code."""
        printed: list[str] = []

        def hear(message: dict) -> None:
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        reply = self.client.execute_interactive(
            code, output_hook=hear, timeout=SECONDS, store_history=False
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return "".join(printed).strip()

    @property
    def process(self) -> psutil.Process:
        """Its process."""
        return psutil.Process(self.manager.provisioner.pid)

    def end(self) -> None:
        """End it, however it fares."""
        if self.client is not None:
            self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


@contextmanager
def kernels(imports: list[str] | None = None) -> Iterator[Callable[..., Kernel]]:
    """What starts kernels, which all end with the block.

    Parameters
    ----------
    imports
        What their processes shall have imported ahead.
    """
    started: list[Kernel] = []

    def start(**wishes: object) -> Kernel:
        started.append(Kernel(imports or []))
        return started[-1].start(**wishes)

    try:
        yield start
    finally:
        for kernel in started:
            kernel.end()


def lives(pid: int) -> bool:
    """Whether a process is there, and more than a name in a list."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def with_path(folder: Path) -> dict[str, str]:
    """This environment, with a folder that modules may be imported from."""
    known = os.environ.get("PYTHONPATH")
    path = f"{folder}{os.pathsep}{known}" if known else str(folder)
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
