"""From each older version of a store to the next, in the words of its own time.

A step says its tables itself: those of `relkit.store.schema` are the newest, and may be
others by the time that it is taken.
"""

import json
from collections.abc import Callable, Mapping

import sqlalchemy as sql
from sqlalchemy import Connection

Step = Callable[[Connection], None]

# SQLite changes no constraint of a table that is there.
EVENTS_2 = """
CREATE TABLE events (
    room INTEGER NOT NULL,
    number INTEGER NOT NULL,
    gathering INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    "by" VARCHAR(64) NOT NULL,
    "key" VARCHAR(64),
    payload TEXT NOT NULL,
    at VARCHAR(32) NOT NULL,
    PRIMARY KEY (room, number),
    UNIQUE (room, "key", "by"),
    FOREIGN KEY (room) REFERENCES rooms (id) ON DELETE CASCADE
)
"""
CLOCK_2 = "CREATE TABLE clock (used DATE NOT NULL PRIMARY KEY, doubted DATE)"
EMPTY_GIVEN = """
UPDATE events SET payload = '{}'
WHERE room = :room AND number = :number AND "by" = :by AND kind = 'gave'
"""


def _keys_of_each_and_a_clock(connection: Connection) -> None:
    """Each participant has keys of their own; what was taken back is emptied."""
    connection.exec_driver_sql("ALTER TABLE events RENAME TO events_1")
    connection.exec_driver_sql(EVENTS_2)
    connection.exec_driver_sql("INSERT INTO events SELECT * FROM events_1")
    connection.exec_driver_sql("DROP TABLE events_1")
    connection.exec_driver_sql(CLOCK_2)
    asked = """SELECT room, "by", payload FROM events WHERE kind = 'took back'"""
    for room, by, payload in connection.exec_driver_sql(asked).all():
        number = json.loads(payload).get("number")
        if isinstance(number, int):
            which = {"room": room, "number": number, "by": by}
            connection.execute(sql.text(EMPTY_GIVEN), which)


# The step at n turns a store of version n into one of version n + 1.
STEPS: Mapping[int, Step] = {1: _keys_of_each_and_a_clock}
