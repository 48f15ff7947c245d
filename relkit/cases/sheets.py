"""Spreadsheets that people bring: bytes to rows.

What a file is, is decided by its bytes, not by its name.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relkit.cases.rows import Formula, Problem, SheetError, tidied

MOST_BYTES = 1_000_000
MOST_UNPACKED_BYTES = 30_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet as it stands: its headings, and the lines below them that say anything.

    ``number`` is the row of the headings, as the spreadsheet counts; each line comes
    with its own. A sheet without headings is empty.
    """

    name: str
    number: int = 1
    headings: tuple[str, ...] = ()
    lines: tuple[tuple[int, Sequence[object]], ...] = ()


def sheets(name: str, content: bytes, *, most: int = MOST_BYTES) -> list[Sheet]:
    """The sheets of an XLSX or CSV file.

    Parameters
    ----------
    name
        The file's name; it names the one sheet of a CSV file.
    content
        The file's bytes; what they are is decided by them, not by the name.
    most
        How many bytes are not too many; more than usual where they came packed.

    Raises
    ------
    SheetError
        If it is empty, too large, or not a spreadsheet.
    """
    if not content.strip():
        raise SheetError(Problem(sentence=f"‘{name}’ is empty. Choose another file."))
    if len(content) > most:
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
    return [_sheet(name, _csv_lines(name, content))]


def not_a_spreadsheet(name: str) -> SheetError:
    """The error about a file that is something else."""
    return SheetError(
        Problem(
            sentence=f"‘{name}’ is not a spreadsheet that relkit can read, whatever "
            "its name says. Choose an .xlsx or .csv file."
        )
    )


def _workbook(name: str, content: bytes) -> list[Sheet]:
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
        found = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            lines = (
                [Formula(str(c.value)) if c.data_type == "f" else c.value for c in line]
                for line in sheet.iter_rows(max_col=MOST_COLUMNS)
            )
            found.append(_sheet(sheet.title, lines))
    except SheetError:
        raise
    except Exception as error:  # a broken file breaks in many ways
        raise not_a_spreadsheet(name) from error
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
        raise not_a_spreadsheet(name) from error
    if "\x00" in text:
        raise not_a_spreadsheet(name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    heading = next((line for line in text.split("\n") if line.strip(" ,;\t")), "")
    delimiter = max(",;\t", key=heading.count)
    lines: list[list[object]] = []
    try:
        for line in csv.reader(io.StringIO(text), delimiter=delimiter):
            lines.append([Formula(c) if c.startswith("=") else c for c in line])
    except csv.Error as error:
        raise not_a_spreadsheet(name) from error
    return lines


def _sheet(name: str, lines: Iterable[Sequence[object]]) -> Sheet:
    full: list[tuple[int, Sequence[object]]] = []
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise SheetError(
                Problem(
                    sheet=name,
                    sentence=f"there are more than {MOST_ROWS:,} rows. Keep those that "
                    "matter most.",
                )
            )
        if any(cell is not None and str(cell).strip() for cell in line):
            full.append((number, line))
    if not full:
        return Sheet(name=name)
    (number, header), *rest = full
    headings = ["" if cell is None else tidied(str(cell)) for cell in header]
    while headings and not headings[-1]:
        headings.pop()
    return Sheet(name=name, number=number, headings=tuple(headings), lines=tuple(rest))
