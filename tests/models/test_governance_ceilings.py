"""Ceilings: known answers, a plain search beside them, and their laws."""

import itertools
from dataclasses import replace

import mapping
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapping import ACROSS, ASK, UP, account, drawn, line, outcome

from relkit.models.governance import About, Power, RelationKind
from relkit.models.governance_ceilings import (
    Run,
    ceiling,
    ceilings,
    unheld,
)
from relkit.models.governance_maps import map_of

NEVER = 99
runs = st.sampled_from(Run)


def allowed(relation, run):
    """The rule of models.md, written anew."""
    if relation.kind is not RelationKind.ACCOUNTABLE_TO:
        return False
    if relation.about in (About.MONEY, About.RULES):
        return False
    if run is Run.VERTICAL and relation.direction is ACROSS:
        return False
    return run is Run.TEETH or Power.ASK in relation.powers


def plain(wanted, of, run):
    """The ceiling found by trying every walk of up to six steps."""
    steps = {(r.source, r.target) for r in of.relations if allowed(r, run)}
    names = [actor.name for actor in of.actors]
    far = {(a, b): 0 if a == b else NEVER for a in names for b in names}
    for _ in names:
        for a, (b, c) in itertools.product(names, steps):
            far[a, c] = min(far[a, c], far[a, b] + 1)
    forums = []
    for forum in set(names) - set(wanted.takes):
        each = [far[actor, forum] for actor in wanted.takes]
        if max(each) < NEVER:
            forums.append((max(each), sum(each), forum))
    return min(forums, default=None)


def height(wanted, of, run):
    found = ceiling(wanted, of, run)
    return NEVER if found is None else found.height


@settings(max_examples=1000)
@given(mapping.relations, mapping.outcomes, runs)
def test_it_is_what_a_plain_search_finds(relations, wanted, run):
    of = drawn(*relations)
    found, expected = ceiling(wanted, of, run), plain(wanted, of, run)
    if expected is None:
        assert found is None
    else:
        assert (found.height, found.forum) == (expected[0], expected[2])


@settings(max_examples=300)
@given(mapping.relations, mapping.outcomes, runs)
def test_its_paths_lead_step_by_step_from_each_actor_to_the_forum(
    relations, wanted, run
):
    found = ceiling(wanted, drawn(*relations), run)
    if found is None:
        return
    for actor, path in zip(wanted.takes, found.paths, strict=True):
        assert (path[0].source, path[-1].target) == (actor, found.forum)
        assert all(a.target == b.source for a, b in itertools.pairwise(path))
        assert all(allowed(step, run) for step in path)
    assert max(map(len, found.paths)) == found.height


@settings(max_examples=300)
@given(mapping.relations, mapping.accounts, mapping.outcomes, runs)
def test_adding_a_relation_never_raises_it(relations, more, wanted, run):
    before, after = drawn(*relations), drawn(*relations, more)
    assert height(wanted, after, run) <= height(wanted, before, run)


@settings(max_examples=300)
@given(mapping.relations, mapping.outcomes, st.sampled_from(mapping.NAMES), runs)
def test_removing_an_actor_that_the_result_does_not_take_never_lowers_it(
    relations, wanted, gone, run
):
    if gone in wanted.takes:
        return
    left = [r for r in relations if gone not in (r.source, r.target)]
    rest = drawn(*left, names=[n for n in mapping.NAMES if n != gone])
    assert height(wanted, rest, run) >= height(wanted, drawn(*relations), run)


@settings(max_examples=300)
@given(mapping.relations, mapping.outcomes)
def test_each_run_holds_at_least_what_the_run_before_it_holds(relations, wanted):
    of = drawn(*relations)
    up, across, teeth = (height(wanted, of, run) for run in Run)
    assert up >= across >= teeth


@settings(max_examples=300)
@given(
    st.lists(st.integers(0, 5), min_size=6, max_size=6),
    st.lists(st.sampled_from("BCDEFG"), min_size=1, max_size=3, unique=True),
    runs,
)
def test_in_one_hierarchy_it_is_no_higher_than_the_root(parents, takes, run):
    names = mapping.NAMES
    steps = [
        account(names[i], names[min(parent, i - 1)])
        for i, parent in enumerate(parents, start=1)
    ]
    above = {step.source: step.target for step in steps}

    def depth(name):
        return 1 + depth(above[name]) if name in above else 0

    found = ceiling(outcome(*takes), drawn(*steps), run)
    assert found.height <= max(map(depth, takes))


