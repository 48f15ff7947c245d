"""The questions on thriving together: each answer gets a sentence, and none a mark."""

import itertools
import re

import pytest

from relkit.checks import sallow_bank, thriving, thriving_links, thriving_lost
from relkit.models import thriving as model
from relkit.models import thriving_findings, thriving_reach

QUESTIONS = (
    *thriving.QUESTIONS,
    *thriving_links.QUESTIONS,
    *thriving_lost.QUESTIONS,
)
READ_ALIKE = {
    "which_of_three": (
        "We live our life",
        "We prepare for service",
        "We prepare for service",
        "We meet, to thrive together",
    ),
    "who_fights_fires": (
        "People take the children across, prepared by what others made ready.",
        "To make people ready for taking children across",
    ),
    "nobodys_life": (
        "The road-safety board, each quarter",
        "A driver stops, and gets out to help",
        "Whose life was it meant for?",
    ),
    "reaches_no_one": ("A van with road-safety games", "The crossing handbook"),
    "no_one_meets": ("An hour alone with the beans", "Nothing"),
    "what_is_lost": (
        "2 encounters",
        "The call when a child is missing",
        "2 lives",
    ),
    "do_it_differently": (
        "Walking to school across the lorry road",
        "Knowing which child walks with whom",
        "At the crossing at ten past eight, and what the walkers say is dealt with "
        "first",
    ),
}
JUDGEMENTS = {"no_one_meets": {1}}
"""Parts in which every option can be defended."""

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


def answers(question):
    return itertools.product(*(part.options for part in question.parts))


def judged(question):
    return JUDGEMENTS.get(question.name, set())


@each_question
def test_relkit_reads_the_known_answer_the_same_way(question):
    assert question.check(READ_ALIKE[question.name]).agrees


@each_question
def test_another_answer_in_any_part_is_told_part_by_part_with_a_question(question):
    known = READ_ALIKE[question.name]
    parts = [i for i in range(len(known)) if i not in judged(question)]
    for i in parts:
        for option in set(question.parts[i].options) - {known[i]}:
            verdict = question.check((*known[:i], option, *known[i + 1 :]))
            assert not verdict.agrees, option
            lines = verdict.sentence.split("\n")[: len(parts)]
            assert [bool(re.search(r"\btoo\b", line)) for line in lines] == [
                n != parts.index(i) for n in range(len(parts))
            ], lines
            assert "?" in lines[parts.index(i)]


@each_question
def test_a_first_try_does_not_give_the_answer_away(question):
    known = READ_ALIKE[question.name]
    for answer in answers(question):
        verdict = question.check(answer)
        lines = verdict.sentence.split("\n")
        for i, option in enumerate(known):
            if i not in judged(question) and answer[i] != option:
                assert f"‘{option}’" not in lines[i]
                assert option not in lines[i]


def test_a_judgement_changes_nothing_in_what_relkit_reads():
    for alone, first in answers(thriving_links.NO_ONE_MEETS):
        verdict = thriving_links.no_one_meets((alone, first))
        assert verdict.agrees is (alone == "An hour alone with the beans")
        assert "The case for it:" in verdict.sentence
        assert "Against:" in verdict.sentence


def test_each_rule_finds_one_thing_on_the_lane_and_it_is_what_is_asked_after():
    [nobodys, unprepared, unused, unmet] = thriving_findings.findings(
        sallow_bank.WORLDS
    )
    assert nobodys.about == READ_ALIKE["nobodys_life"][:1]
    assert unprepared.about == READ_ALIKE["nobodys_life"][1:2]
    assert unused.about == READ_ALIKE["reaches_no_one"][:1]
    assert unmet.about == READ_ALIKE["no_one_meets"][:1]


def test_what_is_lost_is_what_the_model_says():
    lost = thriving_reach.without(sallow_bank.WORLDS, sallow_bank.WALKS.name)
    encounters, bare, lives = READ_ALIKE["what_is_lost"]
    assert f"{len(lost.encounters)} encounters" == encounters
    assert lost.unprepared == (bare,)
    assert f"{len(lost.lives)} lives" == lives
    assert lost.preparation.prepared_by is model.Preparer.CITIZEN


def test_the_handbook_is_in_use_and_touches_nobody_until_the_board_is_redesigned():
    handbook = sallow_bank.HANDBOOK.name
    assert sallow_bank.HANDBOOK in thriving_reach.in_use(sallow_bank.WORLDS)
    assert thriving_reach.reach(sallow_bank.WORLDS, handbook) == ()
    lane = thriving_lost.redesigned(*READ_ALIKE["do_it_differently"][:2])
    assert thriving_reach.reach(lane, handbook) == ("Noor, who is eight",)
    about_board = [
        each
        for each in thriving_findings.findings(lane)
        if sallow_bank.BOARD.name in each.about
    ]
    assert about_board == []


def test_a_redesign_that_names_nobody_is_still_in_nobodys_life():
    lane = thriving_lost.redesigned(
        thriving_lost.NO_LIFE, READ_ALIKE["do_it_differently"][1]
    )
    kinds = [f.kind for f in thriving_findings.findings(lane)]
    assert thriving_findings.NOBODYS in kinds


def test_every_link_on_the_lane_leads_somewhere():
    lane = sallow_bank.WORLDS
    for each in lane.encounters:
        assert set(each.situations) <= {s.name for s in lane.situations}
        assert set(each.preparations) <= {p.name for p in lane.preparations}
