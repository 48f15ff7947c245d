"""Where standpoints part: few voices are never drawn, and gaps are told first."""

from datetime import datetime

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
        for i in range(voices)
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
    spec = drawing.chart.to_dict(validate=False)
    rows = []
    for layer in spec["layer"]:
        rows += [row for row in layer["data"]["values"] if key in row]
    return [row for i, row in enumerate(rows) if row not in rows[:i]]


@LAW
@given(some_placements())
def test_only_standpoints_with_three_voices_are_drawn_or_told(placements):
    drawing = pictures.apart(placements)
    cards = {row["row"]: row["card"] for row in data(drawing, "card")}
    counts = [
        sorting.tally(p for p in placements if p.at == at) for at in (FIRST, LAST)
    ]
    for mark in data(drawing, "first"):
        standpoint, card = list(Standpoint)[mark["n"]], cards[mark["row"]]
        voices = [sum(c.get(card, {}).get(standpoint, {}).values()) for c in counts]
        assert max(voices) >= 3
    for view in drawing.views:
        for row in view.description.rows:
            told = [cell for cell in row[1:] if cell != "too few voices"]
            assert all(cell.endswith("(100%)") for cell in told)


@LAW
@given(some_placements())
def test_whoever_would_rather_not_say_changes_nothing_in_the_picture(placements):
    known = [each for each in placements if each.standpoint]
    marks = data(pictures.apart(known), "first") if known else []
    with_all = data(pictures.apart(placements), "first") if placements else []
    told = sorted((mark["n"], mark["first"], mark["last"]) for mark in marks)
    assert sorted((m["n"], m["first"], m["last"]) for m in with_all) == told


def test_a_mark_stands_at_the_mean_from_the_first_gathering_to_the_last():
    marks = data(pictures.apart(ROOM), "first")
    repairs = [mark for mark in marks if mark["row"] == 0]
    assert [(mark["n"], mark["first"], mark["last"]) for mark in repairs] == [
        (0, 1, 1),
        (1, 2 / 3, 2 / 3),
        (2, 0, 1 / 3),
    ]


def test_every_standpoint_is_drawn_in_its_own_shape_and_named_in_the_legend():
    drawing = pictures.apart(ROOM)
    shapes = {mark["n"]: mark["shape"] for mark in data(drawing, "first")}
    assert shapes == dict(enumerate(theme.MARKS.values()))
    legend = [row for row in data(drawing, "label") if "shape" in row]
    assert {row["label"]: row["shape"] for row in legend} == {
        standpoint.says: theme.MARKS[standpoint] for standpoint in Standpoint
    }


def test_the_bins_are_named_along_the_top():
    ticks = [row for row in data(pictures.apart(ROOM), "at") if row["row"] < 0]
    assert [tick["label"] for tick in ticks] == [world.value for world in World]
    assert [tick["at"] for tick in ticks] == [0, 1 / 3, 2 / 3, 1]


def test_the_card_that_parts_people_most_comes_first():
    cards = [row["card"] for row in data(pictures.apart(ROOM), "card")]
    assert cards == ["Repairs", "Keys"]


def test_at_most_eight_cards_are_drawn():
    room = [
        placement
        for i in range(20)
        for standpoint in Standpoint
        for placement in placed(standpoint, World.BY, card=f"card {i}")
    ]
    drawing = pictures.apart(room)
    assert len(data(drawing, "card")) == 8
    assert len(drawing.views[0].description.rows) == 8


def test_the_words_name_the_gap_of_their_own_gathering():
    before, after = (view.description for view in pictures.apart(ROOM).views)
    gap = "‘Repairs’: the community says done by (100%), the centre says done"
    assert before.headline == f"{gap} to (100%)"
    assert after.headline.startswith("‘Repairs’: the community says done by (100%)")
    assert f"{after.headline}." in after.sentence
    assert after.rows[0] == (
        "Repairs",
        "done by (100%)",
        "done with (100%)",
        "done for (100%)",
    )


def test_views_are_named_after_their_days():
    views = pictures.apart(ROOM).views
    assert [view.label for view in views] == ["10 March 2026", "22 September 2026"]
    assert [view.params for view in views] == [{"later": 0}, {"later": 1}]


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
    drawing.chart.to_dict()
    [view] = drawing.views
    assert view.description.headline == "Nobody else has sorted these cards yet"
    assert "one sorting, not a pattern" in view.description.sentence
