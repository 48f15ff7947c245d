"""Two maps, ladders, heroes, decisions and the grid: what their rows and words say."""

from dataclasses import replace

import mapping
import pytest
from drawn import layers
from mapping import ACROSS, ASK, UP, account, actors, outcome, works

from relkit.charts import (
    governance_compared,
    governance_decision_marks,
    governance_decisions,
    governance_grid,
    governance_heroes,
    governance_ladders,
)
from relkit.models.case import Case, Kind
from relkit.models.governance import ActorKind, Decision
from relkit.models.standpoints import Standpoint

HERE, THERE = mapping.HERE, Standpoint.CENTRE
NAMES = ("A", "B", "C", "M", "S", "G")
TOP = [account("A", "C"), account("B", "C"), account("C", "S")]
MEETING = [account(name, "M", ACROSS, frozenset()) for name in "AB"]


def place(*relations, **more):
    return Case(
        **{
            "name": "x",
            "title": "X",
            "place": "X",
            "kind": Kind.INVENTED,
            "actors": actors(NAMES),
            "relations": relations,
        }
        | more
    )


def rows(chart, *fields):
    for _, values in layers(chart):
        if values and set(fields) <= set(values[0]):
            return values
    raise AssertionError(fields)


def words_of(drawing):
    [told, *_] = (view.description for view in drawing.views)
    return told


class TestTwoMaps:
    @pytest.fixture
    def drawing(self):
        there = [
            account("A", "C", UP, frozenset(), map=THERE),
            account("B", "C", map=THERE),
            account("S", "G", map=THERE),
        ]
        return governance_compared.compared(place(*TOP, *there), HERE, THERE)

    def test_each_line_looks_like_where_it_is(self, drawing):
        looks = governance_compared.looks_of(HERE, THERE)
        ways = {(x.head, tuple(x.dash), x.sign, x.width) for x in looks.values()}
        assert len(ways) == 4
        drawn = [row for row in rows(drawing.chart, "k", "e") if not row["k"]]
        assert len(drawn) == 4

    def test_every_line_stands_in_the_table_with_where_it_is(self, drawing):
        told = words_of(drawing)
        where = {row[:3:2]: row[3] for row in told.rows}
        assert where == {
            ("A", "C"): "both, differently",
            ("B", "C"): "both, alike",
            ("C", "S"): "only the place",
            ("S", "G"): "only the centre",
        }
        assert told.rows[0][4].startswith("Powers: the place says ask for an account")

    def test_the_headline_counts_what_is_shared_and_seen_differently(self, drawing):
        assert words_of(drawing).headline == (
            "Of 4 lines, the place and the centre see 1 alike and 1 differently"
        )

    def test_the_line_seen_most_differently_is_told_as_an_example(self, drawing):
        told = words_of(drawing).sentence
        assert "Seen most differently: ‘A’ is accountable to ‘C’. Powers: the" in told

    def test_one_map_twice_asks_for_another(self):
        drawing = governance_compared.compared(place(*TOP), HERE, HERE)
        assert drawing.chart is None
        assert "Choose another map" in words_of(drawing).sentence

    def test_a_map_that_nobody_has_drawn_is_named(self):
        drawing = governance_compared.compared(place(*TOP), HERE, THERE)
        assert words_of(drawing).headline == "Nobody has drawn the centre’s map yet"


