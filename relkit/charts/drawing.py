"""A chart with its text twin: what `Picture` shows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import altair as alt
from altair.utils import schemapi

SOURCE = (
    "Made with relkit. Source of the idea: Benjamin P. Taylor, ‘How to move to "
    "relational public services’."
)
Cell = str | float | int


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
