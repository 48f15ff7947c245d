"""Several sort the same cards one after the other; only what somebody sorted counts."""

import pytest

from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import TURNS, sorted_here, topic
from relkit.widgets import KeptInBrowser, SortingBoard, follow

COMMUNITY, PLACE, CENTRE = map(topic, Standpoint)
CARD, OTHER = "Gutters that run before the autumn rain", "Knowing who to ring at night"


@pytest.fixture
def lanes(browser):
    return SortingBoard(TURNS, Lane, of="cards", by="lane")


@pytest.fixture
def dealt(lanes, estate):
    lanes.deal(estate)
    return lanes


def test_a_board_that_was_not_touched_counts_nothing(dealt, estate):
    assert (dealt.counted, dealt.moved) == ([], {})
    assert dealt.value == dealt.saved == estate
    assert sorted_here(dealt.value) == {}


def test_a_moved_card_counts_and_no_other(dealt):
    dealt.move(CARD, Lane.FOR_US)
    assert dealt.moved == {CARD: "for_us"}
    assert list(sorted_here(dealt.value)) == [CARD]


def test_a_card_moved_away_and_back_still_counts(dealt):
    dealt.move(CARD, Lane.FOR_US)
    dealt.move(CARD, Lane.OURSELVES)
    assert dealt.moved == {CARD: "ourselves"}
    assert sorted_here(dealt.value)[CARD] == {Standpoint.COMMUNITY: {Lane.OURSELVES: 1}}


def test_all_cards_count_once_somebody_says_so(dealt, browser, estate):
    names = [card.name for card in estate.cards]
    browser.changes(dealt, counted=names)
    assert dealt.moved == {card.name: card.lane.value for card in estate.cards}
    assert list(sorted_here(dealt.value)) == names
    dealt.put_back()
    assert dealt.saved == estate
    dealt.count_all()
    assert dealt.counted == names


def test_a_browser_can_count_only_cards_that_exist(dealt, browser):
    browser.changes(dealt, counted=["Mine", CARD, CARD, None, 7])
    assert dealt.counted == [CARD]


def test_the_next_finds_the_cards_as_they_came_and_the_first_finds_her_own(
    dealt, estate
):
    dealt.move(CARD, Lane.FOR_US)
    dealt.sort_as(PLACE)
    assert dealt.value.cards == estate.cards
    assert (dealt.topic, dealt.moved) == (PLACE, {})
    dealt.move(CARD, Lane.WITH_HELP)
    dealt.sort_as(COMMUNITY)
    assert dealt.placed[CARD] == "for_us"
    assert dealt.counted == [CARD]


def test_what_each_sorted_is_in_the_value_and_in_what_is_saved(dealt, estate):
    dealt.move(CARD, Lane.FOR_US)
    dealt.sort_as(PLACE)
    dealt.move(CARD, Lane.WITH_HELP)
    dealt.sort_as(CENTRE)
    dealt.move(OTHER, Lane.FOR_US)
    expected = {
        COMMUNITY: {CARD: "for_us"},
        PLACE: {CARD: "with_help"},
        CENTRE: {OTHER: "for_us"},
    }
    assert dealt.value.sorted == dealt.saved.sorted == expected
    assert dealt.saved.cards == estate.cards


def test_before_the_first_deal_only_the_turn_changes(lanes, estate):
    lanes.sort_as(PLACE)
    lanes.deal(estate)
    lanes.move(CARD, Lane.FOR_US)
    assert lanes.saved.sorted == {PLACE: {CARD: "for_us"}}


def test_the_community_sorts_first_and_a_hand_chooses_who_is_next(dealt, browser):
    assert [each["topic"] for each in dealt.turns] == [COMMUNITY, PLACE, CENTRE]
    assert dealt.topic == COMMUNITY
    browser.says(dealt, {"turn": PLACE})
    assert dealt.topic == PLACE
    browser.says(dealt, {"turn": "four_worlds"})
    assert dealt.topic == PLACE


def test_the_line_says_how_many_are_sorted(dealt):
    assert dealt.summary.startswith("Sorted 0 of 22 · ourselves ")
    dealt.move(CARD, Lane.FOR_US)
    assert dealt.summary.startswith("Sorted 1 of 22 · ourselves ")
    dealt.count_all()
    assert dealt.summary.startswith("Sorted 22 of 22 · ")


def test_the_value_changes_when_a_card_counts_where_it_lies(dealt):
    seen = []
    dealt.observe(lambda change: seen.append(change["new"]), names="value")
    dealt.count_all()
    assert len(seen) == 1


def test_a_board_on_which_nothing_has_to_be_said_counts_nothing(board, estate):
    board.deal(estate)
    board.move(estate.activities[0].name, board._bins.TO)
    assert (board.counted, board.turns) == ([], [])
    assert "Sorted" not in board.summary


class TestKept:
    @pytest.fixture
    def page(self, place, lanes):
        follow(place, lanes.deal)
        return KeptInBrowser(place, lanes)

    def test_what_each_sorted_is_kept_by_turn(self, page, lanes, browser):
        browser.says(page, {"found": {}})
        lanes.move(CARD, Lane.FOR_US)
        assert page.value["kept"] == {COMMUNITY: {CARD: "for_us"}}
        lanes.sort_as(PLACE)
        lanes.count_all()
        [(turn, kept)] = page.value["kept"].items()
        assert (turn, len(kept)) == (PLACE, 22)

    def test_all_come_back_after_a_reload(self, page, lanes, browser, estate):
        kept = {
            turn: {estate.name: {CARD: lane.value}}
            for turn, lane in zip((COMMUNITY, PLACE, CENTRE), Lane, strict=True)
        }
        browser.says(page, {"found": {"sorted": kept}})
        assert sorted_here(lanes.value)[CARD] == {
            who: {lane: 1} for who, lane in zip(Standpoint, Lane, strict=True)
        }
        for turn in (PLACE, CENTRE, COMMUNITY):
            lanes.sort_as(turn)
            assert lanes.moved == kept[turn][estate.name]

    def test_another_place_is_sorted_by_itself(self, page, place, lanes, browser):
        browser.says(page, {"found": {}})
        lanes.move(CARD, Lane.FOR_US)
        lanes.sort_as(PLACE)
        lanes.move(CARD, Lane.WITH_HELP)
        place.choose("fire_safety")
        assert lanes.value.sorted == {}
        place.choose("housing_repairs")
        assert {*lanes.value.sorted} == {COMMUNITY, PLACE}

    def test_forgetting_lets_go_of_all_turns(self, page, lanes, browser, estate):
        browser.says(page, {"found": {}})
        for turn in (COMMUNITY, PLACE, CENTRE):
            lanes.sort_as(turn)
            lanes.count_all()
        browser.says(page, {"forget": True})
        assert lanes.value == estate
