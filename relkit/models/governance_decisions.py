"""Governance mapping: who has which part in what is decided, and the usual grid.

S: bring centre and place into governance; where that cannot be done, make it
transparent. R: the three parts in a decision, and its being open as reasons that are
published and a way to challenge it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relkit.models.four_worlds import Answer
from relkit.models.governance import Actor, Decision, Outcome
from relkit.models.standpoints import Standpoint

HIGH = 2
"""Power and interest of 2 or 3 count as high (R)."""


class Part(StrEnum):
    """A part in a decision, the strongest first."""

    DECIDES = "decides"
    HEARD = "heard"
    TOLD = "told"

    @property
    def label(self) -> str:
        """The part inside a sentence."""
        return {
            Part.DECIDES: "decides",
            Part.HEARD: "is heard",
            Part.TOLD: "is told",
        }[self]


def parts(
    decision: Decision, actors: Iterable[Actor]
) -> dict[Standpoint, tuple[Part, ...]]:
    """The parts that each standpoint has in a decision, through any of its actors."""
    side = {actor.name: actor.side for actor in actors}
    named = {
        part: {side.get(name) for name in getattr(decision, part.value)}
        for part in Part
    }
    return {s: tuple(part for part in Part if s in named[part]) for s in Standpoint}


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """Who decides, is heard and is told, by standpoint, over all decisions.

    Parameters
    ----------
    decisions
        How many there are.
    counts
        By standpoint and part, in how many of them.
    published, open
        In how many the reasons are published; how many can be challenged.
    unknown_published, unknown_open
        Of how many nobody can say.
    """

    decisions: int
    counts: Mapping[tuple[Standpoint, Part], int]
    published: int
    open: int
    unknown_published: int
    unknown_open: int

    @property
    def share_published(self) -> float:
        """Share of the decisions whose reasons are known to be published, 0 to 1."""
        return self.published / self.decisions if self.decisions else 0.0

    @property
    def share_open(self) -> float:
        """Share of the decisions known to be open to challenge, 0 to 1."""
        return self.open / self.decisions if self.decisions else 0.0


def representation(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> Representation:
    """Who decides, is heard and is told, by standpoint, and how open it is.

    Examples
    --------
    >>> from relkit.models.governance import ActorKind
    >>> council = Actor(name="Council", kind=ActorKind.INSTITUTION,
    ...     side=Standpoint.PLACE)
    >>> rents = Decision(name="Rents", decides=("Council",), open_to_challenge="yes")
    >>> told = representation([rents], [council])
    >>> told.counts[Standpoint.PLACE, Part.DECIDES], told.share_published
    (1, 0.0)
    """
    had = [parts(decision, actors) for decision in decisions]

    def said(answer: Answer, what: str) -> int:
        return sum(getattr(decision, what) == answer for decision in decisions)

    return Representation(
        decisions=len(decisions),
        counts={
            (side, part): sum(part in each[side] for each in had)
            for side in Standpoint
            for part in Part
        },
        published=said(Answer.YES, "reasons_published"),
        open=said(Answer.YES, "open_to_challenge"),
        unknown_published=said(Answer.UNKNOWN, "reasons_published"),
        unknown_open=said(Answer.UNKNOWN, "open_to_challenge"),
    )


class Quadrant(StrEnum):
    """What the power-interest grid tells its user to do with an actor."""

    SATISFY = "keep satisfied"
    MANAGE = "manage closely"
    MONITOR = "monitor"
    INFORM = "keep informed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Actors by power and interest, as practitioners draw it, and its own warning.

    ``beneath`` are people whose life a result is and whom the grid would only inform
    or monitor; ``unsaid`` are actors of whom nobody said power or interest.
    """

    quadrants: Mapping[Quadrant, tuple[Actor, ...]]
    beneath: tuple[Actor, ...]
    unsaid: tuple[Actor, ...]


def power_interest(actors: Sequence[Actor], outcomes: Iterable[Outcome]) -> Grid:
    """The power-interest grid, with those whom it puts beneath the table."""
    concerned = {outcome.whose for outcome in outcomes}
    quadrants: dict[Quadrant, list[Actor]] = {each: [] for each in Quadrant}
    unsaid = []
    for actor in actors:
        where = quadrant(actor)
        if where is None:
            unsaid.append(actor)
        else:
            quadrants[where].append(actor)
    low = (*quadrants[Quadrant.INFORM], *quadrants[Quadrant.MONITOR])
    return Grid(
        quadrants={each: tuple(found) for each, found in quadrants.items()},
        beneath=tuple(actor for actor in low if actor.name in concerned),
        unsaid=tuple(unsaid),
    )


def quadrant(actor: Actor) -> Quadrant | None:
    """Where the grid puts an actor, or ``None`` where nobody said.

    Examples
    --------
    >>> from relkit.models.governance import ActorKind
    >>> tenants = Actor(name="Tenants", kind=ActorKind.PEOPLE, power=1, interest=3,
    ...     side=Standpoint.COMMUNITY)
    >>> quadrant(tenants).value
    'keep informed'
    """
    if actor.power is None or actor.interest is None:
        return None
    if actor.power >= HIGH:
        return Quadrant.MANAGE if actor.interest >= HIGH else Quadrant.SATISFY
    return Quadrant.INFORM if actor.interest >= HIGH else Quadrant.MONITOR
