"""Four worlds of service: the source's own story, and the laws of embedded worlds."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import chains, four_worlds
from relkit.models.four_worlds import (
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)

LAW = settings(deadline=None, max_examples=60)

# Quarters of an hour: they add up exactly, so that boundaries can be met exactly.
AMOUNTS = st.integers(0, 4000).map(lambda quarters: quarters / 4)
HOURS = st.fixed_dictionaries(dict.fromkeys(World, AMOUNTS)).filter(
    lambda hours: any(hours.values())
)
NAMES = ("Keys", "Gutters", "Repairs", "Visits", "Forced entry", "Allotment")


@st.composite
def some_activities(draw):
    """A few activities, each perhaps inside any other, or inside one not listed."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    return tuple(
        Activity(
            name=name,
            world=draw(st.sampled_from(World)),
            residents_hours=draw(st.integers(1, 50)),
            staff_hours=draw(st.integers(0, 50)),
            inside=draw(
                st.none()
                | st.sampled_from([n for n in (*NAMES, "Not listed") if n != name])
            ),
        )
        for name in names
    )


def activity(name="Repairs", world=World.FOR, **fields):
    return Activity(
        **{
            "name": name,
            "world": world,
            "residents_hours": 1,
            "staff_hours": 2,
            **fields,
        }
    )


# The source's story: one hour done to people, two done for them, in a week of forty.
STORY = {World.TO: 1, World.FOR: 2, World.BY: 37}


def test_one_hour_to_and_two_for_are_three_of_forty():
    assert four_worlds.nested_shares(STORY) == {
        World.TO: 1 / 40,
        World.FOR: 3 / 40,
        World.WITH: 3 / 40,
        World.BY: 1,
    }


def test_a_world_with_nothing_of_its_own_is_as_large_as_what_it_holds():
    assert four_worlds.nested_hours(STORY)[World.WITH] == 3
    [turned] = four_worlds.inside_out(STORY)
    assert (turned.inner, turned.outer) == (World.FOR, World.WITH)
    assert (turned.share, turned.hours_to_turn) == (1, 3)


@LAW
@given(HOURS)
def test_shares_grow_outwards(hours):
    shares = list(four_worlds.nested_shares(hours).values())
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


@LAW
@given(HOURS)
def test_the_outermost_world_holds_everything(hours):
    assert four_worlds.nested_shares(hours)[World.BY] == 1
    assert four_worlds.nested_hours(hours)[World.BY] == sum(hours.values())


@LAW
@given(HOURS, st.sampled_from((0.5, 2, 52)))
def test_counting_in_other_units_changes_no_share(hours, times):
    scaled = {world: amount * times for world, amount in hours.items()}
    again = four_worlds.nested_shares(scaled)
    assert list(again) == list(World)
    assert again == pytest.approx(four_worlds.nested_shares(hours))


@LAW
@given(HOURS, st.sampled_from(World), st.integers(1, 100))
def test_more_hours_in_one_world_never_shrink_it(hours, world, more):
    added = {**hours, world: hours[world] + more}
    was = four_worlds.nested_shares(hours)[world]
    assert four_worlds.nested_shares(added)[world] >= was


@pytest.mark.parametrize("hours", [{}, {World.TO: 0}, dict.fromkeys(World, 0)])
def test_no_hours_at_all_say_what_to_do(hours):
    with pytest.raises(ValueError, match="Add an activity first"):
        four_worlds.nested_shares(hours)


def test_negative_hours_say_what_to_do():
    with pytest.raises(ValueError, match="Give 0 or more"):
        four_worlds.nested_shares({World.TO: -1, World.BY: 2})


@LAW
@given(HOURS)
def test_a_world_is_inside_out_just_when_larger_than_half_of_its_holder(hours):
    inside = four_worlds.nested_hours(hours)
    expected = [
        inner
        for inner in (World.TO, World.FOR, World.WITH)
        if inside[inner] > inside[inner.outward] / 2
    ]
    turned = four_worlds.inside_out(hours)
    assert [each.inner for each in turned] == expected
    assert all(each.outer is each.inner.outward for each in turned)
    assert all(0.5 < each.share <= 1 for each in turned)


@LAW
@given(HOURS)
def test_exactly_the_hours_to_turn_turn_it_and_a_quarter_less_does_not(hours):
    for turned in four_worlds.inside_out(hours):
        outer = turned.outer
        assert turned.hours_to_turn > 0
        for less, still in ((0, False), (0.25, True)):
            added = hours[outer] + turned.hours_to_turn - less
            after = four_worlds.inside_out({**hours, outer: added})
            assert (turned.inner in [each.inner for each in after]) is still


