"""The wall: the topic's own page on the room's answers, half a second after them."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, Locator, Page, expect
from serving import serving
from test_accessibility import violations
from visiting import FOUR_WORLDS, Open, Visit

THRIVING = "notebooks/03_thriving_together.ipynb"
SCRIPT = "<script>document.title='gone'</script><b>A leak</b>"
SECOND = 1_000
"""Milliseconds from what happens in the room to its being seen on the wall."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """relkit with a folder of its own for its rooms."""
    kept: Path = tmp_path_factory.mktemp("rooms")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
            patch.setenv(name, str(kept))
        with serving() as server:
            yield server.base


@dataclass
class Hosted:
    """A room, with the facilitator's browser and phones that come in."""

    at: str
    wall: str
    facilitator: APIRequestContext
    phone: Callable[[], APIRequestContext]

    @property
    def code(self) -> str:
        return self.at.strip("/").split("/")[-1]

    def act(self, act: str, topic: str) -> None:
        said = {"act": act, "topic": topic, "reason": ""}
        sent(self.facilitator, f"{self.at}facilitate/act", said)

    def come(self, standpoint: str) -> APIRequestContext:
        phone = self.phone()
        sent(phone, f"{self.at}join", {"standpoint": standpoint})
        return phone

    def say(self, phone: APIRequestContext, kind: str, **said: object) -> None:
        key = secrets.token_urlsafe(16)
        sent(phone, f"{self.at}answer", {"kind": kind, "key": key, **said})

    def place(self, phone: APIRequestContext, card: str, bin: str) -> None:
        said = {"topic": "four_worlds", "card": card, "bin": bin, "tab": "a"}
        self.say(phone, "placed", **said, count=1)

    def cards(self) -> list[str]:
        [first, *_] = self.facilitator.get(f"{self.at}about").json()["activities"]
        return list(first["cards"])


def sent(browser: APIRequestContext, address: str, said: dict) -> dict:
    answer = browser.post(address, data=said)
    assert answer.ok, answer.text()
    return dict(answer.json())


@pytest.fixture
def room(visitor: Open, base: str) -> Hosted:
    """A room for two topics, in which texts are shown at once."""

    def browser() -> APIRequestContext:
        request: APIRequestContext = visitor(base, base_url=base).context.request
        return request

    facilitator = browser()
    topics = ["four_worlds", "thriving"]
    said = {"case": "housing_repairs", "topics": topics, "looks_first": False}
    hosted = sent(facilitator, "/room/hosting", said)
    facilitator.get(hosted["facilitate"], max_redirects=0)
    return Hosted(hosted["room"], hosted["wall"], facilitator, browser)


def wall_of(visitor: Open, base: str, room: Hosted, **options: object) -> Visit:
    """The wall, opened by its link."""
    visit = visitor(base, **options)
    visit.page.goto(f"{base}{room.wall}", timeout=60_000)
    visit.wait()
    expect(feed(visit.page)).to_contain_text(room.code)
    return visit


def feed(page: Page) -> Locator:
    return page.locator(".relkit-room")


def picture(page: Page, heading: str) -> Locator:
    """The first picture after a heading of the page."""
    return page.locator(
        f"xpath=//h2[contains(., '{heading}')]/following::*"
        "[contains(@class, 'relkit-picture')][1]"
    )


def all_sort(room: Hosted, card: str) -> None:
    """Three who live there and three who work there sort a card, and part company."""
    for standpoint, bin in (("community", "by"), ("place", "for")):
        for _ in range(3):
            room.place(room.come(standpoint), card, bin)


def test_the_link_of_the_wall_leads_to_the_first_topic_without_its_key(
    visitor: Open, base: str, room: Hosted
):
    page = wall_of(visitor, base, room).page
    assert page.url == f"{base}/voila/render/{FOUR_WORLDS}?room={room.code}"
    expect(page.locator(".relkit-place .choose")).to_be_hidden()


