"""What rests on what: a bar for each preparation, and a view without each of them."""

import pytest
from drawn import layers

from relkit import cases
from relkit.charts import thriving_rests
from relkit.models import thriving_reach
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)


@pytest.fixture(params=("housing_repairs", "fire_safety", "living_well"))
def case(request):
    return cases.named(request.param)


def data(worlds):
    chart = thriving_rests.resting(thriving_reach.what_rests(worlds))
    [(_, rows), *_] = layers(chart)
    return rows


def preparation(name, prepared_by=Preparer.CITIZEN):
    return Preparation(name=name, strength=Strength.TRUST, prepared_by=prepared_by)


SMALL = Together(
    situations=(
        Situation(name="Damp", whose="Ada"),
        Situation(name="Cold", whose="Ben"),
    ),
    preparations=(preparation("Hoses", Preparer.INSTITUTION), preparation("Keys")),
    encounters=(
        Encounter(name="Visit", situations=("Damp", "Cold"), preparations=("Keys",)),
        Encounter(name="Open day", preparations=("Hoses",)),
    ),
)


def test_bars_are_in_proportion_to_lives_and_the_longest_comes_first(case):
    rows = data(case)
    shares = [row["share"] for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    lives = [len(each.lives) for each in thriving_reach.what_rests(case)]
    assert shares == pytest.approx([count / lives[0] for count in lives])


def test_who_prepared_is_told_by_a_word_and_a_shape_of_its_own(case):
    told = {(row["preparer"], row["shape"]) for row in data(case)}
    assert told == {
        ("citizen", "circle"),
        ("association", "diamond"),
        ("institution", "square"),
    }
    assert len(set(thriving_rests.COLOURS.values())) == len(Preparer)


def test_there_is_a_view_without_each_preparation_and_one_with_all(case):
    drawing = thriving_rests.rests(case)
    ranked = thriving_reach.what_rests(case)
    assert drawing.control == "Take away"
    assert [view.label for view in drawing.views] == [
        "Nothing",
        *(each.preparation.name for each in ranked),
    ]
    assert [view.params["without"] for view in drawing.views] == [
        -1,
        *range(len(ranked)),
    ]
    for view, lost in zip(drawing.views[1:], ranked, strict=True):
        assert view.description.headline == lost.headline
        assert [row[0] for row in view.description.rows] == [*lost.encounters]


def test_what_is_taken_away_stays_dark_where_the_others_grow_pale(case):
    chart = thriving_rests.rests(case).chart.to_dict()
    [pale] = {layer["encoding"]["opacity"]["value"]["expr"] for layer in chart["layer"]}
    assert "without == datum.n" in pale
    assert {"name": "without", "value": -1} in chart["params"]


def test_the_heading_is_what_most_rests_on():
    told = thriving_rests.describe_rests(SMALL)
    assert told.headline == "‘Keys’ touches 2 of 2 lives"
    assert (
        "Of the 2 preparations in use, citizens made 1 (50%), associations made 0 (0%) "
        "and institutions made 1 (50%)." in told.sentence
    )
    assert "Without ‘Keys’ or ‘Hoses’, an encounter would draw on no" in told.sentence
    assert [row[4] for row in told.rows] == [2, 0]


def test_a_tie_is_told_as_a_tie():
    pair = Together(
        situations=SMALL.situations,
        preparations=SMALL.preparations,
        encounters=(
            Encounter(name="a", situations=("Damp",), preparations=("Keys", "Hoses")),
        ),
    )
    told = thriving_rests.describe_rests(pair)
    assert told.headline == "‘Hoses’ and 1 other each touch 1 of 2 lives"
    assert "Without" not in told.sentence


def test_what_would_be_left_is_in_the_table():
    [view] = [v for v in thriving_rests.rests(SMALL).views if v.label == "Keys"]
    assert view.description.rows == (("Visit", "nothing", "Ada; Ben"),)


def test_preparations_that_nobody_draws_on_touch_nobody():
    alone = Together(preparations=SMALL.preparations)
    told = thriving_rests.describe_rests(alone)
    assert told.headline == "No preparation listed touches anybody’s life yet"
    assert "No encounter draws on any of them." in told.sentence
    assert {row["share"] for row in data(alone)} == {0}


def test_without_preparations_words_say_what_one_is():
    drawing = thriving_rests.rests(Together(situations=SMALL.situations))
    assert drawing.chart is None
    [view] = drawing.views
    assert view.description.headline == "No preparation is listed yet"
    assert "A preparation is something" in view.description.sentence


def test_rows_are_as_high_as_their_names_have_lines():
    long = Together(
        preparations=(preparation("w" * 120), preparation("Keys")),
    )
    first, second = data(long)
    assert len(first["wide"]) == 4
    assert second["high"] - first["high"] >= 4 * thriving_rests.LINE_EMS / 2
    assert second["low_name"] > first["low"]
