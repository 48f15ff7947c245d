"""What is told of few people changes by what three of them did, or not at all.

Whoever sees two pictures, one after the other, sees the difference too. Were one answer
all that differs, the picture would tell it, however many voices are in it; and whoever
knows who has just answered would know whose it is.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from relkit.models.standpoints import Standpoint

K = 3
"""The rule of k: nothing is told of fewer people than this."""
MANY = 10
"""From so many voices on, a standpoint is drawn answer by answer."""
Answers = Mapping[str, Mapping[str, StrEnum]]
"""Bins by label, then card."""


def redrawn(was: Answers | None, now: Answers) -> Answers:
    """The answers to be drawn: those of now, or those that were drawn before.

    Parameters
    ----------
    was
        The answers of the people in the last picture; fewer than `K` were not seen.
    now
        The answers of all of them as they are.

    Examples
    --------
    >>> was = {who: {"Keys": Standpoint.PLACE} for who in "abc"}
    >>> redrawn(was, was | {"d": {}}) == was
    True
    """
    if was is None or len(was) < K:
        return now
    differing = sum(was.get(who) != now.get(who) for who in was.keys() | now.keys())
    return now if differing >= K else was


def without(answers: Answers, card: str) -> Answers:
    """The answers without a card that was taken out, and whoever sorted no other."""
    left = {
        who: {each: bin for each, bin in cards.items() if each != card}
        for who, cards in answers.items()
    }
    return {who: cards for who, cards in left.items() if cards}


def counted(answers: Answers) -> dict[str, Counter[StrEnum]]:
    """How many of them put each card into each bin."""
    counts: dict[str, Counter[StrEnum]] = {}
    for cards in answers.values():
        for card, bin in cards.items():
            counts.setdefault(card, Counter())[bin] += 1
    return counts


class Come:
    """Who has come to a gathering; where they speak from is told three at a time."""

    def __init__(self) -> None:
        self.told: dict[str, Standpoint | None] = {}
        self._untold: dict[str, Standpoint | None] = {}
        self._fresh: set[str] = set()

    @property
    def lately(self) -> int:
        """How many have come whose standpoint is not told yet."""
        return len(self._untold.keys() - self.told.keys())

    def speaks(self, who: str, standpoint: Standpoint | None) -> None:
        """Somebody has come, or says anew where they speak from."""
        self._untold[who] = standpoint
        self._fresh.add(who)
        if self.told.get(who, ...) == standpoint:
            self._forget(who)
        if len(self._fresh) >= K:
            self.told |= self._untold
            self._untold.clear()
            self._fresh.clear()

    def leaves(self, who: str) -> None:
        """Somebody withdraws: two more go with them, and are told with the next."""
        self._forget(who)
        if who in self.told:
            del self.told[who]
            for other in sorted(self.told)[: K - 1]:
                self._untold.setdefault(other, self.told.pop(other))

    def _forget(self, who: str) -> None:
        self._untold.pop(who, None)
        self._fresh.discard(who)
