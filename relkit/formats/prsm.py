"""PRSM's spreadsheet: an XLSX with the sheets Factors and Links.

Source: PRSM's manual, "Files" (prsm.uk), and what version 3.2.4 writes: headings with
small letters, line breaks inside labels, and columns of one's own under att1, att2 and
so on, without their names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from relkit.cases.columns import squeeze
from relkit.cases.rows import Row
from relkit.cases.sheets import Sheet
from relkit.cases.workbook import Lines
from relkit.formats.graph import EDGE, NODE, OF_EDGE, OF_NODE, SEVERAL, Graph
from relkit.formats.kinds import DECISION, OUTCOME, Part, known, words_for
from relkit.formats.linking import linked
from relkit.formats.tables import headed, lines, rows
from relkit.models.governance import About, ActorKind, Direction, Power, RelationKind
from relkit.models.standpoints import Standpoint

FACTORS, LINKS = "Factors", "Links"
UNNAMED = "Sample"
"""What PRSM calls a style before somebody names it."""

LOSSES = (
    "PRSM itself saves columns of one’s own without their names: when its file comes "
    "back, relkit knows again side, map, powers and what an account is about, but not "
    "power, interest and who says so.",
    "An outcome or a decision that has the name of an actor comes back from PRSM with "
    "(outcome) or (decision) behind it.",
    "PRSM draws every link with an arrow, also one that runs both ways.",
)
"""What PRSM does otherwise; `formats.losses` tells it before somebody saves."""

NODE_STYLES = (*ActorKind, OUTCOME, DECISION)
LINK_STYLES = (*map(words_for, RelationKind), *(part.value for part in Part))
MOST_LINK_STYLES = 9

NODE_VALUES: dict[str, tuple[type[StrEnum], ...]] = {
    "type": (ActorKind,),
    "side": (Standpoint,),
}
EDGE_VALUES: dict[str, tuple[type[StrEnum], ...]] = {
    "map": (Standpoint,),
    "powers": (Power,),
    "about": (About,),
    "runs": (Direction,),
}


def knows(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook has PRSM's two sheets."""
    return {FACTORS, LINKS} <= {sheet.name.strip() for sheet in sheets}


def graph(sheets: Sequence[Sheet]) -> Graph:
    """The graph of factors and links.

    Raises
    ------
    SheetError
        If a row cannot be used.
    """
    named = {sheet.name.strip(): sheet for sheet in sheets}
    factors, links = named[FACTORS], named[LINKS]
    return linked(
        _plain(rows(factors, NODE, _known_again(factors, NODE_VALUES))),
        _plain(rows(links, EDGE, _known_again(links, EDGE_VALUES))),
    )


def tables(drawn: Graph) -> dict[str, Lines]:
    """The two sheets, as PRSM reads them; a link names its factors by their labels."""
    labels = {node.id: node.label for node in drawn.nodes}
    factors = {**headed("label", "style"), "groupLabel": "type"}
    factors |= headed("note", *OF_NODE)
    links = {"From": "source", "To": "target", "Label": "type"}
    links |= headed("style", "note", *OF_EDGE)
    nodes = [
        replace(n, attributes={**n.attributes, "style": _style(n.type, NODE_STYLES)})
        for n in drawn.nodes
    ]
    edges = [
        replace(
            e,
            source=labels[e.source],
            target=labels[e.target],
            attributes={**e.attributes, "style": _style(e.type, LINK_STYLES)},
        )
        for e in drawn.edges
    ]
    return {FACTORS: lines(nodes, factors), LINKS: lines(edges, links)}


def _style(type: str, styles: Sequence[str]) -> str:
    """The number of a look; PRSM has nine for links."""
    return str(min(styles.index(type) + 1, MOST_LINK_STYLES))


def _known_again(
    sheet: Sheet, values: dict[str, tuple[type[StrEnum], ...]]
) -> dict[str, str]:
    """The columns that PRSM saved without their names, known by what stands in them."""
    found: dict[str, str] = {}
    for n, heading in enumerate(sheet.headings):
        said = {
            word.strip()
            for _, cells in sheet.lines
            for word in str((n < len(cells) and cells[n]) or "").split(SEVERAL)
            if word.strip()
        }
        if not re.fullmatch(r"att\d+", heading) or not said:
            continue
        for key, kinds in values.items():
            extra = {OUTCOME, DECISION} if key == "type" else set()
            if key not in found.values() and all(
                word in extra or any(known(word, kind) for kind in kinds)
                for word in said
            ):
                found[squeeze(heading)] = key
                break
    return found


def _plain(rows: list[Row]) -> list[Row]:
    """Without the name of a style that nobody named, and the number of one with a name.

    How a type looks says nothing more than the type.
    """
    return [replace(row, cells=dict(_cells(row))) for row in rows]


def _cells(row: Row) -> Iterator[tuple[str, object]]:
    named = row.cells.get("type", UNNAMED) != UNNAMED or row.cells.get("source")
    for key, said in row.cells.items():
        unnamed = key == "type" and said == UNNAMED
        if not unnamed and not (named and key.casefold() == "style"):
            yield key, said
