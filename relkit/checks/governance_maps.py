"""Questions on governance mapping: one map weighed, and two maps side by side.

Source: Taylor, "How to move to relational public services", section 1: centre and
place have validly different perspectives. R: each power of each forum counted as one,
and what makes two lines the same. The readings follow from the models.
"""

from collections.abc import Sequence

from relkit.checks import harrowmere
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_maps
from relkit.models.governance import Direction, Relation
from relkit.models.governance_maps import Balance

PLACES = harrowmere.drawn()
SIDE_BY_SIDE = governance_maps.two_maps(PLACES, harrowmere.drawn(harrowmere.COMMUNITYS))


def _weights() -> dict[str, str]:
    """Ways to weigh the map: each option, and what it really counts."""
    powers = governance_maps.balance(PLACES)
    ways = [line.direction for line in PLACES.accounts]
    lines = Balance(
        vertical=ways.count(Direction.VERTICAL),
        horizontal=ways.count(Direction.HORIZONTAL),
    )
    turned = Balance(vertical=powers.horizontal, horizontal=powers.vertical)
    return {
        lines.phrase: "that is how many accounts run each way. How many of the four "
        "powers does each of them carry?",
        turned.phrase: "relkit counts these two numbers as well. Which of them is up?",
        powers.phrase: "",
    }


WEIGHED = (
    harrowmere.WARD,
    harrowmere.AGENCY,
    harrowmere.SURGERY,
    harrowmere.MANAGERS,
)


def weigh_the_map(chosen: Sequence[str]) -> Verdict:
    """Weigh up against across: on the whole map, and over one actor."""
    phrase, actor = chosen
    said = _weights()[phrase]
    over = governance_maps.balance(PLACES, actor)
    even = over.vertical == over.horizontal
    [level] = [a for a in WEIGHED if _level(a)]
    return together(
        [
            Verdict(
                agrees=not said,
                sentence="The whole map: "
                + (
                    said
                    or "relkit counts that too, because each power of each forum is "
                    "one."
                ),
            ),
            Verdict(
                agrees=even,
                sentence=f"Over one actor: relkit counts that too, {over.phrase}."
                if even
                else f"Over one actor: over ‘{actor}’ forums have {over.phrase}. Over "
                "whom is it the same number?",
            ),
        ],
        agreed=f"On this map forums have {governance_maps.balance(PLACES).phrase}. "
        "More accounts run across than up, and still the hierarchy has more powers. "
        f"Over ‘{level}’ the two are level: it is asked from both sides at once.\n"
        "That counts each power as one, which is relkit’s own choice. A fair "
        "objection: to be asked by the woman it happened to may weigh more than a "
        "target. What would you count?",
    )


def _level(actor: str) -> bool:
    over = governance_maps.balance(PLACES, actor)
    return over.vertical == over.horizontal


WEIGH_THE_MAP = Question(
    name="weigh_the_map",
    prompt="The map above is drawn by those who work in Harrowmere. Count every power "
    "of every forum as one: ask, question, judge, impose.",
    parts=(
        Part(
            label="On the whole map, which powers do forums have?",
            options=tuple(_weights()),
        ),
        Part(
            label="Over whom do forums have as many powers across as up?",
            options=WEIGHED,
        ),
    ),
    hints=(
        "Take only the accounts, lines 1 to 14. First those that run up.",
        "Count powers, not lines. Some lines carry four, and some none. For one actor, "
        "take only the lines that begin with its name.",
        "Up: 4, 4, 3, 2 and 1. Across, three of the nine carry none. The one in "
        "question answers to four forums.",
    ),
    check=weigh_the_map,
)

