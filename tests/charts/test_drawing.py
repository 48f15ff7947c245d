"""What holds for every picture of every case: a text twin, and nothing from outside."""

import json
from functools import partial

import altair
import pytest

from relkit import cases
from relkit.charts import (
    chains,
    four_worlds,
    governance,
    governance_compared,
    governance_decisions,
    governance_grid,
    governance_heroes,
    governance_ladders,
    sorting,
)
from relkit.charts.drawing import unchecked
from relkit.models.standpoints import Standpoint
from relkit.paths import DATASETS

COMMUNITY, CENTRE = Standpoint.COMMUNITY, Standpoint.CENTRE
DRAWINGS = {
    "worlds": (four_worlds.worlds, "activities"),
    "chains": (chains.carried, "activities"),
    "apart": (sorting.apart, "placements"),
    "map": (partial(governance.mapped, whose=COMMUNITY), ""),
    "two maps": (partial(governance_compared.compared, a=COMMUNITY, b=CENTRE), ""),
    "ladders": (partial(governance_ladders.ladders, whose=CENTRE), ""),
    "heroes": (partial(governance_heroes.heroes, whose=CENTRE, actor=None), ""),
    "decisions": (governance_decisions.decided, ""),
    "grid": (governance_grid.grid, ""),
}
CASES = ("housing_repairs", "fire_safety", "living_well")


@pytest.fixture(scope="module", params=[(d, c) for d in DRAWINGS for c in CASES])
def drawing(request):
    name, place = request.param
    draw, of = DRAWINGS[name]
    case = cases.read(DATASETS / "cases" / place)
    return draw(getattr(case, of) if of else case)


@pytest.fixture(scope="module")
def spec(drawing):
    """The chart as Vega-Lite, checked against its schema, as it travels."""
    return json.loads(json.dumps(drawing.chart.to_dict()))


def everything_in(value):
    """Every pair of key and value in a specification, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from everything_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from everything_in(inner)


def test_no_picture_asks_another_host_for_anything(spec):
    keys = {key for key, _ in everything_in(spec)}
    assert keys.isdisjoint({"url", "href", "image"})
    without = json.dumps({key: spec[key] for key in spec if key != "$schema"})
    assert "://" not in without


def test_every_view_says_the_same_in_words_and_as_a_table(drawing):
    assert drawing.views
    for view in drawing.views:
        told = view.description
        assert told.headline
        assert told.sentence.endswith(".")
        assert told.rows
        assert all(len(row) == len(told.columns) for row in told.rows)


def test_several_views_have_a_name_each(drawing):
    labels = [view.label for view in drawing.views]
    assert len(set(labels)) == len(labels)
    assert all(labels)


def test_a_view_sets_only_parameters_that_its_chart_has(drawing, spec):
    known = {param["name"] for param in spec["params"]}
    for view in drawing.views:
        assert known.issuperset(view.params)


def test_every_picture_has_words_in_it(spec):
    kinds = [layer["mark"]["type"] for layer in spec["layer"]]
    assert "text" in kinds


def test_sizes_follow_the_readers_text(spec):
    for layer in spec["layer"]:
        if layer["mark"]["type"] == "text":
            assert "em" in layer["mark"]["fontSize"]["expr"]


def test_altair_checks_what_is_drawn_again_after_a_page_drew():
    with unchecked():
        altair.MarkConfig(fontSize="large")
    with pytest.raises(altair.utils.schemapi.SchemaValidationError):
        altair.MarkConfig(fontSize="large")
