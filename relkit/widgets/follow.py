"""The ways in which a notebook ties things together; `observe` is nowhere else."""

from collections.abc import Callable
from typing import Any

import traitlets


def follow(widget: traitlets.HasTraits, draw: Callable[[Any], object]) -> None:
    """Draw the widget's value now, and again whenever it changes.

    Examples
    --------
    >>> from relkit.widgets import Choice
    >>> choice = Choice("Which?", ["this", "that"])
    >>> follow(choice, print)
    this
    >>> choice.value = "that"
    that
    """
    draw(widget.value)  # type: ignore[attr-defined]
    tell(widget, draw)


def tell(widget: traitlets.HasTraits, listener: Callable[[Any], object]) -> None:
    """Tell the listener the widget's value whenever it changes, and not before."""
    widget.observe(lambda change: listener(change["new"]), names="value")


def showing(widget: traitlets.HasTraits, shown: Any) -> Any:
    """The widget that shows the other's value, now and whenever it changes.

    Examples
    --------
    >>> from relkit.widgets import Choice
    >>> letters = Choice("Which?", {"first": "abc", "last": "xyz"})
    >>> letter = showing(letters, Choice("Of these?", of=list))
    >>> letters.pick("last")
    >>> letter.value
    'x'
    """
    follow(widget, shown.show)
    return shown
