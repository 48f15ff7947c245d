"""The wall: a page shows the room that its address names, and believes no browser."""

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relkit import cases, export, formats, widgets
from relkit.charts import sorting
from relkit.models.four_worlds import World
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import TURNS

CARD = "Airing and heating homes against damp"
SITUATION = {"name": "A leak at night", "whose": "Tenants"}
HIDDEN = {
    "case": "housing_repairs",
    "title": "Housing repairs on an estate",
    "gatherings": [[1, "2026-11-24"]],
    "come": {"community": 4, "place": 3, "centre": 0, "unsaid": 1},
    "activities": [
        {"topic": "four_worlds", "open": True, "revealed": False, "answered": 7}
    ],
    "results": {},
}
COUNTS = [
    [1, "community", CARD, {"by": 3, "with": 1}],
    [1, "place", CARD, {"for": 3}],
]
REVEALED = HIDDEN | {"results": {"four_worlds": {"counts": COUNTS, "flows": []}}}
COLLECTED = HIDDEN | {"results": {"thriving": {"rows": {"Situations": [SITUATION]}}}}


@pytest.fixture
def place(browser, known):
    return widgets.PlacePicker(known, formats.read, export.template, cases.given)


@pytest.fixture
def feed(place):
    return place.feed


def test_without_a_room_the_page_shows_the_place_that_was_chosen(place, feed, known):
    assert feed.value is None
    place.choose("fire_safety")
    assert place.value is known[1]


def test_the_page_shows_the_rooms_answers_and_no_others(place, feed, browser):
    browser.changes(feed, said=REVEALED)
    placed = place.value.placements
    assert {(p.card, p.bin, p.standpoint) for p in placed} == {
        (CARD, World.BY, Standpoint.COMMUNITY),
        (CARD, World.WITH, Standpoint.COMMUNITY),
        (CARD, World.FOR, Standpoint.PLACE),
    }
    assert len(placed) == 7
    assert [each.held for each in place.value.gatherings] == [date(2026, 11, 24)]


def test_while_an_activity_is_hidden_nobodys_answers_are_on_the_page(
    place, feed, browser
):
    assert place.value.placements
    browser.changes(feed, said=HIDDEN)
    assert place.value.placements == place.value.lane_placements == ()
    assert sorting.apart(place.value.placements).chart is None


def test_an_activity_that_is_hidden_again_is_gone_from_the_page(place, feed, browser):
    for said in (REVEALED, HIDDEN):
        browser.changes(feed, said=said)
    assert place.value.placements == ()


def test_what_was_collected_stands_below_the_places_own(place, feed, browser, known):
    browser.changes(feed, said=COLLECTED)
    *own, last = place.value.situations
    assert tuple(own) == known[0].situations
    assert last.name == SITUATION["name"]


def test_a_row_that_no_longer_makes_sense_is_left_out(place, feed, browser, known):
    lost = {"name": "A visit", "situations": "Gone since"}
    rows = {"Encounters": [lost], "Situations": [{"name": "Rain"}, SITUATION], "X": [1]}
    said = HIDDEN | {"results": {"thriving": {"rows": rows}}}
    browser.changes(feed, said=said)
    assert place.value.encounters == known[0].encounters
    assert place.value.situations[-1].name == SITUATION["name"]


def test_counts_that_change_while_it_is_hidden_redraw_nothing(place, feed, browser):
    browser.changes(feed, said=HIDDEN)
    drawn = []
    widgets.tell(place, drawn.append)
    more = copy.deepcopy(HIDDEN)
    more["activities"][0]["answered"] = 8
    browser.changes(feed, said=more)
    assert drawn == []
    assert feed.value["activities"][0]["answered"] == 8


def test_the_browser_hears_when_a_state_is_drawn_and_not_the_state_again(feed, browser):
    browser.changes(feed, said=HIDDEN)
    browser.changes(feed, said=REVEALED)
    assert browser.kept(feed, "drawn")[-1] == 2
    assert browser.kept(feed, "said") == []


