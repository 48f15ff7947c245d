"""Cards on a board: a move is a new value, and only known cards and bins move."""

from dataclasses import replace

import pytest

from relkit.models.four_worlds import World
from relkit.widgets import SortingBoard

CARD = "Airing and heating homes against damp"


@pytest.fixture
def dealt(board, estate):
    board.deal(estate)
    return board


def test_a_board_is_empty_until_cards_are_dealt(board):
    assert (board.cards, board.placed, board.value) == ([], {}, None)


def test_bins_are_named_explained_and_coloured(board):
    assert [each["value"] for each in board.bins] == [world.value for world in World]
    assert board.bins[0]["label"] == "Done to"
    assert all(each["meaning"] and len(each["colours"]) == 2 for each in board.bins)


def test_every_card_is_dealt_once_where_it_lies_by_itself(dealt, estate):
    assert [card["name"] for card in dealt.cards] == [a.name for a in estate.activities]
    assert dealt.placed == {a.name: a.world.value for a in estate.activities}
    assert dealt.value == estate


def test_a_moved_card_is_still_one_card_and_the_others_stay(dealt, estate):
    dealt.move(CARD, World.TO)
    before = {each.name: each.world for each in estate.activities}
    after = {each.name: each.world for each in dealt.value.activities}
    assert after == {**before, CARD: World.TO}
    assert list(after) == list(before)


def test_a_move_leaves_the_case_that_was_dealt_as_it_was(dealt, estate):
    dealt.move(CARD, World.TO)
    assert estate.activities[0].world is World.BY
    assert dealt.value.placements == estate.placements


def test_a_move_by_hand_is_a_move(dealt, browser):
    browser.changes(dealt, placed={**dealt.placed, CARD: "with"})
    assert dealt.value.activities[0].world is World.WITH


def test_a_browser_cannot_bring_a_card_or_a_bin_of_its_own(dealt, browser, estate):
    browser.changes(dealt, placed={**dealt.placed, CARD: "under", "Mine": "by"})
    assert "Mine" not in dealt.placed
    assert "under" not in dealt.placed.values()
    assert [a.name for a in dealt.value.activities] == [
        a.name for a in estate.activities
    ]


def test_a_browser_cannot_take_a_card_off_the_board(dealt, browser):
    browser.changes(dealt, placed={})
    dealt.move(CARD, World.TO)
    assert dealt.value.activities[0].world is World.TO


@pytest.mark.parametrize(
    ("name", "bin", "said"),
    [("Roofs", World.TO, "no card ‘Roofs’"), (CARD, "under", "'under' is not a valid")],
)
def test_a_move_of_what_is_not_there_says_so(dealt, estate, name, bin, said):
    with pytest.raises(ValueError, match=said):
        dealt.move(name, bin)
    assert dealt.value == estate


def test_cards_are_dealt_as_they_were_sorted_and_the_unknown_is_passed_over(
    board, estate
):
    other = estate.activities[1].name
    moved = {CARD: "for", "Gone": "by", other: "under"}
    board.deal(replace(estate, sorted={"four_worlds": moved}))
    assert board.moved == {CARD: "for"}
    assert board.value.activities[0].world is World.FOR
    assert board.value.activities[1].world is World.BY
    assert set(board.placed) == {each.name for each in estate.activities}


def test_what_was_sorted_on_another_board_leaves_the_cards_as_they_came(board, estate):
    board.deal(replace(estate, sorted={"lanes": {CARD: "for"}}))
    assert board.value.activities == estate.activities


def test_cards_are_put_back_to_where_they_came_from(board, estate):
    board.deal(replace(estate, sorted={"four_worlds": {CARD: "for"}}))
    board.move(estate.activities[1].name, World.TO)
    board.put_back()
    assert board.value.activities == estate.activities
    assert board.moved == {}


def test_what_is_saved_holds_the_cards_as_they_came_and_the_moves_beside_them(
    dealt, estate
):
    assert dealt.saved == estate
    dealt.move("Clearing gutters on the low blocks", World.TO)
    assert dealt.value.activities != estate.activities
    assert dealt.saved.activities == estate.activities
    assert dealt.saved.sorted == {
        "four_worlds": {"Clearing gutters on the low blocks": "to"}
    }
    dealt.put_back()
    assert dealt.saved == estate


def test_what_is_saved_keeps_what_was_sorted_on_other_boards(board, estate):
    elsewhere = {"lanes": {CARD: "with_help"}}
    board.deal(replace(estate, sorted=elsewhere))
    board.move(CARD, World.TO)
    assert board.saved.sorted == {**elsewhere, "four_worlds": {CARD: "to"}}


def test_what_is_saved_is_dealt_as_it_lay(board, estate):
    board.deal(estate)
    board.move(CARD, World.TO)
    lay, saved = board.value.activities, board.saved
    board.deal(saved)
    assert board.value.activities == lay
    assert board.saved == saved


def test_dealing_another_case_leaves_nothing_of_the_one_before(dealt, known):
    dealt.move(CARD, World.TO)
    dealt.deal(known[1])
    assert dealt.value == known[1]
    assert CARD not in dealt.placed
    dealt.deal(known[0])
    assert dealt.value == known[0]


def test_the_value_changes_once_for_each_deal_and_each_move(dealt, known):
    seen = []
    dealt.observe(lambda change: seen.append(change["new"]), names="value")
    dealt.move(CARD, World.TO)
    dealt.deal(known[1])
    assert [case.name for case in seen] == ["housing_repairs", "fire_safety"]


def test_one_line_counts_the_cards_as_they_lie(dealt):
    assert dealt.summary == told(dealt)
    dealt.move(CARD, World.TO)
    assert dealt.summary == told(dealt)


def told(board):
    bins = list(board.placed.values())
    return " · ".join(f"{world.label} {bins.count(world)}" for world in World)


def test_one_line_tells_what_the_topic_says_of_the_cards(browser, estate):
    board = SortingBoard(
        "four_worlds",
        World,
        of="activities",
        by="world",
        summary=lambda cards: cards[0].world,
    )
    board.deal(estate)
    assert board.summary == "by"
    board.move(CARD, World.FOR)
    assert board.summary == "for"


def test_the_board_knows_where_each_card_came_from(dealt, known):
    dealt.move(CARD, World.TO)
    assert dealt.came == {a.name: a.world.value for a in known[0].activities}
    dealt.deal(known[1])
    assert dealt.came == {a.name: a.world.value for a in known[1].activities}
