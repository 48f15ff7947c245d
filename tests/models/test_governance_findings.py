"""What governance mapping gives to talk about: on a map, and in decisions."""

from dataclasses import replace

import mapping
import pytest
from mapping import ACROSS, ASK, account, actors, outcome, works

from relkit import cases
from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import Decision
from relkit.models.governance_findings import decision_findings, map_findings
from relkit.models.standpoints import Standpoint

MEETING = [account(name, "M", ACROSS, frozenset()) for name in "AB"]
TOP = [account("A", "C"), account("B", "D"), account("C", "S"), account("D", "S")]
NAMES = "ABCDMSG"


def place(*relations, decisions=(), outcomes=(), names=NAMES):
    return Case(
        name="x",
        title="X",
        place="X",
        kind=Kind.INVENTED,
        actors=actors(names),
        relations=relations,
        outcomes=outcomes or (outcome("A", "B"),),
        decisions=decisions,
    )


def found(*relations, **more):
    return map_findings(place(*relations, **more), mapping.HERE)


def decided(*decisions):
    return decision_findings(place(decisions=decisions))


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
    assert decided(Decision(name="Rents", **{part: ("G",)})) == ()


def test_a_decision_of_which_the_people_are_only_told_is_found():
    [finding] = decided(Decision(name="Rents", told=("G",)))
    assert finding.sentence.endswith(
        "nobody of the community decides or is heard. Told of it: ‘G’."
    )


def test_a_decision_of_which_nobody_is_even_told_comes_first():
    told, unsaid = Decision(name="Rents", told=("G",)), Decision(name="Roof")
    assert [each.about[0] for each in decided(told, unsaid)] == ["Roof", "Rents"]


def test_a_decision_behind_a_closed_door_is_found():
    shut = Decision(name="Rents", decides=("G",), reasons_published=Answer.NO)
    [finding] = decided(shut)
    assert finding.kind == "Behind a closed door"
    assert decided(replace(shut, open_to_challenge=Answer.YES)) == ()


@pytest.mark.parametrize("whose", Standpoint)
@pytest.mark.parametrize("case", cases.known(), ids=lambda case: case.name)
def test_what_is_decided_is_told_once_and_on_nobodys_map(case, whose):
    on_map = {(f.kind, f.sentence) for f in map_findings(case, whose)}
    decided = {(f.kind, f.sentence) for f in decision_findings(case)}
    assert decided
    assert on_map.isdisjoint(decided)
    changed = map_findings(replace(case, decisions=()), whose)
    assert on_map == {(f.kind, f.sentence) for f in changed}
