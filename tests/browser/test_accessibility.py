"""Everybody can use the pages: WCAG 2.2 A and AA, and what no rule engine can see."""

import itertools
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect
from visiting import FOUR_WORLDS, START, Open, Visit, unfold

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
LEAST_PX = 24
CONTROLS = "main :is(button, select, textarea, summary, input, a[href])"


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong: the rule, and the elements that break it."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE)
    found = page.evaluate(
        "async (tags) => (await axe.run({ runOnly: tags })).violations.map(({ id, nodes }) =>"
        " `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`)",
        RULES,
    )
    return list(found)


class TestEveryPage:
    def test_the_first_tab_skips_to_the_page(self, visit: Visit):
        page = visit.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

    def test_has_its_landmarks_once(self, visit: Visit):
        for landmark in ("banner", "main", "contentinfo"):
            expect(visit.page.get_by_role(landmark)).to_have_count(1)
        headings = visit.page.locator(":is(h1, h2, h3, h4):visible").evaluate_all(
            "(all) => all.map((h) => Number(h.tagName[1]))"
        )
        steps = itertools.pairwise(headings)
        assert headings[0] == 1
        assert all(deeper <= level + 1 for level, deeper in steps), headings

    @pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
    @pytest.mark.parametrize("all_open", [False, True], ids=["folded", "unfolded"])
    def test_axe_finds_no_violation(self, visit: Visit, size: dict, all_open: bool):
        visit.page.set_viewport_size(size)
        unfold(visit.page, all_open)
        assert violations(visit.page) == []

    @pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
    def test_every_control_is_large_enough_to_hit(self, visit: Visit, size: dict):
        visit.page.set_viewport_size(size)
        unfold(visit.page)
        small = visit.page.locator(f"{CONTROLS}:visible").evaluate_all(
            """(all, least) => all.map((it) => {
                 const place = it.matches('input') && it.closest('label') || it;
                 const { width, height } = place.getBoundingClientRect();
                 const inText = getComputedStyle(it).display === 'inline';
                 return { it: it.outerHTML.slice(0, 120), width, height, inText };
               }).filter(({ width, height, inText }) =>
                 !inText && Math.min(width, height) < least)""",
            LEAST_PX,
        )
        assert small == []

    def test_the_focus_is_seen_on_every_control(self, visit: Visit):
        page = visit.page
        page.set_viewport_size(LAPTOP)
        unfold(page)
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
        page.locator("body").press("Home")
        seen: dict[str, str] = {}
        for _ in range(400):
            page.keyboard.press("Tab")
            name, ring = page.evaluate(
                """() => {
                  const it = document.activeElement;
                  const rings = [it, it.closest('label')].filter(Boolean).map((each) => {
                    const { outlineStyle, outlineWidth } = getComputedStyle(each);
                    return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
                  });
                  return [it.tagName + (it.type ? ' ' + it.type : ''), Math.max(...rings)];
                }"""
            )
            if name == "BODY":
                break
            seen[name] = min(seen.get(name, 99), ring)
        assert len(seen) > 2
        assert {name: ring for name, ring in seen.items() if ring < 3} == {}


class TestStatesOfThePage:
    def test_axe_finds_no_violation_in_either_view_of_the_picture(self, visitor: Open):
        page = visitor().go()
        for view in ("One inside another", "Side by side"):
            page.get_by_role("radio", name=view).check()
            expect(page.get_by_role("radio", name=view)).to_be_checked()
            assert violations(page) == []

    @pytest.mark.parametrize("path", [START, FOUR_WORLDS])
    def test_axe_finds_no_violation_beside_an_error(self, path: str, visitor: Open):
        page = visitor().go(path)
        page.get_by_text("Bring your own place").first.click()
        broken = {
            "name": "a.csv",
            "mimeType": "text/csv",
            "buffer": b"name,world\na,near\n",
        }
        page.get_by_label("Your spreadsheet").set_input_files(broken)
        expect(page.get_by_role("alert")).to_contain_text("could not be used")
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            assert violations(page) == []

    def test_nothing_glides_when_the_reader_asked_for_no_motion(self, visitor: Open):
        page = visitor(reduced_motion="reduce").go()
        assert pictures_on_the_way(page) == 1

    def test_the_boxes_glide_into_one_another_otherwise(self, visitor: Open):
        page = visitor(reduced_motion="no-preference").go()
        assert pictures_on_the_way(page) > 10


def pictures_on_the_way(page: Page) -> int:
    """How many different pictures are seen on the way from one view to the other.

    The test winds the page's clock on, frame by frame: a busy machine skips none.
    """
    drawn = page.locator(".relkit-picture .canvas svg").first
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    seen = {drawn.inner_html()}
    page.get_by_role("radio", name="One inside another").check()
    for _ in range(60):
        page.clock.run_for(20)
        seen.add(drawn.inner_html())
    return len(seen) - 1
