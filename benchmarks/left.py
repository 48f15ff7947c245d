"""What a server still holds after ten people have closed their pages."""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks import at_once, markdown, tree
from benchmarks.compared import MB
from benchmarks.contenders import RELKIT, Contender
from benchmarks.crowd import crowd
from benchmarks.tree import Held

VISITORS = 10
LATER = (10, 60)  # seconds

Left = Mapping[int, Held]


def measure(contender: Contender) -> dict[int, Held]:
    """Let people come, stay, and close their pages as browsers do.

    Parameters
    ----------
    contender
        Whose server.

    Returns
    -------
    dict
        By the seconds since the last page closed: what is held more than after a first
        visitor who has gone.
    """
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        contender.start(Path(folder)) as server,
        crowd(server, contender.page) as visitors,
    ):
        tree.rest(server)
        at_once.come_and_go(server, visitors)
        before, found = tree.held(server), {}
        visitors.tell("come", VISITORS)
        visitors.tell("stay")
        tree.rest(server)
        visitors.tell("leave")
        closed = time.monotonic()
        for seconds in LATER:
            time.sleep(max(0.0, closed + seconds - time.monotonic()))
            found[seconds] = tree.held(server) - before
    return found


def table(left: Mapping[str, Left]) -> str:
    """What is left, by contender and seconds.

    Parameters
    ----------
    left
        What ``measure`` returned, by contender.
    """
    heads = [f"left by {VISITORS} who closed the page", "after", "processes", "own MB"]
    rows = [
        [name if seconds == LATER[0] else "", f"{seconds} s", *cells(held)]
        for name, found in left.items()
        for seconds, held in found.items()
    ]
    return markdown.table([*heads, "sockets", "descriptors", "files"], rows)


def cells(held: Held) -> list[str]:
    """Figures of what is held, for a table: processes, MB, sockets, descriptors, files.

    Parameters
    ----------
    held
        What is held, or more than before.
    """
    counts = (held.sockets, held.descriptors, held.files)
    return [f"{held.processes}", f"{held.own_bytes / MB:.1f}", *map(str, counts)]


def verdicts(left: Mapping[str, Left]) -> list[str]:
    """Whether relkit has let everything go by the last look.

    Parameters
    ----------
    left
        By contender; without relkit there is nothing to say.
    """
    if RELKIT not in left:
        return []
    held = left[RELKIT][LATER[-1]]
    result = "met" if nothing(held) else "MISSED"
    says = f"{LATER[-1]} s after the pages close, nothing is left of their kernels"
    return [f"{result}: {says}: no process, socket, descriptor or file."]


def nothing(held: Held) -> bool:
    """Whether no more is held than before, but for memory.

    Parameters
    ----------
    held
        What is held more than before.
    """
    return max(held.processes, held.sockets, held.descriptors, held.files) <= 0