def test_while_hidden_the_wall_counts_and_on_reveal_it_shows_the_rooms_picture(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "four_worlds")
    visit = wall_of(visitor, base, room)
    page, card = visit.page, room.cards()[0]
    apart = picture(page, "Where people part company")
    expect(feed(page)).to_contain_text("Nobody has come yet.")
    all_sort(room, card)
    expect(feed(page)).to_contain_text("6 people have come.", timeout=SECOND)
    expect(feed(page)).to_contain_text(
        "6 people have answered. The picture stands here when it is revealed."
    )
    expect(apart).to_contain_text("Nobody else has sorted these cards yet")

    room.act("reveal", "four_worlds")
    since = time.monotonic()
    expect(apart).to_contain_text(card, timeout=SECOND)
    print(f"From reveal to wall: {time.monotonic() - since:.2f} s")
    expect(feed(page)).to_contain_text("The pictures on this page show it.")
    report = feed(page).get_by_role("link", name="Report and files")
    expect(report).to_have_attribute("href", f"{room.at}results")

    room.act("hide", "four_worlds")
    expect(report).to_be_hidden()
    expect(apart).not_to_contain_text(card, timeout=SECOND)
    assert card not in apart.inner_html()
    assert visit.errors == []


def test_from_ten_voices_on_an_answer_is_on_the_wall_within_a_second(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "four_worlds")
    card = room.cards()[0]
    phones = [room.come("community") for _ in range(11)]
    for phone in phones[:10]:
        room.place(phone, card, "by")
    for _ in range(3):
        room.place(room.come("place"), card, "for")
    room.act("reveal", "four_worlds")
    page = wall_of(visitor, base, room).page
    apart = picture(page, "Where people part company")
    apart.locator("details").first.evaluate("(fold) => (fold.open = true)")
    expect(apart).to_contain_text("by (10")
    room.place(phones[10], card, "by")
    since = time.monotonic()
    expect(apart).to_contain_text("by (11", timeout=SECOND)
    print(f"From answer to wall: {time.monotonic() - since:.2f} s")


def test_a_script_in_a_text_that_was_given_is_text_on_the_wall(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "thriving")
    row = {"name": SCRIPT, "whose": "Tenants"}
    said = {"topic": "thriving", "sheet": "Situations", "row": row}
    room.say(room.come("community"), "gave", **said)
    room.act("reveal", "thriving")
    visit = visitor(base)
    page = visit.go(THRIVING, f"?room={room.code}")
    expect(page.get_by_text(SCRIPT).first).to_be_attached()
    assert page.title() != "gone"
    assert page.locator("main b", has_text="A leak").count() == 0


def test_links_from_topic_to_topic_stay_in_the_room(
    visitor: Open, base: str, room: Hosted
):
    page = wall_of(visitor, base, room).page
    feed(page).get_by_role("link", name="Thriving together").click()
    page.wait_for_url(re.compile(rf"/03_thriving_together\.ipynb\?room={room.code}$"))
    page.get_by_role("link", name="Back to Start here").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/00_start_here\.ipynb\?room={room.code}$"))


def test_the_rooms_picture_is_one_press_away(visitor: Open, base: str, room: Hosted):
    page = wall_of(visitor, base, room).page
    feed(page).get_by_role("button", name="Go to the room’s picture").click()
    expect(picture(page, "Where people part company")).to_be_in_viewport()
    expect(picture(page, "Where people part company")).to_be_focused()
    expect(feed(page)).to_be_in_viewport()


def test_axe_finds_no_violation_hidden_or_revealed(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "four_worlds")
    all_sort(room, room.cards()[0])
    page = wall_of(visitor, base, room).page
    assert violations(page) == []
    room.act("reveal", "four_worlds")
    expect(feed(page)).to_contain_text("The pictures on this page show it.")
    assert violations(page) == []


