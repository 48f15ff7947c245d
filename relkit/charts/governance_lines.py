"""A map of actors and lines as marks, in layers and in rings."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.governance_layout import (
    LINE_EMS,
    RINGS,
    VIEWS,
    Layout,
    high,
    lines_of,
)
from relkit.charts.governance_lists import key_to, lists_of
from relkit.charts.governance_looks import (
    BELOW,
    SMALL,
    STROKE,
    Line,
    Look,
    fields,
    heads,
    signs,
)
from relkit.charts.governance_paths import paths
from relkit.charts.governance_rings import DOWN, HALF, on_ring
from relkit.models.governance import ActorKind

GROUND = "#f3f7f7"
OVAL = "#c9d6d8"


def map_chart(
    layout: Layout, lines: Sequence[Line], looks: Sequence[Look]
) -> alt.LayerChart:
    """Actors and lines, with a key in words above them."""
    key, tall = key_to(looks)
    lists, long = lists_of(layout, lines, tall["narrow"])
    drawn = [
        *_ground(layout, tall["wide"]),
        *_lines(layout, lines, tall["wide"]),
        *_boxes(layout, tall["wide"]),
    ]
    return theme.themed(
        theme.hushed(
            [*(chart.transform_filter(f"!{SMALL}") for chart in drawn), *lists, *key]
        ),
        wide={"ems": tall["wide"] + max(layout.heights.values())},
        narrow={"ems": long},
        below=BELOW,
        params={"middle": 0, "everything": 0},
    )


def _mixed(what: str) -> str:
    """A field as it is in the view that is seen, or on the way between two."""
    one, other = (f"datum.{what}_{view}" for view in VIEWS)
    return f"({one} + middle * ({other} - {one}))"


def _pixels(top: float, prefix: str = "") -> tuple[str, str]:
    """Expressions for the pixels of a point below the key: across and down."""
    across = f"width * {_mixed(f'{prefix}x')} + em * {_mixed(f'{prefix}d')}"
    return across, f"em * ({top} + {_mixed(f'{prefix}y')})"


def _fields(points: Mapping[str, tuple[float, float, float]], prefix: str = "") -> Any:
    """Fields for a point in both views: part of the width, ems across, ems down."""
    return {
        f"{prefix}{what}_{view}": round(value, 3)
        for view, point in points.items()
        for what, value in zip("xdy", point, strict=True)
    }


def _ground(layout: Layout, top: float) -> list[alt.Chart]:
    """Layers' grounds and headings, and the rings with theirs."""
    flat, round_ = theme.seen_if("1 - middle"), theme.seen_if("middle")
    rows = [
        {"top": top + b.top, "bottom": top + b.bottom, "says": f"The {b.side}"}
        for b in layout.bands
    ]
    placed = theme.drawn(
        rows, x="0", x2="width", y="em * datum.top", y2="em * datum.bottom"
    )
    ground = placed.mark_rect(color=GROUND, cornerRadius=theme.ems(0.4)).encode(
        **theme.pixels(), x2=alt.X2("x2"), y2=alt.Y2("y2"), opacity=flat
    )
    head = placed.mark_text(
        align="left",
        baseline="top",
        dx=theme.ems(0.6),
        dy=theme.ems(0.5),
        fontWeight="bold",
        fontSize=theme.ems(1),
    ).encode(**theme.pixels(), text=alt.Text("says:N"), opacity=flat)
    down = top + layout.heights[RINGS] / 2
    ovals = [
        {
            "ring": ring,
            "i": i,
            "ax": round(x, 4),
            "ay": round(down + y, 3),
        }
        for ring, (across, tall) in enumerate(layout.rings)
        for i in range(121)
        for x, y in [on_ring(math.tau * i / 120, across, tall)]
    ]
    oval = (
        theme.drawn(ovals, x="width * (0.5 + datum.ax)", y="em * datum.ay")
        .mark_line(color=OVAL, strokeWidth=6)
        .encode(
            **theme.pixels(),
            detail=alt.Detail("ring:N"),
            order=alt.Order("i:Q"),
            opacity=round_,
        )
    )
    return [ground, head, oval]


