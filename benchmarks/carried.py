"""What a room carried, beside the limit: a table for people, JSON for programs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.phones import Heard

PERCENTILES = (50, 95, 99)
MOST_MS, MOST_BYTES = 500, 300_000_000
WAYS = {
    "acknowledged": "answer to acknowledgement",
    "phones": "answer to every phone's new state",
    "wall": "answer to the wall's new state",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a room is given to carry."""

    phones: int = 1_000
    per_second: int = 200
    seconds: float = 60
    visitors: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of it, beside the bare server's."""

    size: Size
    room: Heard
    bare: Heard
    lost: int
    doubled: int
    peak_bytes: int
    page_seconds: tuple[float, ...]

    @property
    def written(self) -> dict[str, Any]:
        """What goes into the JSON."""
        return {
            "size": asdict(self.size),
            "ms": {who: _all(heard) for who, heard in self._both.items()},
            "answers": len(self.room.answers),
            "refused": self.room.refused[:10],
            "lost": self.lost,
            "doubled": self.doubled,
            "unheard": self.room.unheard,
            "hung_up": self.room.hung_up,
            "message_bytes": self.room.message_bytes,
            "peak_bytes": self.peak_bytes,
            "page_seconds": self.page_seconds,
        }

    @property
    def table(self) -> str:
        """The figures as text."""
        size, room = self.size, self.room
        heads = [f"p{p}" for p in PERCENTILES]
        lines = [
            f"{size.phones:,} phones in a room, {size.per_second} answers a second for "
            f"{size.seconds:g} s, {size.visitors} dashboards opened",
            _line("milliseconds", *heads, *(f"bare {head}" for head in heads)),
        ]
        for name, says in WAYS.items():
            cells = [
                f"{ms}" for heard in self._both.values() for ms in _of(heard, name)
            ]
            lines.append(_line(says, *cells))
        pages = ", ".join(f"{seconds:.1f}" for seconds in self.page_seconds)
        return "\n".join(
            [
                *lines,
                f"Answers acknowledged {len(room.answers):,}, refused "
                f"{len(room.refused)}, lost {self.lost}, doubled {self.doubled}.",
                f"Not heard of by a phone {room.unheard}; phones hung up on "
                f"{room.hung_up}.",
                f"States sent {room.messages:,}, of {room.message_bytes:,} bytes; "
                f"memory of the server {self.peak_bytes / 1e6:.0f} MB at most.",
                f"Dashboards were there after {pages or 'none'} s.",
            ]
        )

    @property
    def verdicts(self) -> list[str]:
        """A sentence for each target."""
        slowest = max(_of(self.room, name)[1] for name in ("phones", "wall"))
        gone = self.lost + self.doubled + self.room.unheard + self.room.hung_up
        return [
            f"{'met' if met else 'MISSED'}: {says}."
            for met, says in (
                (slowest <= MOST_MS, f"19 of 20 new states within {MOST_MS} ms"),
                (not gone, "no acknowledged answer lost, doubled or unheard of"),
                (not self.room.refused, "no answer refused"),
                (self.peak_bytes <= MOST_BYTES, "the server takes at most 300 MB"),
            )
        ]

    @property
    def _both(self) -> dict[str, Heard]:
        return {"room": self.room, "bare": self.bare}


def percentile(counted: Mapping[int, int], percent: int) -> int:
    """The figure that so many in a hundred do not exceed; 0 of none.

    Parameters
    ----------
    counted
        How often each figure was there.
    percent
        How many in a hundred.
    """
    wanted, passed = sum(counted.values()) * percent / 100, 0
    for figure in sorted(counted):
        passed += counted[figure]
        if passed >= wanted:
            return figure
    return 0


def _of(heard: Heard, name: str) -> list[int]:
    return [percentile(getattr(heard, name), percent) for percent in PERCENTILES]


def _all(heard: Heard) -> dict[str, dict[str, int]]:
    return {
        name: {f"p{p}": ms for p, ms in zip(PERCENTILES, _of(heard, name), strict=True)}
        for name in WAYS
    }


def _line(name: str, *cells: str) -> str:
    return f"{name:<36}{''.join(f'{cell:>10}' for cell in cells)}"
