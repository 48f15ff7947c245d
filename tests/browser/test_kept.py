"""What was chosen, sorted, brought and saved is there again: nobody starts twice."""

import json
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import FOUR_WORLDS, START, Open, Visit, tab_to

EXERCISE = FOUR_WORLDS.replace("notebooks", "exercises")

FIRST, OTHER = "housing_repairs", "fire_safety"
SVG = "{http://www.w3.org/2000/svg}"


def place(page: Page, name: str) -> Locator:
    return page.locator(f'.relkit-place .choose input[value="{name}"]')


def cards(page: Page) -> dict[str, str]:
    """In which bin each card lies."""
    found: dict[str, str] = page.locator(
        ".relkit-board .bin li[data-card]"
    ).evaluate_all(
        "(all) => Object.fromEntries("
        "all.map((it) => [it.dataset.card, it.closest('.bin').dataset.bin]))"
    )
    return found


def move_first(page: Page, bin: str) -> str:
    """Move the first card of this bin one bin on, and wait until that is kept."""
    card = page.locator(f'.relkit-board [data-bin="{bin}"] li[data-card]').first
    name = card.get_attribute("data-card")
    before = cards(page)[name]
    card.locator("[data-way=on]").click()
    page.wait_for_function(
        "([name, before]) => Object.values("
        "JSON.parse(localStorage.relkit ?? '{}').sorted?.four_worlds ?? {})"
        ".some((sorted) => sorted[name] && sorted[name] !== before)",
        arg=[name, before],
    )
    return name


def kept(page: Page) -> dict | None:
    return json.loads(page.evaluate("localStorage.getItem('relkit')") or "null")


def forget(page: Page) -> None:
    """Let the browser forget, and say yes."""
    page.get_by_role("button", name="Forget everything on this computer").click()
    page.get_by_role("button", name="Forget everything", exact=True).click()
    expect(page.locator(".relkit-forget")).to_contain_text("Everything is forgotten")


def upload(page: Page, file: Path) -> None:
    page.locator(".relkit-place .own").evaluate("(fold) => (fold.open = true)")
    page.get_by_label("Your spreadsheet").set_input_files(file)


