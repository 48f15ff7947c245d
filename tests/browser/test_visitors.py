"""Pages when all places are taken, when they are closed, and when they lose a kernel."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from patience import soon
from playwright.sync_api import Browser, Page, expect
from serving import Served, free_port, kernels_of, serving
from visiting import FOUR_WORLDS, START, Open, Visit, visit_to

from relkit.kernels import forked

PHONE = {"viewport": {"width": 390, "height": 844}}
EXERCISE = FOUR_WORLDS.replace("notebooks", "exercises")

pytestmark = pytest.mark.skipif(
    not forked.possible(), reason="kernels are counted below the process they fork from"
)


def opens(visit: Visit, path: str, query: str = "") -> Page:
    """Go to a page without waiting until it stands."""
    visit.page.goto(f"{visit.base}/voila/render/{path}{query}")
    return visit.page


def leaves(visit: Visit) -> None:
    """Close the tabs, and then the browser."""
    for page in visit.context.pages:
        page.close()
    visit.context.close()


class TestOnePlace:
    @pytest.fixture
    def server(self) -> Iterator[Served]:
        with serving("--max-visitors", "1") as server:
            yield server

    @pytest.fixture
    def visitor(self, browser: Browser, server: Served) -> Iterator[Open]:
        came: list[Visit] = []

        def come(**options: object) -> Visit:
            came.append(visit_to(browser, server.base, **options))
            return came[-1]

        yield come
        for each in came:
            each.context.close()

    def test_who_waits_is_told_so_and_the_page_opens_by_itself(self, visitor, server):
        first = visitor()
        first.go(START)
        second, third = visitor(**PHONE), visitor()
        waits = opens(second, FOUR_WORLDS, "?case=fire_safety&token=x")
        expect(waits.get_by_role("heading", level=1)).to_have_text(
            "All places are taken"
        )
        expect(waits.locator("#turn")).to_have_text("You are next.")
        expect(opens(third, START).locator("#turn")).to_have_text(
            "1 person is before you."
        )
        assert waits.evaluate("document.activeElement === document.body")
        violations = Axe().run(waits).response["violations"]
        assert [each["id"] for each in violations] == []
        assert waits.evaluate("document.documentElement.scrollWidth <= innerWidth")
        waits.reload()
        expect(waits.locator("#turn")).to_have_text("You are next.")
        assert len(kernels_of(server)) == 1
        first.page.close()
        second.wait()
        assert waits.url.endswith(FOUR_WORLDS), "neither ticket nor token is left"
        expect(waits.locator('.choose input[value="fire_safety"]')).to_be_checked()
        expect(third.page.locator("#turn")).to_have_text("You are next.")
        assert len(kernels_of(server)) == 1
        assert second.elsewhere == []

    def test_a_page_opens_by_itself_also_without_javascript(self, visitor):
        first = visitor()
        first.go(START)
        second = visitor(java_script_enabled=False)
        waits = opens(second, START, "?case=fire_safety")
        first.page.close()
        expect(waits.locator("header")).to_contain_text("start here")
        expect(waits.get_by_role("heading", level=1)).not_to_have_text(
            "All places are taken", timeout=30_000
        )
        assert "case=fire_safety" in waits.url

    def test_a_reload_and_a_link_keep_the_place(self, visitor, server):
        first, second = visitor(), visitor()
        page = first.go(START)
        waits = opens(second, START)
        first.reload()
        page.get_by_role("link", name="Four worlds of service").click()
        first.wait()
        assert page.url.endswith(FOUR_WORLDS)
        expect(waits.locator("#turn")).to_have_text("You are next.")
        assert len(kernels_of(server)) == 1


@pytest.fixture(scope="module")
def roomy() -> Iterator[Served]:
    with serving() as server:
        yield server


@pytest.fixture
def came(browser: Browser, roomy: Served) -> Iterator[Visit]:
    visit = visit_to(browser, roomy.base)
    yield visit
    leaves(visit)
    assert soon(lambda: not kernels_of(roomy), 30)


class TestClosing:
    def test_a_page_frees_its_kernel(self, came: Visit, roomy: Served):
        came.go(EXERCISE)
        [kernel] = kernels_of(roomy)
        came.page.close()
        assert soon(lambda: not kernel.is_running())

    def test_a_page_that_is_left_behind_frees_its_kernel(
        self, came: Visit, roomy: Served
    ):
        came.go(EXERCISE)
        [kernel] = kernels_of(roomy)
        came.go(START)
        assert soon(lambda: not kernel.is_running())
        assert len(kernels_of(roomy)) == 1

    def test_two_tabs_have_two_kernels(self, came: Visit, roomy: Served):
        came.go(START)
        other = Visit(came.context.new_page(), came.context, came.base)
        other.go(START)
        assert len(kernels_of(roomy)) == 2
        other.page.close()
        assert soon(lambda: len(kernels_of(roomy)) == 1)
        assert came.page.locator("#lost").count() == 0

    def test_a_download_is_no_goodbye(self, came: Visit, roomy: Served):
        """Browsers announce it as if the page were left."""
        page = came.go(FOUR_WORLDS)
        page.evaluate("dispatchEvent(new Event('beforeunload'))")
        page.wait_for_timeout(4_000)
        assert page.locator("#lost").count() == 0
        assert len(kernels_of(roomy)) == 1


class TestLostKernel:
    def test_the_page_says_so_and_goes_on_with_what_was_entered(
        self, came: Visit, roomy: Served
    ):
        page = came.go(FOUR_WORLDS)
        card = page.locator('.relkit-board [data-bin="for"] li[data-card]').first
        name = card.get_attribute("data-card")
        card.locator("[data-way=on]").click()
        page.wait_for_function(
            "(name) => localStorage.relkit?.includes(name)", arg=name
        )
        [kernel] = kernels_of(roomy)
        kernel.kill()
        notice = page.get_by_role("alert").filter(has_text="no longer answer")
        expect(notice).to_contain_text("What you entered is kept in this browser.")
        assert page.evaluate("document.activeElement.id") != "lost"
        violations = Axe().run(page).response["violations"]
        assert [each["id"] for each in violations] == []
        notice.get_by_role("button", name="Go on with what you entered").click()
        came.wait()
        expect(page.locator(f'[data-bin="with"] [data-card="{name}"]')).to_be_visible()
        assert page.locator("#lost").count() == 0

    def test_a_page_that_comes_back_to_an_ended_kernel_says_so_at_once(
        self, came: Visit, roomy: Served
    ):
        page = came.go(EXERCISE)
        page.get_by_role("textbox").first.fill("The caretaker could have said no.")
        came.context.set_offline(True)
        kernels_of(roomy)[0].kill()
        assert soon(lambda: not kernels_of(roomy))
        page.wait_for_timeout(4_000)  # until the server has noticed
        came.context.set_offline(False)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.get_by_role("button", name="Go on with what you entered").click()
        came.wait()
        expect(page.get_by_role("textbox").first).to_have_value(re.compile("caretaker"))

    def test_a_page_goes_on_after_a_short_loss_of_the_connection(
        self, came: Visit, roomy: Served
    ):
        came.page.add_init_script(
            "window.sockets = []; const Plain = WebSocket;"
            "window.WebSocket = class extends Plain {"
            "  constructor(...all) { super(...all); sockets.push(this); } }"
        )
        page = came.go(FOUR_WORLDS)
        count = page.evaluate("sockets.length")
        page.evaluate("sockets.forEach((socket) => socket.close())")
        page.wait_for_function(
            "(n) => sockets.slice(n).some((it) => it.readyState === 1)", arg=count
        )
        card = page.locator('.relkit-board [data-bin="for"] li[data-card]').first
        name = card.get_attribute("data-card")
        card.locator("[data-way=on]").click()
        page.wait_for_function(
            "(name) => localStorage.relkit?.includes(name)", arg=name
        )
        assert page.locator("#lost").count() == 0
        assert len(kernels_of(roomy)) == 1


def test_a_page_waits_for_a_server_that_is_started_again(browser: Browser):
    port = free_port()
    with serving(port=port) as served:
        visit = visit_to(browser, served.base)
        page = visit.go(EXERCISE)
        page.get_by_role("textbox").first.fill("The caretaker could have said no.")
    lost = page.locator("#lost")
    expect(lost).to_contain_text("There is no connection to relkit just now.")
    expect(lost.get_by_role("button")).to_have_count(0)
    with serving(port=port):
        lost.get_by_role("button", name="Go on with what you entered").click()
        visit.wait()
        expect(page.get_by_role("textbox").first).to_have_value(re.compile("caretaker"))
        visit.context.close()
