"""What the questions on thriving together are about: a lane beside a lorry road.

Invented, and in no case: it is small enough to be held in one's head.
"""

from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)

LANE = "Sallow Bank"

ROAD = Situation(
    name="Walking to school across the lorry road", whose="Noor, who is eight"
)
SHIFT = Situation(
    name="A shift that begins before school does", whose="a father at number 7"
)
READING = Situation(
    name="Teaching himself to read at 54", whose="a driver on the lorries"
)
TWINS = Situation(
    name="Six weeks at home with twins", whose="a mother at the end of the lane"
)
BEANS = Situation(name="An hour alone with the beans", whose="a widow at number 12")

WALKS = Preparation(
    name="Knowing which child walks with whom",
    strength=Strength.TRUST,
    prepared_by=Preparer.CITIZEN,
    who="parents of the lane",
)
COATS = Preparation(
    name="Bright coats and a stop sign",
    strength=Strength.KIT,
    prepared_by=Preparer.INSTITUTION,
    who="the road-safety team",
)
TRAINED = Preparation(
    name="Two evenings on how to teach reading",
    strength=Strength.TRAINING,
    prepared_by=Preparer.ASSOCIATION,
    who="the reading circle",
)
ROOM = Preparation(
    name="The key to a warm room",
    strength=Strength.KIT,
    prepared_by=Preparer.ASSOCIATION,
    who="the chapel",
)
HOUR = Preparation(
    name="An hour kept empty on Thursdays",
    strength=Strength.TIME,
    prepared_by=Preparer.INSTITUTION,
    who="the health visitor",
)
HANDBOOK = Preparation(
    name="The crossing handbook",
    strength=Strength.PROTOCOL,
    prepared_by=Preparer.INSTITUTION,
    who="the road-safety team",
)
VAN = Preparation(
    name="A van with road-safety games",
    strength=Strength.KIT,
    prepared_by=Preparer.INSTITUTION,
    who="the road-safety team",
)

BUS = Encounter(
    name="Ten children behind one bright coat",
    situations=(ROAD.name, SHIFT.name),
    preparations=(WALKS.name, COATS.name),
)
CALL = Encounter(
    name="The call when a child is missing",
    situations=(ROAD.name, SHIFT.name),
    preparations=(WALKS.name,),
)
LORRY = Encounter(name="A driver stops, and gets out to help", situations=(ROAD.name,))
BOOK = Encounter(
    name="Tuesday nights with a book",
    situations=(READING.name,),
    preparations=(TRAINED.name, ROOM.name),
)
TEA = Encounter(
    name="The visitor who stays for tea",
    situations=(TWINS.name,),
    preparations=(HOUR.name,),
)
BOARD = Encounter(
    name="The road-safety board, each quarter", preparations=(HANDBOOK.name,)
)

WORLDS = Together(
    situations=(ROAD, SHIFT, READING, TWINS, BEANS),
    preparations=(WALKS, COATS, TRAINED, ROOM, HOUR, HANDBOOK, VAN),
    encounters=(BUS, CALL, LORRY, BOOK, TEA, BOARD),
)


def told(encounter: Encounter) -> str:
    """An encounter and its links, in three lines, with a dash where there is none.

    Examples
    --------
    >>> print(told(LORRY))
    A driver stops, and gets out to help
        Belongs to: Walking to school across the lorry road
        Draws on: –
    """
    situations = "; ".join(encounter.situations) or "–"
    preparations = "; ".join(encounter.preparations) or "–"
    return (
        f"{encounter.name}\n    Belongs to: {situations}\n    Draws on: {preparations}"
    )
