"""The same notebook in JupyterLab, where people read and change it."""

import secrets
import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from serving import answering, free_port, of_a_stranger
from visiting import FOUR_WORLDS, ROOT, Open, Visit, move_by_keyboard

TOKEN = secrets.token_hex(16)
# JupyterLab would otherwise ask others for news, and whether it is the newest.
ASKS_NOBODY = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of JupyterLab with a copy of the notebook, for Lab saves on its own."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / FOUR_WORLDS).parent.mkdir()
    shutil.copy(ROOT / FOUR_WORLDS, folder / FOUR_WORLDS)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}", *ASKS_NOBODY,
    ]  # fmt: skip
    home = of_a_stranger(tmp_path_factory.mktemp("home"))
    with answering(command, f"{address}/api", folder=folder, env=home):
        yield address


@pytest.fixture(scope="class")
def visit(lab: str, opened: Open) -> Visit:
    """The notebook, run from top to bottom from the menu."""
    visit = opened(lab)
    page = visit.page
    page.goto(f"{lab}/lab/tree/{FOUR_WORLDS}?token={TOKEN}")
    # Until the kernel answers, Run passes over every cell.
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    return visit


@pytest.fixture(scope="class")
def page(visit: Visit) -> Page:
    return visit.page


class TestJupyterLab:
    def test_every_cell_runs(self, page: Page):
        last = page.locator(".jp-CodeCell").last
        expect(last.locator(".jp-OutputArea-output")).not_to_be_empty()
        expect(page.get_by_text("Traceback")).to_have_count(0)

    def test_draws_every_picture(self, page: Page):
        pictures = page.locator(".relkit-picture")
        expect(pictures.nth(1)).to_be_attached()
        for picture in pictures.all():
            expect(picture.locator(".canvas svg")).to_be_visible()

    def test_code_is_folded_away(self, page: Page):
        cells = page.locator(".jp-CodeCell")
        assert cells.count() > 5
        expect(cells.locator(".jp-InputPlaceholder")).to_have_count(cells.count())
        expect(cells.locator(".jp-InputArea-editor")).to_have_count(0)

    def test_a_card_is_moved_by_keyboard_and_the_picture_follows(self, page: Page):
        drawn = page.locator(".relkit-picture .canvas svg").first
        before = drawn.text_content()
        move_by_keyboard(page)
        expect(drawn).not_to_have_text(before)

    def test_asks_no_other_host_for_anything(self, visit: Visit):
        assert visit.asked
        assert visit.elsewhere == []

    def test_the_browser_found_no_mistake(self, visit: Visit):
        assert visit.errors == []
