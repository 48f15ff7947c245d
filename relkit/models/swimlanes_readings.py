"""How people who live there and one of the institutions' standpoints sorted one card.

S: nobody's standpoint is right. R: the readings and their boundaries of half a lane and
of one half. The community is read against the place and against the centre, each by
itself: counted together, the larger group would hide the smaller.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relkit.models import sorting, words
from relkit.models.parting import Groups
from relkit.models.sorting import Counts, Shared
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane

HALF = 0.5
SLACK = 1e-9
"""Sums of fractions are a hair off; half a lane is half a lane."""


class Kind(StrEnum):
    """What a reading can be, in the order in which it is looked for.

    Examples
    --------
    >>> Kind.OVERREACH.meaning
    'institutions would do what people say they can do'
    """

    TOO_FEW = "too few voices"
    OVERREACH = "overreach"
    ABANDONMENT = "abandonment"
    DIVIDED = "divided"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        """Its name inside a sentence."""
        return self.value

    @property
    def meaning(self) -> str:
        """What it means."""
        return {
            Kind.TOO_FEW: "not enough people have sorted it to show them",
            Kind.OVERREACH: "institutions would do what people say they can do",
            Kind.ABANDONMENT: "institutions would leave what people say they need",
            Kind.DIVIDED: "people do not see it alike, on one side or between the two",
            Kind.AGREED: "both put it in much the same lane",
        }[self]

    @property
    def question(self) -> str:
        """What to ask next."""
        return {
            Kind.TOO_FEW: "Who has not been asked yet?",
            Kind.OVERREACH: "What would have to stop, so that people can do it? "
            "Or have they given up asking?",
            Kind.ABANDONMENT: "What happens here when nobody comes, and to whom?",
            Kind.DIVIDED: "Who sees it otherwise, and what do they know?",
            Kind.AGREED: "What would have to be true for it to move one lane?",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One card, sorted by the community and by one other standpoint.

    Parameters
    ----------
    card
        Its name.
    beside
        The standpoint beside the community.
    kind
        What it is read as.
    community, other
        The lane that most voices of either side chose; ``None`` with too few voices.
    lean
        How many lanes further towards *for us* the other side puts it, on average.
    gap
        How differently the two sorted it, from 0 (alike) to 1 (nothing shared).
    k
        The fewest voices that were asked for; with 1 it is one sorting, not a pattern.
    """

    card: str
    beside: Standpoint
    kind: Kind
    community: Shared | None
    other: Shared | None
    lean: float | None
    gap: float | None
    k: int = 3

    @property
    def cell(self) -> tuple[Lane, Lane] | None:
        """The community's most shared lane and the other's; a tie is in no cell."""
        if not self.community or not self.other or self.is_tie:
            return None
        return Lane(self.community.bins[0]), Lane(self.other.bins[0])

    @property
    def is_tie(self) -> bool:
        """Whether either side chose two or more lanes equally often."""
        return any(each.is_tie for each in (self.community, self.other) if each)

    @property
    def question(self) -> str:
        """What to ask next."""
        return self.kind.question

    @property
    def sentence(self) -> str:
        """What was seen, in words."""
        if not self.community or not self.other:
            return f"‘{self.card}’: {self._missing}."
        said = "; ".join(
            f"the {who} {'is split between' if most.is_tie else 'says'} {_quoted(most)}"
            for who, most in (
                (Standpoint.COMMUNITY, self.community),
                (self.beside, self.other),
            )
        )
        alone = ": one sorting, not a pattern" if self.k == 1 else ""
        return f"‘{self.card}’: {said}{alone}. {self._told}"

    @property
    def _missing(self) -> str:
        sides = ((Standpoint.COMMUNITY, self.community), (self.beside, self.other))
        few = words.listed([f"the {who}" for who, most in sides if most is None])
        if self.k == 1:
            return f"not sorted yet by {few}"
        return f"fewer than {self.k} voices of {few}, too few to show"

    @property
    def _told(self) -> str:
        assert self.lean is not None
        far = words.counted(words.amount(abs(self.lean)), "lane")
        if self.kind in (Kind.OVERREACH, Kind.ABANDONMENT):
            over = self.kind is Kind.OVERREACH
            towards = Lane.FOR_US if over else Lane.OURSELVES
            return (
                f"{self._same}On average the {self.beside} puts it {far} nearer to "
                f"‘{towards.label}’ than the people who live there."
            )
        if self.kind is Kind.DIVIDED:
            return self._apart
        return "On average the two are near."

    @property
    def _same(self) -> str:
        """Said first where most of either side choose the same lane."""
        assert self.community is not None
        assert self.other is not None
        if self.community.bins == self.other.bins and not self.other.is_tie:
            return "Most of both choose the same lane, but the others differ. "
        return ""

    @property
    def _apart(self) -> str:
        """Why it is read as divided, though neither side leans far."""
        assert self.gap is not None
        if self.gap >= HALF - SLACK:
            part = "all" if self.gap > 1 - SLACK else words.percent(self.gap)
            return (
                f"On average the two are near, but {part} of either side would have to "
                "choose another lane to match the other."
            )
        sides = ((Standpoint.COMMUNITY, self.community), (self.beside, self.other))
        split = [f"the {who}" for who, most in sides if most and most.share < HALF]
        return f"No lane has half of the voices of {words.listed(split)}."


