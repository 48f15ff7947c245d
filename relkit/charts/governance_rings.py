"""Rings round the people in the middle: where actors stand on them."""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from relkit.models.standpoints import Standpoint

Ring = tuple[float, float]
"""How far a ring is from the middle: across, a part of the width; down, text sizes."""
DOWN = (Standpoint.CENTRE, Standpoint.PLACE, Standpoint.COMMUNITY)
HALF = 4.4
"""Half the width of an actor's box, in text sizes."""
WIDTH_EMS = 64.0
"""The width for which rings are laid out; wider ones are stretched."""
RADII = ((0.144, 7.4), (0.2875, 14.0), (0.431, 20.6))
"""Of each ring, across as a part of the width and down in text sizes."""
BOX_EMS = 3.2
"""The height that a box on a ring is given, in text sizes."""
ROUND = 0.7
"""Between a square, 0, and an oval, 1: sides that stand upright leave boxes room."""
MOST_STRETCHED = 1.4
EDGE_EMS = 2.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The middle of a box: a part of the width, and text sizes from the top."""

    x: float
    y: float


def spots(
    by_side: Mapping[Standpoint, Sequence[str]],
    layers: Mapping[str, Spot],
    near: Mapping[str, Sequence[str]],
    middle: str,
    radii: Sequence[Ring],
) -> dict[str, Spot]:
    """The people in the middle, then the community, the place and the centre."""
    down = height(radii) / 2
    found: dict[str, Spot] = {}
    angles: dict[str, float] = {}
    for side, (across, tall) in zip(reversed(DOWN), radii, strict=True):
        names = [name for name in by_side[side] if name != middle]
        if middle in by_side[side]:
            found[middle] = Spot(x=0.5, y=down)
        first = [math.atan2(layers[n].y - down, layers[n].x - 0.5) for n in names]
        wanted = dict(zip(names, first, strict=True))
        for name in names:
            inner = [angles[other] for other in near[name] if other in angles]
            if inner:
                wanted[name] = math.atan2(
                    sum(map(math.sin, inner)), sum(map(math.cos, inner))
                )
        ordered = sorted(names, key=lambda name: (wanted[name], name))
        for name, angle in zip(
            ordered, _around(len(ordered), across * WIDTH_EMS, tall), strict=True
        ):
            angles[name] = angle
            x, y = on_ring(angle, across, tall)
            found[name] = Spot(x=round(0.5 + x, 4), y=round(down + y, 3))
    return found


def radii(by_side: Mapping[Standpoint, Sequence[str]]) -> list[Ring]:
    """The rings, all as much taller as it takes for each to have room for its boxes."""
    crowd = [
        (len(by_side[side]) + 1) / _round(across * WIDTH_EMS, tall)[1][-1]
        for side, (across, tall) in zip(reversed(DOWN), RADII, strict=True)
    ]
    more = min(max(1, *crowd), MOST_STRETCHED)
    return [(across, round(tall * more, 2)) for across, tall in RADII]


def _round(across: float, down: float) -> tuple[list[float], list[float]]:
    """Angles round a ring, and how many boxes fit beside each other up to each."""
    fine = 720
    turns = [2 * math.pi * i / fine - math.pi for i in range(fine + 1)]
    points = [on_ring(turn, across, down) for turn in turns]
    boxes = (
        max(abs(c - a) / (2 * HALF + 0.3), abs(d - b) / BOX_EMS)
        for (a, b), (c, d) in pairwise(points)
    )
    return turns, list(accumulate(boxes, initial=0.0))


def _around(count: int, across: float, down: float) -> list[float]:
    """Angles of places for so many boxes along a ring, equally far apart."""
    turns, along = _round(across, down)
    wanted = [(i + 0.5) * along[-1] / count for i in range(count)]
    return [turns[bisect_left(along, each)] for each in wanted]


def on_ring(angle: float, across: float, down: float) -> tuple[float, float]:
    """The point of a ring at an angle, from its middle.

    Examples
    --------
    >>> on_ring(0, 2, 1)
    (2.0, 0.0)
    """
    x, y = (
        math.copysign(abs(part) ** ROUND, part)
        for part in (math.cos(angle), math.sin(angle))
    )
    return across * x, down * y


def height(radii: Sequence[Ring]) -> float:
    """How high all rings are together, in text sizes."""
    return 2 * (radii[-1][1] + EDGE_EMS)
