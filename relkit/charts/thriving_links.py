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
EDGE = {**SILENT, "filled": True, "stroke": theme.INK, "strokeWidth": 1.5}
LOOKS: dict[str, dict[str, Any]] = {
    "!datum.hollow": {**EDGE, "fill": theme.SHADES[2][0]},
    "datum.hollow": {**EDGE, "fill": theme.PAPER, "strokeDash": [3, 3]},
}


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
    return theme.themed(
        [
            *_columns(rows, ties, f"!{small}"),
            *_blocks(listed, small),
        ],
        wide={"ems": wide},
        narrow={"ems": narrow},
        below=BELOW,
    )


def _columns(
    rows: Sequence[Mapping[str, Any]], ties: Sequence[Mapping[str, Any]], seen: str
) -> list[alt.Chart]:
    """Three columns, and a curve for each link."""
    curve = (
        theme.drawn(
            ties,
            x=f"width * (datum.side == '{LIVING}' "
            f"? {AT[LIVING]} + datum.step * ({0.5 - HALF} - {AT[LIVING]}) "
            f": {0.5 + HALF} + datum.step * ({AT[PREPARING]} - {0.5 + HALF}))",
            y="em * datum.at",
        )
        .transform_filter(seen)
        .mark_line(**SILENT, color=theme.LINE, strokeWidth=1.5, interpolate="monotone")
        .encode(
            **theme.pixels(),
            detail=alt.Detail("link:N"),
            order=alt.Order("step:Q"),
        )
    )
    layers = [curve]
    for world, x, align, dx in (
        (LIVING, f"width * {AT[LIVING]}", "right", -0.8),
        (MEETING, "width / 2", "center", 0),
        (PREPARING, f"width * {AT[PREPARING]}", "left", 0.8),
    ):
        here = [row for row in rows if row["world"] == world]
        placed = theme.drawn(
            here,
            x=x,
            y="em * datum.at",
            x1=f"width * {0.5 - HALF}",
            x2=f"width * {0.5 + HALF}",
            y1="em * (datum.at - datum.high / 2)",
            y2="em * (datum.at + datum.high / 2)",
        ).transform_filter(seen)
        layers += [
            *(_boxes(placed) if world == MEETING else _marks(placed, MARKS[world])),
            _text(placed, align, dx),
            _head(world, x, align, dx, seen),
        ]
    return layers


def _boxes(placed: alt.Chart) -> list[alt.Chart]:
    """Encounters, those without a link to one side hollow and dashed."""
    return [
        placed.transform_filter(which)
        .mark_rect(**look, opacity=1, cornerRadius=theme.ems(0.7))
        .encode(**theme.pixels("x1", "y1"), x2=alt.X2("x2"), y2=alt.Y2("y2"))
        for which, look in LOOKS.items()
    ]


def _marks(placed: alt.Chart, shape: str) -> list[alt.Chart]:
    """Marks of one shape, those without a link hollow and dashed."""
    return [
        placed.transform_filter(which)
        .mark_point(**look, opacity=1, shape=shape)
        .encode(**theme.pixels(), size=alt.value(alt.expr("0.7 * em * em")))
        for which, look in LOOKS.items()
    ]


def _text(
    placed: alt.Chart, align: Any, dx: float, weight: Any = "normal"
) -> alt.Chart:
    """Names that may have several lines, centred on their mark."""
    text: alt.Chart = (
        placed.transform_calculate(
            ty=f"datum.y - em * {LINE_EMS} * (length(datum.lines) - 1) / 2"
        )
        .mark_text(
            **SILENT,
            align=align,
            baseline="middle",
            dx=theme.ems(dx),
            fontWeight=weight,
            fontSize=theme.ems(0.95),
            lineHeight=theme.ems(LINE_EMS),
        )
        .encode(**theme.pixels("x", "ty"), text=alt.Text("lines:N"))
    )
    return text


def _head(world: str, x: str, align: Any, dx: float, seen: str) -> alt.Chart:
    head: alt.Chart = (
        theme.drawn([{"world": world}], x=x, y="0.8 * em")
        .transform_filter(seen)
        .mark_text(
            **SILENT,
            align=align,
            baseline="middle",
            dx=theme.ems(dx),
            fontWeight="bold",
            fontSize=theme.ems(1),
        )
        .encode(**theme.pixels(), text=alt.Text("world:N"))
    )
    return head


def _blocks(rows: Sequence[Mapping[str, Any]], seen: str) -> list[alt.Chart]:
    """Each encounter with its situations and preparations below it, for a phone."""
    placed = theme.drawn(
        rows,
        x="em * (0.8 + datum.depth * 1.6)",
        y="em * datum.at",
        px="em * (0.8 + (datum.depth - 1) * 1.6)",
        py="em * datum.above",
    ).transform_filter(seen)
    line = placed.transform_filter("datum.depth > 0").mark_rule(
        **SILENT, color=theme.LINE
    )
    layers = [
        line.encode(**theme.pixels("px", "py"), x2=alt.X2("px"), y2=alt.Y2("y")),
        line.encode(**theme.pixels("px", "y"), x2=alt.X2("x"), y2=alt.Y2("y")),
    ]
    for world, shape in MARKS.items():
        here = placed.transform_filter(f"datum.world == '{world}'")
        weight = "bold" if world == MEETING else "normal"
        layers += [*_marks(here, shape), _text(here, "left", 0.9, weight)]
    return layers
