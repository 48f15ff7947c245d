"""Rows of a spreadsheet, and a clear sentence for whatever is off in one.

Nothing here knows a topic. A `Row` hands out its cells as text, number or choice, and
says where a wrong one stands.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TypeVar

from relkit.models import words

MOST_PROBLEMS = 10
NO_TEXT = {"Cc", "Cs", "Zl", "Zp"}  # control, surrogate, line and paragraph separator
NOT_IN_XML = "\ufffe\uffff"  # a workbook that holds them does not open again

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
    """One row of a sheet: `cells` by column, `number` as the spreadsheet counts.

    ``headings`` are the columns' names as people wrote them: by these they are told.
    """

    sheet: str
    number: int
    cells: Mapping[str, object]
    headings: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, column: str, sentence: str) -> SheetError:
        """The error that names this row and a column of it."""
        return SheetError(
            Problem(
                sheet=self.sheet,
                row=self.number,
                column=self.headings.get(column, column),
                sentence=sentence,
            )
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

    def whole(self, column: str, *, most: int, least: int = 1) -> int:
        """The cell's whole number, from `least` to `most`.

        Raises
        ------
        SheetError
            If it is anything else.
        """
        said = self.text(column, longest=100)
        number = re.fullmatch(r"0*(\d{1,9})(\.0*)?", said, re.ASCII)
        if not number or not least <= int(number[1]) <= most:
            seen = f"‘{said}’ is not a whole number" if said else "there is no number"
            raise self.wrong(column, f"{seen}. Type a number from {least} to {most:,}.")
        return int(number[1])

    def day(self, column: str) -> date:
        """The cell's date, as a spreadsheet keeps it or written as 2026-03-10.

        Raises
        ------
        SheetError
            If it is anything else.
        """
        said = self.text(column, longest=100)
        cell = self.cells.get(column)
        if isinstance(cell, datetime):
            return cell.date()
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII):
                return date.fromisoformat(said)
        except ValueError:
            pass
        seen = f"‘{said}’ is not a date" if said else "there is no date here"
        raise self.wrong(column, f"{seen}. Write the date as 2026-03-10.")

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
        if value := _values(choices).get(said.casefold()):
            return choices(value)
        seen = f"‘{said}’ is not known" if said else "there is nothing here"
        known = ", ".join(choice.value for choice in choices)
        raise self.wrong(column, f"{seen}. Use one of these words: {known}.")


@cache
def _values(choices: type[StrEnum]) -> dict[str, str]:
    """Each choice by its value, and by what people call it where that differs."""
    labels = {getattr(each, "label", each.value): each.value for each in choices}
    return labels | {each.value: each.value for each in choices}


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula instead of a value."""

    text: str


def told(problems: Sequence[Problem]) -> SheetError:
    """The error with the first 10 problems in full, and the rest counted."""
    shown, more = problems[:MOST_PROBLEMS], problems[MOST_PROBLEMS:]
    if not more:
        return SheetError(*shown)
    return SheetError(*shown, Problem(sentence=f"And {len(more)} more like these."))


def tidied(said: str) -> str:
    r"""Text without control characters, with single spaces, as people meant it.

    A leading apostrophe that shields a formula sign is taken off again.

    Examples
    --------
    >>> tidied("  Clearing\tgutters "), tidied("'=1+1")
    ('Clearing gutters', '=1+1')
    """
    return words.unshielded(" ".join(writable(said).split()))


def writable(said: str) -> str:
    r"""Text with a space for each character that no file of ours can hold.

    Examples
    --------
    >>> writable("Gutters\x0b")
    'Gutters '
    """
    if said.isprintable():
        return said
    return "".join(
        " " if unicodedata.category(c) in NO_TEXT or c in NOT_IN_XML else c
        for c in said
    )
