"""Questions on four worlds, one inside another: which has outgrown the one around it.

Source: Taylor, "How to move to relational public services", section 3, for the worlds
embedded in each other. R: person-hours, and one half as the boundary of "a small part".
The readings follow from the models.
"""

from collections.abc import Mapping, Sequence

from relkit.checks import quarrywell
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import four_worlds, words
from relkit.models.four_worlds import InsideOut, World

PAIRS = {
    f"{inner.label.capitalize()}, inside {inner.outward.label}": inner
    for inner in World
    if inner.outward
}
NONE = "None of them does"


def part_of_next(hours: Mapping[World, float], inner: World) -> float:
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
        "of the whole as it is now. Hours that are added also make the whole grow. How "
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
            Verdict(
                agrees=not said,
                sentence=f"{amount} {said or 'is what relkit counts too: ' + _even()}",
            ),
        ],
        agreed=f"‘{turned.inner.label.capitalize()}’ is {part} of "
        f"‘{turned.outer.label}’: "
        f"more than half. {words.hours(turned.hours_to_turn)} a week more, "
        f"{turned.outer.phrase}, would bring it down to half.\nThat counts only what "
        "somebody listed. A fair objection: is there really so little done with "
        "people, or did nobody write it down?",
    )


def _even() -> str:
    turned = _estate_turned()
    return (
        f"with them, the rest of ‘{turned.outer.label}’ is as large as all that is "
        f"inside ‘{turned.inner.label}’."
    )


def _outgrown(pair: str) -> str:
    turned = _estate_turned()
    part = words.percent(turned.share)
    if PAIRS.get(pair) is turned.inner:
        return f"{pair}: relkit counts that too, because {part} is more than half."
    if pair not in PAIRS:
        return (
            "You say that none takes more than half. relkit counts one that is "
            f"{part} of the next. Which of the three percentages under the picture is "
            "above 50%?"
        )
    share = words.percent(part_of_next(quarrywell.ESTATE_HOURS, PAIRS[pair]))
    return (
        f"{pair}: that is {share}, a part, and less than half. Another is {part} of "
        "the one that holds it. Which one?"
    )


WHICH_IS_INSIDE_OUT = Question(
    name="which_is_inside_out",
    prompt="The source calls what is done to and for people a small part of the next "
    "world out. relkit calls a world inside out when it takes more than half of the "
    "one that holds it. Half is relkit’s own boundary, and so is asking it of ‘with’.",
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
        _compare(
            service,
            World.WITH,
            "with, for and to together take up this part of all hours",
        ),
        _compare(within, World.FOR, "‘done for’ takes up this part of ‘done with’"),
    ]
    without = {**quarrywell.TOWN_HOURS}
    without[World.WITH] -= quarrywell.ON_CALL.hours
    left = words.percent(part_of_next(without, World.WITH))
    now = words.percent(part_of_next(quarrywell.TOWN_HOURS, World.WITH))
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


def _compare(place: str, inner: World, what: str) -> Verdict:
    shares = {name: part_of_next(hours, inner) for name, hours in PLACES.items()}
    most = max(shares, key=lambda name: shares[name])
    told = words.listed(
        [f"{words.percent(part)} in {name}" for name, part in shares.items()]
    )
    if place == most:
        same = f"relkit reads {most} too, because {what}: {told}."
        return Verdict(agrees=True, sentence=same)
    return Verdict(
        agrees=False,
        sentence=f"You say {place}. relkit reads {most}, because {what}: {told}. Which "
        "two percentages did you compare?",
    )


TWO_PLACES = Question(
    name="two_places",
    prompt=f"{quarrywell.ESTATE} and {quarrywell.TOWN}, a town with on-call "
    "firefighters, are both invented. The lines above say "
    "how large a part each world is of the next.",
    parts=(
        Part(
            label="In which place do with, for and to together take the larger part "
            "of all hours?",
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
        "‘Done by’ holds all hours, and ‘done with’ holds for and to. So, for the "
        "first part, compare how much of ‘done by’ is ‘done with’. For the second, "
        "take the percentage before it.",
        "The first part compares 41% with 57%. The second compares 64% with 34%. The "
        "third has no number.",
    ),
    check=two_places,
)

QUESTIONS = (WHICH_IS_INSIDE_OUT, TWO_PLACES)
