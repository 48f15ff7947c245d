"""Numbers that can be moved: said once, and never outside their bounds."""

import math
from dataclasses import fields

import pytest

from relkit.models import dials
from relkit.models.fires_numbers import Parameters

TABLE = dials.table(Parameters)


def test_every_number_but_the_seed_can_be_moved():
    assert [each.name for each in TABLE] + ["seed"] == [
        each.name for each in fields(Parameters)
    ]


@pytest.mark.parametrize("dial", TABLE, ids=lambda dial: dial.name)
class TestEveryDial:
    def test_begins_at_the_default_of_its_field_and_inside_its_bounds(self, dial):
        assert getattr(Parameters(), dial.name) == dial.first
        assert dial.takes(dial.first)

    def test_comes_to_its_first_value_and_its_end_in_whole_steps(self, dial):
        for way in (dial.first - dial.least, dial.most - dial.least):
            assert math.isclose(way / dial.step, round(way / dial.step))

    def test_says_who_says_so_or_that_it_is_an_assumption(self, dial):
        assert dial.origin.startswith("Source: ") == bool(dial.source)
        assert dial.origin.startswith("Assumption.") != bool(dial.source)
        assert dial.origin.endswith(".")
        assert dial.url.startswith("http") or not (dial.source or dial.url)

    def test_has_its_unit_and_stands_under_a_heading(self, dial):
        assert dial.label
        assert dial.group
        assert dial.told(dial.first).endswith(dial.unit)

    @pytest.mark.parametrize("end", ["least", "most"])
    def test_may_be_set_to_its_bounds_and_no_further(self, dial, end):
        bound = getattr(dial, end)
        Parameters(**{dial.name: bound})
        beyond = bound + (dial.step if end == "most" else -dial.step)
        with pytest.raises(ValueError, match="Give a number from"):
            Parameters(**{dial.name: beyond})


def test_names_and_labels_tell_the_numbers_apart():
    for key in ("name", "label"):
        known = [(each.group, getattr(each, key)) for each in TABLE]
        assert len(set(known)) == len(TABLE)


@pytest.mark.parametrize("number", [math.nan, math.inf, "60", None, True, []])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="‘Time until a fire is noticed’ cannot be"):
        Parameters(notice_s=number)


def test_the_error_says_what_to_do():
    with pytest.raises(ValueError, match="cannot be 5") as refused:
        Parameters(response_s=5)
    assert str(refused.value) == (
        "‘Time from call to arrival, on average’ cannot be 5. Give a number from "
        "120 seconds to 1,200 seconds."
    )
