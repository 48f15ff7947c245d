"""Numbers and names as people read them, and text that no spreadsheet runs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import words

LAW = settings(deadline=None, max_examples=100)


@LAW
@given(st.floats(0, 1))
def test_little_is_never_told_as_nothing_nor_most_as_all(share):
    said = words.percent(share)
    assert (said == "0%") is (share == 0)
    assert (said == "100%") is (share == 1)


@LAW
@given(st.floats(0, 100_000))
def test_some_hours_are_never_told_as_none(amount):
    assert (words.hours(amount) == "0 hours") is (amount == 0)


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_read_aloud(names, said):
    assert words.listed(names) == said


@LAW
@given(st.text(st.sampled_from("=+-@\t\r'a1 ")))
def test_a_shielded_text_starts_with_no_formula_sign_and_comes_back(text):
    shielded = words.shielded(text)
    assert not shielded.startswith(words.FORMULA_SIGNS)
    if text == words.unshielded(text):  # not shielded already
        assert words.unshielded(shielded) == text


@pytest.mark.parametrize(
    ("amount", "told", "said"),
    [
        (0.5, 0.5, "0.5 hours"),
        (2.25, 2.3, "2.3 hours"),
        (9.96, 10, "10 hours"),
        (102.5, 103, "103 hours"),
        (103.5, 104, "104 hours"),
        (1.04, 1, "1 hour"),
    ],
)
def test_a_half_goes_up_in_words_and_in_tables_alike(amount, told, said):
    assert words.amount(amount) == told
    assert words.hours(amount) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0.125, "13%"), (0.285, "29%"), (0.625, "63%")]
)
def test_half_a_percent_goes_up(share, said):
    assert words.percent(share) == said
