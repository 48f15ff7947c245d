"""Where standpoints part, in words: the widest pair, its direction, and few voices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import parting, sorting
from relkit.models.four_worlds import World
from relkit.models.standpoints import Standpoint

LAW = settings(deadline=None, max_examples=80)
COUNTS = st.dictionaries(st.sampled_from(World), st.integers(0, 5))
GROUPS = st.dictionaries(st.sampled_from([None, *Standpoint]), COUNTS)


def test_the_two_furthest_apart_are_told_and_rather_not_say_is_never_split_out():
    groups = {
        None: {World.BY: 9},
        Standpoint.CENTRE: {World.WITH: 4},
        Standpoint.PLACE: {World.TO: 1, World.WITH: 3},
        Standpoint.COMMUNITY: {World.TO: 2, World.FOR: 2},
    }
    assert parting.parting("Repairs", groups) == (
        "‘Repairs’: the community is split: done to or done for (2 of 4 each), the "
        "centre says done with (4 of 4)."
    )


def test_voices_that_would_rather_not_say_part_from_nobody():
    groups = {None: {World.BY: 9}, Standpoint.PLACE: {World.TO: 9}}
    assert parting.parting("Repairs", groups) is None


@LAW
@given(GROUPS)
def test_only_standpoints_with_three_voices_part(groups):
    pair = parting.widest(groups)
    shown = [s for s in Standpoint if sum(groups.get(s, {}).values()) >= 3]
    assert (pair is None) is (len(shown) < 2)
    assert set(pair or ()) <= set(shown)
    assert (parting.parting("Repairs", groups) is None) is (pair is None)
    assert (parting.leaning(groups) is None) is (pair is None)


@LAW
@given(GROUPS)
def test_no_pair_is_wider_than_the_widest(groups):
    pair = parting.widest(groups)
    if pair:
        most = sorting.gap(*(groups[each] for each in pair))
        for a in pair:
            for b in Standpoint:
                gap = sorting.gap(groups[a], groups.get(b, {}))
                assert gap is None or gap <= most + 1e-9


@pytest.mark.parametrize(
    ("community", "said"),
    [
        ({World.TO: 3}, "puts it 1 world nearer to done to than the centre."),
        ({World.BY: 3}, "puts it 2 worlds nearer to done by than the centre."),
        ({World.TO: 2, World.WITH: 2}, "and the centre put it alike."),
    ],
)
def test_the_lean_is_told_with_its_direction(community, said):
    groups = {Standpoint.COMMUNITY: community, Standpoint.CENTRE: {World.FOR: 4}}
    assert parting.leaning(groups) == f"On average the community {said}"


def test_one_voice_is_one_sorting_and_not_a_pattern():
    groups = {
        Standpoint.COMMUNITY: {World.TO: 1},
        Standpoint.CENTRE: {World.BY: 3},
    }
    assert parting.parting("Keys", groups) is None
    told = parting.parting("Keys", groups, k=1)
    assert told.endswith("says done by (3 of 3): one sorting, not a pattern.")
