"""The values of the three worlds refuse what cannot be."""

import pytest

from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
)


def preparation(name):
    return Preparation(
        name=name, strength=Strength.KIT, prepared_by=Preparer.INSTITUTION
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Situation(name=" ", whose="Ada"), "A situation has no name"),
        (lambda: Situation(name="Damp", whose=" "), "in nobody’s life. Say whose"),
        (lambda: preparation(""), "A preparation has no name"),
        (lambda: Encounter(name=""), "An encounter has no name"),
        (lambda: Encounter(name="a; b"), "Write a comma instead"),
        (lambda: preparation("Keys; maps"), "semicolon"),
        (lambda: Encounter(name="a", situations=("b", "b")), "names ‘b’ twice"),
        (lambda: Encounter(name="a", preparations=("b", "b")), "names ‘b’ twice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_several_preparers_are_told_in_one_word():
    assert [each.many for each in Preparer] == [
        "citizens",
        "associations",
        "institutions",
    ]