def test_the_sentence_of_a_world_inside_out_tells_share_boundary_and_cure():
    [turned] = four_worlds.inside_out({World.FOR: 30, World.WITH: 40, World.BY: 50})
    assert "58%" in turned.sentence
    assert "20 hours a week more" in turned.sentence
    assert "Of the activities listed" in turned.sentence


@LAW
@given(some_activities())
def test_a_chain_goes_one_world_out_at_each_step_and_ends_in_by_or_with_a_reason(given):
    for each in given:
        link = chains.chain(each, given)
        assert link.steps[0] == each
        for inner, outer in zip(link.steps, link.steps[1:], strict=False):
            assert outer.world is inner.world.outward
            assert outer.name == inner.inside
        last = link.steps[-1]
        assert (link.broken is None) == (last.world is World.BY)
        assert link.broken is None or last.name in link.broken


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (None, "Nothing done with people holds ‘Repairs’."),
        ("Gone", "a part of ‘Gone’, which is not on the list"),
        ("Keys", "a part of ‘Keys’, which is done by, not done with"),
    ],
)
def test_a_broken_chain_says_why(inside, reason):
    keys = activity("Keys", World.BY)
    repairs = activity(inside=inside)
    assert reason in chains.chain(repairs, [keys, repairs]).broken


def test_a_forced_entry_is_carried_all_the_way_by_what_people_do():
    place = (
        activity("Homes", World.BY),
        activity("Damp group", World.WITH, inside="Homes"),
        activity("Gas check", World.FOR, inside="Damp group"),
        activity("Forced entry", World.TO, inside="Gas check"),
    )
    link = chains.chain(place[3], place)
    assert [step.name for step in link.steps] == [
        "Forced entry",
        "Gas check",
        "Damp group",
        "Homes",
    ]
    assert link.broken is None


@LAW
@given(some_activities(), st.sampled_from(World))
def test_moving_named_activities_leaves_the_others_as_they_are(given, world):
    first, *others = given
    moved, *rest = four_worlds.in_worlds(
        given, {first.name: world, "Not listed": world}
    )
    assert rest == others
    assert replace(moved, inside=first.inside) == replace(first, world=world)
    if moved.inside != first.inside:
        [holder] = [each for each in others if each.name == moved.inside]
        assert holder.world is world.outward


@LAW
@given(some_activities())
def test_hours_are_counted_once_each(given):
    hours = four_worlds.hours_by_world(given)
    assert list(hours) == list(World)
    assert sum(hours.values()) == sum(each.hours for each in given)


@pytest.mark.parametrize("whose", ["residents_hours", "staff_hours"])
@pytest.mark.parametrize("amount", [-0.5, math.nan, math.inf, -math.inf, 100_001])
def test_an_activity_refuses_impossible_hours(whose, amount):
    with pytest.raises(ValueError, match=r"‘Repairs’ has .* Give a number from 0 to"):
        activity(**{whose: amount})


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"name": ""}, "Give it one"),
        ({"name": " \t"}, "Give it one"),
        ({"inside": "Repairs"}, "Name the activity that holds it"),
        ({"residents_hours": 0, "staff_hours": 0}, "Give the hours"),
    ],
)
def test_an_activity_refuses_what_cannot_be_and_says_what_to_do(fields, advice):
    with pytest.raises(ValueError, match=advice):
        activity(**fields)


def test_the_most_hours_are_still_allowed():
    assert activity(residents_hours=100_000, staff_hours=0).hours == 100_000


@LAW
@given(st.builds(Consent, **dict.fromkeys(
    ("free", "prior", "informed", "withdrawable"), st.sampled_from(Answer)
)))  # fmt: skip
def test_each_part_of_a_consent_has_one_answer(consent):
    parts = [part for answer in Answer for part in consent.parts(answer)]
    assert sorted(parts) == ["free", "informed", "prior", "withdrawable"]


def test_what_nobody_said_is_unknown():
    repairs = activity()
    assert repairs.decided_by is Decider.UNKNOWN
    assert repairs.consent.given_by is ConsentOf.UNKNOWN
    assert len(repairs.consent.parts(Answer.UNKNOWN)) == 4


@LAW
@given(HOURS)
def test_worlds_are_told_from_the_innermost_outwards_in_any_order_of_entry(hours):
    backwards = dict(reversed(hours.items()))
    assert list(four_worlds.nested_hours(backwards)) == [*World]
    assert four_worlds.nested_shares(backwards) == four_worlds.nested_shares(hours)
