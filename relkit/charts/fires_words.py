"""What the pictures of fires say in words."""

from statistics import fmean, quantiles

from relkit.charts.drawing import Description
from relkit.models import fires, fires_break_even, words
from relkit.models.fires import Comparison, Policy, Tackler
from relkit.models.fires_break_even import Better, BreakEven, Injuries

OUT, READY = Policy
PER = "Injuries per 1,000 fires"


def percent(share: float) -> str:
    """A share, 0 to 1, with a decimal where it is small.

    Examples
    --------
    >>> percent(0.0621), percent(0.42)
    ('6.2%', '42%')
    """
    return f"{words.amount(100 * share)}%"


def headline(even: BreakEven, times: float = 1) -> str:
    """Where a prepared community has fewer injuries: the finding, and never a winner.

    Parameters
    ----------
    even
        The break-even.
    times
        How many times as high the risk is for people who are not prepared.
    """
    whose = "the" if times == 1 else "prepared people’s"
    side = (
        f"A prepared community does better (fewer injuries) only where {whose} risk of "
        f"injury in tackling a fire is {even.better} {percent(even.risk or 0)}"
    )
    return {
        Better.BELOW: side,
        Better.ABOVE: side,
        Better.ALWAYS: "With these numbers there is no break-even: a prepared "
        "community has fewer injuries whatever the risk in tackling",
        Better.NEVER: "With these numbers there is no break-even: a prepared community "
        "never has fewer injuries, whatever the risk in tackling",
        Better.SAME: "With these numbers there is no break-even: injuries are the same "
        "under both policies",
    }[even.better]


def describe_every_risk(
    met: Comparison, even: BreakEven, risks: list[float]
) -> Description:
    """Injuries under both policies at each of these risks, and where they are equal."""
    none = {p: fires_break_even.injuries(met, p, 0).total for p in Policy}
    sentence = (
        f"{PER}, against the risk of injury in tackling a fire. What a line rises by "
        f"is injuries from tackling. At no risk, "
        f"‘{OUT.label}’ has {number(none[OUT])} and ‘{READY.label}’ "
        f"{number(none[READY])}, all from fires that grow. {_why(met, even)} "
        f"{fires.NOTICE}"
    )
    at = sorted({*risks, *([] if even.risk is None else [even.risk])})
    return Description(
        headline=headline(even, met.numbers.unprepared_times),
        sentence=sentence,
        columns=(
            "Risk of injury in tackling",
            *(f"{PER}: {policy.label}" for policy in Policy),
        ),
        rows=tuple(
            (
                f"{percent(risk)}{' (break-even)' if risk == even.risk else ''}",
                *(
                    words.amount(fires_break_even.injuries(met, p, risk).total)
                    for p in Policy
                ),
            )
            for risk in at
        ),
    )


def _why(met: Comparison, even: BreakEven) -> str:
    """Where the range lies, or why there is no break-even."""
    if even.risk is not None:
        return (
            f"Other draws of {len(met.fates[OUT]):,} fires would put the break-even "
            f"between {percent(even.low or 0)} and {percent(even.high or 0)} nine "
            "times in ten; other assumptions move it much further."
        )
    return {
        Better.ALWAYS: "A prepared community saves injuries from fire and takes no "
        "more risks for it, or so few that even certain injury would not outweigh it.",
        Better.NEVER: "A prepared community takes risks and saves no injuries from "
        "fire.",
    }.get(even.better, "Nothing that people do differs between the two.")


def describe_this_risk(met: Comparison, even: BreakEven) -> Description:
    """Injuries of both kinds at the risk that is set."""
    found = {p: fires_break_even.injuries(met, p) for p in Policy}
    told = "; ".join(
        f"‘{p.label}’ {number(each.total)}, of which {number(each.from_fire)} from "
        f"the fire and {number(each.from_tackling)} from tackling it"
        for p, each in found.items()
    )
    return Description(
        headline=headline(even, met.numbers.unprepared_times),
        sentence=f"{PER} at the risk that is set here, "
        f"{percent(met.numbers.tackling_risk / 100)} for a fire that is tackled: "
        f"{told}. {fires.NOTICE}",
        columns=(
            "Per 1,000 fires",
            "Injuries from the fire",
            "Injuries from tackling it",
            "Together",
            "Fires tackled",
            "Put out by people there",
        ),
        rows=tuple(
            (
                p.label,
                words.amount(each.from_fire),
                words.amount(each.from_tackling),
                words.amount(each.total),
                words.amount(
                    1000 * fmean(f.tackler is not Tackler.NOBODY for f in met.fates[p])
                ),
                words.amount(1000 * fmean(f.put_out for f in met.fates[p])),
            )
            for p, each in found.items()
        ),
    )


def describe_losses(
    met: Comparison, shares: dict[Policy, list[float]], bands: list[str]
) -> Description:
    """How much the same fires ruin under either policy."""
    rooms = {p: met.rooms(p) for p in Policy}
    same = fmean(a == b for a, b in zip(rooms[OUT], rooms[READY], strict=True))
    told = " ".join(_spread(met, p, rooms[p]) for p in Policy)
    out, ready = (number(fmean(rooms[p])) for p in Policy)
    return Description(
        headline=f"{words.percent(same)} of the fires end the same under both "
        f"policies; on average a fire ruins {out} rooms when people get out, "
        f"{ready} in a prepared community",
        sentence=f"The same {len(rooms[OUT]):,} fires under both policies, by how many "
        f"rooms their heat would ruin. {told} In surveys it is nearly half, or nearly "
        f"80%: they count the small fires that no service comes to. "
        f"{fires.NOTICE}",
        columns=("Rooms ruined", *(f"{p.label}: share of fires" for p in Policy)),
        rows=tuple(
            (band, *(words.percent(shares[p][i]) for p in Policy))
            for i, band in enumerate(bands)
        ),
    )


def _spread(met: Comparison, policy: Policy, rooms: list[float]) -> str:
    tenths = quantiles(rooms, n=10)
    out = words.percent(fmean(fate.put_out for fate in met.fates[policy]))
    return (
        f"{policy.label}: half of them ruin less than {number(tenths[4])}, one in ten "
        f"more than {number(tenths[8])}; people there put out {out}."
    )


def summed(found: Injuries) -> str:
    """Both kinds of injury and their sum, short enough for a phone.

    Examples
    --------
    >>> summed(Injuries(from_fire=75.6, from_tackling=8.4))
    '76 fire + 8.4 tackling = 84'
    """
    fire, tackling = number(found.from_fire), number(found.from_tackling)
    return f"{fire} fire + {tackling} tackling = {number(found.total)}"


def number(amount: float) -> str:
    """An amount as it is told."""
    return f"{words.amount(amount):,}"
