"""The neutral form between a case and the files of other tools: nodes and edges.

Every format gives its nodes and edges as rows under the keys named here, and `linked`
in `linking` makes a graph of them; every format is written from one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from relkit.cases.columns import squeeze
from relkit.cases.rows import Row
from relkit.models import words

SEVERAL = "|"
"""Between values of which a cell holds several, as in Kumu and in networkx' files."""
LONG = 100_000

NODE = {
    "id": ("_id",),
    "label": (),
    "type": ("element type", "kind", "group label"),
    "note": ("description", "notes"),
    "tags": ("tag",),
    "name": (),
    "side": ("standpoint",),
    "power": (),
    "interest": (),
    "said_by": (),
    "reasons_published": (),
    "open_to_challenge": (),
}
"""The keys of a node, and other words that tools have for them."""

EDGE = {
    "id": ("_id", "key"),
    "source": ("from",),
    "target": ("to",),
    "label": (),
    "type": ("relation", "connection type", "relationship", "group label"),
    "direction": (),
    "note": ("description", "notes"),
    "tags": ("tag",),
    "map": ("standpoint", "on the map of"),
    "powers": (),
    "about": (),
    "runs": (),
}
"""The keys of an edge, and other words that tools have for them."""

OF_NODE = tuple(NODE)[5:]
OF_EDGE = tuple(EDGE)[8:]
"""What relkit says and no tool has a place of its own for, as further columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody or something on a map.

    ``attributes`` are what no tool has a place of its own for; ``row`` is where the
    node stands in its file, if it stands there.
    """

    id: str
    label: str
    type: str = ""
    note: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from one node to another, by their ``id``; ``direction`` as Kumu has it.

    That is ``"directed"``, ``"undirected"``, ``"mutual"``, or empty if nobody said.
    """

    id: str
    source: str
    target: str
    type: str
    direction: str = ""
    note: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A map; ``notes`` say what was read otherwise than its file has it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[str, ...] = ()


def keyed(headings: Iterable[str], keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each heading its key; a heading that no key means keeps its own words.

    Examples
    --------
    >>> keyed(["Label", "Element Type", "Net worth"], NODE)
    {'Label': 'label', 'Element Type': 'type', 'Net worth': 'Net worth'}
    """
    known = {squeeze(also): key for key, others in keys.items() for also in others}
    known |= {squeeze(key): key for key in keys}
    return {each: known.get(squeeze(each), each) for each in headings}


def row_of(
    said: Iterable[tuple[str, object]],
    names: Mapping[str, str],
    *,
    sheet: str = "",
    number: int = 0,
) -> Row:
    """What a file says of one node or edge under headings, here under our keys.

    Where several headings mean one key, the first that says anything counts.
    """
    cells: dict[str, object] = {}
    headings: dict[str, str] = {}
    for heading, value in said:
        key = names.get(heading, heading)
        if heading and cells.get(key) in (None, ""):
            cells[key], headings[key] = value, heading
    return Row(sheet=sheet, number=number, cells=cells, headings=headings)


def text(row: Row, key: str) -> str:
    """What a row says under a key, tidied; empty if nothing."""
    return row.text(key, longest=LONG)


def some(names: Iterable[str], most: int = 5) -> str:
    """The first few names, and how many more there are.

    Examples
    --------
    >>> some(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    told = list(dict.fromkeys(names))
    shown, rest = told[:most], told[most:]
    return words.listed([", ".join(shown), f"{len(rest)} more"] if rest else shown)