class TestLadders:
    def ladders(self, *relations, result=None, **more):
        results = (outcome("A", "B"), outcome("S", name="Away"))
        case = place(*relations, **{"outcomes": results} | more)
        return governance_ladders.ladders(case, HERE, result)

    def test_a_mark_stands_on_the_rung_of_its_run(self):
        asking = [replace(each, powers=ASK) for each in MEETING]
        chart = self.ladders(account("A", "S"), account("B", "C"), TOP[2], *asking)
        marks = [r for r in rows(chart.chart, "across", "step") if r["i"] == 0]
        assert [mark["step"] for mark in marks] == [2, 1, 1]
        assert len({mark["shape"] for mark in marks}) == 3

    def test_nobody_stands_above_the_highest_rung(self):
        chart = self.ladders(*TOP).chart
        away = [r["step"] for r in rows(chart, "across", "step") if r["i"] == 1]
        highest = max(r["step"] for r in rows(chart, "i", "step") if len(r) == 2)
        assert set(away) == {highest + 1}

    def test_the_headline_is_the_sentence_of_the_result_that_is_chosen(self):
        told = words_of(self.ladders(*TOP, result="Away"))
        assert told.headline.startswith("Nobody could hold the whole of ‘Away’")

    def test_without_a_choice_it_is_the_one_that_a_power_to_ask_would_change(self):
        told = words_of(self.ladders(TOP[2], account("A", "S"), TOP[1], *MEETING))
        assert told.headline == (
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; ‘M’ could, "
            "if it had the power to ask"
        )
        assert told.sentence.startswith("‘M’ would be 1 step away. ‘G’, whose life")

    def test_the_table_tells_every_result_in_full_whichever_is_chosen(self):
        lines = [*TOP, *MEETING[:1]]
        home, away = (
            words_of(self.ladders(*lines, result=name)) for name in ("Home", "Away")
        )
        assert home.rows == away.rows
        for chosen, row in zip((home, away), home.rows, strict=True):
            first, *rest = row[4].split(". ")
            assert first.removesuffix(".") == chosen.headline
            assert all(each in chosen.sentence for each in (*rest, row[5]))

    def test_the_table_has_every_run_and_the_sentence(self):
        told = words_of(self.ladders(*TOP, *MEETING))
        assert told.rows[0][:4] == (
            "Home",
            "C, 1 step away",
            "C, 1 step away",
            "C, 1 step away",
        )
        assert told.rows[0][4].endswith(".")

    def test_a_very_high_ceiling_still_has_a_rung(self):
        chain = [account(a, b) for a, b in zip("ABCMS", "BCMSG", strict=True)]
        names = [f"N{n}" for n in range(30)]
        chain += [
            account(a, b) for a, b in zip(["G", *names], [*names, "G"], strict=False)
        ]
        case = place(
            *chain,
            actors=actors((*NAMES, *names)),
            outcomes=(outcome(*"ABCMSG", *names[:-1]),),
        )
        chart = governance_ladders.ladders(case, HERE).chart
        says = [" ".join(r["says"]) for r in rows(chart, "step", "says")]
        assert any("N29" in each for each in says)

    def test_no_results_and_no_lines_teach(self):
        assert "No results" in words_of(self.ladders(*TOP, outcomes=())).headline
        assert self.ladders(*TOP, outcomes=()).chart is None
        assert "Nobody has drawn" in words_of(self.ladders()).headline


class TestHeroes:
    TEAM = (*(works(name, "M") for name in "AB"), account("A", "M"), account("B", "M"))

    def heroes(self, actor, *relations):
        case = place(*relations, outcomes=(outcome("A", "B"),))
        return governance_heroes.heroes(case, HERE, actor)

    def test_bars_are_as_long_as_what_is_lost(self):
        bars = rows(self.heroes("M", *self.TEAM).chart, "kind", "share")
        first = {row["kind"]: row["many"] for row in bars if row["i"] == 0}
        assert first == {"lost": "1", "pairs": "1"}

    def test_the_one_that_is_chosen_is_told_in_the_headline(self):
        told = words_of(self.heroes("M", *self.TEAM))
        assert told.headline == (
            "Without ‘M’, 1 result is at risk and 1 pair can no longer reach each other"
        )
        assert "‘Home’ loses its forum, ‘M’; nobody could hold" in told.sentence
        assert "Cut off: A from B." in told.sentence

    def test_people_who_are_cut_off_are_named_first_and_each_once_before_twice(self):
        lines = [works(name, "M") for name in (*"ABC", "Desk")]
        desk = replace(*actors("A"), name="Desk", kind=ActorKind.INSTITUTION)
        case = place(*lines, actors=(*actors(NAMES), desk))
        told = words_of(governance_heroes.heroes(case, HERE, "M")).sentence
        assert "Cut off: A from B, B from C, C from Desk, A from C, B" in told

    def test_somebody_who_is_no_longer_there_gives_way_to_the_first(self):
        told = words_of(self.heroes("Nobody", *self.TEAM))
        assert told.headline.startswith(f"Without ‘{told.rows[0][0]}’")

    def test_somebody_on_whom_nothing_rests_is_told_so(self):
        told = words_of(self.heroes("C", *self.TEAM))
        assert told.headline == "Without ‘C’, nothing on this map is at risk"

    def test_one_is_chosen_from_those_with_a_line_the_most_lines_first(self):
        names = governance_heroes.names(place(*self.TEAM))
        assert names == ["M", "A", "B"]

    def test_an_empty_map_teaches(self):
        assert self.heroes(None).chart is None


