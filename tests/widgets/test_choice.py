"""A choice of one: only what is offered can be chosen."""

import pytest

from relkit.widgets import Choice


@pytest.fixture
def choice(browser):
    return Choice("How large?", {"small": 1, "large": 9})


def test_the_first_is_chosen_to_begin_with(choice):
    assert (choice.chosen, choice.value) == ("small", 1)


def test_the_value_is_what_the_chosen_label_stands_for(choice, browser):
    browser.changes(choice, chosen="large")
    assert choice.value == 9


@pytest.mark.parametrize("chosen", ["huge", "", "9"])
def test_what_is_not_offered_cannot_be_chosen(choice, browser, chosen):
    choice.pick("large")
    browser.changes(choice, chosen=chosen)
    choice.pick(chosen)
    assert (choice.chosen, choice.value) == ("large", 9)


def test_what_was_chosen_stays_chosen_where_it_can(choice):
    choice.pick("large")
    choice.offer({"large": 10, "larger": 11})
    assert (choice.chosen, choice.value) == ("large", 10)
    choice.offer(["other", "more"])
    assert (choice.options, choice.value) == (["other", "more"], "other")


def test_nothing_can_be_offered(choice):
    choice.offer([])
    assert (choice.options, choice.chosen, choice.value) == ([], "", None)


def test_options_may_be_those_of_a_value_that_is_shown():
    choice = Choice("Who?", of=sorted)
    choice.show({"Ward", "Council"})
    assert (choice.options, choice.value) == (["Council", "Ward"], "Council")
    choice.pick("Ward")
    choice.show({"Ward", "Board"})
    assert choice.value == "Ward"
