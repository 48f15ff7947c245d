"""A case: one coherent story of a place that all topics read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relkit.models.four_worlds import Activity
from relkit.models.governance import Actor, Decision, Outcome, Relation
from relkit.models.sorting import Placement
from relkit.models.swimlanes import Card
from relkit.models.thriving import Encounter, Preparation, Situation

Rows = Mapping[str, Sequence[Mapping[str, str | float]]]
"""Rows of a topic's tables: by sheet, each row's cells by column."""


class Kind(StrEnum):
    """Whether a place is made up, or somebody saw it."""

    INVENTED = "invented"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An observed figure that a case relies on, and who says so."""

    text: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A day on which people sorted the cards."""

    number: int
    held: date
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One place's story, and its data for each topic.

    ``name`` is the folder's or the file's; ``placements`` are told by gathering
    through their time. ``activities`` are always as they came. Where the reader put
    them since is in ``sorted``: by topic, such as ``"four_worlds"``, then by the name
    of the card, the value of its bin; only cards that were moved. What the reader
    changed in tables on other pages is in ``edited``: by topic, then by sheet, its rows
    as they now are. ``notes`` say what was read otherwise than the file has it, or not
    at all; they are no part of the place.
    """

    name: str
    title: str
    place: str
    kind: Kind
    story: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    activities: tuple[Activity, ...] = ()
    placements: tuple[Placement, ...] = ()
    cards: tuple[Card, ...] = ()
    lane_placements: tuple[Placement, ...] = ()
    situations: tuple[Situation, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    decisions: tuple[Decision, ...] = ()
    sorted: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    edited: Mapping[str, Rows] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def called(self) -> str:
        """Which place it is, and whether it is made up."""
        names = [name for name in (self.title, self.place) if name]
        told = ", ".join(dict.fromkeys(names))
        return f"{told} (an invented place)" if self.kind is Kind.INVENTED else told
