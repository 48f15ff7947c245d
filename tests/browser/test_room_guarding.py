"""In a real browser: no key in an address, no script from a card, no other machine."""

from dataclasses import dataclass

import pytest
from hosting import TOPICS, LiveRoom, Somebody, come_in
from playwright.sync_api import BrowserContext, Page, expect
from serving import serving
from visiting import Open, Visit, visit_to

SCRIPT = '<img src=x onerror="window.hit=1"><script>window.hit=2</script> Leaks'
THRIVING = "voila/render/notebooks/03_thriving_together.ipynb"


@dataclass
class Hosted:
    """A room in which everything is open, and the links with its keys."""

    room: LiveRoom
    facilitate: str
    wall: str


@pytest.fixture
def hosted(visitor: Open) -> Hosted:
    base = visitor().base
    facilitator = Somebody(base)
    told = facilitator.post("/room/hosting", case="housing_repairs", topics=TOPICS)
    facilitator.get(told["facilitate"])
    room = LiveRoom(base, told["code"], told["room"], facilitator)
    for topic in TOPICS:
        room.act("open", topic=topic)
    return Hosted(room, told["facilitate"], told["wall"])


def in_the_hall(visitor: Open) -> Visit:
    """A phone: by name and over plain http, as in a hall."""
    phone = visitor(viewport={"width": 390, "height": 844}, has_touch=True)
    phone.base = phone.base.replace("127.0.0.1", "hall.test")
    return phone


def on_the_wall(visitor: Open, hosted: Hosted) -> Visit:
    wall = visitor()
    wall.page.goto(wall.base + hosted.wall)
    wall.wait()
    return wall


def test_no_page_of_a_room_asks_another_machine(visitor, hosted):
    phone, laptop = in_the_hall(visitor), visitor()
    phone.page.goto(f"{phone.base}/room/")
    phone.page.get_by_label("The room’s code").fill(hosted.room.code)
    phone.page.get_by_role("button", name="Go to the room").click()
    expect(phone.page.get_by_role("button", name="Go on")).to_be_visible()
    come_in(phone.page, phone.base, hosted.room)
    expect(phone.page.get_by_role("radio").first).to_be_visible()
    for path in ("/room/host", "/room/check", hosted.facilitate):
        laptop.page.goto(laptop.base + path)
        laptop.page.wait_for_load_state("networkidle" if "key" not in path else "load")
    expect(laptop.page.get_by_role("heading", name="Activities")).to_be_visible()
    wall = on_the_wall(visitor, hosted)
    expect(wall.page.locator("body")).to_contain_text("1 person has come.")
    for visit in (phone, laptop, wall):
        assert visit.asked
        assert visit.elsewhere == []


def addresses(context: BrowserContext, page: Page) -> list[str]:
    """Wherever a browser writes an address that others at it could read."""
    tool = context.new_cdp_session(page)
    went = tool.send("Page.getNavigationHistory")["entries"]
    return [
        page.url,
        page.evaluate("document.referrer"),
        *page.evaluate("performance.getEntries().map((entry) => entry.name)"),
        *(entry["url"] for entry in went),
        page.content(),
        str(page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")),
        page.evaluate("document.cookie"),
    ]


@pytest.mark.parametrize("door", ["facilitate", "wall"])
def test_no_key_stays_where_the_address_is_shown(visitor, hosted, door):
    link = getattr(hosted, door)
    key = link.partition("key=")[2]
    visit = visitor()
    visit.page.goto(visit.base + link)
    visit.page.wait_for_load_state("load")
    assert "key" not in visit.page.url
    if door == "wall":
        visit.wait()
    else:
        expect(visit.page.get_by_role("heading", name="Activities")).to_be_visible()
    assert [each for each in addresses(visit.context, visit.page) if key in each] == []
    sent = [url for url in visit.asked if key in url]
    assert sent == [visit.base + link]


def is_only_text(visit: Visit) -> None:
    """Whoever reads the page reads the card as it was written, and nothing ran."""
    assert visit.page.evaluate("window.hit") is None
    assert visit.page.locator("img[src=x]").count() == 0


def test_script_in_a_text_is_text_on_phone_wall_and_facilitators_page(visitor, hosted):
    room, giver = hosted.room, Somebody(hosted.room.base)
    giver.post(f"{room.path}join", standpoint="place")
    said = {"kind": "gave", "topic": "four_worlds", "name": SCRIPT}
    giver.post(f"{room.path}answer", key="a" * 20, **said)
    row = {"name": SCRIPT, "whose": SCRIPT}
    said = {"kind": "gave", "topic": "thriving", "sheet": "Situations", "row": row}
    giver.post(f"{room.path}answer", key="b" * 20, **said)

    laptop = visitor()
    laptop.page.goto(laptop.base + hosted.facilitate)
    expect(laptop.page.locator(".text").get_by_text(SCRIPT).first).to_be_visible()
    is_only_text(laptop)

    for text in room.waiting():
        room.act("accept", number=text["number"], reason=SCRIPT)
    for topic in ("four_worlds", "thriving"):
        room.act("reveal", topic=topic, reason=SCRIPT)
    expect(laptop.page.locator("#log")).to_contain_text(SCRIPT)
    is_only_text(laptop)

    phone = in_the_hall(visitor)
    come_in(phone.page, phone.base, room)
    phone.page.get_by_text("All cards").click()
    expect(phone.page.locator(".all-cards")).to_contain_text(SCRIPT)
    phone.page.get_by_text("What the facilitator did").click()
    expect(phone.page.locator(".log")).to_contain_text(SCRIPT)
    is_only_text(phone)

    wall = on_the_wall(visitor, hosted)
    wall.page.goto(f"{wall.base}/{THRIVING}?room={room.code}")
    wall.wait()
    # Pictures are drawn: what they say stands in the table beside them.
    expect(wall.page.locator("table").get_by_text(SCRIPT).first).to_be_attached()
    is_only_text(wall)


def test_a_room_below_another_path_is_entered_and_seen_on_its_wall(browser):
    with serving("--base-url", "/services/relkit/") as served:
        origin = served.base.removesuffix("/services/relkit")
        facilitator = Somebody(origin)
        told = facilitator.post(
            "/services/relkit/room/hosting", case="housing_repairs", topics=TOPICS
        )
        facilitator.get(told["facilitate"])
        room = LiveRoom(origin, told["code"], told["room"], facilitator)
        wall, phone = visit_to(browser, origin), visit_to(browser, origin)
        wall.page.goto(origin + told["wall"])
        wall.wait()
        come_in(phone.page, origin, room)
        expect(phone.page.locator("h1")).to_have_text("Nothing is open just now")
        expect(wall.page.locator("body")).to_contain_text("1 person has come.")
        for visit in (wall, phone):
            assert visit.elsewhere == []
            visit.context.close()
