"""Whether this machine's date is believed before a room is deleted by it.

A room is deleted on its date, or when relkit next starts, and cannot be read in
between. But a clock can be wrong: after its battery died it begins at some other year,
and a year is easily mistyped. So the store remembers on which date it was last used. A
date more than `FAR` days from that one, before or after, is doubted until relkit is
used on a later day near it. Until then nothing is deleted; a room whose date has come
cannot be read all the same. Once the clock is right again, its rooms are there again.

A machine that was not used for so long looks the same: there, rooms are deleted on the
second day of use instead of the first.
"""

from datetime import date, datetime

import sqlalchemy as sql
from sqlalchemy import Connection

from relkit.store import errors, schema

# In days: less than a year, so that a mistyped year is noticed.
FAR = 300

# No clock is right that says it is long before this.
MADE = date(2025, 1, 1)

clock = schema.clock
rooms = schema.rooms


def begin(connection: Connection, today: date) -> None:
    """Write down when a store was last used that did not do so yet."""
    if connection.scalar(sql.select(clock.c.used)) is None:
        last = connection.scalar(sql.select(sql.func.max(schema.events.c.at)))
        used = datetime.fromisoformat(last).date() if last else max(today, MADE)
        connection.execute(clock.insert().values(used=used))


def due(connection: Connection, today: date) -> bool:
    """Whether there is something to write down or to delete on this date."""
    row = connection.execute(sql.select(clock)).one()
    if row.doubted is not None:
        return bool(row.doubted != today)
    ended = sql.select(rooms.c.id).where(rooms.c.ends <= today).limit(1)
    return row.used != today or connection.scalar(ended) is not None


def believed(connection: Connection, today: date) -> bool:
    """Write down that relkit is used on this date; whether rooms may be deleted."""
    row = connection.execute(sql.select(clock)).one()
    near = _near(row.used, today)
    again = row.doubted and row.doubted < today and _near(row.doubted, today)
    now = {"used": today, "doubted": None} if near or again else {"doubted": today}
    connection.execute(clock.update().values(now))
    return bool(near or again)


def doubt(connection: Connection, today: date) -> str:
    """What to tell whoever starts relkit on a date that is doubted; else nothing."""
    row = connection.execute(sql.select(clock)).one()
    if row.doubted != today:
        return ""
    return (_behind if today < row.used else _ahead)(today, row.used)


def require_no_earlier(connection: Connection, today: date) -> None:
    """Refuse a date long before the last one: it sets no room's end.

    Raises
    ------
    StoreError
        If it is that early. A date long after the last one may well be right.
    """
    used = connection.execute(sql.select(clock.c.used)).scalar_one()
    if today < used and not _near(used, today):
        raise errors.StoreError(_behind(today, used))


def _behind(today: date, used: date) -> str:
    return (
        f"This machine says that today is {today}, but relkit was in use on {used}. "
        "Set its date right before a room is hosted: rooms are deleted by it. If the "
        "date is right already, relkit will believe it tomorrow."
    )


def _ahead(today: date, used: date) -> str:
    return (
        f"This machine says that today is {today}, and relkit was last used on {used}. "
        "If today's date is wrong, set it right: no room was deleted. If it is right, "
        "rooms whose date has come are deleted on the next day on which relkit is used."
    )


def _near(one: date, other: date) -> bool:
    return abs((one - other).days) <= FAR
