"""The exercise is answered by keyboard, says why, and is found again after a reload."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Open, Visit, tab_to

from relkit.checks import (
    four_worlds,
    four_worlds_consent,
    four_worlds_embedded,
    four_worlds_outward,
)
from relkit.checks.verdict import Question

EXERCISE = "exercises/01_four_worlds.ipynb"
ASKED = (
    four_worlds.WHICH_WORLD,
    four_worlds.TOLD_TWICE,
    four_worlds_consent.WHAT_IS_MISSING,
    four_worlds_embedded.WHICH_IS_INSIDE_OUT,
    four_worlds_outward.WHERE_IT_BREAKS,
    four_worlds_embedded.TWO_PLACES,
    four_worlds_outward.ONE_WORLD_OUT,
)
"""In the order of the page."""

READ_ALIKE = (
    ("done by", "done for", "done with", "done to"),
    (four_worlds.FOR, four_worlds.WITH, "What can tenants still change?"),
    ("It is there", "It is there", "It is missing", "It is missing"),
    ("Done for, inside done with", "171 hours"),
    (
        "After ‘Day-to-day repairs by the contractor’",
        "Agreeing the job on the doorstep",
    ),
    ("Felderby", "Quarrywell estate", "Hours alone cannot say"),
    (
        "Households decide when and where they go, now that the rents are known",
        "They stop, keep every offer open, and look for what would suit",
        "Block meeting before works start",
    ),
)
SAME = "relkit reads this the same way."
WORDS = "Our ‘with’ is decided on Mondays."


def question(page: Page, number: int) -> Locator:
    return page.locator(".relkit-question").nth(number)


def choose(page: Page, asked: Question, number: int, chosen: tuple[str, ...]) -> None:
    """Answer every part with the keys that radio buttons and lists understand."""
    parts = question(page, number).locator(".part")
    expect(parts).to_have_count(len(chosen))
    for n, (part, option) in enumerate(zip(asked.parts, chosen, strict=True)):
        radios = parts.nth(n).get_by_role("radio")
        if not radios.count():
            parts.nth(n).get_by_role("combobox").select_option(option)
            continue
        radios.first.focus()
        page.keyboard.press("Space")
        for _ in range(part.options.index(option)):
            page.keyboard.press("ArrowDown")
        expect(radios.nth(part.options.index(option))).to_be_checked()


def check(page: Page, number: int) -> Locator:
    """Press the button by keyboard; where the check then speaks."""
    button = question(page, number).get_by_role("button", name="Check")
    button.focus()
    page.keyboard.press("Enter")
    return question(page, number).get_by_role("status")


def lines(said: Locator, asked: Question, chosen: tuple[str, ...]) -> None:
    """Everything that the model says of the answer stands there, line by line."""
    verdict = asked.check(chosen)
    first = SAME if verdict.agrees else "relkit reads some of this differently."
    expect(said.locator("p")).to_have_text([first, *verdict.sentence.split("\n")])


@pytest.fixture(scope="class")
def visit(opened: Open) -> Visit:
    visit = opened()
    visit.go(EXERCISE)
    return visit


class TestAlone:
    def test_every_part_needs_an_answer_before_a_check(self, visit: Visit):
        page = visit.page
        said = check(page, 0)
        missing = question(page, 0).locator(".missing")
        expect(missing).to_have_text(["Choose one answer here first."] * 4)
        expect(question(page, 0).get_by_role("radio").first).to_be_focused()
        expect(said).to_be_empty()

    def test_a_first_question_is_answered_with_the_keyboard_alone(self, visit: Visit):
        page = visit.page
        chosen = ("done for", "done for", "done with", "done by")
        tab_to(page, question(page, 0).get_by_role("button", name="Check"))
        choose(page, ASKED[0], 0, chosen)
        tab_to(page, question(page, 0).get_by_role("button", name="Check"))
        page.keyboard.press("Enter")
        said = question(page, 0).get_by_role("status")
        lines(said, ASKED[0], chosen)
        expect(said).to_contain_text("The gutters: you say done for.")
        expect(said).to_contain_text("The night call: relkit reads done for too")

    def test_hints_come_one_by_one_in_three_steps(self, visit: Visit):
        page = visit.page
        hints = question(page, 0).locator(".hints li")
        expect(hints).to_have_count(0)
        for step in (1, 2, 3):
            button = question(page, 0).get_by_role("button", name=f"Hint {step} of 3")
            button.focus()
            page.keyboard.press("Enter")
            expect(hints).to_have_text(list(ASKED[0].hints[:step]))
        question(page, 0).get_by_role("button", name="Hide the hints").press("Enter")
        expect(hints).to_have_count(0)

    @pytest.mark.parametrize("number", range(len(ASKED)), ids=lambda n: ASKED[n].name)
    def test_every_question_can_be_answered_so_that_relkit_agrees(
        self, visit: Visit, number: int
    ):
        choose(visit.page, ASKED[number], number, READ_ALIKE[number])
        said = check(visit.page, number)
        lines(said, ASKED[number], READ_ALIKE[number])
        expect(said.locator("p").first).to_have_text(SAME)

    def test_what_is_written_for_oneself_and_every_answer_survive_a_reload(
        self, visit: Visit
    ):
        own = visit.page.locator(".relkit-reflection").first.get_by_role("textbox")
        own.focus()
        visit.page.keyboard.type(WORDS)
        expect(own).to_have_value(WORDS)
        page = visit.reload()
        own = page.locator(".relkit-reflection").first.get_by_role("textbox")
        expect(own).to_have_value(WORDS)
        for number, chosen in enumerate(READ_ALIKE):
            told = question(page, number).locator("input:checked, select")
            expect(told).to_have_count(len(chosen))
            kept = told.evaluate_all("(all) => all.map((each) => each.value)")
            assert kept == list(chosen)
        lines(check(page, 0), ASKED[0], READ_ALIKE[0])

    def test_nothing_marks_what_is_written_for_oneself(self, visit: Visit):
        own = visit.page.locator(".relkit-reflection")
        expect(own).to_have_count(2)
        expect(own.get_by_role("button", name=re.compile("check", re.I))).to_have_count(
            0
        )

    def test_nothing_went_wrong_or_went_out(self, visit: Visit):
        assert (visit.errors, visit.elsewhere) == ([], [])


def test_the_picture_of_question_four_leaves_the_answer_to_the_reader(visitor: Open):
    page = visitor().go(EXERCISE)
    picture = page.locator(".relkit-picture")
    expect(picture.locator("h3")).to_have_text("Four worlds, one inside another")
    expect(picture.get_by_role("radio")).to_have_count(0)
    expect(picture.locator("figcaption")).to_contain_text("done for is 64%")
