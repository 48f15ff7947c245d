"""The `Question` widget: what a browser sends is checked, and answered with reasons."""

import pytest

from relkit.checks import four_worlds
from relkit.widgets import Question

ANSWER = ("done by", "done for", "done with", "done to")


@pytest.fixture
def question():
    return Question(four_worlds.WHICH_WORLD)


def browser_sends(widget, state):
    """What a change on the page does to the widget in the kernel."""
    widget.set_state(state)


def browser_asks(widget, content):
    widget._handle_custom_msg(content, [])


def test_nothing_is_chosen_to_begin_with(question):
    assert question.value == ("", "", "", "")


def test_an_answer_from_the_browser_is_a_tuple_of_options(question):
    browser_sends(question, {"value": list(ANSWER)})
    assert question.value == ANSWER


def test_what_was_never_offered_counts_as_not_answered(question):
    browser_sends(question, {"value": ["done by", "done badly", 7, None]})
    assert question.value == ("done by", "", "", "")


@pytest.mark.parametrize("sent", [[], ["done by"], [*ANSWER, "done to", "done by"]])
def test_an_answer_always_has_one_place_for_each_part(question, sent):
    browser_sends(question, {"value": sent})
    assert len(question.value) == len(four_worlds.WHICH_WORLD.parts)


def test_a_check_before_every_part_is_answered_says_nothing(question):
    browser_asks(question, {"check": ["done by", "", "", ""]})
    assert question.verdict == {}


def test_a_check_says_why(question):
    browser_asks(question, {"check": list(ANSWER)})
    assert question.verdict["agrees"] is True
    assert any("because" in line for line in question.verdict["lines"])


def test_an_answer_that_differs_is_told_about_the_part_that_differs(question):
    browser_asks(question, {"check": ["done for", *ANSWER[1:]]})
    assert question.verdict["agrees"] is False
    differs, *agree = question.verdict["lines"]
    assert differs.startswith("The gutters: you say done for.")
    assert all("too, because" in line for line in agree)


def test_the_same_answer_checked_twice_is_said_twice(question):
    said = []
    question.observe(lambda change: said.append(change["new"]), names="verdict")
    browser_asks(question, {"check": list(ANSWER)})
    browser_asks(question, {"check": list(ANSWER)})
    assert len(said) == 2


def test_a_check_that_overtakes_the_last_choice_still_reads_it(question):
    browser_sends(question, {"value": [*ANSWER[:3], ""]})
    browser_asks(question, {"check": list(ANSWER)})
    assert question.value == ANSWER
    assert question.verdict["agrees"] is True


def test_other_messages_are_passed_over(question):
    question.value = ANSWER
    browser_asks(question, {"want": "everything"})
    assert question.verdict == {}
