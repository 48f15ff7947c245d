"""The page on governance mapping: a line added by keyboard changes what it tells."""

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Open, Visit, tab_to

from relkit.models.standpoints import Standpoint

GOVERNANCE = "notebooks/04_governance_mapping.ipynb"
MAP, CEILING, TWO = 0, 1, 2
LINE = {
    "map": "place",
    "from": "Asthma nurse",
    "kind": "accountable_to",
    "to": "Damp surveyor",
    "ask": "yes",
    "about": "results",
    "direction": "horizontal",
}


def picture(page: Page, number: int) -> Locator:
    return page.locator("figure.relkit-picture").nth(number)


def headline(page: Page, number: int) -> Locator:
    return picture(page, number).locator("h3")


def choose(page: Page, question: str, answer: str) -> None:
    """Come to a choice by Tab, and to an answer by the arrow keys."""
    group = page.get_by_role("group", name=question)
    page.evaluate("document.activeElement.blur()")
    group.get_by_role("radio").first.evaluate("(it) => it.closest('main').focus()")
    tab_to(page, group.locator("input:checked"))
    for _ in range(3):
        if group.get_by_role("radio", name=answer).is_checked():
            return
        page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name=answer)).to_be_checked()


def add_line(page: Page) -> None:
    """Add the line by keyboard alone."""
    relations = page.locator(".relkit-editor details").nth(1)
    tab_to(page, relations.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, relations.get_by_role("button", name="Add to relations"))
    page.keyboard.press("Enter")
    for key, value in LINE.items():
        cell = relations.locator(f'.field[data-key="{key}"] select')
        if not cell.evaluate("(it) => it === document.activeElement"):
            tab_to(page, cell)
        page.keyboard.type(value.split("_")[0])
        expect(cell).to_have_value(value)
    tab_to(page, relations.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(page.locator(".relkit-editor")).to_contain_text("was added.")


@pytest.fixture
def visit(visitor: Open) -> Visit:
    visit = visitor()
    visit.go(GOVERNANCE)
    return visit


def test_a_line_added_by_keyboard_changes_map_and_ceiling_and_is_kept(visit: Visit):
    page = visit.page
    choose(page, "Whose map?", "The place’s")
    expect(headline(page, CEILING)).to_contain_text("Nobody below ‘Parliament’")
    before = picture(page, MAP).locator("figcaption").inner_text()
    add_line(page)
    expect(headline(page, CEILING)).to_contain_text("‘Area housing manager’, 2 steps")
    expect(picture(page, MAP).locator("figcaption")).not_to_have_text(before)
    page.wait_for_function(
        "JSON.parse(localStorage.relkit ?? '{}').edited?.governance !== undefined"
    )
    visit.reload()
    choose(page, "Whose map?", "The place’s")
    expect(headline(page, CEILING)).to_contain_text("‘Area housing manager’, 2 steps")
    assert visit.errors == []


def test_two_maps_are_compared_as_they_are_chosen(visit: Visit):
    page = visit.page
    expect(headline(page, TWO)).to_contain_text("the community and the centre see")
    choose(page, "Beside it", "The place’s")
    expect(headline(page, TWO)).to_contain_text("the community and the place see")
    choose(page, "Whose map?", "The place’s")
    expect(headline(page, TWO)).to_have_text("That is the place’s map twice")
    expect(picture(page, TWO).locator(".canvas")).to_be_hidden()


def test_the_ceiling_of_each_result_and_the_loss_of_each_actor_can_be_asked(
    visit: Visit,
):
    page = visit.page
    page.get_by_label("Which result?").select_option("Heat back on the same night")
    expect(headline(page, CEILING)).to_contain_text("‘Heat back on the same night’")
    page.get_by_label("Without whom?").select_option("Caretakers")
    expect(headline(page, 3)).to_contain_text("Without ‘Caretakers’")


def test_what_stands_out_in_decisions_is_told_once_where_they_are_pictured(
    visit: Visit,
):
    page = visit.page
    on_map, in_decisions = page.locator(".relkit-findings").all()
    expect(in_decisions).to_contain_text("Decided without the people who live there")
    expect(in_decisions).to_contain_text("Behind a closed door")
    told = in_decisions.inner_text()
    for whose in Standpoint:
        choose(page, "Whose map?", f"The {whose}’s")
        expect(picture(page, MAP).locator("h3")).to_contain_text(f"the {whose}’s map")
        expect(on_map).not_to_contain_text("Decided without")
        expect(on_map).not_to_contain_text("Behind a closed door")
        assert in_decisions.inner_text() == told
