"""Three worlds: what is drawn on, whom it touches, and what would be lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import thriving_reach
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)

LAW = settings(deadline=None, max_examples=80)
LIVES = ("Ada", "The family at 9", "Mr Bell")
SITUATIONS, PREPARATIONS, ENCOUNTERS = ("abcd", "pqrs", "xyz")


@st.composite
def some_worlds(draw):
    """A few of each, linked in any way."""
    situations = SITUATIONS[: draw(st.integers(0, len(SITUATIONS)))]
    preparations = PREPARATIONS[: draw(st.integers(0, len(PREPARATIONS)))]
    encounters = ENCOUNTERS[: draw(st.integers(0, len(ENCOUNTERS)))]

    def some(names):
        return tuple(sorted(draw(st.sets(st.sampled_from(names))))) if names else ()

    return Together(
        situations=tuple(
            Situation(name=name, whose=draw(st.sampled_from(LIVES)))
            for name in situations
        ),
        preparations=tuple(
            preparation(name, draw(st.sampled_from(Preparer))) for name in preparations
        ),
        encounters=tuple(
            Encounter(
                name=name,
                situations=some(situations),
                preparations=some(preparations),
            )
            for name in encounters
        ),
    )


def preparation(name, prepared_by=Preparer.INSTITUTION, strength=Strength.KIT):
    return Preparation(name=name, strength=strength, prepared_by=prepared_by)


FIRE = Together(
    situations=(
        Situation(name="A fire in the kitchen", whose="The family at 9"),
        Situation(name="A smell of gas on the stairs", whose="Mr Bell"),
        Situation(name="Cannot sleep", whose="Mr Bell"),
    ),
    preparations=(
        preparation("Training"),
        preparation("Hoses"),
        preparation("Neighbours know who is in", Preparer.CITIZEN, Strength.TRUST),
        preparation("Cadet band", Preparer.ASSOCIATION),
    ),
    encounters=(
        Encounter(
            name="People put the fire out",
            situations=("A fire in the kitchen",),
            preparations=("Training", "Hoses", "Neighbours know who is in"),
        ),
        Encounter(
            name="Somebody knocks on every door",
            situations=("A smell of gas on the stairs", "A fire in the kitchen"),
            preparations=("Neighbours know who is in",),
        ),
        Encounter(name="Open day", preparations=("Hoses",)),
    ),
)
"""S: fire services fight no fires; people do, prepared with training and kit."""


def test_what_is_prepared_counts_only_where_somebody_draws_on_it():
    assert [each.name for each in thriving_reach.in_use(FIRE)] == [
        "Training",
        "Hoses",
        "Neighbours know who is in",
    ]
    shares = thriving_reach.prepared_by(FIRE)
    assert shares[Preparer.INSTITUTION] == pytest.approx(2 / 3)
    assert shares[Preparer.CITIZEN] == pytest.approx(1 / 3)
    assert shares[Preparer.ASSOCIATION] == 0


def test_a_preparation_reaches_the_lives_it_meets_each_once():
    assert thriving_reach.reach(FIRE, "Neighbours know who is in") == (
        "The family at 9",
        "Mr Bell",
    )
    assert thriving_reach.reach(FIRE, "Hoses") == ("The family at 9",)
    assert thriving_reach.reach(FIRE, "Cadet band") == ()


def test_without_what_citizens_prepared_nothing_is_left_to_draw_on():
    lost = thriving_reach.without(FIRE, "Neighbours know who is in")
    assert lost.encounters == (
        "People put the fire out",
        "Somebody knocks on every door",
    )
    assert lost.unprepared == ("Somebody knocks on every door",)
    assert lost.lives == ("The family at 9", "Mr Bell")
    assert lost.headline == (
        "Without ‘Neighbours know who is in’, 1 encounter would draw on no preparation "
        "at all"
    )
    assert lost.sentence == (
        "‘People put the fire out’ and ‘Somebody knocks on every door’ draw on it. "
        "‘Somebody knocks on every door’ would then draw on nothing else. It touches "
        "2 lives: The family at 9; Mr Bell. Who would notice first?"
    )


def test_what_others_stand_beside_is_missed_and_leaves_nobody_unprepared():
    lost = thriving_reach.without(FIRE, "Training")
    assert lost.unprepared == ()
    assert lost.headline == "Without ‘Training’, 1 encounter would go on with less"
    assert "Each draws on something else as well." in lost.sentence


def test_what_nobody_draws_on_is_asked_after():
    lost = thriving_reach.without(FIRE, "Cadet band")
    assert lost.headline == "Without ‘Cadet band’, no encounter listed would change"
    assert "kept for a day that may come" in lost.sentence


def test_what_only_serves_an_encounter_in_nobodys_life_touches_no_life():
    kit = Together(preparations=FIRE.preparations, encounters=FIRE.encounters[2:])
    lost = thriving_reach.without(kit, "Hoses")
    assert lost.lives == ()
    assert "It touches nobody’s life, as listed." in lost.sentence


def test_most_lives_come_first_then_most_encounters():
    assert [each.preparation.name for each in thriving_reach.what_rests(FIRE)] == [
        "Neighbours know who is in",
        "Hoses",
        "Training",
        "Cadet band",
    ]


def test_one_cannot_go_without_what_is_not_there():
    with pytest.raises(ValueError, match="no preparation called ‘Ladders’"):
        thriving_reach.without(FIRE, "Ladders")


@LAW
@given(some_worlds())
def test_shares_of_what_is_in_use_add_up_to_one_or_there_are_none(worlds):
    total = sum(thriving_reach.prepared_by(worlds).values())
    assert total == pytest.approx(1 if thriving_reach.in_use(worlds) else 0)


@LAW
@given(some_worlds())
def test_what_is_lost_is_what_is_really_gone_once_it_is_taken_away(worlds):
    """Take it out of the lists, and compare."""
    for lost in thriving_reach.what_rests(worlds):
        name = lost.preparation.name
        left = {
            e.name: [p for p in e.preparations if p != name] for e in worlds.encounters
        }
        had = {e.name: e.preparations for e in worlds.encounters}
        assert set(lost.encounters) == {e for e in left if len(left[e]) < len(had[e])}
        assert set(lost.unprepared) == {e for e in lost.encounters if not left[e]}
        assert lost.lives == thriving_reach.reach(worlds, name)


@LAW
@given(some_worlds())
def test_what_one_more_encounter_draws_on_reaches_no_fewer_lives(worlds):
    names = tuple(each.name for each in worlds.preparations)
    more = Encounter(
        name="More",
        situations=tuple(each.name for each in worlds.situations),
        preparations=names,
    )
    wider = Together(
        situations=worlds.situations,
        preparations=worlds.preparations,
        encounters=(*worlds.encounters, more),
    )
    for name in names:
        assert set(thriving_reach.reach(worlds, name)) <= set(
            thriving_reach.reach(wider, name)
        )
        assert set(thriving_reach.reach(wider, name)) == {
            each.whose for each in worlds.situations
        }


@LAW
@given(some_worlds())
def test_every_preparation_has_its_place_in_the_order_once(worlds):
    ranked = thriving_reach.what_rests(worlds)
    assert sorted(each.preparation.name for each in ranked) == sorted(
        each.name for each in worlds.preparations
    )
    touched = [len(each.lives) for each in ranked]
    assert touched == sorted(touched, reverse=True)


@LAW
@given(some_worlds())
def test_every_loss_is_told_in_sentences_and_asks(worlds):
    for lost in thriving_reach.what_rests(worlds):
        assert lost.preparation.name in lost.headline
        assert lost.sentence.endswith("?")
        assert "None" not in lost.sentence
