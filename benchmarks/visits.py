"""One visitor: the seconds until something is seen, and what the page asked for."""

import base64
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    sync_playwright,
)

from benchmarks.servers import HOST

LONGEST_SECONDS = 60
QUIET_SECONDS = 1.5

SLIDER = ".widget-slider .noUi-handle"
PICTURE = ".relkit-picture svg :is(path, circle, rect, text)"
PANEL_PICTURE = "svg.marks :is(path, circle, rect, text)"
WIDGET = "#page .jp-OutputArea-output > div > *"

_ARGUMENTS = [
    "--no-proxy-server",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
    "--disable-background-networking",
]
_VEGA_FILE = re.compile(r"/vega[^/]*\.js(\?|$)")
_VEGA_FRAME = re.compile(rb'"here":\s*"vega"')


@dataclass  # no slots: Playwright keeps a note on whatever listens to it
class Traffic:
    """What one page asked for, as Chromium tells it; `wire` counts the bytes."""

    requests: int = 0
    vega: int = 0
    asked_for_vega: set[str] = field(default_factory=set)
    latest: float = field(default_factory=time.monotonic)

    def sent(self, event: dict) -> None:
        """Count a request; what the browser makes itself (``data:``) is none."""
        self.latest = time.monotonic()
        address = event["request"]["url"]
        if address.startswith("http"):
            self.requests += 1
        if _VEGA_FILE.search(address):
            self.asked_for_vega.add(event["requestId"])

    def finished(self, event: dict) -> None:
        """Count Vega if it has arrived and the browser did not still have it."""
        self.latest = time.monotonic()
        travelled = int(event["encodedDataLength"]) > 0
        self.vega += event["requestId"] in self.asked_for_vega and travelled

    def frame(self, event: dict) -> None:
        """Count Vega if this message from the kernel carries it."""
        self.latest = time.monotonic()
        message = event["response"]
        content = message["payloadData"]
        sent = content.encode() if message["opcode"] == 1 else base64.b64decode(content)
        self.vega += bool(_VEGA_FRAME.search(sent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page that is open, with what it took to get there."""

    page: Page
    seconds: float
    traffic: Traffic


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """A browser without a window, which finds no other machine.

    Parameters
    ----------
    executable
        Where Chromium is.
    """
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(context: BrowserContext, address: str, seen: str) -> Iterator[Visit]:
    """Open a page, wait until it is seen and then until nothing travels any more.

    Parameters
    ----------
    context
        The visitor. What their browser kept from an earlier visit is used.
    address
        The page.
    seen
        What must be on the page, as a CSS selector, to stop the clock.
    """
    page = context.new_page()
    session = context.new_cdp_session(page)
    traffic = _listen(session)
    try:
        start = time.perf_counter()
        page.goto(address, wait_until="commit", timeout=LONGEST_SECONDS * 1000)
        page.wait_for_selector(seen, state="attached", timeout=LONGEST_SECONDS * 1000)
        seconds = time.perf_counter() - start
        _settle(page, traffic)
        yield Visit(page=page, seconds=seconds, traffic=traffic)
    finally:
        page.close()


def _listen(session: CDPSession) -> Traffic:
    traffic = Traffic()
    session.on("Network.requestWillBeSent", traffic.sent)
    session.on("Network.loadingFinished", traffic.finished)
    session.on("Network.webSocketFrameReceived", traffic.frame)
    session.send("Network.enable")
    return traffic


def _settle(page: Page, traffic: Traffic) -> None:
    latest = time.monotonic() + LONGEST_SECONDS / 2
    while time.monotonic() < min(latest, traffic.latest + QUIET_SECONDS):
        page.wait_for_timeout(100)
