"""A chart with its text twin: what `Picture` shows."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import altair as alt
from altair.utils import schemapi

SOURCE = (
    "Made with relkit. Source of the idea: Benjamin P. Taylor, ‘How to move to "
    "relational public services’."
)
Cell = str | float | int
# What `relkit.ahead` draws, and about as many that a visitor goes back and forth to.
KEPT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a picture says, in words.

    Parameters
    ----------
    headline
        The finding, as the heading above the picture.
    sentence
        The whole picture in a few sentences: caption and alternative text in one.
    columns, rows
        The same as a table.
    """

    headline: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way to look at a chart: its settings, and what it then says.

    Parameters
    ----------
    label
        What the control calls it.
    params
        The chart's parameters, by name, in this view.
    description
        Its words.
    """

    label: str
    description: Description
    params: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart, the one or more views of it, and what the control between them asks.

    Without a chart there is nothing to draw yet, and the words say why. ``source`` is
    where the idea is from; it goes with a picture that is saved. ``newest`` is the view
    to show, from 0, where none was chosen that is still there.
    """

    chart: alt.TopLevelMixin | None
    views: tuple[View, ...]
    control: str = "Drawn"
    source: str = SOURCE
    newest: int = 0


@contextmanager
def unchecked() -> Iterator[None]:
    """Draw without Altair's check of each part as it is made: half of the time.

    For pages, where someone waits; the tests draw every picture with the check.
    """
    with schemapi.debug_mode(False):
        yield


@lru_cache(KEPT)
def drawn(
    draw: Callable[..., Drawing], *values: Hashable
) -> tuple[Drawing, dict[str, Any]]:
    """A drawing of values with the specification of its chart in the chart's place.

    Those that were asked for last are kept, and are not to be changed.

    Parameters
    ----------
    draw
        What makes the drawing.
    *values
        What it is made of.

    Returns
    -------
    Drawing
        Without its chart.
    dict
        The chart in Vega-Lite's words; empty where there is none.

    Examples
    --------
    >>> from relkit.charts import four_worlds
    >>> drawing, spec = drawn(four_worlds.worlds, ())
    >>> spec
    {}
    >>> drawing.views[0].description.headline
    'No activities are listed for this place yet'
    """
    with unchecked():
        drawing = draw(*values)
        chart = drawing.chart
        spec = chart.to_dict(validate=False) if chart is not None else {}
    return replace(drawing, chart=None), spec
