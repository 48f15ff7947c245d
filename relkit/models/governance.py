"""Governance mapping: who answers to whom, about what, and who decides.

Source: Taylor, "How to move to relational public services", sections 1 and 2. S: bring
centre and place into governance, and where that cannot be done make it transparent;
relational services need accountability horizontally, to results in the real world,
where governance runs vertically, to hierarchy.
R, relkit's assumptions: actors, relations, outcomes and decisions as things that can be
listed; the four powers of a forum, after Mark Bovens; that each standpoint draws a map
of its own.
"""

from dataclasses import dataclass
from enum import StrEnum

from relkit.models.four_worlds import Answer
from relkit.models.standpoints import Standpoint

MOST_ACTORS = 1_000
MOST_RELATIONS = 5_000
HIGHEST = 3
"""Power and interest are told from 0 to 3 (R)."""


class ActorKind(StrEnum):
    """What an actor is."""

    PEOPLE = "people"
    ASSOCIATION = "association"
    INSTITUTION = "institution"
    BOARD = "board"

    @property
    def label(self) -> str:
        """Its name inside a sentence."""
        return "board or partnership" if self is ActorKind.BOARD else self.value


class RelationKind(StrEnum):
    """How two actors are related; the first three run from one to the other.

    Examples
    --------
    >>> RelationKind.ACCOUNTABLE_TO.verb, RelationKind.WORKS_WITH.directed
    ('is accountable to', False)
    """

    ACCOUNTABLE_TO = "accountable_to"
    FUNDS = "funds"
    REPORTS_TO = "reports_to"
    DECIDES_WITH = "decides_with"
    WORKS_WITH = "works_with"

    @property
    def label(self) -> str:
        """Its name, as people write it."""
        return self.value.replace("_", " ")

    @property
    def verb(self) -> str:
        """What stands between the two names in a sentence."""
        accountable = self is RelationKind.ACCOUNTABLE_TO
        return f"is {self.label}" if accountable else self.label

    @property
    def directed(self) -> bool:
        """Whether it runs one way; two who decide or work together do so both ways."""
        return self not in (RelationKind.DECIDES_WITH, RelationKind.WORKS_WITH)


class About(StrEnum):
    """What an account is about."""

    RESULTS = "results"
    MONEY = "money"
    RULES = "rules"
    UNSPECIFIED = "unspecified"


class Direction(StrEnum):
    """Up a hierarchy, or across to those whom the results concern."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


class Power(StrEnum):
    """What a forum may do with those who answer to it, after Bovens."""

    ASK = "ask"
    QUESTION = "question"
    JUDGE = "judge"
    IMPOSE = "impose"

    @property
    def meaning(self) -> str:
        """What the power is, in words."""
        return {
            Power.ASK: "ask for an account",
            Power.QUESTION: "question it",
            Power.JUDGE: "judge it",
            Power.IMPOSE: "impose consequences",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody with a part in how things are governed: a role, never a person's name.

    Parameters
    ----------
    name
        The role, in the words of the place.
    kind
        People, association, institution, board.
    side
        Where it stands: community, place or centre.
    power, interest
        0 to 3, as somebody sees it; ``None`` where nobody said.
    said_by
        Who says so.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If the name is empty, or power or interest is not 0 to 3.
    """

    name: str
    kind: ActorKind
    side: Standpoint
    power: int | None = None
    interest: int | None = None
    said_by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("An actor has no name. Give it one, the name of a role.")
        for what, amount in (("power", self.power), ("interest", self.interest)):
            if amount is not None and not 0 <= amount <= HIGHEST:
                raise ValueError(
                    f"The {what} of ‘{self.name}’ is {amount}. Give a whole number "
                    f"from 0 to {HIGHEST}, or leave it empty."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One line on one standpoint's map.

    Parameters
    ----------
    map
        Whose map it is on.
    source, target
        Names of the two actors; for *accountable to* the target is the forum.
    kind
        How they are related.
    powers
        What the forum may do; only for *accountable to*. It may be none at all.
    about
        What the account is about.
    direction
        Up the hierarchy or across.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If it leads from an actor to itself, lacks one of the two, or has powers that
        only a forum has.
    """

    map: Standpoint
    source: str
    kind: RelationKind
    target: str
    powers: frozenset[Power] = frozenset()
    about: About = About.UNSPECIFIED
    direction: Direction = Direction.HORIZONTAL
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.source.strip() or not self.target.strip():
            raise ValueError("A relation lacks an actor. Name both of its actors.")
        if self.source == self.target:
            raise ValueError(
                f"‘{self.source}’ {self.kind.verb} itself. Name another actor, or "
                "delete the relation."
            )
        if self.powers and self.kind is not RelationKind.ACCOUNTABLE_TO:
            raise ValueError(
                f"‘{self.source}’ {self.kind.verb} ‘{self.target}’: only somebody "
                "who is accountable can be asked, questioned, judged or made to face "
                "consequences. Leave these four empty."
            )

    @property
    def ends(self) -> tuple[str, str]:
        """The two actors, those of a relation that runs both ways by name."""
        a, b = self.source, self.target
        return (a, b) if self.kind.directed or a < b else (b, a)

    @property
    def sentence(self) -> str:
        """The relation without its details.

        Examples
        --------
        >>> Relation(map=Standpoint.PLACE, source="The ward", target="The trust",
        ...     kind=RelationKind.REPORTS_TO).sentence
        '‘The ward’ reports to ‘The trust’'
        """
        return f"‘{self.source}’ {self.kind.verb} ‘{self.target}’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result in somebody's life.

    Parameters
    ----------
    name
        The result, in the words of those whose life it is.
    whose
        Whose life: the name of an actor who is people.
    takes
        Names of the actors that it takes.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If it has no name, is in nobody's life, or takes nobody.
    """

    name: str
    whose: str
    takes: tuple[str, ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("An outcome has no name. Say what result it is.")
        if not self.whose.strip():
            raise ValueError(
                f"‘{self.name}’ is in nobody’s life. Name the people whose life it is."
            )
        if not self.takes:
            raise ValueError(
                f"‘{self.name}’ takes nobody. Name at least one actor that it takes."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that is decided, and who has which part in it.

    Parameters
    ----------
    name
        What is decided.
    decides, heard, told
        Names of the actors who decide it, are heard before, and are told after.
    reasons_published
        Whether the reasons are published.
    open_to_challenge
        Whether it can be challenged.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If the name is empty.
    """

    name: str
    decides: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    reasons_published: Answer = Answer.UNKNOWN
    open_to_challenge: Answer = Answer.UNKNOWN
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("A decision has no name. Say what is decided.")
