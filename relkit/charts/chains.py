"""Four worlds of service: what carries what, from *by* inwards."""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import chains
from relkit.models.four_worlds import Activity, World

WORLDS_IN = tuple(reversed(World))
MOST_IN_A_LINE = 26
BELOW = 58


def carried(activities: Sequence[Activity]) -> Drawing:
    """What carries what: each activity inside the one that holds it."""
    return Drawing(
        chart=carrying_chains(activities),
        views=(View(label="Chains", description=describe_chains(activities)),),
    )


def carrying_chains(activities: Sequence[Activity]) -> alt.LayerChart:
    """A row for each activity, set in from the activity that holds it.

    Where nothing holds an activity, its mark is hollow and the row says so.
    """
    rows = _chain_rows(activities)
    step = f"({theme.narrow(BELOW)} ? 1.5 * em : min(width * 0.12, 7 * em))"
    high = f"height / {len(rows) + 2}"
    left: dict[str, Any] = {"align": "left", "baseline": "middle"}
    placed = theme.drawn(
        rows,
        x=f"0.7 * em + datum.depth * {step}",
        y=f"(datum.row + 1.7) * {high}",
        px=f"0.7 * em + (datum.depth - 1) * {step}",
        py=f"(datum.parent + 1.7) * {high}",
        text=f"{theme.narrow(BELOW)} ? datum.lines : datum.line",
    )
    line = placed.transform_filter("datum.parent >= 0").mark_rule(color=theme.LINE)
    mark = placed.mark_circle(stroke=theme.INK, strokeWidth=1.5, opacity=1).encode(
        **theme.pixels(),
        color=theme.as_is(alt.Color, "colour"),
        strokeDash=theme.as_is(alt.StrokeDash, "dash"),
        size=alt.value(alt.expr("0.9 * em * em")),
    )
    name = placed.mark_text(
        **left, dx=theme.ems(0.8), fontSize=theme.ems(0.95), lineHeight=theme.ems(1)
    ).encode(**theme.pixels(), text=alt.Text("text:N"))
    heads = [{"i": i, "label": world.label} for i, world in enumerate(WORLDS_IN)]
    head = (
        theme.drawn(heads, x=f"datum.i * {step}", y=f"0.7 * {high}")
        .mark_text(**left, fontWeight="bold", fontSize=theme.ems(1))
        .encode(
            **theme.pixels(),
            text=alt.Text("label:N"),
            opacity=theme.seen_if(f"{theme.narrow(BELOW)} ? 0 : 1"),
        )
    )
    return theme.themed(
        [
            line.encode(**theme.pixels("px", "py"), x2=alt.X2("px"), y2=alt.Y2("y")),
            line.encode(**theme.pixels("px", "y"), x2=alt.X2("x"), y2=alt.Y2("y")),
            mark,
            name,
            head,
        ],
        wide={"ems": 1.75 * (len(rows) + 2)},
        narrow={"ems": 3.2 * (len(rows) + 2)},
        below=BELOW,
    )


def _chain_rows(activities: Sequence[Activity]) -> list[dict[str, object]]:
    """Rows from the outermost inwards, each after the one that holds it."""
    rows: list[dict[str, object]] = []

    def add(activity: Activity, parent: int) -> None:
        row = len(rows)
        floats = parent < 0 and activity.world is not World.BY
        said = f"{activity.name} (held by nothing)" if floats else activity.name
        rows.append(
            {
                "row": row,
                "parent": parent,
                "depth": WORLDS_IN.index(activity.world),
                "line": said,
                "lines": textwrap.wrap(said, MOST_IN_A_LINE),
                "colour": theme.PAPER if floats else theme.WORLDS[activity.world][0],
                "dash": [3, 2] if floats else [1, 0],
            }
        )
        for other in activities:
            if other.inside == activity.name and other.world.outward is activity.world:
                add(other, row)

    for activity in sorted(activities, key=lambda a: WORLDS_IN.index(a.world)):
        if len(chains.chain(activity, activities).steps) == 1:
            add(activity, -1)
    return rows


def describe_chains(activities: Sequence[Activity]) -> Description:
    """How many activities are carried all the way out, and where the rest break."""
    links = {a.name: chains.chain(a, activities) for a in activities}
    served = [a for a in activities if a.world is not World.BY]
    carried = [a for a in served if not links[a.name].broken]
    breaks = [
        link.broken for link in links.values() if link.broken and len(link.steps) == 1
    ]
    count = f"{len(carried)} of the {len(served)} activities"
    whole = f"{count} done to, for or with people"
    headline = f"{whole} rest on something that people do by themselves"
    return Description(
        headline=headline
        if served
        else "Everything listed is done by people themselves",
        sentence="Each activity stands inside the one that holds it, one world further "
        f"out. {whole} are carried all the way. "
        + (" ".join(breaks) or "No chain breaks."),
        columns=("Activity", "World", "Held by", "Carried all the way out"),
        rows=tuple(
            _chain_row(activity, links[activity.name]) for activity in activities
        ),
    )


def _chain_row(activity: Activity, link: chains.Chain) -> tuple[str, ...]:
    holder = link.steps[1].name if len(link.steps) > 1 else ""
    carried = f"no: {link.broken}" if link.broken else "yes"
    return (activity.name, activity.world.label, holder, carried)
