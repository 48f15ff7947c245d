"""Columns: what may stand in a cell, how it is read, and how it is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from relkit.cases.rows import Row, writable
from relkit.models import words

Cell = str | float | int

MOST_NAMES = 100
"""How many names may stand in one cell."""

FILLERS = {"a", "an", "each", "in", "of", "per", "the", "week", "weekly"}


class YesNo(StrEnum):
    """What stands in a cell that is answered by yes or no."""

    YES = "yes"
    NO = "no"


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
    options
        The words to choose from, where only these may stand in it.
    default
        The word that an empty cell stands for.
    of
        The sheet whose rows have the names that stand in it.
    several
        Whether several names may stand in one cell.
    """

    key: str
    read: Callable[[Row, str], Any]
    also: str = ""
    required: bool = False
    words: str = ""
    only_saved: bool = False
    options: tuple[str, ...] = ()
    default: str = ""
    of: str = ""
    several: bool = False

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


def whole(
    key: str, *, most: int, least: int = 1, may_be_empty: bool = False, **more: Any
) -> Column:
    """A column of whole numbers, from `least` to `most`; an empty cell may be none."""

    def read(row: Row, key: str) -> int | None:
        if may_be_empty and not row.text(key, longest=100):
            return None
        return row.whole(key, least=least, most=most)

    return Column(key=key, read=read, **more)


def names(key: str, *, longest: int, of: str = "", **more: Any) -> Column:
    """A column of names with semicolons between them, each told once.

    `of` is the sheet whose rows have these names, where it is a sheet of the same part.
    """

    def read(row: Row, key: str) -> tuple[str, ...]:
        said = row.text(key, longest=longest * MOST_NAMES)
        each = [name.strip() for name in said.split(words.BETWEEN_NAMES)]
        for name in each:
            if len(name) > longest:
                raise row.wrong(
                    key,
                    f"‘{name}’ has {len(name):,} characters. Write names with "
                    f"semicolons between them, each of {longest} characters or fewer.",
                )
        return tuple(dict.fromkeys(name for name in each if name))

    return Column(key=key, read=read, of=of, several=True, **more)


def yes(key: str, **more: Any) -> Column:
    """A column of yes and no; an empty cell is no."""
    asked = choice(key, of=YesNo, default=YesNo.NO, **more)
    return replace(asked, read=lambda row, key: asked.read(row, key) is YesNo.YES)


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

    options = tuple(each.value for each in of)
    more = {"words": ", ".join(options), "default": default or ""} | more
    return Column(key=key, read=read, options=options, **more)


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
    """A value as a cell: text, a word, names, yes or no, a date or a number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (YesNo.YES if value else YesNo.NO).value
    if isinstance(value, tuple):
        return writable(f"{words.BETWEEN_NAMES} ".join(value))
    if isinstance(value, str):
        return writable(str(value))
    if isinstance(value, date):
        return value.isoformat()
    number: float = value
    return number
