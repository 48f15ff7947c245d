"""Rows of nodes and edges as a graph: who stands at the ends of each line."""

from collections.abc import Iterable, Sequence

from relkit.cases.rows import Formula, Problem, Row, SheetError, told
from relkit.formats.graph import EDGE, NODE, SEVERAL, Edge, Graph, Node, some, text
from relkit.formats.kinds import is_line, plain
from relkit.models import words


def linked(
    nodes: Sequence[Row], edges: Sequence[Row], *, notes: Sequence[str] = ()
) -> Graph:
    """A graph of rows: the ends of each edge found by id, else by label.

    Who stands at an end, and nowhere else, becomes a node, and that is said.

    Raises
    ------
    SheetError
        If an edge lacks an end, two nodes have one id, or commas stand where pipes
        belong; every such problem.
    """
    made, problems = _nodes(nodes)
    ends = _Ends(made)
    lines: list[Edge] = []
    for number, row in enumerate(edges, start=1):
        try:
            sources, targets = ends.of(row, "source"), ends.of(row, "target")
        except SheetError as error:
            problems += error.problems
            continue
        lines += [_edge(row, number, a, b) for a in sources for b in targets]
    if problems:
        raise told(problems)
    said = [*notes]
    if ends.added:
        one = len(ends.added) == 1
        said.append(
            f"{words.counted(len(ends.added), 'name')} at the end of a line "
            f"{'is' if one else 'are'} not listed among the elements, and "
            f"{'was' if one else 'were'} added to the actors: "
            f"{some(f'‘{name}’' for name in ends.added)}."
        )
    nodes_and_added = (*made, *ends.added.values())
    return Graph(nodes=nodes_and_added, edges=tuple(lines), notes=tuple(said))


class _Ends:
    """Who may stand at the end of a line: by id, by label, by label in any capitals."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._folded = {node.label.casefold(): node for node in reversed(nodes)}
        self._exact = {node.label: node for node in reversed(nodes)}
        self._exact |= {node.id: node for node in nodes}
        self.added: dict[str, Node] = {}

    def of(self, row: Row, key: str) -> list[Node]:
        """Who stands at one end of a line; several may stand in a cell."""
        said = text(row, key)
        if not said:
            raise row.wrong(
                key, "nobody is named here. Name an element, or delete this line."
            )
        if found := self._known(said):
            return [found]
        parts = [part.strip() for part in said.split(",")]
        if len(parts) > 1 and all(map(self._known, parts)):
            raise row.wrong(
                key,
                f"‘{said}’ has commas between names. Put {SEVERAL} between them "
                f"instead: {SEVERAL.join(parts)}.",
            )
        names = [part.strip() for part in said.split(SEVERAL) if part.strip()]
        return [self._known(name) or self._add(name) for name in names or [said]]

    def _known(self, name: str) -> Node | None:
        return self._exact.get(name) or self._folded.get(name.casefold())

    def _add(self, name: str) -> Node:
        node = Node(id=unlisted(name), label=name)
        self.added[name] = self._exact[name] = self._folded[name.casefold()] = node
        return node


def unlisted(label: str) -> str:
    """The id of a node that has none of its own; no id in a file is like it."""
    return f"\0{label}"


def _nodes(rows: Sequence[Row]) -> tuple[list[Node], list[Problem]]:
    made: dict[str, Node] = {}
    problems: list[Problem] = []
    for row in rows:
        try:
            node = _node(row)
        except SheetError as error:
            problems += error.problems
            continue
        if node.id in made:
            problems += row.wrong(
                "id" if text(row, "id") else "label",
                f"‘{text(row, 'id') or node.label}’ stands here a second time. Give "
                "each element a name of its own, or delete one of the two.",
            ).problems
        made[node.id] = node
    return list(made.values()), problems


def _node(row: Row) -> Node:
    label = text(row, "label") or text(row, "name") or text(row, "id")
    if not label:
        raise row.wrong("label", "there is no name here. Give the element a label.")
    return Node(
        id=text(row, "id") or unlisted(label),
        label=label,
        type=text(row, "type"),
        note=text(row, "note"),
        attributes=_others(row, ("id", "label", "type", "note")),
        row=row,
    )


def _edge(row: Row, number: int, source: Node, target: Node) -> Edge:
    said = (text(row, "type"), text(row, "label"))
    kind = next(filter(is_line, said), said[0] or said[1])
    label = next((each for each in said if plain(each) != plain(kind)), "")
    note = text(row, "note")
    if label and label not in note:
        note = f"{label}. {note}".strip()
    return Edge(
        id=text(row, "id") or str(number),
        source=source.id,
        target=target.id,
        type=kind,
        direction=text(row, "direction").casefold(),
        note=note,
        attributes=_others(
            row, ("id", "source", "target", "label", "type", "direction", "note")
        ),
        row=row,
    )


def _others(row: Row, but: Iterable[str]) -> dict[str, str]:
    left = [key for key in row.cells if key not in set(but)]
    return {key: said for key in left if (said := _said(row, key))}


def _said(row: Row, key: str) -> str:
    """What a row says; a formula matters only in a column that is read."""
    cell = row.cells[key]
    if isinstance(cell, Formula) and key not in {*NODE, *EDGE}:
        return cell.text
    return text(row, key)
