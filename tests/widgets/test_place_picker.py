"""Choosing a place, or bringing one's own; a bad file leaves the page as it was."""

import pytest

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
