"""Events, appended to a room and read from a number on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy import Connection, Row

from relkit.models import room_events
from relkit.store import drafts, errors, schema

events = schema.events
rooms = schema.rooms

GONE = (
    "There is no such room any more: its date has come, or it was deleted. "
    "Ask whoever invited you for the new one."
)
UNKNOWN_LABEL = (
    "Whoever gave this has withdrawn from the room, or never joined it. It was not "
    "kept. They can join again."
)

# The key of something said, and the label of whoever said it.
Own = tuple[str | None, str]

# Databases take only so many values in one question.
CHUNK = 500
Value = TypeVar("Value", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Drafts that are kept together or not at all, and when they came."""

    drafts: tuple[drafts.Draft, ...]
    at: datetime

    def __post_init__(self) -> None:
        if not 1 <= len(self.drafts) <= drafts.MOST:
            raise ValueError(
                f"1 to {drafts.MOST} events are kept at once. Send them in parts."
            )
        drafts.stamp(self.at)


def living(room: int, today: date) -> sql.ColumnElement[bool]:
    """The condition that a room is there: its date has not come."""
    return sql.and_(rooms.c.id == room, rooms.c.ends > today)


def locked(connection: Connection, room: int, today: date) -> Row[Any]:
    """The row of a room, with everybody else waiting until this transaction ends.

    So the events of a room become visible in the order of their numbers: whoever reads
    from a number on can miss none. In SQLite the transaction itself has that effect.
    """
    asked = sql.select(rooms).where(living(room, today)).with_for_update()
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise errors.NoRoom(GONE)
    return row


def append(
    connection: Connection, room: int, entries: Sequence[Entry], today: date
) -> tuple[list[list[int] | ValueError], list[dict[str, Any]]]:
    """Keep each entry: its numbers, or why it is refused; and the rows that are new."""
    row = locked(connection, room, today)
    here = _here(connection, room, entries)
    numbered = _Numbered(row, _known(connection, room, entries))
    answers: list[list[int] | ValueError] = []
    for entry in entries:
        if all(draft.by in here for draft in entry.drafts if draft.by):
            answers.append([numbered.number(d, entry.at) for d in entry.drafts])
        else:
            answers.append(ValueError(UNKNOWN_LABEL))
    insert(
        connection,
        room,
        numbered.fresh,
        last=numbered.last,
        gathering=numbered.gathering,
    )
    return answers, numbered.fresh


class _Numbered:
    """Numbers for drafts, going on from where the row of their room is."""

    def __init__(self, row: Row[Any], known: dict[Own, int]) -> None:
        self.room: int = row.id
        self.last: int = row.last
        self.gathering: int = row.gathering
        self.fresh: list[dict[str, Any]] = []
        self._known = known

    def number(self, draft: drafts.Draft, at: datetime) -> int:
        """The number of a draft: the next one, or the one that its key has."""
        own = (draft.key, draft.by)
        if own in self._known:
            return self._known[own]
        self.last += 1
        self.gathering += draft.kind is room_events.Kind.GATHERED
        place = (self.room, self.last, self.gathering)
        self.fresh.append(
            as_row(place, draft.kind, draft.by, draft.text, at, draft.key)
        )
        if draft.key is not None:
            self._known[own] = self.last
        return self.last


def insert(
    connection: Connection,
    room: int,
    fresh: list[dict[str, Any]],
    *,
    last: int,
    gathering: int,
) -> None:
    """Write rows of events, and what the room's own row says of them."""
    if fresh:
        connection.execute(events.insert(), fresh)
        connection.execute(
            rooms.update()
            .where(rooms.c.id == room)
            .values(last=last, gathering=gathering)
        )


def act(
    connection: Connection,
    row: Row[Any],
    kind: room_events.Kind,
    at: datetime,
    said: Mapping[str, Any],
    by: str = "",
) -> int:
    """Write one event that the store itself makes, into a room that is locked."""
    number: int = row.last + 1
    place = (row.id, number, row.gathering)
    fresh = as_row(place, kind, by, drafts.written(said), at)
    insert(connection, row.id, [fresh], last=number, gathering=row.gathering)
    return number


def as_row(
    place: tuple[int, int, int],
    kind: room_events.Kind,
    by: str,
    text: str,
    at: datetime,
    key: str | None = None,
) -> dict[str, Any]:
    """A row of the table, at a place: room, number and gathering."""
    room, number, gathering = place
    return {
        "room": room,
        "number": number,
        "gathering": gathering,
        "kind": str(kind),
        "by": by,
        "key": key,
        "payload": text,
        "at": drafts.stamp(at),
    }


def read(
    connection: Connection, room: int, after: int, today: date
) -> list[room_events.Event]:
    """The events of a room whose number is larger, in their order."""
    last(connection, room, today)
    asked = (
        sql.select(events)
        .where(events.c.room == room, events.c.number > after)
        .order_by(events.c.number)
    )
    return [_as_event(row) for row in connection.execute(asked)]


def last(connection: Connection, room: int, today: date) -> int:
    """The number of a room's last event."""
    number = connection.scalar(sql.select(rooms.c.last).where(living(room, today)))
    if number is None:
        raise errors.NoRoom(GONE)
    return int(number)


def number(connection: Connection, room: int, by: str, key: str) -> int | None:
    """The number of what a participant has said with this key, if it is kept."""
    asked = sql.select(events.c.number).where(
        events.c.room == room, events.c.key == key, events.c.by == by
    )
    return connection.scalar(asked)


def _as_event(row: Row[Any]) -> room_events.Event:
    return room_events.Event(
        number=row.number,
        gathering=row.gathering,
        kind=room_events.Kind(row.kind),
        by=row.by,
        payload=drafts.read(row.payload),
        at=datetime.fromisoformat(row.at),
    )


def _known(
    connection: Connection, room: int, entries: Sequence[Entry]
) -> dict[Own, int]:
    """The numbers of what is in the room already, of what has these keys."""
    keys = {draft.key for entry in entries for draft in entry.drafts if draft.key}
    known: dict[Own, int] = {}
    for some in chunks(keys):
        asked = sql.select(events.c.key, events.c.by, events.c.number).where(
            events.c.room == room, events.c.key.in_(some)
        )
        known.update(((key, by), n) for key, by, n in connection.execute(asked))
    return known


def _here(connection: Connection, room: int, entries: Sequence[Entry]) -> set[str]:
    """The labels among these that are in the room, and have not withdrawn."""
    labels = {draft.by for entry in entries for draft in entry.drafts if draft.by}
    here: set[str] = set()
    for some in chunks(labels):
        asked = sql.select(schema.participants.c.label).where(
            schema.participants.c.room == room, schema.participants.c.label.in_(some)
        )
        here.update(connection.scalars(asked))
    return here


def chunks(values: Iterable[Value]) -> Iterable[list[Value]]:
    """The values in their order, so many at once as a database takes."""
    ordered = sorted(values)
    return (ordered[i : i + CHUNK] for i in range(0, len(ordered), CHUNK))
