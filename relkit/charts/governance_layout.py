"""Where the actors of a map stand: in layers, or round the people in the middle.

Everything is worked out here, in parts of the width and in text sizes, and comes out
the same each time. A phone has lists instead, and needs no places for them.
"""

import math
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from relkit.charts import governance_rings as rings
from relkit.charts.governance_rings import DOWN, Spot
from relkit.models.governance import Actor, Direction
from relkit.models.governance_maps import Map
from relkit.models.standpoints import Standpoint

MOST = 36
"""More actors than this are a tangle: the rest is told in words (R)."""

LAYERS, RINGS = VIEWS = ("layers", "rings")
LETTERS = 15
LINE_EMS = 1.0
COLUMNS = 6
ROW_GAP = 1.9
HEAD_EMS, BAND_GAP = 2.1, 0.7
SWEEPS = 8
MOST_STRETCHED = 1.4
"""Layers use the height that rings need, up to so many times their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A layer's heading and its ground, in text sizes from the top."""

    side: Standpoint
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands, in each of the views.

    Parameters
    ----------
    actors
        Those who are drawn.
    left_out
        How many with lines are not, so that the picture can be read.
    spots
        By view, then by name.
    bands
        The layers.
    heights
        By view, in text sizes.
    rings
        Each ring across, as a part of the width, and down, in text sizes.
    """

    actors: tuple[Actor, ...]
    left_out: int
    spots: Mapping[str, Mapping[str, Spot]]
    bands: Sequence[Band]
    heights: Mapping[str, float]
    rings: Sequence[tuple[float, float]]

    @property
    def names(self) -> frozenset[str]:
        """Names of those who are drawn."""
        return frozenset(actor.name for actor in self.actors)


def laid_out(of: Map, middle: str = "", most: int = MOST) -> Layout:
    """The layout of a map, with these people in the middle of its rings.

    Actors without a line are not drawn, nor those with the fewest lines where there are
    more than `most`; the people in the middle always are.
    """
    lines = Counter(name for r in of.relations for name in (r.source, r.target))
    with_lines = [actor for actor in of.actors if lines[actor.name]]
    ranked = sorted(
        with_lines, key=lambda a: (a.name != middle, -lines[a.name], a.name)
    )
    kept = {actor.name for actor in ranked[:most]}
    actors = tuple(actor for actor in with_lines if actor.name in kept)
    near = _neighbours(of, kept)
    by_side = {
        side: _upwards([a for a in actors if a.side is side], of) for side in DOWN
    }
    layers, bands, tall = _layers(by_side, near)
    radii = rings.radii(by_side)
    round_spots = rings.spots(by_side, layers, near, middle, radii)
    round_ = rings.height(radii)
    more = min(max(round_ / tall, 1), MOST_STRETCHED) if tall else 1
    layers = {n: Spot(x=s.x, y=round(s.y * more, 3)) for n, s in layers.items()}
    bands = [replace(b, top=b.top * more, bottom=b.bottom * more) for b in bands]
    return Layout(
        actors=actors,
        left_out=len(with_lines) - len(actors),
        spots={LAYERS: layers, RINGS: round_spots},
        bands=bands,
        heights={LAYERS: tall * more, RINGS: round_},
        rings=radii,
    )


def high(name: str) -> float:
    """How high an actor's box is, in text sizes."""
    return len(lines_of(name)) * LINE_EMS + 0.7


def lines_of(name: str) -> list[str]:
    """An actor's name in lines that its box takes."""
    return textwrap.wrap(name, LETTERS) or [name]


def _neighbours(of: Map, kept: set[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {name: [] for name in kept}
    for each in of.relations:
        if each.source in kept and each.target in kept:
            near[each.source].append(each.target)
            near[each.target].append(each.source)
    return near


def _upwards(actors: Sequence[Actor], of: Map) -> list[str]:
    """Names, those first to whom the most others answer up the hierarchy."""
    up = [r for r in of.accounts if r.direction is Direction.VERTICAL]
    below: dict[str, set[str]] = {}
    for each in up:
        below.setdefault(each.target, set()).add(each.source)

    def answering(name: str) -> int:
        found, waiting = {name}, [name]
        while waiting:
            new = below.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return len(found)

    return sorted((a.name for a in actors), key=lambda name: (-answering(name), name))


def _layers(
    by_side: Mapping[Standpoint, Sequence[str]], near: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Spot], list[Band], float]:
    """Layers one below the other, each in rows of a few."""
    rows = {side: _rows(names) for side, names in by_side.items() if names}
    _untangle([row for each in rows.values() for row in each], near)
    spots: dict[str, Spot] = {}
    bands, y = [], 0.0
    for side, each in rows.items():
        top = y
        y += HEAD_EMS
        for row in each:
            tall = max(high(name) for name in row)
            for i, name in enumerate(row):
                x = (i + 0.5) / len(row)
                spots[name] = Spot(x=round(x, 4), y=round(y + tall / 2, 3))
            y += tall + ROW_GAP
        y -= ROW_GAP / 2
        bands.append(Band(side=side, top=round(top, 3), bottom=round(y, 3)))
        y += BAND_GAP
    return spots, bands, round(y, 3)


def _rows(names: Sequence[str]) -> list[list[str]]:
    """The names in as few rows as the columns allow, the rows about equally long."""
    count = math.ceil(len(names) / COLUMNS)
    cuts = [round(i * len(names) / count) for i in range(count + 1)]
    return [list(names[a:b]) for a, b in pairwise(cuts)]


def _untangle(rows: Sequence[list[str]], near: Mapping[str, Sequence[str]]) -> None:
    """Order each row by where its neighbours stand, so that fewer lines cross."""
    at = {name: (i + 0.5) / len(row) for row in rows for i, name in enumerate(row)}

    def wanted(name: str) -> tuple[float, str]:
        others = [at[other] for other in near[name]]
        return (sum(others) / len(others) if others else at[name], name)

    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            row.sort(key=wanted)
            at.update({name: (i + 0.5) / len(row) for i, name in enumerate(row)})
