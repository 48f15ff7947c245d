"""The questions on four worlds: every answer gets a sentence, and none gets a mark."""

import itertools
import re

import pytest

from relkit import cases
from relkit.checks import (
    four_worlds,
    four_worlds_consent,
    four_worlds_embedded,
    four_worlds_outward,
    quarrywell,
)
from relkit.checks.verdict import Part, Question, Verdict
from relkit.models.four_worlds import hours_by_world

QUESTIONS = (
    *four_worlds.QUESTIONS,
    *four_worlds_consent.QUESTIONS,
    *four_worlds_embedded.QUESTIONS,
    *four_worlds_outward.QUESTIONS,
)
READ_ALIKE = {
    "which_world": ("done by", "done for", "done with", "done to"),
    "told_twice": (
        "Done for people, with their help",
        "Done with people",
        "What can tenants still change?",
    ),
    "what_is_missing": (
        "It is there",
        "It is there",
        "It is missing",
        "It is missing",
    ),
    "which_is_inside_out": ("Done for, inside done with", "171 hours"),
    "where_it_breaks": (
        "After ‘Day-to-day repairs by the contractor’",
        "Agreeing the job on the doorstep",
    ),
    "two_places": ("Felderby", "Quarrywell estate", "Hours alone cannot say"),
    "one_world_out": (
        "Households decide when and where they go, now that the rents are known",
        "They stop, keep every offer open, and look for what would suit",
        "Block meeting before works start",
    ),
}
JUDGEMENTS = {
    "two_places": {2},
}
"""Parts in which every option can be defended."""

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


def answers(question):
    return itertools.product(*(part.options for part in question.parts))


@each_question
def test_relkit_reads_the_known_answer_the_same_way(question):
    assert question.check(READ_ALIKE[question.name]).agrees


@each_question
def test_another_answer_in_any_part_is_read_differently_and_told_why(question):
    known = READ_ALIKE[question.name]
    agreed = question.check(known).sentence
    for i, part in enumerate(question.parts):
        if i in JUDGEMENTS.get(question.name, ()):
            continue
        for option in set(part.options) - {known[i]}:
            verdict = question.check((*known[:i], option, *known[i + 1 :]))
            assert verdict.sentence != agreed
            if (question.name, option) != ("one_world_out", four_worlds_outward.AGREED):
                assert not verdict.agrees, (part.label, option)


def test_a_shared_decision_is_agreed_with_and_both_cases_are_told():
    known = READ_ALIKE["one_world_out"]
    verdict = four_worlds_outward.one_world_out(
        (four_worlds_outward.AGREED, *known[1:])
    )
    assert verdict.agrees
    assert "There is a case for that" in verdict.sentence
    assert "The source says ‘decided by them’" in verdict.sentence


def test_where_to_look_first_never_changes_whether_relkit_agrees():
    for first, second, _ in answers(four_worlds_embedded.TWO_PLACES):
        agreed = {
            four_worlds_embedded.two_places((first, second, third)).agrees
            for third in four_worlds_embedded.FIRST_CASES
        }
        assert len(agreed) == 1


@pytest.mark.parametrize(
    ("part", "answer", "missing"),
    [
        (0, four_worlds_outward.TOLD, "What is left for a household to decide?"),
        (0, four_worlds_outward.ASKED, "when the survey and the timetable differ?"),
        (
            1,
            "They note it, and that household has the last choice of homes",
            "Would they then still say what they think?",
        ),
        (2, four_worlds_outward.CALENDAR, "Nothing done with people holds"),
        (2, "Packing and removals from Larch House", "done for, not done with"),
        (2, "Tenants' repairs panel", "Nothing done by people themselves holds"),
    ],
)
def test_a_redesign_without_one_part_says_what_is_still_open(part, answer, missing):
    chosen = list(READ_ALIKE["one_world_out"])
    chosen[part] = answer
    verdict = four_worlds_outward.one_world_out(chosen)
    assert not verdict.agrees
    assert missing in verdict.sentence
    assert verdict.sentence.count("this is still open") == 1
    assert verdict.sentence.count("relkit reads it so too") == 2