def home(*accounts):
    """Coming home from hospital: the hierarchies meet at the very top alone."""
    return drawn(
        account("Ward", "Trust"),
        account("Trust", "NHS"),
        account("NHS", "Secretary of State"),
        account("Social worker", "Council"),
        account("Council", "Secretary of State"),
        *accounts,
        names=(
            *("Ward", "Trust", "NHS", "Secretary of State"),
            *("Social worker", "Council", "Tuesday meeting", "Patients"),
        ),
    )


COMING_HOME = outcome(
    "Ward", "Social worker", whose="Patients", name="Coming home from hospital"
)
SILENT = [
    account(name, "Tuesday meeting", ACROSS, frozenset())
    for name in ("Ward", "Social worker")
]


class TestComingHome:
    def test_only_the_top_holds_the_whole_of_it(self):
        found = ceiling(COMING_HOME, home(), Run.VERTICAL)
        assert (found.forum, found.height, found.part) == (
            "Secretary of State",
            3,
            False,
        )

    def test_a_meeting_that_may_not_ask_changes_nothing_yet(self):
        [told] = ceilings([COMING_HOME], home(*SILENT))
        assert told.horizontal.forum == "Secretary of State"
        assert (told.teeth.forum, told.teeth.height) == ("Tuesday meeting", 1)

    def test_a_meeting_that_may_ask_holds_it(self):
        asking = [replace(each, powers=ASK) for each in SILENT]
        [told] = ceilings([COMING_HOME], home(*asking))
        assert told.vertical.height == 3
        assert (told.horizontal.forum, told.horizontal.height) == (
            "Tuesday meeting",
            1,
        )

    def test_what_nobody_asks_about_results_is_held_by_nobody(self):
        money = drawn(account("A", "B", about=About.MONEY))
        assert ceiling(outcome("A"), money, Run.TEETH) is None

    def test_an_account_about_nothing_in_particular_counts_and_is_shown(self):
        vague = account("A", "B", about=About.UNSPECIFIED)
        assert ceiling(outcome("A"), drawn(vague)).unspecified == (vague,)

    def test_of_two_accounts_the_one_about_results_is_the_way(self):
        vague, clear = account("A", "B", about=About.UNSPECIFIED), account("A", "B")
        assert ceiling(outcome("A"), drawn(vague, clear)).unspecified == ()


class TestThePeopleWhoseLifeItIs:
    @pytest.mark.parametrize(
        "theirs",
        [
            line("Patients", RelationKind.DECIDES_WITH, "Secretary of State"),
            line("Secretary of State", RelationKind.DECIDES_WITH, "Patients"),
            account("Secretary of State", "Patients", UP, frozenset()),
        ],
    )
    def test_have_a_part_where_they_decide_with_it_or_it_is_accountable_to_them(
        self, theirs
    ):
        assert ceiling(COMING_HOME, home(theirs)).part
        assert unheld([COMING_HOME], home(theirs)) == ()

    def test_have_no_part_where_they_only_work_with_it(self):
        works = line("Patients", RelationKind.WORKS_WITH, "Secretary of State")
        assert not ceiling(COMING_HOME, home(works)).part
        assert unheld([COMING_HOME], home(works)) == (COMING_HOME,)

    def test_have_a_part_when_they_are_the_forum(self):
        them = [account(name, "Patients", ACROSS) for name in ("Ward", "Social worker")]
        assert ceiling(COMING_HOME, home(*them)).part

    def test_a_forum_further_away_that_includes_them_is_enough(self):
        of = drawn(account("A", "B"), account("B", "C"), account("C", "G", UP, ()))
        assert not ceiling(outcome("A"), of).part
        assert unheld([outcome("A")], of) == ()

    def test_are_left_out_where_nobody_holds_it(self):
        assert unheld([outcome("A")], drawn()) == (outcome("A"),)


def test_of_two_forums_as_near_the_one_near_to_all_is_taken_then_by_name():
    near_to_all = drawn(
        account("A", "C"), account("A", "D"), account("D", "E"), account("B", "E"),
        account("B", "F"), account("F", "G"), account("A", "G"), account("C", "G"),
    )  # fmt: skip
    assert ceiling(outcome("A", "B"), near_to_all).forum == "E"
    twins = drawn(account("A", "D"), account("A", "C"))
    assert ceiling(outcome("A"), twins).forum == "C"


def test_an_empty_map_holds_nothing_and_is_no_error():
    [told] = ceilings([outcome("A")], map_of((), (), mapping.HERE))
    assert [told.of(run) for run in Run] == [None, None, None]
