"""The break-even: by hand, and on which side of it which policy hurts fewer people."""

from dataclasses import replace
from statistics import stdev

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from relkit.models import dials, fires, fires_break_even
from relkit.models.fires import Comparison, Fate, Policy, Tackler
from relkit.models.fires_break_even import Better
from relkit.models.fires_numbers import Parameters

LAW = settings(deadline=None, max_examples=60)
NUMBERS = st.builds(
    Parameters,
    seed=st.integers(0, 20),
    **{
        each.name: st.integers(0, round((each.most - each.least) / each.step)).map(
            lambda steps, each=each: min(each.most, each.least + steps * each.step)
        )
        for each in dials.table(Parameters)
    },
)
ALIKE = Parameters(
    cap_kw=1000,
    growth_spread=1,
    notice_spread=1,
    response_spread=0,
    present=100,
    tackle_anyway=0,
    prepared=100,
    tackle_prepared=100,
    success_prepared=100,
)
"""Every fire is alike, and prepared people put out each of them."""


def even(numbers, n=200):
    return fires_break_even.break_even(fires.compared(numbers, n))


def totals(met, risk):
    return [fires_break_even.injuries(met, policy, risk).total for policy in Policy]


def drawn(*fates, **numbers):
    """A comparison by hand: for each fire its (tackler, kW), without and with."""
    made = [
        [
            Fate(tackler=t, put_out=False, seconds=1, peak_kw=kw, heat_mj=1)
            for t, kw in (pair[i] for pair in fates)
        ]
        for i in (0, 1)
    ]
    return Comparison(
        numbers=Parameters(cap_kw=1000, fire_risk=10, **numbers),
        fates=dict(zip(Policy, made, strict=True)),
    )


NOBODY, UNPREPARED, PREPARED = Tackler


class TestByHand:
    def test_where_all_fires_are_alike(self):
        # Left alone it grows to its 1,000 kW, a risk of 10%. Put out after 90 s it has
        # 95 kW, a risk of 0.95%. Each is tackled once more: break-even at 9.05%.
        found = even(ALIKE)
        assert found.better is Better.BELOW
        assert found.risk == pytest.approx(0.1 * (1 - 1055 * 0.09 / 1000))
        assert found.low == pytest.approx(found.risk)
        assert found.high == pytest.approx(found.risk)

    def test_both_kinds_of_injury_are_counted_per_thousand_fires(self):
        met = fires.compared(replace(ALIKE, tackling_risk=3), 10)
        out, prepared = (fires_break_even.injuries(met, policy) for policy in Policy)
        assert (out.from_fire, out.from_tackling) == pytest.approx((100, 0))
        assert prepared.from_fire == pytest.approx(9.495)
        assert prepared.from_tackling == pytest.approx(30)
        assert prepared.total == prepared.from_fire + prepared.from_tackling

    def test_more_who_tackle_and_no_smaller_fires_is_never_better(self):
        met = drawn(((NOBODY, 500), (PREPARED, 500)))
        assert fires_break_even.break_even(met).better is Better.NEVER

    def test_smaller_fires_and_no_more_who_tackle_is_always_better(self):
        met = drawn(((UNPREPARED, 500), (PREPARED, 100)))
        assert fires_break_even.break_even(met).better is Better.ALWAYS

    def test_what_saves_more_than_certain_injury_is_always_better(self):
        met = drawn(((NOBODY, 900), (NOBODY, 0)), ((NOBODY, 900), (PREPARED, 0)))
        met = replace(met, numbers=replace(met.numbers, fire_risk=50))
        assert fires_break_even.break_even(met).risk == pytest.approx(0.9)
        many = drawn(*[((NOBODY, 900), (NOBODY, 0))] * 11, ((NOBODY, 1), (PREPARED, 1)))
        many = replace(many, numbers=replace(many.numbers, fire_risk=50))
        assert fires_break_even.break_even(many).better is Better.ALWAYS

    def test_larger_fires_and_fewer_risks_taken_is_better_above(self):
        met = drawn(((UNPREPARED, 400), (PREPARED, 500)), unprepared_times=2)
        found = fires_break_even.break_even(met)
        assert found.better is Better.ABOVE
        assert found.risk == pytest.approx(0.01)

    def test_larger_fires_for_hardly_any_risk_less_is_never_better(self):
        met = drawn(
            *[((NOBODY, 0), (NOBODY, 1000))] * 10,
            ((UNPREPARED, 0), (PREPARED, 0)),
            unprepared_times=2,
        )
        assert fires_break_even.break_even(met).better is Better.NEVER

    def test_where_nobody_is_prepared_there_is_nothing_to_choose(self):
        assert even(replace(ALIKE, prepared=0)).better is Better.SAME

    def test_unprepared_people_count_as_often_as_they_risk(self):
        met = drawn(((UNPREPARED, 0), (PREPARED, 0)), unprepared_times=3)
        assert totals(met, 0.1) == pytest.approx([300, 100])
        assert fires_break_even.highest(met.numbers) == pytest.approx(1 / 3)


class TestLaws:
    @LAW
    @given(NUMBERS)
    def test_at_the_break_even_both_policies_hurt_equally_many(self, numbers):
        met = fires.compared(numbers, 200)
        found = fires_break_even.break_even(met)
        assume(found.risk is not None)
        one, other = totals(met, found.risk)
        assert one == pytest.approx(other, rel=1e-9, abs=1e-6)

    @LAW
    @given(NUMBERS, st.floats(0, 1))
    def test_on_one_side_fewer_are_hurt_and_on_the_other_more(self, numbers, share):
        met = fires.compared(numbers, 200)
        found = fires_break_even.break_even(met)
        risk = share * fires_break_even.highest(numbers)
        out, prepared = totals(met, risk)
        hair = 1e-9 * (out + 1)
        fewer, more = prepared <= out + hair, prepared >= out - hair
        assert {
            Better.BELOW: lambda: fewer if risk <= found.risk else more,
            Better.ABOVE: lambda: fewer if risk >= found.risk else more,
            Better.ALWAYS: lambda: fewer,
            Better.NEVER: lambda: more,
            Better.SAME: lambda: fewer and more,
        }[found.better]()

    @LAW
    @given(NUMBERS)
    def test_the_range_holds_the_break_even_and_is_possible(self, numbers):
        found = even(numbers)
        assume(found.risk is not None)
        most = fires_break_even.highest(numbers)
        assert 0 <= found.low <= found.risk <= found.high <= most

    @LAW
    @given(NUMBERS, st.integers(0, 40))
    def test_the_break_even_does_not_hang_on_the_risk_that_is_set(self, numbers, half):
        assert even(numbers, 50) == even(replace(numbers, tackling_risk=half / 2), 50)

    @LAW
    @given(NUMBERS)
    def test_where_fire_hurts_half_as_many_the_break_even_is_half_as_high(
        self, numbers
    ):
        whole = even(replace(numbers, fire_risk=20))
        assume(whole.risk is not None)
        half = even(replace(numbers, fire_risk=10))
        assert half.risk == pytest.approx(whole.risk / 2)


def test_the_range_is_where_other_fires_put_it():
    found = [even(Parameters(seed=seed), 2000) for seed in range(40)]
    spread = 1.645 * stdev(each.risk for each in found)
    told = sum(each.high - each.low for each in found) / len(found) / 2
    assert told == pytest.approx(spread, rel=0.35)


def test_the_first_numbers_take_no_side():
    found = even(Parameters(), 2000)
    assert found.low <= Parameters().tackling_risk / 100 <= found.high
