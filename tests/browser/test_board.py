"""The board is sorted by keyboard, mouse and touch alike, and the pictures follow."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Open, tab_to
from visiting import card_on_board as card
from visiting import go_to_card as go_to

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 1024, "height": 768}
BINS = ["to", "for", "with", "by"]
FOCUSED_BIN = "() => document.activeElement.closest('.bin')?.dataset.bin ?? null"


def bin_of(page: Page, name: str) -> Locator:
    return page.locator(f'.relkit-board .bin:has([data-card="{name}"])')


def first_in(page: Page, bin: str) -> str:
    first = page.locator(f'.relkit-board [data-bin="{bin}"] [data-card]').first
    return first.get_attribute("data-card")


def expect_in(page: Page, name: str, bin: str) -> None:
    expect(bin_of(page, name)).to_have_attribute("data-bin", bin)


def counts(page: Page) -> list[int]:
    heads = page.locator(".relkit-board .bin header h3").all_inner_texts()
    return [int(re.search(r"\((\d+)\)$", head)[1]) for head in heads]


def caption(page: Page) -> Locator:
    return page.locator(".relkit-picture figcaption").first


def said(page: Page) -> Locator:
    return page.locator(".relkit-board [aria-live=polite]")


def moved_on(page: Page, name: str, start: str, end: str, before: list[int]) -> None:
    """The card lies there, the counts say so, and so does the board's own voice."""
    expect_in(page, name, end)
    expected = list(before)
    expected[BINS.index(start)] -= 1
    expected[BINS.index(end)] += 1
    assert counts(page) == expected
    expect(said(page)).to_contain_text(f"‘{name}’: now done {end}")


def line(page: Page) -> Locator:
    return page.locator(".relkit-board .line")


def put_back(page: Page) -> Locator:
    return page.get_by_role("button", name="Put the cards back as they came")


@pytest.fixture(scope="class")
def page(opened: Open) -> Page:
    return opened().go()


class TestOnALaptop:
    @pytest.mark.parametrize(
        ("way", "key", "start", "end"),
        [("on", "Enter", "for", "with"), ("back", "Space", "with", "for")],
    )
    def test_a_card_is_moved_by_keyboard_alone(
        self, page: Page, way: str, key: str, start: str, end: str
    ):
        name, before = first_in(page, start), counts(page)
        told = caption(page).inner_text()
        go_to(page, name, way)
        page.keyboard.press(key)
        moved_on(page, name, start, end, before)
        expect(card(page, name).locator(f"[data-way={way}]")).to_be_focused()
        expect(caption(page)).not_to_have_text(told)

    def test_the_focus_stays_on_a_card_that_can_go_no_further(self, page: Page):
        name = first_in(page, "with")
        go_to(page, name, "on")
        page.keyboard.press("Enter")
        expect_in(page, name, "by")
        expect(card(page, name).locator("[data-way=on]")).to_be_disabled()
        expect(card(page, name).locator("[data-way=back]")).to_be_focused()

    def test_a_card_is_dragged_by_mouse(self, page: Page):
        name, before = first_in(page, "by"), counts(page)
        told = caption(page).inner_text()
        handle = card(page, name).locator(".name")
        handle.scroll_into_view_if_needed()
        start = handle.bounding_box()
        there = page.locator(".relkit-board [data-bin=for]").bounding_box()
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(there["x"] + 40, start["y"] + 12, steps=8)
        expect(page.locator(".relkit-board .ghost")).to_be_visible()
        expect(page.locator(".relkit-board .bin.over")).to_have_attribute(
            "data-bin", "for"
        )
        page.mouse.up()
        moved_on(page, name, "by", "for", before)
        expect(page.locator(".relkit-board .ghost")).to_have_count(0)
        expect(caption(page)).not_to_have_text(told)

    def test_a_card_that_is_let_go_elsewhere_stays(self, page: Page):
        name, before = first_in(page, "by"), counts(page)
        handle = card(page, name).locator(".name")
        handle.scroll_into_view_if_needed()
        start = handle.bounding_box()
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(3, start["y"] + 5, steps=5)
        page.mouse.up()
        expect(page.locator(".relkit-board .ghost")).to_have_count(0)
        assert counts(page) == before

    def test_the_picture_is_switched_by_keyboard(self, page: Page):
        picture = page.locator(".relkit-picture").first
        heading = picture.locator("h3").inner_text()
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        tab_to(page, picture.get_by_role("radio", name="Side by side"))
        page.keyboard.press("ArrowRight")
        expect(picture.get_by_role("radio", name="One inside another")).to_be_focused()
        expect(picture.get_by_role("radio", name="One inside another")).to_be_checked()
        expect(picture.locator("h3")).not_to_have_text(heading)
        expect(picture.get_by_role("img").first).to_have_attribute(
            "aria-label", re.compile("each world inside the next")
        )
        expect(picture.locator("[aria-live=polite]")).to_contain_text(
            picture.locator("h3").inner_text()
        )
        expect(picture.locator("tbody tr")).to_have_count(4)

    def test_one_world_further_out_moves_the_card_and_all_follow(self, page: Page):
        name, before = first_in(page, "to"), counts(page)
        told = caption(page).inner_text()
        page.get_by_label("Take one activity").select_option(name)
        further = page.locator(".relkit-what-if")
        expect(further.locator(".told li").first).to_be_visible()
        expect(further.locator(".told")).to_contain_text(f"‘{name}’ is done to")
        further.get_by_role("button", name="Move it to ‘done for’").press("Enter")
        expect_in(page, name, "for")
        assert counts(page) == [before[0] - 1, before[1] + 1, *before[2:]]
        expect(further.get_by_role("status")).to_contain_text(
            f"‘{name}’ is now done for."
        )
        expect(caption(page)).not_to_have_text(told)
        chains = (
            page.locator(".relkit-picture").nth(1).locator("tbody tr", has_text=name)
        )
        expect(chains.filter(has_text="done for")).not_to_have_count(0)

    def test_what_was_moved_further_out_is_put_back(self, page: Page):
        further = page.locator(".relkit-what-if")
        name, before = first_in(page, "for"), counts(page)
        told = caption(page).inner_text()
        page.get_by_label("Take one activity").select_option(name)
        further.get_by_role("button", name="Move it to ‘done with’").press("Enter")
        expect_in(page, name, "with")
        back = further.get_by_role("button", name=f"Put ‘{name}’ back")
        back.press("Enter")
        expect(further.get_by_role("status")).to_have_text(
            f"‘{name}’ is done for again."
        )
        expect_in(page, name, "for")
        assert counts(page) == before
        expect(caption(page)).to_have_text(told)
        expect(back).to_be_hidden()
        expect(page.get_by_label("Take one activity")).to_be_focused()


