"""Thriving together: which situations and preparations meet in which encounters.

On a laptop three columns with lines between them; on a phone each encounter with what
it links below it, and then what meets in none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Drawing, View
from relkit.charts.thriving import BELOW
from relkit.charts.thriving_rows import MARKS, blocks, columns
from relkit.charts.thriving_words import (
    LIVING,
    MEETING,
    NOTHING_YET,
    PREPARING,
    THRIVING_SOURCE,
    describe_links,
)
from relkit.models.thriving import ThreeWorlds

LINE_EMS = 1.05
AT = {LIVING: 0.285, PREPARING: 0.715}
"""Where the marks of the outer columns stand, as a share of the width."""
HALF = 0.13
"""Half the width of the middle column, as a share of the width."""
SILENT: dict[str, Any] = {"aria": False}
"""A layer that is empty in one of the layouts; the picture as a whole has a name."""
FILLS, DASHES = (theme.SHADES[2][0], theme.PAPER), ([1, 0], [3, 3])
"""Of what is linked, and of what has no link."""
POINTS = 9
"""As many points make a curve."""
Rows = Sequence[Mapping[str, Any]]


def links(worlds: ThreeWorlds) -> Drawing:
    """Situations and preparations, meeting in encounters."""
    listed = worlds.situations or worlds.preparations or worlds.encounters
    description = describe_links(worlds) if listed else NOTHING_YET
    return Drawing(
        chart=meeting_links(worlds) if listed else None,
        views=(View(label="Links", description=description),),
        source=THRIVING_SOURCE,
    )


def meeting_links(worlds: ThreeWorlds) -> alt.LayerChart:
    """The links, in columns or in blocks; what has none is hollow and says so."""
    rows, ties, wide = columns(worlds)
    listed, narrow = blocks(worlds)
    small = theme.narrow(BELOW)
    beside = f"!{small}"
    return theme.themed(
        [
            _curves(ties, beside),
            *_boxes([row for row in rows if row["world"] == MEETING], beside),
            *_columns(rows, beside),
            *_blocks(listed, small),
        ],
        wide={"ems": wide},
        narrow={"ems": narrow},
        below=BELOW,
    )


def _curves(ties: Rows, seen: str) -> alt.Chart:
    """A curve for each link, level at both ends."""
    left, right = (
        f"({AT[LIVING]} + datum.step * ({0.5 - HALF} - {AT[LIVING]}))",
        f"({0.5 + HALF} + datum.step * ({AT[PREPARING]} - {0.5 + HALF}))",
    )
    curves: alt.Chart = (
        theme.drawn(ties, steps=f"sequence(0, {POINTS})")
        .transform_filter(seen)
        .transform_flatten(["steps"], ["n"])
        .transform_calculate(step=f"datum.n / {POINTS - 1}")
        .transform_calculate(
            x=f"width * (datum.side == '{LIVING}' ? {left} : {right})",
            y="em * (datum.left + datum.step * datum.step * (3 - 2 * datum.step) * "
            "(datum.right - datum.left))",
        )
        .mark_line(**SILENT, color=theme.LINE, strokeWidth=1.5, interpolate="monotone")
        .encode(
            **theme.pixels(),
            detail=alt.Detail("link:N"),
            order=alt.Order("step:Q"),
        )
    )
    return curves


def _boxes(rows: Rows, seen: str) -> list[alt.Chart]:
    """Encounters; those without a link to one side are hollow and dashed."""
    return [
        theme.drawn(
            _only([row for row in rows if row["hollow"] == hollow], "at", "high"),
            x1=f"width * {0.5 - HALF}",
            x2=f"width * {0.5 + HALF}",
            y1="em * (datum.at - datum.high / 2)",
            y2="em * (datum.at + datum.high / 2)",
        )
        .transform_filter(seen)
        .mark_rect(
            **SILENT,
            fill=FILLS[hollow],
            stroke=theme.INK,
            strokeDash=DASHES[hollow],
            strokeWidth=1.5,
            opacity=1,
            cornerRadius=theme.ems(0.7),
        )
        .encode(**theme.pixels("x1", "y1"), x2=alt.X2("x2"), y2=alt.Y2("y2"))
        for hollow in (False, True)
    ]


def _columns(rows: Rows, seen: str) -> list[alt.Chart]:
    """The names and marks of three columns, each below the name of its world."""
    outer = [row for row in rows if row["world"] != MEETING]
    across = f"datum.world == '{LIVING}' ? {AT[LIVING]} : {AT[PREPARING]}"
    layers = [_marks(outer, seen, x=f"width * ({across})")]
    for world, x, align, dx in (
        (LIVING, f"width * {AT[LIVING]}", "right", -0.8),
        (MEETING, "width / 2", "center", 0),
        (PREPARING, f"width * {AT[PREPARING]}", "left", 0.8),
    ):
        here = [row for row in rows if row["world"] == world]
        head = [{"lines": [world], "at": 0.8}]
        layers += [
            _text(here, seen, x=x, align=align, dx=dx),
            _text(head, seen, x=x, align=align, dx=dx, fontWeight="bold"),
        ]
    return layers


def _marks(rows: Rows, seen: str, x: str) -> alt.Chart:
    """Marks in the shapes of their worlds; those without a link hollow and dashed."""
    marked = [
        {
            **row,
            "shape": MARKS[row["world"]],
            "fill": FILLS[row["hollow"]],
            "dash": DASHES[row["hollow"]],
        }
        for row in rows
    ]
    keys = ("world", "at", "depth", "shape", "fill", "dash")
    marks: alt.Chart = (
        theme.drawn(_only(marked, *keys), x=x, y="em * datum.at")
        .transform_filter(seen)
        .mark_point(**SILENT, filled=True, stroke=theme.INK, strokeWidth=1.5, opacity=1)
        .encode(
            **theme.pixels(),
            shape=theme.as_is(alt.Shape, "shape"),
            color=theme.as_is(alt.Color, "fill"),
            strokeDash=theme.as_is(alt.StrokeDash, "dash"),
            size=alt.SizeValue(alt.expr("0.7 * em * em")),
        )
    )
    return marks


def _text(rows: Rows, seen: str, *, x: str, dx: float, **look: Any) -> alt.Chart:
    """Names that may have several lines, centred on their mark."""
    text: alt.Chart = (
        theme.drawn(
            _only(rows, "at", "depth", "lines"),
            x=x,
            y=f"em * (datum.at - {LINE_EMS} * (length(datum.lines) - 1) / 2)",
        )
        .transform_filter(seen)
        .mark_text(
            **SILENT,
            **look,
            baseline="middle",
            dx=theme.ems(dx),
            fontSize=theme.ems(0.95),
            lineHeight=theme.ems(LINE_EMS),
        )
        .encode(**theme.pixels(), text=alt.Text("lines:N"))
    )
    return text


def _blocks(rows: Rows, seen: str) -> list[alt.Chart]:
    """Each encounter with its situations and preparations below it, for a phone."""
    x = "em * (0.8 + datum.depth * 1.6)"
    below = [row for row in rows if row["depth"]]
    line = (
        theme.drawn(
            _only(below, "at", "above", "depth"),
            x=x,
            y="em * datum.at",
            px="em * (0.8 + (datum.depth - 1) * 1.6)",
            py="em * datum.above",
        )
        .transform_filter(seen)
        .mark_rule(**SILENT, color=theme.LINE)
    )
    left: dict[str, Any] = {"x": x, "align": "left", "dx": 0.9}
    bold = [row for row in rows if row["world"] == MEETING]
    plain = [row for row in rows if row["world"] != MEETING]
    return [
        line.encode(**theme.pixels("px", "py"), x2=alt.X2("px"), y2=alt.Y2("y")),
        line.encode(**theme.pixels("px", "y"), x2=alt.X2("x"), y2=alt.Y2("y")),
        _marks(rows, seen, x=x),
        _text(bold, seen, fontWeight="bold", **left),
        _text(plain, seen, **left),
    ]


def _only(rows: Rows, *keys: str) -> Rows:
    """These columns of the rows; each layer travels with its own."""
    return [{key: row[key] for key in keys if key in row} for row in rows]
