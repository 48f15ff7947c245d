"""Processes of kernels, started ahead: they have imported, and wait to begin."""

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from jupyter_client.launcher import launch_kernel

from relkit.kernels.forked import WARM
from relkit.kernels.recipes import Recipe

Process = subprocess.Popen[bytes]
# So that the kernel just taken has the machine to itself while its page is drawn.
REFILL_AFTER_SECONDS = 2.0


class Pool:
    """Processes of one recipe that have imported, each for one kernel.

    Parameters
    ----------
    recipe
        What the kernels have in common.
    size
        How many processes wait.
    """

    def __init__(self, recipe: Recipe, size: int) -> None:
        self._recipe = recipe
        self._size = size
        self._waiting: list[Process] = []
        self._lock = threading.Lock()
        self._refill: threading.Timer | None = None

    def fill(self) -> None:
        """Start as many processes as are missing."""
        with self._lock:
            self._refill = None
            self._waiting = [each for each in self._waiting if _waits(each)]
            while len(self._waiting) < self._size:
                self._waiting.append(self._started())

    def take(self) -> Process | None:
        """A process that waits, with its standard input open; None if there is none.

        Another takes its place a little later.
        """
        with self._lock:
            taken = None
            while self._waiting and taken is None:
                first = self._waiting.pop(0)
                taken = first if _waits(first) else None
            if self._refill is None:
                self._refill = threading.Timer(REFILL_AFTER_SECONDS, self.fill)
                self._refill.daemon = True
                self._refill.start()
        return taken

    def close(self) -> None:
        """Let the processes go that nobody has taken."""
        with self._lock:
            if self._refill is not None:
                self._refill.cancel()
            waiting, self._waiting, self._size = self._waiting, [], 0
        for process in waiting:
            _let_go(process)
            process.wait()

    def _started(self) -> Process:
        return launch_kernel(
            self._recipe.command(WARM, "once"),
            stdin=subprocess.PIPE,
            env=self._recipe.environment(),
        )


def _waits(process: Process) -> bool:
    """Whether it is there; one that has died leaves nothing open."""
    if process.poll() is None:
        return True
    _let_go(process)
    return False


def _let_go(process: Process) -> None:
    """Close what it listens to: then it ends, if it has not already."""
    assert process.stdin is not None  # it was started with a pipe
    with suppress(OSError):
        process.stdin.close()


def begin(
    process: Process,
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: str,
) -> None:
    """Tell a process that waits which kernel to be.

    Parameters
    ----------
    process
        The process. While it still imports, this may wait for it.
    words
        What ipykernel is told, such as its connection file.
    environment
        The whole environment of the kernel.
    folder
        Where the kernel works.

    Raises
    ------
    OSError
        If the process is gone.
    """
    asked = {"words": list(words), "env": dict(environment), "cwd": folder}
    assert process.stdin is not None  # it was started with a pipe
    with process.stdin as told:
        told.write(json.dumps(asked).encode() + b"\n")
