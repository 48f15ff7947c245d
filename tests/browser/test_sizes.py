"""Phone, laptop and projector: everything fits, and can be read from where people are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from visiting import PAGES, Open, Visit, unfold

SIZES = {"small phone": (320, 640), "phone": (390, 844), "laptop": (1280, 800)}
PROJECTOR = (1920, 1080)
TEXT_PX, ASIDE_PX, LABEL_PX = 18, 16, 14
ON_PHONE_PX = {320: 11, 390: 13}  # as large as the width lets all of them be
PROJECTED, PROJECTED_LABEL = 1.6, 1.5

TEXT = """() => [...document.querySelectorAll('main *')].filter((it) =>
    it.checkVisibility({ visibilityProperty: true }) && !it.closest('svg, .hidden, details:not([open])')
    && [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
  ).map((it) => ({ text: it.textContent.trim().slice(0, 60), px: parseFloat(getComputedStyle(it).fontSize),
    running: it.matches('.jp-RenderedMarkdown :is(p, li), figcaption, .story > p:not(.mark), legend, button') }))"""

# What is seen of the pictures' words, in pixels of the screen.
LABELS = """() => [...document.querySelectorAll('.relkit-picture .canvas svg')].flatMap((svg, picture) => {
  const box = svg.getBoundingClientRect();
  const scale = box.width / (svg.viewBox.baseVal?.width || svg.clientWidth);
  const seen = (it) => it === svg || (parseFloat(getComputedStyle(it).opacity) > 0.1 && seen(it.parentElement));
  return [...svg.querySelectorAll('text')].filter((it) => it.textContent.trim() && seen(it)).map((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return { picture, text: it.textContent, px: scale * parseFloat(getComputedStyle(it).fontSize),
      left: left - box.left, right: right - box.left, top: top - box.top, bottom: bottom - box.top,
      width: box.width, height: box.height };
  });
})"""


@pytest.fixture(scope="class", params=PAGES)
def visit(request: pytest.FixtureRequest, opened: Open) -> Iterator[Visit]:
    visit = opened(reduced_motion="reduce")
    visit.go(request.param)
    yield visit
    visit.context.close()


def look_at(page: Page, size: tuple[int, int], *, large: bool) -> None:
    """Set the window's and the text's size, and wait until the pictures have followed."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    button = page.get_by_role("button", name="Large text")
    if (button.get_attribute("aria-pressed") == "true") != large:
        button.click()
    expect(button).to_have_attribute("aria-pressed", str(large).lower())
    page.wait_for_function(
        """() => [...document.querySelectorAll('.relkit-picture .canvas')].every((canvas) => {
          const svg = canvas.querySelector('svg');
          const em = Math.min(0.9 * parseFloat(getComputedStyle(canvas).fontSize), canvas.clientWidth / 20);
          const sizes = [...svg.querySelectorAll('text')].map((t) => parseFloat(getComputedStyle(t).fontSize) / em);
          return Math.abs(svg.clientWidth - Math.max(240, canvas.clientWidth)) <= 1
            && sizes.every((size) => size > 0.8 && size < 1.25);
        })"""
    )


def overlapping(labels: list[dict]) -> list[tuple[str, str]]:
    """The pairs of words in one picture that lie on one another by more than a hair."""

    def shared(a: dict, b: dict, low: str, high: str) -> float:
        return min(a[high], b[high]) - max(a[low], b[low])

    return [
        (a["text"], b["text"])
        for i, a in enumerate(labels)
        for b in labels[i + 1 :]
        if a["picture"] == b["picture"]
        and shared(a, b, "left", "right") > 2
        and shared(a, b, "top", "bottom") > 0.2 * min(a["px"], b["px"])
    ]


def outside(labels: list[dict]) -> list[dict]:
    return [
        label
        for label in labels
        if min(label["left"], label["top"]) < -2
        or label["right"] > label["width"] + 2
        or label["bottom"] > label["height"] + 2
    ]


@pytest.mark.parametrize("large", [False, True], ids=["text", "large text"])
@pytest.mark.parametrize(
    "size", [*SIZES.values(), PROJECTOR], ids=[*SIZES, "projector"]
)
class TestEveryPage:
    def test_nothing_scrolls_sideways(self, visit: Visit, size: tuple, large: bool):
        look_at(visit.page, size, large=large)
        for opened in (False, True):
            unfold(visit.page, opened)
            wide = visit.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size[0]

    def test_text_is_large_enough(self, visit: Visit, size: tuple, large: bool):
        look_at(visit.page, size, large=large)
        times = PROJECTED if large else 1
        text = visit.page.evaluate(TEXT)
        assert len(text) > 10
        small = [
            (each["text"], each["px"])
            for each in text
            if each["px"] < times * (TEXT_PX if each["running"] else ASIDE_PX)
        ]
        assert small == []

    def test_words_in_pictures_are_large_enough_and_apart(
        self, visit: Visit, size: tuple, large: bool
    ):
        look_at(visit.page, size, large=large)
        least = ON_PHONE_PX.get(size[0]) or LABEL_PX * (PROJECTED_LABEL if large else 1)
        for view in (0, 1):
            for switch in visit.page.locator(".relkit-picture .segments:visible").all():
                switch.get_by_role("radio").nth(view).check()
            labels = visit.page.evaluate(LABELS)
            small = [
                (each["text"], each["px"]) for each in labels if each["px"] < least
            ]
            assert small == []
            assert outside(labels) == []
            assert overlapping(labels) == []
