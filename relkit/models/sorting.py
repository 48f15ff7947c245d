"""Cards sorted into ordered bins, by one person or by many.

Worlds and lanes are such bins. Everything here is told from the latest placement of
each voice for each card. relkit assumes the measures below (R); that centre, place and
community see differently, and validly so, is the source's (S).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from relkit.models import words
from relkit.models.standpoints import Standpoint

Counts = Mapping[StrEnum, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One voice put one card into one bin.

    Parameters
    ----------
    voice
        Whose it is: any label that tells voices apart; never a name.
    card
        Name of the card.
    bin
        Where it was put. The bins' order is that of their enumeration.
    standpoint
        Where the voice spoke from; ``None`` for "rather not say".
    at
        When.
    """

    voice: str
    card: str
    bin: StrEnum
    standpoint: Standpoint | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The bin, or the tied bins, that most voices chose: ``voices`` of ``of`` each."""

    voices: int
    of: int
    bins: tuple[StrEnum, ...]

    @property
    def share(self) -> float:
        """Their share of the group's voices, 0 to 1."""
        return self.voices / self.of

    @property
    def is_tie(self) -> bool:
        """Whether two or more bins were chosen equally often."""
        return len(self.bins) > 1

    @property
    def phrase(self) -> str:
        """Where most voices put it; people are few, so they are counted.

        Examples
        --------
        >>> from relkit.models.four_worlds import World
        >>> Shared(voices=5, of=6, bins=(World.BY,)).phrase
        'done by (5 of 6)'
        """
        names = words.listed([name_of(x) for x in self.bins], last="or")
        return f"{names} ({self.voices} of {self.of}{' each' if self.is_tie else ''})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """How the placements of one card moved between two gatherings.

    ``flows`` counts matched voices by (bin before, bin after); it is ``None`` where
    only the totals may be told.
    """

    card: str
    before: Counts
    after: Counts
    flows: Mapping[tuple[StrEnum, StrEnum], int] | None
    matched: int

    @property
    def sentence(self) -> str:
        """What moved, and whether people were matched or only totals compared."""
        was, now = shared(self.before, k=1), shared(self.after, k=1)
        assert was is not None
        assert now is not None
        if self.flows is None:
            return (
                f"‘{self.card}’: most said {was.phrase} at first and {now.phrase} "
                "later; only the totals can be compared."
            )
        stayed = sum(n for (a, b), n in self.flows.items() if a == b)
        moved = self.matched - stayed
        return (
            f"‘{self.card}’: {moved} of the {self.matched} voices heard both times "
            "moved it."
        )


def latest(placements: Iterable[Placement]) -> tuple[Placement, ...]:
    """Each voice's latest placement of each card, in order of first appearance.

    Of two placements made at the same time, the one that stands later counts.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> first = Placement(voice="a", card="Repairs", bin=World.TO,
    ...     standpoint=Standpoint.PLACE, at=datetime(2026, 3, 10))
    >>> second = Placement(voice="a", card="Repairs", bin=World.WITH,
    ...     standpoint=Standpoint.PLACE, at=datetime(2026, 3, 11))
    >>> [placement.bin.value for placement in latest([second, first])]
    ['with']
    """
    kept: dict[tuple[str, str], Placement] = {}
    for placement in placements:
        key = (placement.voice, placement.card)
        if key not in kept or placement.at >= kept[key].at:
            kept[key] = placement
    return tuple(kept.values())


def tally(
    placements: Iterable[Placement],
) -> dict[str, dict[Standpoint | None, Counter[StrEnum]]]:
    """Counts by card, then standpoint, then bin, each voice counted once.

    Returns
    -------
    dict
        Cards in order of first appearance. Voices who would rather not say stand
        under ``None``: count them, never show them apart.
    """
    counts: dict[str, dict[Standpoint | None, Counter[StrEnum]]] = {}
    for placement in latest(placements):
        by_standpoint = counts.setdefault(placement.card, {})
        by_standpoint.setdefault(placement.standpoint, Counter())[placement.bin] += 1
    return counts


def gap(a: Counts, b: Counts, *, k: int = 3) -> float | None:
    """How differently two groups sorted one card: total variation distance.

    Parameters
    ----------
    a, b
        Voices by bin, of the two groups.
    k
        Fewest voices that a group may be shown from.

    Returns
    -------
    float or None
        0 (alike) to 1 (nothing shared); ``None`` with fewer than `k` voices in either.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> gap({World.TO: 3, World.FOR: 1}, {World.FOR: 4})
    0.75
    """
    if too_few(a, b, k=k):
        return None
    of_a, of_b = sum(a.values()), sum(b.values())
    bins = set(a) | set(b)
    return sum(abs(a.get(x, 0) / of_a - b.get(x, 0) / of_b) for x in bins) / 2


def lean(a: Counts, b: Counts, *, k: int = 3) -> float | None:
    """Mean bin rank of one group less that of another, in bins.

    Above 0, `a` put the card further along the bins' order than `b` did. Swapping the
    two turns the sign round. ``None`` with fewer than `k` voices in either.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> lean({World.WITH: 3}, {World.TO: 3})
    2.0
    """
    if too_few(a, b, k=k):
        return None
    return _mean_rank(a) - _mean_rank(b)


def shared(counts: Counts, *, k: int = 3) -> Shared | None:
    """The most chosen bin and its share of a group's voices; a tie is told as a tie.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> shared({World.TO: 2, World.FOR: 2}).is_tie
    True
    """
    if too_few(counts, k=k):
        return None
    most = max(counts.values())
    bins = tuple(x for x in type(next(iter(counts))) if counts.get(x, 0) == most)
    return Shared(voices=most, of=sum(counts.values()), bins=bins)


def movement(
    before: Iterable[Placement], after: Iterable[Placement], *, k: int = 3
) -> tuple[Movement, ...]:
    """How each card moved between two gatherings.

    Give the placements of one standpoint: from the totals of several together, a
    standpoint that may not be shown would follow.

    Cards sorted by fewer than `k` voices at either gathering are left out. The flows
    of a card are told only where at least `k` voices made each of them: from some of
    them and the totals, the others would follow. So would the answers of those who
    came to one of the gatherings only: they are `k` or more, or none.
    """
    first = {(p.card, p.voice): p.bin for p in latest(before)}
    second = {(p.card, p.voice): p.bin for p in latest(after)}
    movements = []
    for card in dict.fromkeys(card for card, _ in first):
        was = Counter(x for (c, _), x in first.items() if c == card)
        now = Counter(x for (c, _), x in second.items() if c == card)
        if too_few(was, now, k=k):
            continue
        flows = Counter(
            (x, second[card, voice])
            for (c, voice), x in first.items()
            if c == card and (card, voice) in second
        )
        movements.append(
            Movement(
                card=card,
                before=was,
                after=now,
                flows=flows if may_tell(flows, was, now, k=k) else None,
                matched=sum(flows.values()),
            )
        )
    return tuple(movements)


def may_tell(
    flows: Mapping[tuple[StrEnum, StrEnum], int], was: Counts, now: Counts, *, k: int
) -> bool:
    """Whether flows may be told beside the totals that they lead from and to.

    Only where at least `k` voices made each of them, and where nobody or at least `k`
    were heard at the one gathering and not at the other: what they said would follow.
    """
    matched = sum(flows.values())
    alone = (sum(counts.values()) - matched for counts in (was, now))
    each = (*flows.values(), *(n for n in alone if n))
    return matched >= k and all(n >= k for n in each)


def too_few(*groups: Counts, k: int) -> bool:
    """Whether any group has fewer voices than may be shown; none is always too few."""
    return any(sum(counts.values()) < max(k, 1) for counts in groups)


def name_of(bin: StrEnum) -> str:
    """What a bin is called inside a sentence."""
    return str(getattr(bin, "label", bin.value))


def _mean_rank(counts: Counts) -> float:
    ranks = {x: rank for rank, x in enumerate(type(next(iter(counts))))}
    return sum(ranks[x] * n for x, n in counts.items()) / sum(counts.values())
