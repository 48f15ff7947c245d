"""What carries what: every activity stands once, inside the one that holds it."""

from itertools import pairwise

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.charts import chains, theme
from relkit.models import chains as model
from relkit.models.four_worlds import Activity, World

LAW = settings(deadline=None, max_examples=40)
NAMES = ("Homes", "Damp group", "Gas check", "Forced entry", "Keys", "Panel")


@st.composite
def some_activities(draw):
    """A few activities, each perhaps inside any other, sensibly or not."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    return tuple(
        activity(
            name,
            draw(st.sampled_from(World)),
            draw(st.none() | st.sampled_from([n for n in NAMES if n != name])),
        )
        for name in names
    )


def activity(name, world, inside=None):
    return Activity(
        name=name, world=world, residents_hours=1, staff_hours=1, inside=inside
    )


def data(activities):
    """The rows of the picture, from the top."""
    chart = chains.carrying_chains(activities)
    return next(rows for _, rows in layers(chart, validate=False) if "wide" in rows[0])


PLACE = (
    activity("Forced entry", World.TO, "Gas check"),
    activity("Homes", World.BY),
    activity("Gas check", World.FOR, "Damp group"),
    activity("Damp group", World.WITH, "Homes"),
    activity("Panel", World.WITH),
)


@LAW
@given(some_activities())
def test_every_activity_stands_once_whatever_holds_what(activities):
    rows = data(activities)
    told = [" ".join(row["wide"]).removesuffix(" (held by nothing)") for row in rows]
    assert sorted(told) == sorted(each.name for each in activities)
    assert [row["row"] for row in rows] == list(range(len(rows)))


@LAW
@given(some_activities())
def test_a_row_is_set_in_from_the_one_that_holds_it_and_below_it(activities):
    rows = data(activities)
    for row in rows:
        if row["parent"] >= 0:
            assert row["parent"] < row["row"]
            assert rows[row["parent"]]["depth"] == row["depth"] - 1


@LAW
@given(some_activities())
def test_what_nothing_holds_is_hollow_dashed_and_says_so(activities):
    for row in data(activities):
        floats = row["parent"] < 0 and row["depth"] > 0
        assert " ".join(row["wide"]).endswith(" (held by nothing)") is floats
        assert (row["colour"] == theme.PAPER) is floats
        assert (row["dash"] != [1, 0]) is floats


def test_a_chain_is_read_from_by_inwards():
    lines = [(row["depth"], " ".join(row["wide"])) for row in data(PLACE)]
    assert lines == [
        (0, "Homes"),
        (1, "Damp group"),
        (2, "Gas check"),
        (3, "Forced entry"),
        (1, "Panel (held by nothing)"),
    ]


@LAW
@given(some_activities())
def test_the_words_count_what_is_carried_all_the_way(activities):
    served = [each for each in activities if each.world is not World.BY]
    carried = [e for e in served if model.chain(e, activities).broken is None]
    told = chains.describe_chains(activities)
    if served:
        count = f"{len(carried)} of the {len(served)} activities"
        said = f"{count} done to, for or with people"
        assert told.headline.startswith(said)
        assert said in told.sentence
    assert [row[0] for row in told.rows] == [each.name for each in activities]
    yes = [row for row in told.rows if row[3] == "yes"]
    assert len(yes) == len(carried) + len(activities) - len(served)


def test_the_words_say_where_a_chain_breaks_and_who_holds_what():
    told = chains.describe_chains(PLACE)
    assert told.headline.startswith("3 of the 4")
    assert "Nothing done by people themselves holds ‘Panel’." in told.sentence
    held = {row[0]: row[2] for row in told.rows}
    assert held["Forced entry"] == "Gas check"
    assert held["Panel"] == held["Homes"] == ""


def test_where_all_is_carried_no_chain_breaks():
    told = chains.describe_chains(PLACE[:4])
    assert "No chain breaks." in told.sentence


def test_one_activity_and_two_hundred_are_pictures():
    one = [activity("Keys", World.BY)]
    many = [*one, *(activity(f"a{i}", World.WITH, "Keys") for i in range(199))]
    for activities in (one, many):
        spec = chains.carrying_chains(activities).to_dict()
        assert len(data(activities)) == len(activities)
        tall = spec["usermeta"]["height"]["wide"]["ems"]
        assert tall > 1.5 * len(activities)


@LAW
@given(some_activities())
def test_rows_stand_below_one_another_by_as_many_lines_as_their_names_have(activities):
    rows = data(activities)
    for place, layout in (("high", "wide"), ("low", "narrow")):
        for above, below in pairwise(rows):
            lines = len(above[layout])
            assert below[place] - above[place] >= chains.LINE_EMS * lines


@pytest.mark.parametrize("name", ["word " * 24, "w" * 120], ids=["words", "one word"])
def test_long_names_are_wrapped_and_push_the_next_rows_down(name):
    long = activity(name.strip(), World.BY)
    spec = chains.carrying_chains([long, *PLACE]).to_dict()
    [row] = [row for row in data([long, *PLACE]) if len(row["wide"]) > 1]
    for layout, letters in chains.IN_A_LINE.items():
        assert max(map(len, row[layout])) <= letters
        assert "".join(row[layout]).replace(" ", "") == name.replace(" ", "")
        high = spec["usermeta"]["height"][layout]["ems"]
        lowest = max(
            each["high" if layout == "wide" else "low"] for each in data(PLACE)
        )
        assert high > lowest + chains.LINE_EMS * len(row[layout])


def test_the_legend_shows_which_shade_is_which_world_on_the_phone_too():
    drawn = layers(chains.carrying_chains(PLACE))
    heads = [(layer, rows) for layer, rows in drawn if "label" in rows[0]]
    assert [layer["mark"]["type"] for layer, _ in heads] == ["circle", "text"]
    for layer, rows in heads:
        assert "opacity" not in layer["encoding"]
        assert {row["label"]: row["colour"] for row in rows} == {
            world.label: theme.WORLDS[world][0] for world in World
        }
