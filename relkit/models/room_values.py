"""What a room is made of: how activities stand, what was given, what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relkit.models.room_events import Event, Kind


@dataclass(slots=True, kw_only=True)
class State:
    """How an activity stands: first closed and hidden, and answers may be changed."""

    is_open: bool = False
    revealed: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One row that somebody gave: a card, an item, a link.

    ``shown`` is ``None`` while it waits to be looked at.
    """

    number: int
    topic: str
    sheet: str
    row: Mapping[str, Any]
    by: str
    gathering: int
    shown: bool | None

    @property
    def payload(self) -> dict[str, Any]:
        """What was said when it was given."""
        return {"topic": self.topic, "sheet": self.sheet, "row": self.row}

    @property
    def told(self) -> dict[str, Any]:
        """It as whoever may read it is told: not whose it is, nor when it was given."""
        return self.payload | {"number": self.number, "shown": self.shown}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of the facilitator, as everyone in the room can read it.

    ``until`` is the room's last day, where the act set it.
    """

    number: int
    kind: Kind
    at: datetime
    topic: str = ""
    about: int | None = None
    until: date | None = None
    reason: str = ""


def act_of(event: Event) -> Act:
    """What an event of the facilitator tells."""
    about = event.payload.get("number")
    return Act(
        number=event.number,
        kind=event.kind,
        at=event.at,
        topic=str(event.payload.get("topic", "")),
        about=about if isinstance(about, int) else None,
        until=day(event.payload.get("ends")),
        reason=str(event.payload.get("reason", "")),
    )


def day(said: object) -> date | None:
    """The date that was said, if it is one."""
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
