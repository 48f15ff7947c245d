"""Four worlds of service: what carries what, from *by* inwards."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.four_worlds import NOTHING_LISTED
from relkit.models import chains
from relkit.models.four_worlds import Activity, World

WORLDS_IN = tuple(reversed(World))
IN_A_LINE = {"wide": 60, "narrow": 26}
BELOW = 58
LINE_EMS = 1.05
HEAD_EMS = {"wide": 1.8, "narrow": 3.3}


def carried(activities: Sequence[Activity]) -> Drawing:
    """What carries what: each activity inside the one that holds it."""
    return Drawing(
        chart=carrying_chains(activities) if activities else None,
        views=(View(label="Chains", description=describe_chains(activities)),),
    )


def carrying_chains(activities: Sequence[Activity]) -> alt.LayerChart:
    """A row for each activity, set in from the activity that holds it.

    Where nothing holds an activity, its mark is hollow and the row says so.
    """
    rows, high = _chain_rows(activities)
    small = theme.narrow(BELOW)
    step = f"({small} ? 1.5 * em : min(width * 0.13, 8 * em))"
    left: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "dx": theme.ems(0.8),
        "limit": alt.expr("width - datum.x - 0.8 * em"),
    }
    placed = theme.drawn(
        rows,
        x=f"0.7 * em + datum.depth * {step}",
        y=f"em * ({small} ? datum.low : datum.high)",
        px=f"0.7 * em + (datum.depth - 1) * {step}",
        py=f"em * ({small} ? datum.held_low : datum.held_high)",
        text=f"{small} ? datum.narrow : datum.wide",
    )
    line = placed.transform_filter("datum.parent >= 0").mark_rule(color=theme.LINE)
    name = placed.mark_text(
        **left, fontSize=theme.ems(0.95), lineHeight=theme.ems(LINE_EMS)
    ).encode(**theme.pixels(), text=alt.Text("text:N"))
    heads = theme.drawn(
        [
            {"i": i, "label": world.label, "colour": theme.WORLDS[world][0]}
            for i, world in enumerate(WORLDS_IN)
        ],
        x=f"0.7 * em + ({small} ? datum.i % 2 * width / 2 : datum.i * {step})",
        y=f"em * (0.8 + ({small} ? 1.5 * floor(datum.i / 2) : 0))",
    )
    head = heads.mark_text(**left, fontWeight="bold", fontSize=theme.ems(1)).encode(
        **theme.pixels(), text=alt.Text("label:N")
    )
    return theme.themed(
        [
            line.encode(**theme.pixels("px", "py"), x2=alt.X2("px"), y2=alt.Y2("y")),
            line.encode(**theme.pixels("px", "y"), x2=alt.X2("x"), y2=alt.Y2("y")),
            _mark(placed).encode(strokeDash=theme.as_is(alt.StrokeDash, "dash")),
            name,
            _mark(heads),
            head,
        ],
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


def _mark(placed: alt.Chart) -> alt.Chart:
    """An activity's or a world's mark, in the world's shade."""
    mark: alt.Chart = placed.mark_circle(
        stroke=theme.INK, strokeWidth=1.5, opacity=1
    ).encode(
        **theme.pixels(),
        color=theme.as_is(alt.Color, "colour"),
        size=alt.SizeValue(alt.expr("0.9 * em * em")),
    )
    return mark


def _chain_rows(
    activities: Sequence[Activity],
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Rows from the outermost inwards, each after the one that holds it.

    With them, how high they are together. Each row is as high as its name has lines.
    """
    rows: list[dict[str, Any]] = []

    def add(activity: Activity, parent: int) -> None:
        row = len(rows)
        floats = parent < 0 and activity.world is not World.BY
        said = f"{activity.name} (held by nothing)" if floats else activity.name
        rows.append(
            {
                "row": row,
                "parent": parent,
                "depth": WORLDS_IN.index(activity.world),
                **theme.lines(said, **IN_A_LINE),
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
    total = {}
    for layout, key in (("wide", "high"), ("narrow", "low")):
        heights = [0.75 + LINE_EMS * len(row[layout]) for row in rows]
        begins, total[layout] = theme.tops(heights, HEAD_EMS[layout])
        for row, begin in zip(rows, begins, strict=True):
            row[key] = round(begin + 0.9, 3)
        for row in rows:
            row[f"held_{key}"] = rows[row["parent"]][key]
    return rows, total


def describe_chains(activities: Sequence[Activity]) -> Description:
    """How many activities are carried all the way out, and where the rest break."""
    links = {a.name: chains.chain(a, activities) for a in activities}
    if not activities:
        return NOTHING_LISTED
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
