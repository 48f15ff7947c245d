"""Every page opens as people open it, draws its pictures, and asks no other host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from serving import serving
from visiting import PAGES, Open, Visit

FAILURES = ("There was an error when executing cell", "could not be shown")


class TestEveryPage:
    def test_says_what_it_is_and_in_which_language(self, visit: Visit):
        heading = visit.page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        assert visit.page.title() == f"{heading.inner_text()} – relkit"
        assert visit.page.locator("html").get_attribute("lang") == "en-GB"

    def test_no_part_of_it_failed(self, visit: Visit):
        said = visit.page.inner_text("body")
        assert [failure for failure in FAILURES if failure in said] == []
        assert visit.page.locator(".relkit-failed, #lost").count() == 0

    def test_the_browser_found_no_mistake_in_it(self, visit: Visit):
        assert visit.errors == []

    def test_every_picture_is_drawn_and_has_its_twin_in_words(self, visit: Visit):
        for picture in visit.page.locator(".relkit-picture").all():
            marks = picture.locator(".canvas svg").locator("path, text")
            assert marks.count() > 8
            assert picture.locator(".canvas svg").bounding_box()["height"] > 150
            heading = picture.locator("h3").inner_text()
            caption = picture.locator("figcaption").inner_text()
            assert len(heading) > 15
            assert len(caption) > 30
            assert (
                picture.get_by_role("img").first.get_attribute("aria-label") == caption
            )
            assert picture.locator("thead th").count() > 1
            assert picture.locator("tbody tr").count() > 1

    def test_vega_is_fetched_once_if_there_is_a_picture(self, visit: Visit):
        pictures = visit.page.locator(".relkit-picture").count()
        fetched = [url for url in visit.asked if "vega" in url]
        assert len(fetched) == bool(pictures)

    def test_asks_no_other_host_for_anything(self, visit: Visit):
        assert visit.asked
        assert visit.elsewhere == []


def test_what_would_ask_another_host_is_noticed_and_stopped(visitor: Open):
    visit = visitor()
    visit.page.goto("data:text/html,<img src='http://example.org/a.png'>")
    visit.page.wait_for_load_state("load")
    assert visit.elsewhere[0] == "http://example.org/a.png"


def test_a_mistake_in_a_page_is_noticed(visitor: Open):
    visit = visitor()
    visit.page.goto(f"{visit.base}/nowhere")
    assert len(visit.errors) == 1, "a 404 is an error in the console"
    with visit.context.expect_event("weberror"):
        visit.page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    with visit.context.expect_event("console"):
        visit.page.evaluate("console.error('said')")
    assert any("thrown" in error for error in visit.errors)
    assert "said" in visit.errors


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    """The address of pages that are shared, under a name that is not localhost."""
    with serving("--share") as server:
        yield server.base.replace("127.0.0.1", "hall.test")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_over_plain_http(path: str, hall: str, visitor: Open):
    """What browsers keep for https and localhost, a secure context, is not there."""
    visit = visitor(hall)
    page = visit.go(path)
    assert page.evaluate("isSecureContext") is False
    assert visit.errors == []
    assert visit.elsewhere == []
    for picture in page.locator(".relkit-picture").all():
        expect(picture.locator(".canvas svg")).to_be_visible()
