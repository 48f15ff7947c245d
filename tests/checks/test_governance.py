"""The questions on governance: every answer gets a sentence, and none gets a mark."""

import itertools
import re

import pytest

from relkit.checks import (
    governance,
    governance_across,
    governance_ceilings,
    governance_decisions,
    governance_heroes,
    governance_maps,
    governance_redesign,
    governance_ways,
    harrowmere,
)
from relkit.models.governance import Direction

QUESTIONS = (
    *governance.QUESTIONS,
    *governance_ways.QUESTIONS,
    *governance_maps.QUESTIONS,
    *governance_ceilings.QUESTIONS,
    *governance_across.QUESTIONS,
    *governance_heroes.QUESTIONS,
    *governance_decisions.QUESTIONS,
    *governance_redesign.QUESTIONS,
)
UP, ACROSS = (governance_ways.WAYS[way] for way in Direction)
READ_ALIKE = {
    "who_is_the_forum": (
        "Council care team",
        "Question it",
        "People coming home",
        "Impose consequences",
        governance.NEITHER,
    ),
    "which_way": (UP, ACROSS, UP, ACROSS),
    "weigh_the_map": ("14 powers up the hierarchy and 10 across", "Ward team"),
    "the_ceiling": (
        "Care board",
        "Nobody",
        "The agency’s account to the council care team is about results",
    ),
    "what_across_buys": (
        "Discharge nurse",
        "It is held as far away as before",
        "Monday meeting",
        "People coming home",
    ),
    "two_maps": (
        governance_maps.ONLY_PLACE,
        governance_maps.APART,
        governance_maps.BOTH,
        governance_maps.ONLY_COMMUNITY,
        governance_maps.LAST_TIME,
    ),
    "whose_leaving": (
        governance_heroes.FORUM_AND_WAYS,
        governance_heroes.WORK,
        governance_heroes.NOTHING,
        governance_heroes.FORUM,
        "Nobody",
    ),
    "who_decides": (
        "In one",
        "Keep informed",
        governance_decisions.BENEATH,
        governance_decisions.PUBLISH,
    ),
    "one_power": (
        governance_redesign.PEOPLE_ASK,
        "Ask for an account",
        governance_redesign.YES,
    ),
}
ALSO_READ_ALIKE = (
    governance_redesign.MEETING_ASKS_ROTA,
    "Ask for an account",
    governance_redesign.NO,
)
"""The other redesign that can be defended."""

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


def answers(question):
    return itertools.product(*(part.options for part in question.parts))


def with_one_changed(question):
    """The known answer with another option in one part: the part, and the answer."""
    known = READ_ALIKE[question.name]
    for i, part in enumerate(question.parts):
        for option in part.options:
            if option != known[i]:
                yield i, (*known[:i], option, *known[i + 1 :])


def test_there_are_at_least_seven_questions_and_no_two_share_a_name():
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS) >= 7


@each_question
def test_hints_come_in_three_steps_and_do_not_say_an_answer_word_for_word(question):
    assert len(set(question.hints)) == 3
    for hint in question.hints[:2]:
        for known in READ_ALIKE[question.name]:
            assert known.casefold() not in hint.casefold()


@each_question
def test_no_prompt_praises_or_blames(question):
    marks = re.compile(r"!|\b(correct|wrong|right|well done|mistake|sorry|fail)", re.I)
    assert not marks.search(question.prompt)


@each_question
def test_relkit_reads_the_known_answer_the_same_way_and_no_other(question):
    agreed = [answer for answer in answers(question) if question.check(answer).agrees]
    also = [ALSO_READ_ALIKE] if question.name == "one_power" else []
    assert sorted(agreed) == sorted([READ_ALIKE[question.name], *also])


@each_question
def test_a_partly_shared_reading_says_so_part_by_part(question):
    for at, answer in with_one_changed(question):
        lines = question.check(answer).sentence.split("\n")
        assert len(lines) == len(question.parts)
        same = [bool(re.search(r"\btoo\b", line)) for line in lines]
        if question.name == "one_power":
            continue  # whether it lasts hangs on who holds it: see below
        assert same == [n != at for n in range(len(lines))], lines
        assert "?" in lines[at]


@each_question
def test_what_differs_is_told_without_giving_the_answer_away(question):
    known = READ_ALIKE[question.name]
    for answer in answers(question):
        verdict = question.check(answer)
        if verdict.agrees:
            continue
        for line, chosen, read in zip(
            verdict.sentence.split("\n"), answer, known, strict=True
        ):
            if chosen != read and not re.search(r"\btoo\b", line):
                named = re.sub(r"^[^:]*: ", "", line).casefold()  # what it is about
                assert not re.search(rf"\b{re.escape(read.casefold())}\b", named)


@pytest.mark.parametrize(
    ("part", "answer", "missing"),
    [
        (0, governance_redesign.COUNCIL_ASKS, "hours and money"),
        (0, governance_redesign.MEETING_ASKS_SURGERY, "does not take the surgery"),
        (1, "Question it", "How does one come to be on the table?"),
        (1, "Judge it", "something that was told"),
        (1, "Impose consequences", "Which power comes before all others?"),
        (2, governance_redesign.NO, "Whom do they meet on the way?"),
    ],
)
def test_a_redesign_without_one_part_says_what_is_still_open(part, answer, missing):
    chosen = list(READ_ALIKE["one_power"])
    chosen[part] = answer
    verdict = governance_redesign.one_power(chosen)
    assert not verdict.agrees
    assert missing in verdict.sentence
    assert verdict.sentence.count("this is still open") == 1


def test_who_asks_decides_whether_it_outlasts_the_nurse():
    people, meeting = READ_ALIKE["one_power"], ALSO_READ_ALIKE
    told = governance_redesign.one_power(people).sentence
    assert "‘People coming home’ could hold the whole" in told
    assert "It would outlast the discharge nurse." in told
    told = governance_redesign.one_power(meeting).sentence
    assert "‘Monday meeting’ could hold the whole" in told
    assert "Without the discharge nurse nobody would again." in told
    for one, other in ((people, meeting), (meeting, people)):
        verdict = governance_redesign.one_power((*one[:2], other[2]))
        assert verdict.sentence.count("this is still open") == 1


def test_both_redesigns_are_told_with_the_case_against_them():
    for answer in (READ_ALIKE["one_power"], ALSO_READ_ALIKE):
        told = governance_redesign.one_power(answer).sentence
        assert told.index("The case for it") < told.index("The case against")


def test_where_nobody_holds_it_what_rests_on_the_nurse_can_wait():
    for lasts in governance_redesign.STILL:
        chosen = (governance_redesign.COUNCIL_ASKS, "Ask for an account", lasts)
        assert "that can wait" in governance_redesign.one_power(chosen).sentence


def test_every_option_of_who_holds_it_is_an_actor_or_nobody():
    names = {actor.name for actor in harrowmere.ACTORS} | {governance_ceilings.NOBODY}
    holders = (
        governance_ceilings.THE_CEILING.parts[:2]
        + governance_across.WHAT_ACROSS_BUYS.parts[:1]
        + governance_across.WHAT_ACROSS_BUYS.parts[2:]
        + governance_heroes.WHOSE_LEAVING.parts[-1:]
    )
    for part in holders:
        assert set(part.options) <= names
