"""Pictures of anybody's place fit, can be saved whole, and are never all there is."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from test_bad_input import book, upload
from test_sizes import LABELS, outside, overlapping
from visiting import FOUR_WORLDS, Open, tab_to

MANY_WORDS = "meeting the neighbours who keep the keys and the list of people to call"
ONE_WORD = "Whippletree" * 11


def long(start: str) -> str:
    return f"{start} {MANY_WORDS} {MANY_WORDS}"[:120]


NAMED_AT_LENGTH = (
    (long("By"), "by", 400, 0, "", ""),
    (ONE_WORD[:120], "with", 10, 20, long("By"), ""),
    (long("For"), "for", 10, 90, ONE_WORD[:120], ""),
    (long("To"), "to", 1, 9, long("For"), ""),
    (long("Lost"), "to", 1, 8, "", ""),
    (ONE_WORD[1:], "for", 5, 5, "", ""),
    ("Keys", "by", 3, 0, "", ""),
)


def pictures(page: Page) -> list[Locator]:
    return page.locator(".relkit-picture").all()


def saved(page: Page, picture: Locator, kind: str) -> Path:
    with page.expect_download() as waiting:
        picture.get_by_role("button", name=f"Save picture as {kind}").click()
    return waiting.value.path()


def test_names_as_long_as_they_may_be_fit_on_phones_and_laptops(visitor: Open):
    page = visitor(reduced_motion="reduce").go()
    upload(page, "Elm Road.xlsx", book(*NAMED_AT_LENGTH))
    chains = pictures(page)[1]
    expect(chains.locator("svg")).to_contain_text("Whippletree")
    for wide in (320, 700, 1280):
        page.set_viewport_size({"width": wide, "height": 800})
        page.wait_for_function(
            """() => [...document.querySelectorAll('.relkit-picture .canvas svg')].every(
              (svg) => Math.abs(svg.clientWidth - svg.closest('.canvas').clientWidth) <= 1)"""
        )
        labels = page.evaluate(LABELS)
        assert any("Whipple" in label["text"] for label in labels)
        assert outside(labels) == []
        assert overlapping(labels) == []


def test_a_place_where_nobody_sorted_says_so_and_has_nothing_to_save(visitor: Open):
    page = visitor().go()
    apart = pictures(page)[2]
    expect(apart.locator("svg")).to_be_visible()
    upload(page, "Elm Road.xlsx", book(("Keys", "by", 3, 0, "", "")))
    expect(apart.locator("h3")).to_have_text("Nobody else has sorted these cards yet")
    for part in (".canvas", ".save", "details", "fieldset"):
        expect(apart.locator(part)).to_be_hidden()
    page.get_by_role("radio", name="Housing repairs").check()
    for part in (".canvas svg", ".save", "details", "fieldset"):
        expect(apart.locator(part)).to_be_visible()


def test_a_saved_picture_says_what_where_when_and_from_whom(visitor: Open):
    page = visitor(reduced_motion="reduce").go()
    for picture in pictures(page):
        svg = saved(page, picture, "SVG").read_text(encoding="utf-8")
        shown = page.evaluate(
            """(svg) => {
              const page = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
              const own = [...page.children].filter((it) => it.localName === 'text');
              return { words: own.map((it) => it.textContent).join(' '),
                wide: +page.getAttribute('width'), high: +page.getAttribute('height') };
            }""",
            svg,
        )
        assert picture.locator("h3").inner_text() in shown["words"]
        assert "Quarrywell estate, Stannerley (an invented place)" in shown["words"]
        assert (
            page.evaluate(
                "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long',"
                " year: 'numeric' })"
            )
            in (shown["words"])
        )
        assert "Benjamin P. Taylor" in shown["words"]
        png = saved(page, picture, "PNG").read_bytes()
        size = struct.unpack(">II", png[16:24])
        assert size == (2 * shown["wide"], 2 * shown["high"])
        assert shown["high"] > picture.locator("svg").bounding_box()["height"] + 60


def test_without_vega_the_words_and_the_table_are_there_and_nothing_to_save(
    visitor: Open,
):
    visit = visitor()
    visit.context.route("**/*vega*", lambda route: route.abort())
    page = visit.page
    page.goto(f"{visit.base}/voila/render/{FOUR_WORLDS}")
    for number in range(3):
        picture = page.locator(".relkit-picture").nth(number)
        expect(picture).to_contain_text("could not be drawn, so there is none to save")
        expect(picture.locator("figcaption")).to_contain_text(".")
        picture.locator("summary").click()
        assert picture.locator("tbody tr").count() > 3
        expect(picture.locator(".save")).to_be_hidden()


@pytest.mark.parametrize("number", [0, 2], ids=["worlds", "standpoints"])
def test_on_a_projector_a_picture_is_seen_whole_in_large_text(
    number: int, visitor: Open
):
    page = visitor(viewport={"width": 1920, "height": 1080}).go()
    page.get_by_role("button", name="Large text").click()
    svg = page.locator(".relkit-picture").nth(number).locator("svg")
    page.wait_for_function(
        """(number) => {
          const svg = document.querySelectorAll('.relkit-picture')[number].querySelector('svg');
          return parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) > 20;
        }""",
        arg=number,
    )
    assert svg.bounding_box()["height"] <= 0.65 * 1080


def test_dates_are_asked_for_in_words_and_switched_by_keyboard(visitor: Open):
    page = visitor(reduced_motion="reduce").go()
    group = page.get_by_role("group", name="Sorted at the gathering of")
    first = group.get_by_role("radio").first
    first.check()
    tab_to(page, page.get_by_role("group", name="Drawn").get_by_role("radio").first)
    tab_to(page, first)
    page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio").nth(1)).to_be_checked()
    caption = page.locator(".relkit-picture").nth(2).locator("figcaption")
    expect(caption).to_contain_text("Moved most since 10 March 2026")
