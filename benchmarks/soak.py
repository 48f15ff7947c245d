"""Two hundred visitors one after another, and whether anything of them stays."""

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

from benchmarks import contenders, left, markdown, servers, tree
from benchmarks.contenders import PAGE
from benchmarks.crowd import crowd
from benchmarks.tree import Held

WARM_UP, VISITORS, STEP = 20, 200, 20
MOST_BYTES = 10_000  # a visitor; with so much, a thousand would take 10 MB
MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Soaked:
    """What was held after the first visitors, and after each few of the others."""

    held: Sequence[Held]
    seconds: Sequence[float]

    @property
    def growth(self) -> float:
        """Bytes of memory for each visitor: the line that fits all looks best."""
        return _slope(self.held)

    @property
    def late_growth(self) -> float:
        """The same of the second half, when Python has the room that it needs.

        Nor does it count what Jupyter keeps of every connection for the minute in which
        it would give up on a kernel: by then as much is let go as comes.
        """
        return _slope(self.held[len(self.held) // 2 :])

    @property
    def left(self) -> Held:
        """What is held at the end and was not after the first visitors."""
        return self.held[-1] - self.held[0]

    @property
    def table(self) -> str:
        """What was held, as text."""
        heads = [f"held after {WARM_UP} visitors and", "processes", "own MB"]
        rows = [[f"{n * STEP} more", *left.cells(x)] for n, x in enumerate(self.held)]
        told = markdown.table([*heads, "sockets", "descriptors", "files"], rows)
        return (
            f"{told}\n\n{self.growth / 1000:.1f} kB of memory for each visitor, "
            f"{self.late_growth / 1000:.1f} kB in the second half; "
            f"{median(self.seconds):.2f} s from asking to having closed the page."
        )

    @property
    def verdicts(self) -> list[str]:
        """A sentence for each target."""
        visitors = (len(self.held) - 1) * STEP
        gone = f"{visitors} visitors leave no process, socket, descriptor or file"
        small = f"in the second half, each leaves at most {MOST_BYTES / 1000:g} kB"
        return [
            f"{'met' if met else 'MISSED'}: {says}."
            for met, says in (
                (left.nothing(self.left), gone),
                (self.late_growth <= MOST_BYTES, small),
            )
        ]

    @property
    def written(self) -> dict[str, Any]:
        """What goes into the JSON."""
        return {
            "held": [asdict(each) for each in self.held],
            "bytes_each": self.growth,
            "bytes_each_in_second_half": self.late_growth,
            "seconds": list(self.seconds),
        }


def _slope(held: Sequence[Held]) -> float:
    visitors = [n * STEP for n in range(len(held))]
    return linear_regression(visitors, [each.own_bytes for each in held])[0]


def measured(visitors: int = VISITORS) -> Soaked:
    """Let them come, stay and leave, and look at the server after every twenty.

    Parameters
    ----------
    visitors
        How many, after the first twenty.
    """
    page = contenders.kernel_page(PAGE, f"/voila/render/notebooks/{PAGE.name}")
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        servers.dashboards(Path(folder)) as server,
        crowd(server, page) as people,
    ):
        seconds = people.tell("pass", WARM_UP)
        held = [_at_rest(server)]
        for _ in range(visitors // STEP):
            seconds += people.tell("pass", STEP)
            held.append(_at_rest(server))
    return Soaked(held=held, seconds=seconds)


def _at_rest(server: servers.Server) -> Held:
    tree.rest(server)
    return tree.held(server)
