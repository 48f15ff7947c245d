"""Two standpoints sort the same cards in turns; what differs is told, and is kept."""

import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect
from test_exercise import SAME, check, choose, lines
from test_sizes import LABELS, outside, overlapping
from visiting import Open, Visit, go_to_card, move_by_keyboard, tab_to

from relkit.checks import (
    swimlanes,
    swimlanes_apart,
    swimlanes_nearer,
    swimlanes_worlds,
)

SWIMLANES = "notebooks/02_swimlanes.ipynb"
EXERCISE = SWIMLANES.replace("notebooks", "exercises")
READ_ALIKE = (
    (swimlanes.WHICH_LANE, ("ourselves", "with help", "for us", "with help")),
    (
        swimlanes.WHICH_ORDER,
        (
            "What can we do ourselves?",
            "What do we need done for us?",
            "What people do already is not looked for, and looks like a need",
        ),
    ),
    (
        swimlanes_worlds.WHICH_WORLD_IS_IT,
        ("done by", "done with", "done for", "None: it is done to people"),
    ),
    (
        swimlanes_apart.OVER_OR_LEFT,
        ("overreach", "abandonment", "agreed", "divided"),
    ),
    (
        swimlanes_apart.COUNTED_TOGETHER,
        ("overreach", "agreed", "agreed", "The place, behind the centre"),
    ),
    (
        swimlanes_apart.IN_WHICH_CELL,
        ("in none", "overreach", "Sort the card again in half a year"),
    ),
    (
        swimlanes_nearer.ONE_LANE_NEARER,
        (
            "Households along the path, in turns that they agree",
            "Grit in a bin at the corner, and insurance if somebody falls",
            "They ring, and the lorry comes as before",
        ),
    ),
)
"""In the order of the page."""
HERE = "What was sorted on this machine"
AGREE = "The rest is right where it is"
LANES = ("ourselves", "with_help", "for_us")
SMALL_PHONE = {"width": 320, "height": 640}


def matrix(page: Page) -> Locator:
    return page.locator(".relkit-picture").first


def heading(page: Page) -> Locator:
    return matrix(page).locator("h3")


def findings(page: Page) -> Locator:
    return page.locator(".relkit-findings").first


def line(page: Page) -> Locator:
    return page.locator(".relkit-board .line")


def who(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name="Who sorts now?").get_by_label(label)


def read_this_machine(page: Page) -> None:
    page.get_by_role("group", name="Read", exact=True).get_by_label(HERE).check()


def in_lane(page: Page, name: str, lane: str) -> None:
    card = page.locator(f'.relkit-board [data-bin="{lane}"] [data-card="{name}"]')
    expect(card).to_be_visible()


def kept(page: Page, topic: str) -> dict[str, str]:
    stored = json.loads(page.evaluate("localStorage.getItem('relkit')") or "{}")
    found: dict[str, str] = (
        stored.get("sorted", {}).get(topic, {}).get("housing_repairs", {})
    )
    return found


def wait_until_kept(page: Page, topic: str, cards: int) -> None:
    page.wait_for_function(
        "([topic, cards]) => Object.keys(JSON.parse(localStorage.relkit ?? '{}')"
        ".sorted?.[topic]?.housing_repairs ?? {}).length === cards",
        arg=[f"swimlanes_{topic}", cards],
    )


def agree_by_keyboard(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name=AGREE))
    page.keyboard.press("Enter")
    expect(line(page)).to_contain_text("Sorted 22 of 22")


@pytest.fixture(scope="class")
def visit(opened: Open) -> Visit:
    visit = opened()
    visit.go(SWIMLANES)
    return visit


@pytest.fixture(scope="class")
def moved() -> list[str]:
    """The card that the community moved, for the tests that follow."""
    return []