def test_taps_are_announced_now_and_then_and_a_reveal_at_once(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "four_worlds")
    page = wall_of(visitor, base, room).page
    announced = feed(page).get_by_role("status")
    expect(announced).to_contain_text("Nobody has come yet.")
    all_sort(room, room.cards()[0])
    expect(feed(page)).to_contain_text("6 people have answered.")
    expect(announced).to_contain_text("Nobody has come yet.")
    room.act("reveal", "four_worlds")
    expect(announced).to_contain_text("6 people have answered.", timeout=SECOND)


def test_a_code_without_a_room_leaves_a_page_that_works(visitor: Open, base: str):
    page = visitor(base).go(FOUR_WORLDS, "?room=ZZZZZZ")
    expect(feed(page)).to_contain_text("There is no room with this code.")
    expect(page.locator(".relkit-board [data-card]").first).to_be_visible()


def test_a_wall_that_cannot_listen_asks_again_and_again(
    visitor: Open, base: str, room: Hosted
):
    visit = visitor(base)
    visit.context.add_init_script("delete window.EventSource;")
    page = visit.go(FOUR_WORLDS, f"?room={room.code}")
    expect(feed(page)).to_contain_text("Nobody has come yet.")
    room.come("centre")
    expect(feed(page)).to_contain_text("1 person has come.", timeout=8_000)


def with_addresses(visit: Visit, *addresses: str) -> Visit:
    """The wall of a server that the network knows at these addresses."""
    told = {"addresses": addresses, "rooms": "/room/"}
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    kind = "image/svg+xml"
    visit.context.route("**/room/reach", lambda route: route.fulfill(json=told))
    visit.context.route(
        "**/qr.svg?*", lambda route: route.fulfill(body=drawn, content_type=kind)
    )
    return visit


def test_the_way_in_is_large_until_something_begins_and_small_then(
    visitor: Open, base: str, room: Hosted
):
    at = "http://192.168.1.20:8888", "http://10.0.0.7:8888"
    visit = visitor(base, viewport={"width": 1920, "height": 1080})
    page = with_addresses(visit, *at).go(FOUR_WORLDS, f"?room={room.code}")
    picture = feed(page).get_by_role("img")
    expect(picture).to_be_in_viewport(ratio=1)
    name = f"QR code of {at[0]}/room/{room.code}/"
    expect(picture).to_have_accessible_name(name)
    assert picture.bounding_box()["height"] > 300
    assert picture.get_attribute("src").endswith("at=http%3A%2F%2F192.168.1.20%3A8888")
    typed = feed(page).locator(".address")
    expect(typed).to_have_text("192.168.1.20:8888/room/")
    assert (
        float(typed.evaluate("(it) => parseFloat(getComputedStyle(it).fontSize)")) > 36
    )
    assert violations(page) == []
    feed(page).get_by_label("Another address of this machine").select_option(at[1])
    expect(typed).to_have_text("10.0.0.7:8888/room/")

    room.act("open", "four_worlds")
    expect(feed(page).locator(".way-in img")).to_be_hidden(timeout=SECOND)
    expect(feed(page).get_by_text("Come in at 10.0.0.7:8888/room/")).to_be_visible()
    assert feed(page).bounding_box()["height"] < 1080 / 4
    feed(page).get_by_text("Come in at").click()
    room.come("community")
    expect(feed(page)).to_contain_text("1 person has come.")
    expect(picture).to_be_visible()  # who opened it decides when it folds
    assert visit.errors == []


def test_a_machine_that_no_phone_reaches_shows_no_way_in(
    visitor: Open, base: str, room: Hosted
):
    page = with_addresses(visitor(base)).go(FOUR_WORLDS, f"?room={room.code}")
    expect(feed(page)).to_contain_text(room.code)
    expect(feed(page).locator(".way-in")).to_be_hidden()