def saved(page: Page, button: str, folder: Path) -> Path:
    """The file that this button hands over."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_place_goes_with_the_reader_from_page_to_page(visitor: Open):
    visit = visitor()
    page = visit.go(START)
    expect(place(page, FIRST)).to_be_checked()
    place(page, OTHER).check()
    page.wait_for_function("localStorage.relkit?.includes('fire_safety')")
    page.get_by_role("link", name="Four worlds of service").click()
    visit.wait()
    expect(place(page, OTHER)).to_be_checked()
    expect(
        page.locator('[data-card="Staying by the pan while it is on"]')
    ).to_be_visible()


def test_what_was_sorted_survives_a_reload_until_it_is_forgotten(visitor: Open):
    visit = visitor()
    page = visit.go()
    dealt = cards(page)
    moved = [move_first(page, "for"), move_first(page, "to")]
    sorted_ = cards(page)
    assert {name for name in dealt if dealt[name] != sorted_[name]} == set(moved)
    visit.reload()
    expect(page.locator(f'[data-bin="with"] [data-card="{moved[0]}"]')).to_be_visible()
    assert cards(page) == sorted_
    forget(page)
    expect(page.locator(f'[data-bin="for"] [data-card="{moved[0]}"]')).to_be_visible()
    assert cards(page) == dealt
    assert kept(page) is None
    visit.reload()
    expect(page.locator(f'[data-bin="for"] [data-card="{moved[0]}"]')).to_be_visible()
    assert cards(page) == dealt


def test_cards_that_were_put_back_stay_there_after_a_reload(visitor: Open):
    visit = visitor()
    page = visit.go()
    dealt = cards(page)
    moved = move_first(page, "for")
    page.get_by_role("button", name="Put the cards back as they came").click()
    expect(page.locator(f'[data-bin="for"] [data-card="{moved}"]')).to_be_visible()
    assert cards(page) == dealt
    page.wait_for_function(
        "(name) => !(name in JSON.parse(localStorage.relkit)"
        ".sorted.four_worlds.housing_repairs)",
        arg=moved,
    )
    visit.reload()
    assert cards(page) == dealt


def answered(visit: Visit) -> Page:
    """The exercise with one answer, a check, a hint, and some words."""
    page = visit.go(EXERCISE)
    question = page.locator(".relkit-question").first
    for part in question.get_by_role("group").all():
        part.get_by_role("radio").first.check()
    question.get_by_role("button", name="Hint 1").click()
    question.get_by_role("button", name="Check").click()
    expect(question.locator(".verdict.shown")).to_be_visible()
    page.get_by_role("textbox").first.fill("The caretaker could have said no.")
    return page


def expect_nothing_answered(page: Page) -> None:
    expect(page.locator(".relkit-question input:checked")).to_have_count(0)
    expect(page.locator(".relkit-question .verdict.shown")).to_have_count(0)
    expect(page.locator(".relkit-question .hints li")).to_have_count(0)
    for words in page.get_by_role("textbox").all():
        expect(words).to_have_value("")


class TestForgetting:
    @pytest.mark.parametrize("path", [START, FOUR_WORLDS])
    def test_lets_go_of_the_place(self, visitor: Open, path: str):
        page = visitor().go(path)
        place(page, OTHER).check()
        page.wait_for_function("localStorage.relkit?.includes('fire_safety')")
        forget(page)
        expect(place(page, FIRST)).to_be_checked()
        assert kept(page) is None

    def test_lets_go_of_answers_and_words(self, visitor: Open):
        visit = visitor()
        page = answered(visit)
        forget(page)
        expect_nothing_answered(page)
        assert kept(page) is None
        visit.reload()
        expect_nothing_answered(page)
        assert kept(page) is None

    def test_on_one_page_lets_go_of_what_the_others_kept(self, visitor: Open):
        visit = visitor()
        answered(visit)
        page = visit.go(START)
        forget(page)
        assert kept(page) is None
        expect_nothing_answered(visit.go(EXERCISE))

    def test_starts_again_in_other_tabs_that_are_open(self, visitor: Open):
        one = visitor()
        answered(one)
        two = Visit(one.context.new_page(), one.context, one.base)
        forget(two.go())
        expect_nothing_answered(one.page)
        one.page.get_by_role("textbox").first.fill("New")
        assert kept(one.page) == {"reflections": {"own_work": "New"}}

    def test_asks_first_and_leaves_all_as_it_is_when_told_to(self, visitor: Open):
        visit = visitor()
        page = answered(visit)
        before = kept(page)
        box = page.locator(".relkit-forget")
        first = page.get_by_role("button", name="Forget everything on this computer")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        tab_to(page, first)
        page.keyboard.press("Enter")
        expect(box.get_by_role("group")).to_contain_text("Save first")
        expect(box.get_by_role("heading")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Keep it")).to_be_focused()
        page.keyboard.press("Enter")
        expect(first).to_be_focused()
        expect(box.get_by_role("status")).to_have_text("Nothing was forgotten.")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(first).to_be_focused()
        expect(box.get_by_role("group")).to_be_hidden()
        assert kept(page) == before


def test_answers_that_are_back_are_not_said_to_be_checked(visitor: Open):
    visit = visitor()
    page = answered(visit)
    visit.reload()
    question = page.locator(".relkit-question").first
    parts = question.get_by_role("group").count()
    expect(question.locator("input:checked")).to_have_count(parts)
    expect(question.get_by_role("status")).to_have_text(
        "Your answers are back. Press Check to hear what relkit sees."
    )
    expect(page.get_by_text("Your answers are back")).to_have_count(1)
    question.get_by_role("button", name="Check").click()
    expect(question.locator(".verdict.shown")).to_contain_text("relkit reads")
    expect(page.get_by_text("Your answers are back")).to_have_count(0)


class TestAPlaceInTheAddress:
    def test_is_chosen(self, visitor: Open):
        page = visitor().go(FOUR_WORLDS, "?case=fire_safety")
        expect(place(page, OTHER)).to_be_checked()
        expect(page.locator(".relkit-place .wrong")).to_be_hidden()

    def test_that_nobody_knows_is_said_in_a_sentence(self, visitor: Open):
        page = visitor().go(FOUR_WORLDS, "?case=atlantis")
        expect(page.get_by_role("alert")).to_contain_text("no place called ‘atlantis’")
        expect(place(page, FIRST)).to_be_checked()
        assert len(cards(page)) > 15


def fill_in(template: Path) -> None:
    """Write over what the template holds, as little as it takes."""
    book = openpyxl.load_workbook(template)
    for number in (2, 3, 4, 5):
        book["Place"].cell(number, 2).value = "Elm Road"
    for number in (2, 3):
        book["Activities"].cell(number, 12).value = "Seen in May."
    book.save(template)


def test_a_place_of_ones_own_is_brought_and_stays(visitor: Open, tmp_path: Path):
    visit = visitor()
    page = visit.go(START)
    page.get_by_text("Bring your own place").last.click()
    template = saved(page, "Download the template", tmp_path)
    assert template.suffix == ".xlsx"
    fill_in(template)
    upload(page, template)
    own = page.get_by_role("radio", name="Elm Road")
    expect(own).to_be_checked()
    expect(page.locator(".relkit-place .story")).to_contain_text(
        "A real place, as entered"
    )
    page.wait_for_function("JSON.parse(localStorage.relkit ?? '{}').own")
    visit.reload()
    expect(own).to_be_checked()
    visit.go(FOUR_WORLDS)
    expect(own).to_be_checked()
    expect(page.locator("li[data-card]")).to_have_count(2)
    assert cards(page) == {
        "Keeping keys for neighbours": "by",
        "Moving-in visits": "with",
    }
    forget(page)
    expect(own).to_have_count(0)
    expect(place(page, FIRST)).to_be_checked()


@pytest.mark.parametrize("kind", ["XLSX", "CSV"])
def test_what_was_saved_opens_again_elsewhere(kind: str, visitor: Open, tmp_path: Path):
    page = visitor().go(FOUR_WORLDS, f"?case={OTHER}")
    expect(place(page, OTHER)).to_be_checked()
    title = page.locator(f'.choose label:has(input[value="{OTHER}"])').inner_text()
    expect(
        page.locator('[data-card="Staying by the pan while it is on"]')
    ).to_be_visible()
    came = cards(page)
    moved = move_first(page, "with")
    there = cards(page)
    file = saved(page, f"Save as {kind}", tmp_path)
    expect(page.locator(".relkit-download + p")).to_contain_text(
        f"Saved as {file.name}"
    )

    elsewhere = visitor().go(FOUR_WORLDS)
    upload(elsewhere, file)
    expect(elsewhere.get_by_role("radio", name=title.strip())).to_be_checked()
    lies = elsewhere.locator(f'[data-bin="by"] [data-card="{moved}"]')
    expect(lies).to_be_visible()
    assert cards(elsewhere) == there
    assert re.fullmatch(rf"{OTHER}-\d{{4}}-\d\d-\d\d", file.stem)
    captions = page.locator(".relkit-picture figcaption").all_inner_texts()
    again = elsewhere.locator(".relkit-picture figcaption")
    for n, told in enumerate(captions if kind == "XLSX" else captions[:2]):
        expect(again.nth(n)).to_have_text(told)
    elsewhere.get_by_role("button", name="Put the cards back as they came").click()
    expect(
        elsewhere.locator(f'[data-bin="with"] [data-card="{moved}"]')
    ).to_be_visible()
    assert cards(elsewhere) == came


@pytest.fixture(scope="class")
def page(opened: Open) -> Page:
    return opened().go()


class TestSavedPictures:
    def test_svg_carries_its_words_and_no_script(self, page: Page, tmp_path: Path):
        picture = page.locator(".relkit-picture").first
        file = saved(page, "Save picture as SVG", tmp_path)
        root = ET.fromstring(file.read_text("utf-8"))
        assert root.find(f"{SVG}title").text == picture.locator("h3").inner_text()
        assert (
            root.find(f"{SVG}desc").text == picture.locator("figcaption").inner_text()
        )
        assert not list(root.iter(f"{SVG}script"))
        assert not re.search(r"\son\w+=|javascript:", file.read_text("utf-8"))
        words = {each.text for each in root.iter(f"{SVG}text")}
        assert {"Done to", "Done for", "Done with", "Done by"} <= words

    def test_png_is_sharp_enough_for_a_slide(self, page: Page, tmp_path: Path):
        file = saved(page, "Save picture as PNG", tmp_path)
        content = file.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", content[16:24])
        assert 1500 < width < 5000
        assert 600 < height < 4000
        assert file.name == "four-worlds-side-by-side.png"
