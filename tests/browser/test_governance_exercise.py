"""The exercise on governance mapping is answered by keyboard, in the page's order."""

import pytest
from playwright.sync_api import Locator, expect
from visiting import Open, Visit

from relkit.checks import (
    governance,
    governance_across,
    governance_ceilings,
    governance_decisions,
    governance_heroes,
    governance_maps,
    governance_redesign,
    governance_ways,
)
from relkit.checks.verdict import Question

EXERCISE = "exercises/04_governance_mapping.ipynb"
UP, ACROSS = governance_ways.WAYS.values()
ASKED = (
    (
        governance.WHO_IS_THE_FORUM,
        (
            *("Council care team", "Question it"),
            *("People coming home", "Impose consequences"),
            governance.NEITHER,
        ),
    ),
    (governance_ways.WHICH_WAY, (UP, ACROSS, UP, ACROSS)),
    (
        governance_maps.WEIGH_THE_MAP,
        ("14 powers up the hierarchy and 10 across", "Ward team"),
    ),
    (
        governance_ceilings.THE_CEILING,
        (
            *("Care board", "Nobody"),
            "The agency’s account to the council care team is about results",
        ),
    ),
    (
        governance_across.WHAT_ACROSS_BUYS,
        (
            *("Discharge nurse", governance_across.AS_FAR),
            *("Monday meeting", "People coming home"),
        ),
    ),
    (
        governance_heroes.WHOSE_LEAVING,
        (
            *(governance_heroes.FORUM_AND_WAYS, governance_heroes.WORK),
            *(governance_heroes.NOTHING, governance_heroes.FORUM, "Nobody"),
        ),
    ),
    (
        governance_maps.TWO_MAPS,
        (
            *(governance_maps.ONLY_PLACE, governance_maps.APART),
            *(governance_maps.BOTH, governance_maps.ONLY_COMMUNITY),
            governance_maps.LAST_TIME,
        ),
    ),
    (
        governance_decisions.WHO_DECIDES,
        (
            *("In one", "Keep informed"),
            *(governance_decisions.BENEATH, governance_decisions.PUBLISH),
        ),
    ),
    (
        governance_redesign.ONE_POWER,
        (governance_redesign.PEOPLE_ASK, "Ask for an account", governance_redesign.YES),
    ),
)
"""In the order of the page, each with the answer that relkit reads the same way."""


@pytest.fixture(scope="class")
def visit(opened: Open) -> Visit:
    visit = opened()
    visit.go(EXERCISE)
    return visit


def answered(visit: Visit, number: int, asked: Question, chosen: tuple) -> Locator:
    """Answer every part and press Check by keyboard; where the check then speaks."""
    question = visit.page.locator(".relkit-question").nth(number)
    parts = question.locator(".part")
    expect(parts).to_have_count(len(asked.parts))
    for n, (part, option) in enumerate(zip(asked.parts, chosen, strict=True)):
        radios = parts.nth(n).get_by_role("radio")
        radios.first.focus()
        visit.page.keyboard.press("Space")
        for _ in range(part.options.index(option)):
            visit.page.keyboard.press("ArrowDown")
        expect(radios.nth(part.options.index(option))).to_be_checked()
    question.get_by_role("button", name="Check").press("Enter")
    return question.get_by_role("status")


def lines(said: Locator, first: str, sentence: str) -> None:
    expect(said.locator("p")).to_have_text([first, *sentence.split("\n")])


class TestAlone:
    def test_the_page_asks_these_questions_and_no_other(self, visit: Visit):
        expect(visit.page.locator(".relkit-question")).to_have_count(len(ASKED))
        expect(visit.page.locator(".relkit-reflection")).to_have_count(2)

    def test_both_maps_are_drawn_after_the_question_that_counts_powers(
        self, visit: Visit
    ):
        pictures = visit.page.locator(".relkit-picture")
        expect(pictures).to_have_count(2)
        weighed = visit.page.locator(".relkit-question").nth(2).bounding_box()
        drawn = pictures.first.bounding_box()
        assert weighed is not None
        assert drawn is not None
        assert weighed["y"] + weighed["height"] <= drawn["y"]

    @pytest.mark.parametrize(
        "number", range(len(ASKED)), ids=lambda n: ASKED[n][0].name
    )
    def test_every_question_answers_part_by_part_and_then_agrees(
        self, visit: Visit, number: int
    ):
        asked, known = ASKED[number]
        other = next(each for each in asked.parts[0].options if each != known[0])
        said = answered(visit, number, asked, (other, *known[1:]))
        sentence = asked.check((other, *known[1:])).sentence
        lines(said, "relkit reads some of this differently.", sentence)
        said = answered(visit, number, asked, known)
        lines(said, "relkit reads this the same way.", asked.check(known).sentence)

    def test_every_answer_survives_a_reload(self, visit: Visit):
        page = visit.reload()
        for number, (_, known) in enumerate(ASKED):
            told = page.locator(".relkit-question").nth(number).locator("input:checked")
            expect(told).to_have_count(len(known))
            assert told.evaluate_all("(all) => all.map((it) => it.value)") == [*known]

    def test_nothing_went_wrong_or_went_out(self, visit: Visit):
        assert (visit.errors, visit.elsewhere) == ([], [])
