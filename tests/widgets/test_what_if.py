"""One activity imagined further out: the conditions first, then the move."""

from dataclasses import replace

import pytest

from relkit.models import chains, further_out
from relkit.models.four_worlds import World, in_worlds
from relkit.widgets import WhatIf, follow


@pytest.fixture
def what_if(board, estate):
    board.deal(estate)
    imagined = WhatIf(board)
    follow(board, imagined.show)
    return imagined


def named(case, name):
    return next(each for each in case.activities if each.name == name)


def test_what_is_done_by_people_themselves_is_not_offered(what_if, estate):
    assert what_if.names == [
        each.name for each in estate.activities if each.world is not World.BY
    ]
    assert what_if.chosen == what_if.names[0]


def test_the_conditions_are_those_of_the_model(what_if, browser, estate):
    for name in what_if.names:
        browser.changes(what_if, chosen=name)
        outward = named(estate, name).world.outward
        imagined = further_out.what_if(estate.activities, name, outward)
        assert what_if.value == list(imagined.conditions)
        assert what_if.then == outward.label


def test_the_button_moves_the_card_one_world_further_out(what_if, board, browser):
    name, then = what_if.chosen, what_if.then
    before = board.value
    browser.says(what_if, {"move": name, "to": what_if.then})
    moved = {each.name: each.world for each in board.value.activities}
    assert moved[name].label == then
    assert [n for n in moved if moved[n] is not named(before, n).world] == [name]


def test_after_the_move_the_activity_stands_as_it_was_imagined(
    what_if, board, browser, estate
):
    name = "Emergency call-outs at night"
    browser.changes(what_if, chosen=name)
    outward = named(estate, name).world.outward
    imagined = further_out.what_if(estate.activities, name, outward)
    browser.says(what_if, {"move": name, "to": what_if.then})
    moved = named(board.value, name)
    held_by = chains.chain(moved, board.value.activities).steps[1].name
    assert (moved.world, held_by) == (outward, imagined.activity.inside)


@pytest.mark.parametrize("content", [{"move": "Roofs"}, {"move": None}, {}, "move"])
def test_a_message_about_another_activity_moves_nothing(
    what_if, board, browser, estate, content
):
    browser.says(what_if, content)
    assert board.value == estate


@pytest.mark.parametrize("chosen", ["Roofs", ""])
def test_a_browser_cannot_imagine_what_is_not_there(what_if, browser, chosen):
    browser.changes(what_if, chosen=chosen)
    assert (what_if.value, what_if.then) == ([], "")


def test_where_all_is_done_by_people_there_is_nothing_to_imagine(
    what_if, board, estate
):
    by = dict.fromkeys((each.name for each in estate.activities), World.BY)
    board.deal(replace(estate, activities=in_worlds(estate.activities, by)))
    assert (what_if.names, what_if.chosen, what_if.value) == ([], "", [])


def test_what_was_chosen_stays_chosen_while_it_can_move(what_if, board, browser):
    name = next(n for n in what_if.names if board.placed[n] == "for")
    browser.changes(what_if, chosen=name)
    browser.says(what_if, {"move": name, "to": what_if.then})
    assert (what_if.chosen, what_if.now, what_if.then) == (
        name,
        "done with",
        "done by",
    )
    browser.says(what_if, {"move": name, "to": what_if.then})
    assert what_if.chosen != name


def test_the_reply_says_what_moved_and_what_lost_its_holder(
    what_if, board, browser, estate
):
    name = "Yearly gas safety check"
    browser.changes(what_if, chosen=name)
    browser.says(what_if, {"move": name, "to": "done with"})
    lines = further_out.after_the_move(estate.activities, board.value.activities, name)
    assert what_if.moved["lines"] == list(lines)
    assert (
        "‘Gas check by court order and locksmith’ was a part of ‘Yearly gas safety "
        "check’, which has moved to ‘done with’. What holds it now?"
    ) in lines


def test_the_other_button_really_puts_it_back(what_if, board, browser, estate):
    name, then = what_if.chosen, what_if.then
    browser.says(what_if, {"move": name, "to": then})
    assert board.value != estate
    browser.says(what_if, {"back": name})
    assert board.value == estate
    assert "back" not in what_if.moved
    assert what_if.moved["lines"] == [
        f"‘{name}’ is {named(estate, name).world.label} again."
    ]


@pytest.mark.parametrize("back", ["Roofs", None, ""])
def test_only_what_the_button_moved_is_put_back(what_if, board, browser, back):
    browser.says(what_if, {"back": back})
    browser.says(what_if, {"move": what_if.chosen, "to": what_if.then})
    moved = board.value
    browser.says(what_if, {"back": back})
    assert board.value == moved


def test_once_moved_on_by_hand_there_is_nothing_to_put_back(what_if, board, browser):
    name = what_if.chosen
    browser.says(what_if, {"move": name, "to": what_if.then})
    assert what_if.moved
    board.move(name, World.TO)
    assert what_if.moved == {}
