"""Overreach, abandonment, divided, agreed: known answers, and laws for any room."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from relkit.models import sorting
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_matrix import in_cell, matrix
from relkit.models.swimlanes_readings import Kind, reading, readings

OURS, HELP, FOR_US = Lane
COUNTS = st.dictionaries(st.sampled_from(Lane), st.integers(1, 6)).map(Counter)
BESIDE = st.sampled_from([Standpoint.PLACE, Standpoint.CENTRE])


def read(ours, theirs, k=3, beside=Standpoint.PLACE):
    return reading("Bins", ours, theirs, beside=beside, k=k)


KNOWN = [
    ({OURS: 2}, {FOR_US: 5}, Kind.TOO_FEW),
    ({OURS: 5}, {}, Kind.TOO_FEW),
    ({OURS: 5}, {FOR_US: 5}, Kind.OVERREACH),
    ({OURS: 2, HELP: 2}, {HELP: 4}, Kind.OVERREACH),  # half a lane is half a lane
    ({OURS: 6, HELP: 4}, {OURS: 1, HELP: 9}, Kind.OVERREACH),  # 0.4 and 0.9
    ({FOR_US: 5}, {OURS: 5}, Kind.ABANDONMENT),
    ({FOR_US: 4}, {FOR_US: 2, HELP: 2}, Kind.ABANDONMENT),
    ({OURS: 2, FOR_US: 2}, {HELP: 4}, Kind.DIVIDED),  # alike on average, nothing shared
    ({OURS: 2, HELP: 2, FOR_US: 2}, {OURS: 1, HELP: 3, FOR_US: 1}, Kind.DIVIDED),
    ({OURS: 3, HELP: 3}, {OURS: 3, HELP: 3}, Kind.AGREED),
    ({HELP: 5}, {HELP: 4, FOR_US: 1}, Kind.AGREED),
]


@pytest.mark.parametrize(("ours", "theirs", "kind"), KNOWN)
def test_small_rooms_are_read_as_the_rules_say(ours, theirs, kind):
    assert read(ours, theirs).kind is kind


@given(COUNTS, COUNTS, BESIDE)
def test_swapping_the_sides_turns_overreach_into_abandonment(a, b, beside):
    assume(read(a, b).kind is not Kind.TOO_FEW)
    turned = {
        Kind.OVERREACH: Kind.ABANDONMENT,
        Kind.ABANDONMENT: Kind.OVERREACH,
        Kind.DIVIDED: Kind.DIVIDED,
        Kind.AGREED: Kind.AGREED,
    }
    here, there = read(a, b, beside=beside), read(b, a, beside=beside)
    assert there.kind is turned[here.kind]
    assert there.lean == pytest.approx(-here.lean)
    assert there.gap == pytest.approx(here.gap)


@given(COUNTS)
def test_nobody_overreaches_beside_themselves(counts):
    assert read(counts, counts).kind in (Kind.TOO_FEW, Kind.DIVIDED, Kind.AGREED)


@given(COUNTS, COUNTS)
def test_fewer_than_three_voices_are_never_told(a, b):
    told = read(a, b)
    few = min(sum(a.values()), sum(b.values())) < 3
    assert (told.kind is Kind.TOO_FEW) is few
    if few:
        assert told.cell is None
        assert told.lean is told.gap is None
        assert not any(lane.label in told.sentence for lane in Lane)


@given(COUNTS, COUNTS, st.sampled_from([1, 3]))
def test_every_reading_says_itself_and_asks(a, b, k):
    told = read(a, b, k)
    assert told.sentence.startswith("‘Bins’: ")
    assert told.sentence.endswith(".")
    assert told.question.endswith("?")
    assert "None" not in told.sentence


@given(COUNTS, COUNTS)
def test_the_more_each_side_agrees_with_itself_the_less_is_divided(a, b):
    """Where all of either side chose one lane, only the lanes decide."""
    assume(a and b)
    ours, theirs = max(a, key=a.get), max(b, key=b.get)
    assert read({ours: 5}, {theirs: 4}).kind is in_cell(ours, theirs)


def test_overreach_is_told_with_both_sides_and_how_far():
    assert read({OURS: 5, HELP: 1}, {HELP: 1, FOR_US: 4}).sentence == (
        "‘Bins’: the community says ‘ourselves’ (5 of 6); the place says ‘for us’ (4 "
        "of 5). On average the place puts it 1.6 lanes nearer to ‘for us’ than the "
        "people who live there."
    )


def test_where_most_of_both_say_the_same_it_is_said_that_the_others_differ():
    told = read({OURS: 4, HELP: 1}, {OURS: 3, FOR_US: 2}).sentence
    assert "Most of both choose the same lane, but the others differ. On aver" in told


def test_abandonment_is_told_as_what_is_left_to_people():
    told = read({FOR_US: 3}, {HELP: 3}, beside=Standpoint.CENTRE).sentence
    assert told.endswith(
        "puts it 1 lane nearer to ‘ourselves’ than the people who live there."
    )


def test_a_division_says_where_it_comes_from():
    apart = read({OURS: 2, FOR_US: 2}, {HELP: 4})
    assert apart.sentence.endswith(
        "On average the two are near, but all of either side would have to choose "
        "another lane to match the other."
    )
    split = read({OURS: 2, HELP: 2, FOR_US: 2}, {OURS: 1, HELP: 3, FOR_US: 1})
    assert split.sentence.endswith("No lane has half of the voices of the community.")


def test_one_sorting_is_told_as_no_pattern():
    told = read({OURS: 1}, {FOR_US: 1}, k=1)
    assert told.kind is Kind.OVERREACH
    assert "one sorting, not a pattern" in told.sentence
    assert "pattern" not in read({OURS: 3}, {FOR_US: 3}).sentence


def test_who_has_too_few_voices_is_named_and_nothing_else():
    assert read({OURS: 2}, {}).sentence == (
        "‘Bins’: fewer than 3 voices of the community and the place, too few to show."
    )
    assert read({OURS: 1}, {}, k=1).sentence == "‘Bins’: not sorted yet by the place."


def test_a_tie_sits_in_no_cell():
    tied = read({OURS: 3, HELP: 3}, {HELP: 5})
    assert tied.is_tie
    assert tied.cell is None
    assert (
        "the community is split between ‘ourselves’ and ‘with help’ (3 of 6 each)"
        in (tied.sentence)
    )


ROOM = st.dictionaries(
    st.sampled_from("abcd"),
    st.fixed_dictionaries({Standpoint.COMMUNITY: COUNTS, Standpoint.PLACE: COUNTS}),
)


@given(ROOM)
def test_every_card_is_in_one_cell_or_a_tie_or_has_too_few_voices(counts):
    read = readings(counts, "abcd", beside=Standpoint.PLACE)
    cells = matrix(read)
    assert len(cells) == 9
    inside = [each for here in cells.values() for each in here]
    outside = [r for r in read if r.is_tie or r.kind is Kind.TOO_FEW]
    assert sorted(r.card for r in (*inside, *outside)) == list("abcd")


@given(ROOM)
def test_a_cell_is_the_most_shared_lane_of_either_side(counts):
    for cell, here in matrix(readings(counts, "abcd", beside=Standpoint.PLACE)).items():
        for each in here:
            sides = (Standpoint.COMMUNITY, Standpoint.PLACE)
            most = [sorting.shared(counts[each.card][side]).bins for side in sides]
            assert most == [(cell[0],), (cell[1],)]


def test_cells_on_the_diagonal_agree_those_above_overreach_those_below_abandon():
    rows = [[in_cell(ours, theirs) for theirs in Lane] for ours in Lane]
    for i, row in enumerate(rows):
        assert row[i] is Kind.AGREED
        assert set(row[i + 1 :]) <= {Kind.OVERREACH}
        assert set(row[:i]) <= {Kind.ABANDONMENT}


def test_pooled_by_head_count_the_centre_would_hide_the_place():
    """Which is why each is read by itself (R)."""
    community = {OURS: 5}
    place, centre = {OURS: 4}, {FOR_US: 20}
    apart = [read(community, each).kind for each in (place, centre)]
    assert apart == [Kind.AGREED, Kind.OVERREACH]
    assert read(community, Counter(place) + Counter(centre)).kind is Kind.OVERREACH
