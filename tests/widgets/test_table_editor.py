"""Tables are changed on the page: a change that makes sense is a new case."""

import pytest

from relkit import cases, export, widgets
from relkit.cases import four_worlds
from relkit.models.four_worlds import World
from relkit.widgets import KeptInBrowser, follow

AIRING = "Airing and heating homes against damp"
NEW = {"name": "Choir", "world": "by", "residents_hours": "6", "staff_hours": "0"}


@pytest.fixture
def editor(browser, estate):
    editor = widgets.TableEditor(four_worlds, edit=cases.edited, only=["Activities"])
    editor.deal(estate)
    return editor


def row(editor, name):
    rows = editor.rows["Activities"]
    return next(at for at, line in enumerate(rows) if line["name"] == name)


def says(browser, editor, do, **more):
    browser.says(editor, {"do": do, "sheet": "Activities", **more})
    return browser.messages_from(editor)[-1]


def test_a_case_is_shown_as_it_came_and_is_the_value(editor, estate):
    assert editor.value == estate
    assert [line["name"] for line in editor.rows["Activities"]] == [
        activity.name for activity in estate.activities
    ]
    assert not editor.changed


def test_a_row_is_added(browser, editor, estate):
    assert says(browser, editor, "save", at=None, line=NEW) == {"done": True}
    assert editor.value.activities[:-1] == estate.activities
    assert editor.value.activities[-1].name == "Choir"
    assert editor.told == "‘Choir’ was added."


def test_a_row_is_changed_and_cells_that_are_not_shown_stay(browser, editor):
    at = row(editor, AIRING)
    says(browser, editor, "save", at=at, line={"world": "with"})
    assert editor.value.activities[at].world is World.WITH
    assert editor.value.activities[at].name == AIRING


def test_a_name_is_changed_wherever_it_is_named(browser, editor, estate):
    at = row(editor, AIRING)
    line = {**editor.rows["Activities"][at], "name": "Keeping homes dry"}
    says(browser, editor, "save", at=at, line=line)
    held = [a.name for a in estate.activities if a.inside == AIRING]
    assert held
    now = {activity.name: activity for activity in editor.value.activities}
    assert {now[name].inside for name in held} == {"Keeping homes dry"}
    voices = [p for p in estate.placements if p.card == AIRING]
    assert len(voices) == sum(
        p.card == "Keeping homes dry" for p in editor.value.placements
    )


def test_with_a_row_that_is_deleted_goes_what_cannot_be_without_it(
    browser, editor, estate
):
    says(browser, editor, "delete", at=row(editor, AIRING))
    assert AIRING not in {activity.name for activity in editor.value.activities}
    assert not [a for a in editor.value.activities if a.inside == AIRING]
    gone = len(estate.placements) - len(editor.value.placements)
    assert gone > 1
    assert editor.told == f"‘{AIRING}’ was deleted, with {gone} rows that name it."


def test_every_change_is_taken_back_one_by_one(browser, editor, estate):
    says(browser, editor, "save", at=None, line=NEW)
    once = editor.value
    says(browser, editor, "delete", at=row(editor, AIRING))
    says(browser, editor, "undo")
    assert editor.value == once
    says(browser, editor, "undo")
    assert editor.value == estate
    assert editor.undoes == ""
    assert not editor.changed


def test_all_is_put_back_and_that_is_taken_back_too(browser, editor, estate):
    says(browser, editor, "save", at=None, line=NEW)
    once = editor.value
    says(browser, editor, "put back")
    assert editor.value == estate
    says(browser, editor, "undo")
    assert editor.value == once


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        ({"staff_hours": "-3"}, "staff_hours", "-3 cannot be right"),
        ({"world": "nowhere"}, "world", "‘nowhere’ is not known"),
        ({"name": AIRING}, "name", "stands in row 1 already"),
        ({"inside": "Nothing here"}, "inside", "is not the name of an activity"),
    ],
)
def test_a_change_that_makes_no_sense_is_told_beside_its_cell_and_nothing_is_lost(
    browser, editor, estate, line, column, sentence
):
    [wrong] = says(browser, editor, "save", at=None, line=NEW | line)["wrong"]
    assert wrong["column"] == column
    assert sentence in wrong["sentence"]
    assert editor.value == estate
    assert editor.undoes == ""


@pytest.mark.parametrize(
    "content",
    [
        {"do": "save", "sheet": "Placements", "at": 0, "line": {}},
        {"do": "save", "sheet": "Activities", "at": 999, "line": {}},
        {"do": "delete", "sheet": "Activities", "at": None},
        {"do": "delete", "sheet": ["Activities"], "at": 0},
        {"do": "delete", "sheet": "Activities", "at": "0"},
        {"do": "anything"},
        {},
    ],
)
def test_a_message_that_the_page_never_sends_changes_nothing(
    browser, editor, estate, content
):
    browser.says(editor, content)
    assert editor.value == estate
    assert browser.messages_from(editor) == []


class TestKept:
    @pytest.fixture
    def page(self, place, editor):
        follow(place, editor.deal)
        return KeptInBrowser(place, editor)

    def test_what_was_changed_is_there_again_on_the_next_page(
        self, page, editor, browser, estate
    ):
        browser.says(page, {"found": {}})
        says(browser, editor, "save", at=None, line=NEW)
        kept = page.value
        changed = editor.value
        left = {topic: {estate.name: rows} for topic, rows in kept["kept"].items()}
        browser.says(page, {"forget": True})
        assert editor.value == estate
        browser.says(page, {"found": {"case": estate.name, kept["field"]: left}})
        assert editor.value == changed

    def test_what_was_changed_on_one_page_is_saved_from_every_other(
        self, place, board, browser, estate
    ):
        follow(place, board.deal)
        page = KeptInBrowser(place, board)
        rows = {"Activities": [NEW | {"staff_hours": 0}]}
        found = {"edited": {"four_worlds": {estate.name: rows}}}
        browser.says(page, {"found": found})
        saved = export.to_xlsx(board.saved)
        again = cases.read_spreadsheet("again.xlsx", saved)
        assert [activity.name for activity in again.activities] == ["Choir"]

    def test_what_was_kept_and_makes_no_sense_is_passed_over(
        self, page, editor, browser, estate
    ):
        rows = {"Activities": [{"name": "Choir", "world": "nowhere"}]}
        browser.says(page, {"found": {"edited": {"four_worlds": {estate.name: rows}}}})
        assert editor.value == estate
