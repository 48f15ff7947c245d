"""Harrowmere: what the questions say of the town is what its two maps say."""

import itertools

import pytest

from relkit.checks import (
    governance,
    governance_ceilings,
    governance_decisions,
    governance_heroes,
    governance_maps,
    governance_redesign,
    governance_ways,
    harrowmere,
    map_in_words,
)
from relkit.models import governance_ceilings as ceilings
from relkit.models import governance_decisions as decisions
from relkit.models import governance_heroes as heroes
from relkit.models import governance_maps as maps
from relkit.models.governance import ActorKind, Direction, Power, RelationKind
from relkit.models.governance_ceilings import Run
from relkit.models.standpoints import Standpoint

NAMES = {actor.name for actor in harrowmere.ACTORS}
MAPS = (harrowmere.PLACES, harrowmere.COMMUNITYS)


def test_the_town_is_as_small_as_its_page_says():
    assert len(NAMES) == len(harrowmere.ACTORS) == 10
    assert len(harrowmere.PLACES) == 18


@pytest.mark.parametrize("relations", MAPS, ids=["place", "community"])
def test_each_map_is_one_standpoints_and_says_each_line_once(relations):
    assert len({line.map for line in relations}) == 1
    assert len({(line.ends, line.kind) for line in relations}) == len(relations)
    assert {name for line in relations for name in line.ends} <= NAMES


def test_results_and_decisions_are_about_actors_of_the_town():
    people = {a.name for a in harrowmere.ACTORS if a.kind is ActorKind.PEOPLE}
    for outcome in harrowmere.OUTCOMES:
        assert outcome.whose in people
        assert set(outcome.takes) <= NAMES
    for each in harrowmere.DECISIONS:
        assert {*each.decides, *each.heard, *each.told} <= NAMES


def test_every_line_is_told_with_its_names_and_an_account_with_its_powers():
    for line in itertools.chain(*MAPS):
        told = map_in_words.told(line)
        assert told.startswith(line.sentence)
        assert told.endswith(".")
        if line.kind is RelationKind.ACCOUNTABLE_TO:
            assert all((p.meaning in told) == (p in line.powers) for p in Power)
            assert ("no power" in told) == (not line.powers)


@pytest.mark.parametrize("relations", MAPS, ids=["place", "community"])
def test_a_map_in_words_has_every_line_once_with_its_powers(relations):
    rows = map_in_words.listed(relations).split("\n")
    numbered = [row for row in rows if row[:1].isdigit()]
    assert [int(row.partition(".")[0]) for row in numbered] == [
        n + 1 for n in range(len(relations))
    ]
    for line in relations:
        both = " to " if line.kind is RelationKind.ACCOUNTABLE_TO else " and "
        [row] = [row for row in numbered if both.join(line.ends) in row] or [
            row for row in numbered if both.join(reversed(line.ends)) in row
        ]
        powers = row.partition(": ")[2].split(", ")
        assert line.powers == {p for p in Power if p.value in powers}


def test_one_line_changed_leaves_all_others():
    old = harrowmere.AGENCY_TO_PEOPLE
    new = governance_redesign.given(old, Power.ASK)
    assert set(harrowmere.PLACES) - set(new.relations) == {old}
    [more] = set(new.relations) - set(harrowmere.PLACES)
    assert more.powers == {Power.ASK}


def test_a_story_uses_the_powers_that_its_line_has_and_no_other():
    for story in governance.STORIES:
        used = {p for p, where in governance.USED.items() if story.short in where}
        assert used == story.line.powers
    for story in (governance.HOURS, governance.KITCHEN):
        assert len(set(Power) - story.line.powers) == 1


def test_the_forum_of_a_story_is_among_its_answers():
    forums = [governance.WHO_IS_THE_FORUM.parts[n] for n in (0, 2, 4)]
    for story, part in zip(governance.STORIES, forums, strict=True):
        assert story.forum in part.options
        assert {*story.line.ends, governance.NEITHER} == set(part.options)


def test_every_story_about_a_way_is_on_the_map_and_two_run_up():
    lines = [story.line for story in governance_ways.DIRECTIONS]
    assert set(lines) <= set(harrowmere.drawn().accounts)
    assert [line.direction for line in lines].count(Direction.VERTICAL) == 2


def test_the_last_hint_about_the_weights_tells_the_maps_own_numbers():
    accounts = harrowmere.drawn().accounts
    up = [len(a.powers) for a in accounts if a.direction is Direction.VERTICAL]
    across = [len(a.powers) for a in accounts if a.direction is Direction.HORIZONTAL]
    assert sorted(up, reverse=True) == [4, 4, 3, 2, 1]
    assert (len(across), across.count(0)) == (9, 3)
    assert sum(a.source == harrowmere.WARD for a in accounts) == 4
    hint = governance_maps.WEIGH_THE_MAP.hints[-1]
    assert "4, 4, 3, 2 and 1" in hint
    assert "three of the nine carry none" in hint


