"""One sorting of a place's cards: a gathering's, or the one made on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from relkit.models import sorting
from relkit.models.case import Case
from relkit.models.findings import Finding
from relkit.models.parting import Groups
from relkit.models.sorting import Counts
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_readings import Kind, Reading, readings

HERE = "on this machine"
INSTITUTIONS = (Standpoint.PLACE, Standpoint.CENTRE)


def topic(standpoint: Standpoint) -> str:
    """Under which key of ``Case.sorted`` stands what this standpoint sorted here.

    Examples
    --------
    >>> topic(Standpoint.PLACE)
    'swimlanes_place'
    """
    return f"swimlanes_{standpoint}"


TURNS = {f"The {each}: {each.says}": topic(each) for each in Standpoint}
"""Who sorts on this machine, one after the other: how each is called, and its key."""


def day(at: datetime) -> str:
    """A gathering's day, as it is read.

    Examples
    --------
    >>> day(datetime(2026, 3, 10))
    '10 March 2026'
    """
    return f"{at.day} {at:%B %Y}"


def gathered(case: Case) -> tuple[datetime, ...]:
    """When people of the place sorted its cards, the first time first."""
    return tuple(sorted({placement.at for placement in case.lane_placements}))


def sorted_here(case: Case) -> dict[str, dict[Standpoint | None, Counts]]:
    """What was sorted on this machine, as counts of one voice for each standpoint.

    Only cards that a standpoint has sorted count: nobody agrees by not having come.
    """
    counts: dict[str, dict[Standpoint | None, Counts]] = {}
    for standpoint in Standpoint:
        placed = case.sorted.get(topic(standpoint), {})
        for card in case.cards:
            if placed.get(card.name) in {*Lane}:
                counts.setdefault(card.name, {})[standpoint] = {
                    Lane(placed[card.name]): 1
                }
    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The community beside one of the institutions' standpoints, in one sorting.

    Parameters
    ----------
    case
        The place, its cards, and what was sorted.
    beside
        The place or the centre.
    at
        The gathering that is read; ``None`` for what was sorted on this machine.
    """

    case: Case
    beside: Standpoint = Standpoint.PLACE
    at: datetime | None = None

    @property
    def k(self) -> int:
        """The fewest voices that are shown: one's own machine hides nobody's."""
        return 3 if self.at else 1

    @property
    def when(self) -> str:
        """Which sorting it is, inside a sentence."""
        return f"on {day(self.at)}" if self.at else HERE

    @property
    def counts(self) -> Mapping[str, Groups]:
        """Voices by card, standpoint and lane."""
        if self.at is None:
            return sorted_here(self.case)
        return sorting.tally(p for p in self.case.lane_placements if p.at == self.at)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """How each card is read."""
        names = [card.name for card in self.case.cards]
        return readings(self.counts, names, beside=self.beside, k=self.k)


def findings(compared: Compared) -> tuple[Finding, ...]:
    """What to talk about, card by card: overreach, abandonment, divided, then ties.

    Within each, what leans furthest comes first. A tie is told once, by what it is
    read as or else by itself.
    """
    read = sorted(compared.readings, key=lambda each: -abs(each.lean or 0))
    found = [
        Finding(
            kind=f"{kind.value.capitalize()}: {kind.meaning}",
            sentence=each.sentence,
            question=kind.question,
            about=(each.card,),
        )
        for kind in (Kind.OVERREACH, Kind.ABANDONMENT, Kind.DIVIDED)
        for each in read
        if each.kind is kind
    ]
    told = {name for each in found for name in each.about}
    ties = [
        Finding(
            kind="A tie: as many voices for one lane as for another",
            sentence=each.sentence,
            question="What would each half have to hear from the other?",
            about=(each.card,),
        )
        for each in read
        if each.is_tie and each.card not in told
    ]
    return (*found, *ties)
