"""Four worlds of service: done to, for, with and by people, each inside the next.

Source: Taylor, "How to move to relational public services", section 3, after Cormac
Russell. S, as the source tells it: the four are not separate options but embedded; work
done *to* people, only by free, prior and informed consent, is a small part of work done
*for* people but decided by them, a small part of work done by people *with* help, a
part of what people do *by* themselves in their communities.
R, relkit's assumptions: person-hours as the measure; one half as the boundary of "a
small part"; who decides, the four parts of consent, and the activity that holds another
one, as things that can be known and written down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from relkit.models import words

SLACK = 1e-9
"""Sums of decimals are a hair off; exactly one half is not more than one half."""

MOST_HOURS = 100_000
"""More than 595 people could give by day and night: surely a slip (R)."""


class World(StrEnum):
    """The four worlds, from the innermost outwards.

    Examples
    --------
    >>> World.TO.outward.label
    'done for'
    """

    TO = "to"
    FOR = "for"
    WITH = "with"
    BY = "by"

    @property
    def label(self) -> str:
        """The world's name inside a sentence."""
        return f"done {self.value}"

    @property
    def phrase(self) -> str:
        """What is done in this world, with the people in it."""
        return f"{self.label} people{' themselves' if self is World.BY else ''}"

    @property
    def meaning(self) -> str:
        """What the world means, as the source tells it."""
        return {
            World.TO: "to people, only with their free, prior and informed consent",
            World.FOR: "for people, but decided by them",
            World.WITH: "by people, with help",
            World.BY: "by people themselves, in their communities",
        }[self]

    @property
    def outward(self) -> "World | None":
        """The next world out, the one that holds this one; none holds *by*."""
        worlds = list(World)
        return None if self is World.BY else worlds[worlds.index(self) + 1]


class Decider(StrEnum):
    """Who decides what is done, and how (R)."""

    PEOPLE = "people"
    SHARED = "shared"
    SERVICE = "service"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What can be said of one part of a consent."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ConsentOf(StrEnum):
    """Whose consent it is: each person's, the community's, or nobody's."""

    PERSON = "person"
    COMMUNITY = "community"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Free, prior and informed consent, and whether it can be withdrawn.

    The source borrows the term, by analogy, from a right of Indigenous Peoples (UN
    Declaration on the Rights of Indigenous Peoples): free of coercion, sought well
    before, with what one needs to know, and never final.
    """

    free: Answer = Answer.UNKNOWN
    prior: Answer = Answer.UNKNOWN
    informed: Answer = Answer.UNKNOWN
    withdrawable: Answer = Answer.UNKNOWN
    given_by: ConsentOf = ConsentOf.UNKNOWN

    def parts(self, answer: Answer) -> tuple[str, ...]:
        """Names of the parts that have this answer.

        Examples
        --------
        >>> Consent(free=Answer.YES, prior=Answer.NO).parts(Answer.NO)
        ('prior',)
        """
        names = ("free", "prior", "informed", "withdrawable")
        return tuple(name for name in names if getattr(self, name) is answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that people do in a place, with or without a service.

    Parameters
    ----------
    name
        What is done, in the words of the place.
    world
        The innermost world it belongs to.
    residents_hours, staff_hours
        Person-hours in a typical week, of all residents and of all staff who take part.
    decided_by
        Who decides what is done, and how.
    consent
        The consent behind it; it matters most for what is done *to* people.
    inside
        Name of the activity in the next world out that holds this one.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If the name is empty, the activity is inside itself, or the hours are negative,
        absurd, no number, or all 0.
    """

    name: str
    world: World
    residents_hours: float
    staff_hours: float
    decided_by: Decider = Decider.UNKNOWN
    consent: Consent = Consent()
    inside: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("An activity has no name. Give it one.")
        if self.inside == self.name:
            raise ValueError(
                f"‘{self.name}’ is inside itself. Name the activity that holds it, or "
                "leave that empty."
            )
        for whose, amount in (
            ("residents’", self.residents_hours),
            ("staff’s", self.staff_hours),
        ):
            if not 0 <= amount <= MOST_HOURS:
                raise ValueError(
                    f"‘{self.name}’ has {amount:g} {whose} hours a week. Give a number "
                    f"from 0 to {MOST_HOURS:,}."
                )
        if self.hours == 0:
            raise ValueError(
                f"‘{self.name}’ takes nobody any time. Give the hours of those who "
                "take part in a typical week."
            )

    @property
    def hours(self) -> float:
        """Person-hours a week of everyone who takes part."""
        return self.residents_hours + self.staff_hours


def hours_by_world(activities: Iterable[Activity]) -> dict[World, float]:
    """Person-hours a week in each world, each counted once, innermost world first."""
    hours = dict.fromkeys(World, 0.0)
    for activity in activities:
        hours[activity.world] += activity.hours
    return hours


