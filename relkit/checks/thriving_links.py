"""Questions on thriving together: links between the worlds, and links that are missing.

Source: Taylor, "How to move to relational public services", section 3, after Jane
Searles and Roger Duck, for the three worlds. R: the links, and the rules that ask after
a missing one. The readings follow from the models.
"""

from collections.abc import Sequence

from relkit.checks import sallow_bank
from relkit.checks.sallow_bank import LANE
from relkit.checks.thriving import read
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import thriving, thriving_findings, thriving_reach, words

PLACE = sallow_bank.WORLDS
ENCOUNTERS = tuple(each.name for each in PLACE.encounters)
PREPARATIONS = tuple(each.name for each in PLACE.preparations)
SITUATIONS = tuple(each.name for each in PLACE.situations)


def found(kind: str) -> str:
    """The one thing on the lane that a rule finds."""
    [one] = [f for f in thriving_findings.findings(PLACE) if f.kind == kind]
    return one.about[0]


def _quoted(names: Sequence[str]) -> str:
    return words.listed([f"‘{name}’" for name in names])


def _linked(encounter: str) -> thriving.Encounter:
    return next(each for each in PLACE.encounters if each.name == encounter)


NEXT = {
    "Whose life was it meant for?": "",
    "How could it be done for less?": "money can be saved on anything. What would "
    "those savings take from whom?",
    "Who should be stopped from holding it?": "that settles it before anybody was "
    "asked. What might it once have been for?",
    "How could more people hear of it?": "first they would have to have something to "
    "do with it. Who would?",
}


def nobodys_life(chosen: Sequence[str]) -> Verdict:
    """Find the encounter in nobody's life, and the one that nobody is prepared for."""
    nobodys, unprepared, asked = chosen
    lives = _quoted(_linked(nobodys).situations)
    made = _quoted(_linked(unprepared).preparations)
    return together(
        [
            read(
                "In nobody’s life",
                f"‘{nobodys}’ belongs to {lives}. Which one belongs to none?"
                if lives
                else "",
                "because it belongs to no situation.",
            ),
            read(
                "Nobody prepared",
                f"‘{unprepared}’ draws on {made}. Which one draws on none?"
                if made
                else "",
                "because it draws on nothing that is listed.",
            ),
            read(
                "What to ask",
                NEXT[asked],
                "because a missing link is a question first.",
            ),
        ],
        agreed="The board belongs to no situation: service for its own sake, or a "
        "meeting that lost the life it was for. The driver who stops was prepared by "
        "nobody on the list. That says something of the list: what might he have "
        "brought with him that no service made?",
    )


NOBODYS_LIFE = Question(
    name="nobodys_life",
    prompt=f"Above are six encounters on {LANE}, with the situations that each belongs "
    "to and the preparations that it draws on.",
    parts=(
        Part(label="Which encounter is in nobody’s life?", options=ENCOUNTERS),
        Part(
            label="Which encounter is nobody on the list prepared for?",
            options=ENCOUNTERS,
        ),
        Part(
            label="What would relkit ask of the one in nobody’s life?",
            options=tuple(NEXT),
        ),
    ),
    hints=(
        "Read the second and the third line of each encounter. A dash says that there "
        "is no link.",
        "A dash after ‘Belongs to’ and a dash after ‘Draws on’ are two different "
        "findings. For the third part: relkit asks, and marks nobody.",
        "One of the two is held in an office, four times a year. The other happens "
        "beside a lorry. The question to ask is about a life.",
    ),
    check=nobodys_life,
)


def reaches_no_one(chosen: Sequence[str]) -> Verdict:
    """Find the preparation that reaches no encounter, and the one that no life."""
    unused, lifeless = chosen
    return together(
        [
            read(
                "In no encounter",
                _used(unused),
                "because no third line above has it.",
            ),
            read(
                "In an encounter, in no life",
                _touched(lifeless),
                "because the only encounter that draws on it belongs to no situation.",
            ),
        ],
        agreed="The van stands there. The handbook is in use, and as listed it touches "
        "nobody’s life: being used and being of use are two things. Is either of them "
        "kept for a day that may come?",
    )


def _used(name: str) -> str:
    drawing = thriving_reach.without(PLACE, name).encounters
    if not drawing:
        return ""
    return f"‘{drawing[0]}’ draws on ‘{name}’. Which one is in no third line?"


def _touched(name: str) -> str:
    lost = thriving_reach.without(PLACE, name)
    if not lost.encounters:
        return f"no encounter draws on ‘{name}’ at all. Which one is in use, and where?"
    if lost.lives:
        return (
            f"‘{name}’ touches {words.counted(len(lost.lives), 'life', 'lives')}: "
            f"{words.listed(lost.lives)}. Whose encounter has no one’s life in it?"
        )
    return ""


REACHES_NO_ONE = Question(
    name="reaches_no_one",
    prompt="Everything that was made ready on the lane and around it stands in the "
    "lists below. A preparation touches a life through an encounter that draws on it, "
    "where that encounter belongs to a situation of that life.",
    parts=(
        Part(
            label="Which preparation does no encounter draw on?", options=PREPARATIONS
        ),
        Part(
            label="Which does an encounter draw on, and it still touches no life?",
            options=PREPARATIONS,
        ),
    ),
    hints=(
        "For each preparation, look for it in the third lines above.",
        "For the second part, start from the encounter that belongs to no situation.",
        "The road-safety team made three things ready: coats and a sign, a handbook, "
        "and a van. One of them is on the road every morning.",
    ),
    check=reaches_no_one,
)

FIRST = {
    "Find her a befriender": "The case for it: loneliness is real, and pride hides it. "
    "Against: it makes a need of an hour that may be the best of her week.",
    "Ask her, and take no for an answer": "The case for it: only she can say. Against: "
    "a person who is asked by many services has little peace left.",
    "Nothing": "The case for it: people live their life, and owe nobody a meeting. "
    "Against: nobody has asked, and silence can also be giving up.",
    "Ask her neighbours how she is": "The case for it: they see her every day. "
    "Against: she becomes something that others talk about.",
}


def no_one_meets(chosen: Sequence[str]) -> Verdict:
    """Find the situation where no one meets anyone, and think about what to do."""
    alone, first = chosen
    unmet = found(thriving_findings.UNMET)
    meets = [e.name for e in PLACE.encounters if alone in e.situations]
    seen = read(
        "No one meets anyone",
        f"in ‘{alone}’ there is ‘{meets[0]}’. Which situation is in no second line?"
        if alone != unmet
        else "",
        f"because no encounter belongs to ‘{unmet}’.",
    )
    return Verdict(
        agrees=seen.agrees,
        sentence=f"{seen.sentence}\nWhat to do first is a judgement, and each answer "
        f"can be defended. {FIRST[first]}\nrelkit only asks whether it is just as "
        "people want it. How would you find out without making it worse?",
    )


NO_ONE_MEETS = Question(
    name="no_one_meets",
    prompt="There are five situations on the lane: "
    + "; ".join(f"{each.name} ({each.whose})" for each in PLACE.situations)
    + ".",
    parts=(
        Part(label="In which does no one meet anyone?", options=SITUATIONS),
        Part(label="What would you do first?", options=tuple(FIRST)),
    ),
    hints=(
        "Look for each situation in the second lines above.",
        "One is in none of them. Before you mend it, ask whether it is broken.",
        "It is the one with the garden in it. The second part has no reading of "
        "relkit’s.",
    ),
    check=no_one_meets,
)
QUESTIONS = (NOBODYS_LIFE, REACHES_NO_ONE, NO_ONE_MEETS)