def _quoted(most: Shared) -> str:
    """Where most voices of one side put it, and how many they are."""
    lanes = words.listed([f"‘{Lane(x).label}’" for x in most.bins])
    return f"{lanes} ({most.voices} of {most.of}{' each' if most.is_tie else ''})"


def reading(
    card: str, community: Counts, other: Counts, *, beside: Standpoint, k: int = 3
) -> Reading:
    """How one card is read, the community beside one other standpoint.

    Looked for in this order: too few voices; overreach or abandonment, when the other
    side puts it at least half a lane further towards *for us* or towards *ourselves*;
    divided, when the two have no more than half in common, or less than half of either
    side shares one lane; agreed.

    Parameters
    ----------
    card
        Its name.
    community, other
        Voices by lane.
    beside
        Whose the other voices are.
    k
        Fewest voices that either side may be shown from.

    Examples
    --------
    >>> read = reading("Bins", {Lane.OURSELVES: 3}, {Lane.FOR_US: 2, Lane.WITH_HELP: 1},
    ...     beside=Standpoint.PLACE)
    >>> read.kind.value, round(read.lean, 2)
    ('overreach', 1.67)
    """
    most = sorting.shared(community, k=k), sorting.shared(other, k=k)
    lean = sorting.lean(other, community, k=k)
    gap = sorting.gap(community, other, k=k)
    return Reading(
        card=card,
        beside=beside,
        kind=_kind(lean, gap, [each.share for each in most if each]),
        community=most[0],
        other=most[1],
        lean=lean,
        gap=gap,
        k=k,
    )


def _kind(lean: float | None, gap: float | None, shares: Sequence[float]) -> Kind:
    if lean is None or gap is None:
        return Kind.TOO_FEW
    if abs(lean) >= HALF - SLACK:
        return Kind.OVERREACH if lean > 0 else Kind.ABANDONMENT
    if gap >= HALF - SLACK or min(shares) < HALF - SLACK:
        return Kind.DIVIDED
    return Kind.AGREED


def readings(
    counts: Mapping[str, Groups],
    cards: Iterable[str],
    *,
    beside: Standpoint,
    k: int = 3,
) -> tuple[Reading, ...]:
    """How each card is read, in the order of the cards.

    Parameters
    ----------
    counts
        As `sorting.tally` gives them.
    """
    return tuple(
        reading(
            card,
            counts.get(card, {}).get(Standpoint.COMMUNITY, {}),
            counts.get(card, {}).get(beside, {}),
            beside=beside,
            k=k,
        )
        for card in cards
    )