BOTH = "On both, alike"
ONLY_PLACE = "Only on the place’s"
ONLY_COMMUNITY = "Only on the community’s"
APART = "On both, seen differently"
WHERE = (BOTH, ONLY_PLACE, ONLY_COMMUNITY, APART)
COMPARED = {
    "The bed count": harrowmere.BEDS,
    "The ward’s answer": harrowmere.WARD_TO_PEOPLE,
    "The telephone": harrowmere.NURSE_AND_ROTA,
    "The key under the pot": harrowmere.AGENCY_AND_PEOPLE,
}
WHERE_ASKS = {
    BOTH: "is it on each of the two, with the same words?",
    ONLY_PLACE: "look for the same two names on the other map. Are they there?",
    ONLY_COMMUNITY: "look for the same two names on the other map. Are they there?",
    APART: "to be seen differently, it has to be on both. Is it, and what differs?",
}
LAST_TIME = "What happened the last time that somebody asked the ward why?"
QUESTIONS_RAISED = {
    "Which of the two maps is the true one?": "both were drawn from where people "
    "stand. A rule can be looked up, and whether it is lived cannot. What would both "
    "sides know something about?",
    "How do we tell people that they may ask?": "there is a case for it, if nobody "
    "ever told them. It takes the place’s map as it is. What if somebody did ask?",
    LAST_TIME: "",
    "Why do people not use what they have?": "that looks for the reason on one side "
    "only. What could each side tell that the other has not seen?",
}


def where_it_is(relation: Relation) -> str:
    """On which of the two maps a line is, and whether both see it alike."""
    both = SIDE_BY_SIDE
    end = (relation.ends, relation.kind)

    def among(lines: Sequence[Relation]) -> bool:
        return end in [(line.ends, line.kind) for line in lines]

    if among([each.a[0] for each in both.differently]):
        return APART
    if among(both.shared):
        return BOTH
    return ONLY_PLACE if among(both.only_a) else ONLY_COMMUNITY


def two_maps(chosen: Sequence[str]) -> Verdict:
    """Read two maps: what both show, what one shows, and what that asks."""
    *places, raised = chosen
    asked = QUESTIONS_RAISED[raised]
    return together(
        [
            *(
                _read_where(short, line, where)
                for (short, line), where in zip(COMPARED.items(), places, strict=True)
            ),
            Verdict(
                agrees=not asked,
                sentence="The question: "
                + (
                    asked
                    or "relkit would ask that too, because both sides have been there "
                    "and neither knows the whole of it."
                ),
            ),
        ],
        agreed=_two_told(),
    )


def _read_where(short: str, line: Relation, where: str) -> Verdict:
    if where == where_it_is(line):
        return Verdict(
            agrees=True,
            sentence=f"{short}: relkit finds it there too, by its two names and the "
            "kind of line.",
        )
    return Verdict(agrees=False, sentence=f"{short}: {WHERE_ASKS[where]}")


def _two_told() -> str:
    both = SIDE_BY_SIDE
    [apart] = both.differently
    return (
        f"Of {both.lines} lines on the two maps, {len(both.shared)} are on both alike, "
        f"{len(both.only_a)} only on the place’s and {len(both.only_b)} only on the "
        f"community’s. {apart.sentence(both.a, both.b)}\nThe source says that centre "
        "and place have validly different perspectives. relkit says so of those who "
        "live there as well. Those who work in the place know the rule, and those who "
        "live there know what it was like. A fair objection: some differences are "
        "plain error, and a look into the handbook would end them. How would you tell "
        "which?"
    )


TWO_MAPS = Question(
    name="two_maps",
    prompt="You know the map of those who work in Harrowmere. The one above is drawn "
    "by those who live there. Compare the two, line by line. Two lines are the same "
    "where the names and the kind are.",
    parts=(
        *(
            Part(label=f"{short}: {line.sentence}. Where is it?", options=WHERE)
            for short, line in COMPARED.items()
        ),
        Part(
            label="One line is seen differently. Which question would you take to both "
            "sides first?",
            options=tuple(QUESTIONS_RAISED),
        ),
    ),
    hints=(
        "Take one line at a time, and look for its two names on each map.",
        "Where a line is on both, read on: who may do what? For the question, think of "
        "one that people from both sides could answer from what they have seen.",
        "There is one of each. The one that is seen differently has a power on one map "
        "and none on the other. The question is about something that happened.",
    ),
    check=two_maps,
)

QUESTIONS = (WEIGH_THE_MAP, TWO_MAPS)
