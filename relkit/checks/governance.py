"""A question on governance mapping: who answers to whom, and what a forum may do.

Source: actor and forum, and what a forum may do, are Mark Bovens's. The stories are
relkit's and invented; the readings follow from the models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relkit.checks import harrowmere, map_in_words
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models.governance import Power, Relation, RelationKind

NEITHER = "Neither: the two only work together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A short story of one line on the map, and what the line makes of it.

    ``defended`` holds, for other answers, the case that can be made for them.
    """

    short: str
    told: str
    line: Relation
    because: str
    defended: Mapping[str, str] = field(default_factory=dict)

    @property
    def forum(self) -> str:
        """Who is told and may ask, if anybody."""
        account = self.line.kind is RelationKind.ACCOUNTABLE_TO
        return self.line.target if account else NEITHER


HOURS = Story(
    short="The hours",
    told="Each month the council care team asks the home care agency for a sheet of "
    "hours. There is no meeting, and nobody puts a question. The team marks the sheet "
    "as in order or not. Where it is not, it pays less.",
    line=harrowmere.HOURS_BILLED,
    because="the agency gives the account, and the team asked for it",
    defended={
        NEITHER: "there is a case that a contract is an exchange, and they do work "
        "together. Who, here, has something to explain?"
    },
)
KITCHEN = Story(
    short="The kitchen",
    told="Once a month, people who came home sit with the neighbours’ rota. The rota "
    "says who came and who did not, because it was asked. The people ask on, and say "
    "what they think of it. Then there is soup.",
    line=harrowmere.ROTA_TO_PEOPLE,
    because="the rota explains, and the people asked it to",
    defended={
        harrowmere.ROTA: "there is a case for it: it is the rota’s kitchen. A forum "
        "is not who is at home there. Who has to explain?"
    },
)
CALL = Story(
    short="The call",
    told="The discharge nurse rings the neighbours’ rota: somebody goes home tomorrow. "
    "The rota says who has time. Either of them may say no.",
    line=harrowmere.NURSE_AND_ROTA,
    because="each may say no, and neither has to explain anything to the other",
    defended={
        harrowmere.NURSE: "she asks, and so it looks like a forum. What does she ask "
        "for: a favour, or an account of one?"
    },
)
STORIES = (HOURS, KITCHEN, CALL)
POWERS = {power.meaning.capitalize(): power for power in Power}
USED = {
    Power.ASK: {
        HOURS.short: "the sheet comes when the team wants it",
        KITCHEN.short: "the rota tells because they wanted to know",
    },
    Power.QUESTION: {KITCHEN.short: "after the first answer comes the next"},
    Power.JUDGE: {
        HOURS.short: "a sheet is in order or not",
        KITCHEN.short: "they say what they think",
    },
    Power.IMPOSE: {HOURS.short: "there is less money"},
}


def who_is_the_forum(chosen: Sequence[str]) -> Verdict:
    """Read three stories: who is the forum, and which power it does not have."""
    hours, no_hours, kitchen, no_kitchen, call = chosen
    return together(
        [
            _read_forum(HOURS, hours),
            _read_lacking(HOURS, POWERS[no_hours]),
            _read_forum(KITCHEN, kitchen),
            _read_lacking(KITCHEN, POWERS[no_kitchen]),
            _read_forum(CALL, call),
        ],
        agreed="\n".join(f"{s.short}: {map_in_words.told(s.line)}" for s in STORIES)
        + "\nThe one with the most money is not always the forum, and a forum without "
        "consequences may still be heard. Which of the four powers would you give up "
        "last?",
    )


def _read_forum(story: Story, chosen: str) -> Verdict:
    if chosen == story.forum:
        return Verdict(
            agrees=True,
            sentence=f"{story.short}, the forum: relkit reads it so too, because "
            f"{story.because}.",
        )
    asked = story.defended.get(
        chosen,
        "who explains what they did, and to whom?",
    )
    return Verdict(agrees=False, sentence=f"{story.short}, the forum: {asked}")


def _read_lacking(story: Story, power: Power) -> Verdict:
    what = f"{story.short}, the power that is not there"
    if power not in story.line.powers:
        return Verdict(
            agrees=True,
            sentence=f"{what}: relkit misses it too. Nothing in the story uses it.",
        )
    return Verdict(
        agrees=False,
        sentence=f"{what}: the forum can do that, for {USED[power][story.short]}. "
        "Which of the four does nobody do?",
    )


WHO_IS_THE_FORUM = Question(
    name="who_is_the_forum",
    prompt="Mark Bovens describes accountability between an actor and a forum. The "
    "actor explains what it did. The forum may ask for that account, question it, "
    "judge it and impose consequences. It may have all four powers, or some.\n"
    + "\n".join(f"{story.short}. {story.told}" for story in STORIES),
    parts=(
        Part(
            label="The hours: who is the forum?",
            options=(harrowmere.AGENCY, harrowmere.COUNCIL, NEITHER),
        ),
        Part(
            label="The hours: which power does the forum not have?",
            options=tuple(POWERS),
        ),
        Part(
            label="The kitchen: who is the forum?",
            options=(harrowmere.ROTA, harrowmere.PEOPLE, NEITHER),
        ),
        Part(
            label="The kitchen: which power does the forum not have?",
            options=tuple(POWERS),
        ),
        Part(
            label="The call: who is the forum?",
            options=(harrowmere.NURSE, harrowmere.ROTA, NEITHER),
        ),
    ),
    hints=(
        "In each story, look for the one who has to explain something. The forum is "
        "the other one.",
        "Go through the four powers one by one, and find the words in the story that "
        "show each. One power has no words.",
        "About the hours, nobody meets. In the kitchen, nothing follows but soup. On "
        "the telephone, nobody has to explain anything.",
    ),
    check=who_is_the_forum,
)

QUESTIONS = (WHO_IS_THE_FORUM,)
