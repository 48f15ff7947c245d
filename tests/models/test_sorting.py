"""Cards in bins: the latest placement counts, and few voices are never shown."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import sorting
from relkit.models.four_worlds import World
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

LAW = settings(deadline=None, max_examples=80)
DAY = datetime(2026, 3, 10)
LATER = DAY + timedelta(days=60)

COUNTS = st.dictionaries(st.sampled_from(World), st.integers(0, 8))
ENOUGH = COUNTS.filter(lambda counts: sum(counts.values()) >= 3)
FEW = st.dictionaries(st.sampled_from(World), st.integers(0, 1), max_size=2)
STANDPOINTS = st.none() | st.sampled_from(Standpoint)


def placed(voice, bin, card="Repairs", standpoint=Standpoint.PLACE, at=DAY):
    return Placement(voice=voice, card=card, bin=bin, standpoint=standpoint, at=at)


@st.composite
def some_placements(draw):
    """Several voices, each moving several cards several times, never twice at once."""
    minutes = draw(st.lists(st.integers(0, 999), unique=True, max_size=12))
    voices = st.sampled_from(["c1", "c2", "p1", "z1"])
    cards = st.sampled_from(["Repairs", "Keys", "Gutters"])
    return [
        Placement(
            voice=draw(voices),
            card=draw(cards),
            bin=draw(st.sampled_from(World)),
            standpoint=draw(STANDPOINTS),
            at=DAY + timedelta(minutes=minute),
        )
        for minute in minutes
    ]


def flown(*flows):
    """Two gatherings at which one voice each makes these flows of one card."""
    before = [placed(f"v{i}", was) for i, (was, _) in enumerate(flows)]
    after = [placed(f"v{i}", now, at=LATER) for i, (_, now) in enumerate(flows)]
    return before, after


@LAW
@given(some_placements())
def test_a_moved_card_is_still_one_card(placements):
    counts = sorting.tally(placements)
    voices = {(each.voice, each.card) for each in placements}
    told = {
        card: sum(sum(bins.values()) for bins in groups.values())
        for card, groups in counts.items()
    }
    assert told == Counter(card for _, card in voices)


@LAW
@given(some_placements(), st.randoms())
def test_the_latest_placement_counts_whatever_the_order(placements, rng):
    shuffled = rng.sample(placements, len(placements))
    assert set(sorting.latest(shuffled)) == set(sorting.latest(placements))
    for kept in sorting.latest(shuffled):
        same = [
            p.at for p in placements if (p.voice, p.card) == (kept.voice, kept.card)
        ]
        assert kept.at == max(same)


def test_of_two_placements_at_the_same_time_the_one_that_stands_later_counts():
    both = [placed("c1", World.TO), placed("c1", World.BY)]
    assert [each.bin for each in sorting.latest(both)] == [World.BY]


@LAW
@given(some_placements())
def test_what_is_the_latest_already_stays_as_it_is(placements):
    once = sorting.latest(placements)
    assert sorting.latest(once) == once


def test_a_tally_counts_by_card_then_standpoint_then_bin():
    placements = [
        placed("c1", World.TO, standpoint=Standpoint.COMMUNITY),
        placed("c2", World.TO, standpoint=Standpoint.COMMUNITY),
        placed("p1", World.WITH),
        placed("x", World.BY, standpoint=None),
        placed("p1", World.BY, card="Keys"),
    ]
    assert sorting.tally(placements) == {
        "Repairs": {
            Standpoint.COMMUNITY: {World.TO: 2},
            Standpoint.PLACE: {World.WITH: 1},
            None: {World.BY: 1},
        },
        "Keys": {Standpoint.PLACE: {World.BY: 1}},
    }


@LAW
@given(ENOUGH, ENOUGH)
def test_the_gap_is_symmetric_and_between_0_and_1(a, b):
    gap = sorting.gap(a, b)
    assert gap == pytest.approx(sorting.gap(b, a))
    assert 0 <= gap <= 1 + 1e-9


@LAW
@given(ENOUGH, st.integers(1, 5))
def test_groups_of_any_size_that_sort_alike_have_no_gap(counts, times):
    larger = {bin: n * times for bin, n in counts.items()}
    assert sorting.gap(counts, larger) == pytest.approx(0)
    assert sorting.lean(counts, larger) == pytest.approx(0)


@LAW
@given(st.integers(3, 9), st.integers(0, 9), st.integers(3, 9), st.integers(0, 9))
def test_groups_that_share_no_bin_are_a_whole_gap_apart(a, b, c, d):
    first, second = {World.TO: a, World.BY: b}, {World.FOR: c, World.WITH: d}
    assert sorting.gap(first, second) == pytest.approx(1)


@LAW
@given(ENOUGH, ENOUGH, ENOUGH)
def test_no_detour_makes_a_gap_shorter(a, b, c):
    through = sorting.gap(a, b) + sorting.gap(b, c)
    assert sorting.gap(a, c) <= through + 1e-9


@LAW
@given(ENOUGH, ENOUGH)
def test_swapping_standpoints_turns_the_lean_round(a, b):
    assert sorting.lean(a, b) == pytest.approx(-sorting.lean(b, a))
    assert -3 <= sorting.lean(a, b) <= 3


def test_the_lean_is_counted_in_bins_along_their_order():
    community, centre = {World.TO: 3}, {World.FOR: 3, World.BY: 3}
    assert sorting.lean(centre, community) == 2
    assert sorting.lean(community, centre) == -2


@LAW
@given(ENOUGH)
def test_the_most_chosen_bins_are_all_told_and_nothing_else(counts):
    most = sorting.shared(counts)
    told = set(most.bins)
    assert {counts[bin] for bin in told} == {max(counts.values())}
    rest = [n for bin, n in counts.items() if bin not in told]
    assert all(n < max(counts.values()) for n in rest)
    assert most.share == max(counts.values()) / sum(counts.values())
    assert most.is_tie is (len(told) > 1)


def test_a_tie_is_told_as_a_tie_in_the_bins_order():
    tied = sorting.shared({World.BY: 2, World.TO: 2, World.FOR: 1})
    assert tied.bins == (World.TO, World.BY)
    assert tied.share == pytest.approx(0.4)


@LAW
@given(FEW, ENOUGH)
def test_below_k_voices_nothing_is_told(few, enough):
    assert sorting.gap(few, enough) is None
    assert sorting.gap(enough, few) is None
    assert sorting.lean(few, enough) is None
    assert sorting.lean(enough, few) is None
    assert sorting.shared(few) is None


@pytest.mark.parametrize(("voices", "told"), [(2, False), (3, True)])
def test_the_third_voice_is_the_first_to_be_shown(voices, told):
    group, other = {World.TO: voices}, {World.BY: 9}
    assert (sorting.gap(group, other) is not None) is told
    assert (sorting.lean(group, other) is not None) is told
    assert (sorting.shared(group) is not None) is told


def test_on_ones_own_machine_one_voice_is_enough():
    assert sorting.gap({World.TO: 1}, {World.BY: 1}, k=1) == 1
    assert sorting.shared({World.TO: 1}, k=1).share == 1


@pytest.mark.parametrize("k", [0, 1, 3])
def test_no_voice_is_always_too_few(k):
    assert sorting.shared({}, k=k) is None
    assert sorting.gap({}, {World.TO: 9}, k=k) is None


def test_movement_counts_the_voices_heard_both_times():
    before, after = flown(
        *[(World.TO, World.WITH)] * 3,
        *[(World.BY, World.BY)] * 4,
    )
    [moved] = sorting.movement(
        [*before, *(placed(f"only then {n}", World.TO) for n in range(3))],
        [*after, *(placed(f"only now {n}", World.BY, at=LATER) for n in range(3))],
    )
    assert moved.flows == {(World.TO, World.WITH): 3, (World.BY, World.BY): 4}
    assert moved.matched == 7
    assert moved.before == {World.TO: 6, World.BY: 4}
    assert moved.after == {World.WITH: 3, World.BY: 7}
    assert moved.sentence == "‘Repairs’: 3 of the 7 voices heard both times moved it."


@pytest.mark.parametrize("alone", [1, 2])
def test_what_few_said_who_came_once_does_not_follow_from_the_flows(alone):
    before, after = flown(*[(World.TO, World.WITH)] * 3)
    once = [placed(f"only then {n}", World.FOR) for n in range(alone)]
    [moved] = sorting.movement([*before, *once], after)
    assert moved.flows is None


def test_where_nobody_is_known_again_only_totals_are_compared_and_it_says_so():
    before = [placed(f"a{i}", World.TO) for i in range(4)]
    after = [placed(f"b{i}", World.BY, at=LATER) for i in range(5)]
    [moved] = sorting.movement(before, after)
    assert moved.flows is None
    assert moved.sentence == (
        "‘Repairs’: most said done to (4 of 4) at first and done by (5 of 5) later; "
        "only the totals can be compared."
    )


def test_a_card_sorted_by_too_few_at_either_gathering_does_not_move():
    few, many = (
        [placed(f"v{i}", World.TO) for i in range(2)],
        flown(*[(World.TO, World.BY)] * 3),
    )
    assert sorting.movement(few, many[1]) == ()
    assert sorting.movement(many[0], few) == ()


FLOWS = st.lists(
    st.tuples(st.sampled_from(World), st.sampled_from(World)), min_size=3, max_size=14
)


@LAW
@given(FLOWS)
def test_no_flow_of_fewer_than_k_voices_is_told(flows):
    [moved] = sorting.movement(*flown(*flows))
    counted = Counter(flows)
    for flow, n in (moved.flows or {}).items():
        assert n == counted[flow]
        assert n >= 3


@LAW
@given(FLOWS)
def test_what_is_left_untold_is_nobody_or_at_least_k_voices(flows):
    [moved] = sorting.movement(*flown(*flows))
    if moved.flows is not None:
        untold = moved.matched - sum(moved.flows.values())
        assert untold == 0 or untold >= 3


def test_no_untold_flow_follows_from_the_totals_and_the_flows_that_are_told():
    """With TO → FOR and BY → BY told, all others must have left TO."""
    [moved] = sorting.movement(
        *flown(
            *[(World.TO, World.FOR)] * 3,
            *[(World.BY, World.BY)] * 3,
            *[(World.TO, World.WITH)] * 2,
            (World.TO, World.BY),
        )
    )
    assert moved.flows is None


@LAW
@given(FLOWS)
def test_on_ones_own_machine_every_flow_is_told(flows):
    [moved] = sorting.movement(*flown(*flows), k=1)
    assert moved.flows == Counter(flows)
    assert moved.matched == len(flows)
