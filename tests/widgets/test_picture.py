"""A picture carries its words, and what people typed only ever as data."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from relkit.charts import (
    chains,
    four_worlds,
    sorting,
    swimlanes,
    swimlanes_help,
    swimlanes_matrix,
    thriving,
    thriving_links,
    thriving_rests,
)
from relkit.charts.drawing import Description, Drawing, View
from relkit.models.case import Kind
from relkit.models.four_worlds import World
from relkit.models.swimlanes_compared import Compared, gathered
from relkit.models.thriving import Encounter
from relkit.widgets import Choice, Picture, follow

MARKUP = "<script>alert('x')</script>"
DRAWINGS = {
    "worlds": (four_worlds.worlds, "activities"),
    "chains": (chains.carried, "activities"),
    "apart": (sorting.apart, "placements"),
    "three worlds": (thriving.three_worlds, ""),
    "links": (thriving_links.links, ""),
    "rests": (thriving_rests.rests, ""),
    "lanes": (swimlanes.lanes, "cards"),
    "help": (swimlanes_help.named, "cards"),
}


@pytest.fixture(params=DRAWINGS)
def picture(request, browser):
    draw, of = DRAWINGS[request.param]
    return Picture(draw, of=of, name=request.param)


def without_data(value):
    """A specification without the rows that it draws."""
    if isinstance(value, dict):
        return {k: without_data(v) for k, v in value.items() if k != "datasets"}
    return [without_data(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def spoilt(estate):
    """A place where every text is markup or an expression."""
    nasty = {
        a.name: f"{MARKUP} {i} datum.x + '" for i, a in enumerate(estate.activities)
    }
    return replace(
        estate,
        title=MARKUP,
        activities=tuple(
            replace(a, name=nasty[a.name], inside=nasty.get(a.inside), note=MARKUP)
            for a in estate.activities
        ),
        placements=tuple(replace(p, card=nasty[p.card]) for p in estate.placements),
        situations=tuple(
            replace(s, name=MARKUP, whose=MARKUP) for s in estate.situations[:1]
        ),
        preparations=tuple(replace(p, name=MARKUP) for p in estate.preparations[:1]),
        encounters=(Encounter(name=f"{MARKUP} datum.x", situations=(MARKUP,)),),
        cards=tuple(
            replace(
                c,
                name=f"{MARKUP} {c.name} datum.x + '",
                note=MARKUP,
                helped_by=(MARKUP,),
            )
            for c in estate.cards
        ),
    )


def test_nothing_is_drawn_until_it_is_shown(picture):
    assert (picture.spec, picture.views, picture.value) == ({}, [], None)


def test_what_people_typed_only_travels_as_data(picture, spoilt):
    picture.show(spoilt)
    assert MARKUP in json.dumps(picture.spec)
    plain = json.dumps(without_data(picture.spec))
    assert "script" not in plain
    assert "datum.x +" not in plain


def test_a_picture_travels_with_its_words(picture, estate, browser):
    picture.show(estate)
    assert picture.value is estate
    sent = json.loads(json.dumps(browser.kept(picture, "views")[-1]))
    assert [view["label"] for view in sent] == [v["label"] for v in picture.views]
    for view in picture.views:
        told = view["description"]
        assert told["headline"]
        assert told["sentence"]
        assert all(len(row) == len(told["columns"]) for row in told["rows"])


def test_picture_and_words_are_sent_together(picture, estate, browser):
    browser.heard.clear()
    picture.show(estate)
    states = [data["state"] for _, data, _ in browser.heard if "state" in data]
    assert [{"spec", "views"} <= set(state) for state in states] == [True]


def test_another_case_is_another_picture(picture, known):
    picture.show(known[0])
    before = picture.spec
    picture.show(known[1])
    assert picture.spec != before


def test_a_picture_follows_the_board(browser, board, estate):
    picture = Picture(four_worlds.worlds, of="activities", name="worlds")
    board.deal(estate)
    follow(board, picture.show)
    before = picture.views[1]["description"]["sentence"]
    board.move(estate.activities[0].name, World.TO)
    after = picture.views[1]["description"]["sentence"]
    assert before != after
    assert after == four_worlds.describe_embedded(board.value.activities).sentence


def test_vega_is_sent_when_it_is_asked_for_and_not_before(picture, browser, estate):
    picture.show(estate)
    browser.says(picture, {"want": "more"})
    assert browser.files_from(picture) == []
    browser.says(picture, {"want": "vega"})
    [(message, content)] = browser.files_from(picture)
    assert message == {"here": "vega"}
    assert len(content) > 100_000


def test_a_picture_carries_its_place_its_source_and_what_its_control_asks(
    picture, estate
):
    picture.show(estate)
    assert picture.place == (
        "Housing repairs on an estate, Quarrywell estate, Stannerley "
        "(an invented place)"
    )
    assert "Benjamin P. Taylor" in picture.source
    assert picture.control
    picture.show(replace(estate, kind=Kind.OBSERVED, title="Elm Road", place=""))
    assert picture.place == "Elm Road"


def test_a_picture_of_a_comparison_tells_its_place(browser, estate):
    compared = Compared(case=estate, at=gathered(estate)[-1])
    picture = Picture(swimlanes_matrix.compared, name="lanes by lanes")
    picture.show(compared)
    assert picture.place.startswith("Housing repairs on an estate")
    assert picture.spec


def test_where_nobody_sorted_there_are_words_and_no_picture(browser, estate):
    picture = Picture(sorting.apart, of="placements", name="apart")
    picture.show(estate)
    assert picture.spec
    picture.show(replace(estate, placements=()))
    assert picture.spec == {}
    [view] = picture.views
    assert view["description"]["headline"] == "Nobody else has sorted these cards yet"


def test_a_room_that_gathers_again_shows_its_latest_gathering(estate):
    picture = Picture(sorting.apart, of="placements", name="apart")
    picture.show(estate)
    assert picture.view == 0  # a story is read from its beginning
    picture.show(replace(estate, placements=()))
    later = timedelta(days=400)
    again = tuple(replace(p, at=p.at + later) for p in estate.placements)
    picture.show(replace(estate, placements=again))
    assert picture.view == len(picture.views) - 1 == 1


def test_the_view_that_was_chosen_stays_chosen_while_it_is_there(estate):
    picture = Picture(thriving_rests.rests, name="what rests on what")
    picture.show(estate)
    labels = [view["label"] for view in picture.views]
    assert len(labels) > 5
    picture.view = 3
    fewer = [p for p in estate.preparations if p.name != labels[1]]
    links = [
        replace(e, preparations=tuple(n for n in e.preparations if n != labels[1]))
        for e in estate.encounters
    ]
    without = replace(estate, preparations=tuple(fewer), encounters=tuple(links))
    picture.show(without)
    assert picture.views[picture.view]["label"] == labels[3]
    gone = [p for p in estate.preparations if p.name != labels[3]]
    picture.show(replace(estate, preparations=tuple(gone)))
    assert picture.view == 0


def test_a_picture_may_follow_what_is_chosen_beside_it(browser, estate):
    def told(case, letter):
        said = Description(headline=letter, sentence="", columns=(), rows=())
        return Drawing(chart=None, views=(View(label=letter, description=said),))

    letter = Choice("Letter?", ["a", "b"])
    picture = Picture(told, letter, name="letters")
    letter.pick("b")
    assert picture.views == []
    picture.show(estate)
    letter.pick("a")
    assert picture.views[0]["description"]["headline"] == "a"
