"""What the page saves opens again."""

from dataclasses import replace
from datetime import date

import pytest

from relkit import cases, export, formats
from relkit.models.four_worlds import World
from relkit.widgets import Download

CARD = "Airing and heating homes against damp"


DAY = date(2026, 11, 23)


@pytest.fixture
def download(board, estate):
    board.deal(estate)
    kinds = {".xlsx": export.to_xlsx, ".csv": export.to_csv}
    return Download(board, kinds, today=lambda: DAY)


def test_a_button_for_each_kind(download):
    assert download.endings == [".xlsx", ".csv"]


def test_the_workbook_holds_the_place_as_it_came_and_what_was_moved(
    download, board, browser
):
    board.move(CARD, World.TO)
    browser.says(download, {"want": ".xlsx"})
    [(message, content)] = browser.files_from(download)
    assert message == {"here": "housing_repairs-2026-11-23.xlsx"}
    assert cases.read_spreadsheet(message["here"], content) == board.saved
    assert board.saved.sorted == {"four_worlds": {CARD: "to"}}


def test_the_csv_holds_the_activities_and_what_was_moved(download, board, browser):
    board.move(CARD, World.TO)
    browser.says(download, {"want": ".csv"})
    [(message, content)] = browser.files_from(download)
    again = cases.read_spreadsheet(message["here"], content)
    assert again.activities == board.saved.activities
    assert again.sorted == board.saved.sorted


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Elm Road", "Elm-Road-2026-11-23.csv"),
        ("Straße der Früh­linge", "Straße-der-Früh-linge-2026-11-23.csv"),
        ("../a:b*c?", "a-b-c-2026-11-23.csv"),
        ("…", "place-2026-11-23.csv"),
        ("long" * 50, f"{'long' * 20}-2026-11-23.csv"),
    ],
)
def test_a_file_is_named_after_the_place_and_the_day(
    download, board, browser, estate, name, file
):
    board.deal(replace(estate, name=name))
    browser.says(download, {"want": ".csv"})
    [(message, _)] = browser.files_from(download)
    assert message == {"here": file}


def test_a_file_that_cannot_be_made_is_not_passed_over(board, estate, browser):
    def spoilt(case):
        raise ValueError(case.name)

    board.deal(estate)
    download = Download(board, {".csv": spoilt})
    with pytest.raises(ValueError, match="housing_repairs"):
        download._answer(download, {"want": ".csv"}, [])
    assert browser.messages_from(download) == [{"failed": ".csv"}]


@pytest.mark.parametrize("want", [".exe", "", None, ["x"], "../.csv"])
def test_no_other_kind_can_be_asked_for(download, browser, want):
    browser.says(download, {"want": want})
    browser.says(download, {})
    assert browser.files_from(download) == []


def test_buttons_read_well_for_other_tools_too(board, estate, browser):
    board.deal(estate)
    kinds = {".xlsx": export.to_xlsx, **formats.KINDS}
    download = Download(board, kinds, names=formats.NAMES, today=lambda: DAY)
    assert download.names[:2] == ["as XLSX", "for Kumu (XLSX)"]
    assert len(download.names) == len(download.endings) == 8
    browser.says(download, {"want": "-kumu.xlsx"})
    [(message, _)] = browser.files_from(download)
    assert message == {"here": "housing_repairs-2026-11-23-kumu.xlsx"}


def test_what_files_cannot_keep_is_said_once_and_of_which(board):
    kinds = {".xlsx": export.to_xlsx, **formats.KINDS}
    told = [
        Download(board, each, names=formats.NAMES, losses=formats.losses).losses
        for each in (kinds, formats.KINDS)
    ]
    assert told[0][0].startswith("Saved in any way but as XLSX: Only actors, relations")
    assert told[1][0].startswith("Only actors, relations, outcomes and decisions")
    [markdown] = [loss for loss in told[0] if "Markdown" in loss]
    assert markdown.startswith(
        "Saved for Kumu (XLSX), for Kumu (two CSV files in a ZIP) or for Kumu (JSON "
        "blueprint): Kumu shows"
    )


def test_nothing_is_said_to_be_lost_where_nobody_asked(download):
    assert (download.names, download.losses) == (["as XLSX", "as CSV"], [])
