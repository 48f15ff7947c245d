"""The risk of injury in tackling at which both policies hurt equally many people."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from relkit.models.fires import Comparison, Fate, Policy, Tackler
from relkit.models.fires_numbers import Parameters

NINE_IN_TEN = 1.645
"""So many standard errors either way hold nine results in ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Injuries:
    """Injuries to be expected per 1,000 fires, the two kinds told apart.

    Parameters
    ----------
    from_fire
        From fires that grow.
    from_tackling
        From tackling them.
    """

    from_fire: float
    from_tackling: float

    @property
    def total(self) -> float:
        """Both kinds together."""
        return self.from_fire + self.from_tackling


class Better(StrEnum):
    """Where a prepared community has fewer injuries than *get out, call us out*."""

    BELOW = "below"
    ABOVE = "above"
    ALWAYS = "always"
    NEVER = "never"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Where the two policies come out equal.

    Parameters
    ----------
    better
        On which side of it a prepared community does better, or that there is no side.
    risk
        The break-even: a risk for prepared people, from 0 to 1. ``None`` without one.
    low, high
        Where nine in ten other draws of as many fires would put it.
    """

    better: Better
    risk: float | None = None
    low: float | None = None
    high: float | None = None


def injuries(
    comparison: Comparison, policy: Policy, risk: float | None = None
) -> Injuries:
    """Injuries to be expected under one policy, at this risk or at the one that is set.

    Expected, not drawn by chance: so that only the fires are a matter of luck.
    """
    numbers, met = comparison.numbers, comparison.fates[policy]
    at = numbers.tackling_risk / 100 if risk is None else risk
    each = 1000 / len(met)
    return Injuries(
        from_fire=each * sum(_from_fire(met, numbers)),
        from_tackling=each * at * sum(_exposed(met, numbers)),
    )


def break_even(comparison: Comparison) -> BreakEven:
    """Solve for the risk in tackling at which injuries under both policies are equal.

    Injuries grow in a straight line with that risk, so the lines cross once at most:
    where the injuries from fire that a prepared community saves equal the risks that it
    takes more of. The range is from the standard error of that ratio, fire by fire.
    """
    numbers, met = comparison.numbers, comparison.fates
    fire = {policy: _from_fire(met[policy], numbers) for policy in Policy}
    taken = {policy: _exposed(met[policy], numbers) for policy in Policy}
    saved = [a - b for a, b in zip(*(fire[p] for p in Policy), strict=True)]
    more = [b - a for a, b in zip(*(taken[p] for p in Policy), strict=True)]
    side, risk = _side(sum(saved), sum(more), highest(numbers))
    if risk is None:
        return BreakEven(better=side)
    off = math.sqrt(sum((s - risk * m) ** 2 for s, m in zip(saved, more, strict=True)))
    off *= NINE_IN_TEN / abs(sum(more))
    return BreakEven(
        better=side,
        risk=risk,
        low=max(0, risk - off),
        high=min(highest(numbers), risk + off),
    )


def highest(numbers: Parameters) -> float:
    """The highest risk of a prepared person at which nobody's is above certainty."""
    return 1 / max(1, numbers.unprepared_times)


def _side(saved: float, more: float, most: float) -> tuple[Better, float | None]:
    """On which side of which risk `risk * more` is less than what is `saved`."""
    if not more:
        if not saved:
            return Better.SAME, None
        return (Better.ALWAYS if saved > 0 else Better.NEVER), None
    risk = saved / more
    if more > 0:
        if saved <= 0:
            return Better.NEVER, None
        return (Better.ALWAYS, None) if risk >= most else (Better.BELOW, risk)
    if saved >= 0:
        return Better.ALWAYS, None
    return (Better.NEVER, None) if risk >= most else (Better.ABOVE, risk)


def _from_fire(met: Sequence[Fate], numbers: Parameters) -> list[float]:
    """The risk of an injury from each fire, in proportion to how large it became."""
    of = numbers.fire_risk / 100 / numbers.cap_kw
    return [of * fate.peak_kw for fate in met]


def _exposed(met: Sequence[Fate], numbers: Parameters) -> list[float]:
    """How many times a prepared person's risk was taken in tackling each fire."""
    times = {
        Tackler.NOBODY: 0.0,
        Tackler.UNPREPARED: numbers.unprepared_times,
        Tackler.PREPARED: 1.0,
    }
    return [times[fate.tackler] for fate in met]
