"""The links: each drawn once, none lost, and what has none is marked and says so."""

from itertools import pairwise

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.charts import theme, thriving_links, thriving_rows, thriving_words
from relkit.charts.thriving_words import LIVING, MEETING, PREPARING
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)

LAW = settings(deadline=None, max_examples=60)
SAYS = {
    LIVING: "(meets no one)",
    PREPARING: "(in no encounter)",
}


@st.composite
def some_worlds(draw):
    """A few of each, some of the same name in two worlds, linked in any way."""
    names = ("Keys", "Damp wall " * 11, "x" * 120, "Review", "Visit")

    def some():
        return draw(st.lists(st.sampled_from(names), unique=True, max_size=5))

    situations, preparations = some(), some()
    linked = st.sets
    return Together(
        situations=tuple(Situation(name=n.strip(), whose="Ada") for n in situations),
        preparations=tuple(
            Preparation(
                name=n.strip(), strength=Strength.KIT, prepared_by=Preparer.CITIZEN
            )
            for n in preparations
        ),
        encounters=tuple(
            Encounter(
                name=n.strip(),
                situations=tuple(
                    s.strip()
                    for s in situations
                    if s in draw(linked(st.sampled_from(names)))
                ),
                preparations=tuple(
                    p.strip()
                    for p in preparations
                    if p in draw(linked(st.sampled_from(names)))
                ),
            )
            for n in some()
        ),
    )


def links(worlds):
    return [
        (side, name, each.name)
        for each in worlds.encounters
        for side, names in ((LIVING, each.situations), (PREPARING, each.preparations))
        for name in names
    ]


@pytest.fixture(params=("housing_repairs", "fire_safety", "living_well"))
def case(request):
    return cases.named(request.param)


@LAW
@given(some_worlds())
def test_everything_stands_once_in_its_column(worlds):
    rows, _, _ = thriving_rows.columns(worlds)
    for world, listed in (
        (LIVING, worlds.situations),
        (MEETING, worlds.encounters),
        (PREPARING, worlds.preparations),
    ):
        here = [row["name"] for row in rows if row["world"] == world]
        assert sorted(here) == sorted(each.name for each in listed)


@LAW
@given(some_worlds())
def test_names_in_a_column_stand_below_one_another_by_the_lines_they_have(worlds):
    rows, _, high = thriving_rows.columns(worlds)
    for world in (LIVING, MEETING, PREPARING):
        here = [row for row in rows if row["world"] == world]
        for above, below in pairwise(here):
            room = below["at"] - above["at"]
            assert room >= (above["high"] + below["high"]) / 2
        for row in here:
            assert row["high"] >= thriving_rows.LINE_EMS * len(row["lines"])
            assert row["at"] + row["high"] / 2 <= high


@LAW
@given(some_worlds())
def test_every_link_goes_from_one_to_the_other_of_the_two_that_it_links(worlds):
    rows, ties, _ = thriving_rows.columns(worlds)
    at = {(row["world"], row["name"]): row["at"] for row in rows}
    ends = [
        (tie["side"], tie["left"], tie["right"])
        if tie["side"] == LIVING
        else (tie["side"], tie["right"], tie["left"])
        for tie in ties
    ]
    assert len({tie["link"] for tie in ties}) == len(ties)
    expected = [
        (side, at[side, name], at[MEETING, encounter])
        for side, name, encounter in links(worlds)
    ]
    assert sorted(ends) == sorted(expected)


@LAW
@given(some_worlds())
def test_what_has_no_link_is_hollow_and_says_so_in_words(worlds):
    linked = {(side, name) for side, name, _ in links(worlds)}
    missing = {e.name: not (e.situations and e.preparations) for e in worlds.encounters}
    rows, _, _ = thriving_rows.columns(worlds)
    for row in rows:
        world, said = row["world"], " ".join(row["lines"])
        alone = (
            missing[row["name"]]
            if world == MEETING
            else (world, row["name"]) not in linked
        )
        assert row["hollow"] is alone
        if world in SAYS:
            assert said.replace(" ", "").endswith(SAYS[world].replace(" ", "")) is alone
        else:
            assert ("in nobody’s life" in said or "nobody prepared" in said) is alone


