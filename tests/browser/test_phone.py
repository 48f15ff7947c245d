"""The phone's page: come in, sort, give, read what came of it, withdraw."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hosting import LiveRoom, come_in, host
from playwright.sync_api import Locator, Page, expect
from serving import Served
from test_accessibility import violations
from visiting import Open, Visit, tab_to

from relkit.models.standpoints import Standpoint

SMALL = {"width": 320, "height": 568}
PHONE = {"width": 390, "height": 844}
TOUCH = 44
LETTERS = 18


@pytest.fixture
def base(served: Served) -> str:
    """The server by a name of the network: over plain http, no secure context."""
    return served.base.replace("127.0.0.1", "hall.test")


@pytest.fixture
def phone(visitor: Open, base: str) -> Iterator[Visit]:
    return visitor(base, viewport=SMALL, has_touch=True)


@pytest.fixture
def room(base: str) -> LiveRoom:
    return host(base)


@pytest.fixture
def sorting(room: LiveRoom, phone: Visit, base: str) -> Page:
    """A phone whose person has come in, and may sort the first card."""
    room.act("open", topic="four_worlds", reason="We begin with today")
    come_in(phone.page, base, room)
    expect(title(phone.page)).to_have_text("Four worlds of service")
    return phone.page


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def status(page: Page) -> Locator:
    return page.locator("#status")


def bin(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=name)


def answered(room: LiveRoom, people: int) -> bool:
    """Whether so many people have come to answer, as everyone hears."""
    room.until(lambda state: state["activities"][0]["answered"] == people)
    return True


def crowded(page: Page) -> list[str]:
    """What is too wide, too small to hit, or too small to read."""
    return page.evaluate(
        """([touch, letters]) => {
            const seen = (it) => it.checkVisibility() && it.getClientRects().length;
            const wrong = [];
            const root = document.documentElement;
            if (root.scrollWidth > root.clientWidth) wrong.push(`${root.scrollWidth} px wide`);
            for (const it of document.querySelectorAll("button, summary, select, textarea, input[type=text], .choice"))
                if (seen(it) && it.getBoundingClientRect().height < touch) wrong.push(`low: ${it.outerHTML.slice(0, 80)}`);
            for (const it of document.querySelectorAll("body *"))
                if (seen(it) && it.textContent.trim() && parseFloat(getComputedStyle(it).fontSize) < letters)
                    wrong.push(`small letters: ${it.outerHTML.slice(0, 80)}`);
            return wrong;
        }""",
        [TOUCH, LETTERS],
    )


def looks_right(page: Page) -> None:
    """Everybody can use this step, on a small phone too."""
    for size in (PHONE, SMALL):
        page.set_viewport_size(size)
        assert crowded(page) == []
        assert violations(page) == []


class TestTheWayIn:
    @pytest.mark.parametrize("write", [str.lower, lambda c: f" {c[:3]}-{c[3:]} "])
    def test_takes_the_code_in_any_manner_of_writing(self, phone, base, room, write):
        phone.page.goto(f"{base}/room")
        phone.page.get_by_label("The room’s code").fill(write(room.code))
        phone.page.keyboard.press("Enter")
        expect(title(phone.page)).to_have_text("Housing repairs on an estate")
        assert phone.page.url == f"{base}/room/{room.code}/"

    def test_says_what_is_wrong_with_a_code_beside_it(self, phone, base):
        page = phone.page
        page.goto(f"{base}/room/")
        page.get_by_label("The room’s code").fill("CCCCCC")
        page.keyboard.press("Enter")
        expect(page.get_by_text("There is no room with this code.")).to_be_visible()
        expect(page.get_by_label("The room’s code")).to_be_focused()
        looks_right(page)


class TestComingIn:
    def test_says_first_what_is_kept_how_long_who_sees_it_and_how_to_withdraw(
        self, phone, base, room
    ):
        phone.page.goto(f"{base}{room.path}")
        expect(phone.page.locator("dt")).to_have_text(
            ["What is kept", "For how long", "Who sees it", "Withdraw"]
        )
        year = room.state()["ends"][:4]
        expect(phone.page.locator("dd").nth(1)).to_contain_text(
            re.compile(rf"Until \d+ \w+ {year}")
        )

    def test_every_step_can_be_used_by_everybody(self, phone, base, room):
        page = phone.page
        page.goto(f"{base}{room.path}")
        expect(page.get_by_role("button", name="Go on")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="I have three words").click()
        expect(title(page)).to_be_focused()
        looks_right(page)
        page.get_by_role("button", name="Back", exact=True).click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Come in").click()
        expect(page.get_by_text("Choose one of the four.")).to_be_visible()
        looks_right(page)
        page.get_by_role("radio", name="Rather not say").check()
        page.get_by_role("button", name="Come in").click()
        expect(title(page)).to_have_text("Your three words")
        looks_right(page)
        page.get_by_role("button", name="Begin").click()
        expect(title(page)).to_have_text("Nothing is open just now")
        looks_right(page)

    def test_three_words_are_there_after_a_reload_until_they_were_read(
        self, phone, base, room
    ):
        page = phone.page
        page.goto(f"{base}{room.path}")
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("radio", name="I live here").check()
        page.get_by_role("button", name="Come in").click()
        words = page.locator(".three-words span")
        expect(words).to_have_count(3)
        told = words.all_text_contents()
        page.reload()
        expect(words).to_have_text(told)
        page.get_by_role("button", name="Begin").click()
        assert told[0] not in page.evaluate("JSON.stringify({...localStorage})")

    def test_three_words_bring_the_answers_to_another_phone(
        self, sorting, phone, visitor, base, room
    ):
        bin(sorting, "done with").check()
        expect(status(sorting)).to_have_text("Kept.")
        other = visitor(base, viewport=SMALL).page
        other.goto(f"{base}{room.path}")
        other.get_by_role("button", name="Go on").click()
        other.get_by_role("radio", name="I live here").check()
        other.get_by_role("button", name="Come in").click()
        expect(title(other)).to_have_text("Your three words")
        words = other.locator(".three-words span").all_text_contents()
        other.get_by_role("button", name="Begin").click()
        bin(other, "done by").check()
        expect(status(other)).to_have_text("Kept.")
        third = visitor(base, viewport=SMALL).page
        third.goto(f"{base}{room.path}")
        third.get_by_role("button", name="I have three words").click()
        third.get_by_label("The three words").fill(" ".join(words).upper())
        third.get_by_role("button", name="Come in").click()
        expect(title(third)).to_have_text("Four worlds of service")
        third.get_by_role("button", name="Back", exact=True).click()
        expect(bin(third, "done by")).to_be_checked()


class TestSorting:
    def test_joins_and_sorts_by_keyboard_alone(self, phone, base, room):
        page, press = phone.page, phone.page.keyboard.press
        room.act("open", topic="four_worlds", reason="")
        page.goto(f"{base}{room.path}")
        tab_to(page, page.get_by_role("button", name="Go on"))
        press("Enter")
        tab_to(page, page.get_by_role("radio", name="I live here"))
        press("Space")
        press("ArrowDown")
        tab_to(page, page.get_by_role("button", name="Come in"))
        press("Enter")
        expect(title(page)).to_be_focused()
        tab_to(page, page.get_by_role("button", name="Begin"))
        press("Enter")
        expect(title(page)).to_be_focused()
        tab_to(page, bin(page, "done to"))
        press("Space")
        press("ArrowDown")
        expect(bin(page, "done for")).to_be_checked()
        expect(status(page)).to_have_text("Kept.")
        tab_to(page, page.get_by_role("button", name="Next"))
        press("Enter")
        second = page.get_by_role("heading", name=room.cards("four_worlds")[1])
        expect(second).to_be_focused()
        expect(page.get_by_text("Card 2 of 24. 23 not sorted yet.")).to_be_visible()
        assert answered(room, 1)
        assert room.until(lambda state: state["come"]["lately"] == 1)
        speaks = f"Today you speak from: “{Standpoint.PLACE.says}”."
        expect(page.locator(".this-room")).to_contain_text(speaks)

    def test_a_card_its_choices_and_next_stand_on_one_small_screen(self, sorting):
        expect(sorting.get_by_role("button", name="Next")).to_be_in_viewport(ratio=1)
        expect(bin(sorting, "done by")).to_be_in_viewport()

    def test_a_reload_keeps_what_was_sorted(self, sorting):
        bin(sorting, "done with").check()
        expect(status(sorting)).to_have_text("Kept.")
        sorting.reload()
        expect(sorting.get_by_text("Card 2 of 24.")).to_be_visible()
        sorting.get_by_role("button", name="Back").click()
        expect(bin(sorting, "done with")).to_be_checked()

    def test_a_list_leads_back_to_any_card(self, sorting, room):
        sorting.locator("summary", has_text="All cards").click()
        name = room.cards("four_worlds")[7]
        sorting.get_by_role("button", name=f"{name} not sorted yet").click()
        expect(sorting.get_by_role("heading", name=name)).to_be_focused()
        looks_right(sorting)

    def test_answers_given_offline_wait_and_are_kept_once_only(
        self, sorting, phone, room
    ):
        number = room.state()["number"]
        phone.context.set_offline(True)
        bin(sorting, "done to").check()
        bin(sorting, "done for").check()
        sorting.get_by_role("button", name="Next").click()
        bin(sorting, "done by").check()
        expect(status(sorting)).to_have_text(
            "Waiting for the connection: 2 answers wait on this phone."
        )
        looks_right(sorting)
        phone.context.set_offline(False)
        expect(status(sorting)).to_have_text("Kept.")
        assert room.numbers(number + 2)
        sorting.get_by_role("button", name="Back").click()
        expect(bin(sorting, "done for")).to_be_checked()

    def test_an_answer_whose_receipt_was_lost_is_kept_once(self, sorting, phone, room):
        number = room.state()["number"]
        lost = []

        def lose(route):
            if lost:
                return route.continue_()
            asked = route.request
            headers = {k: v for k, v in asked.all_headers().items() if k != "origin"}
            here = asked.url.replace("hall.test", "127.0.0.1")
            lost.append(route.fetch(url=here, headers=headers).status)
            return route.abort()

        phone.context.route("**/answer", lose)
        bin(sorting, "done with").check()
        expect(status(sorting)).to_have_text("Kept.")
        assert lost == [200]
        assert room.numbers(number + 1)

    def test_an_answer_that_waits_survives_a_reload(self, sorting, phone, room):
        phone.context.route("**/answer", lambda route: route.abort())
        bin(sorting, "done with").check()
        expect(status(sorting)).to_contain_text("1 answer waits on this phone")
        sorting.reload()
        expect(sorting.get_by_text("Card 2 of 24.")).to_be_visible()
        assert answered(room, 0)
        phone.context.unroute("**/answer")
        expect(status(sorting)).to_have_text("Kept.")
        assert answered(room, 1)

    def test_a_sign_in_page_of_a_wifi_is_no_receipt(self, sorting, phone, room):
        portal = {"status": 200, "content_type": "text/html", "body": "<p>Welcome"}
        phone.context.route("**/answer", lambda route: route.fulfill(**portal))
        bin(sorting, "done with").check()
        expect(status(sorting)).to_contain_text("1 answer waits on this phone")
        phone.context.unroute("**/answer")
        expect(status(sorting)).to_have_text("Kept.")
        assert answered(room, 1)

    def test_goes_on_by_polling_where_the_stream_is_blocked(self, sorting, phone, room):
        phone.context.route("**/stream", lambda route: route.abort())
        sorting.reload()
        expect(title(sorting)).to_have_text("Four worlds of service")
        room.act("close", topic="four_worlds", reason="")
        expect(title(sorting)).to_have_text("Nothing is open just now")

    def test_locked_answers_can_be_read_but_not_changed(self, sorting, room):
        room.act("lock", topic="four_worlds", reason="We read")
        expect(bin(sorting, "done to")).to_be_disabled()
        expect(sorting.get_by_text("The answers are locked")).to_be_visible()

    def test_script_in_the_text_of_a_card_is_text(self, sorting, phone, room):
        text = "<img src=x onerror='window.ran=1'><b>Tea</b>"
        sorting.locator("summary", has_text="Add a card").click()
        sorting.get_by_label("What is missing?").fill(text)
        sorting.get_by_role("button", name="Add this card").click()
        expect(sorting.get_by_text("Waiting to be looked at.")).to_be_visible()
        room.act("accept", number=room.waiting()[0]["number"], reason="")
        expect(sorting.get_by_text("Shown to everyone.")).to_be_visible()
        sorting.locator("summary", has_text="All cards").click()
        sorting.get_by_role("button", name=f"{text} not sorted yet").click()
        expect(sorting.get_by_role("heading", name=text, exact=True)).to_be_visible()
        assert sorting.evaluate("window.ran") is None
        assert sorting.locator("main :is(img, b)").count() == 0
        looks_right(sorting)


class TestGiving:
    def test_a_row_is_given_looked_at_and_taken_back(self, phone, base, room):
        page = phone.page
        room.act("open", topic="thriving", reason="")
        come_in(page, base, room)
        page.locator("summary", has_text="Add to the situations").click()
        page.get_by_label("What is going on?").fill("A leak at night")
        page.get_by_role("button", name="Give this").click()
        expect(page.get_by_text("Nothing stands here yet.")).to_be_visible()
        expect(page.get_by_label("Whose life is it?")).to_be_focused()
        looks_right(page)
        page.get_by_label("Whose life is it?").fill("A tenant")
        page.get_by_role("button", name="Give this").click()
        expect(page.get_by_text("Waiting to be looked at.")).to_be_visible()
        expect(page.get_by_label("What is going on?")).to_have_value("")
        room.act(
            "refuse", number=room.waiting()[0]["number"], reason="It is said twice"
        )
        expect(page.get_by_text("Not shown. Reason: It is said twice")).to_be_visible()
        page.get_by_role("button", name="Take back ‘A leak at night’").click()
        expect(page.get_by_text("A leak at night")).to_have_count(0)
        assert room.waiting() == []

    def test_an_encounter_links_what_is_there(self, phone, base, room):
        page = phone.page
        room.act("open", topic="thriving", reason="")
        come_in(page, base, room)
        page.locator("summary", has_text="Add to the encounters").click()
        page.get_by_label("Where do they meet?").fill("Tea on the landing")
        page.locator("summary", has_text="Which situations").click()
        page.get_by_role("checkbox", name="A bucket in the hall").check()
        expect(page.locator("summary", has_text="1 chosen")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="Give this").click()
        expect(page.get_by_text("Waiting to be looked at.")).to_be_visible()
        assert room.waiting()[0]["row"]["situations"] == "A bucket in the hall"

    def test_what_the_server_refuses_is_said_and_stays_in_the_form(
        self, phone, base, room
    ):
        page = phone.page
        room.act("open", topic="governance", reason="")
        come_in(page, base, room, "Rather not say")
        page.locator("summary", has_text="Add to the relations").click()
        page.get_by_label("Who?", exact=True).select_option(index=1)
        page.get_by_label("Does what?").select_option("funds")
        page.get_by_label("To or with whom?").select_option(index=2)
        page.get_by_role("button", name="Give this").click()
        expect(page.get_by_text("Say first where you speak from.")).to_be_focused()
        expect(page.get_by_label("Does what?")).to_have_value("funds")
        looks_right(page)


class TestByKeyboardAlone:
    def test_a_card_is_given_and_taken_back_and_all_is_withdrawn(
        self, sorting, phone, room
    ):
        page, press = sorting, sorting.keyboard.press
        tab_to(page, page.locator("summary", has_text="Add a card"))
        press("Enter")
        tab_to(page, page.get_by_label("What is missing?"))
        page.keyboard.type("Tea on the landing")
        press("Enter")
        expect(page.get_by_text("Waiting to be looked at.")).to_be_visible()
        expect(page.get_by_label("What is missing?")).to_be_focused()
        tab_to(page, page.get_by_role("button", name="Take back ‘Tea on the landing’"))
        press("Enter")
        expect(page.get_by_text("Tea on the landing")).to_have_count(0)
        assert room.waiting() == []
        tab_to(page, page.locator("summary", has_text="Withdraw what you gave"))
        press("Enter")
        tab_to(page, page.get_by_role("button", name="Withdraw what I gave"))
        press("Enter")
        expect(page.get_by_text("it cannot be brought back")).to_be_focused()
        tab_to(page, page.get_by_role("button", name="Yes, delete all that I gave"))
        press("Enter")
        expect(title(page)).to_have_text("What you gave is deleted")
        expect(title(page)).to_be_focused()

    def test_a_row_is_given(self, phone, base, room):
        page, press = phone.page, phone.page.keyboard.press
        room.act("open", topic="thriving", reason="")
        come_in(page, base, room)
        tab_to(page, page.locator("summary", has_text="Add to the situations"))
        press("Enter")
        tab_to(page, page.get_by_label("What is going on?"))
        page.keyboard.type("A leak at night")
        tab_to(page, page.get_by_label("Whose life is it?"))
        page.keyboard.type("A tenant")
        press("Enter")
        expect(page.get_by_text("Waiting to be looked at.")).to_be_visible()
        expect(page.get_by_label("What is going on?")).to_be_focused()


def told_in_order(page: Page, *said: str) -> None:
    """What a screen reader is told of the page has this in it, in this order."""
    tree = page.get_by_role("main").aria_snapshot()
    at = 0
    for each in said:
        assert each in tree[at:], f"{each!r} is not, or not here, in:\n{tree}"
        at = tree.index(each, at) + len(each)


class TestByTheAccessibilityTree:
    def test_coming_in(self, phone, base, room):
        page = phone.page
        page.goto(f"{base}{room.path}")
        expect(page.get_by_role("button", name="Go on")).to_be_visible()
        told_in_order(
            page,
            'heading "Housing repairs on an estate" [level=1]',
            *("What is kept", "No name, no account", "For how long", "Who sees it"),
            *("Withdraw", 'button "Go on"', 'button "I have three words'),
        )
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("button", name="Come in")).to_be_visible()
        told_in_order(
            page,
            'heading "Where do you speak from?" [level=1]',
            'group "Where do you speak from today?"',
            *('radio "I live here', 'radio "I work in the place'),
            *('radio "I work at the centre', 'radio "Rather not say"'),
            'button "Come in"',
        )

    def test_sorting_a_card_and_what_stands_below_it(self, sorting, room):
        first = room.cards("four_worlds")[0]
        told_in_order(
            sorting,
            'heading "Four worlds of service" [level=1]',
            "Card 1 of",
            *(f'group "{first}"', f'heading "{first}" [level=2]'),
            "In which world does this live today?",
            *(f'radio "done {world}"' for world in ("to", "for", "with", "by")),
            *('button "Next"', 'button "Back" [disabled]'),
            *("What the words mean", "All cards", "Add a card"),
            'heading "You and this room" [level=2]',
            *("Where you speak from", "What the facilitator did"),
            "Withdraw what you gave",
        )


class TestWhatCameOfIt:
    def test_is_told_in_words_and_a_table_once_it_is_shown(self, sorting, room):
        bin(sorting, "done to").check()
        expect(status(sorting)).to_have_text("Kept.")
        for _ in range(3):
            room.somebody_sorts("community", "by", "four_worlds", 2)
            room.somebody_sorts("centre", "to", "four_worlds", 2)
        assert sorting.get_by_text("What the room thinks").count() == 0
        room.act("reveal", topic="four_worlds", reason="We look")
        table = sorting.get_by_role("table", name="How many people put each card where")
        expect(table.get_by_role("row", name="I live here").first).to_contain_text(
            "done to: 1, done by: 3"
        )
        expect(sorting.get_by_text("Groups differ most about")).to_contain_text(
            "“I work at the centre” says mostly “done to”"
        )
        looks_right(sorting)
        room.act("close", topic="four_worlds", reason="Enough")
        sorting.locator("summary", has_text="Your own answers").click()
        own = sorting.get_by_role("table", name="Where you put the cards")
        expect(own.get_by_role("row")).to_have_count(1)
        looks_right(sorting)


class TestMyPlaceInTheRoom:
    def test_everybody_reads_until_when_the_room_is_kept_now(self, sorting, room):
        day = datetime.now(UTC).date() + timedelta(days=20)
        room.act("prolong", ends=day.isoformat(), reason="We meet in spring")
        sorting.locator("summary", has_text="What the facilitator did").click()
        told = f"to {day.day} {day:%B %Y}. Reason: We meet in spring."
        expect(sorting.locator(".log li").first).to_contain_text(told)

    def test_everybody_reads_what_the_facilitator_did_and_why(self, sorting, room):
        room.act("lock", topic="four_worlds", reason="We listen first")
        sorting.locator("summary", has_text="What the facilitator did").click()
        expect(sorting.locator(".log li").first).to_contain_text(
            "Locked the answers of “Four worlds of service”. Reason: We listen first."
        )
        looks_right(sorting)

    def test_where_i_speak_from_can_be_changed(self, sorting):
        sorting.locator("summary", has_text="Where you speak from").click()
        sorting.get_by_role("radio", name="I work at the centre").check()
        sorting.get_by_role("button", name="Change it").click()
        expect(status(sorting)).to_have_text("Kept.")
        expect(sorting.locator("summary", has_text="Where you speak")).to_be_focused()
        speaks = f"Today you speak from: “{Standpoint.CENTRE.says}”."
        expect(sorting.locator(".this-room")).to_contain_text(speaks)

    def test_withdrawing_asks_once_and_deletes_all(self, sorting, room):
        bin(sorting, "done to").check()
        expect(status(sorting)).to_have_text("Kept.")
        sorting.locator("summary", has_text="Withdraw what you gave").click()
        sorting.get_by_role("button", name="Withdraw what I gave").click()
        expect(sorting.get_by_text("it cannot be brought back")).to_be_visible()
        looks_right(sorting)
        assert answered(room, 1)
        sorting.get_by_role("button", name="Yes, delete all that I gave").click()
        expect(title(sorting)).to_have_text("What you gave is deleted")
        looks_right(sorting)
        assert answered(room, 0)
        assert sorting.evaluate("localStorage.length") == 0

    def test_a_room_that_was_deleted_is_said_to_be_gone(self, sorting, room):
        room.facilitator.post(f"{room.path}facilitate/delete", sure=room.code)
        expect(title(sorting)).to_have_text("This room is not here")
        looks_right(sorting)
