"""How relkit's pictures look: the one place for colours, fonts and sizes.

Sizes follow the reader's text: a chart's ``em`` parameter is the page's text size in
pixels, and `Picture` sets it. So large text on a projector enlarges the labels too.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import altair as alt

from relkit.models.four_worlds import World
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
INK = "#16282d"
PAPER = "#ffffff"
LINE = "#4a5c61"
TINT = "#f3f8f8"

SHADES = (
    ("#0b3c49", PAPER),
    ("#2a7483", PAPER),
    ("#93c6cb", INK),
    ("#e4f2f2", INK),
)
"""One hue, dark inside to light outside, with the ink that reads on it at 4.5:1."""

WORLDS = dict(zip(World, SHADES, strict=True))
LANES = {lane: WORLDS[lane.world] for lane in Lane}
"""A lane is as dark as the world that is the same idea."""

STANDPOINTS = {
    Standpoint.COMMUNITY: "#0072B2",
    Standpoint.PLACE: "#D55E00",
    Standpoint.CENTRE: "#009E73",
}
MARKS = {
    Standpoint.COMMUNITY: "circle",
    Standpoint.PLACE: "square",
    Standpoint.CENTRE: "triangle-up",
}


def shades(bins: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """The shade of each bin, and the ink on it: its own where it has one, else by rank.

    Examples
    --------
    >>> shades(Lane)[0] == WORLDS[World.BY]
    True
    """
    return tuple(
        WORLDS.get(getattr(x, "world", x), by_rank)
        for x, by_rank in zip(bins, SHADES, strict=False)
    )


NARROW = 35
"""A picture narrower than so many times its text size uses the phone's layout."""

Height = dict[str, float]


def drawn(rows: Sequence[Mapping[str, object]], **positions: str) -> alt.Chart:
    """A chart of these rows, with positions worked out in pixels in the browser.

    Altair takes a tuple as it is, where it would walk through a list again and again,
    and layers that share rows then share one copy of them.
    """
    data = alt.InlineData(values=tuple(dict(row) for row in rows))
    return alt.Chart(data).transform_calculate(**positions)


def pixels(x: str = "x", y: str = "y") -> dict[str, Any]:
    """Encodings of fields that are already in pixels: no scale, no axis.

    Examples
    --------
    >>> pixels("left")["x"].to_dict()["scale"] is None
    True
    """
    plain: dict[str, Any] = {"scale": None, "axis": None}
    return {"x": alt.X(f"{x}:Q", **plain), "y": alt.Y(f"{y}:Q", **plain)}


def narrow(below: float = NARROW) -> str:
    """Whether the picture is narrower than so many times its text size."""
    return f"(width < {below} * em)"


def placed_by(field: str, below: float = NARROW) -> str:
    """A place in either layout, which rows hold in ems as ``top_wide``, ``top_narrow``.

    Examples
    --------
    >>> placed_by("top", below=40)
    'em * ((width < 40 * em) ? datum.top_narrow : datum.top_wide)'
    """
    return f"em * ({narrow(below)} ? datum.{field}_narrow : datum.{field}_wide)"


def ems(times: float) -> Any:
    """A length of so many times the text size."""
    return alt.expr(f"{times} * em")


def as_is(channel: type[Any], field: str) -> Any:
    """A field that already holds the colour, shape or dash to draw with."""
    return channel(f"{field}:N", scale=None)


def lines(text: str, *, wide: int, narrow: int) -> dict[str, list[str]]:
    """A name in lines of so many letters, on a laptop and on a phone.

    Examples
    --------
    >>> lines("Keys kept by neighbours", wide=60, narrow=15)["narrow"]
    ['Keys kept by', 'neighbours']
    """
    return {
        "wide": textwrap.wrap(text, wide) or [text],
        "narrow": textwrap.wrap(text, narrow) or [text],
    }


def tops(heights: Sequence[float], start: float) -> tuple[list[float], float]:
    """Where rows of these heights begin, from the top, and where the last one ends.

    Examples
    --------
    >>> tops([1, 3, 2], start=4)
    ([4, 5, 8], 10)
    """
    *begins, end = accumulate(heights, initial=start)
    return begins, end


def seen_if(opacity: str) -> Any:
    """As visible as this expression says, 0 to 1."""
    return alt.OpacityValue(alt.expr(opacity))


def hushed(layers: Iterable[alt.Chart]) -> list[alt.Chart]:
    """The layers without words of their own for screen readers: the picture has them.

    A layer that draws nothing in one of its layouts would be a mark without a name.
    """
    quiet = list(layers)
    for layer in quiet:
        if isinstance(layer.mark, str):
            named: dict[str, Any] = {"type": layer.mark}
            layer.mark = alt.MarkDef(**named)
        layer.mark.aria = False
    return quiet


class Layers(alt.LayerChart):
    """Layers with nothing of their own that would have to become the whole chart's.

    For their sake Altair copies all layers three times and hashes them, whenever a
    chart is made or written: a third of the time that a picture takes.
    """

    def __init__(self, **parts: Any) -> None:
        super(alt.LayerChart, self).__init__(**parts)


def themed(
    layers: Sequence[alt.Chart],
    *,
    wide: Height,
    narrow: Height,
    below: float = NARROW,
    params: Mapping[str, float] | None = None,
) -> alt.LayerChart:
    """The layers as one chart, with relkit's look and the height it takes.

    Parameters
    ----------
    layers
        Charts placed in pixels, from the signals ``width``, ``height`` and ``em``.
    wide, narrow
        Height on a laptop and on a phone: ``{"ratio": 0.5}`` of the width as far as
        the window is high enough, and at least ``{"ems": 20}`` of the text size.
    params
        Parameters of the chart's own, by name, with their first values.
    """
    named = {"em": 16.0, **(params or {})}
    # Set in place: each of Altair's own methods would copy all layers and their rows.
    chart = Layers(data=_shared_rows(layers), layer=list(layers))
    chart.params = [alt.VariableParameter(name=n, value=v) for n, v in named.items()]
    chart.width, chart.height, chart.padding = 800, 400, 0
    chart.autosize = alt.AutoSizeParams(type="none")
    chart.usermeta = {"height": {"wide": wide, "narrow": narrow}, "below": below}
    chart.config = alt.Config(
        font=FONT,
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(color=INK, font=FONT),
    )
    return chart


def _shared_rows(layers: Sequence[alt.Chart]) -> Any:
    """The rows that all layers have, taken from them: the chart holds them once."""
    rows = layers[0].data
    if any(layer.data is not rows for layer in layers):
        return alt.Undefined
    for layer in layers:
        layer.data = alt.Undefined
    return rows
