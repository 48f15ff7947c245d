"""The notebook as `voila` itself shows it, without relkit's server around it."""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from serving import answering, free_port, of_a_stranger
from visiting import FOUR_WORLDS, ROOT, Open, Visit, move_by_keyboard


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which `voila notebooks/01_four_worlds.ipynb` shows its page."""
    shared = tmp_path_factory.mktemp("shared")
    (shared / "voila/templates").mkdir(parents=True)
    # What pip copied may be older than what is tested here.
    template = ROOT / "relkit/server/templates/relkit"
    (shared / "voila/templates/relkit").symlink_to(template)
    home = of_a_stranger(tmp_path_factory.mktemp("home"))
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [
        sys.executable, "-m", "voila", FOUR_WORLDS,
        "--no-browser", "--Voila.ip=127.0.0.1", f"--port={port}",
        # What `make bench` has installed brings one that Voilà cannot load.
        "--VoilaConfiguration.extension_denylist=@pyviz/jupyterlab_pyviz",
    ]  # fmt: skip
    with answering(
        command,
        f"{address}voila/static/voila.js",
        folder=ROOT,
        env=home | {"JUPYTER_PATH": str(shared)},
    ):
        yield address


@pytest.fixture(scope="class")
def visit(plain: str, opened: Open) -> Visit:
    visit = opened(plain)
    visit.page.goto(plain)
    visit.wait()
    return visit


class TestPlainVoila:
    def test_shows_the_page(self, visit: Visit):
        expect(visit.page.get_by_role("main")).to_have_count(1)
        heading = visit.page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        assert visit.page.title() == f"{heading.inner_text()} – relkit"
        expect(visit.page.locator(".relkit-failed")).to_have_count(0)

    def test_draws_every_picture(self, visit: Visit):
        pictures = visit.page.locator(".relkit-picture")
        assert pictures.count() > 1
        for picture in pictures.all():
            expect(picture.locator(".canvas svg")).to_be_visible()

    def test_a_card_is_moved_by_keyboard_and_the_picture_follows(self, visit: Visit):
        drawn = visit.page.locator(".relkit-picture .canvas svg").first
        before = drawn.text_content()
        move_by_keyboard(visit.page)
        expect(drawn).not_to_have_text(before)

    def test_asks_no_other_host_for_anything(self, visit: Visit):
        assert visit.asked
        assert visit.elsewhere == []

    def test_the_browser_found_no_mistake(self, visit: Visit):
        assert visit.errors == []
