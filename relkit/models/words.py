"""Numbers and names as people read them, the same on every page."""

import math
from collections.abc import Sequence


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names in a row, as they are read aloud.

    Examples
    --------
    >>> listed(["free", "prior", "informed"])
    'free, prior and informed'
    >>> listed(["free", "prior"], last="or")
    'free or prior'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def rounded(amount: float, places: int = 0) -> float:
    """The amount as people round it: a half goes up, and a hair off a half too.

    Examples
    --------
    >>> rounded(2.5), rounded(102.5), rounded(0.285 * 100), rounded(2.25, 1)
    (3, 103, 29, 2.3)
    """
    times: int = 10**places
    up = math.floor(round(amount * times, 6) + 0.5)
    return up / times if places else up


def percent(share: float) -> str:
    """Share of a whole, from 0 to 1, as a percentage; little is never told as nothing.

    Examples
    --------
    >>> percent(0.254), percent(0.004), percent(0), percent(0.997)
    ('25%', 'less than 1%', '0%', 'more than 99%')
    """
    if 0 < share < 0.01:
        return "less than 1%"
    if 0.99 < share < 1:
        return "more than 99%"
    return f"{rounded(share * 100)}%"


def amount(number: float) -> float:
    """An amount as it is told, in words or in a table: a decimal only where it matters.

    Examples
    --------
    >>> amount(1), amount(2.25), amount(102.5), amount(0.042)
    (1, 2.3, 103, 0.04)
    """
    if 0 < number < 0.1:
        return float(f"{number:.1g}")
    told = rounded(number, 1) if number < 10 else rounded(number)
    return int(told) if told == int(told) else told


def hours(number: float) -> str:
    """Person-hours a week, as `amount` tells them.

    Examples
    --------
    >>> hours(1), hours(2.5), hours(1240), hours(0.04)
    ('1 hour', '2.5 hours', '1,240 hours', '0.04 hours')
    """
    return counted(amount(number), "hour")


def counted(number: float, one: str, many: str = "") -> str:
    """How many of something there are.

    Examples
    --------
    >>> counted(1, "activity", "activities"), counted(8, "activity", "activities")
    ('1 activity', '8 activities')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(many: int) -> str:
    """A number as people write it in a sentence: a word up to nine.

    Examples
    --------
    >>> number(3), number(12)
    ('three', '12')
    """
    return SMALL[many] if 0 <= many < len(SMALL) else f"{many:,}"


BETWEEN_NAMES = ";"
"""Names have commas in them; where several stand in a cell, none has a semicolon."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with; some programs take the wide signs of East Asia too."""


def shielded(text: str) -> str:
    """Text that a spreadsheet program will not run as a formula.

    Examples
    --------
    >>> shielded("=1+1"), shielded("Repairs")
    ("'=1+1", 'Repairs')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def unshielded(text: str) -> str:
    """The text as it was before `shielded`.

    Examples
    --------
    >>> unshielded("'=1+1"), unshielded("'Tis the season")
    ('=1+1', "'Tis the season")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_SIGNS) else text
