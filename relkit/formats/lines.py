"""The lines of a graph: relations, and parts in an outcome or a decision."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from relkit.formats.graph import SEVERAL, Edge, Graph
from relkit.formats.kinds import DECISION, OUTCOME, RELATIONS, SIDES, Part, known
from relkit.formats.said import Said
from relkit.models.governance import (
    About,
    Direction,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.standpoints import Standpoint

Choice = TypeVar("Choice", bound=StrEnum)
Parts = dict[str, dict[str, None]]
"""By the id of an outcome or a decision, the names of actors in their order, once."""

ONE_WAY = frozenset(kind for kind in RelationKind if kind.directed)


class Lines:
    """What the edges of a graph are, sorted out; each that fits nowhere is told.

    Parameters
    ----------
    graph
        The graph.
    roles
        What each node is, by its id.
    names
        What each node is called, by its id.
    people
        The names of the actors who are people.
    said
        Where it is told what could not be kept.
    """

    def __init__(
        self,
        graph: Graph,
        roles: Mapping[str, str],
        names: Mapping[str, str],
        people: Iterable[str],
        said: Said,
    ) -> None:
        self._roles, self._names, self._said = roles, names, said
        self._people = set(people)
        self.life: dict[str, str] = {}
        self.takes: Parts = {}
        self.parts: tuple[Parts, Parts, Parts] = ({}, {}, {})
        found: dict[object, Relation] = {}
        for edge in graph.edges:
            if {roles[edge.source], roles[edge.target]} & {OUTCOME, DECISION}:
                self._join(edge)
            else:
                for relation in self._relations(edge):
                    first = found.setdefault(_told_by(relation), relation)
                    if first is not relation:
                        said.add("Lines that stand twice, read once", self._told(edge))
        self.relations = tuple(found.values())

    def _join(self, edge: Edge) -> None:
        """An actor’s part in an outcome or a decision, in either direction."""
        kind = known(edge.type, Part)
        other = replace(edge, source=edge.target, target=edge.source)
        ways = [edge] if edge.direction == "directed" else [edge, other]
        if not any(kind and self._joined(kind, way) for way in ways):
            self._said.add(
                "Lines that were left out, for they are no part in an outcome or a "
                "decision that relkit knows (in the life of people, takes, decides, "
                "is heard, is told)",
                self._told(edge),
            )

    def _joined(self, kind: Part, edge: Edge) -> bool:
        source, target = edge.source, edge.target
        roles = self._roles[source], self._roles[target]
        if kind in (Part.LIFE, Part.TAKES):
            name = self._names[target]
            if roles[0] != OUTCOME or roles[1] in (OUTCOME, DECISION):
                return False
            if kind is Part.TAKES:
                self.takes.setdefault(source, {})[name] = None
                return True
            return name in self._people and self.life.setdefault(source, name) == name
        if roles[1] != DECISION or roles[0] in (OUTCOME, DECISION):
            return False
        part = self.parts[(Part.DECIDES, Part.HEARD, Part.TOLD).index(kind)]
        part.setdefault(target, {})[self._names[source]] = None
        return True

    def _relations(self, edge: Edge) -> Iterator[Relation]:
        if edge.source == edge.target:
            self._said.add(
                "Lines that were left out, for they lead back to where they start",
                self._told(edge),
            )
            return
        kind, note = self._kind(edge)
        mutual = edge.direction == "mutual" and kind in ONE_WAY
        if edge.direction == "undirected" and kind in ONE_WAY:
            self._said.add(
                "Lines without a direction, read as running from the first to the "
                "second",
                self._told(edge),
            )
        for map in self._maps(edge):
            relation = Relation(
                map=map,
                source=self._names[edge.source],
                kind=kind,
                target=self._names[edge.target],
                powers=self._powers(edge, kind),
                about=self._choice(edge, "about", About, About.UNSPECIFIED),
                direction=self._runs(edge, kind),
                note=self._said.note(note),
            )
            yield relation
            if mutual:
                yield replace(relation, source=relation.target, target=relation.source)

    def _kind(self, edge: Edge) -> tuple[RelationKind, str]:
        kind = known(edge.type, RelationKind, RELATIONS)
        note = edge.note
        if not edge.type:
            self._said.add(
                "Read as ‘works with’, for they have no type", self._told(edge)
            )
        elif not kind:
            note = self._said.kept(edge.type, note)
            self._said.add(
                "Read as ‘works with’, which has no direction, for relkit does not "
                "know their type (it is kept in the note)",
                f"‘{edge.type}’",
            )
        elif not known(edge.type, RelationKind):
            self._said.add(
                "Types read as relkit’s own", f"‘{edge.type}’ as {kind.label}"
            )
        tags = [tag for tag in _several(edge, "tags") if not known(tag, Standpoint)]
        if tags and (told := f"Tags: {', '.join(tags)}.") not in note:
            note = f"{note} {told}".strip()
        return kind or RelationKind.WORKS_WITH, note

    def _maps(self, edge: Edge) -> list[Standpoint]:
        """Whose maps a line is on."""
        words = _several(edge, "map") or _several(edge, "tags")
        maps = [known(word, Standpoint, SIDES) for word in words]
        found = [each for each in dict.fromkeys(maps) if each]
        if not found:
            self._said.add(
                "Read onto the map of the place, for no column ‘map’ says whose map "
                "they are on",
                self._told(edge),
            )
        return found or [Standpoint.PLACE]

    def _powers(self, edge: Edge, kind: RelationKind) -> frozenset[Power]:
        found = set()
        for word in _several(edge, "powers"):
            power = known(word, Power)
            if power and kind is RelationKind.ACCOUNTABLE_TO:
                found.add(power)
            else:
                self._said.add(
                    "Powers that were left out; only who is accountable can be asked, "
                    "questioned, judged, or made to face consequences (impose)",
                    f"‘{word}’",
                )
        return frozenset(found)

    def _runs(self, edge: Edge, kind: RelationKind) -> Direction:
        usual = Direction.VERTICAL if kind in ONE_WAY else Direction.HORIZONTAL
        if kind is RelationKind.ACCOUNTABLE_TO and "runs" not in edge.attributes:
            self._said.add(
                "Read as vertical, for no column ‘runs’ says vertical or horizontal",
                self._told(edge),
            )
        return self._choice(edge, "runs", Direction, usual)

    def _choice(
        self, edge: Edge, key: str, choices: type[Choice], default: Choice
    ) -> Choice:
        said = edge.attributes.get(key, "")
        found = known(said, choices)
        if said and not found:
            self._said.add(
                f"Read as {default.value}, for relkit does not know what they are "
                f"under ‘{key}’",
                f"‘{said}’",
            )
        return found or default

    def _told(self, edge: Edge) -> str:
        said = edge.type or "to"
        return f"‘{self._names[edge.source]}’ {said} ‘{self._names[edge.target]}’"


def _told_by(relation: Relation) -> object:
    """What two relations must differ in."""
    said = relation.about, relation.direction
    return relation.map, relation.ends, relation.kind, *said


def _several(edge: Edge, key: str) -> list[str]:
    parts = re.split(rf"[{SEVERAL},;]", edge.attributes.get(key, ""))
    return [part.strip() for part in parts if part.strip()]
