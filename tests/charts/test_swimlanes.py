"""Lanes, the table of lanes by lanes, movement and help: whole, and told in words."""

from dataclasses import replace
from datetime import datetime

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.charts import (
    swimlanes,
    swimlanes_help,
    swimlanes_matrix,
    swimlanes_moved,
    theme,
)
from relkit.models.case import Case, Kind
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_compared import INSTITUTIONS, Compared, gathered, topic
from relkit.models.swimlanes_moved import moved
from relkit.paths import DATASETS

LAW = settings(deadline=None, max_examples=30)
FIRST, LAST = datetime(2026, 3, 10), datetime(2026, 9, 22)
OURS, HELP, FOR_US = Lane
NAMES = (
    "Bins",
    "Keys kept by a neighbour on the landing",
    "Roof",
    "A dry bedroom",
    "Tea",
)
PLACES = ("housing_repairs", "fire_safety", "living_well")


@st.composite
def some_cards(draw):
    return tuple(
        Card(
            name=name,
            lane=draw(st.sampled_from(Lane)),
            helped_by=tuple(draw(st.sets(st.sampled_from(["City", "Nurse"])))),
        )
        for name in NAMES[: draw(st.integers(1, len(NAMES)))]
    )


def said(card, standpoint, at, *lanes):
    return [
        Placement(
            voice=f"{standpoint}{i}", card=card, bin=lane, standpoint=standpoint, at=at
        )
        for i, lane in enumerate(lanes)
    ]


@st.composite
def some_cases(draw):
    cards = draw(some_cards())
    lanes = st.lists(st.sampled_from(Lane), max_size=5)
    placements = [
        placement
        for card in cards
        for standpoint in Standpoint
        for at in (FIRST, LAST)
        for placement in said(card.name, standpoint, at, *draw(lanes))
    ]
    return case(cards, placements)


def case(cards, placements=(), **sorted_by):
    return Case(
        name="elm",
        title="Elm Road",
        place="Elm Road",
        kind=Kind.INVENTED,
        cards=tuple(cards),
        lane_placements=tuple(placements),
        sorted={topic(Standpoint(who)): lanes for who, lanes in sorted_by.items()},
    )


def rows(drawing, key):
    """All rows in the picture that have this key, without their repetitions."""
    found = []
    for _, drawn in layers(drawing.chart, validate=False):
        found += [row for row in drawn if key in row]
    return [row for i, row in enumerate(found) if row not in found[:i]]


def words(drawing):
    [view] = drawing.views
    return view.description


class TestLanes:
    @LAW
    @given(some_cards())
    def test_every_card_stands_once_in_its_lane(self, cards):
        boxes = [r for r in rows(swimlanes.lanes(cards), "none") if not r["none"]]
        assert sorted((" ".join(b["wide"]), b["lane"]) for b in boxes) == sorted(
            (card.name, list(Lane).index(card.lane)) for card in cards
        )

    @LAW
    @given(some_cards())
    def test_no_card_lies_on_another_or_outside_its_lane(self, cards):
        drawing = swimlanes.lanes(cards)
        heads = rows(drawing, "label")
        for layout in ("wide", "narrow"):
            seen = set()
            for box in rows(drawing, "none"):
                head = heads[box["lane"]]
                assert head[f"top_{layout}"] < box[f"top_{layout}"]
                assert box[f"end_{layout}"] <= head[f"end_{layout}"] + 1e-6
                column = box["column"] if layout == "wide" else 0
                at = (box["lane"], column, box[f"top_{layout}"])
                assert at not in seen
                seen.add(at)

    def test_beside_each_lane_stands_its_world_and_its_shade(self):
        heads = rows(swimlanes.lanes([Card(name="Bins", lane=OURS)]), "label")
        assert [head["told_wide"][-1] for head in heads] == [
            "done by",
            "done with",
            "done for",
        ]
        assert [head["colour"] for head in heads] == [
            theme.WORLDS[lane.world][0] for lane in Lane
        ]

    def test_an_empty_lane_says_so(self):
        boxes = rows(swimlanes.lanes([Card(name="Bins", lane=OURS)]), "none")
        assert [" ".join(box["wide"]) for box in boxes] == [
            "Bins",
            "No card lies here.",
            "No card lies here.",
        ]

    def test_the_words_tell_the_questions_in_their_order_and_how_many(self):
        cards = [Card(name=name, lane=OURS) for name in NAMES[:2]]
        told = words(swimlanes.lanes([*cards, Card(name="Roof", lane=FOR_US)]))
        assert told.headline == "As the cards lie, people can do 2 of 3 themselves"
        assert "What can we do ourselves? 2 cards. What do we need help with? 0" in (
            told.sentence
        )
        assert [row[0] for row in told.rows] == [*NAMES[:2], "Roof"]