def _ring_names(layout: Layout, top: float) -> list[alt.Chart]:
    """The rings' names, where each oval is farthest left and never has a box."""
    rows = [
        {"ax": 0.5 - across, "says": f"The {side}"}
        for side, (across, _) in zip(reversed(DOWN), layout.rings, strict=True)
    ]
    down = top + layout.heights[RINGS] / 2
    placed = theme.drawn(
        rows,
        x="max(width * datum.ax, 3.4 * em)",
        y=f"em * {down}",
        left="datum.x - 0.29 * em * length(datum.says)",
        right="2 * datum.x - datum.left",
        top="datum.y - 0.7 * em",
        foot="datum.y + 0.7 * em",
    )
    seen = theme.seen_if("middle")
    ground = placed.mark_rect(fill=theme.PAPER, aria=False).encode(
        **theme.pixels("left", "top"),
        x2=alt.X2("right"),
        y2=alt.Y2("foot"),
        opacity=seen,
    )
    name = placed.mark_text(
        baseline="middle", fontWeight="bold", fontSize=theme.ems(0.95)
    )
    return [
        ground,
        name.encode(**theme.pixels(), text=alt.Text("says:N"), opacity=seen),
    ]


def _boxes(layout: Layout, top: float) -> list[alt.Chart]:
    rows = []
    for actor in layout.actors:
        spots = {view: layout.spots[view][actor.name] for view in VIEWS}
        people = actor.kind is ActorKind.PEOPLE
        rows.append(
            {
                "name": lines_of(actor.name),
                **_fields({v: (s.x, 0, s.y) for v, s in spots.items()}),
                "half": high(actor.name) / 2,
                "colour": theme.STANDPOINTS[actor.side],
                "round": people or actor.kind is ActorKind.ASSOCIATION,
                "stroke": 3 if people or actor.kind is ActorKind.BOARD else 1.2,
                "weight": "bold" if people else "normal",
            }
        )
    across, down = _pixels(top)
    placed = theme.drawn(
        rows,
        cx=across,
        cy=down,
        x=f"datum.cx - {HALF} * em",
        x2=f"datum.cx + {HALF} * em",
        y="datum.cy - datum.half * em",
        y2="datum.cy + datum.half * em",
        ty=f"datum.cy - (length(datum.name) - 1) * {LINE_EMS / 2} * em",
    )
    box = placed.mark_rect(
        fill=theme.PAPER,
        cornerRadius=alt.expr("datum.round ? 0.9 * em : 0.1 * em"),
        strokeWidth=alt.expr("datum.stroke"),
    ).encode(
        **theme.pixels(),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        stroke=theme.as_is(alt.Stroke, "colour"),
    )
    name = placed.mark_text(
        baseline="middle",
        fontSize=theme.ems(0.88),
        lineHeight=theme.ems(LINE_EMS),
        fontWeight=alt.expr("datum.weight"),
    ).encode(**theme.pixels("cx", "ty"), text=alt.Text("name:N"))
    return [*_ring_names(layout, top), box, name]


def _lines(layout: Layout, lines: Sequence[Line], top: float) -> list[alt.Chart]:
    ways = {view: paths(layout, view, lines) for view in VIEWS}
    looks = [
        {"e": i, "always": int(line.always), **fields(line.look)}
        for i, line in enumerate(lines)
    ]
    across, down = _pixels(top)
    mx, my = _pixels(top, "m")
    seen = theme.seen_if("max(datum.always, everything)")
    points = [
        look | {"k": k} | _fields({view: ways[view][look["e"]][k] for view in VIEWS})
        for look in looks
        for k in range(3)
    ]
    line = theme.drawn(points, x=across, y=down).mark_line(interpolate="natural")
    ends = [
        look
        | _fields({view: ways[view][look["e"]][2] for view in VIEWS})
        | _fields({view: ways[view][look["e"]][1] for view in VIEWS}, "m")
        for look in looks
    ]
    end = theme.drawn(
        ends,
        x=across,
        y=down,
        mx=mx,
        my=my,
        turn="90 + atan2(datum.y - datum.my, datum.x - datum.mx) * 180 / PI",
    )
    return [
        line.encode(
            **theme.pixels(),
            **STROKE,
            detail=alt.Detail("e:N"),
            order=alt.Order("k:Q"),
            opacity=seen,
        ),
        heads(end).encode(
            **theme.pixels(), angle=theme.as_is(alt.Angle, "turn"), opacity=seen
        ),
        *(sign.encode(**theme.pixels("mx", "my"), opacity=seen) for sign in signs(end)),
    ]
