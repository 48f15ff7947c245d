"""Governance mapping: the heroic leader test, and accounts that run in a circle.

S: bubbles are built that depend on heroic rebel leaders, who take on all the risk and
all the accountability, and they disappear when the leaders go. R: to take one actor
off the map and count what goes with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from relkit.models.governance import Outcome, Power, RelationKind
from relkit.models.governance_ceilings import (
    Answering,
    Ceiling,
    Run,
    held,
)
from relkit.models.governance_maps import Map

MOST_FOR_BETWEENNESS = 300
"""With more actors than this, betweenness takes seconds: it is left out (R)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A result whose forum is lost, and who could hold the whole of it instead."""

    outcome: Outcome
    forum: str
    instead: Ceiling | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What goes when one actor goes.

    Parameters
    ----------
    actor
        Its name.
    taken
        The results that take this actor.
    forums
        The results whose forum is lost.
    pairs
        Pairs of others that can no longer reach each other by *works with*.
    """

    actor: str
    taken: tuple[Outcome, ...]
    forums: tuple[Loss, ...]
    pairs: tuple[tuple[str, str], ...]


def without(actor: str, outcomes: Sequence[Outcome], of: Map) -> Without:
    """The heroic leader test for one actor, in full.

    A result's forum is the nearest with the accounts across. It is lost when it is the
    actor itself, or when somebody whom the result takes answers to it through the actor
    alone. Of results that take the actor only that is told.
    """
    full = Answering(of, Run.HORIZONTAL)
    losing = _forums_lost(outcomes, full).get(actor, ())
    rest = full.without(actor)
    return Without(
        actor=actor,
        taken=tuple(o for o in outcomes if actor in o.takes),
        forums=tuple(
            Loss(outcome=o, forum=full.forums(o.takes)[0], instead=held(o, of, rest))
            for o in losing
        ),
        pairs=tuple(_pairs(of, actor)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What goes with one actor, counted.

    ``lost`` counts results that take the actor or lose their forum, each once;
    ``between`` is how often the actor lies on the shortest ways by *works with* between
    two others, 0 to 1, or ``None`` where that was not asked, or there are too many
    actors to say so quickly.
    """

    actor: str
    taken: int
    forums: int
    pairs: int
    between: float | None

    @property
    def lost(self) -> int:
        """Results lost."""
        return self.taken + self.forums


def ranked(
    outcomes: Sequence[Outcome], of: Map, *, between: bool = True
) -> tuple[Rank, ...]:
    """Every actor, by results lost, then by pairs cut, then by name.

    Parameters
    ----------
    outcomes
        The results of the place.
    of
        The map.
    between
        Whether to say how often each lies between others: that takes the longest.
    """
    forums = _forums_lost(outcomes, Answering(of, Run.HORIZONTAL))
    pairs, ways = pairs_cut(of), _between(of) if between else None
    ranks = [
        Rank(
            actor=name,
            taken=sum(name in o.takes for o in outcomes),
            forums=len(forums.get(name, ())),
            pairs=pairs.get(name, 0),
            between=None if ways is None else ways.get(name, 0.0),
        )
        for name in (actor.name for actor in of.actors)
    ]
    return tuple(sorted(ranks, key=lambda r: (-r.lost, -r.pairs, r.actor)))


def _forums_lost(
    outcomes: Sequence[Outcome], full: Answering
) -> dict[str, list[Outcome]]:
    """By actor, the results whose forum is lost without it; none that take it.

    Only the forum and those on the ways found to it can matter: without anybody else
    these ways are still there.
    """
    lost: dict[str, list[Outcome]] = {}
    rest: dict[str, Answering] = {}
    for outcome in outcomes:
        forums = full.forums(outcome.takes)
        if not forums:
            continue
        forum, taken = forums[0], frozenset(outcome.takes)
        ways = {a: full.path(a, forum) for a in taken}
        near = {step.source for way in ways.values() for step in way} - taken
        for name in (forum, *sorted(near)):
            if name not in rest:
                rest[name] = full.without(name)
            through = [a for a, way in ways.items() if name in {s.source for s in way}]
            if name == forum or any(
                forum not in rest[name].reached(a) for a in through
            ):
                lost.setdefault(name, []).append(outcome)
    return lost


def _working(of: Map) -> Any:
    """The graph of who works with whom."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(actor.name for actor in of.actors)
    graph.add_edges_from(r.ends for r in of.of_kind(RelationKind.WORKS_WITH))
    return graph


def _between(of: Map) -> dict[str, float] | None:
    import networkx as nx

    if len(of.actors) > MOST_FOR_BETWEENNESS:
        return None
    found: dict[str, float] = nx.betweenness_centrality(_working(of))
    return found


def _pairs(of: Map, actor: str) -> list[tuple[str, str]]:
    """Pairs that reach each other by *works with* only through this actor."""
    import networkx as nx

    graph = _working(of)
    if actor not in graph:
        return []
    group = nx.node_connected_component(graph, actor) - {actor}
    pieces = list(nx.connected_components(graph.subgraph(group)))
    cut = [
        (min(a, b), max(a, b))
        for one, other in combinations(pieces, 2)
        for a in one
        for b in other
    ]
    return sorted(cut)


def pairs_cut(of: Map) -> dict[str, int]:
    """How many pairs each actor would cut; only those who would cut any.

    Everybody at once, from the tree of blocks: where the graph falls apart without an
    actor, each branch of the tree at that actor is one of the pieces.
    """
    import networkx as nx

    graph = _working(of)
    cut: dict[str, int] = {}
    for group in nx.connected_components(graph):
        within = graph.subgraph(group)
        joints = set(nx.articulation_points(within))
        if joints:
            blocks = list(nx.biconnected_components(within))
            cut |= _cut_in(blocks, joints, len(group))
    return cut


def _cut_in(blocks: Sequence[set[str]], joints: set[str], size: int) -> dict[str, int]:
    """Pairs cut by each joint of one connected group of this size."""
    import networkx as nx

    tree = nx.Graph(
        (name, i) for i, block in enumerate(blocks) for name in block & joints
    )
    own = {i: len(block - joints) for i, block in enumerate(blocks)}
    root = next(iter(joints))
    above = dict(nx.bfs_predecessors(tree, root))
    below: dict[Any, int] = {}
    pieces: dict[str, list[int]] = {name: [] for name in joints}
    for node in reversed([root, *above]):
        below[node] = below.get(node, 0) + own.get(node, 1)
        if node in joints:
            pieces[node].append(size - below[node])  # what lies beyond its parent
        parent = above.get(node)
        if parent is not None:
            below[parent] = below.get(parent, 0) + below[node]
            if parent in joints:
                pieces[parent].append(below[node])
    return {
        name: (sum(each) ** 2 - sum(n * n for n in each)) // 2
        for name, each in pieces.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """Actors who are accountable to each other in a circle.

    ``closed`` says that none of them is accountable to anybody else.
    """

    actors: tuple[str, ...]
    closed: bool


def cycles(of: Map) -> tuple[Cycle, ...]:
    """Circles of accountability, by the name of their first actor.

    Only accounts count for which the forum can at least ask. A circle is no error: to
    answer to each other may be just what people want. It is worth asking about where
    nobody outside can ask.
    """
    import networkx as nx

    asking = (r for r in of.accounts if Power.ASK in r.powers)
    graph = nx.DiGraph((r.source, r.target) for r in asking)
    found = [
        Cycle(
            actors=tuple(sorted(group)),
            closed=all(b in group for a in group for b in graph.successors(a)),
        )
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda cycle: cycle.actors))
