"""The only changes to the past: taking back, erasing, withdrawing, a room's end."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Connection, Engine

from relkit.models import room_events, room_texts
from relkit.store import drafts, engine, errors, events, schema
from relkit.store import rooms as hosting

kept = schema.events
rooms = schema.rooms
participants = schema.participants

NOTHING = "{}"

# What participants say. What the facilitator did is the room's open log, and stays.
SAID = (
    room_events.Kind.JOINED,
    room_events.Kind.SPOKE_FROM,
    room_events.Kind.PLACED,
    room_events.Kind.GAVE,
)

# What participants say about what somebody gave.
ABOUT = (room_events.Kind.PLACED, room_events.Kind.GAVE)


def withdraw(
    connection: Connection, room: int, label: str, at: datetime, today: date
) -> int:
    """Empty what a participant gave, and whatever could bring them back.

    Their events keep number, kind, gathering and time. Their phones and return code
    are recognised no more, and what still waits on a phone is refused.
    """
    row = events.locked(connection, room, today)
    gone = connection.execute(
        participants.delete().where(
            participants.c.room == room, participants.c.label == label
        )
    )
    if not gone.rowcount:
        return _withdrew_at(connection, room, label)
    _empty_about(connection, room, kept.c.by == label)
    connection.execute(
        kept.update()
        .where(kept.c.room == room, kept.c.by == label)
        .values(payload=NOTHING, by="", key=None)
    )
    # The label stays on this event alone: whoever read the others before knows by it
    # what to forget.
    return events.act(connection, row, room_events.Kind.WITHDREW, at, {}, by=label)


def _withdrew_at(connection: Connection, room: int, label: str) -> int:
    asked = sql.select(kept.c.number).where(
        kept.c.room == room,
        kept.c.by == label,
        kept.c.kind == str(room_events.Kind.WITHDREW),
    )
    number = connection.scalar(asked)
    if number is None:
        raise ValueError(events.UNKNOWN_LABEL)
    return int(number)


def erase(
    connection: Connection,
    room: int,
    number: int,
    reason: str,
    at: datetime,
    today: date,
) -> int:
    """Empty what a participant said once; its key stays, so it cannot come again."""
    row = events.locked(connection, room, today)
    if not _empty(connection, room, number, kept.c.kind.in_([*map(str, SAID)])):
        raise ValueError(
            f"There is nothing to erase at number {number}: nobody said anything "
            "there, or it is gone already."
        )
    told = {"number": number, "reason": reason}
    return events.act(connection, row, room_events.Kind.ERASED, at, told)


def take_back(
    connection: Connection, room: int, fresh: Iterable[Mapping[str, Any]]
) -> bool:
    """Empty what people take back in these new events, if they gave it themselves.

    Returns
    -------
    bool
        Whether there was anything.
    """
    emptied = 0
    for row in fresh:
        if row["kind"] == room_events.Kind.TOOK_BACK:
            number = drafts.read(row["payload"]).get("number")
            given = kept.c.kind == str(room_events.Kind.GAVE)
            own = sql.and_(given, kept.c.by == row["by"])
            emptied += type(number) is int and _empty(connection, room, number, own)
    return emptied > 0


def _empty(
    connection: Connection, room: int, number: int, which: sql.ColumnElement[bool]
) -> bool:
    """Empty the event at a number, if it is one of these; whether there was anything.

    Number, kind and key stay: what comes late from a phone is not kept again.
    """
    this = sql.and_(kept.c.number == number, which, kept.c.payload != NOTHING)
    _empty_about(connection, room, this)
    emptied = connection.execute(
        kept.update().where(kept.c.room == room, this).values(payload=NOTHING)
    )
    return bool(emptied.rowcount)


def _empty_about(
    connection: Connection, room: int, which: sql.ColumnElement[bool]
) -> None:
    """Empty what anybody said about the texts given in these events, by their names."""
    given = kept.c.kind == str(room_events.Kind.GAVE)
    texts = _names(_said(connection, room, sql.and_(given, which)).values())
    if not texts:
        return
    may_be = sql.and_(kept.c.kind.in_([*map(str, ABOUT)]), sql.not_(which))
    others, gone = _said(connection, room, may_be), set[int]()
    while texts:
        found = {n for n, said in others.items() if _is_about(said, texts)} - gone
        texts = _names(others[number] for number in found)
        gone |= found
    for some in events.chunks(gone):
        connection.execute(
            kept.update()
            .where(kept.c.room == room, kept.c.number.in_(some))
            .values(payload=NOTHING)
        )


def _said(
    connection: Connection, room: int, which: sql.ColumnElement[bool]
) -> dict[int, dict[str, Any]]:
    """What was said in these events, by number; those that are emptied are left out."""
    asked = sql.select(kept.c.number, kept.c.payload).where(
        kept.c.room == room, kept.c.payload != NOTHING, which
    )
    return {number: drafts.read(text) for number, text in connection.execute(asked)}


def _names(payloads: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """The topics and names of what was given."""
    names = {(each.get("topic", ""), room_texts.name_in(each)) for each in payloads}
    return {(topic, name) for topic, name in names if name}


def _is_about(payload: Mapping[str, Any], texts: set[tuple[str, str]]) -> bool:
    return any(room_texts.repeats(payload, topic, name) for topic, name in texts)


def prolong(
    connection: Connection,
    room: int,
    ends: date,
    reason: str,
    at: datetime,
    today: date,
) -> int:
    """Keep a room until another date."""
    if ends <= today:
        raise ValueError(hosting.PAST)
    row = events.locked(connection, room, today)
    connection.execute(rooms.update().where(rooms.c.id == room).values(ends=ends))
    told = {"ends": ends.isoformat(), "reason": reason}
    return events.act(connection, row, room_events.Kind.PROLONGED, at, told)


def delete(connection: Connection, room: int) -> None:
    """Delete a room and all that is in it; what is gone already stays gone."""
    connection.execute(rooms.delete().where(rooms.c.id == room))


def end_rooms(connection: Connection, today: date) -> list[int]:
    """Delete the rooms whose date has come, and say their numbers."""
    ended = rooms.delete().where(rooms.c.ends <= today).returning(rooms.c.id)
    return sorted(connection.scalars(ended))


def wiped(database: Engine, *, patience: int = engine.PATIENCE) -> bool:
    """Take what was forgotten out of SQLite's files; whether that could be done.

    The file itself is overwritten by `secure_delete`. Copies of its pages are in the
    WAL until it is cut off, which waits for whoever is reading, up to `patience`
    milliseconds. In PostgreSQL it is gone from the database; its files and their
    backups are the host's.
    """
    if database.dialect.name != "sqlite":
        return True
    try:
        with (
            errors.explained(),
            database.connect().execution_options(**engine.NO_TRANSACTION) as connection,
        ):
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
            cut = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {engine.PATIENCE}")
    except errors.StoreError:
        return False
    return bool(cut[0] == 0)
