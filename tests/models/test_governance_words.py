"""Who can hold the whole of a result, in a sentence or two."""

import re
from dataclasses import replace

import mapping
import pytest
from hypothesis import given, settings
from mapping import ACROSS, ASK, account, drawn, outcome

from relkit.models.governance_ceilings import Run, ceilings
from relkit.models.governance_words import (
    beyond,
    ceiling_told,
    headline,
    part_told,
)

MEETING = [account(name, "M", ACROSS, frozenset()) for name in "AB"]
TOP = [account("A", "C"), account("B", "D"), account("C", "S"), account("D", "S")]
ASKED = [replace(each, powers=ASK) for each in MEETING]
NOBODY_UP = "Up the hierarchy alone nobody holds the whole of it."


def held(*relations):
    [found] = ceilings([outcome("A", "B")], drawn(*relations, names="ABCDMSG"))
    return found


@pytest.mark.parametrize(
    ("relations", "head", "rest"),
    [
        (
            [],
            "Nobody could hold the whole of ‘Home’, even if every forum could ask",
            (),
        ),
        (
            MEETING,
            "Nobody holds the whole of ‘Home’; ‘M’ could, if it had the power to ask",
            ("‘M’ would be 1 step away.",),
        ),
        (
            [*TOP, *MEETING],
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; ‘M’ could, "
            "if it had the power to ask",
            ("‘M’ would be 1 step away.",),
        ),
        (TOP, "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’", ()),
        (
            [*TOP, *ASKED],
            "With the accounts across, ‘M’, 1 step away, can hold the whole of ‘Home’",
            ("Up the hierarchy alone nobody below ‘S’, 2 steps away, can hold it.",),
        ),
        (
            ASKED,
            "With the accounts across, ‘M’, 1 step away, can hold the whole of ‘Home’",
            (NOBODY_UP,),
        ),
        (
            [*(replace(each, direction=ACROSS) for each in TOP), *MEETING],
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; ‘M’ could, "
            "if it had the power to ask",
            (NOBODY_UP, "‘M’ would be 1 step away."),
        ),
        (
            [account("A", "C"), account("B", "C")],
            "‘C’, 1 step away, can hold the whole of ‘Home’",
            (),
        ),
        (
            [account("A", "C", powers=frozenset()), *TOP[2:3], account("B", "S")],
            "Nobody holds the whole of ‘Home’; ‘S’ could, if ‘C’ had the power to ask",
            ("‘S’ would be 2 steps away.",),
        ),
        (
            [replace(each, powers=frozenset()) for each in TOP],
            "Nobody holds the whole of ‘Home’; ‘S’ could, if three forums had the "
            "power to ask",
            ("‘S’ would be 2 steps away.", "‘C’, ‘D’ and ‘S’ would need that power."),
        ),
        (
            [*TOP, account("A", "S", powers=frozenset()), account("B", "S")],
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; it would be "
            "nearer, if ‘S’ had the power to ask",
            ("‘S’ would be 1 step away.",),
        ),
    ],
)
def test_the_headline_is_one_sentence_and_the_rest_stands_below(relations, head, rest):
    found = held(*relations)
    assert headline(found) == head
    assert beyond(found) == rest
    assert ceiling_told(found) == " ".join([f"{head}.", *rest])


@settings(max_examples=60)
@given(mapping.relations, mapping.outcomes)
def test_a_headline_has_two_clauses_and_one_number_at_most(relations, result):
    [found] = ceilings([result], drawn(*relations))
    assert headline(found).count(";") <= 1
    assert len(re.findall(r"\d", headline(found))) <= 1


@settings(max_examples=60)
@given(mapping.relations, mapping.outcomes)
def test_headline_and_rest_tell_how_far_away_it_is_in_every_run(relations, result):
    [found] = ceilings([result], drawn(*relations))
    for run in Run:
        if ceiling := found.of(run):
            assert ceiling.steps in ceiling_told(found)


def test_the_part_of_the_people_is_told_where_anybody_holds_it():
    [held] = ceilings([outcome("A")], drawn(account("A", "B")))
    assert part_told(held) == (
        "‘G’, whose life it is, have no part in that forum, ‘B’."
    )
    [theirs] = ceilings([outcome("A")], drawn(account("A", "G")))
    assert part_told(theirs) == "‘G’ are that forum: it is their life."
    [nobody] = ceilings([outcome("A")], drawn())
    assert part_told(nobody) == ""
