"""An activity imagined further out, what that takes, and what a move leaves open."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import chains, further_out
from relkit.models.four_worlds import Activity, Decider, World, in_worlds

LAW = settings(deadline=None, max_examples=60)
NAMES = ("Keys", "Gutters", "Repairs", "Visits", "Forced entry")


@st.composite
def some_activities(draw):
    return tuple(
        Activity(
            name=name,
            world=draw(st.sampled_from(World)),
            residents_hours=draw(st.integers(1, 50)),
            staff_hours=draw(st.integers(0, 50)),
            decided_by=draw(st.sampled_from(Decider)),
            inside=draw(st.none() | st.sampled_from([n for n in NAMES if n != name])),
        )
        for name in NAMES[: draw(st.integers(1, len(NAMES)))]
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


@LAW
@given(some_activities(), st.data())
def test_what_if_puts_the_activity_there_and_leaves_the_rest(activities, data):
    movable = [each for each in activities if each.world is not World.BY]
    if not movable:
        return
    was = data.draw(st.sampled_from(movable))
    further = list(World)[list(World).index(was.world) + 1 :]
    world = data.draw(st.sampled_from(further))
    imagined = further_out.what_if(activities, was.name, world)
    now = imagined.activity
    assert now.world is world
    assert (now.name, now.hours, now.note) == (was.name, was.hours, was.note)
    assert imagined.activities == tuple(
        now if each.name == was.name else each for each in activities
    )
    assert imagined.conditions
    assert all(condition.endswith(".") for condition in imagined.conditions)


@LAW
@given(some_activities(), st.data())
def test_in_the_new_world_the_people_decide_and_what_held_it_is_beside_it(
    activities, data
):
    movable = [each for each in activities if each.world is not World.BY]
    if not movable:
        return
    was = data.draw(st.sampled_from(movable))
    further = list(World)[list(World).index(was.world) + 1 :]
    world = data.draw(st.sampled_from(further))
    imagined = further_out.what_if(activities, was.name, world)
    now = imagined.activity
    assert now.decided_by in (Decider.PEOPLE, Decider.SHARED)
    steps = chains.chain(was, activities).steps
    carriers = [step.name for step in steps if step.world is world.outward]
    assert now.inside == (carriers[0] if carriers else None)


@pytest.mark.parametrize(
    ("world", "conditions"),
    [
        (
            World.WITH,
            (
                "The people decide ‘Repairs’, alone or together with the service.",
                "People do it themselves, with help. Of its 3 hours a week, staff now "
                "give 2 hours.",
                "‘Homes’ holds it, and the people there agree.",
            ),
        ),
        (
            World.BY,
            (
                "The people decide ‘Repairs’.",
                "It goes on in the community if the 2 hours a week of staff are not "
                "there.",
            ),
        ),
    ],
)
def test_what_if_says_what_would_have_to_be_true(world, conditions):
    place = (
        activity(decided_by=Decider.SERVICE, inside="Damp"),
        activity("Damp", World.WITH, inside="Homes"),
        activity("Homes", World.BY),
    )
    told = further_out.what_if(place, "Repairs", world).conditions
    assert told == conditions


def test_what_if_names_what_the_activity_holds_now():
    place = (activity(), activity("Entry", World.TO, inside="Repairs"))
    told = further_out.what_if(place, "Repairs", World.WITH).conditions
    assert told[-1] == "Something else holds ‘Entry’, which it holds now."


def test_what_lost_its_holder_before_is_not_lost_again():
    place = (
        activity(world=World.WITH),
        activity("Entry", World.TO, inside="Repairs"),
    )
    told = further_out.what_if(place, "Repairs", World.BY).conditions
    assert not any("Entry" in condition for condition in told)


@pytest.mark.parametrize("world", [World.TO, World.FOR])
def test_what_if_refuses_a_world_that_is_not_further_out(world):
    with pytest.raises(ValueError, match="Choose a world further out"):
        further_out.what_if((activity(),), "Repairs", world)


def test_what_if_refuses_a_name_that_is_not_there():
    with pytest.raises(ValueError, match="no activity ‘Roofs’"):
        further_out.what_if((activity(),), "Roofs", World.BY)


def told(place, **moved):
    """What is said of a move of one activity, with its spaces as underlines."""
    [(name, world)] = moved.items()
    name = name.replace("_", " ")
    after = in_worlds(place, {name: world})
    return further_out.after_the_move(place, after, name)


HOMES = activity("Homes", World.BY)
DAMP = activity("Damp", World.WITH, inside="Homes")
GAS = activity("Gas", World.FOR, inside="Damp")
ENTRY = activity("Entry", World.TO, inside="Gas")
SAME = ("Nothing else changed. Its hours are as they were, and so is who decides it.",)


def test_a_move_says_what_lost_its_holder_and_what_holds_the_moved_one():
    assert told((HOMES, DAMP, GAS, ENTRY), Gas=World.WITH) == (
        "‘Gas’ is now done with.",
        "‘Gas’ is now a part of ‘Homes’.",
        "‘Entry’ was a part of ‘Gas’, which has moved to ‘done with’. What holds it "
        "now?",
        *SAME,
    )


def test_a_move_beside_its_holder_asks_what_holds_it_now():
    loose = replace(DAMP, inside=None)
    assert told((HOMES, loose, GAS), Gas=World.WITH) == (
        "‘Gas’ is now done with.",
        "‘Gas’ was a part of ‘Damp’, and is now beside it. What holds it now?",
        *SAME,
    )


@pytest.mark.parametrize("place", [(HOMES, DAMP), (replace(DAMP, inside=None),)])
def test_what_people_do_by_themselves_needs_no_holder(place):
    assert told(place, Damp=World.BY) == ("‘Damp’ is now done by.", *SAME)


def test_what_nothing_held_before_has_lost_nothing():
    gas, entry = replace(GAS, inside=None), replace(ENTRY, inside=None)
    assert told((HOMES, gas, entry), Gas=World.WITH) == (
        "‘Gas’ is now done with.",
        *SAME,
    )
