"""Which sorting is read, and who stands beside the community."""

from dataclasses import replace

import pytest

from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import TURNS, Compared, gathered
from relkit.widgets import Comparison, SortingBoard

HERE = "What was sorted on this machine"


@pytest.fixture
def lanes(browser, estate):
    board = SortingBoard(TURNS, Lane, of="cards", by="lane")
    board.deal(estate)
    return board


@pytest.fixture
def read(lanes):
    return Comparison(lanes)


def test_the_last_gathering_is_read_first_beside_the_place(read, estate):
    last = gathered(estate)[-1]
    assert read.value == Compared(case=estate, beside=Standpoint.PLACE, at=last)


def test_gatherings_are_offered_by_day_and_then_this_machine(read):
    assert read.times == ["10 March 2026", "22 September 2026", HERE]
    assert read.sides == ["the place", "the centre"]


def test_a_choice_by_hand_changes_what_is_compared(read, browser):
    browser.changes(read, time="10 March 2026")
    browser.changes(read, beside="the centre")
    assert (read.value.at.month, read.value.beside) == (3, Standpoint.CENTRE)
    browser.changes(read, time=HERE)
    assert (read.value.at, read.value.k) == (None, 1)


def test_while_cards_are_moved_the_choice_stays_and_the_value_follows(read, lanes):
    read.time = HERE
    lanes.move("Knowing who to ring at night", Lane.FOR_US)
    assert read.value == Compared(case=lanes.value, beside=Standpoint.PLACE)
    assert read.value.counts == {
        "Knowing who to ring at night": {Standpoint.COMMUNITY: {Lane.FOR_US: 1}}
    }


def test_a_place_where_nobody_gathered_is_read_on_this_machine(read, lanes, estate):
    lanes.deal(replace(estate, name="elm", lane_placements=()))
    assert read.times == [HERE]
    assert read.value.at is None


def test_nothing_is_compared_before_cards_are_dealt(browser):
    comparison = Comparison(SortingBoard(TURNS, Lane, of="cards", by="lane"))
    comparison.beside = "the centre"
    assert comparison.value is None


@pytest.mark.parametrize("spoilt", [{"time": "yesterday"}, {"beside": "the state"}])
def test_a_browser_can_choose_only_what_was_offered(read, browser, spoilt):
    before = read.value
    browser.changes(read, **spoilt)
    assert read.value == before
    assert {read.time, read.beside} == {"22 September 2026", "the place"}
