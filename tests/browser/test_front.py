"""What a page loads and runs in the browser, and how it holds on to its kernel."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from serving import Served, serving
from visiting import FOUR_WORLDS, PAGES, ROOT, Open, Visit, move_by_keyboard

FIRST_VISIT_BYTES = 450_000
"""All files and the page; Vega alone is 250 kB of it."""
SECOND_VISIT_BYTES = 25_000
"""The page and what is no file: the rest is in the browser's cache."""
REQUESTS = 10

BROKEN = "export default { render() { throw new Error('broken on purpose') } };"


@dataclass
class Loaded:
    """What one visit asked for, and the bytes that travelled for it."""

    asked: list[str] = field(default_factory=list)
    bytes: int = 0


def loading(visit: Visit, path: str) -> Loaded:
    """Open the page, and what the browser's own books say of that."""
    session = visit.context.new_cdp_session(visit.page)
    loaded = Loaded()

    def asked(said: dict) -> None:
        if said["request"]["url"].startswith("http"):
            loaded.asked.append(said["request"]["url"])

    def arrived(said: dict) -> None:
        loaded.bytes += int(said["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", arrived)
    session.send("Network.enable")
    visit.go(path)
    session.detach()
    return loaded


@pytest.fixture
def at_home(browser: Browser, served: Served) -> Iterator[Visit]:
    """A visitor with a cache: Playwright has none where it looks at each request."""
    context = browser.new_context()
    yield Visit(context.new_page(), context, served.base)
    context.close()


@pytest.mark.parametrize("path", PAGES)
class TestWhatAPageLoads:
    def test_is_little_first_and_next_to_nothing_again(self, path: str, at_home: Visit):
        first, again = loading(at_home, path), loading(at_home, path)
        assert 5_000 < first.bytes < FIRST_VISIT_BYTES
        assert 5_000 < again.bytes < SECOND_VISIT_BYTES
        for loaded in (first, again):
            assert 4 < len(loaded.asked) < REQUESTS
            assert len(set(loaded.asked)) == len(loaded.asked), "nothing comes twice"

    def test_is_nothing_of_voila(self, path: str, visitor: Open):
        visit = visitor()
        visit.go(path)
        files = [urlsplit(url).path for url in visit.asked]
        assert [file for file in files if "voila-" in file or "labext" in file] == []
        assert visit.page.evaluate("'jupyterapp' in window") is False
        assert visit.errors == []


def test_a_module_that_many_widgets_share_runs_once(visitor: Open):
    visit = visitor()
    visit.page.add_init_script(
        "const make = URL.createObjectURL; window.made = [];"
        "URL.createObjectURL = (it) => { made.push(it.size); return make.call(URL, it); };"
    )
    page = visit.go(FOUR_WORLDS)
    made = page.evaluate("made")
    pictures = page.locator(".relkit-picture").count()
    assert pictures > 1
    assert len(made) == len(set(made)), "each source is made into a module once"


class Line:
    """The page's line to its kernel, which a test can cut."""

    def __init__(self, page: Page) -> None:
        self.opened = 0
        self.socket: WebSocketRoute | None = None
        page.route_web_socket(re.compile(r"/api/kernels/"), self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        self.opened += 1
        self.socket = socket
        socket.connect_to_server()

    def cut(self) -> None:
        assert self.socket is not None
        self.socket.close(code=1001, reason="cut")


class TestALineThatIsCut:
    def test_comes_back_and_the_page_goes_on(self, visitor: Open):
        visit = visitor()
        line = Line(visit.page)
        page = visit.go()
        assert line.opened == 1
        line.cut()
        drawn = page.locator(".relkit-picture .canvas svg").first
        before = drawn.text_content()
        move_by_keyboard(page)
        expect(drawn).not_to_have_text(before)
        assert line.opened == 2
        expect(page.locator("#lost")).to_have_count(0)

    def test_without_a_network_it_waits_and_sends_later(self, visitor: Open):
        visit = visitor()
        line = Line(visit.page)
        page = visit.go()
        drawn = page.locator(".relkit-picture .canvas svg").first
        before = drawn.text_content()
        visit.context.set_offline(True)
        line.cut()
        page.wait_for_timeout(1000)
        moved = [move_by_keyboard(page), move_by_keyboard(page)]
        page.wait_for_timeout(1000)
        assert drawn.text_content() == before
        visit.context.set_offline(False)
        expect(drawn).not_to_have_text(before)
        page.wait_for_timeout(1500)  # nothing older comes after what is newest
        heard = page.evaluate(
            "JSON.parse(localStorage.relkit).sorted.four_worlds.housing_repairs"
        )
        assert [heard[name] for name in moved] == ["with", "with"]
        visit.errors.clear()  # the browser notes every request that found no network

    def test_says_so_when_the_kernel_has_ended(self, visitor: Open):
        visit = visitor()
        line = Line(visit.page)
        page = visit.go()
        page.evaluate(
            "document.addEventListener('relkit:kernel-gone', () => { window.gone = (window.gone ?? 0) + 1; })"
        )
        end_kernel(page)
        line.cut()
        page.wait_for_function("window.gone")
        page.wait_for_timeout(1500)
        assert page.evaluate("gone") == 1
        assert line.opened == 1
        expect(page.locator("#lost")).to_be_visible()


def end_kernel(page: Page) -> None:
    """End the page's kernel behind its back."""
    page.evaluate(
        """async () => {
          const { baseUrl, kernelId } = JSON.parse(document.querySelector('#jupyter-config-data').textContent);
          const said = new FormData();
          said.append('_xsrf', document.cookie.match(/_xsrf=([^;]*)/)[1]);
          await fetch(`${baseUrl}voila/api/shutdown/${kernelId}`, { method: 'POST', body: said });
        }"""
    )


def kernel_lives(visit: Visit, kernel: str) -> bool:
    answer = visit.context.request.get(f"{visit.base}/api/kernels/{kernel}")
    return answer.status == 200


def test_a_page_that_closes_ends_its_kernel(visitor: Open):
    visit = visitor()
    page = visit.go()
    kernel = json.loads(page.locator("#jupyter-config-data").text_content())["kernelId"]
    assert kernel_lives(visit, kernel)
    other = visit.context.new_page()
    page.close(run_before_unload=True)
    for _ in range(50):
        if not kernel_lives(visit, kernel):
            break
        other.wait_for_timeout(100)
    assert not kernel_lives(visit, kernel)


def notebook(*cells: tuple[str, str]) -> str:
    made = [
        {"cell_type": kind, "id": f"cell-{n}", "metadata": {}, "source": source}
        | ({"execution_count": None, "outputs": []} if kind == "code" else {})
        for n, (kind, source) in enumerate(cells)
    ]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {
            "cells": made,
            "metadata": {"kernelspec": spec},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


FORGET = "from relkit import widgets\nwidgets.Forget()"
OWN_PAGES = {
    "broken": notebook(
        ("markdown", "# One part is broken"),
        (
            "code",
            "from relkit import widgets\nkind = type('Broken', (widgets.Forget,), {'__module__': 'relkit.widgets.broken', '_esm': "
            + repr(BROKEN)
            + "})\nkind()",
        ),
        ("code", FORGET),
    ),
    "stock": notebook(
        ("markdown", "# A stock widget"),
        ("code", "import ipywidgets\nipywidgets.IntSlider(description='How many')"),
        ("code", FORGET),
    ),
    "formula": notebook(
        ("markdown", "# A formula\n\nSo $a^2 + b^2 = c^2$."),
        ("code", FORGET),
    ),
    "words": notebook(
        ("markdown", "# Words only"), ("code", "print('said by a cell')")
    ),
    "result": notebook(("markdown", "# A result"), ("code", "6 * 7")),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages that somebody wrote with relkit."""
    folder: Path = tmp_path_factory.mktemp("content")
    (folder / "notebooks").mkdir()
    for name, text in OWN_PAGES.items():
        (folder / f"notebooks/{name}.ipynb").write_text(text, encoding="utf-8")
    (folder / "datasets").symlink_to(ROOT / "datasets")
    with serving(content=folder) as server:
        yield server.base


class TestAPageOfOnesOwn:
    def test_a_broken_part_says_so_and_the_others_work(self, own: str, visitor: Open):
        visit = visitor(own)
        page = visit.go("notebooks/broken.ipynb")
        expect(page.get_by_role("alert")).to_have_count(1)
        expect(page.get_by_role("alert")).to_contain_text("went wrong in part 2.")
        expect(page.get_by_role("button", name="Forget everything")).to_be_visible()
        assert any("broken on purpose" in error for error in visit.errors)

    def test_stock_widgets_are_drawn_by_voila(self, own: str, visitor: Open):
        visit = visitor(own)
        page = visit.go("notebooks/stock.ipynb")
        expect(page.locator(".widget-slider")).to_be_visible()
        expect(page.get_by_role("button", name="Forget everything")).to_be_visible()
        expect(page.locator("#lost")).to_have_count(0)
        page.wait_for_timeout(6000)  # a line is missed after five seconds
        expect(page.locator("#lost")).to_have_count(0)
        assert visit.errors == []

    def test_formulas_are_set_by_voila(self, own: str, visitor: Open):
        visit = visitor(own)
        page = visit.go("notebooks/formula.ipynb")
        expect(page.locator("mjx-container")).to_be_visible()
        expect(page.get_by_role("button", name="Forget everything")).to_be_visible()
        assert visit.errors == []

    def test_words_alone_need_nothing(self, own: str, visitor: Open):
        visit = visitor(own)
        page = visit.go("notebooks/words.ipynb")
        expect(page.get_by_text("said by a cell")).to_be_visible()
        assert [url for url in visit.asked if "voila-" in url] == []

    def test_a_result_is_shown_by_voila(self, own: str, visitor: Open):
        visit = visitor(own)
        page = visit.go("notebooks/result.ipynb")
        expect(page.get_by_text("42", exact=True)).to_be_visible()
        assert visit.errors == []
