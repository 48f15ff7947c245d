"""Questions on four worlds, from the inside outward: what carries what, what to change.

Source: Taylor, "How to move to relational public services", section 3, for the worlds
embedded in each other. R: what holds what, and the conditions for a life one world
further out. The readings follow from the models.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.checks import quarrywell
from relkit.checks.four_worlds import decision_raises_a_question
from relkit.checks.four_worlds_embedded import part_of_next
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import chains, further_out, words
from relkit.models.four_worlds import Activity, Decider, World


def _told(activity: Activity) -> str:
    """A chain in words, one world further out at each step."""
    steps = chains.chain(activity, quarrywell.ACTIVITIES).steps
    return ", which is a part of ".join(
        f"‘{each.name}’ ({each.world.label})" for each in steps
    )


def _held_by(holder: Activity) -> chains.Chain:
    """The charge's chain, were the contractor's repairs held by this activity."""
    held = replace(quarrywell.REPAIRS, inside=holder.name)
    others = [a for a in quarrywell.ACTIVITIES if a.name != held.name]
    return chains.chain(quarrywell.CHARGE, [*others, held])


HOLDERS = {
    each.name: each
    for each in (
        quarrywell.CARETAKERS,
        quarrywell.PANEL,
        quarrywell.DOORSTEP,
        quarrywell.KEYS,
    )
}
HOLDER_ASKS = {
    quarrywell.CARETAKERS.name: "Both are work that staff do. What might hold the two?",
    quarrywell.PANEL.name: "So the first gap is closed and the next one opens. There "
    "is a case for the panel, if tenants had a life of their own around it, such as "
    "the repairs log that they keep in the laundry. What "
    "would have to change for it to rest on that?",
    quarrywell.KEYS.name: "There is a case that it all rests on neighbours in the end. "
    "What stands between a key on the landing and a contractor’s job?",
}
NOWHERE = "It does not break"


def where_it_breaks(chosen: Sequence[str]) -> Verdict:
    """Follow a chain outward: where it breaks, and what could close the gap."""
    place, holder = chosen
    link = chains.chain(quarrywell.CHARGE, quarrywell.ACTIVITIES)
    broken, last = _held_by(HOLDERS[holder]), link.steps[-1]
    closed = _held_by(quarrywell.DOORSTEP).steps
    return together(
        [
            Verdict(
                agrees=place == _after(last),
                sentence=f"The break: relkit sees it there too. {link.broken}"
                if place == _after(last)
                else f"The break: {_not_there(place)}",
            ),
            Verdict(
                agrees=broken.broken is None,
                sentence=f"What could hold the repairs: {broken.broken} "
                f"{HOLDER_ASKS.get(holder, '')}"
                if broken.broken
                else f"What could hold the repairs: relkit reads ‘{holder}’ too, "
                f"because it rests on ‘{closed[-1].name}’, {closed[-1].world.label}.",
            ),
        ],
        agreed=f"{link.broken} Were it a part of ‘{closed[2].name}’, the chain would "
        f"go on to ‘{closed[-1].name}’, {closed[-1].world.label}.\nA name on a list is "
        "not yet a link. From April to June the repairs team did agree each job on the "
        "doorstep, and the year’s budget was spent. Who would have to "
        "agree on the money for it to hold?",
    )


def _after(activity: Activity) -> str:
    return f"After ‘{activity.name}’"


def _not_there(place: str) -> str:
    link = chains.chain(quarrywell.CHARGE, quarrywell.ACTIVITIES)
    if place == NOWHERE:
        return (
            "a chain is whole when it reaches something that people do by themselves. "
            f"This one ends in ‘{link.steps[-1].name}’, {link.steps[-1].world.label}. "
            "What is that a part of?"
        )
    return (
        f"after ‘{link.steps[0].name}’ there is a link: it is a part of "
        f"‘{link.steps[1].name}’. What is that one a part of?"
    )


WHERE_IT_BREAKS = Question(
    name="where_it_breaks",
    prompt="Ask of an activity what it is a part of, then ask again. On the estate, "
    f"one chain goes all the way out: {_told(quarrywell.GAS_ORDER)}.\n"
    f"Another does not: {_told(quarrywell.CHARGE)}. There it ends.",
    parts=(
        Part(
            label="Where does the second chain break?",
            options=(_after(quarrywell.CHARGE), _after(quarrywell.REPAIRS), NOWHERE),
        ),
        Part(
            label="Of these, which could hold the contractor’s repairs, so that the "
            "chain goes all the way out?",
            options=tuple(HOLDERS),
        ),
    ),
    hints=(
        "Each step goes one world further out: to, for, with, by. Which is the last "
        "step of the second chain?",
        "What holds something done for people is something done with them. Two of the "
        "four are done with people.",
        "One of those two is decided by the service and rests on nothing. The other "
        "rests on the small jobs that tenants do themselves.",
    ),
    check=where_it_breaks,
)

TOLD = "The rehousing team sets the dates, and tells households in good time"
ASKED = "The rehousing team sets the dates, after a survey of every household"
AGREED = "Each household and its rehousing officer agree, and neither can overrule"
THEIRS = "Households decide when and where they go, now that the rents are known"
DECIDERS = {
    TOLD: Decider.SERVICE,
    ASKED: Decider.SERVICE,
    AGREED: Decider.SHARED,
    THEIRS: Decider.PEOPLE,
}
DECIDER_ASKS = {
    TOLD: "Good notice helps people, and the decision is still the team’s. What is "
    "left for a household to decide?",
    ASKED: "A survey lets people be heard. Who decides when the survey and the "
    "timetable differ?",
}
REFUSALS = {
    "They send the notice with the date on it": "So a no changes nothing. What would "
    "it take to pause one notice?",
    "They note it, and that household has the last choice of homes": "So a no costs "
    "people something. Would they then still say what they think?",
    "They ask again every week until the household agrees": "Being asked until one "
    "gives in is pressure. How often may one ask, and who would know?",
    "They stop, keep every offer open, and look for what would suit": "",
}
CALENDAR = "The rebuild programme’s calendar"
HOLD = {
    CALENDAR: None,
    quarrywell.PACKING.name: quarrywell.PACKING,
    quarrywell.PANEL.name: quarrywell.PANEL,
    quarrywell.BLOCK_MEETING.name: quarrywell.BLOCK_MEETING,
}
HOLD_ASKS = {
    CALENDAR: "A calendar says when. Who does something together with the households?",
    quarrywell.PACKING.name: "That held the move while it was done to people. What "
    "holds the packing?",
    quarrywell.PANEL.name: "There is a case for the panel if Larch House had a seat on "
    "it and could send a plan back. On what, of people’s own, would it rest?",
}
MOVED = further_out.what_if(quarrywell.ACTIVITIES, quarrywell.MOVING.name, World.FOR)


def one_world_out(chosen: Sequence[str]) -> Verdict:
    """Redesign one activity so that it lives one world further out."""
    decides, refused, holder = chosen
    redesigned = replace(
        MOVED.activity,
        decided_by=DECIDERS[decides],
        inside=holder if HOLD[holder] else None,
    )
    others = [a for a in quarrywell.ACTIVITIES if a.name != redesigned.name]
    broken = chains.chain(redesigned, others).broken
    asked = DECIDER_ASKS[decides] if decision_raises_a_question(redesigned) else ""
    rests = chains.chain(redesigned, others).steps[-1].name
    return together(
        [
            _open("Who decides", asked, _decided(decides)),
            _open("A no", REFUSALS[refused], "It holds, and it costs nobody a home."),
            _open(
                "What holds it",
                f"{broken} {HOLD_ASKS.get(holder, '')}" if broken else "",
                f"‘{holder}’ is done with people, and rests on ‘{rests}’.",
            ),
        ],
        agreed="Your answers speak to all that it would take. "
        f"{' '.join(MOVED.conditions)}\n"
        f"{_decided(decides)}\n{_new_picture()}\nA fair objection: one household that "
        "says no can hold up a rebuild that others voted for. What would you say to "
        "each of them?",
    )


def _open(part: str, why: str, closed: str) -> Verdict:
    """What one part of a redesign leaves open, without saying what would close it."""
    if why:
        return Verdict(agrees=False, sentence=f"{part}: this is still open. {why}")
    return Verdict(agrees=True, sentence=f"{part}: relkit reads it so too. {closed}")


def _decided(decides: str) -> str:
    if DECIDERS[decides] is Decider.PEOPLE:
        return "In your redesign the households have the last word."
    return (
        "In your redesign households and officers decide together. There is a case "
        "for that: the officer knows what homes there are. The source says ‘decided by "
        "them’. What happens where the two do not agree?"
    )


def _new_picture() -> str:
    hours = {**quarrywell.ESTATE_HOURS}
    was = words.percent(part_of_next(hours, World.TO))
    hours[quarrywell.MOVING.world] -= quarrywell.MOVING.hours
    hours[MOVED.activity.world] += quarrywell.MOVING.hours
    now = words.percent(part_of_next(hours, World.TO))
    still = words.percent(part_of_next(hours, World.FOR))
    return (
        f"In the picture, ‘done to’ falls from {was} of ‘done for’ to {now}. ‘Done "
        f"for’ stays at {still} of ‘done with’: one change does not turn a place."
    )


ONE_WORLD_OUT = Question(
    name="one_world_out",
    prompt="Moving households out of Larch House is done to people. The programme sets "
    "the date, and a notice follows. You read the story of the vote above.\n"
    "Redesign the move so that it is done for people, but decided by them. Choose one "
    "answer for each part.",
    parts=(
        Part(label="Who decides?", options=tuple(DECIDERS)),
        Part(
            label="When a household says no, what do staff do?", options=tuple(REFUSALS)
        ),
        Part(
            label="What would the move be a part of?",
            options=tuple(HOLD),
        ),
    ),
    hints=(
        "Work done for people is decided by them. For each answer, ask who has the "
        "last word.",
        "Test each answer with the household that least wants to go. Could they say "
        "no, and be no worse off?",
        "What holds it must be done with people, and rest on something that people do "
        "by themselves. The block reps call a meeting before works start.",
    ),
    check=one_world_out,
)

QUESTIONS = (WHERE_IT_BREAKS, ONE_WORLD_OUT)
