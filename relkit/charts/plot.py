"""A plot in pixels: boxes, strokes, points and words in one area with its margins.

Every place is a share of the plot's area, 0 to 1 from the left and from the top, and so
many times the text size beside it.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from relkit.charts import theme

Ems = float | tuple[float, float]
"""So many times the text size: on both layouts, or on a laptop and on a phone."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point of the plot, and how far beside it."""

    x: float = 0
    y: float = 0
    dx: Ems = 0
    dy: Ems = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The margins of a plot, in ems.

    ``switch`` names the parameter by which its views are switched. What is drawn in one
    view only has that parameter's value as its ``view``.
    """

    left: float
    right: float
    top: Ems
    bottom: float
    switch: str = ""

    def chart(
        self, rows: Sequence[Row], *, wide: theme.Height, narrow: theme.Height
    ) -> alt.LayerChart:
        """All these rows: boxes lie lowest, then strokes, points and words.

        The heights are those of `relkit.charts.theme.themed`.
        """
        params = {self.switch: 0} if self.switch else {}
        return theme.themed(self._layers(rows), params=params, wide=wide, narrow=narrow)

    def _layers(self, rows: Sequence[Row]) -> list[alt.Chart]:
        seen = alt.expr(self._seen())
        marks: dict[str, Callable[[alt.Chart], alt.Chart]] = {
            "box": lambda it: it.mark_rect(strokeWidth=1.5, opacity=seen),
            "stroke": lambda it: it.mark_rule(opacity=seen),
            "point": lambda it: it.mark_point(
                filled=True,
                stroke=theme.INK,
                strokeWidth=2,
                size=alt.expr("0.5 * em * em"),
                opacity=seen,
            ),
            "word": lambda it: it.mark_text(
                align=alt.expr("datum.align"),
                baseline="middle",
                fontWeight=alt.expr("datum.weight"),
                fontSize=theme.ems(0.95),
                opacity=seen,
            ),
        }
        made = []
        for kind, mark in marks.items():
            here = [row for row in rows if row["kind"] == kind]
            if here:
                layer = mark(theme.drawn(here)).encode(
                    **theme.pixels(), **LOOKS[kind]()
                )
                layer.transform = self._positions()
                made.append(layer)
        return made

    def _positions(self) -> list[dict[str, str]]:
        """Where a row's two places lie, in pixels."""
        top = _pair(self.top)
        layout = f"({theme.narrow()} ? 1 : 0)"
        start = f"{top}[{layout}]"
        wide = f"(width - {self.left + self.right} * em)"
        high = f"(height - ({start} + {self.bottom}) * em)"
        return [
            {
                "calculate": f"em * ({margin} + datum.beside[{n}][{axis}][{layout}]) "
                f"+ datum.at[{n}][{axis}] * {length}",
                "as": name,
            }
            for name, n, axis, margin, length in (
                ("x", 0, 0, self.left, wide),
                ("y", 0, 1, start, high),
                ("x2", 1, 0, self.left, wide),
                ("y2", 1, 1, start, high),
            )
        ]

    def _seen(self) -> str:
        near = f"max(0, 1 - 3 * abs({self.switch} - datum.view))"
        return f"datum.view < 0 ? 1 : {near}" if self.switch else "1"


def _both_ends() -> dict[str, Any]:
    return {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}


LOOKS: dict[str, Callable[[], dict[str, Any]]] = {
    "box": lambda: {
        **_both_ends(),
        "fill": theme.as_is(alt.Fill, "fill"),
        "stroke": theme.as_is(alt.Stroke, "colour"),
    },
    "stroke": lambda: {
        **_both_ends(),
        "color": theme.as_is(alt.Color, "colour"),
        "strokeDash": theme.as_is(alt.StrokeDash, "dash"),
        "strokeWidth": alt.StrokeWidth("wide:Q", scale=None),
    },
    "point": lambda: {
        "color": theme.as_is(alt.Color, "fill"),
        "shape": theme.as_is(alt.Shape, "shape"),
    },
    "word": lambda: {"text": alt.Text("text:N")},
}
"""How the rows of each kind are encoded beside their places."""


def box(
    start: Place, end: Place, *, fill: str, colour: str = "", view: int = -1
) -> Row:
    """A rectangle, edged in its own colour unless another is given."""
    return _row("box", start, end, view, fill=fill, colour=colour or fill)


def stroke(
    start: Place,
    end: Place,
    *,
    colour: str = theme.LINE,
    dash: Sequence[int] = (1, 0),
    wide: float = 1,
    view: int = -1,
) -> Row:
    """A straight line."""
    look = {"colour": colour, "dash": list(dash), "wide": wide}
    return _row("stroke", start, end, view, **look)


def point(
    at: Place, *, shape: str = "circle", fill: str = theme.PAPER, view: int = -1
) -> Row:
    """A mark edged in ink."""
    return _row("point", at, at, view, shape=shape, fill=fill)


def word(
    at: Place, text: str, *, align: str = "left", weight: str = "normal", view: int = -1
) -> Row:
    """A line of words, on this side of its place."""
    return _row("word", at, at, view, text=text, align=align, weight=weight)


def beside(at: Place, text: str, *, weight: str = "normal", view: int = -1) -> Row:
    """Words about a place: over it, or, near an edge, on the side that has room."""
    align = "left" if at.x < 0.3 else "right" if at.x > 0.7 else "center"
    return word(at, text, align=align, weight=weight, view=view)


def ticks(most: float, fewest: int = 3) -> list[float]:
    """Round numbers from 0 up to at most this: so many of them, or a few more.

    Examples
    --------
    >>> ticks(170), ticks(0.12), ticks(0)
    ([0.0, 50.0, 100.0, 150.0], [0.0, 0.05, 0.1], [0.0])
    """
    if most <= 0:
        return [0.0]
    widest = most / (fewest - 1)
    tens = 10.0 ** math.floor(math.log10(widest))
    step = max(n * tens for n in (1, 2, 5) if n * tens <= widest * (1 + 1e-9))
    return [round(step * n, 9) for n in range(int(most / step + 1e-9) + 1)]


def _row(kind: str, start: Place, end: Place, view: int, **look: Any) -> Row:
    places = (start, end)
    return {
        "kind": kind,
        "at": [[round(p.x, 4), round(p.y, 4)] for p in places],
        "beside": [[_pair(p.dx), _pair(p.dy)] for p in places],
        "view": view,
        **look,
    }


def _pair(ems: Ems) -> list[float]:
    return list(ems) if isinstance(ems, tuple) else [ems, ems]
