"""Fires under two policies: a contested claim as a small, honest model.

The source (S) claims that *get out, call us out* costs lives and property beside a
community that is widely prepared to fight fires. Official advice says the opposite:
tackling a fire could kill. Everything here is relkit's assumption (R), and every number
can be moved. It is for thinking about policy, and no advice: in a fire, get out, stay
out, call 999.

A fire's heat release grows with the square of its time, Q = alpha t², up to a cap,
until people there put it out or the service arrives: in closed form, without time
steps. Both policies meet the very same fires, so that what differs is the policy's
doing.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from relkit.models.fires_numbers import FIRES, GROWN_KW, Parameters

NOTICE = (
    "A model for thinking about policy, and no advice: in a fire, get out, stay out, "
    "call 999."
)


class Policy(StrEnum):
    """What people are asked to do, the official advice first."""

    GET_OUT = "get_out"
    PREPARED = "prepared"

    @property
    def label(self) -> str:
        """What it is called."""
        return {
            Policy.GET_OUT: "Get out, call us out",
            Policy.PREPARED: "A prepared community",
        }[self]


class Tackler(StrEnum):
    """Who tackles a fire, if anybody does."""

    NOBODY = "nobody"
    UNPREPARED = "unprepared"
    PREPARED = "prepared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fire:
    """What chance says of one fire, whatever the numbers and the policy.

    ``growth``, ``notice`` and ``response`` are standard normal: above 0, slower than
    most. The others lie between 0 and 1: each happens where it is below its share.
    """

    growth: float = 0
    notice: float = 0
    response: float = 0
    present: float = 0
    prepared: float = 0
    tackles: float = 0
    succeeds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one fire.

    Parameters
    ----------
    tackler
        Who tackled it.
    put_out
        Whether they put it out; if not, the service did.
    seconds
        How long it burnt.
    peak_kw
        Its largest heat release.
    heat_mj
        All the heat that it released.
    """

    tackler: Tackler
    put_out: bool
    seconds: float
    peak_kw: float
    heat_mj: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The same fires under both policies."""

    numbers: Parameters
    fates: Mapping[Policy, Sequence[Fate]] = field(hash=False)

    def rooms(self, policy: Policy) -> list[float]:
        """The loss in each fire, in rooms that its heat would ruin."""
        return [fate.heat_mj / self.numbers.room_mj for fate in self.fates[policy]]


def compared(numbers: Parameters, n: int = FIRES) -> Comparison:
    """So many fires by chance, each of them under both policies."""
    fires = _drawn(numbers.seed, n)
    out = tuple(fate(fire, numbers, Policy.GET_OUT) for fire in fires)
    ready = tuple(
        same  # what the same people do ends the same: most fires are met only once
        if _acts_alike(fire, numbers)
        else fate(fire, numbers, Policy.PREPARED)
        for fire, same in zip(fires, out, strict=True)
    )
    met = {Policy.GET_OUT: out, Policy.PREPARED: ready}
    return Comparison(numbers=numbers, fates=met)


def some_fires(rng: random.Random, n: int = FIRES) -> tuple[Fire, ...]:
    """So many fires by chance.

    Examples
    --------
    >>> some_fires(random.Random(1), 3) == some_fires(random.Random(1), 9)[:3]
    True
    """
    normal, share = rng.gauss, rng.random
    return tuple(
        Fire(
            growth=normal(0, 1),
            notice=normal(0, 1),
            response=normal(0, 1),
            present=share(),
            prepared=share(),
            tackles=share(),
            succeeds=share(),
        )
        for _ in range(n)
    )


@lru_cache(maxsize=1)  # a moved number meets the same fires again, and is waited for
def _drawn(seed: int, n: int) -> tuple[Fire, ...]:
    return some_fires(random.Random(seed), n)


def fate(fire: Fire, numbers: Parameters, policy: Policy) -> Fate:
    """What becomes of one fire under one policy.

    Examples
    --------
    Put out after a minute and a half, while it is still small:

    >>> met = fate(Fire(present=0.1, prepared=0.1), Parameters(), Policy.PREPARED)
    >>> met.tackler.value, met.put_out, met.seconds, round(met.peak_kw)
    ('prepared', True, 90.0, 95)
    """
    alpha = growth(fire, numbers)
    noticed = numbers.notice_s * math.pow(numbers.notice_spread, fire.notice)
    small = alpha * noticed**2 <= numbers.small_kw
    tackler = who_tackles(fire, numbers, policy) if small else Tackler.NOBODY
    tackled = tackler is not Tackler.NOBODY
    ends = noticed + numbers.attempt_s if tackled else noticed
    put_out = tackled and 100 * fire.succeeds < _success(tackler, numbers)
    if not put_out:
        ends += numbers.call_s + response(fire, numbers)
    return Fate(
        tackler=tackler,
        put_out=put_out,
        seconds=ends,
        peak_kw=min(numbers.cap_kw, alpha * ends**2),
        heat_mj=heat(alpha, numbers.cap_kw, ends) / 1000,
    )


def who_tackles(fire: Fire, numbers: Parameters, policy: Policy) -> Tackler:
    """Who tackles a fire that is still small: prepared people, others, or nobody."""
    if 100 * fire.present >= numbers.present:
        return Tackler.NOBODY
    ready = policy is Policy.PREPARED and 100 * fire.prepared < numbers.prepared
    share = numbers.tackle_prepared if ready else numbers.tackle_anyway
    if 100 * fire.tackles >= share:
        return Tackler.NOBODY
    return Tackler.PREPARED if ready else Tackler.UNPREPARED


def growth(fire: Fire, numbers: Parameters) -> float:
    """The fire's alpha, in kW/s²: so many kW over its time to grow to them, squared.

    Examples
    --------
    The medium class:

    >>> round(growth(Fire(), Parameters()), 4)
    0.0117
    """
    grown = numbers.growth_s * math.pow(numbers.growth_spread, fire.growth)
    return GROWN_KW / (grown * grown)


def response(fire: Fire, numbers: Parameters) -> float:
    """Seconds from the call to arrival: log-normal, with the average that was set."""
    width = math.log1p((numbers.response_spread / 100) ** 2)
    return numbers.response_s * math.exp(math.sqrt(width) * fire.response - width / 2)


def heat(alpha: float, cap_kw: float, seconds: float) -> float:
    """Heat that a fire has released after so many seconds, in kJ.

    Parameters
    ----------
    alpha
        Growth, in kW/s²: the heat release is ``alpha * t**2``, in kW, up to `cap_kw`.

    Examples
    --------
    >>> heat(0.01, 100, 90), heat(0.01, 100, 110)
    (2430.0, 4333.333333333334)
    """
    grows = min(seconds, math.sqrt(cap_kw / alpha))
    return alpha * grows**3 / 3 + cap_kw * (seconds - grows)


def _acts_alike(fire: Fire, numbers: Parameters) -> bool:
    one, other = (who_tackles(fire, numbers, policy) for policy in Policy)
    return one is other


def _success(tackler: Tackler, numbers: Parameters) -> float:
    ready = tackler is Tackler.PREPARED
    return numbers.success_prepared if ready else numbers.success_unprepared
