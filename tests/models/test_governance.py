"""What an actor, a relation, an outcome and a decision cannot be."""

import pytest

from relkit.models.governance import (
    Actor,
    ActorKind,
    Decision,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.standpoints import Standpoint


def actor(**given):
    return Actor(
        **{"name": "Ward", "kind": ActorKind.INSTITUTION, "side": Standpoint.PLACE}
        | given
    )


def relation(**given):
    usual = {
        "map": Standpoint.PLACE,
        "source": "Ward",
        "kind": RelationKind.WORKS_WITH,
        "target": "Surgery",
    }
    return Relation(**usual | given)


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (lambda: actor(name=" "), "Give it one"),
        (lambda: actor(power=4), "from 0 to 3"),
        (lambda: actor(interest=-1), "from 0 to 3"),
        (lambda: relation(target="Ward"), "Name another actor"),
        (lambda: relation(target=""), "Name both"),
        (lambda: relation(powers=frozenset({Power.ASK})), "Leave these four empty"),
        (lambda: Outcome(name="", whose="Patients", takes=("Ward",)), "Say what"),
        (lambda: Outcome(name="Home", whose="", takes=("Ward",)), "Name the people"),
        (lambda: Outcome(name="Home", whose="Patients", takes=()), "at least one"),
        (lambda: Decision(name=""), "Say what is decided"),
    ],
)
def test_the_impossible_is_refused_with_what_to_do(make, advice):
    with pytest.raises(ValueError, match=advice):
        make()


def test_those_who_work_together_do_so_both_ways():
    assert relation().ends == relation(source="Surgery", target="Ward").ends


def test_those_who_report_do_so_one_way():
    there = relation(kind=RelationKind.REPORTS_TO)
    back = relation(kind=RelationKind.REPORTS_TO, source="Surgery", target="Ward")
    assert there.ends != back.ends
