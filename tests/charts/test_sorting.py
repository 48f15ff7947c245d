"""Where standpoints part: few voices are never drawn, and gaps are told first."""

from datetime import datetime

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.charts import sorting as pictures
from relkit.charts import theme
from relkit.models import sorting
from relkit.models.four_worlds import World
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

LAW = settings(deadline=None, max_examples=30)
FIRST, LAST = datetime(2026, 3, 10), datetime(2026, 9, 22)


def placed(standpoint, bin, voices=3, card="Repairs", at=LAST):
    """So many voices of one standpoint put one card into one bin."""
    return [
        Placement(
            voice=f"{standpoint}{i}", card=card, bin=bin, standpoint=standpoint, at=at
        )
        for i in (range(voices) if isinstance(voices, int) else voices)
    ]


ROOM = [
    *placed(Standpoint.COMMUNITY, World.BY, at=FIRST),
    *placed(Standpoint.CENTRE, World.TO, at=FIRST),
    *placed(Standpoint.COMMUNITY, World.BY),
    *placed(Standpoint.PLACE, World.WITH),
    *placed(Standpoint.CENTRE, World.FOR),
    *placed(None, World.TO),
    *placed(Standpoint.COMMUNITY, World.BY, card="Keys"),
    *placed(Standpoint.CENTRE, World.BY, card="Keys"),
]


@st.composite
def some_placements(draw):
    sizes = st.integers(0, 4)
    return [
        placement
        for standpoint in (None, *Standpoint)
        for card in ("Repairs", "Keys")
        for at in (FIRST, LAST)
        for placement in placed(
            standpoint, draw(st.sampled_from(World)), draw(sizes), card, at
        )
    ]


def data(drawing, key):
    """All rows in the picture that have this key, without their repetitions."""
    found = []
    for _, rows in layers(drawing.chart, validate=False):
        found += [row for row in rows if key in row]
    return [row for i, row in enumerate(found) if row not in found[:i]]


def cards_of(drawing):
    """The cards in the picture, from the top at the last gathering."""
    rows = data(drawing, "wide")
    return [row["card"] for row in sorted(rows, key=lambda row: row["top_wide"][1])]


@LAW
@given(some_placements())
def test_only_standpoints_with_three_voices_are_drawn_or_told(placements):
    drawing = pictures.apart(placements)
    counts = [
        sorting.tally(p for p in placements if p.at == at) for at in (FIRST, LAST)
    ]
    for mark in data(drawing, "first") if drawing.chart else []:
        standpoint = list(Standpoint)[mark["n"]]
        for time, tally in zip(("first", "last"), counts, strict=True):
            voices = sum(tally.get(mark["card"], {}).get(standpoint, {}).values())
            assert not mark[time] or voices >= 3 or len(drawing.views) == 1
    for view in drawing.views:
        for row in view.description.rows:
            told = [cell for cell in row[1:] if cell != "too few voices"]
            assert all(cell.endswith(("(3 of 3)", "(4 of 4)")) for cell in told)


@LAW
@given(some_placements())
def test_whoever_would_rather_not_say_changes_nothing_in_the_picture(placements):
    def told(these):
        drawing = pictures.apart(these)
        if drawing.chart is None:
            return []
        marks = data(drawing, "first")
        return sorted((m["card"], m["n"], m["bin"], m["last"]) for m in marks)

    assert told(placements) == told([each for each in placements if each.standpoint])


def test_marks_show_how_a_standpoint_is_spread_and_not_only_its_mean():
    split = [
        *placed(Standpoint.COMMUNITY, World.TO, voices=range(2)),
        *placed(Standpoint.COMMUNITY, World.BY, voices=range(2, 4)),
        *placed(Standpoint.CENTRE, World.FOR),
    ]
    marks = data(pictures.apart(split), "first")
    assert [(mark["n"], mark["bin"], mark["last"]) for mark in marks] == [
        (0, 0, 0.5),
        (0, 3, 0.5),
        (2, 1, 1),
    ]
    [view] = pictures.apart(split).views
    assert view.description.headline == (
        "‘Repairs’: the community is split: done to or done by (2 of 4 each), the "
        "centre says done for (3 of 3)"
    )
    assert view.description.rows[0][1] == "done to (2 of 4), done by (2)"


def test_marks_grow_and_shrink_from_the_first_gathering_to_the_last():
    marks = data(pictures.apart(ROOM), "first")
    centre = [m for m in marks if m["card"] == "Repairs" and m["n"] == 2]
    assert [(m["bin"], m["first"], m["last"]) for m in centre] == [(0, 1, 0), (1, 0, 1)]


@LAW
@given(some_placements())
def test_the_first_card_drawn_is_the_one_in_the_headline(placements):
    drawing = pictures.apart(placements)
    for view in drawing.views if drawing.chart else ():
        if view.description.rows:
            later = view.params["later"]
            rows = data(drawing, "wide")
            [top] = [row["card"] for row in rows if row["top_wide"][later] < 4]
            assert view.description.headline.startswith(f"‘{top}’")
            assert view.description.rows[0][0] == top


