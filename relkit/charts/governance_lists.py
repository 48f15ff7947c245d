"""A map on a phone: lists in words. And the key to a map's lines, on any screen."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.governance_layout import VIEWS, Layout
from relkit.charts.governance_looks import (
    SMALL,
    STROKE,
    Line,
    Look,
    fields,
    heads,
    signs,
)
from relkit.charts.governance_rings import DOWN

KEY_EMS = 1.6
MOST_LISTED = 5
"""More names than this after one mark are counted on a phone (R)."""
LETTERS = 33
LETTERS_OF_A_NAME = 30
"""Letters in a line of a phone's list."""


def key_to(looks: Sequence[Look]) -> tuple[list[alt.Chart], dict[str, float]]:
    """The key in words, in two columns; on a phone, what the marks in its lists say.

    A mark in words says itself.
    """
    half = math.ceil(len(looks) / 2)
    rows = [
        {"says": look.says, "column": i // half, "row": i % half, **fields(look)}
        for i, look in enumerate(looks)
    ]
    placed = theme.drawn(
        rows,
        x="em * 0.6 + datum.column * width / 2",
        x2="datum.x + 3.4 * em",
        mx="datum.x + 1.7 * em",
        tx="datum.x + 4.4 * em",
        y=f"em * (0.9 + {KEY_EMS} * datum.row)",
    ).transform_filter(f"!{SMALL}")
    marks = [
        {"says": f"{look.mark} {look.says}", "row": i}
        for i, look in enumerate(look for look in looks if len(look.mark) == 1)
    ]
    lists = theme.drawn(
        marks, tx="0.4 * em", y=f"em * (0.9 + {KEY_EMS} * datum.row)"
    ).transform_filter(SMALL)
    said: dict[str, Any] = {"align": "left", "baseline": "middle"}
    return [
        placed.mark_rule().encode(**theme.pixels(), **STROKE, x2=alt.X2("x2")),
        heads(placed).encode(**theme.pixels("x2"), angle=alt.AngleValue(90)),
        *(sign.encode(**theme.pixels("mx")) for sign in signs(placed)),
        *(
            each.mark_text(**said, fontSize=theme.ems(0.95)).encode(
                **theme.pixels("tx"), text=alt.Text("says:N")
            )
            for each in (placed, lists)
        ),
    ], {
        "wide": 0.9 + KEY_EMS * half,
        "narrow": 0.9 + KEY_EMS * len(marks),
    }


def lists_of(
    layout: Layout, lines: Sequence[Line], top: float
) -> tuple[list[alt.Chart], float]:
    """A phone's lists: under each actor whom its lines lead to; and how long it is.

    With the people in the middle, their list comes first.
    """
    listed = {a.name: (a, _listed(a.name, lines)) for a in layout.actors}
    rows: list[dict[str, Any]] = []
    ends = []
    for view, sides in zip(VIEWS, (DOWN, tuple(reversed(DOWN))), strict=True):
        y = top
        for side in sides:
            here = [(a, on) for a, on in listed.values() if a.side is side]
            if not here:
                continue
            rows.append(_said(f"The {side}", view, y + 0.5, size=1.1, colour=theme.INK))
            y += 2
            for actor, under in here:
                name = textwrap.wrap(actor.name, LETTERS_OF_A_NAME)
                colour = theme.STANDPOINTS[side]
                rows.append(_said(name, view, y, size=1, colour=colour))
                y += 1.25 * len(name)
                if under:
                    rows.append(_said(under, view, y, size=0.95, colour=""))
                y += 1.25 * len(under) + 0.6
        ends.append(y)
    placed = theme.drawn(
        rows,
        x="0.9 * em",
        bx="0.3 * em",
        y="em * datum.top",
        y2="em * (datum.top + 1.25 * length(datum.says))",
    ).transform_filter(SMALL)
    seen = theme.seen_if("datum.view == 'layers' ? 1 - middle : middle")
    text = placed.mark_text(
        align="left",
        baseline="top",
        fontSize=alt.expr("datum.size * em"),
        lineHeight=theme.ems(1.25),
        fontWeight=alt.expr("datum.colour ? 'bold' : 'normal'"),
    ).encode(**theme.pixels(), text=alt.Text("says:N"), opacity=seen)
    bar = placed.transform_filter("datum.size == 1").mark_rule(strokeWidth=4)
    return [
        bar.encode(
            **theme.pixels("bx"),
            y2=alt.Y2("y2"),
            stroke=theme.as_is(alt.Stroke, "colour"),
            opacity=seen,
        ),
        text,
    ], max(ends, default=top) + 0.5


def _said(
    says: str | list[str], view: str, top: float, *, size: float, colour: str
) -> dict[str, Any]:
    told = [says] if isinstance(says, str) else says
    return {"says": told, "view": view, "top": round(top, 2)} | {
        "size": size,
        "colour": colour,
    }


def _listed(name: str, lines: Sequence[Line]) -> list[str]:
    """Whom an actor's lines lead to, together after each mark."""
    led: dict[str, list[str]] = {}
    for each in lines:
        if each.source == name and each.always:
            led.setdefault(each.look.mark, []).append(each.target)
    told = []
    for mark, targets in led.items():
        if mark:
            more = len(targets) - MOST_LISTED
            rest = [f"and {more} more"] if more > 0 else []
            says = "; ".join([*targets[:MOST_LISTED], *rest])
            told += textwrap.wrap(f"{mark} {says}", LETTERS)
    return told
