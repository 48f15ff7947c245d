"""Rooms and who is in them: hosting, joining, and being recognised again."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Connection

from relkit.models import room_events, standpoints
from relkit.store import events, keys, schema

rooms = schema.rooms
participants = schema.participants
phones = schema.phones

PAST = (
    "A room is kept until a date that is still to come. Choose a later date, or delete "
    "the room."
)


class Door(StrEnum):
    """What a key of a room opens."""

    FACILITATE = "facilitate"
    WALL = "wall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """A new room: its number, its code, and its two keys, which are told only now."""

    room: int
    code: str
    facilitate: str = field(repr=False)
    wall: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A new participant: their label, and what brings them back.

    Key and code are told only now.
    """

    label: str
    phone_key: str = field(repr=False)
    return_code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room as it is now.

    Parameters
    ----------
    id
        Its number in the store.
    code
        What people type to find it.
    ends
        The date on which it is deleted.
    last
        The number of its last event.
    gathering
        Which gathering is on, from 1.
    """

    id: int
    code: str
    ends: date
    last: int
    gathering: int


def host(
    connection: Connection,
    payload: Mapping[str, Any],
    *,
    ends: date,
    at: datetime,
    today: date,
) -> Hosted:
    """Make a room with its first two events, that it is hosted and that it gathers."""
    if ends <= today:
        raise ValueError(PAST)
    code = _free_code(connection)
    row = {"code": code, "ends": ends, "last": 0, "gathering": 1}
    secret = {"salt": secrets.token_hex(16), "facilitate": "", "wall": ""}
    made = connection.execute(
        rooms.insert().values(row | secret).returning(rooms.c.id)
    ).scalar_one()
    hosted = Hosted(room=made, code=code, facilitate=keys.key(), wall=keys.key())
    connection.execute(
        rooms.update()
        .where(rooms.c.id == made)
        .values({door: keys.hashed(getattr(hosted, door), made) for door in Door})
    )
    said = {**payload, "ends": ends.isoformat()}
    for kind, told in (
        (room_events.Kind.HOSTED, said),
        (room_events.Kind.GATHERED, {"held": at.date().isoformat()}),
    ):
        row_now = events.locked(connection, made, today)
        events.act(connection, row_now, kind, at, told)
    return hosted


def _free_code(connection: Connection) -> str:
    while True:
        code = keys.room_code()
        taken = sql.select(rooms.c.id).where(rooms.c.code == code)
        if connection.scalar(taken) is None:
            return code


def find(connection: Connection, typed: str, today: date) -> Room | None:
    """The room with this code; None if there is none, or its date has come."""
    code = keys.as_room_code(typed)
    if code is None:
        return None
    asked = sql.select(rooms).where(rooms.c.code == code, rooms.c.ends > today)
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    return Room(
        id=row.id,
        code=row.code,
        ends=row.ends,
        last=row.last,
        gathering=row.gathering,
    )


def opens(connection: Connection, room: int, door: Door, key: str, today: date) -> bool:
    """Whether a key opens this door of a room."""
    asked = sql.select(rooms.c[door]).where(events.living(room, today))
    kept = connection.scalar(asked)
    return kept is not None and hmac.compare_digest(keys.hashed(key, room), kept)


def salt(connection: Connection, room: int, today: date) -> str | None:
    """What the return codes of a room are hashed with."""
    asked = sql.select(rooms.c.salt).where(events.living(room, today))
    return connection.scalar(asked)


def join(
    connection: Connection,
    room: int,
    joined: Joined,
    code: str,
    *,
    standpoint: standpoints.Standpoint | None,
    on_paper: bool,
    at: datetime,
    today: date,
) -> None:
    """Write a new participant, whose return code comes hashed."""
    row = events.locked(connection, room, today)
    connection.execute(
        participants.insert().values(room=room, label=joined.label, return_code=code)
    )
    _add_phone(connection, room, joined.label, joined.phone_key)
    said = {"standpoint": standpoint, "on_paper": on_paper}
    events.act(connection, row, room_events.Kind.JOINED, at, said, by=joined.label)


def add_phone(connection: Connection, room: int, label: str, today: date) -> str:
    """Another phone of somebody who is in the room: its key."""
    events.locked(connection, room, today)
    asked = sql.select(participants.c.label).where(
        participants.c.room == room, participants.c.label == label
    )
    if connection.scalar(asked) is None:
        raise ValueError(events.UNKNOWN_LABEL)
    key = keys.key()
    _add_phone(connection, room, label, key)
    return key


def _add_phone(connection: Connection, room: int, label: str, key: str) -> None:
    kept = keys.hashed(key, room)
    connection.execute(phones.insert().values(room=room, key=kept, label=label))


def by_phone(
    connection: Connection, room: int, phone_key: str, today: date
) -> str | None:
    """The label of whoever's phone has this key."""
    asked = sql.select(phones.c.label).where(
        phones.c.room == room,
        phones.c.key == keys.hashed(phone_key, room),
        phones.c.room.in_(sql.select(rooms.c.id).where(events.living(room, today))),
    )
    return connection.scalar(asked)


def by_return_code(connection: Connection, room: int, hashed_code: str) -> str | None:
    """The label of whoever was given this return code."""
    asked = sql.select(participants.c.label).where(
        participants.c.room == room, participants.c.return_code == hashed_code
    )
    return connection.scalar(asked)
