"""A case's actors, relations, outcomes and decisions as a graph."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from relkit.formats.graph import SEVERAL, Edge, Graph, Node
from relkit.formats.kinds import ACTOR, DECISION, OUTCOME, Part, words_for
from relkit.models.case import Case
from relkit.models.governance import Power


def map_of(case: Case) -> Graph:
    """Everything on the governance maps of a case, as nodes and edges.

    Actors are nodes, relations are edges. Outcomes and decisions are nodes of a type of
    their own, with edges of their own kinds to the actors. Each label stands once;
    where it is not the name, the name is an attribute. An ``id`` stays the same from
    file to file as long as the name does.

    Examples
    --------
    >>> from relkit.models.case import Kind
    >>> map_of(Case(name="elm", title="", place="", kind=Kind.INVENTED)).nodes
    ()
    """
    return Graph(
        nodes=tuple(_told_apart(list(_nodes(case)))),
        edges=(*_relations(case), *_parts(case)),
    )


def _id(what: str, *said: str) -> str:
    """Short, and without `_` and `.`, with which Kumu finds nothing in its search."""
    return f"{what}-{hashlib.sha256(chr(0).join(said).encode()).hexdigest()[:10]}"


def _nodes(case: Case) -> Iterator[Node]:
    for actor in case.actors:
        said = {
            "side": actor.side.value,
            "power": "" if actor.power is None else str(actor.power),
            "interest": "" if actor.interest is None else str(actor.interest),
            "said_by": actor.said_by,
        }
        yield Node(
            id=_id(ACTOR, actor.name),
            label=actor.name,
            type=actor.kind.value,
            note=actor.note,
            attributes=_full(said),
        )
    for outcome in case.outcomes:
        yield Node(
            id=_id(OUTCOME, outcome.name),
            label=outcome.name,
            type=OUTCOME,
            note=outcome.note,
        )
    for decision in case.decisions:
        yield Node(
            id=_id(DECISION, decision.name),
            label=decision.name,
            type=DECISION,
            note=decision.note,
            attributes={
                "reasons_published": decision.reasons_published.value,
                "open_to_challenge": decision.open_to_challenge.value,
            },
        )


def _told_apart(nodes: list[Node]) -> Iterator[Node]:
    """The nodes with labels that each stand once, as PRSM needs them."""
    times = Counter(node.label.casefold() for node in nodes)
    taken = set(times)
    for node in nodes:
        if times[node.label.casefold()] == 1 or node.type not in (OUTCOME, DECISION):
            yield node
            continue
        label = f"{node.label} ({node.type})"
        while label.casefold() in taken:
            label += "*"
        taken.add(label.casefold())
        attributes = {"name": node.label, **node.attributes}
        yield replace(node, label=label, attributes=attributes)


def _relations(case: Case) -> Iterator[Edge]:
    seen: Counter[str] = Counter()
    for each in case.relations:
        id = _id("relation", each.map, each.source, each.kind, each.target)
        seen[id] += 1
        said = {
            "map": each.map.value,
            "powers": SEVERAL.join(p.value for p in Power if p in each.powers),
            "about": each.about.value,
            "runs": each.direction.value,
        }
        yield Edge(
            id=id if seen[id] == 1 else f"{id}-{seen[id]}",
            source=_id(ACTOR, each.source),
            target=_id(ACTOR, each.target),
            type=words_for(each.kind),
            direction="directed" if each.kind.directed else "undirected",
            note=each.note,
            attributes=_full(said),
        )


def _parts(case: Case) -> Iterator[Edge]:
    for outcome in case.outcomes:
        here = _id(OUTCOME, outcome.name)
        yield _part(here, Part.LIFE, _id(ACTOR, outcome.whose))
        for name in outcome.takes:
            yield _part(here, Part.TAKES, _id(ACTOR, name))
    for decision in case.decisions:
        here = _id(DECISION, decision.name)
        for kind, names in (
            (Part.DECIDES, decision.decides),
            (Part.HEARD, decision.heard),
            (Part.TOLD, decision.told),
        ):
            for name in names:
                yield _part(_id(ACTOR, name), kind, here)


def _part(source: str, kind: Part, target: str) -> Edge:
    return Edge(
        id=_id("part", source, kind, target),
        source=source,
        target=target,
        type=kind.value,
        direction="directed",
    )


def _full(said: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in said.items() if value}