def test_of_equal_gaps_the_one_with_the_longer_lean_is_the_widest():
    room = [
        *placed(Standpoint.COMMUNITY, World.TO, card="Near"),
        *placed(Standpoint.CENTRE, World.FOR, card="Near"),
        *placed(Standpoint.COMMUNITY, World.TO, card="Far"),
        *placed(Standpoint.CENTRE, World.BY, card="Far"),
    ]
    assert cards_of(pictures.apart(room)) == ["Far", "Near"]
    [view] = pictures.apart(room).views
    assert (
        "the community puts it 3 worlds nearer to done to" in view.description.sentence
    )


@pytest.mark.parametrize("name", ["word " * 24, "w" * 120], ids=["words", "one word"])
def test_long_names_are_wrapped_and_push_the_next_cards_down(name):
    room = [
        placement
        for card in (name.strip(), "Keys")
        for standpoint in Standpoint
        for placement in placed(standpoint, World.BY, card=card)
    ]
    long, keys = data(pictures.apart(room), "wide")
    for layout, letters in pictures.IN_A_LINE.items():
        assert max(map(len, long[layout])) <= letters
        high = keys[f"top_{layout}"][1] - long[f"top_{layout}"][1]
        assert high > pictures.LINE_EMS * len(long[layout])


def test_every_standpoint_is_drawn_in_its_own_shape_and_named_in_the_legend():
    drawing = pictures.apart(ROOM)
    shapes = {mark["n"]: mark["shape"] for mark in data(drawing, "first")}
    assert shapes == dict(enumerate(theme.MARKS.values()))
    legend = [row for row in data(drawing, "label") if "shape" in row]
    assert {row["label"]: row["shape"] for row in legend} == {
        standpoint.says: theme.MARKS[standpoint] for standpoint in Standpoint
    }


def test_the_bins_are_named_along_the_top():
    heads = data(pictures.apart(ROOM), "short")
    assert [(head["bin"], head["label"], head["short"]) for head in heads] == [
        (rank, world.label, world.value) for rank, world in enumerate(World)
    ]


def test_the_card_that_parts_people_most_comes_first():
    assert cards_of(pictures.apart(ROOM)) == ["Repairs", "Keys"]


def test_at_most_six_cards_are_drawn():
    room = [
        placement
        for i in range(20)
        for standpoint in Standpoint
        for placement in placed(standpoint, World.BY, card=f"card {i}")
    ]
    drawing = pictures.apart(room)
    assert len(cards_of(drawing)) == 6
    assert len(drawing.views[0].description.rows) == 6


def test_the_words_name_the_gap_of_their_own_gathering():
    before, after = (view.description for view in pictures.apart(ROOM).views)
    gap = "‘Repairs’: the community says done by (3 of 3), the centre says done"
    assert before.headline == f"{gap} to (3 of 3)"
    assert after.headline == f"{gap} for (3 of 3)"
    assert f"{after.headline}." in after.sentence
    assert after.rows[0] == (
        "Repairs",
        "done by (3 of 3)",
        "done with (3 of 3)",
        "done for (3 of 3)",
    )


def test_the_last_gathering_says_what_moved_most_since_the_first_and_by_whom():
    before, after = (view.description for view in pictures.apart(ROOM).views)
    assert "Moved most" not in before.sentence
    assert after.sentence.endswith(
        "Moved most since 10 March 2026, by the centre: ‘Repairs’: 3 of the 3 voices "
        "heard both times moved it."
    )


def test_where_nothing_moved_it_says_so():
    stayed = [
        placement
        for at in (FIRST, LAST)
        for standpoint, world in (
            (Standpoint.COMMUNITY, World.BY),
            (Standpoint.CENTRE, World.TO),
        )
        for placement in placed(standpoint, world, at=at)
    ]
    _, after = pictures.apart(stayed).views
    assert "No standpoint moved any of these cards" in after.description.sentence


def test_views_are_named_after_their_days():
    views = pictures.apart(ROOM).views
    assert [view.label for view in views] == ["10 March 2026", "22 September 2026"]
    assert [view.params for view in views] == [{"later": 0}, {"later": 1}]
    assert pictures.apart(ROOM).control == "Sorted at the gathering of"


def test_one_gathering_has_one_view():
    [view] = pictures.apart([p for p in ROOM if p.at == LAST]).views
    assert view.params == {"later": 1}


def test_a_card_that_only_the_second_gathering_sorted_is_no_hindrance():
    room = [
        *placed(Standpoint.COMMUNITY, World.TO, at=FIRST),
        *placed(Standpoint.CENTRE, World.TO, at=FIRST),
        *placed(Standpoint.COMMUNITY, World.TO, card="Keys"),
        *placed(Standpoint.CENTRE, World.BY, card="Keys"),
    ]
    before, after = (view.description for view in pictures.apart(room).views)
    assert before.headline.startswith("‘Repairs’")
    assert after.headline.startswith("‘Keys’")


def test_without_placements_the_words_say_that_nobody_has_sorted():
    drawing = pictures.apart([])
    assert drawing.chart is None
    [view] = drawing.views
    assert view.description.headline == "Nobody else has sorted these cards yet"
    assert "one sorting, not a pattern" in view.description.sentence


def test_too_few_voices_are_words_and_no_picture():
    drawing = pictures.apart(placed(Standpoint.COMMUNITY, World.BY, voices=9))
    assert drawing.chart is None
    [view] = drawing.views
    assert view.description.headline == "Too few voices to show apart"
