"""What a room has shown, on its own page: read, printed, and saved as one file."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hall import rooms_of
from hosting import come_in, host
from played import FORMULA, NOW, SCRIPT, play
from playwright.sync_api import Browser, Download, Locator, Page, expect
from serving import Served
from test_accessibility import violations
from test_print import assert_prints_unfolded_on_a4
from visiting import Open, Visit, tab_to, unfold, visit_to

from relkit.models.room_events import Kind
from relkit.models.standpoints import Standpoint
from relkit.store import Draft, Hosted, Store

SIZES = {
    "laptop": {"width": 1280, "height": 800},
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 568},
}
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = 30_000
"""Milliseconds until all pictures of a report are drawn, also on a busy machine."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('rooms') / 'rooms.db'}"


@pytest.fixture(scope="module")
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def base(store: Store) -> Iterator[str]:
    """The rooms by a name of the network: over plain http, no secure context."""
    with rooms_of(store) as address:
        yield address.replace("127.0.0.1", "hall.test")


@pytest.fixture(scope="module")
def room(store: Store) -> Hosted:
    """A room that has shown all of its topics, and is left as it is."""
    return play(store)


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Open]:
    visits = []

    def open_one(**options: object) -> Visit:
        visits.append(visit_to(browser, base, **options))
        return visits[-1]

    yield open_one
    for visit in visits:
        visit.context.close()


def read(visit: Visit, room: Hosted, pictures: int = 9) -> Page:
    """The page of a room's results, once all of it stands."""
    page = visit.page
    page.goto(f"{visit.base}/room/{room.code}/results")
    expect(page.locator(".canvas svg")).to_have_count(pictures, timeout=DRAWN)
    return page


def saved(page: Page, press: Callable[[], None]) -> Download:
    with page.expect_download(timeout=DRAWN) as download:
        press()
    return download.value


def section(page: Page, topic: str) -> Locator:
    return page.locator(f"section#{topic}")


@pytest.fixture(scope="class", params=SIZES)
def report(
    request: pytest.FixtureRequest, browser: Browser, base: str, room: Hosted
) -> Iterator[Visit]:
    """The report on every size of screen, open for the tests of a class."""
    size, touch = SIZES[request.param], request.param != "laptop"
    visit = visit_to(browser, base, viewport=size, has_touch=touch)
    read(visit, room)
    yield visit
    visit.context.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[Open]:
    """Opens a saved file in a browser that has no network, and tells what it asks."""
    contexts = []

    def open_one(file: Path, size: str) -> tuple[Page, list[str], list[str]]:
        context = browser.new_context(offline=True, viewport=SIZES[size])
        contexts.append(context)
        asked: list[str] = []
        said: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: said.append(message.text))
        page = context.new_page()
        page.goto(file.as_uri())
        return page, asked, said

    yield open_one
    for context in contexts:
        context.close()


class TestReading:
    def test_the_page_stands_under_its_strict_policy_without_a_complaint(
        self, report: Visit
    ):
        assert report.errors == []
        assert report.elsewhere == []

    @pytest.mark.parametrize("all_open", [False, True], ids=["folded", "unfolded"])
    def test_axe_finds_no_violation(self, report: Visit, all_open: bool):
        unfold(report.page, all_open)
        assert violations(report.page) == []

    def test_nothing_is_wider_than_the_screen(self, report: Visit):
        unfold(report.page)
        wide, screen = report.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide == screen

    def test_a_script_in_a_card_is_text(self, report: Visit):
        unfold(report.page)
        page = report.page
        expect(page.get_by_text(SCRIPT).first).to_be_visible()
        assert page.title() != "gone"
        assert page.locator("main b", has_text="Keys").count() == 0

    def test_every_topic_has_its_pictures_with_words_and_a_table(self, report: Visit):
        for figure in report.page.locator("figure.relkit-picture").all():
            expect(figure.locator("h3")).not_to_be_empty()
            expect(figure.locator("figcaption")).not_to_be_empty()
            assert figure.locator("tbody tr").count()
            named = figure.get_by_role("img").first.get_attribute("aria-label")
            assert named == figure.locator("figcaption").text_content()

    def test_both_gatherings_are_told_by_their_dates(self, report: Visit):
        day = f"{NOW.day} {NOW:%B %Y}"
        worlds = section(report.page, "four_worlds")
        which = worlds.locator(".which").all_text_contents()
        assert which[0] == f"Sorted at the gathering of: {day}"
        assert len({*which}) == 2


