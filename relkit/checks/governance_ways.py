"""A question on governance mapping: telling what runs up from what runs across.

Source: Taylor, "How to move to relational public services", section 2: accountability
horizontally, to results in the real world, and vertically, to hierarchy. The stories
are relkit's and invented; the readings follow from the models.
"""

from collections.abc import Sequence

from relkit.checks import harrowmere
from relkit.checks.governance import Story
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models.governance import Direction

WAYS = {
    Direction.VERTICAL: "Vertical: up, to somebody who can tell them what to do",
    Direction.HORIZONTAL: "Horizontal: across, to those whom the result concerns",
}
DIRECTIONS = (
    Story(
        short="The evening count",
        told="Every evening the ward team tells the hospital’s management how many "
        "left. It may ask on, and it sets tomorrow’s number.",
        line=harrowmere.BEDS,
        because="the management sets what the ward does tomorrow",
    ),
    Story(
        short="The promise",
        told="The home care agency tells the discharge nurse whether the carer came on "
        "the first morning. The nurse does not employ it, pay it or give it orders.",
        line=harrowmere.AGENCY_TO_NURSE,
        because="neither is above the other, and what she asks is whether somebody "
        "was cared for",
    ),
    Story(
        short="The sheet",
        told="It is the sheet of hours again, which the home care agency sends to the "
        "council care team.",
        line=harrowmere.HOURS_BILLED,
        because="money comes down this line, and the account goes back up it",
        defended={
            WAYS[Direction.HORIZONTAL]: "there is a case for it: neither is the "
            "other’s manager. But could the council care team tell the agency what to "
            "do, and pay less? And what is the sheet about?"
        },
    ),
    Story(
        short="The bedside",
        told="A woman asks the ward team why she was sent home with nobody there. "
        "Somebody sits down and explains.",
        line=harrowmere.WARD_TO_PEOPLE,
        because="she is nobody’s manager, and it is her life",
    ),
)
WAY_ASKS = {
    Direction.VERTICAL: "could the one who asks tell the other what to do tomorrow?",
    Direction.HORIZONTAL: "who is asked to do something, and by whom? Does that come "
    "with the place that one has in an organisation?",
}


def which_way(chosen: Sequence[str]) -> Verdict:
    """Tell vertical from horizontal accountability."""
    by_label = {label: way for way, label in WAYS.items()}
    return together(
        [
            _read_way(story, by_label[way])
            for story, way in zip(DIRECTIONS, chosen, strict=True)
        ],
        agreed="\n".join(
            f"{s.short}: {s.line.direction.value}, because {s.because}."
            for s in DIRECTIONS
        )
        + "\nA fair objection: the evening count is about people who got home, and so "
        "about results. What becomes of a result on its way up?",
    )


def _read_way(story: Story, way: Direction) -> Verdict:
    if way is story.line.direction:
        return Verdict(
            agrees=True,
            sentence=f"{story.short}: relkit reads {way.value} too, because "
            f"{story.because}.",
        )
    asked = story.defended.get(WAYS[way], WAY_ASKS[way])
    return Verdict(agrees=False, sentence=f"{story.short}: {asked}")


WHICH_WAY = Question(
    name="which_way",
    prompt="The source says that relational services need accountability "
    "horizontally, to results in the real world, and that what we have runs "
    "vertically, to hierarchy. Which is it in each of these?",
    parts=tuple(Part(label=s.told, options=tuple(WAYS.values())) for s in DIRECTIONS),
    hints=(
        "For each story ask: could the one who asks tell the other what to do?",
        "An account can run up although nobody is anybody’s manager: a contract will "
        "do. And one can run across although one of the two has far less power.",
        "Two of the four run up. One follows an order, the other follows money. The "
        "other two ask about somebody’s first morning, and somebody’s empty house.",
    ),
    check=which_way,
)

QUESTIONS = (WHICH_WAY,)
