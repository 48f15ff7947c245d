"""Cards move with the lane that most voices of one standpoint share."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from relkit.models.case import Case, Kind
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_moved import changed, lane, moved

FIRST, LAST = datetime(2026, 3, 10), datetime(2026, 9, 22)
OURS, HELP, FOR_US = Lane
NAMES = ("Bins", "Keys", "Roof")


def case(*placements):
    return Case(
        name="elm",
        title="Elm Road",
        place="Elm Road",
        kind=Kind.INVENTED,
        cards=tuple(Card(name=name, lane=HELP) for name in NAMES),
        lane_placements=placements,
    )


def placed(voice, card, bin, at, standpoint=Standpoint.COMMUNITY):
    return Placement(voice=voice, card=card, bin=bin, standpoint=standpoint, at=at)


def said(card, at, *lanes, standpoint=Standpoint.COMMUNITY):
    return [placed(f"v{i}", card, each, at, standpoint) for i, each in enumerate(lanes)]


@st.composite
def some_cases(draw):
    lanes = st.lists(st.sampled_from(Lane), max_size=5)
    return case(
        *(
            p
            for standpoint in Standpoint
            for card in NAMES
            for at in (FIRST, LAST)
            for p in said(card, at, *draw(lanes), standpoint=standpoint)
        )
    )


def test_a_card_moves_with_the_lane_that_most_voices_share():
    [told] = moved(
        case(
            *said("Bins", FIRST, FOR_US, FOR_US, HELP),
            *said("Bins", LAST, HELP, HELP, HELP),
        )
    )
    [(was, now, movement)] = changed(told.flows)
    assert (was, now, movement.card) == (FOR_US, HELP, "Bins")


def test_a_tie_is_no_lane():
    assert lane({OURS: 2, HELP: 2}) is None
    [told] = moved(
        case(
            *said("Bins", FIRST, OURS, OURS, HELP, HELP),
            *said("Bins", LAST, *[OURS] * 3),
        )
    )
    assert list(told.flows) == [(None, OURS)]


def test_without_two_gatherings_nothing_moved():
    assert moved(case()) == ()
    assert moved(case(*said("Bins", FIRST, OURS, OURS, OURS))) == ()


def test_people_are_matched_where_they_came_twice_and_this_is_told():
    both = [*said("Bins", FIRST, *[FOR_US] * 3), *said("Bins", LAST, *[HELP] * 3)]
    [matched] = moved(case(*both))
    assert matched.movements[0].sentence.startswith("‘Bins’: 3 of the 3 voices heard")
    others = [placed(f"new{p.voice}", p.card, p.bin, p.at) for p in both[3:]]
    [totals] = moved(case(*both[:3], *others))
    assert totals.movements[0].sentence.endswith("only the totals can be compared.")


@given(some_cases())
def test_every_card_with_voices_enough_both_times_is_in_one_flow(place):
    for told in moved(place):
        names = [each.card for here in told.flows.values() for each in here]
        assert sorted(names) == sorted(each.card for each in told.movements)
        for each in told.movements:
            assert min(sum(each.before.values()), sum(each.after.values())) >= 3


@given(some_cases())
def test_standpoints_are_told_one_by_one_and_the_community_first(place):
    told = [each.standpoint for each in moved(place)]
    assert told == [each for each in Standpoint if each in told]


@given(some_cases())
def test_a_standpoint_with_too_few_voices_changes_nothing_of_another(place):
    def of_the_community(these):
        kept = tuple(p for p in these if p.standpoint is Standpoint.COMMUNITY)
        return [m for m in moved(case(*kept)) if m.standpoint is Standpoint.COMMUNITY]

    ours = [m for m in moved(place) if m.standpoint is Standpoint.COMMUNITY]
    days = {p.at for p in place.lane_placements if p.standpoint is Standpoint.COMMUNITY}
    if len(days) == 2:
        assert ours == of_the_community(place.lane_placements)
