"""How the lines of a map look, and the marks that they are drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from relkit.charts import theme

BELOW = 50
SMALL = theme.narrow(BELOW)
SOLID = [1, 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a line is drawn, and what the key says of it.

    ``head`` is an arrow's, ``"filled"`` or ``"open"``, or empty; ``sign`` stands on the
    middle of the line; ``mark`` stands before a name in a phone's list.
    """

    says: str
    mark: str = ""
    width: float = 1.2
    dash: Sequence[float] = field(default_factory=lambda: SOLID)
    colour: str = theme.LINE
    head: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line between two actors.

    ``always`` says whether it is drawn where not everything is.
    """

    source: str
    target: str
    look: Look
    always: bool


STROKE: dict[str, Any] = {
    "stroke": theme.as_is(alt.Stroke, "colour"),
    "strokeDash": theme.as_is(alt.StrokeDash, "dash"),
    "strokeWidth": alt.StrokeWidth("wide:Q", scale=None),
}


def fields(look: Look) -> dict[str, Any]:
    """What a row says of a look."""
    return {
        "dash": list(look.dash),
        "colour": look.colour,
        "wide": look.width,
        "head": look.head,
        "inside": theme.PAPER if look.head == "open" else look.colour,
        "sign": look.sign,
    }


def heads(placed: alt.Chart) -> alt.Chart:
    """Arrows, filled or open."""
    with_heads: alt.Chart = placed.transform_filter("datum.head != ''")
    head: alt.Chart = with_heads.mark_point(
        shape="triangle", size=alt.expr("0.45 * em * em"), opacity=1, strokeWidth=1.5
    ).encode(
        fill=theme.as_is(alt.Fill, "inside"), stroke=theme.as_is(alt.Stroke, "colour")
    )
    return head


def signs(placed: alt.Chart) -> list[alt.Chart]:
    """What stands on the middle of lines."""
    with_signs: alt.Chart = placed.transform_filter("datum.sign != ''")
    ground = with_signs.mark_point(
        shape="circle",
        size=alt.expr("1.4 * em * em"),
        fill=theme.PAPER,
        strokeWidth=0,
        opacity=1,
        aria=False,
    )
    sign = with_signs.mark_text(
        baseline="middle", fontSize=theme.ems(1), fontWeight="bold"
    )
    return [ground, sign.encode(text=alt.Text("sign:N"))]
