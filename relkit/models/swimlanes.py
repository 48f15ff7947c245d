"""Swimlanes: what we do ourselves, what we need help with, what we need done for us.

Source: Taylor, "How to move to relational public services", section 3, after Cormac
Russell; the three questions are those of asset-based community development, asked in
that order. S: the source calls it a version of the four worlds of service, so each lane
has its world; there is no lane for what is done *to* people.
R, relkit's assumptions: whose help it takes, and what would have to be true for a card
to move one lane, as things that can be known and written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from relkit.models.findings import Finding
from relkit.models.four_worlds import World


class Lane(StrEnum):
    """The three lanes, in the order in which their questions are asked.

    Whoever sorts, *us* and *ourselves* are the people who live there.

    Examples
    --------
    >>> [lane.question for lane in Lane][0]
    'What can we do ourselves?'
    >>> Lane.FOR_US.towards_ourselves.label
    'with help'
    """

    OURSELVES = "ourselves"
    WITH_HELP = "with_help"
    FOR_US = "for_us"

    @property
    def label(self) -> str:
        """The lane's name inside a sentence."""
        return self.value.replace("_", " ")

    @property
    def meaning(self) -> str:
        """What the lane holds."""
        return {
            Lane.OURSELVES: "what we can do ourselves",
            Lane.WITH_HELP: "what we need help with",
            Lane.FOR_US: "what we need done for us",
        }[self]

    @property
    def question(self) -> str:
        """The question that the lane answers."""
        return {
            Lane.OURSELVES: "What can we do ourselves?",
            Lane.WITH_HELP: "What do we need help with?",
            Lane.FOR_US: "What do we need done for us?",
        }[self]

    @property
    def world(self) -> World:
        """The world of service that is the same idea (S)."""
        return {
            Lane.OURSELVES: World.BY,
            Lane.WITH_HELP: World.WITH,
            Lane.FOR_US: World.FOR,
        }[self]

    @property
    def towards_ourselves(self) -> "Lane | None":
        """The next lane towards *ourselves*; there is none beyond that."""
        lanes = list(Lane)
        return None if self is Lane.OURSELVES else lanes[lanes.index(self) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Something that matters in the life of people in a place.

    Parameters
    ----------
    name
        What it is, in the words of the place.
    lane
        Where the place's own story puts it.
    helped_by
        With help: from whom. For us: by whom.
    condition
        What would have to be true for it to move one lane towards *ourselves*.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If the name is empty, or one of those who help has no name or two places.
    """

    name: str
    lane: Lane
    helped_by: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not self.name.strip():
            raise ValueError("A card has no name. Give it one.")
        if not all(who.strip() for who in self.helped_by):
            raise ValueError(
                f"Somebody who helps with ‘{self.name}’ has no name. Name them, or "
                "leave them out."
            )
        if len(set(self.helped_by)) < len(self.helped_by):
            raise ValueError(
                f"Somebody is named twice as help with ‘{self.name}’. Name each once."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who is named as help, and the cards that name them, by lane.

    ``with_help`` and ``for_us`` are names of cards in those lanes.
    """

    name: str
    with_help: tuple[str, ...]
    for_us: tuple[str, ...]

    @property
    def cards(self) -> int:
        """How many cards name them."""
        return len(self.with_help) + len(self.for_us)


def helpers(cards: Iterable[Card]) -> tuple[Helper, ...]:
    """Who is named as help, those on most cards first, then by name.

    A card in the lane *ourselves* needs no help, so whoever it names is not counted.

    Examples
    --------
    >>> keys = Card(name="A spare key", lane=Lane.WITH_HELP, helped_by=("Caretaker",))
    >>> roof = Card(name="The roof", lane=Lane.FOR_US, helped_by=("Caretaker", "City"))
    >>> [(helper.name, helper.cards) for helper in helpers([keys, roof])]
    [('Caretaker', 2), ('City', 1)]
    """
    named: dict[str, dict[Lane, list[str]]] = {}
    for card in cards:
        for who in card.helped_by if card.lane is not Lane.OURSELVES else ():
            lanes = named.setdefault(who, {Lane.WITH_HELP: [], Lane.FOR_US: []})
            lanes[card.lane].append(card.name)
    found = [
        Helper(
            name=who,
            with_help=tuple(lanes[Lane.WITH_HELP]),
            for_us=tuple(lanes[Lane.FOR_US]),
        )
        for who, lanes in named.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.cards, each.name)))


def in_lane(cards: Iterable[Card], lane: Lane) -> tuple[Card, ...]:
    """The cards of one lane, in their own order."""
    return tuple(card for card in cards if card.lane is lane)


def one_lane_nearer(cards: Iterable[Card]) -> tuple[Finding, ...]:
    """What would have to be true for a card to lie one lane nearer to *ourselves*.

    Only where somebody has written that down; the cards of *for us* come first.

    Examples
    --------
    >>> keys = Card(name="Keys", lane=Lane.FOR_US, condition="Each landing has a key.")
    >>> [finding.kind for finding in one_lane_nearer([keys])]
    ['From for us to with help']
    """
    cards = tuple(cards)
    return tuple(
        Finding(
            kind=f"From {lane.label} to {nearer.label}",
            sentence=f"‘{card.name}’: {card.condition}",
            question="Who could make one of these true, and who would have to let go?",
            about=(card.name,),
        )
        for lane in reversed(Lane)
        if (nearer := lane.towards_ourselves)
        for card in in_lane(cards, lane)
        if card.condition
    )