def nested_hours(hours: Mapping[World, float]) -> dict[World, float]:
    """Person-hours found inside each world, with all the worlds embedded in it.

    Raises
    ------
    ValueError
        If any hours are negative, or if they add up to 0.

    Examples
    --------
    >>> nested_hours({World.TO: 1, World.FOR: 2, World.BY: 37})[World.WITH]
    3
    """
    if any(amount < 0 for amount in hours.values()):
        raise ValueError("Hours cannot be negative. Give 0 or more for each world.")
    if not any(hours.values()):
        raise ValueError("There are no hours in any world. Add an activity first.")
    inside: dict[World, float] = {}
    total: float = 0
    for world in World:
        total += hours.get(world, 0)
        inside[world] = total
    return inside


def nested_shares(hours: Mapping[World, float]) -> dict[World, float]:
    """Share of all activity found inside each world of service.

    The worlds are embedded, not side by side: what is done *to* people is part of what
    is done *for* them, and so outwards. Each share therefore includes the worlds
    embedded in it, and the outermost is always 1. The embedding is the source's; that
    it is measured in person-hours is relkit's.

    Parameters
    ----------
    hours
        Hours a week, each counted once, in the innermost world it belongs to. A world
        left out counts as 0 hours.

    Returns
    -------
    dict
        Fraction of all hours, 0 to 1, from ``World.TO`` outwards.

    Raises
    ------
    ValueError
        If any hours are negative, or if they add up to 0.

    Examples
    --------
    One hour done to people, and two done for them, in a week of forty:

    >>> nested_shares({World.TO: 1, World.FOR: 2, World.BY: 37})[World.FOR]
    0.075
    """
    inside = nested_hours(hours)
    return {world: amount / inside[World.BY] for world, amount in inside.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideOut:
    """An inner world larger than half of the world that holds it.

    Parameters
    ----------
    inner, outer
        The two worlds, each with all that is embedded in it.
    share
        The inner world's share of the outer, above 0.5 and at most 1.
    hours_to_turn
        How many more person-hours a week, done in the outer world itself, would bring
        the share down to one half.
    """

    inner: World
    outer: World
    share: float
    hours_to_turn: float

    @property
    def sentence(self) -> str:
        """What is inside out, with its boundary and what would turn it."""
        return (
            f"Of the activities listed, what is {self.inner.phrase} takes "
            f"{words.percent(self.share)} of the circle of what is "
            f"{self.outer.phrase}, each with all that is inside it: more than a small "
            f"part. It would take {words.hours(self.hours_to_turn)} a week more, "
            f"{self.outer.phrase}, to turn it."
        )


def inside_out(hours: Mapping[World, float]) -> tuple[InsideOut, ...]:
    """Worlds larger than half of the world that holds them, innermost first.

    The source says "a small part"; one half as its boundary is relkit's (R).

    Examples
    --------
    >>> [turned] = inside_out({World.FOR: 30, World.WITH: 40, World.BY: 50})
    >>> turned.inner.value, turned.outer.value, turned.hours_to_turn
    ('with', 'by', 20)
    """
    inside = nested_hours(hours)
    return tuple(
        InsideOut(
            inner=inner,
            outer=inner.outward,
            share=inside[inner] / inside[inner.outward],
            hours_to_turn=2 * inside[inner] - inside[inner.outward],
        )
        for inner in World
        if inner.outward and 2 * inside[inner] > inside[inner.outward] * (1 + SLACK)
    )


def in_worlds(
    activities: Sequence[Activity], worlds: Mapping[str, World]
) -> tuple[Activity, ...]:
    """The same activities, those that are named moved to the world given.

    A part of a part is a part (R): an activity that moves outward is then held by what
    held its holder, where that lives in the next world out.

    Examples
    --------
    >>> keys = Activity(name="Keys", world=World.BY, residents_hours=9, staff_hours=0)
    >>> visits = Activity(name="Visits", world=World.WITH, residents_hours=1,
    ...     staff_hours=1, inside="Keys")
    >>> checks = Activity(name="Checks", world=World.FOR, residents_hours=1,
    ...     staff_hours=1, inside="Visits")
    >>> [*_, moved] = in_worlds([keys, visits, checks], {"Checks": World.WITH})
    >>> moved.world.value, moved.inside
    ('with', 'Keys')
    """
    now = {a.name: replace(a, world=worlds.get(a.name, a.world)) for a in activities}
    return tuple(
        now[a.name]
        if now[a.name] == a
        else replace(now[a.name], inside=_holder_after(now[a.name], now))
        for a in activities
    )


def _holder_after(moved: Activity, now: Mapping[str, Activity]) -> str | None:
    """The first along ``inside`` that lives in the next world out, or as it was."""
    passed, name = {moved.name}, moved.inside
    while name is not None and name in now and name not in passed:
        if now[name].world is moved.world.outward:
            return name
        passed.add(name)
        name = now[name].inside
    return moved.inside
