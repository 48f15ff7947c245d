"""What one browser keeps, when it has several tabs, forbids storage, or comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import FOUR_WORLDS, START, Open, Visit, move_by_keyboard

EXERCISE = FOUR_WORLDS.replace("notebooks", "exercises")
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The user denied permission.", "SecurityError"); },
});"""
HEAD = "name,world,residents_hours,staff_hours\n"


def place(page: Page, name: str) -> Locator:
    return page.locator(f'.relkit-place .choose input[value="{name}"]')


def in_bin(page: Page, bin: str, name: str) -> Locator:
    return page.locator(f'.relkit-board [data-bin="{bin}"] [data-card="{name}"]')


def is_kept(page: Page, name: str) -> None:
    page.wait_for_function("(name) => localStorage.relkit?.includes(name)", arg=name)


def upload(page: Page, file: Path) -> None:
    page.locator(".relkit-place .own").evaluate("(fold) => (fold.open = true)")
    page.locator(".relkit-place input[type=file]").set_input_files(file)


def another_tab(visit: Visit) -> Visit:
    return Visit(visit.context.new_page(), visit.context, visit.base)


def test_what_two_tabs_sort_and_answer_is_kept_side_by_side(visitor: Open):
    one = visitor()
    two, three = another_tab(one), another_tab(one)
    one.go()
    two.go(FOUR_WORLDS, "?case=fire_safety")
    three.go(EXERCISE)

    first = move_by_keyboard(one.page)
    is_kept(one.page, first)
    second = move_by_keyboard(two.page)
    is_kept(two.page, second)
    three.page.locator(".relkit-question input[type=radio]").first.check()
    words = "Who could say no on a wet Tuesday?"
    three.page.get_by_role("textbox").first.fill(words)
    is_kept(three.page, words)
    third = move_by_keyboard(one.page)
    is_kept(one.page, third)

    two.reload()
    place(two.page, "fire_safety").check()
    expect(in_bin(two.page, "with", second)).to_be_visible()
    place(two.page, "housing_repairs").check()
    for moved in (first, third):
        expect(in_bin(two.page, "with", moved)).to_be_visible()
    three.reload()
    answer = three.page.locator(".relkit-question input[type=radio]").first
    expect(answer).to_be_checked()
    expect(three.page.get_by_role("textbox").first).to_have_value(words)


def test_a_choice_after_the_place_in_the_address_outlives_a_reload(visitor: Open):
    visit = visitor()
    page = visit.go(FOUR_WORLDS, "?case=fire_safety")
    expect(place(page, "fire_safety")).to_be_checked()
    chosen = page.locator(".relkit-place .choose input").last
    chosen.check()
    is_kept(page, chosen.get_attribute("value"))
    visit.reload()
    expect(chosen).to_be_checked()


@pytest.fixture(scope="class")
def unkept(opened: Open) -> Visit:
    """A browser that lets no page keep anything."""
    visit = opened()
    visit.context.add_init_script(NO_STORAGE)
    visit.go()
    return visit


class TestWithoutStorage:
    def test_the_page_says_that_nothing_is_kept(self, unkept: Visit):
        said = unkept.page.locator(".relkit-kept").get_by_role("status").first
        expect(said).to_contain_text("keeps nothing")

    def test_a_card_is_moved_and_the_picture_follows(self, unkept: Visit):
        drawn = unkept.page.locator(".relkit-picture .canvas svg").first
        before = drawn.text_content()
        move_by_keyboard(unkept.page)
        expect(drawn).not_to_have_text(before)

    def test_the_exercise_still_answers(self, unkept: Visit):
        page = unkept.go(EXERCISE)
        question = page.locator(".relkit-question").first
        for part in question.get_by_role("group").all():
            part.get_by_role("radio").first.check()
        question.get_by_role("button", name="Check").click()
        expect(question.get_by_role("status")).not_to_be_empty()

    def test_the_browser_found_no_mistake(self, unkept: Visit):
        assert unkept.errors == []


def test_a_mended_spreadsheet_goes_along_from_page_to_page(
    visitor: Open, tmp_path: Path
):
    file = tmp_path / "our street.csv"
    visit = visitor()
    page = visit.go()
    file.write_text(HEAD + "Keeping keys,by,12,0\nVisits,near,6,4\n")
    upload(page, file)
    expect(page.locator(".relkit-place").get_by_role("alert")).to_contain_text("near")
    file.write_text(HEAD + "Keeping keys,by,12,0\nVisits,with,6,4\n")
    upload(page, file)
    own = page.get_by_role("radio", name="our street")
    expect(own).to_be_checked()
    expect(in_bin(page, "with", "Visits")).to_be_visible()
    file.write_text(HEAD + "Keeping keys,by,12,0\nVisits,for,6,4\nLifts,by,3,0\n")
    upload(page, file)
    expect(in_bin(page, "for", "Visits")).to_be_visible()
    page.wait_for_function(
        "(rows) => atob(JSON.parse(localStorage.relkit).own.base64) === rows",
        arg=file.read_text(),
    )

    visit.go(EXERCISE)
    visit.go(START)
    expect(own).to_be_checked()
    visit.go()
    expect(own).to_be_checked()
    expect(in_bin(page, "for", "Visits")).to_be_visible()
    expect(in_bin(page, "by", "Lifts")).to_be_visible()
