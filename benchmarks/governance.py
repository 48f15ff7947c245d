"""What a large map costs: seconds for each thing that the page says of it."""

import random
import time
from collections.abc import Callable

from benchmarks.promises import Promise
from relkit.charts import governance
from relkit.charts.drawing import unchecked
from relkit.models.case import Case, Kind
from relkit.models.governance import (
    Actor,
    ActorKind,
    Direction,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.governance_ceilings import ceilings
from relkit.models.governance_findings import map_findings
from relkit.models.governance_heroes import cycles, ranked
from relkit.models.governance_maps import balance, map_of
from relkit.models.standpoints import Standpoint

ACTORS, RELATIONS, OUTCOMES = 300, 1500, 30
TAKEN = 3
WHOSE = Standpoint.PLACE
ROUNDS = 5
# Dense enough that many results have a forum, and many actors answer in a circle.
HELD = 0.7
OFTEN = {RelationKind.ACCOUNTABLE_TO: 6, RelationKind.WORKS_WITH: 3}


def large(actors: int, relations: int, outcomes: int, seed: int = 1) -> Case:
    """A place of so many actors, lines and results, the same each time.

    Parameters
    ----------
    actors, relations, outcomes
        How many of each. Every result takes a few of the actors.
    seed
        Which place.
    """
    chance = random.Random(seed)
    names = [f"Actor number {n}" for n in range(actors)]
    sides = list(Standpoint)
    return Case(
        name="large",
        title="A large place",
        place="A large place",
        kind=Kind.INVENTED,
        actors=tuple(
            Actor(name=name, kind=ActorKind.PEOPLE, side=sides[n % len(sides)])
            for n, name in enumerate(names)
        ),
        relations=tuple(_line(names, chance) for _ in range(relations)),
        outcomes=tuple(
            Outcome(
                name=f"Result number {n}",
                whose=chance.choice(names),
                takes=tuple(chance.sample(names, TAKEN)),
            )
            for n in range(outcomes)
        ),
    )


def _line(names: list[str], chance: random.Random) -> Relation:
    source, target = chance.sample(names, 2)
    kinds = list(RelationKind)
    [kind] = chance.choices(kinds, [OFTEN.get(each, 1) for each in kinds])
    known: dict = {"map": WHOSE, "source": source, "kind": kind, "target": target}
    if kind is RelationKind.ACCOUNTABLE_TO:
        held = frozenset(power for power in Power if chance.random() < HELD)
        known |= {"direction": chance.choice(list(Direction)), "powers": held}
    return Relation(**known)


def measured(rounds: int = ROUNDS) -> list[Promise]:
    """Seconds for each thing that the page says of a large map.

    Parameters
    ----------
    rounds
        How often each is measured.
    """
    return [
        Promise(
            name=f"{ACTORS} actors, {RELATIONS:,} relations: {name}",
            unit="s",
            at_most=1,
            digits=2,
            figures=tuple(_timed(say) for _ in range(rounds)),
        )
        for name, say in _said().items()
    ]


def _said() -> dict[str, Callable[[], object]]:
    case = large(ACTORS, RELATIONS, OUTCOMES)
    of = map_of(case.actors, case.relations, WHOSE)
    return {
        "powers up and across": lambda: balance(of),
        "ceilings of all results": lambda: ceilings(case.outcomes, of),
        "heroes ranked": lambda: ranked(case.outcomes, of),
        "findings": lambda: map_findings(case, WHOSE),
        "circles of accounts": lambda: cycles(of),
        "map drawn": lambda: _drawn(case),
    }


def _drawn(case: Case) -> dict:
    """The picture, as the page draws it."""
    with unchecked():
        chart = governance.mapped(case, WHOSE).chart
        return {} if chart is None else chart.to_dict(validate=False)


def _timed(say: Callable[[], object]) -> float:
    start = time.perf_counter()
    say()
    return time.perf_counter() - start
