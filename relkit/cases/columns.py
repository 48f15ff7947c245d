"""Columns: what may stand in a cell, how it is read, and how it is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from relkit.cases.rows import Row, writable

Cell = str | float | int

FILLERS = {"a", "an", "each", "in", "of", "per", "the", "week", "weekly"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    key
        Its heading.
    read
        What makes a value of a row's cell, given the row and the key.
    also
        Other headings by which it is recognised, with commas between them.
    required
        Whether a sheet without this column is refused.
    words
        What may stand in it, for the template.
    only_saved
        Whether relkit writes it, and nobody is asked to fill it in.
    """

    key: str
    read: Callable[[Row, str], Any]
    also: str = ""
    required: bool = False
    words: str = ""
    only_saved: bool = False

    @property
    def others(self) -> list[str]:
        """The other headings by which it is recognised."""
        return self.also.split(", ") if self.also else []


def text(key: str, *, longest: int, needed: str = "", **more: Any) -> Column:
    """A column of text; `needed` says what to do about an empty cell."""

    def read(row: Row, key: str) -> str:
        said = row.text(key, longest=longest)
        if needed and not said:
            raise row.wrong(key, f"there is nothing here. {needed}")
        return said

    return Column(key=key, read=read, **more)


def amount(key: str, *, most: float, unit: str, **more: Any) -> Column:
    """A column of numbers, from 0 to `most` of a unit."""
    return Column(
        key=key,
        read=lambda row, key: row.amount(key, most=most, unit=unit),
        **more,
    )


def whole(key: str, *, most: int, **more: Any) -> Column:
    """A column of whole numbers, from 1 to `most`."""
    return Column(key=key, read=lambda row, key: row.whole(key, most=most), **more)


def day(key: str, **more: Any) -> Column:
    """A column of dates."""
    return Column(key=key, read=Row.day, **more)


def choice(
    key: str,
    *,
    of: type[StrEnum],
    default: StrEnum | None = None,
    may_be_empty: bool = False,
    **more: Any,
) -> Column:
    """A column of words from a list; an empty cell is `default`, or may be ``None``."""

    def read(row: Row, key: str) -> StrEnum | None:
        if may_be_empty and not row.text(key, longest=100):
            return None
        return row.choice(key, of, default=default)

    words = ", ".join(each.value for each in of)
    return Column(key=key, read=read, words=words, **more)


def squeeze(heading: str) -> str:
    """A heading without capitals, spaces and little words.

    Examples
    --------
    >>> squeeze("Staff hours (per week)"), squeeze("staff_hours")
    ('staffhours', 'staffhours')
    """
    said = re.sub("['’]", "", heading.casefold())
    return "".join(w for w in re.findall(r"[^\W_]+", said) if w not in FILLERS)


def cell(value: Any) -> Cell:
    """A value as a cell: text, a word from a list, a date or a number."""
    if value is None:
        return ""
    if isinstance(value, str):
        return writable(str(value))
    if isinstance(value, date):
        return value.isoformat()
    number: float = value
    return number
