"""Numbers and names as people read them, the same on every page."""

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
    return f"{share:.0%}"


def hours(amount: float) -> str:
    """Person-hours a week, with one decimal only where it matters.

    Examples
    --------
    >>> hours(1), hours(2.5), hours(1240), hours(0.04)
    ('1 hour', '2.5 hours', '1,240 hours', '0.04 hours')
    """
    if 0 < amount < 0.1:
        said = f"{amount:.2g}"
    elif amount >= 10:
        said = f"{amount:,.0f}"
    else:
        said = f"{amount:.1f}".removesuffix(".0")
    return f"{said} hour" if said == "1" else f"{said} hours"


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


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
