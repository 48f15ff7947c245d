"""Questions on swimlanes: the three lanes, and the order of their questions.

Source: Taylor, "How to move to relational public services", section 3, after Cormac
Russell. The stories are relkit's and invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models.swimlanes import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A short story of something that matters, and the lane that relkit reads.

    ``defended`` holds, for other lanes, the case that can be made for them.
    """

    short: str
    told: str
    lane: Lane
    because: str
    defended: Mapping[Lane, str] = field(default_factory=dict)


STORIES = (
    Story(
        short="The lunches",
        told="Six neighbours cook on Thursdays, in turn, for whoever comes. Nobody "
        "sent them.",
        lane=Lane.OURSELVES,
        because="people of the village do all of it and need nobody else",
        defended={
            Lane.FOR_US: "They cook for their neighbours, a fair use of the word. But "
            "‘us’ is everybody who lives there. Who in the story does not?"
        },
    ),
    Story(
        short="The hospital",
        told="Neighbours drive people to the hospital in their own cars. The hospital "
        "rings the day before with the times, and pays for the petrol.",
        lane=Lane.WITH_HELP,
        because="people drive, and the times and the petrol come from the hospital",
        defended={
            Lane.OURSELVES: "Neighbours do drive. What happens to the lifts in a month "
            "without times or petrol?"
        },
    ),
    Story(
        short="The lamp",
        told="A street lamp has been dark since October. It hangs on a live cable, and "
        "it takes a lorry with a lift.",
        lane=Lane.FOR_US,
        because="nobody in the village may touch a live cable or has the lift",
        defended={
            Lane.WITH_HELP: "There is a case for ‘with help’ where people report the "
            "lamp, and light the path meanwhile. What of the repair do they do?"
        },
    ),
    Story(
        short="The ramp",
        told="A step keeps a neighbour’s wheelchair out of the shop. Two joiners in "
        "the village will build a ramp. It needs a survey and a signature from the "
        "district.",
        lane=Lane.WITH_HELP,
        because="people build it, and the survey and the signature come from elsewhere",
        defended={
            Lane.OURSELVES: "They could build it tomorrow. What would they need by the "
            "day after?",
            Lane.FOR_US: "The signature is the district’s. Who builds the ramp?",
        },
    ),
)
ASK = {
    Lane.OURSELVES: "Which part of it could people of the village not do?",
    Lane.WITH_HELP: "What part is done by people, and what part comes from elsewhere?",
    Lane.FOR_US: "Which part of it do people of the village do themselves?",
}


def which_lane(chosen: Sequence[str]) -> Verdict:
    """Read four short stories: which lane each belongs to, and why."""
    by_label = {lane.label: lane for lane in Lane}
    verdicts = []
    for story, label in zip(STORIES, chosen, strict=True):
        lane, read = by_label[label], story.lane
        if lane is read:
            told = f"relkit reads ‘{read.label}’ too, because {story.because}."
        else:
            told = (
                f"you say ‘{lane.label}’. relkit reads another lane, because "
                f"{story.because}. {story.defended.get(lane, ASK[lane])}"
            )
        verdicts.append(Verdict(agrees=lane is read, sentence=f"{story.short}: {told}"))
    agreed = "\n".join(
        f"{s.short}: ‘{s.lane.label}’, because {s.because}." for s in STORIES
    )
    return together(
        verdicts,
        agreed=f"{agreed}\nWho in the village might put one of the four elsewhere, and "
        "why?",
    )


WHICH_LANE = Question(
    name="which_lane",
    prompt="Four short stories from Tallowby, an invented village. Which lane does "
    "each belong to? ‘Us’ is everybody who lives there.",
    parts=tuple(
        Part(label=story.told, options=tuple(lane.label for lane in Lane))
        for story in STORIES
    ),
    hints=(
        "For each story, ask two things. What do people who live there do? What comes "
        "from elsewhere?",
        "Ourselves: nothing comes from elsewhere. With help: people do it, and "
        "something is needed that they do not have. For us: somebody else does it.",
        "Two of the four are with help. In one story nobody from elsewhere appears. In "
        "one, people of the village do no part of the work.",
    ),
    check=which_lane,
)

LATER = {
    "Nothing changes, as long as all three are asked": "There is a case for that where "
    "people have time to come back to the list. How often does a meeting get as far "
    "as its last question?",
    "The meeting is shorter": "It may be, and somebody may want that. What would be on "
    "the list by the time people come to what they do themselves?",
    "What people do already is not looked for, and looks like a need": "",
    "Services learn sooner what they should do": "They do learn something sooner. What "
    "would they not learn any more?",
}


def which_order(chosen: Sequence[str]) -> Verdict:
    """Read the order of the three questions, and what another order does."""
    first, last, then = chosen
    ours, theirs = Lane.OURSELVES.question, Lane.FOR_US.question
    verdicts = [
        Verdict(
            agrees=first == ours,
            sentence=f"First: relkit reads ‘{ours}’ too. It finds what is there."
            if first == ours
            else f"First: relkit does not begin with ‘{first}’. Something would be "
            "asked for before anybody has looked at what is there. What would then be "
            "on the wall?",
        ),
        Verdict(
            agrees=last == theirs,
            sentence=f"Last: relkit reads ‘{theirs}’ too. It is what is left when the "
            "others have been asked."
            if last == theirs
            else f"Last: relkit does not end with ‘{last}’. Which of the three is "
            "about what is left when the others have been asked?",
        ),
        Verdict(
            agrees=not LATER[then],
            sentence=f"‘{then}’: {LATER[then] or 'relkit would say so too.'}",
        ),
    ]
    return together(
        verdicts,
        agreed="First what we can do ourselves, then what we need help with, and last "
        "what we need done for us. Whatever is asked first fills the page: needs "
        "first, and a village looks like a list of needs.\nA fair objection: to "
        "somebody in a crisis, ‘What can you do yourself?’ can sound like a door "
        "closing. When would you turn the order round?",
    )


WHICH_ORDER = Question(
    name="which_order",
    prompt="A manager holds a meeting in Tallowby. She begins: ‘What do you need us to "
    "do for you?’ After an hour the wall is full of notes, and people go home.",
    parts=(
        Part(
            label="Which question comes first in swimlanes?",
            options=tuple(lane.question for lane in reversed(Lane)),
        ),
        Part(
            label="Which comes last?",
            options=tuple(lane.question for lane in Lane),
        ),
        Part(
            label="What does it do to a place when needs are asked for first?",
            options=tuple(LATER),
        ),
    ),
    hints=(
        "Look at the manager’s wall after an hour. What is on it, and what is not?",
        "The order goes from what needs nobody else to what needs somebody else for "
        "all of it.",
        "Nobody in the story was asked what they do already. The first question finds "
        "that, and the last is about what is left.",
    ),
    check=which_order,
)

QUESTIONS = (WHICH_LANE, WHICH_ORDER)
