"""Questions on thriving together: what would be lost, and one encounter redesigned.

Source: Taylor, "How to move to relational public services", section 3, after Jane
Searles and Roger Duck, for the three worlds. R: what would be lost without one
preparation, and when an encounter has all its links. The readings follow from the
models.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.checks import sallow_bank
from relkit.checks.sallow_bank import BEANS, BOARD, HANDBOOK, LANE, ROAD, VAN, WALKS
from relkit.checks.thriving import read
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import thriving, thriving_reach, words

PLACE = sallow_bank.WORLDS
LOST = thriving_reach.without(PLACE, WALKS.name)
ENCOUNTERS = tuple(each.name for each in PLACE.encounters)
UP_TO = range(1, 5)
DRAWING = {words.counted(n, "encounter"): n for n in UP_TO}
LIVES = {words.counted(n, "life", "lives"): n for n in UP_TO}


def what_is_lost(chosen: Sequence[str]) -> Verdict:
    """Take away what citizens prepared: which encounters and which lives miss it."""
    drawing, bare, lives = chosen
    return together(
        [
            read(
                "Drawing on it",
                _counted(DRAWING[drawing], len(LOST.encounters)),
                f"because {words.listed([f'‘{e}’' for e in LOST.encounters])} have it.",
            ),
            read(
                "Left with nothing",
                _left(bare),
                "because nobody prepared anything else that it draws on.",
            ),
            read(
                "Lives",
                "each life counts once, however many encounters it is in. Whose lives "
                "do those encounters belong to?"
                if LIVES[lives] != len(LOST.lives)
                else "",
                f"because it touches {words.listed(LOST.lives)}.",
            ),
        ],
        agreed=f"{LOST.headline}. {LOST.sentence}\nIt cost nobody any money, it is on "
        "no inventory, and it would be gone if two families moved away. Who would have "
        "to know about it for it to be looked after?",
    )


def _counted(said: int, count: int) -> str:
    if said == count:
        return ""
    more = "more" if said < count else "fewer"
    return f"relkit counts {more} than that. In how many third lines does it stand?"


def _left(name: str) -> str:
    """What an encounter would still draw on; nothing where it is the one left bare."""
    [encounter] = [each for each in PLACE.encounters if each.name == name]
    others = [each for each in encounter.preparations if each != WALKS.name]
    if name in LOST.unprepared:
        return ""
    if not encounter.preparations:
        return (
            f"‘{name}’ drew on nothing before, so it loses nothing. Which one would "
            "lose all it has?"
        )
    if name in LOST.encounters:
        return (
            f"‘{name}’ would go on with less: it still draws on "
            f"‘{words.listed(others)}’. Which one would have nothing?"
        )
    return f"‘{name}’ does not draw on it at all. Which ones do?"


WHAT_IS_LOST = Question(
    name="what_is_lost",
    prompt=f"The parents of {LANE} have prepared ‘{WALKS.name}’. No service did. "
    "Suppose that it is gone: two families move away, and nobody sits on the wall in "
    "August.",
    parts=(
        Part(
            label="How many encounters have drawn on it?",
            options=tuple(DRAWING),
        ),
        Part(
            label="Which of them would be left with no preparation at all?",
            options=ENCOUNTERS,
        ),
        Part(label="How many lives does it touch?", options=tuple(LIVES)),
    ),
    hints=(
        "Count the third lines that it stands in. Then look at what else stands there.",
        "One of the encounters also draws on coats and a sign. For the lives, take the "
        "situations of all of them, and whose they are.",
        "Two encounters draw on it: one with a coat, one with a telephone. Both belong "
        "to the same two situations.",
    ),
    check=what_is_lost,
)

NO_LIFE = "Everybody’s, in general"
BELONGS = {
    NO_LIFE: "everybody in general lives no morning. Who crosses that road tomorrow?",
    BEANS.name: "she asked the road for nothing, and her hour is hers. In whose day is "
    "the road?",
    ROAD.name: "",
}
NOTHING_MORE = "Nothing more than the handbook"
DRAWS = {
    NOTHING_MORE: "then only what the team wrote down is in the room. Who knows what "
    "happens at ten past eight?",
    VAN.name: "then it is in use at last. Whom does it make ready to speak about the "
    "road?",
    WALKS.name: "",
}
WHERE = {
    "In the council’s meeting room, with two parents invited to listen": "they may "
    "come, and who would speak? Who would be at the crossing meanwhile?",
    "By a survey that is sent to every household": "a survey reaches people and meets "
    "no one. Who would stand beside whom?",
    "At the crossing at ten past eight, and what the walkers say is dealt with "
    "first": "",
}


def redesigned(belongs: str, draws: str) -> thriving.Together:
    """The lane, with the board's meeting linked as chosen."""
    drawn = (HANDBOOK.name,) if draws == NOTHING_MORE else (HANDBOOK.name, draws)
    board = replace(
        BOARD,
        situations=() if belongs == NO_LIFE else (belongs,),
        preparations=drawn,
    )
    others = [each for each in PLACE.encounters if each.name != BOARD.name]
    return replace(PLACE, encounters=(*others, board))


def do_it_differently(chosen: Sequence[str]) -> Verdict:
    """Redesign an encounter so that it is in somebody's life."""
    belongs, draws, where = chosen
    lane = redesigned(belongs, draws)
    touched = words.listed(thriving_reach.reach(lane, HANDBOOK.name))
    return together(
        [
            read("Whose life", BELONGS[belongs], f"and so the board meets {touched}."),
            read(
                "What it draws on",
                DRAWS[draws],
                "because those who prepared it know every child on the road by name.",
            ),
            read(
                "Where", WHERE[where], "because there the two worlds are in one place."
            ),
        ],
        agreed="In your redesign the board’s meeting is in somebody’s life. It draws "
        "on what a service and what citizens made ready, and the handbook, which "
        f"touched nobody, now touches {touched}. Nothing was stopped, and nobody was "
        "sent away.\nA fair objection: at ten past eight parents have no time for a "
        "board. What would somebody have to take off their hands?",
    )


DO_IT_DIFFERENTLY = Question(
    name="do_it_differently",
    prompt=f"‘{BOARD.name}’: five people in an office go through the handbook, line by "
    "line, and note that no child was hurt.\n"
    "Redesign it, so that it becomes an encounter in somebody’s life for which people "
    "are prepared. Choose one answer for each part.",
    parts=(
        Part(label="Whose situation would it belong to?", options=tuple(BELONGS)),
        Part(
            label="What would it draw on, beside the handbook?",
            options=tuple(DRAWS),
        ),
        Part(label="Where, and how?", options=tuple(WHERE)),
    ),
    hints=(
        "An encounter needs three things: somebody’s life, something prepared, and a "
        "place where the two meet.",
        "Ask of each answer: would Noor notice?",
        "The life is the one that the road runs through. What is missing is known by "
        "people who never sat on the board, and it is known best where they stand each "
        "morning.",
    ),
    check=do_it_differently,
)

QUESTIONS = (WHAT_IS_LOST, DO_IT_DIFFERENTLY)
