"""GraphML, as Gephi, yEd, Cytoscape, PRSM and networkx read and write it.

Source: the GraphML primer (graphml.graphdrawing.org). PRSM wants an id on every edge,
which networkx leaves out, and networkx wants one direction for all edges.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from relkit.formats import gephi
from relkit.formats.graph import (
    EDGE,
    NODE,
    OF_EDGE,
    OF_NODE,
    Edge,
    Graph,
    Node,
    keyed,
    row_of,
)
from relkit.formats.linking import linked
from relkit.formats.tables import COUNTED, value
from relkit.formats.xml import every, local
from relkit.models import words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SPACE = "http://graphml.graphdrawing.org/xmlns"
ONE_DIRECTION = (
    "Every line is written as running one way, for many programs refuse a mixture; a "
    "column ‘direction’ says which run both ways."
)
LOSSES = (ONE_DIRECTION, *gephi.LOSSES)
"""What is otherwise in such a file; `formats.losses` tells it before somebody saves."""

NODE_DATA = ("label", "type", "note", *OF_NODE)
EDGE_DATA = {"label": "type", "weight": "weight", "relation": "type"}
EDGE_DATA |= {key: key for key in ("direction", "note", *OF_EDGE)}


def graph(root: "Element", notes: Sequence[str] = ()) -> Graph:
    """The graph that a GraphML file has.

    Raises
    ------
    SheetError
        If a node or an edge cannot be used.
    """
    keys = {each.get("id", ""): each for each in every(root, "key")}
    ways = {each.get("edgedefault", "directed") for each in every(root, "graph")}
    default = ways.pop() if len(ways) == 1 else ""
    nodes = [dict(_said(each, keys, "node")) for each in every(root, "node")]
    edges = [dict(_said(each, keys, "edge")) for each in every(root, "edge")]
    for said in edges:
        one_way = {"true": "directed", "false": "undirected"}
        way = one_way.get(said.pop("directed", ""), default)
        said.setdefault("direction", way)
    hyper = len(list(every(root, "hyperedge")))
    told = words.counted(hyper, "hyperedge")
    left = [f"Left out, for it is no line between two: {told}."]
    return linked(
        [row_of(each.items(), keyed(each, NODE)) for each in nodes],
        [row_of(each.items(), keyed(each, EDGE)) for each in edges],
        notes=[*notes, *(left if hyper else [])],
    )


def written(drawn: Graph) -> bytes:
    """The graph as GraphML."""
    from xml.etree import ElementTree

    root = ElementTree.Element("graphml", xmlns=SPACE)
    for prefix, what, names in (
        ("n", "node", NODE_DATA),
        ("e", "edge", tuple(EDGE_DATA)),
    ):
        for name in names:
            kind = "int" if name in (*COUNTED, "weight") else "string"
            about = {"id": f"{prefix}-{name}", "for": what, "attr.name": name}
            ElementTree.SubElement(root, "key", {**about, "attr.type": kind})
    inside = ElementTree.SubElement(root, "graph", id="map", edgedefault="directed")
    for node in drawn.nodes:
        element = ElementTree.SubElement(inside, "node", id=node.id)
        _add(element, node, "n", {key: key for key in NODE_DATA})
    for edge in drawn.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        _add(ElementTree.SubElement(inside, "edge", ends), edge, "e", EDGE_DATA)
    ElementTree.indent(root, space=" ")
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _add(
    element: "Element", thing: Node | Edge, prefix: str, data: dict[str, str]
) -> None:
    from xml.etree import ElementTree

    for name, key in data.items():
        said = 1 if key == "weight" else value(thing, key)
        if said != "":
            told = ElementTree.SubElement(element, "data", key=f"{prefix}-{name}")
            told.text = str(said)


def _said(
    element: "Element", keys: dict[str, "Element"], what: str
) -> Iterator[tuple[str, str]]:
    """What a file says of a node or an edge, data first."""
    told = {each.get("key", ""): each for each in element if local(each) == "data"}
    for id, data in told.items():
        key = keys.get(id)
        name = id if key is None else key.get("attr.name", "")
        label = next(
            (e for e in data.iter() if local(e) in ("NodeLabel", "EdgeLabel")), None
        )
        if label is not None:  # yEd keeps what it shows among its shapes
            yield "label", label.text or ""
        elif name and (data.text or "").strip():
            yield name, data.text or ""
    for id, key in keys.items():
        default = next((each for each in key if local(each) == "default"), None)
        meant = key.get("for", "all") in (what, "all") and id not in told
        if default is not None and meant and (default.text or "").strip():
            yield key.get("attr.name", id), default.text or ""
    for name in ("id", "source", "target", "directed"):
        if name in element.keys():  # noqa: SIM118 - an element is no dictionary
            yield name, element.get(name, "")
