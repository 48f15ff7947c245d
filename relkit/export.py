"""A case as files that open again: XLSX with everything, CSV with the activities.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from relkit.cases import four_worlds, place, topics
from relkit.cases.columns import Cell
from relkit.cases.edits import settled
from relkit.cases.rows import writable
from relkit.cases.tables import Table
from relkit.models import words
from relkit.models.case import Case

Lines = Sequence[Sequence[Cell]]


def to_xlsx(case: Case) -> bytes:
    """A workbook with everything the case holds; `cases.read_spreadsheet` opens it.

    Examples
    --------
    >>> from relkit import cases
    >>> case = cases.known()[0]
    >>> again = cases.read_spreadsheet(f"{case.name}.xlsx", to_xlsx(case))
    >>> again == case
    True
    """
    return _workbook(
        {
            table.sheet: _lines(table, rows)
            for part in topics.PARTS
            for table, rows in part.written(settled(case))
        }
    )


def to_csv(case: Case) -> bytes:
    """The activities as CSV that spreadsheet programs open cleanly, with the title.

    The story, the figures and the placements do not fit into one table: `to_xlsx`
    keeps them.
    """
    (table, rows), *_ = four_worlds.written(case)
    header, *lines = _lines(table, rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*header, *place.ONCE.asked))
    for line in lines:
        cells = (*line, *map(writable, (case.title, case.place, case.kind.value)))
        writer.writerow([words.shielded(c) if isinstance(c, str) else c for c in cells])
    return text.getvalue().encode("utf-8-sig")


def template() -> bytes:
    """A workbook to fill in with a place of one's own, with example rows."""
    tables = [table for part in topics.PARTS for table in part.TABLES if table.example]
    filled = {
        table.sheet: [table.asked, *table.example, *table.offered] for table in tables
    }
    to_use = [
        (table.sheet, ", ".join(column.key for column in columns), said)
        for table in tables
        for said, columns in groupby(
            (column for column in table.columns if not column.only_saved),
            key=lambda column: column.words,
        )
        if said
    ]
    return _workbook(
        {**filled, "Words to use": [("sheet", "column", "words"), *to_use]}
    )


def _lines(table: Table, rows: Sequence[Mapping[str, Any]]) -> Lines:
    header = [column.key for column in table.columns]
    return [header, *map(table.written, rows)]


def _workbook(sheets: Mapping[str, Lines]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                if isinstance(value, str):  # text stays text, whatever it starts with
                    cell.value = value
                    cell.data_type = "s"
                else:
                    cell.value = value
                cell.alignment = Alignment(
                    vertical="top", wrap_text=len(str(value)) > 40
                )
                cell.font = Font(bold=number == 1)
        for column, width in enumerate(_widths(rows), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _widths(rows: Lines) -> list[int]:
    columns = zip(*rows, strict=True)
    return [min(60, 2 + max(len(str(cell)) for cell in column)) for column in columns]
