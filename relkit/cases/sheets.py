"""Spreadsheets that people bring: bytes to rows.

What a file is, is decided by its bytes, not by its name.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from relkit.cases.rows import Formula, Problem, Row, SheetError, tidied

MOST_BYTES = 1_000_000
MOST_UNPACKED_BYTES = 30_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 64


def sheets(name: str, content: bytes) -> dict[str, list[Row]]:
    """The sheets of an XLSX or CSV file, as rows under the names of their columns.

    Parameters
    ----------
    name
        The file's name; it names the one sheet of a CSV file.
    content
        The file's bytes; what they are is decided by them, not by the name.

    Raises
    ------
    SheetError
        If it is empty, too large, or not a spreadsheet.
    """
    if not content.strip():
        raise SheetError(Problem(sentence=f"‘{name}’ is empty. Choose another file."))
    if len(content) > MOST_BYTES:
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ is larger than 1 MB. Keep only the sheets that "
                "relkit reads, without pictures, and try again."
            )
        )
    if content.startswith(b"PK"):
        return _workbook(name, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ is in Excel’s old format, or locked with a "
                "password. Save it as .xlsx without a password, or as .csv, and choose "
                "that file."
            )
        )
    return {name: list(_rows(name, _csv_lines(name, content)))}


def _not_a_spreadsheet(name: str) -> SheetError:
    return SheetError(
        Problem(
            sentence=f"‘{name}’ is not a spreadsheet that relkit can read, whatever "
            "its name says. Choose an .xlsx or .csv file."
        )
    )


def _workbook(name: str, content: bytes) -> dict[str, list[Row]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise SheetError(
                    Problem(
                        sentence=f"‘{name}’ unpacks to more than 30 MB. Keep only the "
                        "rows that you need and try again."
                    )
                )
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        found = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            lines = (
                [Formula(str(c.value)) if c.data_type == "f" else c.value for c in line]
                for line in sheet.iter_rows(max_col=MOST_COLUMNS)
            )
            found[sheet.title] = list(_rows(sheet.title, lines))
    except SheetError:
        raise
    except Exception as error:  # a broken file breaks in many ways
        raise _not_a_spreadsheet(name) from error
    return found


def _csv_lines(name: str, content: bytes) -> list[list[object]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        try:
            content.decode("utf-8-sig")
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_a_spreadsheet(name) from error
    if "\x00" in text:
        raise _not_a_spreadsheet(name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    if not heading.count(delimiter):
        raise _not_a_spreadsheet(name)
    lines: list[list[object]] = []
    try:
        for line in csv.reader(io.StringIO(text), delimiter=delimiter):
            lines.append([Formula(c) if c.startswith("=") else c for c in line])
    except csv.Error as error:
        raise _not_a_spreadsheet(name) from error
    return lines


def _rows(sheet: str, lines: Iterable[Sequence[object]]) -> Iterator[Row]:
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise SheetError(
                Problem(
                    sheet=sheet,
                    sentence=f"there are more than {MOST_ROWS:,} rows. Keep those that "
                    "matter most.",
                )
            )
        if all(cell is None or not str(cell).strip() for cell in line):
            continue
        if header is None:
            header = [_column(cell) for cell in line]
            _refuse_twins(sheet, number, header)
        else:
            cells = {c: cell for c, cell in zip_longest(header, line) if c}
            yield Row(sheet=sheet, number=number, cells=cells)


def _refuse_twins(sheet: str, number: int, header: Sequence[str]) -> None:
    twins = {column for column in header if column and header.count(column) > 1}
    if twins:
        raise SheetError(
            *(
                Problem(
                    sheet=sheet,
                    row=number,
                    column=column,
                    sentence="this heading stands here twice. Keep one of the columns.",
                )
                for column in sorted(twins)
            )
        )


def _column(cell: object) -> str:
    return tidied(str(cell or "")).casefold().replace(" ", "_")