class TestDecisions:
    RENTS = Decision(name="Rents", decides=("A",), told=("B",), open_to_challenge="yes")

    def test_a_cell_has_the_strongest_part(self):
        drawing = governance_decisions.decided(place(decisions=(self.RENTS,)))
        cells = [row["says"] for row in rows(drawing.chart, "j", "fill")]
        assert cells == ["decides", "–", "–", "?", "yes"]

    def test_the_headline_counts_where_the_community_decides(self):
        other = Decision(name="Roof", heard=("A",))
        told = words_of(
            governance_decisions.decided(place(decisions=(self.RENTS, other)))
        )
        assert told.headline == "People of the community decide in 1 of 2 decisions"
        assert told.rows[0][6:] == ("A", "", "B")

    def test_a_phone_lists_what_the_cells_say_under_each_name(self):
        people = [
            replace(each, side=side)
            for each, side in zip(actors("ABC"), Standpoint, strict=True)
        ]
        rents = Decision(name="Rents", decides=("A", "B"), heard=("A",))
        case = place(actors=tuple(people), decisions=(rents,))
        *_, names, listed = layers(governance_decisions.decided(case).chart)
        assert [row["says"] for row in names[1]] == [["Rents"]]
        assert [(row["says"], "fill" in row) for row in listed[1]] == [
            ("Decides: community and place", True),
            ("Has no part: centre", True),
            ("Reasons published: nobody can say", False),
            ("Can be challenged: nobody can say", False),
        ]

    def test_the_table_has_every_part_and_both_answers_of_every_decision(self):
        shut = Decision(name="Roof", heard=("A",), reasons_published="no")
        told = words_of(
            governance_decisions.decided(place(decisions=(self.RENTS, shut)))
        )
        assert told.columns == (
            "Decision",
            *governance_decision_marks.HEADS,
            "Who decides",
            "Who is heard",
            "Who is told",
        )
        assert told.rows == (
            ("Rents", "decides", "–", "–", "?", "yes", "A", "", "B"),
            ("Roof", "heard", "–", "–", "no", "?", "", "A", ""),
        )

    def test_no_heading_is_cut_with_a_hyphen(self):
        chart = governance_decisions.decided(place(decisions=(self.RENTS,))).chart
        assert "-" not in str(
            [row["says"] for _, rows in layers(chart) for row in rows]
        )

    def test_no_decisions_teach(self):
        assert governance_decisions.decided(place()).chart is None


class TestGrid:
    def grid(self, *powers):
        people = actors(NAMES)
        rated = [
            replace(each, power=power, interest=3)
            for each, power in zip(people, powers, strict=False)
        ]
        case = place(
            actors=(*rated, *people[len(powers) :]),
            outcomes=(outcome("S", whose="A"), outcome("S", whose="B", name="Away")),
        )
        return governance_grid.grid(case)

    def test_warns_of_those_whose_life_it_is_and_whom_it_would_merely_inform(self):
        told = words_of(self.grid(0, 3))
        assert "merely inform or monitor one of those" in told.headline
        assert told.sentence.startswith("A warning")
        assert "Here that is ‘A’" in told.sentence

    def test_marks_them_in_the_picture(self):
        corners = rows(self.grid(0, 3).chart, "head", "wide")
        [informed] = [c for c in corners if c["head"] == "Keep informed"]
        assert informed["wide"] == ["● A"]

    def test_every_actor_stands_in_the_table(self):
        told = words_of(self.grid(0, 3))
        assert [row[0] for row in told.rows] == list(NAMES)
        assert told.rows[-1][3] == "nothing: nobody said"

    def test_a_place_of_which_nobody_said_teaches(self):
        assert self.grid().chart is None