class TestKeepingUp:
    @pytest.fixture
    def fresh(self, store: Store) -> Hosted:
        return play(store, revealed=("swimlanes",))

    @staticmethod
    def does(store: Store, room: Hosted, kind: Kind, topic: str) -> None:
        payload = {"topic": topic, "reason": ""}
        store.append(room.room, [Draft(kind=kind, payload=payload)], NOW)

    def test_what_is_revealed_comes_and_what_is_hidden_goes_by_itself(
        self, visitor: Open, store: Store, fresh: Hosted
    ):
        page = read(visitor(), fresh, pictures=3)
        expect(section(page, "thriving")).to_contain_text("Hidden")
        self.does(store, fresh, Kind.REVEALED, "thriving")
        expect(page.locator(".canvas svg")).to_have_count(5, timeout=DRAWN)
        expect(section(page, "thriving")).to_contain_text(FORMULA)
        self.does(store, fresh, Kind.HIDDEN, "thriving")
        expect(section(page, "thriving")).to_contain_text("Hidden")
        assert FORMULA not in page.content()
        expect(page.get_by_role("status")).to_contain_text("what the room shows now")

    def test_newer_answers_are_offered_and_nothing_moves_before(
        self, visitor: Open, store: Store, fresh: Hosted
    ):
        page = read(visitor(), fresh, pictures=3)
        for who in range(3):
            joined = store.join(fresh.room, Standpoint.CENTRE, NOW)
            said = {"topic": "swimlanes", "bin": "ourselves", "tab": "a", "count": who}
            card = "Knowing who to ring at night"
            placed = Draft(
                kind=Kind.PLACED, by=joined.label, payload=said | {"card": card}
            )
            store.append(fresh.room, [placed], NOW)
        self.does(store, fresh, Kind.REVEALED, "swimlanes")
        offer = page.get_by_role("button", name="Show them")
        expect(offer).to_be_visible()
        assert page.locator(".canvas svg").count() == 3
        offer.click()
        expect(page.locator(".canvas svg")).to_have_count(4, timeout=DRAWN)
        expect(page.get_by_role("heading", level=1)).to_be_focused()

    def test_a_room_that_ends_leaves_nothing_on_the_page(
        self, visitor: Open, store: Store, fresh: Hosted
    ):
        page = read(visitor(), fresh, pictures=3)
        store.delete(fresh.room)
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "This room is not here"
        )
        assert page.locator("svg, table").count() == 0

    def test_without_vega_the_words_and_tables_stay(self, visitor: Open, room: Hosted):
        visit = visitor()
        visit.page.route("**/vega.js*", lambda route: route.abort())
        visit.page.goto(f"{visit.base}/room/{room.code}/results")
        first = section(visit.page, "four_worlds").locator("figure").first
        expect(first).to_contain_text("could not be drawn")
        expect(first.locator("figcaption")).to_contain_text("people part most")


