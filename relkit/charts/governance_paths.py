"""How lines run between actors: from box to box, and round others where they can."""

import math
from collections.abc import Sequence
from itertools import pairwise

from relkit.charts.governance_layout import (
    LAYERS,
    Layout,
    high,
)
from relkit.charts.governance_looks import Line
from relkit.charts.governance_rings import HALF, WIDTH_EMS, Spot

Point = tuple[float, float, float]
"""A part of the width, and text sizes across and down from there."""
Box = tuple[float, float, float]
"""The middle of a box across and down, and half its height, in text sizes."""
BENDS = (0.0, 2.5, -2.5, 5.0, -5.0, 7.5, -7.5, 10.0, -10.0)
"""How far a line may bend aside, in text sizes; the least that is clear is taken."""
CLEAR = 0.2
"""How far a line keeps off a box, in text sizes."""
CURVE = ((0.0, 0.0), (0.25, 0.69), (0.5, 1.0), (0.75, 0.69), (1.0, 0.0))
"""How far along, and how much of its bend, a curve through three points is."""


def paths(layout: Layout, view: str, lines: Sequence[Line]) -> list[list[Point]]:
    """Three points of each line in a view."""
    spots = layout.spots[view]
    boxes = {
        name: (spot.x * WIDTH_EMS, spot.y, high(name) / 2)
        for name, spot in spots.items()
    }
    found = []
    for i, line in enumerate(lines):
        a, b = spots[line.source], spots[line.target]
        ha, hb = boxes[line.source][2], boxes[line.target][2]
        if view == LAYERS and a.y == b.y:
            found.append(_over(a, b, ha, hb, i))
        else:
            ends = {line.source, line.target}
            others = [box for name, box in boxes.items() if name not in ends]
            found.append(_bent(_edge(a, b, ha, 0), _edge(b, a, hb, 0.35), others))
    return found


def _over(a: Spot, b: Spot, ha: float, hb: float, i: int) -> list[Point]:
    """In one row: over what stands between them."""
    shift = 0.6 if a.x < b.x else -0.6
    return [
        (a.x, shift, a.y - ha),
        ((a.x + b.x) / 2, 0, a.y - max(ha, hb) - 0.7 - 0.15 * (i % 4)),
        (b.x, -shift, b.y - hb - 0.1),
    ]


def _edge(here: Spot, there: Spot, half: float, off: float) -> Point:
    """Where a line from here to there leaves the box, and so far off it."""
    dx, dy = (there.x - here.x) * WIDTH_EMS, there.y - here.y
    far = math.hypot(dx, dy) or 1
    reach = min(
        HALF / abs(dx) if dx else math.inf, half / abs(dy) if dy else math.inf, 1
    )
    return (
        here.x,
        dx * reach + off * dx / far,
        here.y + dy * reach + off * dy / far,
    )


def _bent(start: Point, end: Point, boxes: Sequence[Box]) -> list[Point]:
    """Straight, or bent aside as little as it takes to pass fewer boxes."""
    (ax, ay), (bx, by) = _ems(start), _ems(end)
    far = math.hypot(bx - ax, by - ay) or 1
    across, down = (by - ay) / far, (ax - bx) / far
    x, dx, y = ((p + q) / 2 for p, q in zip(start, end, strict=True))

    def passed(bend: float) -> int:
        points = [
            (
                ax + t * (bx - ax) + reach * bend * across,
                ay + t * (by - ay) + reach * bend * down,
            )
            for t, reach in CURVE
        ]
        if not 0 < points[2][0] < WIDTH_EMS:
            return len(boxes)
        near = _near(points, boxes)
        return sum(any(_meets(p, q, box) for p, q in pairwise(points)) for box in near)

    bend = 0.0 if not passed(0) else min(BENDS, key=lambda b: (passed(b), abs(b)))
    return [start, (x, dx + bend * across, y + bend * down), end]


def _ems(point: Point) -> tuple[float, float]:
    return point[0] * WIDTH_EMS + point[1], point[2]


def _near(points: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> list[Box]:
    """The boxes that a curve can meet: those in the rectangle around it."""
    xs, ys = zip(*points, strict=True)
    left, right = min(xs) - HALF - CLEAR, max(xs) + HALF + CLEAR
    top, foot = min(ys) - CLEAR, max(ys) + CLEAR
    return [
        (x, y, half)
        for x, y, half in boxes
        if left <= x <= right and top <= y + half and y - half <= foot
    ]


def _meets(p: tuple[float, float], q: tuple[float, float], box: Box) -> bool:
    """Whether a straight line from one point to another passes a box."""
    first, last = 0.0, 1.0
    for from_, to, middle, half in (
        (p[0], q[0], box[0], HALF + CLEAR),
        (p[1], q[1], box[1], box[2] + CLEAR),
    ):
        run = to - from_
        if not run:
            if abs(from_ - middle) > half:
                return False
            continue
        a, b = sorted(((middle - half - from_) / run, (middle + half - from_) / run))
        first, last = max(first, a), min(last, b)
        if first > last:
            return False
    return True
