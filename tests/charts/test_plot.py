"""A plot in pixels: every row is placed, and says in which view it is seen."""

import pytest
from drawn import rows_of
from hypothesis import given
from hypothesis import strategies as st

from relkit.charts import plot
from relkit.charts.plot import Place, Plot

ROWS = [
    plot.word(Place(x=0.5, y=1, dx=1, dy=(2, 3)), "half way"),
    plot.box(Place(), Place(x=1, y=1), fill="#ffffff"),
    plot.stroke(Place(), Place(x=1), dash=(9, 5), view=1),
    plot.point(Place(x=1)),
]


def specified(rows=ROWS, **margins):
    made = Plot(**{"left": 1, "right": 2, "top": (3, 4), "bottom": 5, **margins})
    return made.chart(rows, wide={"ems": 9}, narrow={"ems": 9}).to_dict()


def layers(rows=ROWS, **margins):
    return specified(rows, **margins)["layer"]


def test_boxes_lie_lowest_and_words_on_top():
    kinds = [layer["mark"]["type"] for layer in layers()]
    assert kinds == ["rect", "rule", "point", "text"]


def test_a_kind_that_is_not_there_makes_no_layer():
    assert [layer["mark"]["type"] for layer in layers(ROWS[:1])] == ["text"]


def test_the_switch_is_a_parameter_of_the_chart():
    assert [param["name"] for param in specified(switch="here")["params"]] == [
        "em",
        "here",
    ]
    assert [param["name"] for param in specified()["params"]] == ["em"]


def test_every_row_carries_both_its_places():
    spec = specified()
    [box, stroke, _, word] = [rows_of(spec, layer)[0] for layer in spec["layer"]]
    assert box["at"] == [[0, 0], [1, 1]]
    assert stroke["dash"] == [9, 5]
    assert word["at"][0] == [0.5, 1]
    assert word["beside"][0] == [[1, 1], [2, 3]]


def test_what_is_drawn_in_one_view_only_goes_as_the_switch_leaves_it():
    seen = layers(switch="here")[1]["mark"]["opacity"]["expr"]
    assert seen == "datum.view < 0 ? 1 : max(0, 1 - 3 * abs(here - datum.view))"
    assert layers()[1]["mark"]["opacity"]["expr"] == "1"


@pytest.mark.parametrize(("x", "side"), [(0.1, "left"), (0.5, "center"), (1, "right")])
def test_words_beside_a_place_stay_inside(x, side):
    assert plot.beside(Place(x=x), "here")["align"] == side


@given(st.floats(1e-3, 1e5), st.integers(2, 6))
def test_ticks_are_round_enough_of_them_and_inside(most, fewest):
    found = plot.ticks(most, fewest)
    assert fewest <= len(found) <= 3 * fewest
    assert found[0] == 0
    assert found[-1] <= most * (1 + 1e-6)
    assert f"{found[1]:e}"[0] in "125"
