"""The heroic leader test: what goes when one actor goes."""

from itertools import combinations

import mapping
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapping import ACROSS, account, drawn, outcome, works

from relkit.models.governance import RelationKind
from relkit.models.governance_ceilings import ceiling
from relkit.models.governance_heroes import (
    MOST_FOR_BETWEENNESS,
    cycles,
    pairs_cut,
    ranked,
    without,
)


def reach(relations, names):
    """Who reaches whom by *works with*, found by joining groups one line at a time."""
    group = {name: {name} for name in names}
    for r in relations:
        if r.kind is RelationKind.WORKS_WITH and {r.source, r.target} <= set(names):
            joined = group[r.source] | group[r.target]
            for name in joined:
                group[name] = joined
    return {(a, b) for a, b in combinations(sorted(names), 2) if b in group[a]}


def removed(relations, gone):
    names = [name for name in mapping.NAMES if name != gone]
    return drawn(
        *(r for r in relations if gone not in (r.source, r.target)), names=names
    )


@settings(max_examples=500)
@given(st.lists(st.one_of(mapping.others, mapping.pairs.map(lambda p: works(*p)))))
def test_pairs_are_cut_as_a_plain_search_finds(relations):
    of = drawn(*relations)
    counted = pairs_cut(of)
    before = reach(relations, mapping.NAMES)
    for gone in mapping.NAMES:
        left = [name for name in mapping.NAMES if name != gone]
        lost = {p for p in before if gone not in p} - reach(relations, left)
        assert set(without(gone, (), of).pairs) == lost
        assert counted.get(gone, 0) == len(lost)


@settings(max_examples=500)
@given(
    st.lists(mapping.accounts, max_size=14),
    st.lists(mapping.outcomes, min_size=1, max_size=3),
    st.sampled_from(mapping.NAMES),
)
def test_forums_are_lost_as_a_plain_search_finds(relations, outcomes, gone):
    of, rest = drawn(*relations), removed(relations, gone)
    expected = []
    for wanted in outcomes:
        before = ceiling(wanted, of)
        if gone in wanted.takes or before is None:
            continue
        if gone == before.forum or not still_held(wanted, rest, before.forum):
            expected.append((wanted, before.forum, ceiling(wanted, rest)))
    found = without(gone, outcomes, of)
    assert [(e.outcome, e.forum) for e in found.forums] == [e[:2] for e in expected]
    for loss, (_, _, instead) in zip(found.forums, expected, strict=True):
        assert (loss.instead and loss.instead.forum) == (instead and instead.forum)
    [rank] = [r for r in ranked(outcomes, of) if r.actor == gone]
    assert (rank.taken, rank.forums) == (len(found.taken), len(found.forums))


def still_held(wanted, of, forum):
    """Whether all whom the result takes still answer to this forum."""
    answering = {forum}
    for _ in mapping.NAMES:
        answering |= {
            r.source
            for r in of.relations
            if r.target in answering
            and "ask" in r.powers
            and r.about in ("results", "unspecified")
        }
    return set(wanted.takes) <= answering


@pytest.fixture
def bubble():
    """A small team that one person holds together, and answers for."""
    return drawn(
        *(works(name, "Lead") for name in ("A", "B", "C")),
        account("A", "Lead", ACROSS),
        account("B", "Lead", ACROSS),
        account("Lead", "Director"),
        names=("A", "B", "C", "Director", "Lead"),
    )


class TestARebelLeader:
    def test_leaves_nobody_to_hold_the_whole(self, bubble):
        gone = without("Lead", [outcome("A", "B")], bubble)
        [loss] = gone.forums
        assert (loss.forum, loss.instead) == ("Lead", None)
        assert gone.taken == ()

    def test_cuts_the_others_off_from_each_other(self, bubble):
        assert without("Lead", (), bubble).pairs == (("A", "B"), ("A", "C"), ("B", "C"))

    def test_comes_first_with_the_highest_betweenness(self, bubble):
        first, *rest = ranked([outcome("A", "B")], bubble)
        assert (first.actor, first.lost, first.pairs) == ("Lead", 1, 3)
        assert first.between > max(rank.between for rank in rest)

    def test_is_told_of_a_result_that_takes_him_only_that_it_does(self, bubble):
        gone = without("Lead", [outcome("Lead")], bubble)
        assert (len(gone.taken), gone.forums) == (1, ())

    def test_is_told_with_who_could_hold_it_instead(self, bubble):
        more = account("A", "Director"), account("B", "Director")
        of = drawn(*bubble.relations, *more, names=("A", "B", "C", "Director", "Lead"))
        assert (
            without("Director", [outcome("A", "B")], of).forums[0].instead.forum
            == "Lead"
        )


def test_ranks_go_by_results_lost_then_pairs_cut_then_name(bubble):
    ranks = ranked([outcome("A", "B")], bubble)
    keys = [(-r.lost, -r.pairs, r.actor) for r in ranks]
    assert keys == sorted(keys)
    assert [r.actor for r in ranks] == ["Lead", "A", "B", "C", "Director"]


def test_with_very_many_actors_betweenness_is_left_out():
    names = [f"Actor {n}" for n in range(MOST_FOR_BETWEENNESS + 1)]
    of = drawn(*(works(names[0], name) for name in names[1:]), names=names)
    assert {rank.between for rank in ranked((), of)} == {None}


class TestCycles:
    def test_three_who_answer_only_to_each_other_are_found(self):
        [found] = cycles(drawn(account("A", "B"), account("B", "C"), account("C", "A")))
        assert (found.actors, found.closed) == (("A", "B", "C"), True)

    def test_one_that_somebody_outside_can_ask_is_open(self):
        of = drawn(account("A", "B"), account("B", "A"), account("B", "C"))
        assert [cycle.closed for cycle in cycles(of)] == [False]

    def test_a_forum_that_may_not_ask_opens_no_circle(self):
        silent = account("B", "C", ACROSS, frozenset())
        of = drawn(account("A", "B"), account("B", "A"), silent)
        assert [cycle.closed for cycle in cycles(of)] == [True]

    def test_a_hierarchy_has_none(self):
        assert cycles(drawn(account("A", "B"), account("B", "C"))) == ()
