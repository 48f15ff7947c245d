"""What is told of few people changes by what three of them did, or not at all.

Whoever sees two pictures, one after the other, sees the difference too. Were one answer
all that differs, the picture would tell it, however many voices are in it; and whoever
knows who has just answered would know whose it is.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from relkit.models.room_counts import Answers, Sorted
from relkit.models.standpoints import Standpoint

K = 3
"""The rule of k: nothing is told of fewer people than this."""
MANY = 10
"""From so many voices on, a standpoint is drawn answer by answer."""
Place = tuple[str, int]
"""A topic, and the number of a gathering."""


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


def counted(answers: Answers) -> dict[str, Counter[StrEnum]]:
    """How many of them put each card into each bin."""
    counts: dict[str, Counter[StrEnum]] = {}
    for cards in answers.values():
        for card, bin in cards.items():
            counts.setdefault(card, Counter())[bin] += 1
    return counts


class Drawn:
    """The pictures of each standpoint: which of them follow each answer, or stay.

    Parameters
    ----------
    sorted
        What people have sorted, by topic and gathering, as it changes.
    """

    def __init__(self, sorted: Mapping[Place, Sorted]) -> None:
        self._sorted = sorted
        self._last: dict[Place, dict[Standpoint, Answers]] = {}
        self._live: set[tuple[Place, Standpoint]] = set()

    def is_live(self, place: Place, standpoint: Standpoint) -> bool:
        """Whether a standpoint is drawn answer by answer."""
        return (place, standpoint) in self._live

    def answers(self, place: Place, standpoint: Standpoint) -> Answers:
        """The answers that are in the picture of a standpoint."""
        if self.is_live(place, standpoint):
            return self._sorted[place].answers(standpoint)
        return self._last.get(place, {}).get(standpoint, {})

    def draw(self, topic: str) -> None:
        """Draw every standpoint of a topic, if enough has changed."""
        for place, found in self._sorted.items():
            if place[0] == topic:
                was = self._last.setdefault(place, {})
                for each in Standpoint:
                    was[each] = redrawn(was.get(each), found.answers(each))

    def look_who_is_many(self, place: Place) -> None:
        """Draw a standpoint answer by answer from now on, or no more."""
        was, found = self._last.get(place, {}), self._sorted[place]
        for each in Standpoint:
            if found.voices[each] < MANY:
                self._live.discard((place, each))
            elif not self.is_live(place, each):
                now = found.answers(each)
                if redrawn(was.get(each), now) is now:
                    self._live.add((place, each))

    def look_who_may_be_few(self, place: Place) -> None:
        """Keep what is seen of those who would be few if fewer than `K` of them went.

        Their next picture then differs from what was seen last, not from an older one.
        """
        found = self._sorted[place]
        for each in Standpoint:
            if self.is_live(place, each) and found.voices[each] < MANY + K - 1:
                self._last.setdefault(place, {})[each] = found.answers(each)

    def drop(self, place: Place, card: str) -> None:
        """Take a card out of the pictures."""
        drawn = self._last.get(place, {})
        for standpoint, people in drawn.items():
            drawn[standpoint] = _without(people, card)

    def forget(self, who: str) -> None:
        """Take the pictures away that somebody is in, until the next ones are drawn.

        Redrawn at once, what is missing in them would tell what they had said.
        """
        for drawn in self._last.values():
            for each in [each for each, people in drawn.items() if who in people]:
                del drawn[each]


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


def _without(answers: Answers, card: str) -> Answers:
    """The answers without a card that was taken out, and whoever sorted no other."""
    left = {
        who: {each: bin for each, bin in cards.items() if each != card}
        for who, cards in answers.items()
    }
    return {who: cards for who, cards in left.items() if cards}
