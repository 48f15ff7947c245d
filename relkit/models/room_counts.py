"""Who sorted what at one activity of one gathering, counted as it comes.

A room of a thousand is asked for its counts several times a second: they are changed by
each answer, and never counted anew.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from relkit.models.standpoints import Standpoint

Key = TypeVar("Key")
Counts = dict[Standpoint | None, dict[str, Counter[StrEnum]]]
"""Voices by standpoint, then card, then bin."""
Answers = Mapping[str, Mapping[str, StrEnum]]
"""Bins by label, then card."""
Ways = dict[tuple[Standpoint | None, str], Counter[tuple[StrEnum, StrEnum]]]
"""By standpoint and card: how many voices moved it from which bin to which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where one person put one card, and by which touch of which tab."""

    bin: StrEnum
    tab: str
    count: int


class Sorted:
    """Where each person put each card, and how many voices each bin has.

    Nothing in it stands at 0: who takes a voice back leaves no trace of it. Whoever
    spoke from the same standpoint at the gathering before is matched with it.

    Parameters
    ----------
    before
        The same activity at the gathering before; nothing changes there any more but
        that somebody is forgotten, and then here first.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> found = Sorted()
    >>> found.put("a", "Keys", Placed(bin=World.BY, tab="t", count=1), None)
    >>> found.speaks_from("a", Standpoint.PLACE)
    >>> found.counts[Standpoint.PLACE]["Keys"][World.BY]
    1
    >>> None in found.counts
    False
    """

    def __init__(self, before: "Sorted | None" = None) -> None:
        self.people: dict[str, dict[str, Placed]] = {}
        self.counts: Counts = {}
        self.ways: Ways = {}
        self._before = before
        self.voices: Counter[Standpoint | None] = Counter()
        self._speaks: dict[str, Standpoint | None] = {}

    def put(
        self, who: str, card: str, now: Placed, standpoint: Standpoint | None
    ) -> None:
        """Put a card, unless a newer touch of the same tab has put it already."""
        if who not in self.people:
            self.people[who] = {}
            self._speaks[who] = standpoint
            changed(self.voices, standpoint, 1)
        was = self.people[who].get(card)
        if was is not None and was.tab == now.tab and was.count >= now.count:
            return
        self.people[who][card] = now
        if was is not None:
            self._count(who, card, was, -1)
        self._count(who, card, now, 1)

    def answers(self, standpoint: Standpoint) -> Answers:
        """What each person who spoke from there has sorted."""
        return {
            who: {card: placed.bin for card, placed in cards.items()}
            for who, cards in self.people.items()
            if self._speaks[who] is standpoint
        }

    def speaks_from(self, who: str, standpoint: Standpoint | None) -> None:
        """Count somebody's voice elsewhere: they speak from there now."""
        cards = self.people.get(who)
        if cards is not None:
            self.forget(who)
            for card, placed in cards.items():
                self.put(who, card, placed, standpoint)

    def forget(self, who: str) -> None:
        """Take somebody's voice away."""
        if who in self.people:
            for card, placed in self.people.pop(who).items():
                self._count(who, card, placed, -1)
            changed(self.voices, self._speaks.pop(who), -1)

    def drop(self, card: str) -> None:
        """Take a card out, wherever people put it."""
        for who in [who for who, cards in self.people.items() if card in cards]:
            self._count(who, card, self.people[who].pop(card), -1)
            if not self.people[who]:
                self.forget(who)

    def _count(self, who: str, card: str, placed: Placed, by: int) -> None:
        standpoint = self._speaks[who]
        cards = self.counts.setdefault(standpoint, {})
        bins = cards.setdefault(card, Counter())
        changed(bins, placed.bin, by)
        if not bins:
            del cards[card]
        if not cards:
            del self.counts[standpoint]
        was = self._stood(who, card)
        if was is not None:
            ways = self.ways.setdefault((standpoint, card), Counter())
            changed(ways, (was.bin, placed.bin), by)

    def _stood(self, who: str, card: str) -> Placed | None:
        """Where somebody put a card before, if they spoke from where they do now."""
        before = self._before
        if before is None or who not in before.people:
            return None
        if before._speaks[who] is not self._speaks[who]:
            return None
        return before.people[who].get(card)


def changed(counter: Counter[Key], key: Key, by: int) -> None:
    """Count up or down; what comes to 0 stands there no more."""
    counter[key] += by
    if not counter[key]:
        del counter[key]
