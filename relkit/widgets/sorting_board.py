"""`SortingBoard`: cards sorted into named bins, by drag, buttons, keyboard or touch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import traitlets

from relkit.charts import theme
from relkit.widgets import page
from relkit.widgets.widget import Widget


class SortingBoard(Widget):
    """A board on which cards are moved between bins.

    The cards are frozen values with a ``name``; the bins are the members of the
    enumeration that one of their fields holds. ``value`` is the case with its cards as
    they now lie: a new value, the cards in the order in which they were dealt. What is
    ``saved`` is the case as it came, and beside that where its cards were moved.

    Parameters
    ----------
    topic
        Under which name the case keeps what was sorted here. Where several sort the
        same cards one after the other: for each, how they are called, and that name.
        The board then asks who sorts now, and a card counts as sorted only once it was
        moved, or somebody said that the rest is right where it is.
    bins
        The enumeration of the bins, in order; each has a ``label`` and a ``meaning``.
    of
        The field of the case that holds the cards, such as ``"activities"``.
    by
        The field of a card that says in which bin it lies, such as ``"world"``.
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
    >>> board = SortingBoard("four_worlds", World, of="activities", by="world")
    >>> board.deal(cases.known()[0])
    >>> board.move(board.value.activities[0].name, World.BY)
    >>> board.value.activities[0].world.value
    'by'
    >>> board.put_back()
    >>> board.value == board.saved == cases.known()[0]
    True
    """

    KEEPS = "sorted"

    _esm = page.module("sorting_board")
    _css = page.style("sorting_board")

    bins = traitlets.List().tag(sync=True)
    cards = traitlets.List().tag(sync=True)
    came = traitlets.Dict().tag(sync=True)
    placed = traitlets.Dict().tag(sync=True)
    counted = traitlets.List().tag(sync=True)
    topic = traitlets.Unicode().tag(sync=True)
    turns = traitlets.List().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self,
        topic: str | Mapping[str, str],
        bins: Any,
        *,
        of: str,
        by: str,
        sort: Callable[[Any, Any], Sequence[Any]] | None = None,
        detail: str = "note",
        summary: Callable[[Any], str] | None = None,
    ) -> None:
        turns = {} if isinstance(topic, str) else dict(topic)
        self._of, self._by, self._bins, self._detail = of, by, bins, detail
        self._sort = sort or self._put
        self._sum_up = summary or self._counts
        self._case: Any = None
        super().__init__(
            topic=next(iter(turns.values())) if turns else topic,
            turns=[{"topic": each, "label": label} for label, each in turns.items()],
            bins=[
                {
                    "value": each.value,
                    "label": f"{each.label[0].upper()}{each.label[1:]}",
                    "meaning": each.meaning,
                    "colours": list(shade),
                }
                for each, shade in zip(bins, theme.shades(bins), strict=False)
            ],
        )
        self.on_msg(self._answer)

    def deal(self, case: Any) -> None:
        """Put the cards of this case on the board as they were sorted, or as they came.

        What was sorted and makes no sense here is passed over.
        """
        self._case = case
        with self.hold_sync(), self.hold_trait_notifications():
            self.cards = [
                {"name": card.name, "detail": getattr(card, self._detail, "")}
                for card in self._cards(case)
            ]
            self.came = self._lie(case)
            sorted_here = self._known(case.sorted.get(self.topic, {}))
            self.placed = self.came | sorted_here
            self.counted = list(sorted_here) if self.turns else []
            self.value = self._sorted()

    def sort_as(self, topic: str) -> None:
        """Let somebody else sort the cards, whose sorting is kept under this topic.

        What was sorted so far stays in the case.
        """
        if self._case is None:
            self.topic = topic
            return
        case = self.saved
        with self.hold_sync():
            self.topic = topic
            self.deal(case)

    def move(self, name: str, bin: Any) -> None:
        """Move one card to another bin, as a hand would.

        Raises
        ------
        ValueError
            If there is no such card or bin.
        """
        if name not in self.placed:
            raise ValueError(f"There is no card ‘{name}’. Choose one of the board.")
        if self.turns:
            self.counted = [*self.counted, name]
        self.placed = {**self.placed, name: self._bins(bin).value}

    def count_all(self) -> None:
        """Let every card count as sorted where it lies."""
        self.counted = list(self.placed)

    def put_back(self) -> None:
        """Move every card to where it came from; then none counts as sorted."""
        self.counted = []
        self.placed = self._lie(self._case)

    @property
    def moved(self) -> dict[str, str]:
        """Where the cards lie that were moved, or that count as sorted."""
        came, counted = self._lie(self._case), {*self.counted}
        return {n: b for n, b in self.placed.items() if came[n] != b or n in counted}

    @property
    def kept(self) -> dict[str, dict[str, str]]:
        """Where the moved cards lie, under the board's topic."""
        return {self.topic: self.moved}

    @property
    def saved(self) -> Any:
        """The case as it came, with where its cards were moved, here and elsewhere."""
        moved = {**self._case.sorted, self.topic: self.moved}
        return replace(
            self._case, sorted={t: each for t, each in moved.items() if each}
        )

    @traitlets.validate("placed")
    def _only_known(self, proposal: dict[str, Any]) -> dict[str, str]:
        """A browser may only put cards that exist into bins that exist."""
        return self._lie(self.value) | self._known(proposal["value"])

    @traitlets.validate("counted")
    def _only_known_once(self, proposal: dict[str, Any]) -> list[str]:
        """A browser may only count cards that exist."""
        said = {name for name in proposal["value"] if isinstance(name, str)}
        return [name for name in self._lie(self._case) if name in said]

    def _known(self, placed: Mapping[str, Any]) -> dict[str, str]:
        bins, names = {*self._bins}, self._lie(self._case)
        return {n: b for n, b in placed.items() if n in names and str(b) in bins}

    def _cards(self, case: Any) -> tuple[Any, ...]:
        """The cards of a case; before the first deal there are none."""
        return () if case is None else tuple(getattr(case, self._of))

    def _lie(self, case: Any) -> dict[str, str]:
        """The bin of each card of a case."""
        return {card.name: getattr(card, self._by).value for card in self._cards(case)}

    def _sorted(self) -> Any:
        """The case with its cards as they now lie, and beside that what is saved."""
        bins = {name: self._bins(bin) for name, bin in self.placed.items()}
        cards = tuple(self._sort(self._cards(self._case), bins))
        return replace(self.saved, **{self._of: cards})

    @traitlets.observe("placed", "counted")
    def _move(self, _: object) -> None:
        if self._case is not None:
            self.value = self._sorted()

    @traitlets.observe("value")
    def _tell(self, _: object) -> None:
        told = self._sum_up(self._cards(self.value))
        sorted_ = f"Sorted {len(self.moved)} of {len(self.placed)} · "
        self.summary = f"{sorted_ if self.turns else ''}{told}"

    def _counts(self, cards: Sequence[Any]) -> str:
        lie = [getattr(card, self._by) for card in cards]
        return " · ".join(f"{bin.label} {lie.count(bin)}" for bin in self._bins)

    def _put(self, cards: Sequence[Any], bins: dict[str, Any]) -> list[Any]:
        return [replace(card, **{self._by: bins[card.name]}) for card in cards]

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        if content.get("turn") in [each["topic"] for each in self.turns]:
            self.sort_as(content["turn"])
