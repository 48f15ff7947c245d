"""Pictures of maps: everybody stands somewhere, and what is left out is said."""

import random
from dataclasses import replace

import mapping
import pytest
from drawn import rows_of
from hypothesis import given, settings
from mapping import ACROSS, UP, account, actors, drawn, outcome, works

from relkit import cases
from relkit.charts import (
    governance,
    governance_layout,
    governance_lists,
    governance_rings,
    theme,
)
from relkit.charts.governance_layout import LAYERS, RINGS, laid_out
from relkit.models.case import Case, Kind
from relkit.models.governance import RelationKind
from relkit.models.standpoints import Standpoint
from relkit.paths import DATASETS


def place(*relations, names=mapping.NAMES, outcomes=()):
    return Case(
        name="x",
        title="X",
        place="X",
        kind=Kind.INVENTED,
        actors=actors(names),
        relations=relations,
        outcomes=outcomes,
    )


def drawing(*relations, **more):
    return governance.mapped(place(*relations, **more), mapping.HERE)


def rows(spec, *fields):
    """The rows of the first layer that has these fields."""
    for layer in spec["layer"]:
        values = rows_of(spec, layer)
        if values and set(fields) <= set(values[0]):
            return values
    raise AssertionError(fields)


def large(actors_, relations, seed=1):
    """A map of so many actors and lines, the same each time."""
    chance = random.Random(seed)
    names = [f"Actor number {n}" for n in range(actors_)]
    kinds = list(RelationKind)
    lines = []
    for _ in range(relations):
        a, b = chance.sample(names, 2)
        kind = chance.choice(kinds)
        lines.append(
            account(a, b, chance.choice([UP, ACROSS]))
            if kind is RelationKind.ACCOUNTABLE_TO
            else mapping.line(a, kind, b)
        )
    people = actors(names)
    sides = list(Standpoint)
    return replace(
        place(*lines, names=names),
        actors=tuple(replace(each, side=sides[i % 3]) for i, each in enumerate(people)),
    )


@settings(max_examples=60)
@given(mapping.relations)
def test_everybody_with_a_line_stands_in_each_view_once(relations):
    layout = laid_out(drawn(*relations), middle="G")
    with_lines = {name for r in relations for name in (r.source, r.target)}
    for view in (LAYERS, RINGS):
        assert set(layout.spots[view]) == with_lines == layout.names
        places = [(s.x, s.y) for s in layout.spots[view].values()]
        assert len(set(places)) == len(places)
        assert all(0 <= s.x <= 1 for s in layout.spots[view].values())
        assert all(
            0 <= s.y <= layout.heights[view] for s in layout.spots[view].values()
        )


@settings(max_examples=30)
@given(mapping.relations)
def test_a_layout_comes_out_the_same_each_time(relations):
    assert laid_out(drawn(*relations), "G") == laid_out(drawn(*relations), "G")


def test_layers_go_from_the_centre_down_to_the_community():
    case = cases.read(DATASETS / "cases" / "living_well")
    of = governance.map_of(case.actors, case.relations, Standpoint.PLACE)
    layout = laid_out(of, governance.middle(case, of))
    lowest = {}
    for actor in layout.actors:
        y = layout.spots[LAYERS][actor.name].y
        lowest.setdefault(actor.side, []).append(y)
    assert max(lowest[Standpoint.CENTRE]) < min(lowest[Standpoint.PLACE])
    assert max(lowest[Standpoint.PLACE]) < min(lowest[Standpoint.COMMUNITY])


def test_the_people_in_whose_life_most_results_are_stand_in_the_middle():
    case = place(works("A", "B"), outcomes=[outcome("A", whose="B")])
    of = governance.map_of(case.actors, case.relations, mapping.HERE)
    assert governance.middle(case, of) == "B"
    layout = laid_out(of, "B")
    spot = layout.spots[RINGS]["B"]
    assert (spot.x, spot.y) == (0.5, layout.heights[RINGS] / 2)