class TestByKeyboard:
    def test_each_column_is_one_stop_for_tab(self, page: Page):
        go_to(page, first_in(page, "to"), "on")
        stops = []
        for _ in BINS:
            stops.append(page.evaluate(FOCUSED_BIN))
            page.keyboard.press("Tab")
        assert stops == BINS
        assert page.evaluate(FOCUSED_BIN) is None

    def test_the_arrows_go_to_every_card_and_control_of_a_column(self, page: Page):
        cards = page.locator(".relkit-board [data-bin=with] .card")
        go_to(page, cards.first.get_attribute("data-card"), "back")
        for item in cards.all():
            for way in ("back", "on", "more"):
                expect(item.locator(f"[data-way={way}]")).to_be_focused()
                page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("ArrowDown")
        expect(cards.last.locator("[data-way=back]")).to_be_focused()
        page.keyboard.press("Home")
        expect(cards.first.locator("[data-way=back]")).to_be_focused()
        page.keyboard.press("End")
        expect(cards.last.locator("[data-way=back]")).to_be_focused()

    def test_tab_comes_back_to_the_card_that_was_left(self, page: Page):
        cards = page.locator(".relkit-board [data-bin=for] .card")
        go_to(page, cards.nth(2).get_attribute("data-card"), "more")
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        expect(cards.nth(2).locator("[data-way=more]")).to_be_focused()

    def test_the_focus_is_never_behind_the_line(self, page: Page):
        cards = page.locator(".relkit-board [data-bin=by] .card")
        go_to(page, cards.last.get_attribute("data-card"), "back")
        for _ in cards.all():
            page.keyboard.press("ArrowUp")
            assert (
                page.evaluate(
                    """() => {
                  const top = document.activeElement.getBoundingClientRect().top;
                  return top - document.querySelector('.relkit-board .line').getBoundingClientRect().bottom;
                }"""
                )
                >= 6
            ), "the ring around the focus is 6 pixels"
        expect(cards.first.locator(":focus")).to_have_count(1)

    def test_the_cards_can_be_skipped(self, page: Page):
        skip = page.get_by_role("link", name="Skip the cards")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        tab_to(page, skip)
        expect(skip).to_be_in_viewport()
        address = page.url
        page.keyboard.press("Enter")
        expect(page.locator(".relkit-board .after")).to_be_focused()
        assert page.url == address
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED_BIN) is None

    def test_the_way_to_go_is_told_where_it_is_gone(self, page: Page):
        expect(page.locator(".relkit-board .how")).to_contain_text("from card to card")

    def test_buttons_quote_the_card_that_they_move(self, page: Page):
        name = first_in(page, "for")
        for said in (f"Move ‘{name}’ to done to", f"Move ‘{name}’ to done with"):
            expect(page.get_by_role("button", name=said, exact=True)).to_be_visible()


