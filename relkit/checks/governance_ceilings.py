"""A question on governance mapping: who can hold the whole of a result.

Source: Taylor, "How to move to relational public services", section 2, for the
governance ceiling. R: how it is computed. The readings follow from the models.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.checks import harrowmere
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_ceilings, words
from relkit.models.governance import About, Direction, Outcome, Power, Relation
from relkit.models.governance_ceilings import Answering, Run
from relkit.models.governance_maps import Map

NOBODY = "Nobody"


def read_forum(outcome: Outcome, run: Run, chosen: str) -> Verdict:
    """Whether this forum is the nearest that can hold the whole of a result.

    Where it is not, the sentence tells who does not come to it, and not which one is.
    """
    about = f"‘{outcome.name}’, {run.label}"
    found = governance_ceilings.ceiling(outcome, harrowmere.drawn(), run)
    if chosen == (found.forum if found else NOBODY):
        why = (
            f"both answer to it, and it is {found.steps}"
            if found
            else f"there is none to whom {_all(outcome)} both answer"
        )
        return Verdict(agrees=True, sentence=f"{about}: relkit finds that too; {why}.")
    return Verdict(agrees=False, sentence=f"{about}: {_why_not(outcome, run, chosen)}")


def _why_not(outcome: Outcome, run: Run, chosen: str) -> str:
    answering = Answering(harrowmere.drawn(), run)
    if chosen == NOBODY:
        return (
            f"there is one to whom {_all(outcome)} both answer. Follow each of the "
            "two, step by step. Where do they meet?"
        )
    lost = [a for a in outcome.takes if chosen not in answering.reached(a)]
    if not lost:
        far = max(answering.reached(a)[chosen][0] for a in outcome.takes)
        return (
            f"both do answer to ‘{chosen}’, {words.counted(far, 'step')} away. Is "
            "there one nearer, or with fewer steps for the two together?"
        )
    ends = _where_it_ends(lost[0], answering, run)
    return f"‘{lost[0]}’ does not come to ‘{chosen}’. {ends}"


def _where_it_ends(actor: str, answering: Answering, run: Run) -> str:
    """Which of an actor's accounts do not count, where that is a hint and no answer."""
    barred = [
        line.target
        for line in harrowmere.drawn().accounts
        if line.source == actor
        and line.target not in answering.reached(actor)
        and (run is not Run.VERTICAL or line.direction is Direction.VERTICAL)
    ]
    if not barred:
        return "Which of the lines that start from it count here?"
    lines = words.listed([f"‘{name}’" for name in barred])
    return f"Its account to {lines} does not count here. What keeps it from counting?"


def _all(outcome: Outcome) -> str:
    return words.listed([f"‘{name}’" for name in outcome.takes])


def _about_results() -> Map:
    """The map, had the council care team asked the agency for results."""
    old = harrowmere.HOURS_BILLED
    return harrowmere.changed(old, replace(old, about=About.RESULTS))


def _all_powers(old: Relation) -> Map:
    return harrowmere.changed(old, replace(old, powers=frozenset(Power)))


CHANGES: dict[str, Map] = {
    "The care board may do all four with the council care team": _all_powers(
        harrowmere.YEARLY
    ),
    "The council care team may also put questions to the agency": _all_powers(
        harrowmere.HOURS_BILLED
    ),
    "The agency’s account to the council care team is about results": _about_results(),
    "The surgery answers to the care board as fully as the hospital": _all_powers(
        harrowmere.PRESCRIBING
    ),
}
CHANGE_ASKS = (
    "by the same rule, that moves nothing for this result. From each of the two, which "
    "account is the first that does not count, and why?"
)


def the_ceiling(chosen: Sequence[str]) -> Verdict:
    """Find the nearest forum up the hierarchy, and what keeps another from being."""
    tablets, home, change = chosen
    held = governance_ceilings.ceiling(harrowmere.HOME, CHANGES[change], Run.VERTICAL)
    return together(
        [
            read_forum(harrowmere.TABLETS, Run.VERTICAL, tablets),
            read_forum(harrowmere.HOME, Run.VERTICAL, home),
            Verdict(
                agrees=held is not None,
                sentence=f"The change: relkit finds that too; ‘{held.forum}’ could "
                f"then hold it, {held.steps}."
                if held
                else f"The change: {CHANGE_ASKS}",
            ),
        ],
        agreed=_ceiling_told(),
    )


def _ceiling_told() -> str:
    up = {
        o.name: governance_ceilings.ceiling(o, of, Run.VERTICAL)
        for o, of in (
            (harrowmere.TABLETS, harrowmere.drawn()),
            (harrowmere.HOME, _about_results()),
        )
    }
    tablets, home = up.values()
    assert tablets is not None
    assert home is not None
    unsaid = words.listed([f"‘{line.source}’" for line in home.unspecified])
    return (
        f"Up the hierarchy, the nearest to hold the whole of "
        f"‘{harrowmere.TABLETS.name}’ is ‘{tablets.forum}’, {tablets.steps}: it "
        "watches nine hospitals, forty miles away. Nobody holds the whole of "
        f"‘{harrowmere.HOME.name}’. Were the agency asked about results, the board "
        f"could, {home.steps}, and even then nobody says what the account of {unsaid} "
        "is about.\nThat is what relkit calls a ceiling; the term is the source’s, the "
        "way to find it relkit’s. A fair objection: a contract about hours can be "
        "checked, and a contract about a life is hard to write. Who could write it?"
    )


FORUMS = (harrowmere.MANAGERS, harrowmere.MEETING, harrowmere.BOARD, NOBODY)
THE_CEILING = Question(
    name="the_ceiling",
    prompt="A result in somebody’s life takes several. relkit asks who can hold the "
    "whole of it. From each that it takes, go along ‘is accountable to’, as far as it "
    "leads. A step counts where the forum can at least ask, and about results, or "
    "nobody says about what. The nearest forum where all of them meet is the "
    "ceiling.\nGo up the hierarchy alone for now: only the accounts that run up.",
    parts=(
        Part(
            label="‘My tablets are in order at home’ takes the ward team and the "
            "surgery. Who is the nearest that can hold the whole of it?",
            options=FORUMS,
        ),
        Part(
            label="‘Home on the day I was told’ takes the ward team and the home care "
            "agency. Who is the nearest?",
            options=FORUMS,
        ),
        Part(
            label="Which of these changes would change the answer to the part before?",
            options=tuple(CHANGES),
        ),
    ),
    hints=(
        "Put a finger on each of the two. Move each of them along the accounts "
        "that run up.",
        "The ward team goes up two steps. How far do the surgery and the agency go? "
        "Look at what each account is about.",
        "The surgery’s one step ends where the ward’s second does. The agency’s first "
        "step is about money, so it does not count.",
    ),
    check=the_ceiling,
)

QUESTIONS = (THE_CEILING,)
