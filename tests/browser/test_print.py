"""A page can be handed out on paper: A4, everything unfolded, no controls."""

import re

import pytest
from playwright.sync_api import Page, expect
from visiting import PAGES, Open

CONTROLS = "button, select, input, .controls, .skip, #waiting"


def assert_prints_unfolded_on_a4(page: Page) -> None:
    """It prints with everything unfolded, and is folded afterwards as it was before."""
    page.evaluate(
        "addEventListener('beforeprint', () => { window.folded ="
        " document.querySelectorAll('details:not([open])').length; })"
    )
    folded = page.locator("details:not([open])").count()
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper.startswith(b"%PDF")
    sizes = {
        (round(float(wide)), round(float(high)))
        for wide, high in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    }
    assert sizes == {(595, 842)}
    assert page.evaluate("window.folded") == 0
    expect(page.locator("details:not([open])")).to_have_count(folded)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_prints_to_a4_without_controls(path: str, visitor: Open):
    page = visitor().go(path)
    assert_prints_unfolded_on_a4(page)
    page.emulate_media(media="print")
    assert page.locator(CONTROLS).locator("visible=true").count() == 0
    for picture in page.locator(".relkit-picture").all():
        expect(picture.locator("svg")).to_be_visible()
        expect(picture.locator("figcaption")).to_be_visible()
