"""A real Chromium that can reach nothing but this machine, and one server for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import psutil
import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright
from serving import Served, serving
from visiting import PAGES, Open, Visit, visit_to

OFF = [
    # Chromium loads the parts of its own window as pages, for every window anew: the list
    # below its address bar costs more than most pages of relkit, and no test sees it.
    "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    # Chromium heeds the last of such lists only, so what Playwright's has is said again.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """relkit as people start it; afterwards not one of its processes is left."""
    with serving() as server:
        yield server
        below = psutil.Process(server.process.pid).children(recursive=True)
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive, f"These outlived the server: {alive}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, in which no host has an address but this machine and ``hall.test``."""
    chromium = os.environ.get("RELKIT_CHROMIUM") or shutil.which("chromium")
    expect.set_options(timeout=20_000)
    names = "MAP hall.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                f"--disable-features={','.join(OFF)}",
                f"--host-resolver-rules={names}",
            ],
        )
        yield started
        started.close()


@pytest.fixture(scope="class")
def opened(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens a visitor's browser for the tests of a class; options as in Playwright."""
    yield from _opening(browser, served)


@pytest.fixture(scope="class", params=PAGES)
def visit(request: pytest.FixtureRequest, opened: Open) -> Iterator[Visit]:
    """Every page in turn, each open for the tests of a class."""
    visit = opened()
    visit.go(request.param)
    yield visit
    visit.context.close()


@pytest.fixture
def visitor(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens a visitor's browser for one test."""
    yield from _opening(browser, served)


def _opening(browser: Browser, served: Served) -> Iterator[Open]:
    with ExitStack() as stack:

        def open_one(base: str = served.base, **options: object) -> Visit:
            visit = visit_to(browser, base, **options)
            stack.callback(visit.context.close)
            return visit

        yield open_one


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a screenshot of every open page where a test failed."""
    report = yield
    browser = item.funcargs.get("browser") if hasattr(item, "funcargs") else None
    if report.when == "call" and report.failed and browser and browser.is_connected():
        folder = item.funcargs.get("tmp_path") or item.config._tmp_path_factory.mktemp(
            "failure"
        )
        pages = [page for context in browser.contexts for page in context.pages]
        for number, page in enumerate(pages):
            path = folder / f"page-{number}.png"
            try:
                page.screenshot(path=path, full_page=True, timeout=10_000)
            except Error as error:  # It hangs or crashed; the failure is told anyway.
                report.sections.append(("no screenshot", str(error)))
            else:
                report.sections.append(("screenshot", str(path)))
    return report
