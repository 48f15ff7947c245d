"""What was chosen and sorted goes on from page to page, until it is forgotten."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relkit import cases, export, formats, widgets
from relkit.models.four_worlds import World
from relkit.widgets import KeptInBrowser, follow

CARD = "Airing and heating homes against damp"
OWN = b"name,world,residents_hours,staff_hours\nKeeping keys,by,12,0"
FILE = {"name": "elm.csv", "base64": base64.b64encode(OWN).decode()}

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
WORDS = st.sampled_from(
    [
        "case",
        "own",
        "sorted",
        "four_worlds",
        "name",
        "base64",
        CARD,
        "by",
        "fire_safety",
    ]
)
JSON = st.recursive(
    LEAVES | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4)
    ),
    max_leaves=12,
)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        "case": JSON,
        "own": JSON | st.fixed_dictionaries({"name": JSON, "base64": JSON}),
        "sorted": JSON | st.dictionaries(st.just("four_worlds"), JSON),
        "edited": JSON | st.dictionaries(st.just("four_worlds"), JSON),
    },
)


@pytest.fixture
def page(place, board):
    """The widgets of the four-worlds page, tied as its notebook ties them."""
    follow(place, board.deal)
    return KeptInBrowser(place, board)


def test_nothing_is_kept_until_the_browser_has_said_what_it_kept(page, place):
    place.choose("fire_safety")
    assert page.value == {}


def test_the_place_that_was_kept_is_chosen(page, place, browser):
    browser.says(page, {"found": {"case": "fire_safety"}})
    assert place.value.name == "fire_safety"


def test_what_was_sorted_is_laid_out_and_the_value_follows(page, board, browser):
    kept = {"sorted": {"four_worlds": {"housing_repairs": {CARD: "to"}}}}
    browser.says(page, {"found": kept})
    assert board.value.activities[0].world is World.TO


def test_what_was_sorted_on_other_pages_is_saved_and_moves_nothing(
    page, board, browser, estate
):
    elsewhere = {"lanes": {estate.name: {CARD: "with_help"}}}
    browser.says(page, {"found": {"sorted": elsewhere}})
    assert board.value.activities == estate.activities
    board.move(CARD, World.TO)
    assert board.saved.sorted == {
        "lanes": {CARD: "with_help"},
        "four_worlds": {CARD: "to"},
    }


def test_what_was_sorted_elsewhere_is_saved_with_its_own_place_only(
    page, place, board, browser
):
    elsewhere = {"lanes": {"fire_safety": {"Any": "with_help"}}}
    browser.says(page, {"found": {"sorted": elsewhere}})
    assert board.saved.sorted == {}
    place.choose("fire_safety")
    assert board.saved.sorted == {"lanes": {"Any": "with_help"}}


def test_every_change_is_kept(page, place, board, browser):
    browser.says(page, {"found": {}})
    board.move(CARD, World.TO)
    kept = browser.kept(page, "value")[-1]
    assert (kept["case"], kept["field"]) == ("housing_repairs", "sorted")
    assert kept["kept"]["four_worlds"][CARD] == "to"
    place.choose("fire_safety")
    assert browser.kept(page, "value")[-1]["case"] == "fire_safety"


def test_each_places_sorting_is_still_there_on_coming_back(page, place, board, browser):
    browser.says(page, {"found": {}})
    board.move(CARD, World.TO)
    place.choose("fire_safety")
    place.choose("housing_repairs")
    assert board.value.activities[0].world is World.TO


def test_what_is_kept_opens_on_the_next_page(page, place, board, browser, known):
    browser.says(page, {"found": {}})
    place.take("elm.csv", OWN)
    own = page.value["own"]
    board.move("Keeping keys", World.WITH)
    kept = page.value
    assert "own" not in kept  # sent once: a card moved on another page must not undo it
    found = {
        **kept,
        "own": own,
        "sorted": {"four_worlds": {kept["case"]: kept["kept"]["four_worlds"]}},
    }

    place = widgets.PlacePicker(
        known, read=cases.read_spreadsheet, template=export.template
    )
    board = widgets.SortingBoard("four_worlds", World, of="activities", by="world")
    follow(place, board.deal)
    browser.says(KeptInBrowser(place, board), {"found": found})
    assert (place.value.name, place.uploaded) == ("elm", ("elm.csv", OWN))
    assert board.value.activities[0].world is World.WITH


def test_a_new_file_counts_as_it_is(page, place, board, browser):
    browser.says(page, {"found": {}})
    place.take("elm.csv", OWN)
    board.move("Keeping keys", World.WITH)
    place.take("elm.csv", OWN.replace(b",by,", b",for,"))
    assert board.value.activities[0].world is World.FOR


@pytest.fixture
def sorted_file(estate):
    """What somebody saved who had moved the first card."""
    moved = {"four_worlds": {CARD: "to"}}
    return "elm.xlsx", export.to_xlsx(replace(estate, sorted=moved))


def test_a_file_that_was_sorted_comes_up_as_sorted(
    page, place, board, browser, sorted_file
):
    browser.says(page, {"found": {}})
    place.take(*sorted_file)
    assert board.moved == {CARD: "to"}
    assert page.value["kept"]["four_worlds"] == {CARD: "to"}
    board.put_back()
    assert board.value.activities[0].world is World.BY


@pytest.mark.parametrize("kept", [{}, {CARD: "with"}])
def test_what_the_browser_kept_since_comes_before_what_the_file_says(
    page, board, browser, sorted_file, kept
):
    name, content = sorted_file
    own = {"name": name, "base64": base64.b64encode(content).decode()}
    found = {"case": "elm", "own": own, "sorted": {"four_worlds": {"elm": kept}}}
    browser.says(page, {"found": found})
    assert board.value.name == "elm"
    assert board.moved == kept


def test_cards_that_were_put_back_are_kept_so(page, board, browser):
    browser.says(page, {"found": {}})
    board.move(CARD, World.TO)
    browser.changes(board, placed=board.came)
    assert browser.kept(page, "value")[-1]["kept"] == {"four_worlds": {}}


def test_an_upload_that_opens_no_more_leaves_the_page_as_it_was(page, place, browser):
    browser.says(page, {"found": {"own": {**FILE, "base64": "AAAA"}}})
    assert place.value.name == "housing_repairs"
    assert place.problems


def test_forgetting_starts_again_from_nothing(page, place, board, browser, estate):
    browser.says(page, {"found": {"own": FILE, "case": "elm"}})
    board.move("Keeping keys", World.WITH)
    browser.says(page, {"forget": True})
    assert place.uploaded is None
    assert [each["name"] for each in place.places].count("elm") == 0
    assert board.value == estate


def test_the_page_hears_when_all_is_forgotten(page, browser):
    browser.says(page, {"found": {}})
    assert browser.messages_from(page) == []
    browser.says(page, {"forget": True})
    assert browser.messages_from(page) == [{"forgotten": True}]


def test_forgetting_lets_go_of_what_was_sorted_on_other_pages(
    page, board, browser, estate
):
    browser.says(page, {"found": {"sorted": {"lanes": {estate.name: {CARD: "to"}}}}})
    browser.says(page, {"forget": True})
    assert board.saved == estate


def test_forgetting_puts_the_cards_back(page, board, browser, estate):
    browser.says(page, {"found": {}})
    board.move(CARD, World.TO)
    browser.says(page, {"forget": True})
    assert board.value == estate


def test_what_was_forgotten_and_done_again_is_kept_again(page, place, browser):
    browser.says(page, {"found": {}})
    for _ in range(2):
        place.choose("fire_safety")
        assert browser.kept(page, "value")[-1]["case"] == "fire_safety"
        browser.says(page, {"forget": True})
        assert browser.kept(page, "value")[-1] == {}


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(found=JSON | SHAPED)
@example(found={"sorted": {"four_worlds": {"housing_repairs": {CARD: ["to"]}}}})
@example(found={"sorted": {"four_worlds": {"housing_repairs": []}}})
@example(found={"own": {"name": None, "base64": "é"}})
@example(found={"own": "elm.csv", "case": ["fire_safety"]})
def test_whatever_a_browser_kept_leaves_a_page_that_works(browser, known, found):
    place = widgets.PlacePicker(
        known, read=cases.read_spreadsheet, template=export.template
    )
    board = widgets.SortingBoard("four_worlds", World, of="activities", by="world")
    follow(place, board.deal)
    page = KeptInBrowser(place, board)
    browser.says(page, {"found": found})
    assert place.value in known
    assert {each.world.value for each in board.value.activities} <= {*World}
    board.move(board.value.activities[0].name, World.TO)
    assert page.value["kept"]["four_worlds"][board.value.activities[0].name] == "to"


def test_a_page_without_a_board_keeps_the_place(place, browser):
    page = KeptInBrowser(place)
    browser.says(page, {"found": {"case": "fire_safety"}})
    assert place.value.name == "fire_safety"
    place.choose("living_well")
    assert browser.kept(page, "value")[-1]["case"] == "living_well"


def test_only_cards_that_were_moved_are_kept(page, board, browser):
    browser.says(page, {"found": {}})
    board.move("Clearing gutters on the low blocks", World.WITH)
    assert page.value["kept"]["four_worlds"] == {
        "Clearing gutters on the low blocks": "with"
    }


def test_a_place_that_relkit_is_started_with_comes_before_one_that_was_kept(
    page, place, browser
):
    browser.says(page, {"found": {"case": "fire_safety", "first": "another"}})
    assert place.value.name == "housing_repairs"


def test_the_address_comes_before_what_was_kept(page, place, browser):
    browser.says(page, {"found": {"case": "fire_safety"}, "asked": "living_well"})
    assert place.value.name == "living_well"


def test_two_files_chosen_at_once_are_kept_and_come_back(browser, known):
    """What the browser keeps is one file, whatever was chosen."""

    def picker():
        return widgets.PlacePicker(known, read=formats.read, template=export.template)

    place = picker()
    page = KeptInBrowser(place)
    page.found({})
    place.take_all(
        {"elm-nodes.csv": b"Id;Label\n1;Board", "elm-edges.csv": b"Source;Target\n1;2"}
    )
    kept = json.loads(json.dumps(page.value))
    assert kept["own"]["name"] == "elm.zip"
    other = picker()
    KeptInBrowser(other).found({**kept, "own": kept["own"]})
    assert other.value == place.value
    assert other.notes == place.notes != []
