"""Fires in closed form: known answers by hand, and what holds whatever the numbers."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import dials, fires
from relkit.models.fires import Fire, Policy, Tackler
from relkit.models.fires_numbers import Parameters

LAW = settings(deadline=None, max_examples=100)
MEDIUM = Parameters(cap_kw=1000, growth_spread=1, notice_spread=1, response_spread=0)
SHARE = st.floats(0, 1, exclude_max=True)
NORMAL = st.floats(-4, 4)
POLICIES = st.sampled_from(Policy)
A_FIRE = st.builds(
    Fire,
    growth=NORMAL,
    notice=NORMAL,
    response=NORMAL,
    present=SHARE,
    prepared=SHARE,
    tackles=SHARE,
    succeeds=SHARE,
)
NUMBERS = st.builds(
    Parameters,
    **{
        each.name: st.floats(each.least, each.most)
        for each in dials.table(Parameters)
        if each.name != "tackling_risk"
    },
)


def set_to(numbers, name, share):
    """One number set so far between its bounds, 0 to 1."""
    [dial] = [each for each in dials.table(Parameters) if each.name == name]
    return replace(numbers, **{name: dial.least + share * (dial.most - dial.least)})


def both_ways(numbers, name, shares):
    """The numbers with one of them lower, and higher."""
    low, high = sorted(shares)
    return set_to(numbers, name, low), set_to(numbers, name, high)


def tackled(fate):
    return fate.tackler is not Tackler.NOBODY


class TestByHand:
    def test_heat_is_the_cubic_under_the_curve(self):
        assert fires.heat(0.01, 1e9, 100) == pytest.approx(10_000 / 3)

    def test_after_the_cap_heat_grows_in_a_straight_line(self):
        # 25 kW are reached after 50 s: 1,250/3 kJ until then, and 25 kW for 50 s more.
        assert fires.heat(0.01, 25, 100) == pytest.approx(1250 / 3 + 1250)

    def test_the_four_growth_classes_are_those_that_are_published(self):
        published = {600: 0.00293, 300: 0.0117, 150: 0.0469, 75: 0.1876}
        for seconds, alpha in published.items():
            grown = fires.growth(Fire(), Parameters(growth_s=seconds))
            assert grown == pytest.approx(alpha, rel=0.005)

    def test_whom_nobody_meets_burns_until_the_service_comes(self):
        # 60 s to notice, 60 s to call, 546 s on the road; 1,000 kW after 292 s.
        fate = fires.fate(Fire(present=0.9), MEDIUM, Policy.PREPARED)
        assert (fate.tackler, fate.put_out) == (Tackler.NOBODY, False)
        assert fate.seconds == pytest.approx(666)
        assert fate.peak_kw == 1000
        assert fate.heat_mj == pytest.approx(97.36 + (666 - 292.08), abs=0.05)

    def test_whom_prepared_people_meet_ends_with_their_attempt(self):
        fate = fires.fate(Fire(), MEDIUM, Policy.PREPARED)
        assert (fate.tackler, fate.put_out) == (Tackler.PREPARED, True)
        assert fate.seconds == 90
        assert fate.peak_kw == pytest.approx(1055 * (90 / 300) ** 2)
        assert fate.heat_mj == pytest.approx(1055 / 300**2 * 90**3 / 3000)

    def test_the_call_waits_for_an_attempt_that_fails(self):
        fate = fires.fate(Fire(succeeds=0.9), MEDIUM, Policy.PREPARED)
        assert (fate.tackler, fate.put_out) == (Tackler.PREPARED, False)
        assert fate.seconds == pytest.approx(696)

    def test_nobody_is_prepared_where_people_are_told_to_get_out(self):
        assert fires.fate(Fire(), MEDIUM, Policy.GET_OUT).tackler is Tackler.UNPREPARED
        stays = fires.fate(Fire(tackles=0.5), MEDIUM, Policy.GET_OUT)
        assert stays.tackler is Tackler.NOBODY

    def test_nobody_tackles_a_fire_that_is_large_when_it_is_noticed(self):
        # After 60 s a medium fire has 42 kW, and a fast one 169 kW.
        fast = replace(MEDIUM, growth_s=150)
        assert not tackled(fires.fate(Fire(), fast, Policy.PREPARED))
        assert tackled(fires.fate(Fire(), replace(fast, small_kw=170), Policy.PREPARED))

    def test_one_class_up_or_down_is_one_standard_deviation(self):
        numbers = Parameters()
        for z, seconds in ((1, 600), (-1, 150), (-2, 75)):
            grown = fires.growth(Fire(growth=z), numbers)
            assert grown == pytest.approx(1055 / seconds**2)

    def test_response_times_have_the_average_that_is_published(self):
        numbers = Parameters()
        some = fires.some_fires(random.Random(1), 20_000)
        times = [fires.response(fire, numbers) for fire in some]
        mean = sum(times) / len(times)
        spread = (sum((t - mean) ** 2 for t in times) / len(times)) ** 0.5
        assert mean == pytest.approx(546, rel=0.02)
        assert spread / mean == pytest.approx(0.35, abs=0.02)

    def test_the_shares_that_are_set_are_those_that_happen(self):
        met = fires.compared(replace(MEDIUM, present=70, tackle_anyway=30), 20_000)
        for policy, share in ((Policy.GET_OUT, 0.21), (Policy.PREPARED, 0.385)):
            happened = sum(map(tackled, met.fates[policy])) / 20_000
            assert happened == pytest.approx(share, abs=0.015)

    def test_loss_is_counted_in_rooms(self):
        met = fires.compared(Parameters(room_mj=500), 20)
        for fate, rooms in zip(
            met.fates[Policy.PREPARED], met.rooms(Policy.PREPARED), strict=True
        ):
            assert rooms * 500 == pytest.approx(fate.heat_mj)


class TestLaws:
    @LAW
    @given(st.floats(1e-4, 1), st.floats(100, 10_000), st.floats(0, 3000))
    def test_heat_is_the_sum_of_many_small_steps(self, alpha, cap, seconds):
        steps = 2000
        at = [seconds * (i + 0.5) / steps for i in range(steps)]
        added = sum(min(cap, alpha * t * t) for t in at) * seconds / steps
        assert fires.heat(alpha, cap, seconds) == pytest.approx(added, rel=1e-3)

    @LAW
    @given(A_FIRE, NUMBERS, POLICIES)
    def test_no_fire_is_larger_than_its_cap(self, fire, numbers, policy):
        fate = fires.fate(fire, numbers, policy)
        assert 0 < fate.peak_kw <= numbers.cap_kw
        most = fate.peak_kw * fate.seconds / 1000
        assert 0 < fate.heat_mj <= most * (1 + 1e-9)

    @LAW
    @given(A_FIRE, NUMBERS, POLICIES)
    def test_only_who_tackles_a_fire_puts_it_out(self, fire, numbers, policy):
        fate = fires.fate(fire, numbers, policy)
        assert tackled(fate) or not fate.put_out

    @LAW
    @given(A_FIRE, NUMBERS, POLICIES, st.tuples(SHARE, SHARE))
    @pytest.mark.parametrize("name", ["response_s", "call_s"])
    def test_a_quicker_service_never_raises_the_loss_of_any_fire(
        self, name, fire, numbers, policy, shares
    ):
        quick, slow = (
            fires.fate(fire, each, policy) for each in both_ways(numbers, name, shares)
        )
        assert quick.heat_mj <= slow.heat_mj
        assert quick.peak_kw <= slow.peak_kw

    @LAW
    @given(A_FIRE, NUMBERS, POLICIES, st.tuples(SHARE, SHARE))
    @pytest.mark.parametrize("name", ["success_prepared", "success_unprepared"])
    def test_more_success_never_raises_the_loss_of_any_fire(
        self, name, fire, numbers, policy, shares
    ):
        seldom, often = (
            fires.fate(fire, each, policy) for each in both_ways(numbers, name, shares)
        )
        assert often.heat_mj <= seldom.heat_mj

    @LAW
    @given(A_FIRE, NUMBERS, POLICIES, st.tuples(SHARE, SHARE))
    @pytest.mark.parametrize("name", ["present", "small_kw"])
    def test_a_fire_that_is_tackled_still_is_with_more_people_there_or_bolder_ones(
        self, name, fire, numbers, policy, shares
    ):
        fewer, more = (
            fires.fate(fire, each, policy) for each in both_ways(numbers, name, shares)
        )
        assert tackled(more) or not tackled(fewer)

    @LAW
    @given(A_FIRE, NUMBERS)
    def test_where_nobody_is_prepared_both_policies_are_one(self, fire, numbers):
        none = replace(numbers, prepared=0)
        one, other = (fires.fate(fire, none, policy) for policy in Policy)
        assert one == other

    @LAW
    @given(A_FIRE, NUMBERS)
    def test_where_nobody_is_there_both_policies_are_one(self, fire, numbers):
        none = replace(numbers, present=0)
        one, other = (fires.fate(fire, none, policy) for policy in Policy)
        assert one == other

    @LAW
    @given(A_FIRE, NUMBERS, st.tuples(SHARE, SHARE))
    def test_getting_out_never_hangs_on_who_is_prepared(self, fire, numbers, shares):
        for name in ("prepared", "tackle_prepared", "success_prepared"):
            one, other = both_ways(numbers, name, shares)
            assert fires.fate(fire, one, Policy.GET_OUT) == fires.fate(
                fire, other, Policy.GET_OUT
            )


@settings(LAW, max_examples=10)
@given(NUMBERS, st.integers(0, 99))
def test_the_same_seed_is_the_same_fires(numbers, seed):
    numbers = replace(numbers, seed=seed)
    assert fires.compared(numbers, 50) == fires.compared(numbers, 50)


def test_another_seed_is_other_fires_and_both_policies_meet_the_same():
    met = [fires.compared(Parameters(seed=seed, prepared=0), 50) for seed in (1, 2)]
    assert met[0].fates[Policy.GET_OUT] == met[0].fates[Policy.PREPARED]
    assert met[0].fates[Policy.GET_OUT] != met[1].fates[Policy.GET_OUT]
