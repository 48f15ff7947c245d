"""Lanes and cards: three questions in their order, and who is named as help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkit.models.four_worlds import World
from relkit.models.swimlanes import Card, Lane, helpers, in_lane, one_lane_nearer

WHO = ("Caretaker", "City", "Tenants' group")


@st.composite
def some_cards(draw):
    return [
        Card(
            name=name,
            lane=draw(st.sampled_from(Lane)),
            helped_by=tuple(draw(st.lists(st.sampled_from(WHO), unique=True))),
        )
        for name in draw(st.lists(st.sampled_from("abcdef"), unique=True))
    ]


def test_the_three_questions_are_asked_in_the_order_of_the_source():
    assert [lane.question for lane in Lane] == [
        "What can we do ourselves?",
        "What do we need help with?",
        "What do we need done for us?",
    ]


def test_each_lane_has_the_world_that_is_the_same_idea_and_there_is_none_for_to():
    assert [lane.world for lane in Lane] == [World.BY, World.WITH, World.FOR]


def test_one_lane_at_a_time_towards_ourselves():
    assert Lane.FOR_US.towards_ourselves is Lane.WITH_HELP
    assert Lane.WITH_HELP.towards_ourselves is Lane.OURSELVES
    assert Lane.OURSELVES.towards_ourselves is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "has no name. Give it one"),
        ({"helped_by": ("City", "")}, "Somebody who helps with ‘Bins’ has no name"),
        ({"helped_by": ("City", "City")}, "named twice as help with ‘Bins’"),
    ],
)
def test_a_card_that_cannot_be_is_refused_with_a_sentence(wrong, said):
    with pytest.raises(ValueError, match=said):
        Card(**{"name": "Bins", "lane": Lane.FOR_US, **wrong})


@given(some_cards())
def test_every_mention_of_help_is_counted_once_where_help_is_needed(cards):
    found = helpers(cards)
    needed = [card for card in cards if card.lane is not Lane.OURSELVES]
    assert sum(each.cards for each in found) == sum(len(c.helped_by) for c in needed)
    for each in found:
        names = {c.name for c in needed if each.name in c.helped_by}
        assert {*each.with_help, *each.for_us} == names


@given(some_cards())
def test_those_on_most_cards_come_first(cards):
    counts = [each.cards for each in helpers(cards)]
    assert counts == sorted(counts, reverse=True)
    assert 0 not in counts


@given(some_cards())
def test_every_card_is_in_one_lane(cards):
    found = [card for lane in Lane for card in in_lane(cards, lane)]
    assert sorted(found, key=cards.index) == cards


def test_whoever_helps_with_what_people_do_themselves_is_not_counted():
    own = Card(name="Bins", lane=Lane.OURSELVES, helped_by=("City",))
    assert helpers([own]) == ()


def test_what_would_move_a_card_is_told_from_the_furthest_lane_inwards():
    cards = [
        Card(name="Keys", lane=Lane.WITH_HELP, condition="A rota."),
        Card(name="Roof", lane=Lane.FOR_US, condition="A ladder."),
        Card(name="Bins", lane=Lane.FOR_US),
        Card(name="Tea", lane=Lane.OURSELVES, condition="Never asked for."),
    ]
    found = one_lane_nearer(cards)
    assert [each.sentence for each in found] == ["‘Roof’: A ladder.", "‘Keys’: A rota."]
    assert [each.kind for each in found] == [
        "From for us to with help",
        "From with help to ourselves",
    ]
