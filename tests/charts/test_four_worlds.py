"""Four worlds, side by side and embedded: the picture says what the model says."""

import math

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.charts import chains, theme
from relkit.charts import four_worlds as pictures
from relkit.models import four_worlds, words
from relkit.models.four_worlds import Activity, World

LAW = settings(deadline=None, max_examples=40)


@st.composite
def some_activities(draw):
    kinds = draw(st.lists(st.sampled_from(World), min_size=1, max_size=12))
    return tuple(
        Activity(
            name=f"activity {i}",
            world=world,
            residents_hours=draw(st.integers(0, 4000)) / 4,
            staff_hours=draw(st.integers(1, 4000)) / 4,
        )
        for i, world in enumerate(kinds)
    )


def activity(name="Repairs", world=World.FOR, hours=1):
    return Activity(name=name, world=world, residents_hours=hours, staff_hours=0)


def data(activities):
    """What the picture is drawn from, by world from the innermost outwards."""
    [(_, rows), *_] = layers(pictures.nested_worlds(activities))
    rows = sorted(rows, key=lambda row: row["i"])
    return dict(zip(World, rows, strict=True))


STORY = (
    activity("Forced entry", World.TO, 1),
    activity("Repairs", World.FOR, 2),
    activity("What people do", World.BY, 37),
)


@settings(LAW, max_examples=8)
@given(some_activities())
def test_the_area_of_a_circle_is_its_share_of_all_hours(activities):
    hours = four_worlds.hours_by_world(activities)
    shares = {world: row["share"] for world, row in data(activities).items()}
    assert shares == four_worlds.nested_shares(hours)
    spec = pictures.nested_worlds(activities).to_dict(validate=False)
    [radius] = [
        step["calculate"]
        for step in spec["layer"][0]["transform"]
        if step.get("as") == "r"
    ]
    assert radius == "datum.d / 2 * sqrt(datum.share)"


def test_inner_worlds_are_drawn_later_so_that_they_lie_on_top():
    [(_, rows), *_] = layers(pictures.nested_worlds(STORY))
    assert [row["i"] for row in rows] == [3, 2, 1, 0]


def test_every_world_is_named_and_told_in_numbers_beside_its_colour():
    for world, row in data(STORY).items():
        assert row["label"].casefold() == world.label
        assert (row["colour"], row["ink"]) == theme.WORLDS[world]
        assert row["circle"].casefold() == world.value
        assert row["hours"].endswith(("hour", "hours"))
        assert row["count"].endswith(("activity", "activities"))
    repairs = data(STORY)[World.FOR]
    assert (repairs["hours"], repairs["count"]) == ("2 hours", "1 activity")
    assert repairs["inside_wide"] == ["3 hours inside it", "8% of all hours"]
    assert repairs["inside_narrow"] == ["3 hours", "8% of all hours"]


def test_a_panel_names_its_largest_activities_and_counts_the_rest():
    activities = [activity(f"a{hours}", World.WITH, hours) for hours in (1, 5, 3, 2, 4)]
    rows = data(activities)
    assert rows[World.WITH]["roomy"] == ["a5", "a4", "a3", "and 2 more"]
    assert rows[World.TO]["roomy"] == ["nothing listed"]
    told = pictures.describe_side_by_side(activities)
    assert told.rows[2][-1] == "a5; a4; a3"


@pytest.mark.parametrize("word", ["word " * 24, "w" * 120], ids=["words", "one word"])
@pytest.mark.parametrize("how", pictures.IN_A_LINE)
def test_long_names_are_wrapped_into_the_lines_that_a_panel_has(word, how):
    many = [activity(f"{n}{word}".strip()[:120], World.BY, n) for n in range(1, 5)]
    for activities in (many, many[:1]):
        *lines, last = data(activities)[World.BY][how]
        assert len(lines) < pictures.MOST_LINES
        assert max(map(len, lines)) <= pictures.IN_A_LINE[how]
        assert last.startswith("and ") is (len(activities) > 1)


def test_boxes_circles_words_and_table_round_alike():
    half = (activity(hours=102.5), activity("Keys", World.BY, hours=2.25))
    told = pictures.describe_side_by_side(half)
    assert data(half)[World.FOR]["hours"] == "103 hours"
    assert "done for 103 hours" in told.sentence
    assert told.rows[1][2] == 103
    assert told.rows[3][2] == 2.3
    assert pictures.describe_embedded(half).rows[1][1] == 103


