"""What a room does with each topic: sort its cards, or collect items for its tables.

One declaration a topic: a new topic has its room by adding one here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relkit.models import four_worlds, swimlanes
from relkit.models.four_worlds import World
from relkit.models.swimlanes import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """Everybody sorts the same cards into the same bins, and may add a card.

    Parameters
    ----------
    topic
        The topic's name.
    title, asks
        What it is called, and what each person is asked about each card.
    page, picture
        The names of the topic's notebook, and of its picture that shows the room.
    assumes
        What relkit assumes where the source is silent, for those who read the results.
    bins
        The bins, in order.
    cards, placements
        The fields of a case that hold the cards and who put them where.
    card
        What makes a card of the topic of one that people added, and of the bin where
        most of them put it.
    """

    topic: str
    title: str
    asks: str
    page: str
    picture: str
    assumes: str
    bins: type[StrEnum]
    cards: str
    placements: str
    card: Callable[[str, Any], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """Everybody adds rows to the topic's tables.

    Parameters
    ----------
    topic
        The topic's name.
    title, asks
        What it is called, and what people are asked for.
    page, picture
        The names of the topic's notebook, and of its picture that shows the room.
    assumes
        What relkit assumes where the source is silent, for those who read the results.
    sheets
        The tables that take rows, by sheet.
    speaks_for
        The column that says whose view a row is; it takes where the giver speaks from.
    """

    topic: str
    title: str
    asks: str
    page: str
    picture: str
    assumes: str
    sheets: tuple[str, ...]
    speaks_for: str = ""


Activity = Sorting | Collecting


def _done(name: str, world: World) -> four_worlds.Activity:
    """An activity that people added; R: one hour, as nobody has said how many."""
    note = "Added in the room. Nobody has said its hours: it is drawn with one."
    return four_worlds.Activity(
        name=name, world=world, residents_hours=1, staff_hours=0, note=note
    )


def _matters(name: str, lane: Lane) -> swimlanes.Card:
    """A card that people added."""
    return swimlanes.Card(name=name, lane=lane, note="Added in the room.")


ACTIVITIES: dict[str, Activity] = {
    each.topic: each
    for each in (
        Sorting(
            topic="four_worlds",
            title="Four worlds of service",
            asks="In which world does this live today?",
            page="01_four_worlds",
            picture="standpoints",
            assumes="how far apart two groups are is the share of the one group’s "
            "voices that would have to move for the two to be alike.",
            bins=World,
            cards="activities",
            placements="placements",
            card=_done,
        ),
        Sorting(
            topic="swimlanes",
            title="Swimlanes",
            asks="Who can do this?",
            page="02_swimlanes",
            picture="lanes by lanes",
            assumes="overreach, abandonment and divided, and how they are told apart: "
            "by half a lane between the two averages, and by one half of the "
            "voices.",
            bins=Lane,
            cards="cards",
            placements="lane_placements",
            card=_matters,
        ),
        Collecting(
            topic="thriving",
            title="Thriving together",
            asks="What is going on in people’s lives, what is prepared, and where do "
            "they meet?",
            page="03_thriving_together",
            picture="three worlds",
            assumes="that situations, preparations and encounters can be listed and "
            "linked.",
            sheets=("Situations", "Preparations", "Encounters"),
        ),
        Collecting(
            topic="governance",
            title="Governance mapping",
            asks="Who is there, and who answers to whom?",
            page="04_governance_mapping",
            picture="map",
            assumes="how much runs up and how much across is counted in powers; lines "
            "on two maps are the same where the two actors and the kind are.",
            sheets=("Actors", "Relations"),
            speaks_for="map",
        ),
    )
}
"""What a room can do, by topic, in the order of the topics."""