def test_over_one_actor_alone_the_powers_are_level():
    level = [a for a in governance_maps.WEIGHED if governance_maps._level(a)]
    assert level == [harrowmere.WARD]


def test_the_three_results_are_held_in_three_different_ways():
    home, week, tablets = ceilings.ceilings(harrowmere.OUTCOMES, harrowmere.drawn())
    assert home.vertical is None
    assert home.horizontal.forum == harrowmere.NURSE
    assert week.horizontal is None
    assert (week.teeth.forum, week.teeth.part) == (harrowmere.PEOPLE, True)
    assert tablets.vertical.height == tablets.horizontal.height == 2
    assert (tablets.teeth.forum, tablets.teeth.height) == (harrowmere.MEETING, 1)


def test_one_change_alone_lets_the_hierarchy_hold_what_it_does_not():
    held = {
        change: ceilings.ceiling(harrowmere.HOME, of, Run.VERTICAL)
        for change, of in governance_ceilings.CHANGES.items()
    }
    [found] = [each for each in held.values() if each]
    assert (found.forum, found.height) == (harrowmere.BOARD, 2)
    assert found.unspecified == (harrowmere.YEARLY,)


@pytest.mark.parametrize("run", Run)
def test_who_is_told_to_hold_a_result_is_whom_the_model_finds(run):
    for outcome in harrowmere.OUTCOMES:
        found = ceilings.ceiling(outcome, harrowmere.drawn(), run)
        for name in NAMES - set(outcome.takes) | {governance_ceilings.NOBODY}:
            read = governance_ceilings.read_forum(outcome, run, name)
            nearest = found.forum if found else governance_ceilings.NOBODY
            assert read.agrees == (name == nearest)


def test_the_lines_compared_are_one_of_each():
    where = [governance_maps.where_it_is(r) for r in governance_maps.COMPARED.values()]
    assert sorted(where) == sorted(governance_maps.WHERE)


def test_every_line_is_where_the_two_maps_say():
    both = maps.two_maps(*(harrowmere.drawn(lines) for lines in MAPS))
    where = [governance_maps.where_it_is(r) for r in harrowmere.PLACES]
    where += [
        governance_maps.where_it_is(line)
        for line in harrowmere.COMMUNITYS
        if line in both.only_b
    ]
    counts = {each: where.count(each) for each in governance_maps.WHERE}
    assert counts == {
        governance_maps.BOTH: len(both.shared),
        governance_maps.ONLY_PLACE: len(both.only_a),
        governance_maps.ONLY_COMMUNITY: len(both.only_b),
        governance_maps.APART: len(both.differently),
    }


def test_four_actors_lose_four_different_things():
    gone = {governance_heroes.goes_with(actor) for actor in governance_heroes.LEAVING}
    assert gone == set(governance_heroes.LOST)


def test_nobody_stands_in_for_the_nurse_whom_no_result_takes():
    of = harrowmere.drawn()
    gone = heroes.without(harrowmere.NURSE, harrowmere.OUTCOMES, of)
    assert gone.taken == ()
    [loss] = gone.forums
    assert (loss.outcome, loss.instead) == (harrowmere.HOME, None)
    most = max(heroes.ranked(harrowmere.OUTCOMES, of), key=lambda rank: rank.pairs)
    assert most.actor == harrowmere.NURSE


def test_the_community_is_heard_once_through_the_rota_alone():
    found = decisions.representation(harrowmere.DECISIONS, harrowmere.ACTORS)
    assert found.counts[Standpoint.COMMUNITY, decisions.Part.DECIDES] == 0
    assert found.counts[Standpoint.COMMUNITY, decisions.Part.HEARD] == 1
    assert governance_decisions.in_how_many() == 1
    assert harrowmere.ROTA in harrowmere.AGENDA.heard


def test_the_grid_puts_those_beneath_whose_life_it_is_and_nobody_else():
    grid = decisions.power_interest(harrowmere.ACTORS, harrowmere.OUTCOMES)
    assert [actor.name for actor in grid.beneath] == [harrowmere.PEOPLE]
    assert grid.unsaid == ()
    assert all(grid.quadrants.values()), "every corner has somebody in it"


def test_of_the_least_that_can_be_done_one_publishes_more():
    more = [
        label
        for label, days in governance_decisions.LEAST.items()
        if governance_decisions.published(days)
        > governance_decisions.published(harrowmere.DAYS)
    ]
    assert more == [governance_decisions.PUBLISH]


def test_the_surgery_asked_by_the_meeting_helps_the_tablets_and_not_the_week():
    account = harrowmere.SURGERY_TO_MEETING
    tablets = governance_redesign.holds(account, Power.ASK, harrowmere.TABLETS)
    assert (tablets.forum, tablets.height) == (harrowmere.MEETING, 1)
    for power in Power:
        assert governance_redesign.holds(account, power, harrowmere.WEEK) is None


def test_no_power_but_the_first_lets_anybody_hold_the_week():
    for account in governance_redesign.ACCOUNTS.values():
        for power in set(Power) - {Power.ASK}:
            assert governance_redesign.holds(account, power, harrowmere.WEEK) is None
