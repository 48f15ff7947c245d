"""Three worlds: changed by keyboard alone, followed by the pictures, and kept."""

import io

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from test_bad_input import upload
from test_sizes import LABELS, outside, overlapping
from visiting import Open, tab_to

THRIVING = "notebooks/03_thriving_together.ipynb"
EXERCISE = "exercises/03_thriving_together.ipynb"
WIDTHS = (320, 390, 700, 980, 1280)
MANY_WORDS = "meeting the neighbours who keep the keys and the list of people to call"
ONE_WORD = "Whippletree" * 10


def picture(page: Page, number: int) -> Locator:
    return page.locator(".relkit-picture").nth(number)


def table(page: Page, sheet: str) -> Locator:
    return page.locator(".relkit-editor details.table").filter(
        has=page.locator("summary", has_text=sheet)
    )


def unfold_table(page: Page, sheet: str) -> Locator:
    """Open a table by keyboard."""
    part = table(page, sheet)
    if part.get_attribute("open") is None:
        tab_to(page, part.locator("summary"))
        page.keyboard.press("Enter")
    expect(part.get_by_role("button", name="Add to")).to_be_visible()
    return part


def change(page: Page, sheet: str, name: str) -> Locator:
    """Open a row's form by keyboard: Tab to the rows, then the arrow keys."""
    part = unfold_table(page, sheet)
    page.keyboard.press("Shift+Tab")
    tab_to(page, part.locator('button[data-at][tabindex="0"]'))
    page.keyboard.press("Home")
    wanted = part.get_by_role("button", name=f"Change ‘{name}’")
    for _ in range(30):
        if wanted.evaluate("(it) => it === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(part.locator("form")).to_be_visible()
    return part


def save(page: Page, part: Locator) -> None:
    tab_to(page, part.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(part.locator("form")).to_be_hidden()


def tick(page: Page, part: Locator, name: str) -> None:
    tab_to(page, part.get_by_role("checkbox", name=name, exact=True))
    page.keyboard.press("Space")


def squeezed(shown: Locator) -> str:
    """The words of a picture, whatever lines they stand in."""
    texts = shown.locator("svg text").evaluate_all(
        "(all) => all.map((t) => [...t.childNodes].map((n) => n.textContent).join(' '))"
    )
    return " | ".join(texts)


def wait_for_words(page: Page, number: int, words: str, there: bool = True) -> None:
    page.wait_for_function(
        """([number, words, there]) => {
          const svg = document.querySelectorAll('.relkit-picture')[number].querySelector('svg');
          const said = [...svg?.querySelectorAll('text') ?? []].map(
            (t) => [...t.childNodes].map((n) => n.textContent).join(' ')).join(' | ');
          return said.includes(words) === there;
        }""",
        arg=[number, words, there],
    )


def test_a_situation_is_added_linked_renamed_unlinked_and_kept_by_keyboard(
    visitor: Open,
):
    visit = visitor(reduced_motion="reduce")
    page = visit.go(THRIVING)
    part = unfold_table(page, "Situations")
    tab_to(page, part.get_by_role("button", name="Add to situations"))
    page.keyboard.press("Enter")
    expect(part.get_by_label("Name")).to_be_focused()
    page.keyboard.type("No bus on Sundays")
    page.keyboard.press("Tab")
    page.keyboard.type("a choir of nine")
    save(page, part)
    wait_for_words(page, 1, "No bus on Sundays (meets no one)")
    expect(picture(page, 0).locator("h3")).to_contain_text("of 13 situations")
    expect(page.locator(".relkit-findings")).to_contain_text("‘No bus on Sundays’")

    part = change(page, "Encounters", "The autumn gutter round")
    tick(page, part, "No bus on Sundays")
    save(page, part)
    wait_for_words(page, 1, "No bus on Sundays (meets no one)", there=False)
    expect(picture(page, 0).locator("h3")).to_have_text(
        "In 10 of 13 situations, people meet someone who is prepared"
    )

    part = change(page, "Situations", "No bus on Sundays")
    page.keyboard.press("Control+A")
    page.keyboard.type("No bus after six")
    save(page, part)
    wait_for_words(page, 1, "No bus after six")

    visit.reload()
    wait_for_words(page, 1, "No bus after six")
    expect(picture(page, 0).locator("h3")).to_contain_text("In 10 of 13 situations")
    part = change(page, "Encounters", "The autumn gutter round")
    expect(part.get_by_role("checkbox", name="No bus after six")).to_be_checked()
    tick(page, part, "No bus after six")
    save(page, part)
    wait_for_words(page, 1, "No bus after six (meets no one)")
    assert visit.errors == []
    assert visit.elsewhere == []


def test_every_link_and_every_word_of_a_row_is_in_sight_on_a_phone(visitor: Open):
    page = visitor(viewport={"width": 390, "height": 844}).go(THRIVING)
    part = change(page, "Encounters", "The autumn gutter round")
    assert part.get_by_role("checkbox").count() == 12 + 18
    cut = page.locator(".relkit-editor").evaluate(
        """(editor) => [...editor.querySelectorAll('.checks, .scroll')].filter((it) =>
          it.scrollWidth > it.clientWidth + 1
          || (it.matches('.checks') && it.scrollHeight > it.clientHeight + 1))
          .map((it) => it.className)"""
    )
    assert cut == []


def test_what_makes_no_sense_is_told_beside_it_and_the_pictures_stay(visitor: Open):
    page = visitor(reduced_motion="reduce").go(THRIVING)
    expect(picture(page, 1).locator("svg text").first).to_be_visible()
    before = squeezed(picture(page, 1))
    part = unfold_table(page, "Situations")
    tab_to(page, part.get_by_role("button", name="Add to situations"))
    page.keyboard.press("Enter")
    page.keyboard.type("Rain; cold")
    page.keyboard.press("Enter")
    expect(part.locator(".wrong").get_by_text("Write a comma instead.")).to_be_visible()
    expect(part.locator(".wrong").get_by_text("Say whose life it is.")).to_be_visible()
    assert squeezed(picture(page, 1)) == before


def test_one_preparation_is_taken_away_by_keyboard_and_the_words_say_what_is_lost(
    visitor: Open,
):
    page = visitor(reduced_motion="reduce").go(THRIVING)
    rests = picture(page, 2)
    choice = rests.get_by_label("Take away")
    tab_to(page, choice)
    page.keyboard.press("ArrowDown")
    expect(rests.locator("h3")).to_have_text(
        "Without ‘Spare keys, and knowing whose may be used’, 2 encounters would draw "
        "on no preparation at all"
    )
    expect(rests.locator("figcaption")).to_contain_text("Who would notice first?")
    expect(rests.locator("[aria-live]")).to_contain_text("Without ‘Spare keys")
    pale = rests.locator("svg text").evaluate_all(
        "(all) => all.filter((t) => parseFloat(getComputedStyle(t).opacity) < 0.6).length"
    )
    assert pale > 20


def test_words_teach_where_nothing_is_listed_and_the_first_thing_brings_the_picture(
    visitor: Open,
):
    page = visitor(reduced_motion="reduce").go(THRIVING)
    upload(page, "Elm Road.xlsx", book())
    for number in (0, 1):
        shown = picture(page, number)
        expect(shown.locator("h3")).to_have_text("Nothing is listed yet")
        expect(shown).to_contain_text("Begin with one situation")
        expect(shown.locator(".canvas")).to_be_hidden()
    expect(picture(page, 2).locator("h3")).to_have_text("No preparation is listed yet")
    part = unfold_table(page, "Situations")
    expect(part).to_contain_text("There are no situations yet.")
    tab_to(page, part.get_by_role("button", name="Add to situations"))
    page.keyboard.press("Enter")
    page.keyboard.type("Damp")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(picture(page, 0).locator("svg")).to_be_visible()
    wait_for_words(page, 1, "Damp (meets no one)")


def book(**sheets: list) -> bytes:
    """A workbook with one activity, and these sheets."""
    made = openpyxl.Workbook()
    made.active.title = "Activities"
    made.active.append(("name", "world", "residents_hours", "staff_hours"))
    made.active.append(("Keys", "by", 3, 0))
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def long(start: str) -> str:
    return f"{start} {MANY_WORDS} {MANY_WORDS}"[:120].strip()


def fits(page: Page, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 800})
    page.wait_for_function(
        """() => [...document.querySelectorAll('.relkit-picture .canvas svg')].every(
          (svg) => Math.abs(svg.clientWidth - svg.closest('.canvas').clientWidth) <= 1)"""
    )
    labels = page.evaluate(LABELS)
    assert len(labels) > 20
    assert outside(labels) == []
    assert overlapping(labels) == []


@pytest.mark.parametrize("case", ["housing_repairs", "fire_safety", "living_well"])
def test_every_name_is_seen_whole_and_none_on_another(case: str, visitor: Open):
    page = visitor(reduced_motion="reduce").go(THRIVING, f"?case={case}")
    for wide in WIDTHS:
        fits(page, wide)


def test_names_as_long_as_they_may_be_fit_too(visitor: Open):
    page = visitor(reduced_motion="reduce").go(THRIVING)
    lives, ready = [long(f"S{n}") for n in range(8)], [long(f"P{n}") for n in range(9)]
    content = book(
        Situations=[
            ("name", "whose"),
            *((name, "Ada") for name in lives),
            (ONE_WORD, "Ben"),
        ],
        Preparations=[
            ("name", "strength", "prepared_by"),
            *((name, "kit", "institution") for name in ready),
            (ONE_WORD, "time", "citizen"),
        ],
        Encounters=[
            ("name", "situations", "preparations"),
            *((long(f"E{n}"), lives[n], f"{ready[n]}; {ONE_WORD}") for n in range(7)),
            (ONE_WORD, "", ""),
        ],
    )
    upload(page, "Elm Road.xlsx", content)
    wait_for_words(page, 1, "in nobody’s life")
    for wide in WIDTHS:
        fits(page, wide)


def test_on_a_projector_the_three_worlds_are_seen_whole_in_large_text(visitor: Open):
    page = visitor(viewport={"width": 1920, "height": 1080}).go(THRIVING)
    page.get_by_role("button", name="Large text").click()
    page.wait_for_function(
        """() => parseFloat(getComputedStyle(
          document.querySelector('.relkit-picture svg text')).fontSize) > 20"""
    )
    svg = picture(page, 0).locator("svg")
    assert svg.bounding_box()["height"] <= 0.65 * 1080


def test_an_answer_in_the_exercise_is_read_part_by_part_and_kept(visitor: Open):
    visit = visitor()
    page = visit.go(EXERCISE)
    asked = page.locator(".relkit-question").nth(3)
    lists = asked.get_by_role("combobox")
    lists.nth(0).select_option("A van with road-safety games")
    lists.nth(1).select_option("Bright coats and a stop sign")
    asked.get_by_role("button", name="Check").press("Enter")
    said = asked.get_by_role("status")
    expect(said).to_contain_text("relkit reads some of this differently.")
    expect(said).to_contain_text("‘Bright coats and a stop sign’ touches 2 lives")
    expect(said).not_to_contain_text("handbook")
    visit.reload()
    expect(lists.nth(0)).to_have_value("A van with road-safety games")
    assert visit.errors == []
