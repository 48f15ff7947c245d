"""Maps in two tables, of nodes and of edges: what Kumu, PRSM and Gephi share."""

from collections.abc import Iterable, Mapping, Sequence

from relkit.cases.columns import Cell, squeeze
from relkit.cases.rows import Row, writable
from relkit.cases.sheets import Sheet
from relkit.formats.graph import Edge, Node, keyed, row_of

COUNTED = ("power", "interest", "style")
"""What is a number, also in a file."""

Renamed = Mapping[str, str]


def rows(
    sheet: Sheet, keys: Mapping[str, Sequence[str]], renamed: Renamed | None = None
) -> list[Row]:
    """The rows of a sheet under our keys; `renamed` goes by squeezed headings."""
    own = renamed or {}
    names = keyed(sheet.headings, keys) | {
        each: own[squeeze(each)] for each in sheet.headings if squeeze(each) in own
    }
    return [
        row_of(
            zip(sheet.headings, cells, strict=False),
            names,
            sheet=sheet.name,
            number=number,
        )
        for number, cells in sheet.lines
    ]


def begins(sheet: Sheet, *headings: str) -> bool:
    """Whether the headings come first, after an ID that may precede them."""
    said = [squeeze(each) for each in sheet.headings]
    if said[:1] == ["id"]:
        said = said[1:]
    return said[: len(headings)] == [squeeze(each) for each in headings]


def has(sheet: Sheet, *headings: str) -> bool:
    """Whether all of the headings stand in a sheet."""
    said = {squeeze(each) for each in sheet.headings}
    return all(squeeze(each) in said for each in headings)


def lines(
    things: Iterable[Node | Edge], columns: Mapping[str, str]
) -> list[Sequence[Cell]]:
    """Headings and rows of cells; `columns` are keys by their headings."""
    told = [[value(each, key) for key in columns.values()] for each in things]
    return [list(columns), *told]


def value(thing: Node | Edge, key: str) -> Cell:
    """What a node or an edge has under a key, as a cell."""
    if key in type(thing).__slots__:
        return writable(getattr(thing, key))
    said = thing.attributes.get(key, "")
    return int(said) if said and key in COUNTED else writable(said)


def heading(key: str) -> str:
    """A key as people read it.

    Examples
    --------
    >>> heading("said_by")
    'Said by'
    """
    return key.replace("_", " ").capitalize()


def headed(*keys: str) -> dict[str, str]:
    """Columns with keys for headings, as people read them."""
    return {heading(key): key for key in keys}