class TestMatrix:
    @LAW
    @given(some_cases(), st.sampled_from(INSTITUTIONS))
    def test_every_card_that_can_be_read_is_in_a_cell_or_told_as_a_tie(
        self, place, beside
    ):
        for at in gathered(place):
            compared = Compared(case=place, at=at, beside=beside)
            drawing = swimlanes_matrix.compared(compared)
            read = [r for r in compared.readings if r.community and r.other]
            if not read:
                assert drawing.chart is None
                continue
            cells = rows(drawing, "row")
            assert len(cells) == 9
            inside = sum(line.startswith("•") for c in cells for line in c["names"])
            assert inside == sum(r.cell is not None for r in read)
            told = words(drawing)
            assert len(told.rows) == len(read)
            for each in read:
                assert (f"‘{each.card}’" in told.sentence) is each.is_tie

    @LAW
    @given(some_cases(), st.sampled_from(INSTITUTIONS))
    def test_too_few_voices_are_never_drawn_or_told(self, place, beside):
        for at in gathered(place):
            compared = Compared(case=place, at=at, beside=beside)
            few = {r.card for r in compared.readings if not (r.community and r.other)}
            told = words(swimlanes_matrix.compared(compared))
            assert not few & {row[0] for row in told.rows}

    def test_each_cell_says_what_it_is_in_words(self):
        place = case(
            [Card(name="Bins", lane=OURS)],
            community={"Bins": "ourselves"},
            place={"Bins": "for_us"},
        )
        cells = rows(swimlanes_matrix.compared(Compared(case=place)), "row")
        kinds = [[c["kind"] for c in cells if c["row"] == n] for n in range(3)]
        assert kinds == [
            ["Same lane", "Overreach", "Overreach"],
            ["Abandonment", "Same lane", "Overreach"],
            ["Abandonment", "Abandonment", "Same lane"],
        ]
        assert [c["names"] for c in cells if c["count"] != "none"] == [["• Bins"]]

    def test_a_card_that_is_read_otherwise_than_its_cell_says_so(self):
        place = case(
            [Card(name="Bins", lane=OURS)],
            [
                *said("Bins", Standpoint.COMMUNITY, FIRST, OURS, OURS, OURS, HELP),
                *said(
                    "Bins", Standpoint.PLACE, FIRST, OURS, OURS, FOR_US, FOR_US, OURS
                ),
            ],
        )
        [cell] = [
            c
            for c in rows(
                swimlanes_matrix.compared(Compared(case=place, at=FIRST)), "row"
            )
            if c["count"] != "none"
        ]
        assert (cell["kind"], cell["names"]) == ("Same lane", ["• Bins (overreach)"])

    def test_one_sorting_is_told_as_one(self):
        place = case(
            [Card(name="Bins", lane=OURS)],
            community={"Bins": "ourselves"},
            place={"Bins": "for_us"},
        )
        told = words(swimlanes_matrix.compared(Compared(case=place)))
        assert told.headline == "The place would do more than people ask on 1 card"
        assert "one sorting by each, not a pattern" in told.sentence

    @pytest.mark.parametrize(
        ("sorted_by", "said"),
        [
            ({}, "Not sorted yet on this machine by the community and the place"),
            (
                {"community": {"Bins": "for_us"}},
                "Not sorted yet on this machine by the place",
            ),
            (
                {"place": {"Bins": "for_us"}},
                "Not sorted yet on this machine by the community",
            ),
            (
                {"community": {"Bins": "for_us"}, "place": {"Roof": "for_us"}},
                "No card has been sorted by both on this machine yet",
            ),
        ],
    )
    def test_who_has_not_sorted_is_named_and_counts_as_nothing(self, sorted_by, said):
        cards = [Card(name="Bins", lane=OURS), Card(name="Roof", lane=OURS)]
        drawing = swimlanes_matrix.compared(Compared(case=case(cards, **sorted_by)))
        assert drawing.chart is None
        assert words(drawing).headline == said

    def test_too_few_voices_at_a_gathering_are_said_to_be_too_few(self):
        place = case(
            [Card(name="Bins", lane=OURS)],
            said("Bins", Standpoint.COMMUNITY, FIRST, OURS, OURS),
        )
        told = words(swimlanes_matrix.compared(Compared(case=place, at=FIRST)))
        assert told.headline == "Too few voices to show on 10 March 2026"


