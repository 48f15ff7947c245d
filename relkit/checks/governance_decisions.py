"""A question on governance mapping: who decides, and what the usual grid advises.

Source: Taylor, "How to move to relational public services", section 1: bring centre and
place into governance, and where that cannot be done, make it transparent. The grid of
power and interest is common practice. R: the three parts in a decision; its warning.
The readings follow from the models.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.checks import harrowmere
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_decisions, words
from relkit.models.four_worlds import Answer
from relkit.models.governance import Actor, Decision
from relkit.models.governance_decisions import Part as Role
from relkit.models.governance_decisions import Quadrant
from relkit.models.standpoints import Standpoint

HOW_MANY = ("In none of the three", "In one", "In two", "In all three")
[PEOPLE] = [actor for actor in harrowmere.ACTORS if actor.name == harrowmere.PEOPLE]
ADVICE = {each.value.capitalize(): each for each in Quadrant}
LOW = "They have little interest in it, so nothing is lost"
ENOUGH = "To be kept informed is what most of them want, and no more"
BENEATH = "The result is in their life, and the grid says: send them news"
ELSEWHERE = "Who says that they have no power? They may stand in another corner"
WARNINGS = (LOW, ENOUGH, BENEATH, ELSEWHERE)
EARLIER = "Tell people their day two days earlier"
PUBLISH = "Publish how the days are set, and why each was"
SURVEY = "Ask people afterwards how satisfied they were"
ONE_MORE = "Have the care board decide as well"
LEAST: dict[str, Decision] = {
    EARLIER: harrowmere.DAYS,
    SURVEY: harrowmere.DAYS,
    PUBLISH: replace(harrowmere.DAYS, reasons_published=Answer.YES),
    ONE_MORE: replace(
        harrowmere.DAYS, decides=(*harrowmere.DAYS.decides, harrowmere.BOARD)
    ),
}
LEAST_ASKS = {
    EARLIER: "that is kind, and helps. Would anybody know afterwards why it was that "
    "day?",
    SURVEY: "there is a case for it: it is a way to be heard, about the next person’s "
    "day. What can somebody see of how their own was set?",
    ONE_MORE: "that brings the centre in. What would those outside see of it?",
}


def in_how_many() -> int:
    """In how many of the decisions somebody of the community decides or is heard."""
    heard = {Role.DECIDES, Role.HEARD}
    return sum(
        bool(
            heard.intersection(
                governance_decisions.parts(each, harrowmere.ACTORS)[
                    Standpoint.COMMUNITY
                ]
            )
        )
        for each in harrowmere.DECISIONS
    )


def published(days: Decision) -> int:
    """In how many decisions the reasons are published, with this one in its place."""
    others = [each for each in harrowmere.DECISIONS if each.name != days.name]
    found = governance_decisions.representation([days, *others], harrowmere.ACTORS)
    return found.published


def who_decides(chosen: Sequence[str]) -> Verdict:
    """Count who has a part in decisions; read the usual grid, and its warning."""
    many, advice, warned, least = chosen
    return together(
        [
            _read_many(many),
            _read_advice(ADVICE[advice]),
            _read_warning(warned),
            _read_least(least),
        ],
        agreed=_decided_told(),
    )


def _read_many(many: str) -> Verdict:
    if HOW_MANY.index(many) == in_how_many():
        return Verdict(
            agrees=True,
            sentence="The community: relkit counts that too. To be told is not to be "
            "heard.",
        )
    return Verdict(
        agrees=False,
        sentence="The community: take those who live there, people coming home and "
        "the neighbours’ rota. Where does either of them stand under ‘decide’ or "
        "‘heard’?",
    )


def _read_advice(advice: Quadrant) -> Verdict:
    told = f"power {PEOPLE.power} and interest {PEOPLE.interest}"
    if advice is governance_decisions.quadrant(PEOPLE):
        return Verdict(
            agrees=True,
            sentence=f"The grid: relkit reads that off it too, from {told}.",
        )
    return Verdict(
        agrees=False,
        sentence=f"The grid: they have {told}. To which corner does that lead?",
    )


def _warns(actor: Actor) -> bool:
    """Whether the grid puts somebody beneath whose life a result is."""
    grid = governance_decisions.power_interest(harrowmere.ACTORS, harrowmere.OUTCOMES)
    return actor in grid.beneath


WARNING_ASKS = {
    LOW: f"their interest is told as {PEOPLE.interest} of 3. What is it that they "
    "lack?",
    ENOUGH: "there is a case for it, if somebody asked them. Who is told learns what "
    "others have decided. Could they have changed it?",
    ELSEWHERE: f"there is a case that power is told by those who have it: "
    f"‘{PEOPLE.said_by}’ says {PEOPLE.power}, and might be surprised. Suppose that it "
    "is so. What does the grid then advise, and about whose life?",
}


def _read_warning(warned: str) -> Verdict:
    if warned == BENEATH and _warns(PEOPLE):
        return Verdict(
            agrees=True,
            sentence="The warning: relkit gives that one too, because the grid takes "
            "power as it is and advises leaving it there.",
        )
    return Verdict(agrees=False, sentence=f"The warning: {WARNING_ASKS[warned]}")


def _read_least(least: str) -> Verdict:
    if published(LEAST[least]) > published(harrowmere.DAYS):
        return Verdict(
            agrees=True,
            sentence="At least: relkit reads the source so too. Who cannot be in the "
            "room can then still see into it.",
        )
    return Verdict(agrees=False, sentence=f"At least: {LEAST_ASKS[least]}")


def _decided_told() -> str:
    all_of_them = len(harrowmere.DECISIONS)
    now, then = published(harrowmere.DAYS), published(LEAST[PUBLISH])
    return (
        f"In {words.number(in_how_many())} of {words.number(all_of_them)} decisions "
        "the community is heard, through the neighbours’ rota. People coming home are "
        "told their day, and neither decide nor are heard. The grid would leave it at "
        f"that: ‘{governance_decisions.quadrant(PEOPLE)}’. Reasons would be published "
        f"for {words.number(then)} decisions of {words.number(all_of_them)} rather "
        f"than {words.number(now)}.\nThe source asks first for both sides in "
        "governance, and for transparency only where that cannot be done. A fair "
        "objection: published reasons that nobody may challenge can be a better lock "
        "on the same door. What would people coming home do with them?"
    )


def _told(decision: Decision) -> str:
    def names(of: Sequence[str]) -> str:
        return words.listed([f"‘{name}’" for name in of]) or "nobody"

    published, open_ = decision.reasons_published, decision.open_to_challenge
    return (
        f"{decision.name}. Decide: {names(decision.decides)}. Heard: "
        f"{names(decision.heard)}. Told: {names(decision.told)}. Reasons published: "
        f"{published}. Open to challenge: {open_}."
    )


WHO_DECIDES = Question(
    name="who_decides",
    prompt="Three decisions in Harrowmere:\n"
    + "\n".join(_told(each) for each in harrowmere.DECISIONS)
    + "\nMany who work with partners draw a grid. Those with much power and much "
    "interest one manages closely. Much power and little interest: keep satisfied. "
    "Little power and much interest: keep informed. Little of both: monitor. "
    f"‘{PEOPLE.said_by}’ gives people coming home power {PEOPLE.power} and interest "
    f"{PEOPLE.interest}, of 3.",
    parts=(
        Part(
            label="In how many of the three does anybody of the community decide, or "
            "is heard before?",
            options=HOW_MANY,
        ),
        Part(
            label="What does the grid advise for people coming home?",
            options=tuple(ADVICE),
        ),
        Part(label="Why does that warn?", options=WARNINGS),
        Part(
            label="Suppose that the decision on the days cannot be opened this year. "
            "What does the source then ask for, at least?",
            options=tuple(LEAST),
        ),
    ),
    hints=(
        "For each decision, look for people coming home and for the neighbours’ rota. "
        "Under which of the three words do they stand?",
        "The grid takes power as it is. Whose life is the result, and what would those "
        "people be able to change after the grid’s advice was followed?",
        "The rota is heard once. No power and full interest is one corner of the grid. "
        "What cannot be opened can still be made transparent.",
    ),
    check=who_decides,
)

QUESTIONS = (WHO_DECIDES,)