@LAW
@given(some_worlds())
def test_on_a_phone_each_encounter_stands_above_what_it_links(worlds):
    rows, high = thriving_rows.blocks(worlds)
    legend, rows = rows[:3], rows[3:]
    assert [row["text"] for row in legend] == [MEETING, LIVING, PREPARING]
    below = [(row["world"], row["text"]) for row in rows if row["depth"]]
    assert len(below) == len(links(worlds))
    alone = [r for r in rows if not r["depth"] and r["world"] != MEETING]
    assert all(row["hollow"] for row in alone)
    linked = {(side, name) for side, name, _ in links(worlds)}
    both = len(worlds.situations) + len(worlds.preparations)
    assert len(alone) == both - len(linked)
    for above, under in pairwise([*legend, *rows]):
        lines = (len(above["lines"]) + len(under["lines"])) / 2
        assert under["at"] - above["at"] >= thriving_rows.LINE_EMS * lines
    assert high > max(row["at"] for row in [*legend, *rows])


def test_lines_cross_less_than_in_the_order_of_the_list(case):
    def crossings(rank):
        found = 0
        for side in (LIVING, PREPARING):
            ends = [
                (rank[side, name], rank[MEETING, encounter])
                for s, name, encounter in links(case)
                if s == side
            ]
            found += sum(
                (a[0] - b[0]) * (a[1] - b[1]) < 0
                for n, a in enumerate(ends)
                for b in ends[:n]
            )
        return found

    listed = {
        (world, each.name): n
        for world, values in (
            (LIVING, case.situations),
            (MEETING, case.encounters),
            (PREPARING, case.preparations),
        )
        for n, each in enumerate(values)
    }
    rows, _, _ = thriving_rows.columns(case)
    drawn = {(row["world"], row["name"]): row["at"] for row in rows}
    assert crossings(drawn) <= crossings(listed)


def test_three_shapes_tell_the_worlds_apart_and_a_dash_what_has_no_link(case):
    assert len(set(thriving_rows.MARKS.values())) == 3
    drawn = layers(thriving_links.meeting_links(case))
    rects = [layer for layer, _ in drawn if layer["mark"]["type"] == "rect"]
    assert [layer["mark"]["strokeDash"] for layer in rects] == [[1, 0], [3, 3]]
    points = [rows for layer, rows in drawn if layer["mark"]["type"] == "point"]
    for rows in points:
        dashed = [row for row in rows if row["dash"] == [3, 3]]
        assert dashed
        assert {row["fill"] for row in dashed} == {theme.PAPER}


@pytest.mark.parametrize(
    ("encounters", "headline"),
    [
        ((), "No encounter is listed, so no one meets anyone yet"),
        ((Encounter(name="x"),), "1 of 1 encounter is in nobody’s life"),
        (
            (Encounter(name="x", situations=("Damp",)),),
            "Nobody is prepared for 1 of 1 encounter",
        ),
        (
            (Encounter(name="x", situations=("Damp",), preparations=("Meter",)),),
            "Every encounter is in somebody’s life, and somebody is prepared for it",
        ),
    ],
)
def test_the_heading_is_the_first_link_that_is_missing(encounters, headline):
    told = thriving_words.describe_links(
        Together(
            situations=(Situation(name="Damp", whose="Ada"),),
            preparations=(
                Preparation(
                    name="Meter", strength=Strength.KIT, prepared_by=Preparer.CITIZEN
                ),
            ),
            encounters=encounters,
        )
    )
    assert told.headline == headline


def test_the_table_has_every_link_and_what_has_none(case):
    told = thriving_words.describe_links(case)
    met = {name for each in case.encounters for name in each.situations}
    drawn = {name for each in case.encounters for name in each.preparations}
    alone = [each.name for each in case.situations if each.name not in met]
    alone += [each.name for each in case.preparations if each.name not in drawn]
    rest = told.rows[len(case.encounters) :]
    assert sorted(row[1] or row[3] for row in rest) == sorted(alone)
    first, encounter = told.rows[0], case.encounters[0]
    assert first[0] == encounter.name
    assert first[1] == "; ".join(encounter.situations)


def test_without_anything_listed_words_teach_and_nothing_is_drawn():
    drawing = thriving_links.links(Together())
    assert drawing.chart is None
    assert "Begin with one situation" in drawing.views[0].description.sentence
