"""`SortingBoard`: cards sorted into named bins, by drag, buttons, keyboard or touch."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import anywidget
import traitlets

from relkit.charts import theme
from relkit.widgets import page


class SortingBoard(anywidget.AnyWidget):
    """A board on which cards are moved between bins.

    The cards are frozen values with a ``name``; the bins are the members of the
    enumeration that one of their fields holds. ``value`` is the case with its cards as
    they now lie: a new value, the cards in the order in which they were dealt.

    Parameters
    ----------
    of
        The field of the case that holds the cards, such as ``"activities"``.
    by
        The field of a card that says in which bin it lies, such as ``"world"``.
    bins
        The enumeration of the bins, in order; each has a ``label`` and a ``meaning``.
    sort
        What makes the cards as they then lie, of the cards dealt and each one's bin by
        name. Without it, only the field `by` of a card changes.
    detail
        The field of a card with one more sentence about it.
    summary
        What is told in one line, while cards are moved, of the cards as they lie.
        Without it, how many cards lie in each bin.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.models.four_worlds import World
    >>> board = SortingBoard(of="activities", by="world", bins=World)
    >>> board.deal(cases.known()[0])
    >>> board.move(board.value.activities[0].name, World.BY)
    >>> board.value.activities[0].world.value
    'by'
    """

    _esm = page.module("sorting_board")
    _css = page.style("sorting_board")

    bins = traitlets.List().tag(sync=True)
    cards = traitlets.List().tag(sync=True)
    came = traitlets.Dict().tag(sync=True)
    placed = traitlets.Dict().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self,
        *,
        of: str,
        by: str,
        bins: Any,
        sort: Callable[[Any, Any], Sequence[Any]] | None = None,
        detail: str = "note",
        summary: Callable[[Any], str] | None = None,
    ) -> None:
        self._of, self._by, self._bins, self._detail = of, by, bins, detail
        self._sort = sort or self._put
        self._sum_up = summary or self._counts
        self._dealt: tuple[Any, ...] = ()
        super().__init__(
            bins=[
                {
                    "value": each.value,
                    "label": f"{each.label[0].upper()}{each.label[1:]}",
                    "meaning": each.meaning,
                    "colours": list(shade),
                }
                for each, shade in zip(bins, theme.SHADES, strict=False)
            ]
        )

    def deal(self, case: Any) -> None:
        """Put the cards of this case on the board, each where it lies by itself."""
        self._dealt = tuple(getattr(case, self._of))
        with self.hold_sync(), self.hold_trait_notifications():
            self.value = case
            self.cards = [
                {"name": card.name, "detail": getattr(card, self._detail, "")}
                for card in self._dealt
            ]
            self.came = {c.name: getattr(c, self._by).value for c in self._dealt}
            self.placed = self.came

    def move(self, name: str, bin: Any) -> None:
        """Move one card to another bin, as a hand would.

        Raises
        ------
        ValueError
            If there is no such card or bin.
        """
        if name not in self.placed:
            raise ValueError(f"There is no card ‘{name}’. Choose one of the board.")
        self.placed = {**self.placed, name: self._bins(bin).value}

    def lay(self, placed: dict[str, str]) -> None:
        """Lay out the cards as remembered, passing over what is no longer known."""
        bins = {each.value for each in self._bins}
        kept = {n: b for n, b in placed.items() if n in self.placed and str(b) in bins}
        self.placed = {**self.placed, **kept}

    @property
    def moved(self) -> dict[str, str]:
        """Where the cards lie that do not lie where they were dealt."""
        dealt = {card.name: getattr(card, self._by).value for card in self._dealt}
        return {name: bin for name, bin in self.placed.items() if dealt[name] != bin}

    @traitlets.validate("placed")
    def _only_known(self, proposal: dict[str, Any]) -> dict[str, str]:
        """A browser may only put cards that exist into bins that exist."""
        bins = {each.value for each in self._bins}
        known = {n: b for n, b in proposal["value"].items() if str(b) in bins}
        lie = {card.name: getattr(card, self._by).value for card in self._cards()}
        return {name: known.get(name, bin) for name, bin in lie.items()}

    def _cards(self) -> tuple[Any, ...]:
        """The cards as they lie; before the first deal there are none."""
        return () if self.value is None else tuple(getattr(self.value, self._of))

    @traitlets.observe("placed")
    def _move(self, _: object) -> None:
        if self.value is None:
            return
        bins = {name: self._bins(bin) for name, bin in self.placed.items()}
        cards = tuple(self._sort(self._dealt, bins))
        self.value = replace(self.value, **{self._of: cards})

    @traitlets.observe("value")
    def _tell(self, _: object) -> None:
        self.summary = self._sum_up(self._cards())

    def _counts(self, cards: Sequence[Any]) -> str:
        lie = [getattr(card, self._by) for card in cards]
        return " · ".join(f"{bin.label} {lie.count(bin)}" for bin in self._bins)

    def _put(self, cards: Sequence[Any], bins: dict[str, Any]) -> list[Any]:
        return [replace(card, **{self._by: bins[card.name]}) for card in cards]
