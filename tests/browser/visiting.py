"""A visitor's browser: opens a page, waits until it stands, and notices what it asks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    expect,
)

ROOT = Path(__file__).parents[2]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for folder in ("notebooks", "exercises")
    for path in sorted((ROOT / folder).glob("*.ipynb"))
]
START = "notebooks/00_start_here.ipynb"
FOUR_WORLDS = "notebooks/01_four_worlds.ipynb"
PATIENCE = 45_000
"""Milliseconds until something that should appear counts as missing."""

HERE = {"127.0.0.1", "hall.test"}
ELSEWHERE = re.compile(
    r"^(?!(https?|wss?)://(127\.0\.0\.1|hall\.test)[:/]|data:|blob:)"
)

IS_READY = """() =>
  document.querySelector('#waiting.done')
  && !document.querySelector('.relkit-picture .canvas.waiting')
  && [...document.querySelectorAll('.relkit-kept p')].every((said) => said.textContent)
"""


@dataclass
class Visit:
    """One visitor's page, and what the browser noticed on it."""

    page: Page
    context: BrowserContext
    base: str
    elsewhere: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str = FOUR_WORLDS, query: str = "") -> Page:
        """Open one of the pages and wait until its boards and pictures stand."""
        self.page.goto(f"{self.base}/voila/render/{path}{query}", timeout=PATIENCE)
        return self.wait()

    def reload(self) -> Page:
        self.page.reload(timeout=PATIENCE)
        return self.wait()

    def wait(self) -> Page:
        self.page.wait_for_function(IS_READY, timeout=PATIENCE)
        return self.page


Open = Callable[..., Visit]


def visit_to(browser: Browser, base: str, **options: object) -> Visit:
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"} | options
    )
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), context, base)

    def block(route: Route) -> None:
        visit.elsewhere.append(route.request.url)
        route.abort()

    def look(url: str) -> None:
        visit.asked.append(url)
        if (
            urlsplit(url).scheme not in {"data", "blob"}
            and urlsplit(url).hostname not in HERE
        ):
            visit.elsewhere.append(url)

    context.route(ELSEWHERE, block)
    context.on("request", lambda request: look(request.url))
    visit.page.on("websocket", lambda socket: look(socket.url))
    context.on("weberror", lambda wrong: visit.errors.append(str(wrong.error)))
    context.on(
        "console",
        lambda said: said.type == "error" and visit.errors.append(said.text),
    )
    return visit


def tab_to(page: Page, wanted: Locator, *, most: int = 300) -> None:
    """Press Tab until the focus is there, as people without a mouse do."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("(it) => it === document.activeElement"):
            return
    pytest.fail(f"Tab never came to {wanted}.")


def press_until(page: Page, key: str, found: Locator, *, most: int = 30) -> None:
    """Press an arrow key, from the near end on, until this is found."""
    page.keyboard.press("Home" if key == "ArrowDown" else "ArrowLeft")
    for _ in range(most):
        if found.count():
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never came to {found}.")


def card_on_board(page: Page, name: str) -> Locator:
    return page.locator(".relkit-board").locator(f'[data-card="{name}"]:not(.ghost)')


def go_to_card(page: Page, name: str, way: str) -> None:
    """Come to a card's control from the board's first: Tab to its column, then arrows."""
    board, card = page.locator(".relkit-board"), card_on_board(page, name)
    column = board.locator(f'.bin:has([data-card="{name}"])')
    board.locator("a.skip").focus()
    tab_to(page, column.locator('[tabindex="0"]'))
    press_until(page, "ArrowDown", card.locator(":focus"))
    press_until(page, "ArrowRight", card.locator(f"[data-way={way}]:focus"))


def move_by_keyboard(page: Page, bin: str = "for", to: str = "with") -> str:
    """Move the second card of this bin to the next, without a mouse; gives its name."""
    board = page.locator(".relkit-board")
    card = board.locator(f'[data-bin="{bin}"] [data-card]').nth(1)
    name: str = card.get_attribute("data-card")
    go_to_card(page, name, "on")
    page.keyboard.press("Enter")
    expect(board.locator(f'[data-bin="{to}"] [data-card="{name}"]')).to_be_visible()
    return name


def unfold(page: Page, opened: bool = True) -> None:
    """Open everything on the page that folds, or close it."""
    page.evaluate(
        "(opened) => document.querySelectorAll('details').forEach((d) => (d.open = opened))",
        opened,
    )