class TestInTurnsByKeyboard:
    def test_the_community_is_asked_first(self, visit: Visit):
        expect(who(visit.page, "The community")).to_be_checked()
        expect(line(visit.page)).to_contain_text("Sorted 0 of 22")

    def test_a_moved_card_says_that_it_counts(self, visit: Visit, moved: list[str]):
        page = visit.page
        moved.append(move_by_keyboard(page, "ourselves", "with_help"))
        expect(line(page)).to_contain_text("Sorted 1 of 22")
        ticks = page.locator(".relkit-board .tick:visible")
        expect(ticks).to_have_count(1)
        card = page.locator(f'.relkit-board [data-card="{moved[0]}"]')
        expect(card).to_contain_text("✓ sorted")

    def test_the_rest_counts_once_somebody_says_so(self, visit: Visit):
        page = visit.page
        agree_by_keyboard(page)
        status = page.locator(".relkit-board [role=status]")
        expect(status).to_have_text("All 22 cards count as sorted.")
        expect(page.get_by_role("button", name=AGREE)).to_be_hidden()

    def test_who_has_not_sorted_agrees_with_nothing(self, visit: Visit):
        page = visit.page
        read_this_machine(page)
        expect(heading(page)).to_have_text(
            "Not sorted yet on this machine by the place"
        )
        expect(matrix(page).locator(".canvas")).to_be_hidden()

    def test_the_next_finds_the_cards_as_they_came(
        self, visit: Visit, moved: list[str]
    ):
        page = visit.page
        who(page, "The community").focus()
        page.keyboard.press("ArrowRight")
        expect(who(page, "The place")).to_be_checked()
        in_lane(page, moved[0], "ourselves")
        expect(line(page)).to_contain_text("Sorted 0 of 22")
        expect(page.locator(".relkit-board .tick:visible")).to_have_count(0)

    def test_the_matrix_follows_as_soon_as_both_have_sorted(
        self, visit: Visit, moved: list[str]
    ):
        page = visit.page
        agree_by_keyboard(page)
        expect(heading(page)).to_have_text(
            "The place would do less than they say they need on 1 card"
        )
        expect(matrix(page).locator("svg")).to_contain_text("Abandonment: 1 card")
        expect(findings(page)).to_contain_text(
            f"‘{moved[0]}’: the community says ‘with help’ (1 of 1); the place says "
            "‘ourselves’ (1 of 1): one sorting, not a pattern."
        )

    def test_and_follows_every_card_that_is_moved(self, visit: Visit, moved: list[str]):
        page = visit.page
        for to, said in (
            ("with_help", "lean the same way on every card"),
            ("for_us", "The place would do more than people ask on 1 card"),
        ):
            go_to_card(page, moved[0], "on")
            page.keyboard.press("Enter")
            in_lane(page, moved[0], to)
            expect(heading(page)).to_contain_text(said)
        expect(findings(page)).to_contain_text("Overreach")

    def test_the_centre_is_read_by_itself(self, visit: Visit):
        page = visit.page
        beside = page.get_by_role("group", name="The community beside")
        beside.get_by_label("the centre").check()
        expect(heading(page)).to_have_text(
            "Not sorted yet on this machine by the centre"
        )
        beside.get_by_label("the place").check()
        expect(heading(page)).to_contain_text("The place would do more")

    def test_all_is_there_again_after_a_reload(self, visit: Visit, moved: list[str]):
        page = visit.page
        wait_until_kept(page, "place", 22)
        assert kept(page, "swimlanes_community")[moved[0]] == "with_help"
        assert kept(page, "swimlanes_place")[moved[0]] == "for_us"
        page = visit.reload()
        in_lane(page, moved[0], "with_help")
        read_this_machine(page)
        expect(heading(page)).to_have_text(
            "The place would do more than people ask on 1 card"
        )
        who(page, "The place").check()
        in_lane(page, moved[0], "for_us")

    def test_cards_put_back_no_longer_count_until_that_is_undone(self, visit: Visit):
        page = visit.page
        page.get_by_role("button", name="Put the cards back").click()
        expect(line(page)).to_contain_text("Sorted 0 of 22")
        expect(heading(page)).to_have_text(
            "Not sorted yet on this machine by the place"
        )
        page.get_by_role("button", name="Undo").click()
        expect(line(page)).to_contain_text("Sorted 22 of 22")
        expect(heading(page)).to_contain_text("The place would do more")


@pytest.fixture(scope="class")
def phone(opened: Open) -> Page:
    return opened(viewport=SMALL_PHONE, has_touch=True, is_mobile=True).go(SWIMLANES)


class TestOnASmallPhone:
    def test_two_sort_in_turns_by_touch(self, phone: Page):
        first = phone.locator(".relkit-board fieldset[data-card]").first
        name = first.get_attribute("data-card")
        first.locator("label", has_text="For us").tap()
        expect(first.locator(".tick")).to_be_visible()
        phone.get_by_role("button", name=AGREE).tap()
        expect(line(phone)).to_contain_text("Sorted 22 of 22")
        phone.locator(".who label", has_text="The place").tap()
        expect(first.get_by_role("radio", name="Ourselves")).to_be_checked()
        expect(first.locator(".tick")).to_be_hidden()
        phone.get_by_role("button", name=AGREE).tap()
        phone.locator(".relkit-comparison label", has_text=HERE).tap()
        expect(heading(phone)).to_contain_text("less than they say they need on 1 card")
        expect(findings(phone)).to_contain_text(f"‘{name}’")

    def test_every_cell_says_in_words_what_it_is_and_how_many(self, phone: Page):
        words = matrix(phone).locator("svg").text_content()
        for said in ("Same lane", "Overreach", "Abandon-", "1 card", "none"):
            assert said in words

    def test_nothing_scrolls_sideways(self, phone: Page):
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def upload(page: Page, file: Path) -> None:
    page.locator(".relkit-place .own").evaluate("(fold) => (fold.open = true)")
    page.get_by_label("Your spreadsheet").set_input_files(file)


