"""Starting servers for a test, each in a process of its own that always ends."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

_START = """
import sys
from relkit import paths
if sys.argv[1]:
    from pathlib import Path
    paths.CONTENT = Path(sys.argv[1])
from relkit.cli import main
sys.exit(main(sys.argv[2:]))
"""


@dataclass
class Served:
    """A running server: its address, its folder, and what it has printed so far."""

    process: subprocess.Popen
    folder: Path
    base: str = ""
    lines: list[str] = field(default_factory=list)

    def close(self, how: int = signal.SIGINT) -> int:
        """End the server as Ctrl-C would, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=20)


def _collect(process: subprocess.Popen, lines: queue.Queue) -> None:
    for line in process.stdout:
        lines.put(line.rstrip("\n"))
    lines.put(None)


@contextmanager
def serving(
    *arguments: str,
    content: Path | None = None,
    port: int = 0,
    variables: Mapping[str, str] | None = None,
    first: str = "",
) -> Iterator[Served]:
    """Run ``relkit serve`` until the block ends.

    Parameters
    ----------
    arguments
        Further words of the command, such as ``"--share"``.
    content
        The folder that holds ``notebooks/``; relkit's own by default.
    port
        Where to listen; 0 takes any free port.
    variables
        More of its environment.
    first
        Python that it runs before anything else.

    Yields
    ------
    Served
        With ``base``, the address without a slash at its end.
    """
    command: Sequence[str] = [
        sys.executable, "-c", f"{first}\n{_START}", str(content or ""),
        "serve", "--no-browser", "--port", str(port), *arguments,
    ]  # fmt: skip
    # Rooms are kept where no user's are, and gone with the server.
    rooms = tempfile.TemporaryDirectory(
        prefix="relkit-rooms-", ignore_cleanup_errors=True
    )
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ
        | {"PYTHONUNBUFFERED": "1", "XDG_DATA_HOME": rooms.name}
        | dict(variables or {}),
    )
    printed: queue.Queue = queue.Queue()
    threading.Thread(target=_collect, args=(process, printed), daemon=True).start()
    served = Served(process, Path(rooms.name))
    try:
        while not served.base:
            line = printed.get(timeout=30)
            assert line is not None, "The server ended:\n" + "\n".join(served.lines)
            served.lines.append(line)
            if found := re.search(r"ready at (http://\S+?)/? ", line):
                served.base = found[1]
        threading.Thread(
            target=lambda: [served.lines.append(x) for x in iter(printed.get, None)],
            daemon=True,
        ).start()
        yield served
    finally:
        try:
            served.close()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
        rooms.cleanup()


def kernels_of(served: Served) -> list[psutil.Process]:
    """The kernels that run now, each forked from a process that the server started."""
    found = []
    for warm in psutil.Process(served.process.pid).children():
        with suppress(psutil.NoSuchProcess):
            found += warm.children()
    return found


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def of_a_stranger(home: Path) -> dict[str, str]:
    """The environment of somebody who has set nothing, and whose home this is."""
    theirs = ("JUPYTER", "PYTHON", "RELKIT", "VIRTUAL_ENV", "XDG")
    kept = {name: it for name, it in os.environ.items() if not name.startswith(theirs)}
    return kept | {"HOME": str(home)}


@contextmanager
def answering(
    command: Sequence[str | Path], address: str, *, folder: Path, env: dict[str, str]
) -> Iterator[None]:
    """Run another server than relkit's until the block ends.

    Parameters
    ----------
    command
        The program and its words.
    address
        What answers as soon as the server is ready, within a minute.
    folder
        Where it starts.
    env
        Its environment.
    """
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(address, process):
                log.seek(0)
                raise AssertionError(f"{address} does not answer:\n{log.read()}")
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=10)


def _answers(address: str, process: subprocess.Popen) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=30).close()
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return True
    return False
