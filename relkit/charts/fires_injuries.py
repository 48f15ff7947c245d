"""Injuries under two policies: two lines that cross, and two bars of both kinds."""

from typing import Any

import altair as alt

from relkit.charts import fires_words, plot, theme
from relkit.charts.plot import Place, Plot, Row
from relkit.models import fires_break_even
from relkit.models.fires import Comparison, Policy
from relkit.models.fires_break_even import BreakEven

LOOK: dict[Policy, dict[str, Any]] = {
    Policy.GET_OUT: {"colour": theme.SHADES[0][0], "dash": (1, 0), "wide": 3},
    Policy.PREPARED: {"colour": theme.SHADES[1][0], "dash": (9, 5), "wide": 3},
}
KINDS = {"From the fire": theme.SHADES[0][0], "From tackling it": theme.SHADES[2][0]}
EVERY, HERE = 0, 1
"""The two views, as the parameter ``here`` counts them."""
BAR = 0.2
"""How high a bar is, as a share of the plot."""
EDGE, TOP = 2.8, (4.6, 5.9)
PLOT = Plot(left=3, right=1.4, top=TOP, bottom=4.6, switch="here")


def crossing_lines(met: Comparison, even: BreakEven, most: float) -> alt.LayerChart:
    """Each policy's injuries per 1,000 fires as a line, from no risk to `most`.

    They cross at the break-even. As ``here`` goes to 1 they make room for two bars, of
    both kinds of injury at the risk that is set.
    """
    ends = {
        policy: [_total(met, policy, risk) for risk in (0, most)] for policy in Policy
    }
    top = 1.08 * max(max(pair) for pair in ends.values()) or 1.0
    lines = [
        plot.stroke(
            Place(x=0, y=1 - first / top),
            Place(x=1, y=1 - last / top),
            view=EVERY,
            **LOOK[policy],
        )
        for policy, (first, last) in ends.items()
    ]
    rows = [
        *_axes(most, top),
        *lines,
        *_crossing(met, even, most, top),
        *_set_here(met, most),
        *_legend(),
        *_bars(met),
    ]
    return PLOT.chart(rows, wide={"ratio": 0.45, "ems": 24}, narrow={"ems": 26})


def _axes(most: float, top: float) -> list[Row]:
    """Lines and words of both axes."""
    title = Place(dx=-EDGE, dy=-2)
    below = Place(x=0.5, y=1, dy=4)
    rows = [
        plot.word(title, fires_words.PER, view=EVERY),
        plot.word(below, "Risk of injury in tackling", align="center", view=EVERY),
        plot.stroke(Place(y=1), Place(x=1, y=1), view=EVERY),
    ]
    for each in plot.ticks(top, fewest=4):
        y = 1 - each / top
        rows.append(plot.stroke(Place(y=y), Place(x=1, y=y), wide=0.5, view=EVERY))
        at = Place(y=y, dx=-0.5)
        rows.append(plot.word(at, f"{each:,g}", align="right", view=EVERY))
    for risk in plot.ticks(most):
        under = Place(x=risk / most, y=1, dy=2.7)
        told = fires_words.percent(risk)
        rows.append(plot.word(under, told, align="center", view=EVERY))
    return rows


def _crossing(met: Comparison, even: BreakEven, most: float, top: float) -> list[Row]:
    """The break-even where the lines cross, and the range in which it lies."""
    if even.risk is None or even.low is None or even.high is None:
        return []
    x = even.risk / most
    at = Place(x=x, y=1 - _total(met, Policy.GET_OUT, even.risk) / top)
    start, end = Place(x=even.low / most), Place(x=min(1, even.high / most), y=1)
    told = f"Break-even {fires_words.percent(even.risk)}"
    return [
        plot.box(start, end, fill=theme.SHADES[3][0], view=EVERY),
        plot.stroke(Place(x=x, dy=-0.2), Place(x=x, y=1), colour=theme.INK, view=EVERY),
        plot.point(at, view=EVERY),
        plot.beside(Place(x=x, dy=-0.8), told, weight="bold", view=EVERY),
    ]


def _set_here(met: Comparison, most: float) -> list[Row]:
    """The risk that is set, under the axis."""
    risk = met.numbers.tackling_risk / 100
    x = min(1, risk / most)
    told = f"set here: {fires_words.percent(risk)}"
    return [
        plot.point(Place(x=x, y=1, dy=0.5), shape="triangle-up", view=EVERY),
        plot.beside(Place(x=x, y=1, dy=1.5), told, view=EVERY),
    ]


def _legend() -> list[Row]:
    """Whose line it is, and which part of a bar is which kind of injury."""
    rows = []
    for n, policy in enumerate(Policy):
        x, y = _in_legend(n)
        start, end = Place(dx=x(0), dy=y), Place(dx=x(2.6), dy=y)
        rows.append(plot.stroke(start, end, view=EVERY, **LOOK[policy]))
        rows.append(plot.word(Place(dx=x(3.1), dy=y), policy.label, view=EVERY))
    for n, (kind, colour) in enumerate(KINDS.items()):
        x, y = _in_legend(n)
        up, down = ((y[0] + off, y[1] + off) for off in (-0.4, 0.4))
        start, end = Place(dx=x(0), dy=up), Place(dx=x(0.8), dy=down)
        rows.append(
            plot.box(start, end, fill=colour, colour=theme.INK, view=HERE),
        )
        rows.append(plot.word(Place(dx=x(1.3), dy=y), kind, view=HERE))
    return rows


def _in_legend(n: int) -> tuple[Any, tuple[float, float]]:
    """Where the legend's entries stand: in a row, or one under the other on a phone."""

    def across(ems: float) -> tuple[float, float]:
        return (ems - EDGE + 16 * n, ems - EDGE)

    return across, (0.8 - TOP[0], 0.8 - TOP[1] + 1.4 * n)


def _bars(met: Comparison) -> list[Row]:
    """Both kinds of injury under each policy, at the risk that is set."""
    found = {policy: fires_break_even.injuries(met, policy) for policy in Policy}
    most = max(each.total for each in found.values()) or 1.0
    rows = []
    for n, (policy, each) in enumerate(found.items()):
        y = 0.02 + 0.5 * n
        start = 0.0
        for part, colour in zip(
            (each.from_fire, each.from_tackling), KINDS.values(), strict=True
        ):
            end = start + part / most
            left = Place(x=start, y=y, dx=-EDGE * (1 - start), dy=1.2)
            right = Place(x=end, y=y + BAR, dx=-EDGE * (1 - end), dy=1.2)
            if part:
                rows.append(
                    plot.box(left, right, fill=colour, colour=theme.INK, view=HERE)
                )
            start = end
        name = Place(y=y, dx=-EDGE)
        rows.append(plot.word(name, policy.label, weight="bold", view=HERE))
        told = fires_words.summed(each)
        under = Place(y=y + BAR, dx=-EDGE, dy=2.1)
        rows.append(plot.word(under, told, view=HERE))
    return rows


def _total(met: Comparison, policy: Policy, risk: float) -> float:
    return fires_break_even.injuries(met, policy, risk).total
