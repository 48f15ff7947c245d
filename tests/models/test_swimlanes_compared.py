"""A gathering, or what was sorted on this machine: what counts, and what is told."""

from dataclasses import replace
from datetime import datetime

import pytest

from relkit.models.case import Case, Kind
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_compared import (
    INSTITUTIONS,
    Compared,
    findings,
    gathered,
    sorted_here,
    topic,
)

FIRST, LAST = datetime(2026, 3, 10), datetime(2026, 9, 22)
OURS, HELP, FOR_US = Lane
NAMES = ("Bins", "Keys", "Roof", "Damp")
CARDS = tuple(Card(name=name, lane=HELP) for name in NAMES)


def placed(standpoint, card, *lanes, at=FIRST):
    return [
        Placement(
            voice=f"{standpoint}{i}", card=card, bin=lane, standpoint=standpoint, at=at
        )
        for i, lane in enumerate(lanes)
    ]


def case(*placements, **sorted_by):
    return Case(
        name="elm",
        title="Elm Road",
        place="Elm Road",
        kind=Kind.INVENTED,
        cards=CARDS,
        lane_placements=tuple(p for these in placements for p in these),
        sorted={f"swimlanes_{who}": lanes for who, lanes in sorted_by.items()},
    )


ROOM = case(
    placed(Standpoint.COMMUNITY, "Bins", OURS, OURS, OURS),
    placed(Standpoint.PLACE, "Bins", FOR_US, FOR_US, FOR_US),
    placed(Standpoint.COMMUNITY, "Keys", FOR_US, FOR_US, FOR_US),
    placed(Standpoint.PLACE, "Keys", OURS, HELP, OURS),
    placed(Standpoint.COMMUNITY, "Roof", OURS, HELP, FOR_US),
    placed(Standpoint.PLACE, "Roof", HELP, HELP, HELP),
    placed(Standpoint.COMMUNITY, "Damp", OURS, OURS, HELP, HELP),
    placed(Standpoint.PLACE, "Damp", OURS, OURS, HELP, HELP),
    placed(Standpoint.COMMUNITY, "Bins", HELP, HELP, HELP, at=LAST),
    placed(Standpoint.PLACE, "Bins", HELP, HELP, HELP, at=LAST),
)


def kinds(compared):
    return {each.card: each.kind.value for each in compared.readings}


def test_each_gathering_is_read_by_itself():
    assert gathered(ROOM) == (FIRST, LAST)
    assert kinds(Compared(case=ROOM, at=FIRST)) == {
        "Bins": "overreach",
        "Keys": "abandonment",
        "Roof": "divided",
        "Damp": "agreed",
    }
    assert kinds(Compared(case=ROOM, at=LAST)) == {
        "Bins": "agreed",
        "Keys": "too few voices",
        "Roof": "too few voices",
        "Damp": "too few voices",
    }


def test_the_place_and_the_centre_are_never_put_together():
    beside_centre = Compared(case=ROOM, at=FIRST, beside=Standpoint.CENTRE)
    assert set(kinds(beside_centre).values()) == {"too few voices"}


def test_findings_tell_overreach_then_abandonment_then_divided_then_ties():
    found = findings(Compared(case=ROOM, at=FIRST))
    assert [each.kind.partition(":")[0] for each in found] == [
        "Overreach",
        "Abandonment",
        "Divided",
        "A tie",
    ]
    assert [each.about for each in found] == [
        ("Bins",),
        ("Keys",),
        ("Roof",),
        ("Damp",),
    ]
    assert all(each.question.endswith("?") for each in found)


def test_what_leans_furthest_comes_first():
    room = case(
        placed(Standpoint.COMMUNITY, "Bins", OURS, OURS, OURS),
        placed(Standpoint.PLACE, "Bins", HELP, HELP, HELP),
        placed(Standpoint.COMMUNITY, "Keys", OURS, OURS, OURS),
        placed(Standpoint.PLACE, "Keys", FOR_US, FOR_US, FOR_US),
    )
    about = [each.about for each in findings(Compared(case=room, at=FIRST))]
    assert about == [("Keys",), ("Bins",)]


def test_on_this_machine_only_cards_that_both_sorted_are_read():
    here = case(
        community={"Bins": "ourselves", "Keys": "with_help"}, place={"Bins": "for_us"}
    )
    read = Compared(case=here)
    assert kinds(read)["Bins"] == "overreach"
    assert kinds(read)["Keys"] == "too few voices"
    [found] = findings(read)
    assert "one sorting, not a pattern" in found.sentence


def test_a_standpoint_that_has_not_touched_the_board_agrees_with_nothing():
    here = case(community={name: "with_help" for name in NAMES})
    assert set(kinds(Compared(case=here)).values()) == {"too few voices"}
    assert findings(Compared(case=here)) == ()


@pytest.mark.parametrize("beside", INSTITUTIONS)
def test_on_this_machine_each_institution_is_read_by_itself(beside):
    here = case(community={"Bins": "ourselves"}, **{beside.value: {"Bins": "for_us"}})
    for other in INSTITUTIONS:
        expected = "overreach" if other is beside else "too few voices"
        assert kinds(Compared(case=here, beside=other))["Bins"] == expected


def test_what_was_sorted_and_makes_no_sense_is_passed_over():
    here = case(community={"Bins": "under", "Gone": "for_us", "Keys": "for_us"})
    assert sorted_here(here) == {"Keys": {Standpoint.COMMUNITY: {FOR_US: 1}}}


def test_what_was_sorted_here_changes_no_gathering_and_the_other_way_round():
    moved = replace(ROOM, sorted={topic(Standpoint.PLACE): {"Bins": "ourselves"}})
    for at in gathered(ROOM):
        assert kinds(Compared(case=moved, at=at)) == kinds(Compared(case=ROOM, at=at))
    assert sorted_here(ROOM) == {}
