"""Where a text that somebody gave is said again by others: a card sorted, a row linked.

Whoever takes a text out of a room takes these out with it, or it would still be there.
"""

from collections.abc import Mapping
from typing import Any

from relkit.models import words


def name_in(payload: Mapping[str, Any]) -> str:
    """What others may call what was given: the name in its row, or nothing."""
    name = _row(payload).get("name")
    return _plain(name) if isinstance(name, str) else ""


def repeats(payload: Mapping[str, Any], topic: str, name: str) -> bool:
    """Whether this sorts the card, or links the row, that has a name in a topic.

    Examples
    --------
    >>> repeats({"topic": "four_worlds", "card": "Keys", "bin": "by"}, "four_worlds",
    ...     "Keys")
    True
    >>> row = {"name": "A cup of tea", "situations": "Rain; A leak at night"}
    >>> repeats({"topic": "thriving", "row": row}, "thriving", "A leak at night")
    True
    """
    if not name or payload.get("topic") != topic:
        return False
    cells = [payload.get("card"), *_row(payload).values()]
    said = [cell for cell in cells if isinstance(cell, str)]
    return any(name in map(_plain, (x, *x.split(words.BETWEEN_NAMES))) for x in said)


def _plain(said: str) -> str:
    return " ".join(said.split())


def _row(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    row = payload.get("row")
    return row if isinstance(row, Mapping) else {}
