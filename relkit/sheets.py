"""Spreadsheets that people bring: bytes to rows, with a clear sentence for what is off.

Nothing here knows a topic. A `Row` hands out its cells as text, number or choice, and
says where a wrong one stands.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from typing import TypeVar

from relkit.models import words

MOST_BYTES = 1_000_000
MOST_UNPACKED_BYTES = 30_000_000
MOST_ROWS = 20_000
MOST_PROBLEMS = 20
NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control, surrogate, line and paragraph separator
NOT_IN_XML = "\ufffe\uffff"  # a workbook that holds them does not open again

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in a spreadsheet, where, and what to do."""

    sentence: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        """Read it aloud: the place first, then the sentence."""
        where = [f"sheet {self.sheet}"] if self.sheet else []
        where += [f"row {self.row}"] if self.row else []
        where += [f"column {self.column}"] if self.column else []
        place = ", ".join(where)
        return (
            f"{place[:1].upper()}{place[1:]}: {self.sentence}"
            if place
            else self.sentence
        )


class SheetError(ValueError):
    """A spreadsheet cannot be used; `problems` says each thing that is wrong."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet: `cells` by column, `number` as the spreadsheet counts."""

    sheet: str
    number: int
    cells: dict[str, object]

    def wrong(self, column: str, sentence: str) -> SheetError:
        """The error that names this row and a column of it."""
        return SheetError(
            Problem(sheet=self.sheet, row=self.number, column=column, sentence=sentence)
        )

    def text(self, column: str, *, longest: int) -> str:
        """The cell's text, tidied; empty where there is none.

        Raises
        ------
        SheetError
            If it is a formula, or longer than `longest` characters.
        """
        cell = self.cells.get(column)
        if isinstance(cell, Formula):
            raise self.wrong(
                column,
                "there is a formula here. Replace it with what it shows (copy, then "
                "paste as values).",
            )
        said = tidied("" if cell is None else str(cell))
        if len(said) > longest:
            raise self.wrong(
                column,
                f"this has {len(said):,} characters. Shorten it to {longest} or fewer.",
            )
        return said

    def amount(self, column: str, *, most: float, unit: str) -> float:
        """The cell's number, from 0 to `most`.

        Raises
        ------
        SheetError
            If it is empty, no number, negative, or more than `most`.
        """
        said = self.text(column, longest=100)
        do = f"Type a number of {unit} from 0 to {most:,.0f}."
        if not said:
            raise self.wrong(column, f"there is no number here. {do}")
        if not re.fullmatch(
            r"[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d+)?", said, re.I
        ):
            raise self.wrong(column, f"‘{said}’ is not a number. {do}")
        try:
            amount = float(said.replace(",", ""))
        except ValueError:
            raise self.wrong(column, f"‘{said}’ is not a number. {do}") from None
        if not 0 <= amount <= most:
            raise self.wrong(column, f"{said} cannot be right. {do}")
        return amount

    def choice(
        self, column: str, choices: type[Choice], *, default: Choice | None = None
    ) -> Choice:
        """The cell as one of the choices, whatever its capitals; `default` if empty.

        Raises
        ------
        SheetError
            If it is none of them, or empty where there is no default.
        """
        said = self.text(column, longest=100)
        if not said and default is not None:
            return default
        for choice in choices:
            names = {choice.value, getattr(choice, "label", choice.value)}
            if said.casefold() in names:
                return choice
        seen = f"‘{said}’ is not known" if said else "there is nothing here"
        known = ", ".join(choice.value for choice in choices)
        raise self.wrong(column, f"{seen}. Use one of these words: {known}.")


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula instead of a value."""

    text: str


@dataclass(slots=True)
class Gathered:
    """Values made from rows, and the problems met on the way."""

    problems: list[Problem] = field(default_factory=list)

    def each(
        self, rows: Iterable[Row], make: Callable[[Row], Value]
    ) -> Iterator[tuple[Row, Value]]:
        """Each row with the value that `make` makes of it; its problems are kept."""
        for row in rows:
            try:
                yield row, make(row)
            except SheetError as error:
                self.problems.extend(error.problems)
            except ValueError as error:
                self.problems.append(
                    Problem(sheet=row.sheet, row=row.number, sentence=str(error))
                )

    def settle(self) -> None:
        """Raise what was met, the first 20 in full and the rest counted."""
        if not self.problems:
            return
        shown, more = self.problems[:MOST_PROBLEMS], self.problems[MOST_PROBLEMS:]
        if more:
            shown.append(Problem(sentence=f"And {len(more)} more like these."))
        raise SheetError(*shown)


def tidied(said: str) -> str:
    r"""Text without control characters, with single spaces, as people meant it.

    A leading apostrophe that shields a formula sign is taken off again.

    Examples
    --------
    >>> tidied("  Clearing\tgutters "), tidied("'=1+1")
    ('Clearing gutters', '=1+1')
    """
    kept = "".join(
        " " if unicodedata.category(c) in NO_TEXT or c in NOT_IN_XML else c
        for c in said
    )
    return words.unshielded(" ".join(kept.split()))


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
                sentence=f"‘{name}’ is in Excel’s old format. Save it as .xlsx or .csv "
                "and choose that file."
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
                for line in sheet.iter_rows()
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
        else:
            cells = {c: cell for c, cell in zip_longest(header, line) if c}
            yield Row(sheet=sheet, number=number, cells=cells)


def _column(cell: object) -> str:
    return tidied(str(cell or "")).casefold().replace(" ", "_")