def test_a_redesign_that_keeps_everything_leaves_all_three_open():
    first_of_each = [
        part.options[0] for part in four_worlds_outward.ONE_WORLD_OUT.parts
    ]
    verdict = four_worlds_outward.one_world_out(first_of_each)
    assert verdict.sentence.count("this is still open") == 3


def test_a_first_try_at_a_redesign_does_not_give_the_answer_away():
    known = READ_ALIKE["one_world_out"]
    for answer in answers(four_worlds_outward.ONE_WORLD_OUT):
        verdict = four_worlds_outward.one_world_out(answer)
        if not verdict.agrees:
            for option, chosen in zip(known, answer, strict=True):
                assert (option in verdict.sentence) <= (option == chosen)
            for condition in four_worlds_outward.MOVED.conditions:
                assert condition not in verdict.sentence


@each_question
def test_a_partly_shared_reading_says_so_part_by_part(question):
    known = READ_ALIKE[question.name]
    judged = JUDGEMENTS.get(question.name, ())
    parts = [i for i in range(len(known)) if i not in judged]
    for i in parts:
        for option in set(question.parts[i].options) - {known[i]}:
            verdict = question.check((*known[:i], option, *known[i + 1 :]))
            if not verdict.agrees:
                lines = verdict.sentence.split("\n")[: len(parts)]
                same = [bool(re.search(r"\btoo\b", line)) for line in lines]
                asked = ["?" in line for line in lines]
                at = parts.index(i)
                assert asked[at]
                assert same == [n != at for n in range(len(parts))], lines


def test_the_redesigned_picture_is_the_one_the_model_draws():
    estate = by_name("housing_repairs")
    from relkit.models import further_out
    from relkit.models.four_worlds import World, nested_hours

    moved = further_out.what_if(estate.activities, quarrywell.MOVING.name, World.FOR)
    inside = nested_hours(hours_by_world(moved.activities))
    share = f"{inside[World.TO] / inside[World.FOR]:.0%}"
    sentence = four_worlds_outward.one_world_out(READ_ALIKE["one_world_out"]).sentence
    assert f"to {share}." in sentence


def by_name(name):
    return cases.named(name)


def as_asked(activity):
    """All that the questions rest on: everything but the note."""
    return {
        field: getattr(activity, field)
        for field in (
            *("name", "world", "residents_hours", "staff_hours"),
            *("decided_by", "consent", "inside"),
        )
    }


@pytest.mark.parametrize(
    ("case", "asked"),
    [
        *(("housing_repairs", activity) for activity in quarrywell.ACTIVITIES),
        ("fire_safety", quarrywell.ON_CALL),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_a_question_says_of_a_place_is_what_the_case_says(case, asked):
    found = {activity.name: activity for activity in by_name(case).activities}
    assert as_asked(asked) == as_asked(found[asked.name])


@pytest.mark.parametrize(
    ("case", "hours"),
    [
        ("housing_repairs", quarrywell.ESTATE_HOURS),
        ("fire_safety", quarrywell.TOWN_HOURS),
    ],
)
def test_the_hours_of_a_place_are_those_of_its_case(case, hours):
    assert hours_by_world(by_name(case).activities) == hours


def question(**changes):
    asked = {
        "name": "keys",
        "prompt": "Spare keys.",
        "parts": (Part(label="Which world?", options=("for", "by")),),
        "hints": ("one", "two", "three"),
        "check": lambda chosen: Verdict(agrees=True, sentence="Neighbours do it."),
    }
    return Question(**{**asked, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hints": ("one", "two")}, "Hints come in 3 steps"),
        ({"parts": ()}, "nothing to choose"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(changes, said):
    with pytest.raises(ValueError, match=said):
        question(**changes)


@pytest.mark.parametrize("options", [(), ("by",), ("by", "by")])
def test_a_part_without_a_choice_is_refused(options):
    with pytest.raises(ValueError, match="at least two options"):
        Part(label="Which world?", options=options)
