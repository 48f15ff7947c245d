"""GEXF 1.3, as Gephi, PRSM and networkx read and write it.

Source: GEXF's primer (gexf.net) and Gephi's documentation. PRSM writes labels as they
are, also where XML wants ``&amp;``; networkx wants one direction for all edges.
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
from relkit.formats.graphml import ONE_DIRECTION
from relkit.formats.linking import linked
from relkit.formats.tables import COUNTED, value
from relkit.formats.xml import every, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SPACE = "http://gexf.net/1.3"
DIRECTIONS = ("directed", "undirected", "mutual")
LOOKS = ("color", "position", "size", "shape", "thickness")

LOSSES = (ONE_DIRECTION, *gephi.LOSSES)
"""What is otherwise in such a file; `formats.losses` tells it before somebody saves."""

NODE_DATA = {key: key for key in ("type", "note", *OF_NODE)}
EDGE_DATA = {"relation": "type"}
EDGE_DATA |= {key: key for key in ("direction", "note", *OF_EDGE)}


def graph(root: "Element", notes: Sequence[str] = ()) -> Graph:
    """The graph that a GEXF file has.

    Raises
    ------
    SheetError
        If a node or an edge cannot be used.
    """
    titles = {
        (kind.get("class", ""), each.get("id", "")): each.get("title", "")
        for kind in every(root, "attributes")
        for each in every(kind, "attribute")
    }
    default = next(
        (each.get("defaultedgetype", "undirected") for each in every(root, "graph")), ""
    )
    nodes = [dict(_said(each, titles, "node")) for each in every(root, "node")]
    edges = [dict(_said(each, titles, "edge")) for each in every(root, "edge")]
    for said in edges:
        kind = said.get("type", "")
        way = said.pop("type") if kind in DIRECTIONS else default
        said.setdefault("direction", way)
    looks = any(local(each) in LOOKS for each in root.iter())
    return linked(
        [row_of(each.items(), keyed(each, NODE)) for each in nodes],
        [row_of(each.items(), keyed(each, EDGE)) for each in edges],
        notes=[
            *notes,
            *(["Positions, sizes and colours stay in your file."] if looks else []),
        ],
    )


def written(drawn: Graph) -> bytes:
    """The graph as GEXF."""
    from xml.etree import ElementTree

    root = ElementTree.Element("gexf", xmlns=SPACE, version="1.3")
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = "relkit"
    about = {"defaultedgetype": "directed", "mode": "static"}
    inside = ElementTree.SubElement(root, "graph", about)
    for what, data in (("node", NODE_DATA), ("edge", EDGE_DATA)):
        kinds = ElementTree.SubElement(inside, "attributes", {"class": what})
        for name in data:
            type = "integer" if name in COUNTED else "string"
            said = {"id": name, "title": name, "type": type}
            ElementTree.SubElement(kinds, "attribute", said)
    nodes = ElementTree.SubElement(inside, "nodes")
    for node in drawn.nodes:
        told = {"id": node.id, "label": str(value(node, "label"))}
        _add(ElementTree.SubElement(nodes, "node", told), node, NODE_DATA)
    edges = ElementTree.SubElement(inside, "edges")
    for edge in drawn.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        # Gephi keeps lines between the same two apart where their kinds differ.
        kind = " ".join(filter(None, (edge.type, edge.attributes.get("map"))))
        looks = {"label": edge.type, "kind": kind, "weight": "1"}
        _add(ElementTree.SubElement(edges, "edge", {**ends, **looks}), edge, EDGE_DATA)
    ElementTree.indent(root, space=" ")
    text: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _add(element: "Element", thing: Node | Edge, data: dict[str, str]) -> None:
    from xml.etree import ElementTree

    values = ElementTree.SubElement(element, "attvalues")
    for name, key in data.items():
        if (said := value(thing, key)) != "":
            about = {"for": name, "value": str(said)}
            ElementTree.SubElement(values, "attvalue", about)


def _said(
    element: "Element", titles: dict[tuple[str, str], str], what: str
) -> Iterator[tuple[str, str]]:
    """What a file says of a node or an edge; what is its own comes last."""
    own = [each for each in element if local(each) == "attvalues"]
    for each in (said for values in own for said in values):
        id = each.get("for") or each.get("id") or ""
        yield titles.get((what, id)) or id, each.get("value", "")
    attributes = dict(element.attrib)
    kind = attributes.pop("kind", "")
    yield from attributes.items()
    if kind and not attributes.get("label"):
        yield "relation", kind
