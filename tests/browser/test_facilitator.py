"""The facilitator hosts a room, runs it in the open, and holds its keys alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hosting import Somebody
from playwright.sync_api import APIRequestContext, Browser, Locator, Page, expect
from serving import Served, serving
from test_accessibility import violations
from visiting import Visit, tab_to, visit_to

PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
TOPIC = "four_worlds"


@pytest.fixture(scope="module")
def hall(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Served]:
    """A server whose rooms are in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        with serving() as server:
            yield server


@dataclass
class Facilitator:
    """The facilitator's page of a room, open."""

    visit: Visit
    code: str

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def room(self) -> str:
        return f"{self.visit.base}/room/{self.code}"

    def switch(self, name: str, topic: str = TOPIC) -> Locator:
        row = self.page.locator(f'.activity[data-topic="{topic}"]')
        return row.get_by_role("button", name=name)

    def turn(self, name: str, on: bool = True, topic: str = TOPIC) -> None:
        self.switch(name, topic).click()
        expect(self.switch(name, topic)).to_have_attribute(
            "aria-pressed", "true" if on else "false"
        )

    def text(self, words: str) -> Locator:
        return self.page.locator(".text", has_text=words)

    @property
    def log(self) -> Locator:
        return self.page.locator("#log")


@pytest.fixture
def visitor(browser: Browser, hall: Served) -> Iterator[Visit]:
    visit = visit_to(browser, hall.base)
    yield visit
    visit.context.close()


@pytest.fixture
def facilitator(visitor: Visit) -> Facilitator:
    return facilitating(visitor)


@pytest.fixture
def phone(browser: Browser) -> Iterator[APIRequestContext]:
    """A browser of somebody else, without any key."""
    context = browser.new_context()
    yield context.request
    context.close()


def facilitating(visit: Visit) -> Facilitator:
    hosted = visit.context.request.post(
        f"{visit.base}/room/hosting",
        data={"case": "housing_repairs", "topics": [TOPIC, "governance"]},
    ).json()
    visit.page.goto(visit.base + hosted["facilitate"])
    expect(visit.page.locator("#room")).to_be_visible()
    return Facilitator(visit, hosted["code"])


def gives(phone: APIRequestContext, room: str, text: str) -> None:
    """Somebody comes in and writes a card of their own."""
    phone.post(f"{room}/join", data={"standpoint": "community"})
    said = {"kind": "gave", "key": re.sub(r"\W", "-", text)[:30].ljust(20, "-")}
    kept = phone.post(f"{room}/answer", data={**said, "topic": TOPIC, "name": text})
    assert kept.ok, kept.text()


class TestHosting:
    def test_a_room_is_hosted_without_a_mouse(self, visitor: Visit):
        page = visitor.page
        page.goto(f"{visitor.base}/room/host")
        expect(page.get_by_label("Which place is it about?")).to_be_visible()
        expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)
        expect(page.get_by_label("For how many days")).to_have_value("90")
        expect(page.get_by_label("I look at each text")).to_be_checked()
        tab_to(page, page.get_by_label("Swimlanes"))
        page.keyboard.press("Space")
        tab_to(page, page.get_by_role("button", name="Host the room"))
        page.keyboard.press("Enter")
        heading = page.get_by_role("heading", name="The room is ready")
        expect(heading).to_be_focused()
        code = page.locator(".code").inner_text()
        assert re.fullmatch("[A-Z0-9]{6}", code)
        about = page.request.get(f"{visitor.base}/room/{code}/about").json()
        topics = [each["topic"] for each in about["activities"]]
        assert topics == ["four_worlds", "thriving", "governance"]
        assert visitor.errors == []
        assert visitor.elsewhere == []

    def test_what_is_wrong_is_said_beside_it_and_kept(self, visitor: Visit):
        page = visitor.page
        page.goto(f"{visitor.base}/room/host")
        days = page.get_by_label("For how many days")
        days.fill("ninety")
        page.get_by_role("button", name="Host the room").click()
        expect(days).to_be_focused()
        expect(days).to_have_value("ninety")
        expect(page.locator("#days-wrong")).to_contain_text("whole number")
        for box in page.get_by_role("checkbox").all():
            box.uncheck()
        page.get_by_role("button", name="Host the room").click()
        expect(page.locator("#topics-wrong")).to_contain_text("at least one")
        expect(page.locator(".code")).to_have_count(0)

    def test_the_key_leaves_the_address_bar(self, facilitator: Facilitator):
        assert facilitator.page.url == f"{facilitator.room}/facilitate/"
        facilitator.page.reload()
        expect(facilitator.page.locator("#room")).to_be_visible()
        assert facilitator.page.evaluate("document.cookie") == ""


