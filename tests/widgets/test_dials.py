"""Numbers in the hand: only what is possible reaches the model, and always as one."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relkit.charts import fires as pictures
from relkit.models import dials, fires
from relkit.models.fires import Parameters, compared
from relkit.widgets import Dials, Picture, follow

TABLE = dials.table(Parameters)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=6,
)


@pytest.fixture
def few(browser):
    """Dials of the model of fires, with few fires so that it is quick."""
    return Dials(
        Parameters,
        make=lambda numbers: compared(numbers, 60),
        summary=pictures.brief,
        name="fires",
    )


@pytest.fixture
def plain(browser):
    return Dials(Parameters, name="fires")


def test_every_number_of_the_table_is_there_with_its_unit_bounds_and_origin(plain):
    assert [dial["name"] for dial in plain.dials] == [each.name for each in TABLE]
    for dial, each in zip(plain.dials, TABLE, strict=True):
        for part in ("label", "unit", "least", "most", "step", "first", "origin"):
            assert dial[part] == getattr(each, part)


def test_only_the_response_time_has_a_source(plain):
    assert [d["name"] for d in plain.dials if not d["assumed"]] == ["response_s"]


def test_the_numbers_begin_at_their_first_values(plain):
    assert plain.value == Parameters()


def test_a_moved_number_is_in_the_value(plain, browser):
    browser.changes(plain, numbers={**plain.numbers, "response_s": 300})
    assert plain.value == Parameters(response_s=300)


@pytest.mark.parametrize(
    "wrong", [-1, 101, math.nan, math.inf, "50", None, True, [50], {}]
)
def test_what_is_no_possible_number_changes_nothing(plain, browser, wrong):
    browser.changes(plain, numbers={**plain.numbers, "prepared": 25})
    browser.changes(plain, numbers={**plain.numbers, "prepared": wrong})
    assert plain.value == Parameters(prepared=25)
    assert plain.numbers["prepared"] == 25
    plain.put("prepared", wrong)
    assert plain.value == Parameters(prepared=25)


def test_numbers_that_there_are_not_are_passed_over_and_missing_ones_stay(
    plain, browser
):
    plain.put("prepared", 25)
    browser.changes(plain, numbers={"luck": 7, "present": 40})
    assert plain.value == Parameters(prepared=25, present=40)


def test_back_to_the_first_values_keeps_the_fires(plain, browser):
    browser.changes(plain, seed=7)
    plain.put("present", 40)
    plain.start_again()
    assert plain.value == Parameters(seed=7)


def test_the_button_says_what_it_draws(plain):
    assert plain.another == "Another 2,000 fires"


def test_another_seed_is_other_fires_with_the_same_numbers(few, browser):
    few.put("present", 40)
    before = few.value
    browser.changes(few, seed=2)
    assert few.value.numbers == Parameters(present=40, seed=2)
    assert few.value.fates != before.fates


@pytest.mark.parametrize("wrong", [0, -3, 1.5, math.nan, "2", None, True, [2], {}])
def test_what_is_no_draw_leaves_the_draw_and_takes_the_numbers(plain, browser, wrong):
    browser.changes(plain, seed=7)
    browser.changes(plain, numbers={"present": 40}, seed=wrong)
    assert plain.value == Parameters(present=40, seed=7)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=JSON | st.dictionaries(st.sampled_from([e.name for e in TABLE]), JSON),
    seed=JSON,
)
def test_whatever_a_browser_kept_leaves_dials_that_turn(browser, numbers, seed):
    dials_ = Dials(Parameters, name="fires")
    browser.changes(dials_, numbers=numbers, seed=seed)
    assert isinstance(dials_.value, Parameters)
    dials_.put("prepared", 25)
    assert dials_.value.prepared == 25


def test_several_changes_at_once_are_one_value(few, browser):
    told = []
    follow(few, told.append)
    browser.changes(few, numbers={**few.numbers, "present": 40}, seed=3)
    assert [each.numbers for each in told] == [
        Parameters(),
        Parameters(present=40, seed=3),
    ]


def test_the_line_tells_the_value(few):
    assert few.summary == pictures.brief(compared(Parameters(), 60))
    few.put("prepared", 0)
    assert few.summary.startswith("No break-even")


def test_a_picture_of_fires_follows_the_numbers(few, browser):
    picture = Picture(pictures.injuries, name="injuries")
    follow(few, picture.show)
    before = picture.views[0]["description"]["headline"]
    few.put("fire_risk", 40)
    after = picture.views[0]["description"]["headline"]
    assert before != after
    assert picture.place == ""
    assert fires.NOTICE in picture.source
