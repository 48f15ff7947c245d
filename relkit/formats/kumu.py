"""Kumu's spreadsheets: elements and connections, in one XLSX or in two CSV files.

Source: Kumu's documentation, "Structure your data for Kumu" and "How do I avoid
duplicating data?" (docs.kumu.io). Elements begin with Label and connections with From
and To; an ID may precede them, and then From and To hold ids. ``|`` stands between
several values, a sheet with (ignore) in its name is passed over, and after two blank
rows new headings may stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from relkit.cases.rows import Problem, SheetError, tidied
from relkit.cases.sheets import Sheet
from relkit.cases.workbook import Lines
from relkit.formats.graph import (
    EDGE,
    NODE,
    OF_EDGE,
    OF_NODE,
    SEVERAL,
    Edge,
    Graph,
    Node,
    some,
)
from relkit.formats.linking import linked
from relkit.formats.tables import begins, has, headed, lines, rows

ELEMENTS, CONNECTIONS = "Elements", "Connections"
FIRST = {ELEMENTS: ("Label",), CONNECTIONS: ("From", "To")}
IGNORED = "(ignore)"

LOSSES = (
    "Kumu reads | as a list: in names it is written as /, and relkit puts it back; in "
    "notes Kumu may take it for two values.",
    "Kumu shows a description as Markdown: signs such as * and # in a note may not "
    "show.",
)
"""What Kumu does otherwise; `formats.losses` tells it before somebody saves."""


def knows(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook, or some CSV files, look like Kumu's."""
    return any(
        begins(sheet, *FIRST[kind]) or sheet.name.strip().capitalize() == kind
        for sheet in sheets
        for kind in FIRST
        if IGNORED not in sheet.name.casefold() and sheet.headings
    )


def graph(sheets: Sequence[Sheet]) -> Graph:
    """The graph of elements and connections.

    Raises
    ------
    SheetError
        If a sheet that should begin with Label, or with From and To, does not have
        them, or if a row cannot be used.
    """
    notes: list[str] = []
    found: dict[str, list[Sheet]] = {ELEMENTS: [], CONNECTIONS: []}
    problems: list[Problem] = []
    for sheet in sheets:
        if IGNORED in sheet.name.casefold() or not sheet.headings:
            continue
        for part in _sections(sheet):
            kind = _kind(part)
            if kind:
                found[kind].append(part)
                if not begins(part, *FIRST[kind]):
                    notes.append(
                        f"Kumu itself wants {' and '.join(FIRST[kind])} first in "
                        f"‘{part.name}’; relkit could read it all the same."
                    )
            elif len(sheets) > 2 and sheet.name.strip().capitalize() not in FIRST:
                notes.append(f"Not read, for it begins with no Label: ‘{part.name}’.")
            else:
                problems.append(_wrong_first(part))
    if problems:
        raise SheetError(*problems)
    if not found[CONNECTIONS]:
        notes.append("There are no connections in it: choose both files at once.")
    return linked(
        [row for sheet in found[ELEMENTS] for row in rows(sheet, NODE)],
        [row for sheet in found[CONNECTIONS] for row in rows(sheet, EDGE)],
        notes=notes,
    )


def tables(drawn: Graph) -> dict[str, Lines]:
    """The two sheets, as Kumu reads them."""
    elements = {"ID": "id", "Label": "label", "Type": "type", "Description": "note"}
    connections = {"ID": "id", "From": "source", "To": "target", "Type": "type"}
    connections |= {"direction": "direction", "Description": "note"}
    return {
        ELEMENTS: lines(map(shown, drawn.nodes), elements | headed("tags", *OF_NODE)),
        CONNECTIONS: lines(
            map(tagged, drawn.edges),
            connections | headed("tags", *OF_EDGE),
        ),
    }


def shown(node: Node) -> Node:
    """A node with the label and the tag that Kumu shows."""
    more = {"tags": node.attributes.get("side", "")}
    label = node.label.replace(SEVERAL, "/")
    if label != node.label:
        more["name"] = node.attributes.get("name", node.label)
    return replace(node, label=label, attributes={**node.attributes, **more})


def tagged(edge: Edge) -> Edge:
    """An edge with a tag for the map that it is on."""
    tags = edge.attributes.get("map", "")
    return replace(edge, attributes={**edge.attributes, "tags": tags})


def _kind(sheet: Sheet) -> str:
    return next((kind for kind, first in FIRST.items() if has(sheet, *first)), "")


def _sections(sheet: Sheet) -> Iterator[Sheet]:
    """The parts of a sheet: after two blank rows, new headings may stand."""
    head, number, part, last = sheet.headings, sheet.number, list(sheet.lines[:0]), 0
    for at, cells in sheet.lines:
        said = tuple("" if cell is None else tidied(str(cell)) for cell in cells)
        new = Sheet(name=sheet.name, headings=said)
        if last and at - last > 2 and any(begins(new, *f) for f in FIRST.values()):
            yield replace(sheet, headings=head, number=number, lines=tuple(part))
            head, number, part = said, at, []
        else:
            part.append((at, cells))
        last = at
    yield replace(sheet, headings=head, number=number, lines=tuple(part))


def _wrong_first(sheet: Sheet) -> Problem:
    headings = some([f"‘{each}’" for each in sheet.headings if each])
    return Problem(
        sheet=sheet.name,
        row=sheet.number,
        sentence=f"the headings are {headings}. Kumu’s elements begin with Label, and "
        "its connections with From and To. Change the headings so, or put (ignore) "
        "into the name of the sheet.",
    )