class TestFacilitating:
    def test_an_activity_is_opened_revealed_and_closed_and_the_log_tells_it(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        page.get_by_label("Reason for what you do next").fill("We begin together")
        facilitator.turn("Open")
        expect(page.get_by_role("status").first).to_contain_text("is open")
        expect(page.get_by_label("Reason for what you do next")).to_have_value("")
        facilitator.turn("Reveal")
        facilitator.turn("Lock answers")
        facilitator.turn("Lock answers", on=False)
        facilitator.turn("Reveal", on=False)
        facilitator.turn("Open", on=False)
        said = "\n".join(facilitator.log.locator("li").all_inner_texts())
        assert "Opened “Four worlds of service”. Reason: We begin together." in said
        for words in ("Showed what", "Locked the", "Unlocked the", "Hid what"):
            assert words in said
        read = phone.get(f"{facilitator.room}/state").json()["log"]
        assert [each["kind"] for each in read][2:] == [
            "opened", "revealed", "locked", "unlocked", "hidden", "closed",
        ]  # fmt: skip
        assert read[2]["reason"] == "We begin together"

    def test_who_has_come_is_counted_as_they_come_and_their_standpoint_by_threes(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        lately, centre = (
            page.locator(f"[data-from={x}]") for x in ("lately", "centre")
        )
        expect(page.get_by_role("heading", name="Nobody has come yet")).to_be_visible()
        phone.post(f"{facilitator.room}/join", data={"standpoint": "centre"})
        expect(page.get_by_role("heading", name="1 person has come")).to_be_visible()
        expect(lately).to_have_text("Just come: 1")
        expect(centre).to_have_text("I work at the centre: 0")
        for _ in range(2):
            Somebody(facilitator.visit.base).post(
                f"/room/{facilitator.code}/join", standpoint="centre"
            )
        expect(centre).to_have_text("I work at the centre: 3")
        expect(lately).to_have_text("Just come: 0")

    def test_the_focus_stays_while_the_room_changes(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        facilitator.turn("Open")
        facilitator.switch("Reveal").focus()
        gives(phone, facilitator.room, "A walk on Sundays")
        expect(facilitator.text("A walk on Sundays")).to_be_visible()
        expect(facilitator.switch("Reveal")).to_be_focused()

    def test_a_room_is_followed_without_a_stream(self, visitor: Visit):
        visitor.context.route("**/stream", lambda route: route.abort())
        facilitator = facilitating(visitor)
        facilitator.turn("Open")
        expect(facilitator.log).to_contain_text("Opened “Four worlds")

    def test_a_room_is_deleted_when_its_code_is_typed(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        page.get_by_text("Delete the room now").click()
        typed = page.get_by_label("Type the room’s code")
        typed.fill("no")
        page.get_by_role("button", name="Delete all of it").click()
        expect(page.locator("#delete-wrong")).to_contain_text("Type the room’s code")
        expect(typed).to_be_focused()
        typed.fill(facilitator.code)
        page.get_by_role("button", name="Delete all of it").click()
        expect(page.get_by_role("heading", name="This room has ended")).to_be_focused()
        assert phone.get(f"{facilitator.room}/state").status == 404

    def test_the_last_day_is_changed_with_a_reason(self, facilitator: Facilitator):
        page = facilitator.page
        page.get_by_text("Change the room’s last day").click()
        page.get_by_role("button", name="Change the date").click()
        expect(page.locator("#prolong-wrong")).to_contain_text("Give a reason")
        page.get_by_label("Last day").fill(
            page.evaluate(
                "new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)"
            )
        )
        page.get_by_role("textbox", name="Reason", exact=True).fill("We meet in spring")
        page.get_by_role("button", name="Change the date").click()
        expect(facilitator.log).to_contain_text("Changed the room’s last day to")
        expect(facilitator.log).to_contain_text("We meet in spring")

    def test_a_second_gathering_on_one_day_is_refused_in_words(
        self, facilitator: Facilitator
    ):
        page = facilitator.page
        page.get_by_text("Begin the next gathering").click()
        page.get_by_role("button", name="Begin it today").click()
        expect(page.locator("#gather-wrong")).to_contain_text("gathers today already")


class TestTheWayBack:
    def test_the_link_is_kept_in_a_file_and_opens_the_room_elsewhere(
        self, visitor: Visit, browser: Browser
    ):
        page = visitor.page
        page.goto(f"{visitor.base}/room/host")
        page.get_by_role("button", name="Host the room").click()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save in a file").click()
        text = saved.value.path().read_text()
        link = page.get_by_label("The facilitator’s link").input_value()
        assert link in text
        other = visit_to(browser, visitor.base)
        other.page.goto(link)
        expect(other.page.locator("#room")).to_be_visible()
        other.context.close()

    def test_who_closed_everything_gets_back_in_from_the_host_page(
        self, facilitator: Facilitator
    ):
        page = facilitator.page
        page.goto(f"{facilitator.visit.base}/room/host")
        page.get_by_role("link", name=f"Facilitate room {facilitator.code}").click()
        expect(page.locator("#room")).to_be_visible()
        expect(page.locator("#code")).to_have_text(facilitator.code)

    def test_the_wall_is_one_press_away(self, facilitator: Facilitator):
        wall = facilitator.page.get_by_role("link", name="Open the wall (new tab)")
        address = wall.evaluate("(link) => link.href")
        assert address == f"{facilitator.room}/wall"
        expect(facilitator.page.locator("#wall-at")).to_have_text(address)


class TestSheets:
    def test_a_sheet_has_the_wifi_the_way_in_and_the_rooms_cards(
        self, facilitator: Facilitator
    ):
        page = facilitator.page
        page.get_by_role("link", name="Sheets to print").click()
        expect(page.locator("#reach")).to_contain_text(facilitator.code)
        expect(page.locator("#cards li", has_text="fix-it table")).to_have_count(1)
        page.get_by_label("Which activity?").select_option("governance")
        expect(page.locator("#cards")).to_contain_text("Actors")
        page.get_by_text("Put the Wi-Fi on the sheet").click()
        page.get_by_label("The network’s name").fill("Village hall")
        page.get_by_label("Its password").fill("tea & biscuits")
        page.get_by_role("button", name="Put it on the sheet").click()
        picture = page.get_by_role("img", name="QR code of the Wi-Fi Village hall")
        expect(picture).to_be_visible()
        assert picture.evaluate("(it) => it.complete && it.naturalWidth > 0")
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
        expect(picture).to_be_visible()
        assert facilitator.visit.errors == []


class TestTexts:
    def test_a_text_is_accepted_and_another_refused(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        facilitator.turn("Open")
        gives(phone, facilitator.room, "Tea for everybody")
        gives(phone, facilitator.room, "Something else")
        heading = facilitator.page.get_by_role("heading", name="2 texts wait")
        expect(heading).to_be_visible()
        accept = facilitator.text("Tea for everybody").get_by_role(
            "button", name="Accept"
        )
        accept.focus()
        facilitator.page.keyboard.press("Enter")
        expect(facilitator.text("Tea for everybody")).to_contain_text("is shown")
        assert facilitator.page.evaluate("document.activeElement.tagName") == "BUTTON"
        facilitator.text("Something else").get_by_role("button", name="Refuse").click()
        expect(facilitator.text("Something else")).to_contain_text("was refused")
        expect(facilitator.log).to_contain_text(re.compile(r"Let text \d+ be shown"))
        expect(facilitator.log).to_contain_text(re.compile(r"Did not let text \d+"))
        about = phone.get(f"{facilitator.room}/about").json()
        cards = about["activities"][0]["cards"]
        assert "Tea for everybody" in cards
        assert "Something else" not in cards

    def test_a_double_click_accepts_no_text_that_moved_under_the_pointer(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        facilitator.turn("Open")
        gives(phone, facilitator.room, "Tea for everybody")
        gives(phone, facilitator.room, "Something else")
        expect(page.get_by_role("heading", name="2 texts wait")).to_be_visible()
        accept = facilitator.text("Tea").get_by_role("button", name="Accept")
        accept.scroll_into_view_if_needed()
        accept.click()
        expect(page.get_by_role("heading", name="1 text waits")).to_be_visible()
        facilitator.text("Something else").get_by_role("button", name="Accept").hover()
        page.mouse.down(click_count=2)
        page.mouse.up(click_count=2)
        page.wait_for_timeout(1_000)
        expect(page.get_by_role("heading", name="1 text waits")).to_be_visible()

    def test_a_text_is_erased_after_one_question_and_the_log_says_why(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        facilitator.turn("Open")
        gives(phone, facilitator.room, "Mrs Miller owes money")
        text = facilitator.text("Mrs Miller")
        text.get_by_role("button", name="Erase…").click()
        text.get_by_role("button", name="Keep it").click()
        expect(text.get_by_role("button", name="Erase…")).to_be_focused()
        text.get_by_role("button", name="Erase…").click()
        expect(text.get_by_label("Why is it erased?")).to_be_focused()
        text.get_by_role("button", name="Erase for good").click()
        expect(text).to_contain_text("Choose a reason")
        text.get_by_label("Why is it erased?").select_option("it names somebody")
        text.get_by_role("button", name="Erase for good").click()
        expect(text).to_have_count(0)
        expect(page.get_by_role("heading", name="No text waits")).to_be_focused()
        expect(facilitator.log).to_contain_text("it names somebody")
        assert "Miller" not in page.content()

    def test_script_in_a_text_is_text(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        script = "<img src=x onerror=document.title='x'><script>1</script>"
        facilitator.turn("Open")
        gives(phone, facilitator.room, script)
        expect(facilitator.page.locator(".given")).to_have_text(script)
        assert facilitator.page.locator(".text img, .text script").count() == 0
        assert facilitator.page.title().startswith("Facilitate")
        assert facilitator.visit.errors == []


class TestPaper:
    def test_a_paper_is_kept_and_its_three_words_are_told(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        facilitator.turn("Open")
        page.get_by_text("Enter a paper").click()
        page.get_by_role("radio", name="I work in the place").check()
        page.locator("#paper-cards select").nth(0).select_option(index=2)
        page.locator("#paper-cards select").nth(1).select_option(index=1)
        page.get_by_role("button", name="Keep this paper").click()
        expect(page.locator("#paper-kept")).to_contain_text("Kept, with 2 cards")
        assert page.locator(".words").inner_text().count("-") == 2
        expect(page.get_by_role("heading", name="1 person has come")).to_be_visible()
        expect(page.locator(f'.activity[data-topic="{TOPIC}"]')).to_contain_text(
            "1 person has"
        )
        expect(page.locator("#paper-cards select").nth(0)).to_have_value("")

    def test_rows_of_a_topic_that_collects_stand_on_the_same_paper(
        self, facilitator: Facilitator
    ):
        page, paper = facilitator.page, facilitator.page.locator("#paper")
        facilitator.turn("Open")
        facilitator.turn("Open", topic="governance")
        page.get_by_text("Enter a paper").click()
        paper.locator("#paper-cards select").first.select_option(index=2)
        paper.get_by_text("Add to the actors").click()
        paper.get_by_label("Who is it?").fill("Night nurses")
        for asked in ("What kind of actor?", "On which side?"):
            paper.get_by_label(asked).select_option(index=1)
        paper.get_by_role("button", name="Put it on this paper").first.click()
        expect(paper.locator(".rows")).to_contain_text("Night nurses")
        page.get_by_role("button", name="Keep this paper").click()
        expect(page.locator("#paper-wrong")).to_contain_text("Say first where")
        page.get_by_role("radio", name="I work in the place").check()
        page.get_by_role("button", name="Keep this paper").click()
        expect(page.locator("#paper-kept")).to_contain_text("1 card and 1 text")
        expect(facilitator.text("Night nurses")).to_be_visible()
        expect(paper.locator(".rows")).to_be_empty()

    def test_a_paper_half_entered_stays_when_a_card_is_added(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        page = facilitator.page
        facilitator.turn("Open")
        gives(phone, facilitator.room, "Aunties who cook")
        page.get_by_text("Enter a paper").click()
        first = page.locator("#paper-cards select").first
        first.select_option(index=3)
        chosen = first.input_value()
        text = facilitator.text("Aunties who cook")
        text.get_by_role("button", name="Accept").click()
        expect(page.locator("#paper-cards").get_by_label("Aunties")).to_be_visible()
        expect(first).to_have_value(chosen)


class TestKeys:
    def test_without_the_key_nothing_can_be_done(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        acts = {
            "act": {"act": "open", "topic": TOPIC},
            "paper": {"standpoint": None, "answers": []},
            "delete": {"sure": facilitator.code},
        }
        for address, said in acts.items():
            refused = phone.post(f"{facilitator.room}/facilitate/{address}", data=said)
            assert refused.status == 403
        assert phone.get(f"{facilitator.room}/facilitate/waiting").status == 403
        wrong = phone.get(f"{facilitator.room}/facilitate?key=guessed")
        assert wrong.status == 403

    def test_without_the_key_the_page_says_what_to_do(
        self, facilitator: Facilitator, browser: Browser, hall: Served
    ):
        stranger = visit_to(browser, hall.base)
        stranger.page.goto(f"{facilitator.room}/facilitate/")
        expect(stranger.page.get_by_role("alert").first).to_contain_text(
            "Open the link"
        )
        expect(stranger.page.locator("#room")).to_be_hidden()
        stranger.context.close()

    def test_the_key_of_one_room_opens_no_other(
        self, facilitator: Facilitator, phone: APIRequestContext
    ):
        base = facilitator.visit.base
        said = {"case": "housing_repairs", "topics": [TOPIC]}
        other = phone.post(f"{base}/room/hosting", data=said).json()
        phone.get(base + other["facilitate"])
        said = {"act": "open", "topic": TOPIC}
        assert phone.post(f"{base}{other['room']}facilitate/act", data=said).ok
        refused = phone.post(f"{facilitator.room}/facilitate/act", data=said)
        assert refused.status == 403


class TestEverybodyCanUseThem:
    @pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
    def test_axe_finds_no_violation(
        self, size: dict, visitor: Visit, phone: APIRequestContext
    ):
        page = visitor.page
        page.set_viewport_size(size)
        for name in all_pages(visitor, phone):
            assert violations(page) == [], name

    def test_nothing_scrolls_sideways_on_a_narrow_screen(
        self, visitor: Visit, phone: APIRequestContext
    ):
        page = visitor.page
        page.set_viewport_size(NARROW)
        for name in all_pages(visitor, phone):
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW["width"], name


def all_pages(visit: Visit, phone: APIRequestContext) -> Iterator[str]:
    """The facilitator's pages one after another, with all that folds open."""
    page = visit.page
    page.goto(f"{visit.base}/room/check")
    expect(page.get_by_role("status")).to_have_count(0)
    yield "check"
    page.goto(f"{visit.base}/room/sheet")
    expect(page.locator("#choices")).to_be_visible()
    page.get_by_label("Answer paper").check()
    page.locator("summary").click()
    yield "sheet"
    page.goto(f"{visit.base}/room/host")
    expect(page.locator("#hosting")).to_be_visible()
    yield "host"
    page.get_by_role("button", name="Host the room").click()
    expect(page.locator(".code")).to_be_visible()
    yield "hosted"
    facilitator = facilitating(visit)
    facilitator.turn("Open")
    gives(phone, facilitator.room, "Averylongwordwithoutanyspaceinit" * 3)
    expect(facilitator.text("Averylong")).to_be_visible()
    facilitator.text("Averylong").get_by_role("button", name="Erase…").click()
    for summary in page.locator("summary").all():
        summary.click()
    yield "facilitate"


def test_a_machine_with_several_addresses_offers_each_and_draws_its_code(
    visitor: Visit,
):
    page = visitor.page
    told = {
        "addresses": ["http://192.168.1.20:8888", "http://10.0.0.7:8888"],
        "rooms": "/room/",
    }
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    page.route("**/reach", lambda route: route.fulfill(json=told))
    page.route(
        "**/qr.svg?*",
        lambda route: route.fulfill(body=svg, content_type="image/svg+xml"),
    )
    page.goto(f"{visitor.base}/room/check")
    page.get_by_label("Address that phones use").select_option(index=1)
    expect(page.locator(".address")).to_have_text("http://10.0.0.7:8888/room/")
    source = page.locator("img.qr").get_attribute("src")
    assert source.endswith("at=http%3A%2F%2F10.0.0.7%3A8888")