def test_a_room_is_shown_whatever_is_chosen_meanwhile(place, feed, browser):
    browser.changes(feed, said=REVEALED)
    browser.changes(place, chosen="fire_safety")
    assert place.value.name == "housing_repairs"
    browser.changes(feed, said=None)
    assert place.value.name == "fire_safety"


def test_a_room_about_a_place_that_is_not_here_has_its_answers(place, feed, browser):
    browser.changes(feed, said=REVEALED | {"case": "elm", "title": "Elm Road"})
    assert (place.value.title, place.value.activities) == ("Elm Road", ())
    assert len(place.value.placements) == 7


def test_movement_is_shown_where_the_room_tells_it(place, feed, browser):
    flows = [[1, 2, "place", CARD, [["for", "with", 3]]]]
    counts = [*COUNTS, [2, "place", CARD, {"with": 3}]]
    said = REVEALED | {"gatherings": [[1, "2026-05-24"], [2, "2026-11-24"]]}
    said["results"] = {"four_worlds": {"counts": counts, "flows": flows}}
    browser.changes(feed, said=said)
    of_place = [p for p in place.value.placements if p.standpoint == "place"]
    assert len({p.voice for p in of_place}) == 3


def test_a_gathering_that_is_revealed_is_read_at_once(place, feed, browser):
    board = widgets.SortingBoard(TURNS, Lane, of="cards", by="lane")
    widgets.follow(place, board.deal)
    read = widgets.Comparison(board)
    browser.changes(feed, said=HIDDEN)
    assert read.value.at is None
    card = place.value.cards[0].name
    counts = [[1, "community", card, {"ourselves": 3}]]
    results = {"swimlanes": {"counts": counts, "flows": []}}
    browser.changes(feed, said=HIDDEN | {"results": results})
    assert read.value.at.date() == date(2026, 11, 24)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
WORDS = st.sampled_from(
    ["case", "rows", "Situations", "counts", "by", CARD, "four_worlds", "place", 1, 3]
)
JSON = st.recursive(
    LEAVES | WORDS,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(WORDS.map(str), inner, max_size=4)
    ),
    max_leaves=10,
)
COUNT = st.tuples(JSON, JSON, JSON, JSON).map(list)
RESULT = st.fixed_dictionaries(
    {}, optional={"counts": st.lists(COUNT) | JSON, "flows": JSON, "rows": JSON}
)
SHAPED = st.fixed_dictionaries(
    {"case": st.just("housing_repairs")},
    optional={
        "title": JSON,
        "gatherings": JSON | st.just([[1, "2026-11-24"]]),
        "come": JSON,
        "activities": JSON,
        "results": JSON | st.dictionaries(st.sampled_from(["four_worlds"]), RESULT),
    },
)
HUGE = [[1, "place", CARD, {"by": 10**12}], [1, "place", CARD, {"by": 150_000}]]


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(said=JSON | SHAPED)
@example(said=REVEALED | {"results": {"four_worlds": {"counts": HUGE * 9}}})
@example(said=REVEALED | {"gatherings": [[1, "2026-11-24"], [1, "x"], [2, None]]})
@example(said=REVEALED | {"results": {"four_worlds": [], "governance": {"rows": 1}}})
@example(said=COLLECTED | {"results": {"thriving": {"rows": {"Situations": [7]}}}})
@example(said=REVEALED | {"activities": [{"topic": ["four_worlds"]}]})
def test_whatever_a_browser_says_it_read_leaves_a_page_that_works(browser, known, said):
    place = widgets.PlacePicker(known, formats.read, export.template, cases.given)
    board = widgets.SortingBoard("four_worlds", World, of="activities", by="world")
    widgets.follow(place, board.deal)
    browser.changes(place.feed, said=said)
    assert place.feed.drawn == (said is not None)
    assert len(place.value.placements) <= 200_000
    browser.changes(place.feed, said=REVEALED)
    assert len(place.value.placements) == 7
    assert board.value.placements == place.value.placements