def test_the_wall_says_when_it_shows_the_place_as_it_came_and_not_the_room(
    visitor: Open, base: str, room: Hosted
):
    visit = visitor(base)
    page = visit.go(THRIVING, f"?room={room.code}")
    as_it_came = "this page shows the place as it came, and nothing of the room"
    expect(feed(page)).to_contain_text(f"not open yet: {as_it_came}")
    room.act("open", "thriving")
    row = {"name": "A leak at night", "whose": "Tenants"}
    said = {"topic": "thriving", "sheet": "Situations", "row": row}
    room.say(room.come("community"), "gave", **said)
    expect(feed(page)).to_contain_text("1 text has been given.")
    expect(feed(page)).to_contain_text(f"Until then {as_it_came}")
    room.act("reveal", "thriving")
    expect(feed(page)).to_contain_text("among what came with the place")
    expect(page.get_by_text("A leak at night").first).to_be_attached()
    assert visit.errors == []


def test_a_card_that_people_added_lies_on_the_board_and_in_the_pictures(
    visitor: Open, base: str, room: Hosted
):
    room.act("open", "four_worlds")
    phones = [room.come("community") for _ in range(3)]
    phones += [room.come("place") for _ in range(3)]
    room.say(phones[0], "gave", topic="four_worlds", name="Soup on Sundays")
    for phone in phones:
        room.place(phone, "Soup on Sundays", "with")
    room.act("reveal", "four_worlds")
    visit = visitor(base)
    page = visit.go(FOUR_WORLDS, f"?room={room.code}")
    card = page.locator('.relkit-board [data-bin="with"] [data-card="Soup on Sundays"]')
    expect(card).to_be_visible()
    expect(picture(page, "Where people part company")).to_contain_text("Soup on Sunday")
    room.act("hide", "four_worlds")
    expect(card).to_have_count(0)
    assert visit.errors == []


@pytest.mark.parametrize("topic", ["swimlanes", "governance"])
def test_every_topic_has_its_wall(visitor: Open, base: str, topic: str):
    facilitator = visitor(base, base_url=base).context.request
    said = {"case": "housing_repairs", "topics": [topic], "looks_first": False}
    hosted = sent(facilitator, "/room/hosting", said)
    facilitator.get(hosted["facilitate"], max_redirects=0)

    def phone() -> APIRequestContext:
        request: APIRequestContext = visitor(base, base_url=base).context.request
        return request

    room = Hosted(hosted["room"], hosted["wall"], facilitator, phone)
    room.act("open", topic)
    for _ in range(3):
        if topic == "governance":
            row = {"from": "Caretakers", "to": "Repairs supervisor", "kind": "funds"}
            said = {"topic": topic, "sheet": "Relations", "row": row}
            room.say(room.come("place"), "gave", **said)
        else:
            said = {"topic": topic, "card": room.cards()[0], "bin": "with_help"}
            for standpoint in ("community", "place"):
                phone_of = room.come(standpoint)
                room.say(phone_of, "placed", **said, tab="a", count=1)
    room.act("reveal", topic)
    visit = wall_of(visitor, base, room)
    shown = {"swimlanes": "lanes by lanes", "governance": "map"}[topic]
    expect(visit.page.locator(f'[data-name="{shown}"]')).to_be_attached()
    expect(feed(visit.page)).to_contain_text(
        "6 people have answered" if topic == "swimlanes" else "3 texts have been given"
    )
    assert visit.page.get_by_text("Traceback").count() == 0
    assert visit.errors == []


def test_the_way_out_of_the_room_and_back_from_an_exercise(
    visitor: Open, base: str, room: Hosted
):
    page = wall_of(visitor, base, room).page
    page.get_by_role("link", name="Try the exercise").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(
        re.compile(rf"exercises/01_four_worlds\.ipynb\?room={room.code}$")
    )
    page.go_back()
    feed(page).get_by_role("link", name="Leave the room").click()
    page.wait_for_url(re.compile(r"/01_four_worlds\.ipynb$"))
