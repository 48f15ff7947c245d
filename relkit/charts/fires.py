"""Fires under two policies: the break-even, both kinds of injury, and what is lost."""

from relkit.charts import fires_injuries, fires_losses, fires_words, plot
from relkit.charts.drawing import SOURCE, Drawing, View
from relkit.models import fires, fires_break_even, words
from relkit.models.fires import Comparison, Policy
from relkit.models.fires_break_even import BreakEven

CONTESTED = f"{fires.NOTICE} The claim is contested. {SOURCE}"
AXES = (0.05, 0.1, 0.2, 0.5, 1)
"""How far the axis of risks may go."""


def injuries(met: Comparison) -> Drawing:
    """Injuries against the risk in tackling, and both kinds at the risk that is set."""
    even = fires_break_even.break_even(met)
    most = _axis(met, even)
    every = fires_words.describe_every_risk(met, even, plot.ticks(most))
    here = fires_words.describe_this_risk(met, even)
    return Drawing(
        chart=fires_injuries.crossing_lines(met, even, most),
        views=(
            View(label="At every risk", params={"here": 0}, description=every),
            View(label="At the risk set here", params={"here": 1}, description=here),
        ),
        control="Injuries",
        source=CONTESTED,
    )


def losses(met: Comparison) -> Drawing:
    """How much the same fires ruin under either policy."""
    step, shares = fires_losses.banded({p: met.rooms(p) for p in Policy})
    bands = fires_losses.names(step)
    described = fires_words.describe_losses(met, shares, bands)
    return Drawing(
        chart=fires_losses.two_panels(met, step, shares),
        views=(View(label="Rooms ruined", description=described),),
        source=CONTESTED,
    )


def brief(met: Comparison) -> str:
    """The break-even and the injuries in one line, to be seen while numbers are moved.

    Examples
    --------
    >>> from relkit.models.fires_numbers import Parameters
    >>> brief(fires.compared(Parameters(), 100))
    'Break-even 9% · injuries per 1,000 fires: get out 80, prepared 77'
    """
    even = fires_break_even.break_even(met)
    told = (
        "No break-even"
        if even.risk is None
        else f"Break-even {fires_words.percent(even.risk)}"
    )
    out, ready = (fires_break_even.injuries(met, p).total for p in Policy)
    return (
        f"{told} · injuries per 1,000 fires: get out {words.amount(out):,}, prepared "
        f"{words.amount(ready):,}"
    )


def _axis(met: Comparison, even: BreakEven) -> float:
    """How far the axis of risks goes: it shows the break-even, and the risk set."""
    wanted = max(1.5 * (even.risk or 0), met.numbers.tackling_risk / 100)
    return next((most for most in AXES if most >= wanted), 1)
