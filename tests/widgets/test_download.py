"""What the page saves opens again."""

import pytest

from relkit import cases, export
from relkit.models.four_worlds import World
from relkit.widgets import Download

CARD = "Airing and heating homes against damp"


@pytest.fixture
def download(board, estate):
    board.deal(estate)
    return Download(board, {".xlsx": export.to_xlsx, ".csv": export.to_csv})


def test_a_button_for_each_kind(download):
    assert download.endings == [".xlsx", ".csv"]


def test_the_workbook_holds_the_page_as_it_now_stands(download, board, browser):
    board.move(CARD, World.TO)
    browser.says(download, {"want": ".xlsx"})
    [(message, content)] = browser.files_from(download)
    assert message == {"here": "housing_repairs.xlsx"}
    assert cases.read_spreadsheet(message["here"], content) == board.value


def test_the_csv_holds_the_activities_as_they_now_stand(download, board, browser):
    board.move(CARD, World.TO)
    browser.says(download, {"want": ".csv"})
    [(message, content)] = browser.files_from(download)
    again = cases.read_spreadsheet(message["here"], content)
    assert again.activities == board.value.activities


@pytest.mark.parametrize("want", [".exe", "", None, ["x"], "../.csv"])
def test_no_other_kind_can_be_asked_for(download, browser, want):
    browser.says(download, {"want": want})
    browser.says(download, {})
    assert browser.files_from(download) == []
