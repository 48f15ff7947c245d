"""Questions on four worlds, one inside another: what outgrew what, and what to change.

Source: Taylor, "How to move to relational public services", section 3, for the worlds
embedded in each other. R: person-hours, one half as the boundary, what holds what, and
the conditions for a life one world further out. The readings follow from the models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from relkit.checks import quarrywell
from relkit.checks.four_worlds import decision_raises_a_question
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import four_worlds, four_worlds_findings, words
from relkit.models.four_worlds import Activity, Decider, InsideOut, World

PAIRS = {
    f"{inner.label.capitalize()}, inside {inner.outward.label}": inner
    for inner in World
    if inner.outward
}
NONE = "None of them does"


def _part_of_next(hours: Mapping[World, float], inner: World) -> float:
    """Share that a world has of the next one out, each with all that is inside it."""
    inside = four_worlds.nested_hours(hours)
    assert inner.outward is not None
    return inside[inner] / inside[inner.outward]


def _estate_turned() -> InsideOut:
    [turned] = four_worlds.inside_out(quarrywell.ESTATE_HOURS)
    return turned


def _amounts() -> dict[str, str]:
    """Hours that would turn the estate: each option, and what it really counts."""
    turned = _estate_turned()
    own, inside = (
        quarrywell.ESTATE_HOURS,
        four_worlds.nested_hours(quarrywell.ESTATE_HOURS),
    )
    inner, outer = turned.inner, turned.outer
    return {
        words.hours(
            own[inner] - own[outer]
        ): "is the gap between the two when they stand "
        f"side by side. But ‘{inner.label}’ also holds what is {World.TO.phrase}. How "
        "many hours are inside it in all?",
        words.hours(
            inside[inner] - inside[outer] / 2
        ): "is how far the part is above half "
        "of the whole as it is now. Hours that are added make the whole grow too. How "
        "large would the whole have to be?",
        words.hours(turned.hours_to_turn): "",
        words.hours(
            inside[inner]
        ): f"is everything inside ‘{inner.label}’. Some hours in "
        f"‘{outer.label}’ are there already. How many more are needed to match it?",
    }


def which_is_inside_out(chosen: Sequence[str]) -> Verdict:
    """Read the embedded worlds: which is inside out, and what would turn it."""
    pair, amount = chosen
    turned = _estate_turned()
    part, said = words.percent(turned.share), _amounts()[amount]
    return together(
        [
            Verdict(agrees=PAIRS.get(pair) is turned.inner, sentence=_outgrown(pair)),
            Verdict(agrees=not said, sentence=f"{amount} {said}"),
        ],
        agreed=f"‘{turned.inner.label.capitalize()}’ is {part} of ‘{turned.outer.label}’: "
        f"more than half. {words.hours(turned.hours_to_turn)} a week more, "
        f"{turned.outer.phrase}, would bring it down to half.\nThat counts only what "
        "somebody listed. A fair objection: is there really so little done with "
        "people, or did nobody write it down?",
    )


def _outgrown(pair: str) -> str:
    turned = _estate_turned()
    part = words.percent(turned.share)
    if pair not in PAIRS:
        return (
            "You say that none takes more than half. relkit counts one that is "
            f"{part} of the next. Which of the three percentages under the picture is above 50%?"
        )
    share = words.percent(_part_of_next(quarrywell.ESTATE_HOURS, PAIRS[pair]))
    return (
        f"{pair}: that is {share}, a part, and less than half. Another is {part} of "
        "the one that holds it. Which one?"
    )


WHICH_IS_INSIDE_OUT = Question(
    name="which_is_inside_out",
    prompt="Each world should be a small part of the next one out. relkit calls a "
    "world inside out when it takes more than half of the one that holds it. Half is "
    "relkit’s own boundary; the source says ‘small’.",
    parts=(
        Part(
            label="Which world on the estate takes more than half of the next one out?",
            options=(*PAIRS, NONE),
        ),
        Part(
            label="How many more hours a week, done with people, would bring it down "
            "to half?",
            options=tuple(_amounts()),
        ),
    ),
    hints=(
        "Read the sentence under the picture. It has three percentages.",
        "For the hours, open the table under the picture and take the column ‘Hours "
        "inside it’. At half, the part and the rest of the whole are equally large.",
        "385 hours are inside ‘done for’. The rest of ‘done with’ is 214 hours. How "
        "many would make the two equal?",
    ),
    check=which_is_inside_out,
)


def _told(activity: Activity) -> str:
    """A chain in words, one world further out at each step."""
    steps = four_worlds.chain(activity, quarrywell.ACTIVITIES).steps
    return ", which is a part of ".join(
        f"‘{each.name}’ ({each.world.label})" for each in steps
    )


def _held_by(holder: Activity) -> four_worlds.Chain:
    """The charge's chain, were the contractor's repairs held by this activity."""
    held = replace(quarrywell.REPAIRS, inside=holder.name)
    others = [a for a in quarrywell.ACTIVITIES if a.name != held.name]
    return four_worlds.chain(quarrywell.CHARGE, [*others, held])


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
    "the repairs log that they keep in the laundry. What would have to change for it to rest on that?",
    quarrywell.KEYS.name: "There is a case that it all rests on neighbours in the end. "
    "What stands between a key on the landing and a contractor’s job?",
}
NOWHERE = "It does not break"


def where_it_breaks(chosen: Sequence[str]) -> Verdict:
    """Follow a chain outward: where it breaks, and what could close the gap."""
    place, holder = chosen
    link = four_worlds.chain(quarrywell.CHARGE, quarrywell.ACTIVITIES)
    broken, last = _held_by(HOLDERS[holder]), link.steps[-1]
    closed = _held_by(quarrywell.DOORSTEP).steps
    return together(
        [
            Verdict(
                agrees=place == _after(last),
                sentence=_not_there(place),
            ),
            Verdict(
                agrees=broken.broken is None,
                sentence=f"{broken.broken} {HOLDER_ASKS.get(holder, '')}",
            ),
        ],
        agreed=f"{link.broken} Were it a part of ‘{closed[2].name}’, the chain would "
        f"go on to ‘{closed[-1].name}’, {closed[-1].world.label}.\nA name on a list is "
        "not yet a link. From April to June the repairs team did agree each job on the "
        "doorstep, and the year’s budget was spent. Who would have to agree on the money for it to hold?",
    )


def _after(activity: Activity) -> str:
    return f"After ‘{activity.name}’"


def _not_there(place: str) -> str:
    link = four_worlds.chain(quarrywell.CHARGE, quarrywell.ACTIVITIES)
    if place == NOWHERE:
        return (
            "A chain is whole when it reaches something that people do by themselves. "
            f"This one ends in ‘{link.steps[-1].name}’, {link.steps[-1].world.label}. "
            "What is that a part of?"
        )
    return (
        f"After ‘{link.steps[0].name}’ there is a link: it is a part of "
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

PLACES = {
    quarrywell.ESTATE: quarrywell.ESTATE_HOURS,
    quarrywell.TOWN: quarrywell.TOWN_HOURS,
}
CANNOT_SAY = "Hours alone cannot say"
FIRST_CASES = {
    quarrywell.ESTATE: "The case for the estate: more than half of what is called "
    "‘with’ is really done for people or to them. Against: it is the people themselves "
    "who do most of the work there.",
    quarrywell.TOWN: "The case for the town: take the help away, and most of what is "
    "listed stops. Against: nearly all of that help is given by people of the town.",
    CANNOT_SAY: "The case for that: hours do not say who decides, or what people want. "
    "Against: somebody has to choose where to look first, with what there is.",
}


def two_places(chosen: Sequence[str]) -> Verdict:
    """Compare two places that are both inside out, each in its own way."""
    service, within, first = chosen
    verdicts = [
        _compare(service, World.WITH),
        _compare(within, World.FOR),
    ]
    without = {**quarrywell.TOWN_HOURS}
    without[World.WITH] -= quarrywell.ON_CALL.hours
    left = words.percent(_part_of_next(without, World.WITH))
    now = words.percent(_part_of_next(quarrywell.TOWN_HOURS, World.WITH))
    numbers = together(
        verdicts,
        agreed="Both are inside out, each at a different place: the town between "
        "‘with’ and ‘by’, the estate between ‘for’ and ‘with’.",
    )
    return Verdict(
        agrees=numbers.agrees,
        sentence=f"{numbers.sentence}\nWhere to look first is a judgement, and each "
        f"answer can be defended. {FIRST_CASES[first]}\nThe measure matters too. "
        f"{words.hours(quarrywell.ON_CALL.hours)} a week of the town’s are "
        "firefighters on call, most of them waiting at home or at work. Leave those "
        f"out, and the town’s {now} falls to {left}. Would you count waiting?",
    )


def _compare(place: str, inner: World) -> Verdict:
    assert inner.outward is not None
    shares = {name: _part_of_next(hours, inner) for name, hours in PLACES.items()}
    most = max(shares, key=lambda name: shares[name])
    told = words.listed(
        [f"{words.percent(part)} in {name}" for name, part in shares.items()]
    )
    return Verdict(
        agrees=place == most,
        sentence=f"You say {place}. relkit reads {most}: ‘{inner.label}’ takes up this "
        f"part of ‘{inner.outward.label}’: {told}. Which two percentages did you "
        "compare?",
    )


TWO_PLACES = Question(
    name="two_places",
    prompt=f"{quarrywell.ESTATE} and {quarrywell.TOWN}, a town with on-call "
    "firefighters, are both invented. The lines above say how large a part each world is of the next.",
    parts=(
        Part(
            label="In which place is a larger part of everything done with, for or to "
            "people?",
            options=tuple(PLACES),
        ),
        Part(
            label="In which place does ‘done for’ take up the larger part of "
            "‘done with’?",
            options=tuple(PLACES),
        ),
        Part(
            label="Which place would you look at first?",
            options=tuple(FIRST_CASES),
        ),
    ),
    hints=(
        "Every line has three percentages, from the inside out. Compare the same one "
        "in both places.",
        "For the first part, compare how much of ‘done by’ is ‘done with’. Services "
        "are in everything from there inwards. For the second, take the percentage before it.",
        "The first part compares 41% with 57%. The second compares 64% with 34%. The "
        "third has no number.",
    ),
    check=two_places,
)

DECIDERS = {
    "The rehousing team sets the dates, and tells households in good time": Decider.SERVICE,
    "The rehousing team sets the dates, after a survey of every household": Decider.SERVICE,
    "Each household and its rehousing officer agree, and neither can overrule": (
        Decider.SHARED
    ),
    "Households decide when and where they go, now that the rents are known": (
        Decider.PEOPLE
    ),
}
DECIDER_ASKS = {
    "The rehousing team sets the dates, and tells households in good time": "Telling "
    "people in good time is a courtesy, and the decision is still the team’s. What is "
    "left to decide?",
    "The rehousing team sets the dates, after a survey of every household": "A survey "
    "lets people be heard. Who decides when the survey and the timetable differ?",
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
NOTHING = "The rebuild programme’s calendar"
HOLD = {
    NOTHING: None,
    quarrywell.PACKING.name: quarrywell.PACKING,
    quarrywell.PANEL.name: quarrywell.PANEL,
    quarrywell.BLOCK_MEETING.name: quarrywell.BLOCK_MEETING,
}
MOVED = four_worlds_findings.what_if(
    quarrywell.ACTIVITIES, quarrywell.MOVING.name, World.FOR
)


def one_world_out(chosen: Sequence[str]) -> Verdict:
    """Redesign one activity so that it lives one world further out."""
    decides, refused, holder = chosen
    redesigned = replace(
        MOVED.activity,
        decided_by=DECIDERS[decides],
        inside=holder if HOLD[holder] else None,
    )
    others = [a for a in quarrywell.ACTIVITIES if a.name != redesigned.name]
    broken = four_worlds.chain(redesigned, others).broken
    reasons = (
        DECIDER_ASKS[decides] if decision_raises_a_question(redesigned) else "",
        REFUSALS[refused],
        f"{broken} What do people and staff already do together before works start?"
        if broken
        else "",
    )
    return together(
        [
            Verdict(
                agrees=not why,
                sentence=f"Still missing: {needed[0].lower()}{needed[1:]} {why}",
            )
            for needed, why in zip(MOVED.conditions, reasons, strict=True)
        ],
        agreed=f"This would then be true. {' '.join(MOVED.conditions)} {_decided(decides)}\n{_new_picture()}\nA "
        "fair objection: one household that says no can hold up a rebuild that others "
        "voted for. What would you say to each of them?",
    )


def _decided(decides: str) -> str:
    if DECIDERS[decides] is Decider.PEOPLE:
        return "In your redesign the households have the last word."
    return (
        "In your redesign they have it together with their officer. There is a case "
        "for that: the officer knows what homes there are. The source says ‘decided by "
        "them’. What happens where the two do not agree?"
    )


def _new_picture() -> str:
    hours = {**quarrywell.ESTATE_HOURS}
    was = words.percent(_part_of_next(hours, World.TO))
    hours[quarrywell.MOVING.world] -= quarrywell.MOVING.hours
    hours[MOVED.activity.world] += quarrywell.MOVING.hours
    now = words.percent(_part_of_next(hours, World.TO))
    still = words.percent(_part_of_next(hours, World.FOR))
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
            label="What would hold the move, so that it is a part of it?",
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

QUESTIONS = (WHICH_IS_INSIDE_OUT, WHERE_IT_BREAKS, TWO_PLACES, ONE_WORLD_OUT)
