"""Gephi's spreadsheets: one CSV of nodes and one of edges, with ``;`` between cells.

Source: Gephi's documentation, "Import CSV data" (docs.gephi.org). Edges have a Source
and a Target, which are ids of nodes, and a Type: Directed or Undirected.
"""

from collections.abc import Sequence
from dataclasses import replace

from relkit.cases.sheets import Sheet
from relkit.cases.workbook import Lines
from relkit.formats.graph import EDGE, NODE, OF_EDGE, OF_NODE, Graph
from relkit.formats.linking import linked
from relkit.formats.tables import has, headed, lines, rows

NODES, EDGES = "nodes", "edges"

RENAMED = {"type": "direction", "kind": "type"}
"""Type is a direction here, and Kind is what relkit calls a type."""

LOSSES = (
    "Gephi may put lines between the same two into one when it opens the file: choose "
    "‘Don’t merge’ as the strategy for edges.",
)
"""What Gephi does otherwise; `formats.losses` tells it before somebody saves."""


def knows(sheets: Sequence[Sheet]) -> bool:
    """Whether a file has Gephi's edges."""
    return any(has(sheet, "Source", "Target") for sheet in sheets)


def graph(sheets: Sequence[Sheet]) -> Graph:
    """The graph of nodes and edges; edges alone bring their nodes.

    Raises
    ------
    SheetError
        If a row cannot be used.
    """
    edges = [sheet for sheet in sheets if has(sheet, "Source", "Target")]
    nodes = [each for each in sheets if each not in edges and each.headings]
    return linked(
        [row for sheet in nodes for row in rows(sheet, NODE)],
        [row for sheet in edges for row in rows(sheet, EDGE, RENAMED)],
        notes=() if nodes else ["There are no nodes in it: choose both files at once."],
    )


def tables(drawn: Graph) -> dict[str, Lines]:
    """The two tables, as Gephi reads them."""
    nodes = {"Id": "id", "Label": "label", "Kind": "type", "Note": "note"}
    edges = {"Source": "source", "Target": "target", "Type": "direction", "Id": "id"}
    edges |= {"Label": "type", "Weight": "weight", "Note": "note"}
    weighed = [
        replace(
            each,
            direction=each.direction.capitalize(),
            attributes={**each.attributes, "weight": "1"},
        )
        for each in drawn.edges
    ]
    return {
        NODES: lines(drawn.nodes, nodes | headed(*OF_NODE)),
        EDGES: lines(weighed, edges | headed(*OF_EDGE)),
    }
