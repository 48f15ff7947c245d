"""A question on governance mapping: whose leaving loses what.

Source: Taylor, "How to move to relational public services", section 2: bubbles depend
on heroic rebel leaders, who take on all the risk and all the accountability, and they
disappear when the leaders go. R: to take one actor off the map and count what goes
with it. The readings follow from the models.
"""

from collections.abc import Sequence
from functools import cache

from relkit.checks import harrowmere
from relkit.checks.governance_ceilings import NOBODY
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import governance_heroes, words
from relkit.models.governance_heroes import Without

WORK = "Work that results take"
FORUM = "The forum of a result"
FORUM_AND_WAYS = "The forum of a result, and ways on which others reach each other"
NOTHING = "Nothing that relkit counts"
LOST = (WORK, FORUM, FORUM_AND_WAYS, NOTHING)
LEAVING = (
    harrowmere.NURSE,
    harrowmere.AGENCY,
    harrowmere.MEETING,
    harrowmere.BOARD,
)
LOST_ASKS = {
    WORK: "which of the three results takes it?",
    FORUM: "which result would that be? And along ‘works with’, does anything else go?",
    FORUM_AND_WAYS: "look at the lines under ‘works with’ as well. Which two reach "
    "each other only through it?",
    NOTHING: "is it the nearest forum of any result, or needed by one, or between two "
    "others?",
}
INSTEAD = (harrowmere.MEETING, harrowmere.MANAGERS, harrowmere.PEOPLE, NOBODY)


@cache
def without(actor: str) -> Without:
    """What goes with one actor of Harrowmere."""
    return governance_heroes.without(actor, harrowmere.OUTCOMES, harrowmere.drawn())


def goes_with(actor: str) -> str:
    """The most that goes with an actor, as the question puts it."""
    gone = without(actor)
    if gone.forums:
        return FORUM_AND_WAYS if gone.pairs else FORUM
    return WORK if gone.taken else NOTHING


def whose_leaving(chosen: Sequence[str]) -> Verdict:
    """Take four actors off the map, one by one, and say what goes with each."""
    *lost, instead = chosen
    return together(
        [
            *(
                _read_lost(actor, what)
                for actor, what in zip(LEAVING, lost, strict=True)
            ),
            _read_instead(instead),
        ],
        agreed=_rests_on_one(),
    )


def _read_lost(actor: str, what: str) -> Verdict:
    if what == goes_with(actor):
        return Verdict(
            agrees=True,
            sentence=f"Without ‘{actor}’: relkit counts that too{_counted(actor)}.",
        )
    return Verdict(agrees=False, sentence=f"Without ‘{actor}’: {LOST_ASKS[what]}")


def _counted(actor: str) -> str:
    """What goes, with its names and numbers."""
    gone = without(actor)
    told = [f"‘{loss.outcome.name}’ loses its forum" for loss in gone.forums]
    told += [f"‘{outcome.name}’ takes what it does" for outcome in gone.taken]
    if gone.pairs:
        pairs = words.counted(len(gone.pairs), "pair", "pairs")
        told.append(f"{pairs} can no longer reach each other")
    return f", because {words.listed(told)}" if told else ""


def _read_instead(chosen: str) -> Verdict:
    [loss] = without(harrowmere.NURSE).forums
    about = f"‘{loss.outcome.name}’, without ‘{harrowmere.NURSE}’"
    if chosen == (loss.instead.forum if loss.instead else NOBODY):
        return Verdict(
            agrees=True,
            sentence=f"{about}: relkit finds that too, by the same rule as before.",
        )
    if chosen == NOBODY:
        return Verdict(
            agrees=False,
            sentence=f"{about}: there is one. Where do the two that it takes meet?",
        )
    return Verdict(
        agrees=False,
        sentence=f"{about}: then both would have to come to ‘{chosen}’ by accounts "
        "for which it can ask. Does the agency?",
    )


def _rests_on_one() -> str:
    gone = without(harrowmere.NURSE)
    [loss] = gone.forums
    return (
        f"Without ‘{harrowmere.AGENCY}’ there is less work done, and everybody would "
        f"see it. Without ‘{harrowmere.NURSE}’, whom no result takes, "
        f"{NOBODY.lower()} holds the whole of ‘{loss.outcome.name}’, and "
        f"{words.counted(len(gone.pairs), 'pair', 'pairs')} of others no longer reach "
        "each other by working together. On the map it is one post.\nThe source speaks "
        "of rebel leaders who take on all the risk to shield the organisation, and of "
        "what disappears when they go. A fair objection: somebody always has to begin. "
        "And the Monday meeting, which counts for nothing here, may be why she stays. "
        "What would have to be in place for it to go on without her?"
    )


WHOSE_LEAVING = Question(
    name="whose_leaving",
    prompt="Take one actor off the place’s map, with all its lines, and look again. A "
    "result takes some; it has the nearest forum that can hold the whole, with the "
    "accounts across; and people reach each other along ‘works with’.\nWhat goes with "
    "each of these, at the most?",
    parts=(
        *(
            Part(label=f"‘{actor}’ leaves. What goes?", options=LOST)
            for actor in LEAVING
        ),
        Part(
            label=f"‘{harrowmere.NURSE}’ leaves. Who then holds the whole of "
            f"‘{harrowmere.HOME.name}’?",
            options=INSTEAD,
        ),
    ),
    hints=(
        "Go back to the three results: whom does each take, and who held the whole of "
        "it with the accounts across?",
        "One of the four does the work. Two of them are nearest forums. Cover each of "
        "these two with a hand, and read the lines under ‘works with’ again.",
        "The four are four different things. One of the two forums is on no line of "
        "‘works with’, and the other is on three. Without it, the agency has no "
        "account about results left for which anybody can ask.",
    ),
    check=whose_leaving,
)

QUESTIONS = (WHOSE_LEAVING,)
