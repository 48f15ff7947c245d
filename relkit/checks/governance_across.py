"""A question on governance mapping: what accounts across buy, and would buy with teeth.

Source: Taylor, "How to move to relational public services", section 2: accountability
horizontally, to results in the real world. R: the three runs. The readings follow from
the models.
"""

from collections.abc import Sequence

from relkit.checks import governance_ceilings, harrowmere
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_ceilings as ceilings
from relkit.models import governance_words
from relkit.models.governance_ceilings import Run

NEARER = "It is held nearer"
AS_FAR = "It is held as far away as before"
NO_LONGER = "It is held further away"


def what_across_buys(chosen: Sequence[str]) -> Verdict:
    """Tell what accounts across buy, and what they would with the power to ask."""
    home, tablets, asked, week = chosen
    up, across = (
        ceilings.ceiling(harrowmere.TABLETS, harrowmere.drawn(), run)
        for run in (Run.VERTICAL, Run.HORIZONTAL)
    )
    assert up is not None
    assert across is not None
    reads = NEARER if across.height < up.height else AS_FAR
    return together(
        [
            governance_ceilings.read_forum(harrowmere.HOME, Run.HORIZONTAL, home),
            Verdict(
                agrees=tablets == reads,
                sentence=f"‘{harrowmere.TABLETS.name}’, {Run.HORIZONTAL.label}: "
                + _bought(tablets, reads),
            ),
            governance_ceilings.read_forum(harrowmere.TABLETS, Run.TEETH, asked),
            governance_ceilings.read_forum(harrowmere.WEEK, Run.TEETH, week),
        ],
        agreed=_bought_told(),
    )


def _bought(chosen: str, reads: str) -> str:
    if chosen == reads:
        return (
            "relkit finds that too, because the surgery’s one account across is to a "
            "meeting that cannot ask it anything."
        )
    if chosen == NO_LONGER:
        return (
            "a line more never takes a forum away, for the old steps are still there. "
            "What did the accounts across add for the surgery?"
        )
    return (
        "the ward team does have a nearer forum across. Which lines start from the "
        "surgery, and what may their forums do?"
    )


def _bought_told() -> str:
    told = [
        governance_words.ceiling_told(each)
        for each in ceilings.ceilings(harrowmere.OUTCOMES, harrowmere.drawn())
    ]
    return (
        "\n".join(told)
        + "\nThe first is what accounts across buy here; the rest is what they would "
        "buy with the power to ask. A fair objection: ‘if every forum could ask’ costs "
        "nothing on a map, and a good deal of somebody’s week. Whose week?"
    )


WHAT_ACROSS_BUYS = Question(
    name="what_across_buys",
    prompt="Now go across as well, along every account in which the forum can at least "
    "ask. In the last two parts, suppose that every forum could.",
    parts=(
        Part(
            label="‘Home on the day I was told’, with the accounts across: who is the "
            "nearest that can hold the whole of it?",
            options=(
                harrowmere.NURSE,
                harrowmere.MEETING,
                harrowmere.PEOPLE,
                governance_ceilings.NOBODY,
            ),
        ),
        Part(
            label="‘My tablets are in order at home’, with the accounts across: what "
            "do they change?",
            options=(NEARER, AS_FAR, NO_LONGER),
        ),
        Part(
            label="The same, if every forum could ask: who would be the nearest?",
            options=(
                harrowmere.NURSE,
                harrowmere.MEETING,
                harrowmere.BOARD,
                governance_ceilings.NOBODY,
            ),
        ),
        Part(
            label="‘Meals and company in the first week’ takes the home care agency "
            "and the neighbours’ rota. If every forum could ask, who would be the "
            "nearest?",
            options=(
                harrowmere.NURSE,
                harrowmere.MEETING,
                harrowmere.PEOPLE,
                governance_ceilings.NOBODY,
            ),
        ),
    ),
    hints=(
        "Put a finger on each again, and move along all the accounts, up and across.",
        "A forum with no power does not count in the first two parts. In the last two "
        "it does.",
        "The ward team and the agency both answer to one person. The surgery has one "
        "account across, to a meeting. Whom do the agency and the rota both feed?",
    ),
    check=what_across_buys,
)

QUESTIONS = (WHAT_ACROSS_BUYS,)
