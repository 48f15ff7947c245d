"""What a browser says, where it is what it should be: nothing it says is trusted."""

from typing import Any


def fields(said: Any) -> dict[str, Any]:
    """The object that it should be, or an empty one.

    Examples
    --------
    >>> fields({"case": "elm"}), fields("elm")
    ({'case': 'elm'}, {})
    """
    return said if isinstance(said, dict) else {}


def cells(row: Any) -> dict[str, Any]:
    """The cells of a row that are text or numbers.

    Examples
    --------
    >>> cells({"name": "Keys", "hours": 12, "note": None})
    {'name': 'Keys', 'hours': 12}
    """
    return {
        key: c for key, c in fields(row).items() if isinstance(c, str | int | float)
    }
