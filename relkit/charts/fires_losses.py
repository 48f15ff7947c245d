"""What the same fires ruin under two policies: two panels that share an axis."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from statistics import fmean

import altair as alt

from relkit.charts import fires_words, plot, theme
from relkit.charts.plot import Place, Plot, Row
from relkit.models.fires import Comparison, Policy

BANDS = 12
STEPS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50)
"""How many rooms wide a band may be."""
FILLS = {
    Policy.GET_OUT: theme.SHADES[0][0],
    Policy.PREPARED: theme.SHADES[1][0],
}
HEAD_EMS = 3.4
"""Room for words above the bars of a panel."""
PLOT = Plot(left=0.8, right=1.4, top=0.2, bottom=3)


def banded(
    rooms: Mapping[Policy, Sequence[float]],
) -> tuple[float, dict[Policy, list[float]]]:
    """How wide the bands are, and the share of the fires in each; the last is open.

    The bands are as narrow as they can be with all but a few fires below the last.
    """
    few = max(sorted(each)[int(0.98 * (len(each) - 1))] for each in rooms.values())
    step = next((step for step in STEPS if step * BANDS >= few), STEPS[-1])
    edges = [step * n for n in range(1, BANDS + 1)]
    shares = {}
    for policy, each in rooms.items():
        counts = [0] * (BANDS + 1)
        for loss in each:
            counts[bisect(edges, loss)] += 1
        shares[policy] = [count / len(each) for count in counts]
    return step, shares


def names(step: float) -> list[str]:
    """What each band is called.

    Examples
    --------
    >>> names(0.25)[0], names(0.25)[-1]
    ('0 to 0.25', '3 or more')
    """
    closed = [f"{step * n:g} to {step * (n + 1):g}" for n in range(BANDS)]
    return [*closed, f"{step * BANDS:g} or more"]


def two_panels(
    met: Comparison, step: float, shares: Mapping[Policy, Sequence[float]]
) -> alt.LayerChart:
    """One panel above the other on one axis: the share of the fires in each band."""
    highest = max(max(each) for each in shares.values())
    rows = _axis(step)
    for n, policy in enumerate(Policy):
        floor = (n + 1) / 2
        heights = [share / highest for share in shares[policy]]
        rows += _bars(heights, floor, FILLS[policy])
        rows += _words(policy, shares[policy], heights, floor)
        rows += _average(fmean(met.rooms(policy)) / step, step, floor)
    return PLOT.chart(rows, wide={"ratio": 0.42, "ems": 24}, narrow={"ems": 26})


def _bars(heights: Sequence[float], floor: float, fill: str) -> list[Row]:
    wide = 1 / len(heights)
    return [
        plot.box(
            Place(x=n * wide, y=floor - part / 2, dx=0.06, dy=HEAD_EMS * part),
            Place(x=(n + 1) * wide, y=floor, dx=-0.06),
            fill=fill,
        )
        for n, part in enumerate(heights)
        if part
    ]


def _words(
    policy: Policy, shares: Sequence[float], heights: Sequence[float], floor: float
) -> list[Row]:
    """The policy's name, and the share of the fires in its fullest band."""
    full = heights.index(max(heights))
    over = Place(
        x=(full + 0.5) / len(heights),
        y=floor - heights[full] / 2,
        dy=HEAD_EMS * heights[full] - 0.7,
    )
    name = Place(y=floor - 0.5, dy=0.7)
    return [
        plot.word(name, policy.label, weight="bold"),
        plot.word(over, fires_words.percent(shares[full]), align="center"),
        plot.stroke(Place(y=floor), Place(x=1, y=floor)),
    ]


def _average(bands: float, step: float, floor: float) -> list[Row]:
    """The average loss, so many bands from the left."""
    x = min(1, bands / (BANDS + 1))
    top = Place(x=x, y=floor - 0.5, dy=2.4)
    told = f"average {fires_words.number(bands * step)}"
    at = Place(x=x, y=floor - 0.5, dy=1.9)
    return [
        plot.stroke(top, Place(x=x, y=floor), colour=theme.INK, dash=(4, 3), wide=2),
        plot.beside(at, told),
    ]


def _axis(step: float) -> list[Row]:
    title = Place(x=0.5, y=1, dy=2.3)
    rows = [plot.word(title, "Rooms ruined in a fire", align="center")]
    for n in range(0, BANDS + 1, 2):
        told = f"{step * n:g}{'+' if n == BANDS else ''}"
        under = Place(x=n / (BANDS + 1), y=1, dy=0.9)
        rows.append(plot.word(under, told, align="center"))
    return rows
