"""Many ask for a page at the same moment and stay: seconds, work and memory."""

import tempfile
import time
from pathlib import Path

from benchmarks import tree
from benchmarks.contenders import Contender
from benchmarks.crowd import Crowd, crowd
from benchmarks.rounds import Figures
from benchmarks.servers import Server

SIZES = (1, 10, 30)


def sizes(contender: Contender, number: int) -> tuple[int, ...]:
    """How many come at once in a round.

    Parameters
    ----------
    contender
        Whose server.
    number
        The round, counted from 0.
    """
    return SIZES if contender.judged or not number else SIZES[:-1]


def measure(contender: Contender, number: int) -> Figures:
    """One round: a fresh server, and crowds of each size, one after another.

    Of each crowd: the seconds until the last has the whole page; the seconds of work
    that the server and all processes below it did until then; and how much more memory
    they have for each visitor, once all stay and the server rests, than after a first
    visitor who has gone.

    Parameters
    ----------
    contender
        Whose server.
    number
        The round, counted from 0.
    """
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        contender.start(Path(folder)) as server,
        crowd(server, contender.page) as visitors,
    ):
        tree.rest(server)  # what is started ahead has started
        come_and_go(server, visitors)
        before, figures = tree.own_bytes(server), Figures()
        for size in sizes(contender, number):
            figures |= _at_once(server, visitors, size)
            figures[f"own_bytes_{size}"] = (tree.own_bytes(server) - before) / size
            visitors.tell("end")
            tree.rest(server)
    return figures


def come_and_go(server: Server, visitors: Crowd) -> None:
    """Let a first visitor come and go, so that a server has read what it keeps.

    Parameters
    ----------
    server
        The server.
    visitors
        Nobody yet.
    """
    for act in ("come", "stay", "end"):
        visitors.tell(act, 1)
    tree.rest(server)


def _at_once(server: Server, visitors: Crowd, size: int) -> Figures:
    worked, start = tree.cpu_seconds(server), time.perf_counter()
    visitors.tell("come", size)
    seconds = time.perf_counter() - start
    work = tree.cpu_seconds(server) - worked
    visitors.tell("stay")
    tree.rest(server)
    return {f"seconds_{size}": seconds, f"cpu_seconds_{size}": work}
