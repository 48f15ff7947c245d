"""Whatever file somebody chooses, the page says what is wrong and stays as it was."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from visiting import FOUR_WORLDS, START, Open, Visit, unfold

from relkit.export import template

HEAD = ("name", "world", "residents_hours", "staff_hours", "inside", "note")
GOOD = ("Keeping keys", "by", 12, 0, "", "")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20


def book(*rows: Sequence[object], head: Sequence[str] = HEAD, **sheets: list) -> bytes:
    """A workbook with these activities, and further sheets by name."""
    made = openpyxl.Workbook()
    made.active.title = "Activities"
    for row in (head, *rows):
        made.active.append(row)
    for title, lines in sheets.items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


WRONG = {
    "a missing column": (
        lambda: book(("Keys", "by", 1), head=HEAD[:3]),
        ["Sheet Activities, row 1, column staff_hours", "missing", "Add a column"],
    ),
    "a misspelt column": (
        lambda: book(GOOD, head=[*HEAD[:3], "Staf hours", *HEAD[4:]]),
        ["Sheet Activities, row 1, column staff_hours", "Did you mean ‘Staf hours’?"],
    ),
    "an unknown world": (
        lambda: book(GOOD, ("Visits", "near", 1, 1)),
        ["Sheet Activities, row 3, column world", "‘near’", "to, for, with, by"],
    ),
    "negative hours": (
        lambda: book(GOOD, ("Visits", "with", -4, 1)),
        ["Sheet Activities, row 3, column residents_hours", "-4 cannot be right"],
    ),
    "absurd hours": (
        lambda: book(GOOD, ("Visits", "with", 4, 9_000_000)),
        ["Sheet Activities, row 3, column staff_hours", "9000000 cannot be right"],
    ),
    "an activity inside itself": (
        lambda: book(GOOD, ("Visits", "with", 4, 1, "Visits")),
        ["Sheet Activities, row 3, column inside", "‘Visits’ is inside itself"],
    ),
    "a duplicate name": (
        lambda: book(GOOD, ("Keeping keys", "with", 4, 1)),
        ["Sheet Activities, row 3, column name", "row 2 already"],
    ),
    "10,000 rows": (
        lambda: book(*((f"Visit {n}", "with", 1, 1) for n in range(10_000))),
        ["Sheet Activities", "10,000 rows", "Keep the activities that matter most"],
    ),
    "a formula": (
        lambda: book(GOOD, ("Visits", "with", "=2+2", 1)),
        ["Sheet Activities, row 3, column residents_hours", "formula", "values"],
    ),
    "a date in words": (
        lambda: book(GOOD, Gatherings=[("number", "held"), (1, "10 March")]),
        ["Sheet Gatherings, row 2, column held", "‘10 March’ is not a date", "Write"],
    ),
    "the template": (
        template,
        ["this is the template with its example rows", "Replace them with your own"],
    ),
    "an empty file": (lambda: b"", ["is empty", "Choose another file"]),
    "a renamed JPEG": (
        lambda: JPEG,
        ["is not a spreadsheet", "Choose an .xlsx or .csv"],
    ),
    "5 MB": (lambda: b"PK" + bytes(5_000_000), ["larger than 1 MB", "try again"]),
}


def upload(page: Page, name: str, content: bytes) -> None:
    page.locator(".relkit-place .own").evaluate("(fold) => (fold.open = true)")
    file = {"name": name, "mimeType": XLSX, "buffer": content}
    page.get_by_label("Your spreadsheet").set_input_files(file)


@pytest.fixture(scope="class")
def page(opened: Open) -> Page:
    return opened().go()


class TestAFileThatCannotBeUsed:
    @pytest.mark.parametrize("what", WRONG)
    def test_gets_a_sentence_with_its_place_and_what_to_do(self, page: Page, what: str):
        make, sentences = WRONG[what]
        before = page.locator(".relkit-board").inner_text()
        upload(page, f"{what}.xlsx", make())
        alert = page.get_by_role("alert")
        for sentence in sentences:
            expect(alert).to_contain_text(sentence)
        expect(alert).to_contain_text("The place on the page stays as it was")
        expect(alert).to_be_focused()
        expect(page.locator(".choose input:checked")).to_have_value("housing_repairs")
        expect(page.locator(".choose input")).to_have_count(3)
        assert page.locator(".relkit-board").inner_text() == before

    def test_is_complained_about_again_when_it_is_chosen_again(self, page: Page):
        upload(page, "again.xlsx", b"")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("‘again.xlsx’ is empty")
        page.get_by_label("Your spreadsheet").focus()
        upload(page, "again.xlsx", b"")
        expect(alert).to_be_focused()

    def test_is_complained_about_right_under_the_file(self, page: Page):
        rows = [(f"Visit {n}", "near", 1, 1) for n in range(47)]
        upload(page, "many.xlsx", book(*rows))
        alert = page.get_by_role("alert")
        expect(alert.get_by_role("listitem")).to_have_count(11)
        expect(alert).to_contain_text("And 37 more like these.")
        expect(alert).to_be_focused()
        file = page.get_by_label("Your spreadsheet")
        expect(file).to_have_attribute("aria-invalid", "true")
        assert file.get_attribute("aria-describedby") == alert.get_attribute("id")
        below, above = alert.bounding_box(), file.bounding_box()
        assert 0 <= below["y"] - (above["y"] + above["height"]) < 40

    def test_is_forgotten_once_a_good_one_is_chosen(self, page: Page):
        upload(page, "Elm Road.xlsx", book(GOOD))
        expect(page.get_by_role("radio", name="Elm Road")).to_be_checked()
        expect(page.locator(".relkit-place .wrong")).to_be_hidden()

    def test_in_csv_is_named_by_file_row_and_column(self, page: Page):
        upload(
            page, "elm.csv", b"name,world,residents_hours,staff_hours\nKeys,by,none,0\n"
        )
        expect(page.get_by_role("alert")).to_contain_text(
            "Sheet elm.csv, row 2, column residents_hours: ‘none’ is not a number"
        )

    def test_is_complained_about_until_a_place_of_the_list_is_chosen(self, page: Page):
        upload(page, "again.xlsx", b"")
        page.locator(".choose input").nth(1).check()
        expect(page.locator(".relkit-place .wrong")).to_be_hidden()
        file = page.get_by_label("Your spreadsheet")
        expect(file).to_have_attribute("aria-invalid", "false")


def trap(place: str) -> str:
    return f"<img src=x onerror=\"window.trapped='{place}'\"><b>{place}</b>"


SCRIPT = "<script>window.trapped='script'</script>"
TRAPS = book(
    (f"{SCRIPT} keys", "by", 30, 0, "", trap("note")),
    (trap("name"), "with", 4, 1, f"{SCRIPT} keys", SCRIPT),
    ("Visits", "to", 1, 4, "", ""),
    Place=[
        ("what", "text"),
        ("title", trap("title")),
        ("place", trap("place")),
        ("story 1", f"{trap('story')} {SCRIPT}"),
    ],
    Figures=[
        ("text", "source", "url"),
        (trap("figure"), trap("source"), "javascript:window.trapped='url'"),
    ],
    Gatherings=[("number", "held", "where"), (1, "2026-03-10", trap("where"))],
    Placements=[
        ("gathering", "voice", "standpoint", "card", "world"),
        (1, SCRIPT, "community", trap("name"), "by"),
        (1, "b", "centre", trap("name"), "to"),
    ],
)


@pytest.fixture(scope="class")
def visit(opened: Open) -> Visit:
    """Somebody who brought the traps, and whose browser keeps them."""
    visit = opened()
    page = visit.go(START)
    upload(page, "trap.xlsx", TRAPS)
    expect(page.get_by_role("radio", name="<img src=x")).to_be_checked()
    page.wait_for_function("JSON.parse(localStorage.relkit ?? '{}').own")
    return visit


class TestMarkupInASpreadsheet:
    @pytest.mark.parametrize("path", [START, FOUR_WORLDS])
    def test_is_shown_as_text_and_never_runs(self, visit: Visit, path: str):
        page = visit.go(path)
        expect(page.get_by_role("radio", name="<img src=x")).to_be_checked()
        expect(page.locator(".relkit-place .story")).to_contain_text(trap("story"))
        if path == FOUR_WORLDS:
            expect(page.locator(".relkit-board")).to_contain_text(trap("name"))
            expect(page.locator(".relkit-board")).to_contain_text(f"{SCRIPT} keys")
            page.get_by_label("Take one activity").select_option(trap("name"))
            expect(page.locator(".relkit-what-if .told")).to_contain_text(trap("name"))
            page.locator("[data-bin=with] [data-way=on]").first.click()
            expect(page.locator("[data-bin=with] li")).to_have_count(0)
        unfold(page)
        made = page.locator("main").locator("img, b, a[href^='javascript']")
        assert made.count() == 0
        scripts = page.locator("script").evaluate_all(
            "(all) => all.filter((it) => it.textContent.trim().startsWith('window.trapped'))"
        )
        assert scripts == []
        assert page.evaluate("window.trapped") is None
        assert visit.errors == []

    def test_is_text_in_a_file_name_too(self, visit: Visit):
        page = visit.page
        upload(page, "<img src=x onerror=window.trapped='file'>.csv", b"")
        expect(page.get_by_role("alert")).to_contain_text("‘<img src=x onerror")
        assert page.locator("main img").count() == 0
        assert page.evaluate("window.trapped") is None

    def test_is_text_in_a_saved_picture(self, visit: Visit, tmp_path: Path):
        with visit.page.expect_download() as download:
            visit.page.get_by_role("button", name="Save picture as SVG").nth(1).click()
        download.value.save_as(tmp_path / "chains.svg")
        text = (tmp_path / "chains.svg").read_text("utf-8")
        assert "<script" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text
