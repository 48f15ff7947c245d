"""Who has which part in what is decided, and the grid with its warning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapping import outcome

from relkit.models.four_worlds import Answer
from relkit.models.governance import Actor, ActorKind, Decision
from relkit.models.governance_decisions import (
    Part,
    Quadrant,
    parts,
    power_interest,
    quadrant,
    representation,
)
from relkit.models.standpoints import Standpoint


def actor(name, side=Standpoint.COMMUNITY, **more):
    return Actor(name=name, kind=ActorKind.PEOPLE, side=side, **more)


ACTORS = (
    actor("Tenants"),
    actor("Carers"),
    actor("Ward", Standpoint.PLACE),
    actor("Ministry", Standpoint.CENTRE),
)
RENTS = Decision(
    name="Rents",
    decides=("Ministry", "Ward"),
    heard=("Ward",),
    told=("Tenants", "Carers"),
    reasons_published=Answer.YES,
    open_to_challenge=Answer.NO,
)


def test_a_standpoint_has_a_part_through_any_of_its_actors():
    assert parts(RENTS, ACTORS) == {
        Standpoint.COMMUNITY: (Part.TOLD,),
        Standpoint.PLACE: (Part.DECIDES, Part.HEARD),
        Standpoint.CENTRE: (Part.DECIDES,),
    }


def test_decisions_are_counted_not_actors():
    told = representation(
        [RENTS, Decision(name="Colour", decides=("Tenants",))], ACTORS
    )
    assert told.counts[Standpoint.COMMUNITY, Part.TOLD] == 1
    assert told.counts[Standpoint.COMMUNITY, Part.DECIDES] == 1


def test_shares_are_of_what_is_known_to_be_open_and_the_rest_is_counted():
    told = representation([RENTS, Decision(name="Colour")], ACTORS)
    assert (told.share_published, told.share_open) == (0.5, 0.0)
    assert (told.unknown_published, told.unknown_open) == (1, 1)


def test_no_decisions_are_no_error():
    assert representation([], ACTORS).share_open == 0


@pytest.mark.parametrize(
    ("power", "interest", "where"),
    [
        (3, 2, Quadrant.MANAGE),
        (2, 1, Quadrant.SATISFY),
        (1, 3, Quadrant.INFORM),
        (0, 0, Quadrant.MONITOR),
        (None, 3, None),
        (3, None, None),
    ],
)
def test_the_grid_has_four_corners_and_those_of_whom_nobody_said(
    power, interest, where
):
    assert quadrant(actor("A", power=power, interest=interest)) is where


def test_the_grid_warns_of_people_whose_life_it_is_beneath_its_table():
    tenants, carers = (
        actor("Tenants", power=1, interest=3),
        actor("Carers", power=0, interest=0),
    )
    owners = actor("Owners", power=3, interest=3)
    concerned = [outcome("Ward", whose=name) for name in ("Tenants", "Owners")]
    grid = power_interest([tenants, carers, owners], concerned)
    assert grid.beneath == (tenants,)


levels = st.none() | st.integers(0, 3)


@given(st.lists(st.tuples(levels, levels)))
def test_every_actor_stands_in_one_place_of_the_grid(amounts):
    actors = [
        actor(f"A{n}", power=power, interest=interest)
        for n, (power, interest) in enumerate(amounts)
    ]
    grid = power_interest(actors, ())
    placed = [each for corner in grid.quadrants.values() for each in corner]
    assert sorted([*placed, *grid.unsaid], key=lambda a: actors.index(a)) == actors