class TestTheLine:
    def test_stays_in_sight_and_follows_the_cards(self, page: Page):
        last = page.locator(".relkit-board [data-bin=to] .card").last
        last.scroll_into_view_if_needed()
        page.mouse.wheel(0, 200)
        expect(
            page.locator(".relkit-picture canvas, .relkit-picture svg").first
        ).not_to_be_in_viewport()
        expect(line(page)).to_be_in_viewport(ratio=1)
        told = line(page).inner_text()
        assert re.fullmatch(
            r"Hours: done to \S+% · for \S+% · with \S+% · by \S+%", told.strip()
        )
        last.locator("[data-way=on]").click()
        expect(line(page)).not_to_have_text(told)

    def test_is_not_read_aloud_beside_the_move(self, page: Page):
        aloud = line(page).evaluate(
            "(it) => !!it.closest('[aria-live], [role=status]')"
        )
        assert not aloud

    def test_leaves_room_for_the_cards_where_the_window_is_low(self, visitor: Open):
        low = visitor(viewport={"width": 640, "height": 200}).go()
        expect(line(low)).to_have_css("position", "static")
        expect(line(low)).to_be_visible()


class TestPuttingTheCardsBack:
    def test_nothing_is_offered_before_a_card_has_moved(self, page: Page):
        expect(put_back(page)).to_be_disabled()
        expect(page.get_by_role("button", name="Undo")).to_be_hidden()

    def test_all_cards_go_back_and_can_come_again(self, page: Page):
        came, name = counts(page), first_in(page, "for")
        told = caption(page).inner_text()
        for way in ("on", "on"):
            card(page, name).locator(f"[data-way={way}]").click()
        expect_in(page, name, "by")
        card(page, first_in(page, "to")).locator("[data-way=on]").click()
        moved = counts(page)
        expect(caption(page)).not_to_have_text(told)
        put_back(page).press("Enter")
        expect_in(page, name, "for")
        assert counts(page) == came
        expect(caption(page)).to_have_text(told)
        status = page.locator(".relkit-board [role=status]")
        expect(status).to_have_text("All cards are back where they came from.")
        expect(put_back(page)).to_be_disabled()
        undo = page.get_by_role("button", name="Undo")
        expect(undo).to_be_focused()
        undo.press("Enter")
        expect_in(page, name, "by")
        assert counts(page) == moved
        expect(status).to_have_text("The cards lie where you had put them.")
        expect(put_back(page)).to_be_focused()
        expect(undo).to_be_hidden()

    def test_another_place_has_nothing_to_put_back(self, page: Page):
        put_back(page).press("Enter")
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        page.locator('.choose input[value="fire_safety"]').check()
        expect(page.get_by_role("button", name="Undo")).to_be_hidden()
        expect(put_back(page)).to_be_disabled()


@pytest.fixture(scope="class")
def phone(opened: Open) -> Page:
    return opened(viewport=PHONE, has_touch=True, is_mobile=True).go()


class TestOnAPhone:
    def test_a_tap_on_a_world_moves_the_card(self, phone: Page):
        told = caption(phone).inner_text()
        asked = phone.locator(".relkit-board fieldset[data-card]").first
        name = asked.get_attribute("data-card")
        asked.locator("label", has_text="Done to").tap()
        expect(asked.get_by_role("radio", name="Done to")).to_be_checked()
        expect(said(phone)).to_contain_text(f"‘{name}’: now done to")
        expect(caption(phone)).not_to_have_text(told)

    def test_the_arrow_keys_move_a_card_and_the_focus_stays(self, phone: Page):
        asked = phone.locator(".relkit-board fieldset[data-card]").nth(1)
        chosen = asked.locator("input:checked")
        value = chosen.get_attribute("value")
        told = caption(phone).inner_text()
        chosen.focus()
        phone.keyboard.press("ArrowLeft")
        now = asked.locator(f'input[value="{BINS[BINS.index(value) - 1]}"]')
        expect(now).to_be_checked()
        expect(caption(phone)).not_to_have_text(told)
        expect(now).to_be_focused()

    def test_the_cards_are_put_back(self, phone: Page):
        back = put_back(phone)
        asked = phone.locator(".relkit-board fieldset[data-card]").first
        asked.locator("label", has_text="Done for").tap()
        back.tap()
        expect(back).to_be_disabled()
        expect(asked.get_by_role("radio", name="Done by")).to_be_checked()
        expect(phone.get_by_role("button", name="Undo")).to_be_focused()

    def test_every_card_is_asked_about_under_its_own_name(self, phone: Page):
        names = phone.locator(".relkit-board fieldset[data-card]").evaluate_all(
            "(all) => all.map((each) => each.dataset.card)"
        )
        assert len(names) > 15
        for name in names[:3]:
            expect(phone.get_by_role("group", name=name, exact=True)).to_be_visible()


def test_a_finger_drags_a_card_on_a_wide_touch_screen(visitor: Open):
    visit = visitor(viewport=TABLET, has_touch=True)
    page = visit.go()
    name, before = first_in(page, "with"), counts(page)
    handle = card(page, name).locator(".name")
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    there = page.locator(".relkit-board [data-bin=to]").bounding_box()
    fingers = visit.context.new_cdp_session(page)

    def touch(what: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        fingers.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})

    x, y = start["x"] + 8, start["y"] + 8
    across = there["x"] + 40 - x
    touch("touchStart", x, y)
    for part in range(1, 11):
        touch("touchMove", x + across * part / 10, y + part)
    expect(page.locator(".relkit-board .ghost")).to_be_visible()
    touch("touchEnd")
    moved_on(page, name, "with", "to", before)
