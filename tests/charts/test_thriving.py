"""Three worlds that overlap: as much in each as there is room for, and all in words."""

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.charts import theme, thriving, thriving_words
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)

LAW = settings(deadline=None, max_examples=40)
WORLDS = (thriving_words.LIVING, thriving_words.MEETING, thriving_words.PREPARING)
NAMES = st.lists(
    st.text("abc ", min_size=1, max_size=120).filter(str.strip),
    min_size=1,
    max_size=30,
    unique=True,
)


def worlds_of(situations=(), encounters=(), preparations=()):
    return Together(
        situations=tuple(Situation(name=name, whose="Ada") for name in situations),
        encounters=tuple(Encounter(name=name) for name in encounters),
        preparations=tuple(
            Preparation(name=name, strength=Strength.TIME, prepared_by=Preparer.CITIZEN)
            for name in preparations
        ),
    )


def texts(worlds, layout):
    """The texts in a layout, by world, from the top."""
    rows, _ = thriving._texts(worlds, layout)
    return {
        world: sorted((r for r in rows if r["world"] == world), key=lambda r: r["at"])
        for world in WORLDS
    }


@pytest.fixture(params=("housing_repairs", "fire_safety", "living_well"))
def case(request):
    return cases.named(request.param)


def test_nothing_to_draw_is_a_lesson_in_words_and_no_picture():
    drawing = thriving.three_worlds(Together())
    assert drawing.chart is None
    [view] = drawing.views
    assert view.description.headline == "Nothing is listed yet"
    assert "Begin with one situation" in view.description.sentence


def test_one_situation_alone_is_a_picture():
    drawing = thriving.three_worlds(worlds_of(situations=["Damp"]))
    assert drawing.chart is not None
    assert (
        drawing.views[0].description.headline
        == "In 0 of 1 situation, people meet someone who is prepared"
    )


def test_the_words_say_who_the_idea_is_from(case):
    assert "after Jane Searles and Roger Duck" in thriving.three_worlds(case).source


@LAW
@given(NAMES, NAMES, NAMES, st.sampled_from(("wide", "narrow")))
def test_what_has_no_room_is_counted_and_nothing_is_lost(a, b, c, layout):
    told = texts(worlds_of(a, b, c), layout)
    for world, names in zip(WORLDS, (a, b, c), strict=True):
        head, count, *items = told[world]
        assert head["lines"] == [world]
        assert count["lines"][0].startswith(f"{len(names)} ")
        more = 0
        if items[-1]["lines"][0].startswith("and "):
            more = int(items.pop()["lines"][0].split()[1])
        assert len(items) + more == len(names)
        assert items


@LAW
@given(NAMES, NAMES, NAMES, st.sampled_from(("wide", "narrow")))
def test_no_text_stands_on_another_or_outside_its_world(a, b, c, layout):
    told = texts(worlds_of(a, b, c), layout)
    for world in WORLDS:
        ends = 0.0
        for row in told[world]:
            assert row["at"] >= ends
            ends = row["at"] + thriving.LINE_EMS * len(row["lines"]) - 0.2
        if layout == "wide":
            assert ends <= 1 + 2 * thriving.ROUND_EMS
        assert all(
            len(line) <= max(thriving.LETTERS[layout][world], len(world), 15)
            for row in told[world]
            for line in row["lines"]
        )


def test_the_phone_has_the_worlds_above_one_another_in_the_order_of_their_meeting(case):
    told = texts(case, "narrow")
    first, second, third = (told[world] for world in WORLDS)
    assert first[-1]["at"] < second[0]["at"]
    assert second[-1]["at"] < third[0]["at"]
    chart = thriving.overlapping_worlds(case).to_dict()
    assert chart["usermeta"]["height"]["narrow"]["ems"] > third[-1]["at"] + 3


def test_on_a_laptop_the_picture_is_as_high_whatever_is_listed(case):
    high = [
        thriving.overlapping_worlds(each).to_dict()["usermeta"]["height"]["wide"]
        for each in (case, worlds_of(["Damp"]))
    ]
    assert high[0] == high[1] == {"ems": thriving.HIGH_EMS}


def test_all_three_stand_inside_one_line_that_says_that_we_are_citizens(case):
    drawn = layers(thriving.overlapping_worlds(case))
    said = [row["text"] for _, rows in drawn for row in rows if "text" in row]
    assert said == ["In all three worlds, we are all citizens"]
    [(lowest, _), *_] = drawn
    assert lowest["mark"]["stroke"] == theme.LINE


def test_the_table_has_everything(case):
    rows = thriving_words.describe_worlds(case).rows
    assert [row[1] for row in rows] == [
        each.name for each in (*case.situations, *case.encounters, *case.preparations)
    ]


def test_the_heading_counts_only_those_who_meet_somebody_prepared():
    told = thriving_words.describe_worlds(
        Together(
            situations=tuple(Situation(name=n, whose="Ada") for n in "abc"),
            preparations=worlds_of(preparations=["p"]).preparations,
            encounters=(
                Encounter(name="x", situations=("a",), preparations=("p",)),
                Encounter(name="y", situations=("b",)),
            ),
        )
    )
    assert told.headline == "In 1 of 3 situations, people meet someone who is prepared"
    assert "3 situations in 1 life, 2 encounters and 1 preparation" in told.sentence
