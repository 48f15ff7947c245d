"""What the questions on governance mapping are about: coming home in a small town.

Harrowmere is invented, and so is all that is said of it. It is no case: ten roles and
two maps are as much as somebody can hold in mind, and enough for every question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import (
    About,
    Actor,
    ActorKind,
    Decision,
    Direction,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.governance_maps import Map
from relkit.models.standpoints import Standpoint

TOWN = "Harrowmere"

PEOPLE = "People coming home"
ROTA = "Neighbours’ rota"
WARD = "Ward team"
NURSE = "Discharge nurse"
SURGERY = "Surgery"
AGENCY = "Home care agency"
COUNCIL = "Council care team"
MANAGERS = "Hospital management"
MEETING = "Monday meeting"
BOARD = "Care board"


def _actor(
    name: str, kind: ActorKind, side: Standpoint, power: int, interest: int, note: str
) -> Actor:
    return Actor(
        name=name,
        kind=kind,
        side=side,
        power=power,
        interest=interest,
        said_by=MANAGERS,
        note=note,
    )


_HERE, _PLACE, _CENTRE = Standpoint
ACTORS = (
    _actor(
        *(PEOPLE, ActorKind.PEOPLE, _HERE, 0, 3),
        "They leave the hospital, most of them over seventy.",
    ),
    _actor(
        *(ROTA, ActorKind.ASSOCIATION, _HERE, 1, 1),
        "Neighbours who cook and look in.",
    ),
    _actor(
        *(WARD, ActorKind.INSTITUTION, _PLACE, 2, 3),
        "They say when somebody is well enough to go.",
    ),
    _actor(
        *(NURSE, ActorKind.INSTITUTION, _PLACE, 1, 3),
        "One post. She rings everybody.",
    ),
    _actor(
        *(SURGERY, ActorKind.INSTITUTION, _PLACE, 2, 1),
        "It gets the letter about the tablets.",
    ),
    _actor(
        *(AGENCY, ActorKind.INSTITUTION, _PLACE, 1, 2),
        "Its carers come in the morning.",
    ),
    _actor(
        *(COUNCIL, ActorKind.INSTITUTION, _PLACE, 2, 2),
        "It pays the agency by the hour.",
    ),
    _actor(
        *(MANAGERS, ActorKind.INSTITUTION, _PLACE, 3, 2),
        "It needs the beds.",
    ),
    _actor(
        *(MEETING, ActorKind.BOARD, _PLACE, 1, 3),
        "Half an hour on how last week’s people got home.",
    ),
    _actor(
        *(BOARD, ActorKind.BOARD, _CENTRE, 3, 1),
        "It watches nine hospitals, forty miles away.",
    ),
)


def _account(
    source: str,
    target: str,
    powers: Iterable[Power] = (),
    about: About = About.RESULTS,
    direction: Direction = Direction.HORIZONTAL,
) -> Relation:
    return Relation(
        map=Standpoint.PLACE,
        source=source,
        kind=RelationKind.ACCOUNTABLE_TO,
        target=target,
        powers=frozenset(powers),
        about=about,
        direction=direction,
    )


def _together(source: str, target: str, whose: Standpoint) -> Relation:
    kind = RelationKind.WORKS_WITH
    return Relation(map=whose, source=source, kind=kind, target=target)


_ASK, _QUESTION, _JUDGE, _IMPOSE = Power
HOURS_BILLED = _account(
    AGENCY, COUNCIL, (_ASK, _JUDGE, _IMPOSE), About.MONEY, Direction.VERTICAL
)
BEDS = _account(WARD, MANAGERS, Power, direction=Direction.VERTICAL)
BED_DAYS = _account(MANAGERS, BOARD, Power, direction=Direction.VERTICAL)
YEARLY = _account(COUNCIL, BOARD, (_ASK, _JUDGE), About.UNSPECIFIED, Direction.VERTICAL)
PRESCRIBING = _account(SURGERY, BOARD, (_ASK,), direction=Direction.VERTICAL)
WARD_TO_NURSE = _account(WARD, NURSE, (_ASK, _QUESTION))
AGENCY_TO_NURSE = _account(AGENCY, NURSE, (_ASK,))
NURSE_TO_MEETING = _account(NURSE, MEETING, (_ASK, _QUESTION))
WARD_TO_MEETING = _account(WARD, MEETING, (_ASK,))
SURGERY_TO_MEETING = _account(SURGERY, MEETING)
ROTA_TO_MEETING = _account(ROTA, MEETING)
ROTA_TO_PEOPLE = _account(ROTA, PEOPLE, (_ASK, _QUESTION, _JUDGE))
WARD_TO_PEOPLE = _account(WARD, PEOPLE, (_ASK,))
AGENCY_TO_PEOPLE = _account(AGENCY, PEOPLE)
NURSE_AND_ROTA = _together(NURSE, ROTA, Standpoint.PLACE)

PLACES = (
    *(BEDS, BED_DAYS, HOURS_BILLED, YEARLY, PRESCRIBING),
    *(WARD_TO_NURSE, AGENCY_TO_NURSE),
    *(NURSE_TO_MEETING, WARD_TO_MEETING, SURGERY_TO_MEETING, ROTA_TO_MEETING),
    *(ROTA_TO_PEOPLE, WARD_TO_PEOPLE, AGENCY_TO_PEOPLE),
    _together(NURSE, WARD, Standpoint.PLACE),
    _together(NURSE, AGENCY, Standpoint.PLACE),
    NURSE_AND_ROTA,
    _together(ROTA, PEOPLE, Standpoint.PLACE),
)
"""What those draw who work in the place."""

AGENCY_AND_PEOPLE = _together(AGENCY, PEOPLE, Standpoint.COMMUNITY)
COMMUNITYS = (
    replace(WARD_TO_PEOPLE, map=Standpoint.COMMUNITY, powers=frozenset()),
    *(
        replace(shared, map=Standpoint.COMMUNITY)
        for shared in (ROTA_TO_PEOPLE, AGENCY_TO_PEOPLE, NURSE_AND_ROTA, PLACES[-1])
    ),
    AGENCY_AND_PEOPLE,
    _together(NURSE, PEOPLE, Standpoint.COMMUNITY),
)
"""What those draw who live there."""

HOME = Outcome(name="Home on the day I was told", whose=PEOPLE, takes=(WARD, AGENCY))
WEEK = Outcome(
    name="Meals and company in the first week", whose=PEOPLE, takes=(AGENCY, ROTA)
)
TABLETS = Outcome(
    name="My tablets are in order at home", whose=PEOPLE, takes=(WARD, SURGERY)
)
OUTCOMES = (HOME, WEEK, TABLETS)

DAYS = Decision(
    name="Who goes home on which day",
    decides=(WARD, MANAGERS),
    heard=(NURSE,),
    told=(PEOPLE,),
    reasons_published=Answer.NO,
    open_to_challenge=Answer.NO,
)
CONTRACT = Decision(
    name="Which agency gets the contract",
    decides=(COUNCIL,),
    told=(AGENCY,),
    reasons_published=Answer.YES,
    open_to_challenge=Answer.YES,
)
AGENDA = Decision(
    name="What the Monday meeting talks about",
    decides=(NURSE, WARD),
    heard=(AGENCY, ROTA),
    reasons_published=Answer.NO,
    open_to_challenge=Answer.UNKNOWN,
)
DECISIONS = (DAYS, CONTRACT, AGENDA)
CASE = Case(
    name=TOWN.lower(),
    title="Coming home from hospital",
    place=TOWN,
    kind=Kind.INVENTED,
    actors=ACTORS,
    relations=(*PLACES, *COMMUNITYS),
    outcomes=OUTCOMES,
    decisions=DECISIONS,
)


def drawn(relations: Sequence[Relation] = PLACES) -> Map:
    """The place's map, or the map that these relations make."""
    return Map(whose=relations[0].map, actors=ACTORS, relations=tuple(relations))


def changed(old: Relation, new: Relation) -> Map:
    """The place's map with one line changed."""
    return drawn([new if each == old else each for each in PLACES])