@pytest.mark.parametrize("button", ["XLSX", "CSV"])
def test_what_both_sorted_is_saved_and_opens_on_another_machine(
    visitor: Open, tmp_path: Path, button: str
):
    page = visitor().go(SWIMLANES)
    name = move_by_keyboard(page, "ourselves", "with_help")
    who(page, "The place").check()
    in_lane(page, name, "ourselves")
    page.get_by_role("button", name=AGREE).click()
    expect(line(page)).to_contain_text("Sorted 22 of 22")
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    if button == "XLSX":
        header, *rows = openpyxl.load_workbook(file)["Cards"].iter_rows(
            values_only=True
        )
        cards = [dict(zip(header, row, strict=True)) for row in rows]
        assert {c["name"] for c in cards if c["sorted_community"]} == {name}
        assert all(c["sorted_place"] for c in cards)

    other = visitor().go(SWIMLANES)
    upload(other, file)
    in_lane(other, name, "with_help")
    expect(line(other)).to_contain_text("Sorted 1 of 22")
    who(other, "The place").check()
    expect(line(other)).to_contain_text("Sorted 22 of 22")
    read_this_machine(other)
    expect(heading(other)).to_have_text(
        "The place would do less than they say they need on 1 card"
    )


def test_a_place_without_cards_is_told_what_a_card_is(visitor: Open, tmp_path: Path):
    visit = visitor()
    page = visit.go(SWIMLANES)
    file = tmp_path / "elm.csv"
    file.write_text("name,world,residents_hours,staff_hours\nKeys,by,12,0\n")
    upload(page, file)
    expect(heading(page)).to_have_text("There are no cards for this place yet")
    for picture in page.locator(".relkit-picture").all():
        expect(picture.locator("figcaption")).to_contain_text("A card is something")
        expect(picture.locator(".canvas")).to_be_hidden()
    expect(page.locator(".relkit-board .bins, .relkit-board")).to_contain_text(
        "There are no cards yet"
    )
    expect(page.get_by_role("group", name="Who sorts now?")).to_be_hidden()
    assert visit.errors == []
    page.get_by_role("radio", name="Housing repairs").check()
    expect(matrix(page).locator("svg")).to_be_visible()


def test_movement_is_switched_by_standpoint(visitor: Open):
    page = visitor(reduced_motion="reduce").go(SWIMLANES)
    movement = page.locator(".relkit-picture").nth(1)
    expect(movement.locator("h3")).to_contain_text("The community")
    movement.get_by_role("radio", name="The centre").check()
    expect(movement.locator("h3")).to_contain_text("The centre")
    expect(movement.locator("figcaption")).to_contain_text("most voices of the centre")


def test_names_as_long_as_they_may_be_fit_on_phones_and_laptops(
    visitor: Open, tmp_path: Path
):
    page = visitor(reduced_motion="reduce").go(SWIMLANES)
    long = "meeting the neighbours who keep the keys and the list of people to call"
    names = [f"{n} {long} {long}"[:120] for n in range(6)]
    names += ["Whippletree" * 10, f"x{'Whippletree' * 10}"]
    header = "name,lane,helped_by,sorted_community,sorted_place\n"
    rows = [
        f"{name},{lane},{name[:110]},{lane},{other}\n"
        for i, name in enumerate(names)
        for lane, other in [
            (LANES[i % 3], LANES[(i + i // 3) % 3]),
        ]
    ]
    file = tmp_path / "elm.csv"
    file.write_text(header + "".join(rows))
    upload(page, file)
    for number in (0, 2, 3):  # movement has nothing to draw
        svg = page.locator(".relkit-picture").nth(number).locator("svg")
        expect(svg).to_contain_text("keep the keys")
    for wide in (320, 700, 1280):
        page.set_viewport_size({"width": wide, "height": 800})
        page.wait_for_function(
            """() => [...document.querySelectorAll('.relkit-picture .canvas svg')].every(
              (svg) => Math.abs(svg.clientWidth - svg.closest('.canvas').clientWidth) <= 1)"""
        )
        labels = page.evaluate(LABELS)
        assert any("Whipple" in label["text"] for label in labels)
        assert outside(labels) == []
        assert overlapping(labels) == []


def test_every_question_can_be_answered_so_that_relkit_agrees(visitor: Open):
    page = visitor().go(EXERCISE)
    expect(page.locator(".relkit-question")).to_have_count(len(READ_ALIKE))
    for number, (asked, chosen) in enumerate(READ_ALIKE):
        choose(page, asked, number, chosen)
        said = check(page, number)
        lines(said, asked, chosen)
        expect(said.locator("p").first).to_have_text(SAME)
