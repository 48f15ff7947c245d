"""Maps, their balance, and two of them side by side."""

from dataclasses import replace

import mapping
from hypothesis import given
from hypothesis import strategies as st
from mapping import ACROSS, UP, account, drawn, line, works

from relkit.models.governance import About, Power, RelationKind
from relkit.models.governance_maps import balance, map_of, two_maps
from relkit.models.standpoints import Standpoint

HERE, THERE = Standpoint.PLACE, Standpoint.CENTRE
BOTH = frozenset({Power.ASK, Power.JUDGE})


def pair(ours, theirs):
    there = [replace(each, map=THERE) for each in theirs]
    return two_maps(drawn(*ours), drawn(*there, whose=THERE))


def test_a_map_has_the_lines_of_its_standpoint_alone():
    ours, theirs = works("A", "B"), replace(works("A", "C"), map=THERE)
    assert map_of((), [ours, theirs], HERE).relations == (ours,)


def test_actors_without_a_line_are_missing_from_a_map():
    of = drawn(works("A", "B"), names=("A", "B", "C"))
    assert [actor.name for actor in of.missing] == ["C"]


class TestBalance:
    def test_counts_the_powers_over_an_actor_up_and_across(self):
        of = drawn(
            account("A", "B", UP, BOTH),
            account("A", "C", ACROSS),
            account("B", "A", ACROSS, BOTH),
        )
        ours = balance(of, "A")
        assert (ours.vertical, ours.horizontal) == (2, 1)

    @given(mapping.relations)
    def test_of_the_map_is_that_of_all_its_actors(self, relations):
        of = drawn(*relations)
        each = [balance(of, actor.name) for actor in of.actors]
        assert balance(of).vertical == sum(b.vertical for b in each)
        assert balance(of).horizontal == sum(b.horizontal for b in each)


class TestTwoMaps:
    def test_what_both_show_alike_is_shared(self):
        both = pair([works("A", "B"), account("A", "C")], [works("A", "B")])
        assert both.shared == (works("A", "B"),)
        assert both.only_a == (account("A", "C"),)
        assert both.only_b == both.differently == ()

    def test_those_who_work_together_are_matched_either_way_round(self):
        assert pair([works("A", "B")], [works("B", "A")]).shared

    def test_what_differs_is_named_with_how_each_sees_it(self):
        ours = account("A", "B", UP, BOTH, About.MONEY)
        [seen] = pair([ours], [account("A", "B", ACROSS)]).differently
        assert seen.what == (
            ("powers", "ask for an account and judge it", "ask for an account"),
            ("about", "money", "results"),
            ("direction", "vertical", "horizontal"),
        )
        assert "the place says money, the centre says results" in seen.sentence(
            HERE, THERE
        )

    def test_a_note_makes_no_difference(self):
        assert pair([works("A", "B")], [replace(works("A", "B"), note="!")]).shared

    def test_several_accounts_between_two_are_compared_together(self):
        money = account("A", "B", about=About.MONEY)
        both = pair([account("A", "B"), money], [money, account("A", "B")])
        assert len(both.shared) == 1
        assert both.lines == 1
        assert pair([account("A", "B"), money], [money]).differently

    @given(mapping.relations, mapping.relations)
    def test_swapped_they_mirror(self, ours, theirs):
        there = pair(ours, theirs)
        here = [replace(each, map=THERE) for each in theirs]
        back = two_maps(drawn(*here, whose=THERE), drawn(*ours))
        assert there.only_a == back.only_b
        assert there.only_b == back.only_a
        assert keys(there.shared) == keys(back.shared)
        assert {(d.a, d.b) for d in there.differently} == {
            (d.b, d.a) for d in back.differently
        }

    @given(mapping.relations)
    def test_a_map_shares_everything_with_itself(self, relations):
        both = pair(relations, relations)
        assert keys(both.shared) == keys(relations)
        assert both.only_a == both.only_b == both.differently == ()

    @given(mapping.relations, mapping.relations)
    def test_every_line_stands_in_one_place(self, ours, theirs):
        both = pair(ours, theirs)
        apart = [
            keys(both.shared),
            keys(both.only_a),
            keys(both.only_b),
            keys(d.a[0] for d in both.differently),
        ]
        assert set.union(*apart) == keys([*ours, *theirs])
        assert sum(map(len, apart)) == len(set.union(*apart)) == both.lines


def keys(relations):
    return {(r.ends, r.kind) for r in relations}


@given(st.sampled_from(list(RelationKind)))
def test_only_accounts_differ_in_more_than_being_there(kind):
    ours = line("A", kind, "B", direction=UP)
    theirs = line("A", kind, "B", direction=ACROSS)
    assert bool(pair([ours], [theirs]).differently) is (
        kind is RelationKind.ACCOUNTABLE_TO
    )
