"""Choosing a place, or bringing one's own; a bad file leaves the page as it was."""

import pytest

from relkit import export, formats, widgets

HEADER = b"name,world,residents_hours,staff_hours\n"
OWN = HEADER + b"Keeping keys,by,12,0"


def names(place):
    return [each["name"] for each in place.places]


NAMES = ["housing_repairs", "fire_safety", "living_well"]


def test_the_first_place_is_chosen_to_begin_with(place, known):
    assert place.value is known[0]
    assert place.chosen == known[0].name
    assert names(place) == NAMES


def test_a_hand_chooses_by_name(place, browser, known):
    browser.changes(place, chosen="fire_safety")
    assert place.value is known[1]


@pytest.mark.parametrize("chosen", ["", "gone", "../secret"])
def test_a_browser_cannot_choose_a_place_that_is_not_there(place, browser, chosen):
    browser.changes(place, chosen=chosen)
    assert (place.chosen, place.value.name) == ("housing_repairs",) * 2


def test_asking_for_a_place_that_is_not_there_says_what_to_do(place):
    place.choose("gone")
    assert place.problems == [
        "There is no place called ‘gone’ here. Choose one of the list."
    ]
    place.choose("fire_safety")
    assert place.problems == []


def test_an_upload_becomes_the_place_and_joins_the_list(place, browser):
    browser.says(place, {"upload": "elm road.csv"}, OWN)
    assert place.value.title == "elm road"
    assert place.chosen == "elm road"
    assert names(place) == [*NAMES, "elm road"]
    assert place.uploaded == ("elm road.csv", OWN)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff\xe0\x00JFIF", HEADER, HEADER + b"Keys,under,-1,x", b"PK\x03"],
)
def test_a_bad_file_leaves_the_page_as_it_was_and_says_why(place, browser, content):
    browser.changes(place, chosen="living_well")
    browser.says(place, {"upload": "elm.csv"}, content)
    assert place.problems
    assert all(isinstance(problem, str) for problem in place.problems)
    assert (place.value.name, place.uploaded) == ("living_well", None)
    assert names(place) == NAMES


def test_a_good_file_takes_the_complaint_away(place):
    place.take("elm.csv", b"")
    place.take("elm.csv", OWN)
    assert place.problems == []


def test_the_same_file_mended_takes_the_place_of_the_one_before(place):
    place.take("elm.csv", OWN)
    place.take("elm.csv", OWN + b"\nGutters,by,3,0")
    assert len(place.value.activities) == 2
    assert names(place) == [*NAMES, "elm"]


@pytest.mark.parametrize("content", [{}, {"upload": "elm.csv"}, {"want": "more"}])
def test_a_message_without_meaning_changes_nothing(place, browser, content):
    browser.says(place, content)
    assert place.value.name == "housing_repairs"
    assert browser.files_from(place) == []


def test_the_template_that_is_sent_is_known_as_the_template(place, browser):
    browser.says(place, {"want": "template"})
    [(message, content)] = browser.files_from(place)
    assert message == {"here": "template"}
    place.take("template.xlsx", content)
    assert "this is the template with its example rows" in place.problems[0]
    assert place.value.name == "housing_repairs"


def test_starting_again_lets_go_of_ones_own_place(place):
    place.take("elm.csv", OWN)
    place.start_again()
    assert place.value.name == "housing_repairs"
    assert names(place) == NAMES
    assert place.uploaded is None


def test_starting_again_lets_go_of_every_place_brought(place):
    place.take("elm.csv", OWN)
    place.take("oak.csv", OWN)
    place.start_again()
    assert names(place) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_starting_again_brings_back_a_place_that_an_upload_stood_in_for(
    place, known, name
):
    """A place saved from the page has its name, and comes back changed."""
    place.take(f"{name}.csv", OWN)
    assert len(place.value.activities) == 1
    place.start_again()
    assert place.value is known[0]
    assert names(place) == NAMES
    place.choose(name)
    assert len(place.value.activities) > 14


def test_figures_and_story_travel_to_the_page(place, estate):
    told = place.places[0]
    assert told["story"] == list(estate.story)
    assert [each["source"] for each in told["figures"]] == [
        figure.source for figure in estate.figures
    ]


ELEMENTS = b"Label,Type\nCouncil,institution\nTenants,people\n"
CONNECTIONS = b"From,To,Type\nCouncil,Tenants,accountable to\nCouncil,MPs,blocks\n"


@pytest.fixture
def maps(browser, known):
    """A picker that also reads what other tools save."""
    return widgets.PlacePicker(known, read=formats.read, template=export.template)


def test_a_map_of_another_tool_becomes_the_place_and_says_what_it_left(maps, browser):
    browser.says(maps, {"upload": ["elm.csv"]}, CONNECTIONS)
    assert (maps.value.name, len(maps.value.relations)) == ("elm", 2)
    assert maps.uploaded == ("elm.csv", CONNECTIONS)
    assert any("‘blocks’" in note for note in maps.notes)
    assert maps.problems == []


def test_notes_are_told_of_the_place_that_is_chosen(maps, browser):
    maps.take("elm.csv", CONNECTIONS)
    told = list(maps.notes)
    browser.changes(maps, chosen="fire_safety")
    assert maps.notes == []
    browser.changes(maps, chosen="elm")
    assert maps.notes == told != []
    maps.start_again()
    assert maps.notes == []


def test_a_file_that_says_nothing_unknown_has_no_notes(maps):
    maps.take("elm.csv", OWN)
    assert maps.notes == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_files_chosen_at_once_are_one_place(maps, browser, order):
    files = [("elm-elements.csv", ELEMENTS), ("elm-connections.csv", CONNECTIONS)]
    chosen = [files[n] for n in order]
    browser.says(maps, {"upload": [n for n, _ in chosen]}, *(c for _, c in chosen))
    assert maps.problems == []
    assert [a.name for a in maps.value.actors] == ["Council", "Tenants", "MPs"]
    assert maps.value.name == "elm"


def test_two_files_are_kept_as_one_upload_that_is_always_the_same(maps):
    files = {"nodes.csv": b"Id;Label\n1;A", "edges.csv": b"Source;Target\n1;2"}
    maps.take_all(files)
    first = maps.uploaded
    assert first[0] == "map.zip"
    maps.take_all(dict(reversed(files.items())))
    assert maps.uploaded == first
    maps.start_again()
    maps.take(*first)
    assert [a.name for a in maps.value.actors] == ["A", "2"]


def test_two_files_that_do_not_belong_together_leave_the_page_as_it_was(maps, browser):
    browser.says(maps, {"upload": ["a.csv", "b.csv"]}, OWN, OWN)
    assert "Choose one file, or the two CSV files" in maps.problems[0]
    assert (maps.value.name, maps.uploaded) == ("housing_repairs", None)


@pytest.mark.parametrize("upload", [[], [1, 2], {}, None])
def test_an_upload_without_meaning_is_refused_in_words(maps, browser, upload):
    browser.says(maps, {"upload": upload}, b"x", b"y")
    assert maps.value.name == "housing_repairs"
