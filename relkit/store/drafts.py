"""What is to be written into a room: checked once, here."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from relkit.models import room_events

# In characters, as JSON. A long card text has a few hundred.
LARGEST = 65_536
# Lists inside lists; Python reads about a thousand, and gives up after that.
DEEPEST = 32
# Events in one append.
MOST = 500

KEY = re.compile(r"[!-~]{1,64}")

# These change more than the list of events, and have a function of their own.
OWN_WAY = {
    room_events.Kind.HOSTED: "host",
    room_events.Kind.PROLONGED: "prolong",
    room_events.Kind.ERASED: "erase",
    room_events.Kind.WITHDREW: "withdraw",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it has a number.

    Parameters
    ----------
    kind
        What happened.
    by
        The participant's label; empty for the facilitator.
    payload
        What was said: plain JSON, up to 65,536 characters and 32 levels deep.
    key
        Random, made where the answer was given: the same key is kept once.

    Raises
    ------
    ValueError
        If the payload is no JSON, or too large; if `by` or `key` is not 1 to 64
        printable ASCII characters; if the kind of event has a function of its own.

    Examples
    --------
    >>> Draft(kind=room_events.Kind.OPENED, payload={"topic": "four_worlds"}).text
    '{"topic":"four_worlds"}'
    """

    kind: room_events.Kind
    by: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict, hash=False)
    key: str | None = None
    text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind in OWN_WAY:
            raise ValueError(
                f"An event of the kind '{self.kind}' is not appended: "
                f"use Store.{OWN_WAY[self.kind]}()."
            )
        for word in (self.by or None, self.key):
            if word is not None and not KEY.fullmatch(word):
                raise ValueError(
                    "A label or key has 1 to 64 letters, digits and signs of ASCII. "
                    "Let relkit make the label, and the phone a random key."
                )
        object.__setattr__(self, "text", written(self.payload))


def written(payload: Mapping[str, Any]) -> str:
    """A payload as JSON in ASCII.

    Raises
    ------
    ValueError
        If it is no JSON object, or too large.
    """
    too_large = ValueError(
        f"This is too much to keep at once: up to {LARGEST:,} characters and "
        f"{DEEPEST} levels are. Make it shorter, or send it in parts."
    )
    try:
        if _depth(payload, DEEPEST) > DEEPEST:
            raise too_large
        text = json.dumps(dict(payload), allow_nan=False, separators=(",", ":"))
    except (TypeError, RecursionError) as error:
        raise _no_json() from error
    except ValueError as error:
        raise (error if error is too_large else _no_json()) from error
    if len(text) > LARGEST:
        raise too_large
    return text


def read(text: str) -> dict[str, Any]:
    """The payload that was written."""
    payload: dict[str, Any] = json.loads(text)
    return payload


def _no_json() -> ValueError:
    return ValueError(
        "What is kept is plain JSON: texts, numbers, true, false, null, and lists and "
        "objects of these."
    )


def _depth(value: object, left: int) -> int:
    """How many levels a value has; it stops looking one below what is left."""
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise _no_json()
        inside = list(value.values())
    elif isinstance(value, list | tuple):
        inside = list(value)
    else:
        return 0
    if left == 0:
        return 1
    return 1 + max((_depth(item, left - 1) for item in inside), default=0)


def stamp(at: datetime) -> str:
    """A time as text, in UTC.

    Raises
    ------
    ValueError
        If it has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("A time in a room has a time zone: datetime.now(UTC), say.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
