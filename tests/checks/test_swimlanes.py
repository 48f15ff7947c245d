"""The questions on swimlanes: every answer gets a sentence, and none gets a mark."""

import itertools

import pytest

from relkit.checks import (
    swimlanes,
    swimlanes_apart,
    swimlanes_nearer,
    swimlanes_worlds,
    tallowby,
)
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes_readings import Kind, reading

QUESTIONS = (
    *swimlanes.QUESTIONS,
    *swimlanes_worlds.QUESTIONS,
    *swimlanes_apart.QUESTIONS,
    *swimlanes_nearer.QUESTIONS,
)
READ_ALIKE = {
    "which_lane": ("ourselves", "with help", "for us", "with help"),
    "which_order": (
        "What can we do ourselves?",
        "What do we need done for us?",
        "What people do already is not looked for, and looks like a need",
    ),
    "which_world_is_it": (
        "done by",
        "done with",
        "done for",
        "None: it is done to people",
    ),
    "over_or_left": ("overreach", "abandonment", "agreed", "divided"),
    "counted_together": (
        "overreach",
        "agreed",
        "agreed",
        "The place, behind the centre",
    ),
    "in_which_cell": (
        "in none",
        "overreach",
        "Hear somebody from each half of the community",
    ),
    "one_lane_nearer": (
        "Households along the path, in turns that they agree",
        "Grit in a bin at the corner, and insurance if somebody falls",
        "They ring, and the lorry comes as before",
    ),
}
JUDGEMENTS = {"in_which_cell": {2}}
"""Parts in which every option can be defended."""

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


def answers(question):
    return itertools.product(*(part.options for part in question.parts))


def others(question):
    """Every answer that differs from the known one in one part, and which part."""
    known = READ_ALIKE[question.name]
    for i, part in enumerate(question.parts):
        if i not in JUDGEMENTS.get(question.name, ()):
            for option in set(part.options) - {known[i]}:
                yield i, (*known[:i], option, *known[i + 1 :])


@each_question
def test_relkit_reads_the_known_answer_the_same_way(question):
    assert question.check(READ_ALIKE[question.name]).agrees


@each_question
def test_another_answer_in_any_part_is_read_differently_and_told_why(question):
    agreed = question.check(READ_ALIKE[question.name]).sentence
    for i, answer in others(question):
        verdict = question.check(answer)
        assert not verdict.agrees, answer
        assert verdict.sentence != agreed
        assert "?" in verdict.sentence.split("\n")[i]


@each_question
def test_no_check_gives_the_answer_away(question):
    """What differs is told why and asked on; the hints lead to the answer."""
    known = READ_ALIKE[question.name]
    for i, answer in others(question):
        line = question.check(answer).sentence.split("\n")[i]
        assert f"relkit reads {known[i]}" not in line
        assert f"relkit reads ‘{known[i]}" not in line


def test_where_to_go_next_never_changes_whether_relkit_agrees():
    for cell, label, _ in answers(swimlanes_apart.IN_WHICH_CELL):
        agreed = {
            swimlanes_apart.in_which_cell((cell, label, then)).agrees
            for then in swimlanes_apart.NEXT
        }
        assert len(agreed) == 1


def test_the_small_rooms_have_one_of_each_reading():
    kinds = [
        reading(card, ours, theirs, beside=Standpoint.PLACE).kind
        for card, (ours, theirs) in tallowby.SORTED.items()
    ]
    assert sorted(kinds) == sorted(set(Kind) - {Kind.TOO_FEW})


def test_counted_together_the_place_is_hidden_behind_the_centre():
    read = {
        name: reading("Fête", tallowby.VILLAGE, counts, beside=Standpoint.PLACE).kind
        for name, counts in (
            ("place", tallowby.DISTRICT),
            ("centre", tallowby.MINISTRY),
            ("together", swimlanes_apart.POOLED),
        )
    }
    assert read["together"] is read["centre"] is Kind.AGREED
    assert read["place"] is Kind.OVERREACH
    assert sum(swimlanes_apart.POOLED.values()) == 25


def test_the_numbers_of_the_card_stand_in_the_question():
    labels = [part.label for part in swimlanes_apart.OVER_OR_LEFT.parts]
    assert labels[0] == (
        "Clearing snow from the path to the school. The community: 4 ourselves, 1 with "
        "help. The place: 1 with help, 4 for us."
    )


@pytest.mark.parametrize(
    ("part", "answer", "missing"),
    [
        (0, "The district’s lorry, but at six", "it is still done for people"),
        (0, "A snow warden whom the district appoints", "Could that person say no"),
        (1, "Nothing: they have shovels", "two lanes at once"),
        (1, "A leaflet on how to clear snow", "cannot carry alone"),
        (2, "Then the path is not cleared that day", "left with what they say"),
        (2, "The district takes the path back for good", "put their name on the list"),
    ],
)
def test_a_move_that_is_no_lane_or_two_says_what_is_still_open(part, answer, missing):
    chosen = list(READ_ALIKE["one_lane_nearer"])
    chosen[part] = answer
    verdict = swimlanes_nearer.one_lane_nearer(chosen)
    assert missing in verdict.sentence
    assert verdict.sentence.count("this is still open") == 1
    assert verdict.sentence.count("relkit reads it so too") == 2