def test_one_control_turns_boxes_into_circles():
    drawing = pictures.worlds(STORY)
    assert [view.params for view in drawing.views] == [{"embedded": 0}, {"embedded": 1}]
    described = [pictures.describe_side_by_side, pictures.describe_embedded]
    for view, describe in zip(drawing.views, described, strict=True):
        assert view.description == describe(STORY)


@LAW
@given(some_activities())
def test_the_words_side_by_side_tell_each_worlds_own_hours(activities):
    hours = four_worlds.hours_by_world(activities)
    told = pictures.describe_side_by_side(activities)
    for world in World:
        assert f"{world.label} {words.hours(hours[world])}" in told.sentence
    assert [row[0] for row in told.rows] == [world.label for world in World]
    assert sum(row[1] for row in told.rows) == len(activities)
    for row, world in zip(told.rows, World, strict=True):
        assert row[2] == words.amount(hours[world])
        assert math.isclose(row[3] + row[4], hours[world], abs_tol=1.1)


@LAW
@given(some_activities())
def test_the_words_embedded_tell_each_worlds_part_of_the_next(activities):
    hours = four_worlds.hours_by_world(activities)
    inside = four_worlds.nested_hours(hours)
    told = pictures.describe_embedded(activities)
    for inner in (World.TO, World.FOR, World.WITH):
        outer = inner.outward
        if inside[outer]:
            part = words.percent(inside[inner] / inside[outer])
            said = f"one {inner.label} is {part} of {outer.label}".removeprefix("one ")
            assert said.casefold() in told.sentence.casefold()
    shares = four_worlds.nested_shares(hours)
    assert [row[2] for row in told.rows] == [words.percent(s) for s in shares.values()]


@LAW
@given(some_activities())
def test_the_headline_says_inside_out_just_when_something_is(activities):
    turned = four_worlds.inside_out(four_worlds.hours_by_world(activities))
    headline = pictures.describe_embedded(activities).headline
    assert headline.startswith("Inside out") is bool(turned)


def test_the_sources_story_has_its_numbers():
    told = pictures.describe_embedded(STORY)
    assert "Done to is 33% of done for" in told.sentence
    assert "done with is 8% of done by" in told.sentence
    assert pictures.describe_side_by_side(STORY).headline == (
        "Four separate boxes: 93% of the hours are in what is done by people themselves"
    )


def test_the_headline_names_the_circle_that_is_too_large():
    turned = (*STORY, activity("Visits", World.WITH, 60))
    assert pictures.describe_embedded(turned).headline == (
        "Inside out: ‘with’ takes 63% of the circle of ‘by’"
    )


def test_leaders_are_edged_in_paper_so_that_they_show_on_dark_circles():
    layers = pictures.nested_worlds(STORY).to_dict()["layer"]
    edge, line = (layer["mark"] for layer in layers if layer["mark"]["type"] == "rule")
    assert (edge["color"], line["color"]) == (theme.PAPER, theme.INK)
    assert edge["strokeWidth"] > line["strokeWidth"]


@pytest.mark.parametrize("world", World)
def test_one_activity_in_any_world_is_a_picture(world):
    alone = (activity(world=world, hours=0.25),)
    assert data(alone)[World.BY]["share"] == 1
    for view in pictures.worlds(alone).views:
        assert len(view.description.rows) == len(World)


def test_two_hundred_activities_are_a_picture():
    many = [activity(f"a{i}", list(World)[i % 4], i + 1) for i in range(200)]
    assert data(many)[World.TO]["roomy"][-1] == "and 47 more"


@given(some_activities())
@LAW
def test_an_unread_picture_leaves_its_finding_to_the_reader(activities):
    [view] = pictures.unread(activities).views
    told = pictures.describe_embedded(activities)
    assert view.params == {"embedded": 1}
    assert view.description.headline == "Four worlds, one inside another"
    assert view.description.sentence == told.sentence
    assert view.description.rows == told.rows


class TestAPlaceWithoutActivities:
    @pytest.mark.parametrize("draw", [pictures.worlds, chains.carried])
    def test_is_told_in_words_what_an_activity_is(self, draw):
        drawing = draw(())
        assert drawing.chart is None
        [view] = drawing.views
        assert "An activity is" in view.description.sentence
        assert not view.description.rows