class TestMovement:
    @LAW
    @given(some_cases())
    def test_every_card_is_in_one_band_on_either_side(self, place):
        drawing = swimlanes_moved.movement(place)
        told = moved(place)
        if not told:
            assert drawing.chart is None
            return
        for n, each in enumerate(told):
            count = len(each.movements)
            bands = [r for r in rows(drawing, "middle") if r["n"] == n]
            assert sum(band["cards"] for band in bands) == count
            for last in (0, 1):
                ends = [
                    r for r in rows(drawing, "last") if (r["n"], r["last"]) == (n, last)
                ]
                cards = sum(end["end"] - end["top"] for end in ends)
                assert cards == pytest.approx(count * swimlanes_moved.CARD_EMS)

    @LAW
    @given(some_cases())
    def test_a_band_keeps_its_height_and_stays_within_its_lanes(self, place):
        drawing = swimlanes_moved.movement(place)
        if drawing.chart is None:
            return
        by_flow = {}
        for point in rows(drawing, "t"):
            by_flow.setdefault(point["flow"], []).append(point)
        for points in by_flow.values():
            heights = {round(p["end"] - p["top"], 2) for p in points}
            assert len(heights) == 1
            assert [p["t"] for p in points] == sorted(p["t"] for p in points)

    def test_each_standpoint_is_a_view_of_its_own_and_the_community_is_first(self):
        place = cases.read(DATASETS / "cases" / "housing_repairs")
        views = swimlanes_moved.movement(place).views
        assert [view.label for view in views] == [
            "The community",
            "The place",
            "The centre",
        ]
        assert [view.params for view in views] == [{"who": n} for n in range(3)]

    def test_moved_cards_are_named_with_both_lanes(self):
        place = case(
            [Card(name="Bins", lane=OURS)],
            [
                *said("Bins", Standpoint.COMMUNITY, FIRST, FOR_US, FOR_US, FOR_US),
                *said("Bins", Standpoint.COMMUNITY, LAST, HELP, HELP, HELP),
            ],
        )
        told = words(swimlanes_moved.movement(place))
        assert told.headline == "The community moved 1 of 1 card to another lane"
        assert "Moved: ‘Bins’ from for us to with help." in told.sentence
        assert told.rows == (
            (
                "Bins",
                "for us",
                "with help",
                "3 of the 3 voices heard both times moved it.",
            ),
        )


class TestHelp:
    @LAW
    @given(some_cards())
    def test_a_mark_stands_for_every_card_that_names_somebody(self, cards):
        drawing = swimlanes_help.named(cards)
        needed = [c for c in cards if c.lane is not OURS and c.helped_by]
        if not needed:
            assert drawing.chart is None
            return
        told = words(drawing)
        assert sum(row[1] for row in told.rows) == sum(len(c.helped_by) for c in needed)
        drawn = layers(drawing.chart, validate=False)
        [marks] = [rows for _, rows in drawn if "i" in rows[0]]
        assert len(marks) == sum(row[1] for row in told.rows)

    def test_who_is_named_most_is_the_heading(self):
        cards = [
            Card(name="Bins", lane=FOR_US, helped_by=("City",)),
            Card(name="Roof", lane=HELP, helped_by=("City", "Nurse")),
        ]
        told = words(swimlanes_help.named(cards))
        assert told.headline == "Named most as help: ‘City’, on 2 cards"
        assert told.rows[0] == ("City", 2, "Roof", "Bins")

    def test_where_nobody_is_named_the_words_ask_who_would_be(self):
        told = words(swimlanes_help.named([Card(name="Bins", lane=FOR_US)]))
        assert told.headline == "Nobody is named as help"


NOTHING = case(())


@pytest.mark.parametrize(
    "drawing",
    [
        swimlanes.lanes(()),
        swimlanes_help.named(()),
        swimlanes_matrix.compared(Compared(case=NOTHING)),
        swimlanes_moved.movement(NOTHING),
    ],
    ids=["lanes", "help", "matrix", "movement"],
)
def test_without_cards_the_words_say_what_a_card_is(drawing):
    assert drawing.chart is None
    assert words(drawing).headline == "There are no cards for this place yet"
    assert "such as ‘A dry bedroom’" in words(drawing).sentence


def test_with_one_gathering_nothing_is_said_to_have_moved():
    place = case(
        [Card(name="Bins", lane=OURS)],
        said("Bins", Standpoint.COMMUNITY, FIRST, *[OURS] * 3),
    )
    told = words(swimlanes_moved.movement(place))
    assert told.headline == "Nothing has been sorted at two gatherings yet"


@pytest.mark.parametrize("name", PLACES)
def test_the_places_that_come_with_relkit_show_all_of_it(name):
    """Overreach, abandonment, divided, agreed, a tie, and cards that moved."""
    place = cases.read(DATASETS / "cases" / name)
    last = gathered(place)[-1]
    kinds, ties = set(), False
    for beside in INSTITUTIONS:
        compared = Compared(case=place, at=last, beside=beside)
        assert swimlanes_matrix.compared(compared).chart is not None
        kinds |= {each.kind.value for each in compared.readings}
        ties |= any(each.is_tie for each in compared.readings)
    assert kinds >= {"overreach", "abandonment", "divided", "agreed"}
    assert ties
    assert any(
        "moved" in v.description.headline for v in swimlanes_moved.movement(place).views
    )
    assert 15 <= len(place.cards) <= 25
    assert all(c.helped_by for c in place.cards if c.lane is not OURS)
    assert not any(c.helped_by for c in place.cards if c.lane is OURS)
    assert replace(place, sorted={}) == place
