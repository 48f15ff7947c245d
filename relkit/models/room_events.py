"""What happens in a live room, one event after another.

Everything that happens is appended to what happened before. Who took part is known by a
random label only; there is no field for a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What happened: first what the facilitator does, then what participants do."""

    HOSTED = "hosted"
    GATHERED = "gathered"
    OPENED = "opened"
    CLOSED = "closed"
    REVEALED = "revealed"
    HIDDEN = "hidden"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ERASED = "erased"
    PROLONGED = "prolonged"
    JOINED = "joined"
    SPOKE_FROM = "spoke from"
    PLACED = "placed"
    GAVE = "gave"
    TOOK_BACK = "took back"
    WITHDREW = "withdrew"


FACILITATES = frozenset(list(Kind)[: list(Kind).index(Kind.JOINED)])
"""What the facilitator does: all of it stands in the room's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened in a room.

    Parameters
    ----------
    number
        Its place among the room's events, from 1, without a gap.
    gathering
        At which gathering of the room, from 1.
    kind
        What happened.
    by
        The participant's label; empty for the facilitator.
    payload
        What was said: plain JSON. Empty once it was erased, taken back or withdrawn.
    at
        When, with its time zone.
    """

    number: int
    gathering: int
    kind: Kind
    by: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict, hash=False)
    at: datetime