class TestTakingItHome:
    @pytest.fixture(params=["laptop", "small"])
    def file(
        self,
        request: pytest.FixtureRequest,
        visitor: Open,
        room: Hosted,
        tmp_path: Path,
    ) -> Path:
        """The report as it was saved with the keyboard alone."""
        page = read(visitor(viewport=SIZES[request.param]), room)
        button = page.get_by_role("button", name="Save this report")
        tab_to(page, button)
        download = saved(page, lambda: page.keyboard.press("Enter"))
        assert download.suggested_filename == (
            f"housing-repairs-on-an-estate-{NOW.date().isoformat()}.html"
        )
        expect(page.get_by_role("status")).to_contain_text("is saved")
        expect(page.locator(".paper")).to_have_count(0)
        path = tmp_path / download.suggested_filename
        download.save_as(path)
        return path

    def test_the_saved_report_is_one_file_that_needs_nothing_else(
        self, offline: Open, room: Hosted, file: Path
    ):
        page, asked, said = offline(file, "laptop")
        assert said == []
        assert asked == [file.as_uri()]
        expect(page.locator("figure svg")).to_have_count(9)
        for svg in page.locator("figure svg").all():
            assert svg.bounding_box()["width"] > 600  # drawn for paper, on any screen
        assert page.locator("script, button, select, link, iframe").count() == 0
        assert page.locator("details:not([open])").count() == 0
        assert page.locator("[onclick], [src]").count() == 0
        expect(page.get_by_text(SCRIPT).first).to_be_visible()
        assert page.title() == "Housing repairs on an estate: what the room has shown"
        assert room.code not in page.content()
        assert violations(page) == []
        page.set_viewport_size(SIZES["small"])
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == SIZES["small"]["width"]
        assert violations(page) == []

    def test_a_picture_is_saved_as_svg_with_its_words(
        self, visitor: Open, room: Hosted, tmp_path: Path
    ):
        page = read(visitor(), room)
        button = page.get_by_role("button", name="Save picture as SVG").first
        download = saved(page, button.click)
        assert re.fullmatch(
            rf"housing-repairs-on-an-estate-{NOW:%Y-%m-%d}-standpoints-.+-{NOW:%Y}\.svg",
            download.suggested_filename,
        )
        path = tmp_path / "picture.svg"
        download.save_as(path)
        tree = ElementTree.parse(path).getroot()
        figure = page.locator("figure").first
        assert tree.find(f"{SVG}title").text == figure.locator("h3").text_content()
        told = figure.locator("figcaption").text_content()
        assert tree.find(f"{SVG}desc").text == told
        texts = {each.text for each in tree.iter(f"{SVG}text")}
        assert SCRIPT in texts
        assert any("an invented place" in (text or "") for text in texts)
        assert not list(tree.iter(f"{SVG}script"))

    def test_a_picture_is_saved_as_png(
        self, visitor: Open, room: Hosted, tmp_path: Path
    ):
        page = read(visitor(), room)
        button = page.get_by_role("button", name="Save picture as PNG").first
        path = tmp_path / "picture.png"
        saved(page, button.click).save_as(path)
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20], "big") > 1_500

    def test_the_tables_are_downloaded_by_their_links(
        self, visitor: Open, room: Hosted
    ):
        page = read(visitor(), room)
        for name, ending in (("XLSX", ".xlsx"), ("Cards", "-cards.csv")):
            link = page.get_by_role("link", name=name)
            assert saved(page, link.click).suggested_filename.endswith(ending)


class TestPrinting:
    def test_it_prints_to_a4_unfolded_and_without_controls(
        self, visitor: Open, room: Hosted
    ):
        page = read(visitor(), room)
        assert_prints_unfolded_on_a4(page)
        page.emulate_media(media="print")
        controls = page.locator("button, select, nav, .ways, .save, body > header")
        assert controls.locator("visible=true").count() == 0
        assert page.locator("figure svg").locator("visible=true").count() == 9


def test_phone_and_facilitator_are_led_to_the_results(browser: Browser, served: Served):
    """With the whole server, and with Vega from its own address."""
    base = served.base.replace("127.0.0.1", "hall.test")
    room = host(base, "thriving")
    visit = visit_to(browser, base, viewport=SIZES["phone"], has_touch=True)
    room.act("open", topic="thriving")
    come_in(visit.page, base, room)
    room.act("reveal", topic="thriving")
    visit.errors.clear()  # the room asks first whether this phone has been here
    visit.page.get_by_role("link", name="See the pictures").click()
    expect(visit.page.locator(".canvas svg")).to_have_count(2, timeout=DRAWN)
    assert any(re.search(r"/vega\.js\?v=\w+$", url) for url in visit.asked)
    assert visit.errors == []
    visit.page.get_by_role("link", name="Back to the room").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Thriving together")
    visit.page.goto(f"{base}{room.path}facilitate/")
    assert visit.page.locator('a[href="../results"]').count() == 1
    visit.context.close()
