"""Who can hold the whole of a result, in a sentence or two."""

from dataclasses import replace

import pytest
from mapping import ACROSS, ASK, account, drawn, outcome

from relkit.models.governance_ceilings import ceilings
from relkit.models.governance_words import ceiling_told, part_told

MEETING = [account(name, "M", ACROSS, frozenset()) for name in "AB"]
TOP = [account("A", "C"), account("B", "D"), account("C", "S"), account("D", "S")]


def told(*relations):
    [found] = ceilings([outcome("A", "B")], drawn(*relations, names="ABCDMSG"))
    return ceiling_told(found)


@pytest.mark.parametrize(
    ("relations", "sentence"),
    [
        (
            [],
            "Nobody holds the whole of ‘Home’, and nobody would if every forum could "
            "ask.",
        ),
        (
            MEETING,
            "Nobody holds the whole of ‘Home’; ‘M’ could, 1 step away, if it had the "
            "power to ask.",
        ),
        (
            [*TOP, *MEETING],
            "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’; ‘M’ could, "
            "1 step away, if it had the power to ask.",
        ),
        (TOP, "Nobody below ‘S’, 2 steps away, can hold the whole of ‘Home’."),
        (
            [*TOP, *(replace(each, powers=ASK) for each in MEETING)],
            "Up the hierarchy alone nobody below ‘S’, 2 steps away, can hold the whole "
            "of ‘Home’; with the accounts across, ‘M’, 1 step away, can.",
        ),
        (
            [replace(each, powers=ASK) for each in MEETING],
            "Up the hierarchy alone nobody holds the whole of ‘Home’; with the "
            "accounts across, ‘M’, 1 step away, can.",
        ),
        (
            [account("A", "C"), account("B", "C")],
            "‘C’, 1 step away, can hold the whole of ‘Home’.",
        ),
        (
            [account("A", "C", powers=frozenset()), *TOP[2:3], account("B", "S")],
            "Nobody holds the whole of ‘Home’; ‘S’ could, 2 steps away, if ‘C’ had the "
            "power to ask.",
        ),
    ],
)
def test_the_ceiling_is_told_in_a_sentence(relations, sentence):
    assert told(*relations) == sentence


def test_the_part_of_the_people_is_told_where_anybody_holds_it():
    [held] = ceilings([outcome("A")], drawn(account("A", "B")))
    assert part_told(held) == (
        "‘G’, whose life it is, have no part in that forum, ‘B’."
    )
    [theirs] = ceilings([outcome("A")], drawn(account("A", "G")))
    assert part_told(theirs) == "‘G’ are that forum: it is their life."
    [nobody] = ceilings([outcome("A")], drawn())
    assert part_told(nobody) == ""
