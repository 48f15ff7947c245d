"""A question on governance mapping: one power more, for somebody to hold the whole.

Source: Taylor, "How to move to relational public services", section 2, for the
governance ceiling and for what disappears when a leader goes. R: that one power given
to one forum is the smallest change to try. The readings follow from the models.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.checks import harrowmere
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_ceilings, governance_heroes
from relkit.models.governance import Outcome, Power, Relation
from relkit.models.governance_ceilings import Ceiling
from relkit.models.governance_maps import Map

COUNCIL_ASKS = "The council care team, over the home care agency"
PEOPLE_ASK = "People coming home, over the home care agency"
MEETING_ASKS_SURGERY = "The Monday meeting, over the surgery"
MEETING_ASKS_ROTA = "The Monday meeting, over the neighbours’ rota"
ACCOUNTS: dict[str, Relation] = {
    COUNCIL_ASKS: harrowmere.HOURS_BILLED,
    MEETING_ASKS_SURGERY: harrowmere.SURGERY_TO_MEETING,
    PEOPLE_ASK: harrowmere.AGENCY_TO_PEOPLE,
    MEETING_ASKS_ROTA: harrowmere.ROTA_TO_MEETING,
}
ACCOUNT_ASKS = {
    COUNCIL_ASKS: "Of the agency the council knows hours and money, however much more "
    "it may do about them. Who is told about meals and company?",
    MEETING_ASKS_SURGERY: "That does something for the tablets, and this result does "
    "not take the surgery. Whom does it take?",
}
POWERS = {power.meaning.capitalize(): power for power in Power}
POWER_ASKS = {
    Power.QUESTION: "To put a question there has to be an account. How does one come "
    "to be on the table?",
    Power.JUDGE: "To judge there has to be something that was told. How does it come "
    "to be told?",
    Power.IMPOSE: "Teeth can bite, and even so a forum may not know what happened. "
    "Which power comes before all others?",
}
YES = "Yes, the accounts to it do not run through her"
NO = "No, one of them runs through her"
STILL = {YES: True, NO: False}


def given(account: Relation, power: Power) -> Map:
    """The map, with one power more for the forum of one account."""
    more = replace(account, powers=account.powers | {power})
    return harrowmere.changed(account, more)


def holds(account: Relation, power: Power, outcome: Outcome) -> Ceiling | None:
    """Who then holds the whole of a result."""
    return governance_ceilings.ceiling(outcome, given(account, power))


def outlasts(account: Relation) -> bool:
    """Whether who holds the whole then, still does without the discharge nurse."""
    of = given(account, Power.ASK)
    gone = governance_heroes.without(harrowmere.NURSE, [harrowmere.WEEK], of)
    return not gone.forums


def one_power(chosen: Sequence[str]) -> Verdict:
    """Redesign: give one forum one power, so that a result has a nearer ceiling."""
    where, what, lasts = chosen
    account, power = ACCOUNTS[where], POWERS[what]
    return together(
        [_read_account(where), _read_power(power), _read_lasting(where, STILL[lasts])],
        agreed=_held_told(account, power) + "\n" + CASES.get(where, ""),
    )


def _read_account(where: str) -> Verdict:
    """Whether any one power there would do."""
    held = [holds(ACCOUNTS[where], power, harrowmere.WEEK) for power in Power]
    if any(held):
        return Verdict(
            agrees=True,
            sentence="The forum: relkit reads it so too. Both whom the result takes "
            "could come to it, with one power more.",
        )
    return Verdict(
        agrees=False, sentence=f"The forum: this is still open. {ACCOUNT_ASKS[where]}"
    )


def _read_power(power: Power) -> Verdict:
    """Whether this power would do, wherever one would."""
    if any(holds(account, power, harrowmere.WEEK) for account in ACCOUNTS.values()):
        return Verdict(
            agrees=True,
            sentence="The power: relkit reads it so too, because an account begins "
            "with it.",
        )
    return Verdict(
        agrees=False, sentence=f"The power: this is still open. {POWER_ASKS[power]}"
    )


def _read_lasting(where: str, lasts: bool) -> Verdict:
    account = ACCOUNTS[where]
    if holds(account, Power.ASK, harrowmere.WEEK) is None:
        return Verdict(
            agrees=True,
            sentence="What rests on her: that can wait until somebody holds it.",
        )
    if lasts is outlasts(account):
        return Verdict(
            agrees=True,
            sentence="What rests on her: relkit finds that too, on the map without "
            "her.",
        )
    return Verdict(
        agrees=False,
        sentence="What rests on her: this is still open. Follow the agency’s and the "
        "rota’s accounts to the forum that you chose. Whom do they meet on the way?",
    )


CASES = {
    PEOPLE_ASK: "The case for it: it is their life, and it is one step. The case "
    "against: somebody who came home yesterday is tired and alone, and depends on the "
    "carer whom she would have to ask. Who would sit beside her when she does?",
    MEETING_ASKS_ROTA: "The case for it: the meeting hears of everybody, and can see "
    "what one person cannot. The case against: neighbours who cook did not join a "
    "hierarchy, and may stop when they have to report. Those whose life it is have no "
    "part in it. Who would ask the rota whether it wants that?",
}


def _held_told(account: Relation, power: Power) -> str:
    held = holds(account, power, harrowmere.WEEK)
    if held is None:
        return ""
    lasting = (
        "It would outlast the discharge nurse."
        if outlasts(account)
        else "Without the discharge nurse nobody would again."
    )
    return (
        f"‘{held.forum}’ could hold the whole of ‘{harrowmere.WEEK.name}’, "
        f"{held.steps}, where nobody can today. {lasting}{_besides(account)}"
    )


def _besides(account: Relation) -> str:
    """What the same power does for the result that rests on the discharge nurse."""
    of = given(account, Power.ASK)
    gone = governance_heroes.without(harrowmere.NURSE, [harrowmere.HOME], of)
    instead = [loss.instead for loss in gone.forums if loss.instead]
    if not instead:
        return ""
    return (
        f" And if she left, ‘{instead[0].forum}’ could also hold "
        f"‘{harrowmere.HOME.name}’."
    )


ONE_POWER = Question(
    name="one_power",
    prompt=f"‘{harrowmere.WEEK.name}’ takes the home care agency and the neighbours’ "
    "rota, and today nobody holds the whole of it. On the map are forums that lack a "
    "power.\nGive one power to one forum, over one actor, so that somebody can. More "
    "than one answer can be defended.",
    parts=(
        Part(label="Which forum, over whom?", options=tuple(ACCOUNTS)),
        Part(label="Which power do you give it?", options=tuple(POWERS)),
        Part(
            label="If the discharge nurse left, would it still be held?",
            options=tuple(STILL),
        ),
    ),
    hints=(
        "Both whom the result takes have to come to the same forum. To whom does each "
        "of them have an account already?",
        "Of the two, one can be asked by a forum already and the other cannot. Give "
        "the power with which an account begins.",
        "The rota can be asked by people coming home, and the agency cannot. Or: the "
        "agency comes to the Monday meeting, through the nurse, and the rota does not.",
    ),
    check=one_power,
)

QUESTIONS = (ONE_POWER,)