@pytest.mark.parametrize("view", [LAYERS, RINGS])
@pytest.mark.parametrize("name", ["housing_repairs", "fire_safety", "living_well"])
def test_boxes_do_not_overlap(name, view):
    case = cases.read(DATASETS / "cases" / name)
    for whose in Standpoint:
        of = governance.map_of(case.actors, case.relations, whose)
        spots = laid_out(of, governance.middle(case, of)).spots[view]
        for name, a in spots.items():
            for other, b in spots.items():
                if name < other:
                    apart = abs(a.x - b.x) * governance_rings.WIDTH_EMS
                    tall = governance_layout.high(name) + governance_layout.high(other)
                    assert (
                        apart >= 2 * governance_rings.HALF or abs(a.y - b.y) >= tall / 2
                    ), (name, other)


def test_up_and_across_differ_in_more_than_colour():
    chart = drawing(account("A", "B", UP), account("C", "B", ACROSS)).chart
    looks = {
        (row["head"], str(row["dash"]), row["inside"] == theme.PAPER)
        for row in rows(chart.to_dict(), "head", "e")
    }
    assert len(looks) == 2
    assert [len(set(each)) for each in zip(*looks, strict=True)] == [2, 2, 2]


def test_every_kind_of_line_has_a_look_of_its_own_and_stands_in_the_key():
    chart = drawing(account("A", "B"))
    says = {
        row["says"] for row in rows(chart.chart.to_dict(), "says", "column", "dash")
    }
    assert says == {
        "answers up a hierarchy",
        "answers across",
        *(kind.label for kind in governance.LOOKS),
    }
    looks = [(x.head, tuple(x.dash), x.sign) for x in governance.LOOKS.values()]
    assert len(set(looks)) == len(looks)


def test_a_phone_lists_whom_each_answers_to():
    lines = [account("A", "B", UP), account("A", "C", ACROSS), account("A", "D", UP)]
    chart = drawing(*lines).chart.to_dict()
    told = [" ".join(row["says"]) for row in rows(chart, "says", "view", "top")]
    assert {"A", "↑ B; D → C"} <= set(told)
    assert governance_lists.MOST_LISTED >= 2


class TestALargeMap:
    @pytest.mark.parametrize(("many", "lines"), [(300, 1500), (1000, 5000)])
    def test_shows_those_with_most_lines_and_says_what_it_leaves_out(self, many, lines):
        made = governance.mapped(large(many, lines), mapping.HERE)
        boxes = rows(made.chart.to_dict(), "half", "weight")
        assert len(boxes) == governance_layout.MOST
        told = made.views[0].description
        left = many - governance_layout.MOST
        assert f"{left} actors and" in told.sentence
        assert "are not drawn" in told.sentence
        assert len(told.rows) == lines

    def test_of_thirty_actors_and_sixty_lines_nothing_is_left_out(self):
        case = cases.read(DATASETS / "cases" / "housing_repairs")
        for whose in Standpoint:
            told = governance.mapped(case, whose).views[0].description.sentence
            assert "not drawn" not in told


class TestWords:
    def test_the_headline_tells_the_balance(self):
        told = drawing(account("A", "B", UP), account("A", "C", ACROSS))
        headline = told.views[0].description.headline
        assert headline == (
            "On the place’s map, forums have 1 power up the hierarchy and 1 across"
        )

    def test_a_forum_that_may_not_even_ask_is_told(self):
        told = drawing(account("A", "B", ACROSS, frozenset())).views[0].description
        assert "In 1 of them the forum may not even ask" in told.sentence

    def test_actors_without_a_line_are_named(self):
        told = drawing(account("A", "B"), names=("A", "B", "C")).views[0].description
        assert "Without a line on this map: C." in told.sentence

    def test_an_empty_map_says_what_a_line_is(self):
        made = drawing()
        assert made.chart is None
        assert "who is accountable to whom" in made.views[0].description.sentence

    def test_a_map_without_accounts_says_so(self):
        told = drawing(works("A", "B")).views[0].description
        assert "nobody is accountable to anybody" in told.headline
