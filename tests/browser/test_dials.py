"""The numbers of the fires by hand and by keyboard, and the pictures that follow."""

import pytest
from playwright.sync_api import Page, expect
from test_kept import forget, kept
from visiting import Open

THRIVING = "notebooks/03_thriving_together.ipynb"
RISK = "Risk of injury to someone who tackles a fire"


@pytest.fixture
def page(visitor: Open) -> Page:
    return visitor().go(THRIVING)


def headline(page: Page):
    return page.locator(".relkit-picture h3", has_text="prepared community").first


def settled(page: Page) -> str:
    """The line of the dials once a second has changed nothing about it."""
    line = page.locator(".relkit-dials .line")
    before = ""
    while before != (before := line.inner_text()):
        page.wait_for_timeout(1000)
    return before


def test_an_arrow_key_moves_a_number_and_its_field_says_so(page: Page):
    page.get_by_role("slider", name=RISK).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("slider", name=RISK)).to_have_attribute(
        "aria-valuetext", "6.5%"
    )
    expect(page.get_by_role("spinbutton", name=f"{RISK}, %")).to_have_value("6.5")
    expect(page.get_by_text("set here: 6.5%")).to_be_attached()


def test_the_headline_follows_a_number(page: Page):
    before = headline(page).inner_text()
    page.get_by_role("spinbutton", name="Risk of an injury from a fire").fill("40")
    expect(headline(page)).not_to_have_text(before)


def test_what_cannot_be_is_said_beside_the_field_and_changes_nothing(page: Page):
    before = headline(page).inner_text()
    field = page.get_by_role("spinbutton", name=f"{RISK}, %")
    field.fill("700")
    field.blur()
    alert = page.get_by_role("alert").filter(has_text="from 0% to 20%")
    expect(alert).to_be_visible()
    expect(field).to_have_value("700")
    expect(headline(page)).to_have_text(before)
    page.get_by_role("button", name="Back to the first values").click()
    expect(field).to_have_value("6")
    expect(alert).to_be_hidden()


def test_other_fires_are_drawn_with_the_same_numbers(page: Page):
    line = page.locator(".relkit-dials .line")
    before = line.inner_text()
    page.get_by_role("button", name="Another 2,000 fires").click()
    expect(line).not_to_have_text(before)
    expect(page.get_by_text("Drawn anew: draw 2.")).to_be_visible()


def test_a_slider_that_is_let_go_leaves_its_last_value(page: Page):
    slider = page.get_by_role("slider", name="Risk of an injury from a fire")
    slider.evaluate(
        """async (range) => {
          for (let n = 11; n <= 30; n++) {
            range.value = n;
            range.dispatchEvent(new Event('input', { bubbles: true }));
            await new Promise((done) => setTimeout(done, 15));
          }
        }"""
    )
    dragged = page.locator(".relkit-dials .line")
    page.wait_for_timeout(1000)
    last = dragged.inner_text()
    page.get_by_role("spinbutton", name="Risk of an injury from a fire").fill("29")
    expect(dragged).not_to_have_text(last)
    page.get_by_role("spinbutton", name="Risk of an injury from a fire").fill("30")
    expect(dragged).to_have_text(last)


def test_numbers_survive_a_reload_until_they_are_forgotten(visitor: Open):
    visit = visitor()
    page = visit.go(THRIVING)
    field = page.get_by_role("spinbutton", name="Risk of an injury from a fire")
    first = headline(page).inner_text()
    field.fill("40")
    page.get_by_role("button", name="Another 2,000 fires").click()
    page.wait_for_function("JSON.parse(localStorage.relkit).dials?.fires?.seed === 2")
    expect(headline(page)).not_to_have_text(first)
    expect(page.get_by_text("Drawn anew: draw 2.")).to_be_visible()
    moved = settled(page)
    visit.reload()
    expect(field).to_have_value("40")
    expect(page.locator(".relkit-dials .line")).to_have_text(moved)
    forget(page)
    expect(field).to_have_value("10")
    expect(headline(page)).to_have_text(first)
    assert kept(page) is None
    visit.reload()
    expect(field).to_have_value("10")
    expect(headline(page)).to_have_text(first)


@pytest.mark.parametrize(
    "left",
    [
        {"fires": {"numbers": {"fire_risk": "40", "luck": 7}, "seed": -1}},
        {"fires": {"numbers": {"fire_risk": 1000}, "seed": 1e300}},
        {"fires": ["fire_risk"]},
        "fires",
    ],
)
def test_numbers_that_make_no_sense_are_passed_over(visitor: Open, left: object):
    visit = visitor()
    page = visit.go("notebooks/00_start_here.ipynb")
    page.evaluate(
        "(left) => localStorage.setItem('relkit', JSON.stringify({ dials: left }))",
        left,
    )
    visit.go(THRIVING)
    field = page.get_by_role("spinbutton", name="Risk of an injury from a fire")
    expect(field).to_have_value("10")
    before = headline(page).inner_text()
    field.fill("40")
    expect(headline(page)).not_to_have_text(before)
    page.wait_for_function(
        "JSON.parse(localStorage.relkit).dials.fires.numbers.fire_risk === 40"
    )
    assert not visit.errors


def test_numbers_are_printed_as_a_table(page: Page):
    page.emulate_media(media="print")
    expect(page.locator(".relkit-dials .groups")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("cell", name="Source: England").first).to_be_visible()
