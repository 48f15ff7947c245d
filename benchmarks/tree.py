"""What a server takes, with all processes below it: kernels, and what forks them."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks import memory
from benchmarks.servers import Server

REST_SECONDS = 1.5  # longer than Voilà waits before it fills its pool again
REST_SHARE = 0.1  # of one core; kernels that wait take next to nothing
LONGEST_REST = 60.0
_ANONYMOUS = re.compile(r"^Pss_Anon: +(\d+) kB", re.MULTILINE)


def processes(server: Server) -> Iterator[psutil.Process]:
    """The server's own process, and all below it.

    A kernel that was forked is a child of the process that forked it, in a session of
    its own, so neither the server's children alone nor its session would hold it.

    Parameters
    ----------
    server
        The server.
    """
    yield server.process
    yield from server.process.children(recursive=True)


def cpu_seconds(server: Server) -> float:
    """Seconds of work so far, for programs and for the system.

    Of every process that runs, and of those that have ended and were waited for by one
    that runs: the system adds their time to whoever waited.

    Parameters
    ----------
    server
        The server.
    """
    seconds = 0.0
    for process in processes(server):
        with suppress(psutil.NoSuchProcess):
            seconds += sum(process.cpu_times()[:4])  # own, and of the ended
    return seconds


def own_bytes(server: Server) -> int:
    """Memory of all its processes together that is no file's, each page counted once.

    A page that a kernel shares with the process that it was forked from belongs to
    nobody alone (no USS), so with the first kernel the sum of what each has to itself
    would sink. Linux tells the anonymous pages in proportion, and their sum is exact.
    Elsewhere nothing is forked, and what each has to itself is added up.

    Parameters
    ----------
    server
        The server.
    """
    return sum(map(_anonymous, processes(server)))


def _anonymous(process: psutil.Process) -> int:
    file = Path(f"/proc/{process.pid}/smaps_rollup")
    with suppress(OSError):
        if found := _ANONYMOUS.search(file.read_text(encoding="ascii")):
            return int(found[1]) * 1024
    return memory.own_bytes(process)


def rest(server: Server) -> None:
    """Wait until all its processes have little to do, but no longer than a minute.

    Parameters
    ----------
    server
        The server.
    """
    latest = time.monotonic() + LONGEST_REST
    while time.monotonic() < latest:
        before = cpu_seconds(server)
        time.sleep(REST_SECONDS)
        if cpu_seconds(server) - before < REST_SHARE * REST_SECONDS:
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a server holds: processes, memory, sockets, descriptors, and files."""

    processes: int
    own_bytes: int
    sockets: int
    descriptors: int
    files: int

    def __sub__(self, other: "Held") -> "Held":
        """What it holds more than at another time."""
        theirs = asdict(other)
        return Held(**{name: n - theirs[name] for name, n in asdict(self).items()})


def held(server: Server) -> Held:
    """What a server and all processes below it hold at this moment.

    Sockets are those of the network and of this machine; descriptors are everything
    open, sockets too; files are those for connections to kernels, and temporary ones.

    Parameters
    ----------
    server
        The server.
    """
    sockets = descriptors = count = 0
    for process in processes(server):
        with suppress(psutil.NoSuchProcess):
            sockets += len(process.net_connections("all"))
            descriptors += process.num_fds()
            count += 1
    return Held(
        processes=count,
        own_bytes=own_bytes(server),
        sockets=sockets,
        descriptors=descriptors,
        files=sum(
            file.is_file() or file.is_socket()
            for name in ("jupyter_runtime_dir", "tmpdir")
            for file in (server.folder / name).rglob("*")
        ),
    )
