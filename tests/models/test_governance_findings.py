"""What governance mapping gives to talk about, and the sentence of the ceiling."""

from dataclasses import replace

import mapping
import pytest
from mapping import ACROSS, ASK, account, actors, drawn, outcome, works

from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import Decision
from relkit.models.governance_ceilings import ceilings
from relkit.models.governance_findings import ceiling_told, findings, part_told

MEETING = [account(name, "M", ACROSS, frozenset()) for name in "AB"]
TOP = [account("A", "C"), account("B", "D"), account("C", "S"), account("D", "S")]
NAMES = "ABCDMSG"


def told(*relations):
    [found] = ceilings([outcome("A", "B")], drawn(*relations, names=NAMES))
    return ceiling_told(found)


def found(*relations, decisions=(), names=NAMES, outcomes=()):
    case = Case(
        name="x",
        title="X",
        place="X",
        kind=Kind.INVENTED,
        actors=actors(names),
        relations=relations,
        outcomes=outcomes or (outcome("A", "B"),),
        decisions=decisions,
    )
    return findings(case, mapping.HERE)


@pytest.mark.parametrize(
    ("relations", "sentence"),
    [
        (
            [],
            "Nobody holds the whole of ‘Home’, and nobody would if every forum could "
            "ask.",
        ),
        (
            MEETING,
            "Nobody holds the whole of ‘Home’; ‘M’ could, 1 step away, if it had the "
            "power to ask.",
        ),
        (
            [*TOP, *MEETING],
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; ‘M’ could, "
            "1 step away, if it had the power to ask.",
        ),
        (TOP, "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’."),
        (
            [*TOP, *(replace(each, powers=ASK) for each in MEETING)],
            "Up the hierarchy alone nobody below ‘S’, 2 steps away, can hold the whole "
            "of ‘Home’; with the accounts across, ‘M’, 1 step away, can.",
        ),
        (
            [replace(each, powers=ASK) for each in MEETING],
            "Up the hierarchy alone nobody holds the whole of ‘Home’; with the "
            "accounts across, ‘M’, 1 step away, can.",
        ),
        (
            [account("A", "C"), account("B", "C")],
            "‘C’, 1 step away, can hold the whole of ‘Home’.",
        ),
        (
            [account("A", "C", powers=frozenset()), *TOP[2:3], account("B", "S")],
            "Nobody holds the whole of ‘Home’; ‘S’ could, 2 steps away, if ‘C’ had the "
            "power to ask.",
        ),
    ],
)
def test_the_ceiling_is_told_in_a_sentence(relations, sentence):
    assert told(*relations) == sentence


def test_the_part_of_the_people_is_told_where_anybody_holds_it():
    [held] = ceilings([outcome("A")], drawn(account("A", "B")))
    assert part_told(held) == (
        "‘G’, whose life it is, have no part in that forum, ‘B’."
    )
    [theirs] = ceilings([outcome("A")], drawn(account("A", "G")))
    assert part_told(theirs) == "‘G’ are that forum: it is their life."
    [nobody] = ceilings([outcome("A")], drawn())
    assert part_told(nobody) == ""


def kinds(relations=(), **more):
    return [finding.kind for finding in found(*relations, **more)]


def test_an_empty_map_has_nothing_to_find():
    assert kinds() == []


def test_a_result_that_nobody_holds_is_found():
    assert "Nobody holds the whole" in kinds([works("A", "B")])


def test_a_result_that_could_be_held_nearer_is_found():
    assert "Could be held nearer" in kinds([*TOP, *MEETING])
    assert "Could be held nearer" not in kinds(TOP)


def test_a_result_held_without_its_people_is_found():
    assert "Held without the people whose life it is" in kinds(TOP)
    theirs = account("S", "G", ACROSS, frozenset())
    assert "Held without the people whose life it is" not in kinds([*TOP, theirs])


def test_a_circle_is_a_question_and_no_error():
    ring = [account("A", "B"), account("B", "C"), account("C", "A")]
    [circle] = [f for f in found(*ring) if f.kind == "A closed circle"]
    assert circle.sentence == "These three answer only to each other: ‘A’, ‘B’ and ‘C’."
    assert circle.question.endswith("?")


def test_a_lot_that_rests_on_one_is_found():
    team = [works(name, "M") for name in "ABC"]
    asking = [replace(each, powers=ASK) for each in MEETING]
    [rests] = [f for f in found(*team, *asking) if f.kind == "A lot rests on one"]
    assert rests.sentence.startswith(
        "Without ‘M’, 1 result loses its forum, and 3 pairs of others"
    )


def test_a_lot_rests_on_one_whom_two_results_take_though_no_forum_is_lost():
    team = [works(name, "M") for name in "AB"]
    both = (outcome("A", "M"), replace(outcome("B", "M"), name="Warm"))
    [rests] = [f for f in found(*team, outcomes=both) if f.kind == "A lot rests on one"]
    assert rests.sentence.startswith(
        "Without ‘M’, 2 results lose somebody whom they take, and 1 pair of others"
    )
    assert "A lot rests on one" not in [
        f.kind for f in found(*team, outcomes=(outcome("A", "M"),))
    ]


def test_accounts_that_run_up_are_found_and_no_others():
    assert "Accounts run up" in kinds(TOP)
    assert "Accounts run up" not in kinds([account("A", "B", ACROSS)])


@pytest.mark.parametrize("part", ["decides", "heard"])
def test_a_decision_with_the_people_in_it_is_not_found(part):
    rents = Decision(name="Rents", **{part: ("G",)})
    assert kinds(decisions=[rents]) == []


def test_a_decision_of_which_the_people_are_only_told_is_found():
    rents = Decision(name="Rents", told=("G",))
    [finding] = found(decisions=[rents])
    assert finding.sentence.endswith(
        "nobody of the community decides or is heard. Told of it: ‘G’."
    )


def test_a_decision_behind_a_closed_door_is_found():
    shut = Decision(name="Rents", decides=("G",), reasons_published=Answer.NO)
    [finding] = found(decisions=[shut])
    assert finding.kind == "Behind a closed door"
    assert kinds(decisions=[replace(shut, open_to_challenge=Answer.YES)]) == []
