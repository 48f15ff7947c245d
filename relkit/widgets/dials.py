"""`Dials`: every number of a model within reach, with its unit and its origin."""

from collections.abc import Callable
from typing import Any

import traitlets

from relkit.models import dials as numbers_of
from relkit.widgets import heard, page
from relkit.widgets.widget import Widget


class Dials(Widget):
    """A slider and a field for each number that a reader may move.

    What was moved is kept in the reader's own browser and is back after a reload.

    Parameters
    ----------
    kind
        The dataclass that holds the numbers, and what is drawn by chance, each made
        as `relkit.models.dials` says.
    make
        What ``value`` is made with, of the numbers. Without it, ``value`` is the
        numbers themselves.
    summary
        What is told of the value in one line, while numbers are moved.
    name
        Under which name the browser keeps what was moved.

    Examples
    --------
    >>> from relkit.models.fires_numbers import Parameters
    >>> dials = Dials(Parameters, name="fires")
    >>> dials.put("prepared", 25)
    >>> dials.value.prepared
    25
    >>> dials.start_again()
    >>> dials.value == Parameters()
    True
    """

    _esm = page.module("dials")
    _css = page.style("dials")

    name = traitlets.Unicode().tag(sync=True)
    dials = traitlets.List().tag(sync=True)
    numbers = traitlets.Dict().tag(sync=True, from_json=lambda it, _: heard.fields(it))
    seed = traitlets.Int(1).tag(sync=True, from_json=lambda it, own: own.drawn(it))
    another = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self,
        kind: Any,
        *,
        make: Callable[[Any], Any] | None = None,
        summary: Callable[[Any], str] | None = None,
        name: str,
    ) -> None:
        self._kind, self._make, self._sum_up = kind, make, summary
        self._table = {each.name: each for each in numbers_of.table(kind)}
        self._made_of: Any = None
        self._by_chance, another = numbers_of.drawn_by(kind)
        super().__init__(
            name=name,
            dials=[_told(each) for each in self._table.values()],
            numbers=self._first(),
            another=another,
        )

    def put(self, name: str, number: float) -> None:
        """Set one number, as a hand would; outside its bounds nothing changes."""
        self.numbers = {**self.numbers, name: number}

    def start_again(self) -> None:
        """Put every number back to its first value."""
        self.numbers = self._first()

    def drawn(self, said: Any) -> int:
        """The draw that a browser says, or the one that there is if that is none."""
        return said if type(said) is int and said > 0 else self.seed

    def _first(self) -> dict[str, float]:
        return {name: each.first for name, each in self._table.items()}

    @traitlets.validate("numbers")
    def _only_possible(self, proposal: dict[str, Any]) -> dict[str, float]:
        """A browser may only move numbers that there are, inside their bounds."""
        given = proposal["value"]
        kept = self._made_of or self._kind()  # `numbers` may already hold what is given
        return {
            name: given[name] if each.takes(given.get(name)) else getattr(kept, name)
            for name, each in self._table.items()
        }

    @traitlets.observe("numbers", "seed")
    def _turn(self, _: object = None) -> None:
        numbers = self._kind(**self.numbers, **{self._by_chance: self.seed})
        if numbers == self._made_of:
            return
        self._made_of = numbers
        value = self._make(numbers) if self._make else numbers
        if (
            self._sum_up
        ):  # the line first: the pictures follow the value, and take longer
            self.summary = self._sum_up(value)
        self.value = value


def _told(each: numbers_of.Parameter) -> dict[str, Any]:
    """What the page shows of a number."""
    names = ("name", "label", "unit", "least", "most", "step", "first", "group", "url")
    told = {name: getattr(each, name) for name in names}
    return {**told, "origin": each.origin, "assumed": not each.source}
