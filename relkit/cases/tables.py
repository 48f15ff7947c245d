"""Tables: what a sheet holds, said once, for reading it and for writing it.

A `Table` names a sheet and its columns. By it sheets are read and written, the template
is made, and headings are recognised that people wrote in words of their own.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from relkit.cases.columns import Cell, Column, cell, squeeze
from relkit.cases.rows import Problem, Row, SheetError, tidied
from relkit.cases.sheets import Sheet

Value = TypeVar("Value")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The columns of a sheet.

    Parameters
    ----------
    sheet
        The sheet's name in a workbook.
    columns
        In the order in which they are written.
    file
        The file's name in a case's folder; empty where ``case.json`` holds the same.
    things
        What its rows are, as in "there are no activities".
    most
        How many rows it may have.
    needs_rows
        Whether a sheet with headings alone is refused.
    example
        Rows of the template that people replace.
    offered
        Further rows of the template, which may stay as they are.
    """

    sheet: str
    columns: tuple[Column, ...]
    file: str = ""
    things: str = "rows"
    most: int | None = None
    needs_rows: bool = False
    example: tuple[tuple[Cell, ...], ...] = ()
    offered: tuple[tuple[Cell, ...], ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The headings that people fill in."""
        return tuple(each.key for each in self.columns if not each.only_saved)

    def read(
        self, sheet: Sheet | None, make: Callable[[Row, Values], Value]
    ) -> tuple[Value, ...]:
        """What `make` makes of each row and its values; nothing without a sheet.

        Raises
        ------
        SheetError
            If anything is wrong in any row: every wrong cell, and what `make` refuses.
        """
        rows = self.rows(sheet) if sheet else []
        examples, said = set(map(_said, self.example)), self._asked_of(rows)
        if sheet and self._is_template(said):
            raise SheetError(
                Problem(
                    sheet=sheet.name,
                    sentence="this is the template with its example rows. Replace them "
                    "with your own and try again.",
                )
            )
        made: list[Value] = []
        problems: list[Problem] = []
        for row, words in zip(rows, said, strict=True):
            try:
                if words in examples:
                    raise row.wrong(
                        "",
                        "this is an example row of the template. Replace it, or "
                        "delete it.",
                    )
                made.append(make(row, self.values(row)))
            except SheetError as error:
                problems += error.problems
            except ValueError as error:
                problems += row.wrong("", str(error)).problems
        if problems:
            raise SheetError(*problems)
        return tuple(made)

    def named(self, sheet: Sheet | None) -> set[str]:
        """The names in a sheet, whatever else its rows hold; none without a sheet."""
        rows = self.rows(sheet) if sheet else []
        return {tidied(str(row.cells.get("name") or "")) for row in rows}

    def untouched(self, sheet: Sheet) -> bool:
        """Whether the sheet is the template's, with its example rows and no others."""
        try:
            return self._is_template(self._asked_of(self.rows(sheet)))
        except SheetError:
            return False

    def _asked_of(self, rows: Iterable[Row]) -> list[tuple[str, ...]]:
        """What stands in each row, of what people are asked to fill in.

        By this example rows are known; where there are none, nothing is asked.
        """
        if not self.example:
            return [() for _ in rows]
        return [_said([row.cells.get(key) for key in self.asked]) for row in rows]

    def _is_template(self, said: Sequence[tuple[str, ...]]) -> bool:
        examples, offered = set(map(_said, self.example)), set(map(_said, self.offered))
        return bool(examples.intersection(said)) and examples | offered >= set(said)

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows of a sheet, their cells under this table's keys.

        Raises
        ------
        SheetError
            If a column is missing or stands twice, or if there are too many rows.
        """
        if self.most and len(sheet.lines) > self.most:
            raise SheetError(
                Problem(
                    sheet=sheet.name,
                    sentence=f"there are {len(sheet.lines):,} rows, and relkit takes "
                    f"at most {self.most:,}. Keep the {self.things} that matter most, "
                    "or put small ones together.",
                )
            )
        found = self.found(sheet.headings)
        problems = [*self._twins(sheet, found), *self._missing(sheet, found)]
        if problems and (sheet.lines or self.needs_rows):
            raise SheetError(*problems)
        if not sheet.lines and self.needs_rows:
            raise SheetError(
                Problem(
                    sheet=sheet.name,
                    row=sheet.number,
                    sentence=f"there are no {self.things} below the headings. Add at "
                    "least one row and try again.",
                )
            )
        at = {key: places[0] for key, places in found.items()}
        return [
            Row(
                sheet=sheet.name,
                number=number,
                cells={key: cells[n] for key, n in at.items() if n < len(cells)},
                headings={key: sheet.headings[n] for key, n in at.items()},
            )
            for number, cells in sheet.lines
        ]

    def found(self, headings: Sequence[str]) -> dict[str, list[int]]:
        """Where each column's heading stands; its own name comes before others."""
        said = [squeeze(heading) for heading in headings]
        own = {squeeze(column.key) for column in self.columns}.intersection(said)
        found = {}
        for column in self.columns:
            names = {squeeze(column.key)}
            if not names <= own:
                names = {squeeze(name) for name in column.others} - own
            if places := [n for n, heading in enumerate(said) if heading in names]:
                found[column.key] = places
        return found

    def filled(self, rows: Iterable[Mapping[str, object]], name: str = "") -> Sheet:
        """A sheet of this table with these rows, each row's cells by column."""
        keys = [column.key for column in self.columns]
        lines = ([row.get(key) for key in keys] for row in rows)
        return Sheet(
            name=name or self.sheet,
            headings=tuple(keys),
            lines=tuple(enumerate(lines, start=1)),
        )

    def written(self, values: Mapping[str, Any]) -> tuple[Cell, ...]:
        """One row of cells, in the order of the columns."""
        return tuple(cell(values.get(column.key)) for column in self.columns)

    def values(self, row: Row) -> Values:
        """The row's values, each read by its column; all its wrong cells at once."""
        values: Values = {}
        problems: list[Problem] = []
        for column in self.columns:
            try:
                values[column.key] = column.read(row, column.key)
            except SheetError as error:
                problems += error.problems
        if problems:
            raise SheetError(*problems)
        return values

    def _twins(
        self, sheet: Sheet, found: Mapping[str, Sequence[int]]
    ) -> Iterator[Problem]:
        for key, places in found.items():
            if len(places) > 1:
                named = {f"‘{sheet.headings[n]}’": None for n in places}
                yield Problem(
                    sheet=sheet.name,
                    row=sheet.number,
                    column=key,
                    sentence="this heading stands here twice. Keep one of the columns."
                    if len(named) == 1
                    else f"{' and '.join(named)} both mean this. Keep one of them.",
                )

    def _missing(
        self, sheet: Sheet, found: Mapping[str, Sequence[int]]
    ) -> Iterator[Problem]:
        read = {n for places in found.values() for n in places}
        left = {
            squeeze(heading): heading
            for n, heading in enumerate(sheet.headings)
            if n not in read
        }
        for column in self.columns:
            if not column.required or column.key in found:
                continue
            sentence = f"this column is missing. Add a column headed {column.key}."
            if near := _nearest([column.key, *column.others], left):
                sentence += (
                    f" Did you mean ‘{near}’? Then change that heading to {column.key}."
                )
            yield Problem(
                sheet=sheet.name,
                row=sheet.number,
                column=column.key,
                sentence=sentence,
            )


def each_once(
    make: Callable[[Row, Values], Value], each: str
) -> Callable[[Row, Values], Value]:
    """As `make`, with each name only once on its sheet, whatever its capitals.

    `each` is what has the name, as in "give each activity a name of its own".
    """
    first_row: dict[str, int] = {}

    def once(row: Row, values: Values) -> Value:
        name = values["name"]
        first = first_row.setdefault(name.casefold(), row.number)
        if first != row.number:
            raise row.wrong(
                "name",
                f"‘{name}’ stands in row {first} already. Give {each} a name of its "
                "own.",
            )
        return make(row, values)

    return once


def _nearest(names: Sequence[str], left: Mapping[str, str]) -> str:
    """Of the headings that are left, the one most like one of the names, if any."""
    for name in names:
        if near := difflib.get_close_matches(squeeze(name), left, n=1, cutoff=0.7):
            return left[near[0]]
    return ""


def _said(cells: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if each is None else tidied(str(each)) for each in cells)
