"""Questions on thriving together: telling the three worlds apart.

Source: Taylor, "How to move to relational public services", section 3, after Jane
Searles and Roger Duck. The story is relkit's and invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relkit.checks.sallow_bank import LANE
from relkit.checks.verdict import Part, Question, Verdict, together

LIVING, PREPARING = "We live our life", "We prepare for service"
MEETING = "We meet, to thrive together"
WORLDS = (LIVING, PREPARING, MEETING)


def read(part: str, why: str, same: str) -> Verdict:
    """One part of an answer: what it leaves open, or why relkit reads it so too."""
    if why:
        return Verdict(agrees=False, sentence=f"{part}: {why}")
    return Verdict(agrees=True, sentence=f"{part}: relkit reads it so too, {same}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A short story, which world it is told from, and what to ask of other readings."""

    short: str
    told: str
    world: str
    because: str
    asks: Mapping[str, str]


STORIES = (
    Story(
        short="The road",
        told="Noor is eight. Between her front door and her classroom there is a road "
        "with lorries on it.",
        world=LIVING,
        because="because it is simply a part of Noor’s day. Nobody has done anything "
        "about it yet.",
        asks={
            PREPARING: "somebody could get ready for this. Has anybody in the story?",
            MEETING: "a meeting takes two. Whom does Noor meet in this story?",
        },
    ),
    Story(
        short="The list",
        told="In the last week of August parents sit on a wall and settle which child "
        "walks with whom, and who rings whom when one is ill.",
        world=PREPARING,
        because="because they make themselves ready for mornings that are still to "
        "come. No badge is needed for that.",
        asks={
            LIVING: "there is a case for that, since parents sit on walls anyway. What "
            "would be different on the first day of school if they had not?",
            MEETING: "they do meet one another. Whose morning is it for, and has that "
            "morning come?",
        },
    ),
    Story(
        short="The Thursday hour",
        told="The health visitor keeps one hour empty every Thursday. She does not yet "
        "know for whom.",
        world=PREPARING,
        because="because time that is kept free is a strength as much as training is.",
        asks={
            LIVING: "it is her working day, and a part of her life. What is the empty "
            "hour kept for?",
            MEETING: "that may come. Who is in the room with her so far?",
        },
    ),
    Story(
        short="The bright coat",
        told="At ten past eight Noor and nine others cross behind a father in a bright "
        "coat. He holds up the sign. A lorry waits.",
        world=MEETING,
        because="because Noor’s morning and a father who is prepared for it come "
        "together.",
        asks={
            LIVING: "it is Noor’s life, and the father’s. What did he bring that was "
            "made ready before?",
            PREPARING: "the coat and the sign were made ready before. What happens at "
            "ten past eight?",
        },
    ),
)


def which_of_three(chosen: Sequence[str]) -> Verdict:
    """Read four short stories: which of the three worlds each is told from."""
    return together(
        [
            read(story.short, story.asks.get(world, ""), story.because)
            for story, world in zip(STORIES, chosen, strict=True)
        ],
        agreed="\n".join(f"{s.short}: {s.world}, {s.because}" for s in STORIES)
        + "\nThe source adds that in all three worlds we are all citizens. Which of "
        "these four people would not have thought of themselves so?",
    )


WHICH_OF_THREE = Question(
    name="which_of_three",
    prompt=f"{LANE} is an invented lane between a lorry road and a school. Four short "
    "stories from it. Which of the three worlds is each told from?",
    parts=tuple(Part(label=story.told, options=WORLDS) for story in STORIES),
    hints=(
        "For each story, ask: is somebody simply living, getting ready, or meeting "
        "somebody?",
        "What is made ready is for a day that has not come. A meeting takes somebody "
        "whose life it is, and somebody who is prepared.",
        "One story is only about a life. In two of them people get ready, and one of "
        "those people is paid for it.",
    ),
    check=which_of_three,
)

NEAREST = {
    "The road-safety team keeps the children of the lane safe.": "here the team acts "
    "and the children receive. Who stands beside Noor at ten past eight?",
    "Parents keep their children safe, and need no road-safety team.": "here the team "
    "is left out. Who bought the coat, and who said how to hold the sign?",
    "People take the children across, prepared by what others made ready.": "",
    "The road-safety team and the parents work in partnership.": "that may be so, and "
    "could be said of anything. Who crosses the road, and what was done before?",
}
FIRES = (
    "as the source says of fire services, which fight no fires: people do, prepared "
    "with training, protocols and kit."
)
DUTIES = {
    "To take children across the road": "the father would be surprised to hear it. "
    "What did the team do before he stepped into the road?",
    "To make people ready for taking children across": "",
    "To measure how many children cross": "numbers may help somebody to get ready. "
    "Whom, and for what?",
}
OWN = "and so the source tells the fire service’s own duty: to prepare to respond."


def who_fights_fires(chosen: Sequence[str]) -> Verdict:
    """Read a leaflet again, the way the source tells of fire services."""
    nearest, duty = chosen
    return together(
        [
            read("The sentence", NEAREST[nearest], FIRES),
            read("The team’s own part", DUTIES[duty], OWN),
        ],
        agreed="The team prepares; people cross, prepared. We could call those people "
        "crossing patrols, and they would still be people. A fair objection: a "
        "firefighter is trained for years, a father in a coat for one evening. How "
        "much preparing is enough, and who should say?",
    )


WHO_FIGHTS_FIRES = Question(
    name="who_fights_fires",
    prompt="The source remembers the three worlds by a sentence: the fire service "
    "knows that fire services fight no fires. People do, people prepared for it.\n"
    f"The council’s leaflet on {LANE} says: “Our road-safety team keeps your children "
    "safe.” The team bought the coats and the sign, and showed three parents one "
    "evening how to use them.",
    parts=(
        Part(
            label="Which sentence is nearest to how the source would tell it?",
            options=tuple(NEAREST),
        ),
        Part(label="What is the team’s own part in it?", options=tuple(DUTIES)),
    ),
    hints=(
        "Who is on the road at ten past eight, and who was at work weeks before?",
        "Put the lane’s words into the sentence about fires: crossing patrols, roads, "
        "coats.",
        "The nearest sentence has people in it who do something, and others who made "
        "them ready. The team’s part lies in the second world.",
    ),
    check=who_fights_fires,
)

QUESTIONS = (WHICH_OF_THREE, WHO_FIGHTS_FIRES)
