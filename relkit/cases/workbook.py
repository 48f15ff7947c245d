"""Workbooks and CSV that spreadsheet programs open cleanly: rows to bytes.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from relkit.cases.columns import Cell
from relkit.models import words

Lines = Sequence[Sequence[Cell]]


def workbook(sheets: Mapping[str, Lines]) -> bytes:
    """A workbook with these sheets, the first line of each its headings."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    plain, heading = Font(bold=False), Font(bold=True)
    short, long = (
        Alignment(vertical="top", wrap_text=wraps) for wraps in (False, True)
    )
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
                cell.alignment = long if len(str(value)) > 40 else short
                cell.font = heading if number == 1 else plain
        for column, width in enumerate(_widths(rows), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_file(lines: Lines, *, delimiter: str = ",", mark: bool = True) -> bytes:
    """The lines as CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for line in lines:
        writer.writerow([words.shielded(c) if isinstance(c, str) else c for c in line])
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def _widths(rows: Lines) -> list[int]:
    columns = zip(*rows, strict=True)
    return [min(60, 2 + max(len(str(cell)) for cell in column)) for column in columns]
