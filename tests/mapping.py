"""Small maps for tests, by hand and at random."""

from hypothesis import strategies as st

from relkit.models.governance import (
    About,
    Actor,
    ActorKind,
    Direction,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.governance_maps import map_of
from relkit.models.standpoints import Standpoint

HERE = Standpoint.PLACE
NAMES = tuple("ABCDEFG")
UP, ACROSS = Direction.VERTICAL, Direction.HORIZONTAL
ASK = frozenset({Power.ASK})


def account(source, forum, direction=UP, powers=ASK, about=About.RESULTS, **more):
    return Relation(
        **{"map": HERE, "kind": RelationKind.ACCOUNTABLE_TO}
        | more
        | {"source": source, "target": forum, "direction": direction}
        | {"powers": powers, "about": about}
    )


def line(a, kind, b, **more):
    return Relation(**{"map": HERE} | more | {"source": a, "kind": kind, "target": b})


def works(a, b):
    return line(a, RelationKind.WORKS_WITH, b)


def actors(names=NAMES):
    return tuple(
        Actor(name=name, kind=ActorKind.PEOPLE, side=Standpoint.COMMUNITY)
        for name in names
    )


def drawn(*relations, names=NAMES, whose=HERE):
    return map_of(actors(names), relations, whose)


def outcome(*takes, whose="G", name="Home"):
    return Outcome(name=name, whose=whose, takes=takes)


pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(
    lambda pair: pair[0] != pair[1]
)
powers = st.frozensets(st.sampled_from(Power))
accounts = st.builds(
    lambda pair, direction, held, about, map: account(
        *pair, direction, held, about, map=map
    ),
    pairs,
    st.sampled_from(Direction),
    powers,
    st.sampled_from(About),
    st.just(HERE),
)
others = st.builds(
    lambda pair, kind: line(pair[0], kind, pair[1]),
    pairs,
    st.sampled_from([k for k in RelationKind if k is not RelationKind.ACCOUNTABLE_TO]),
)
relations = st.lists(st.one_of(accounts, accounts, others), max_size=14)
outcomes = st.builds(
    lambda takes, whose: outcome(*takes, whose=whose),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    st.sampled_from(NAMES),
)
