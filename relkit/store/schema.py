"""The tables of a store, and how an older store becomes one of today."""

import sqlalchemy as sql
from sqlalchemy import Column, Connection, ForeignKey, MetaData, Table

from relkit.store import errors, steps

# The version of the tables below. Whoever changes them adds 1, and a step.
VERSION = 2

metadata = MetaData()

versions = Table("versions", metadata, Column("version", sql.Integer, primary_key=True))

rooms = Table(
    "rooms",
    metadata,
    Column("id", sql.Integer, primary_key=True),
    Column("code", sql.String(6), nullable=False, unique=True),
    Column("ends", sql.Date, nullable=False),
    # The number of the last event, and the gathering that is on.
    Column("last", sql.Integer, nullable=False),
    Column("gathering", sql.Integer, nullable=False),
    # Random, so that the same return code looks different in every room.
    Column("salt", sql.String(32), nullable=False),
    Column("facilitate", sql.String(64), nullable=False),
    Column("wall", sql.String(64), nullable=False),
    # The number of a deleted room is not given to the next one.
    sqlite_autoincrement=True,
)


def _of_room() -> Column[int]:
    return Column("room", ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True)


events = Table(
    "events",
    metadata,
    _of_room(),
    Column("number", sql.Integer, primary_key=True, autoincrement=False),
    Column("gathering", sql.Integer, nullable=False),
    Column("kind", sql.String(20), nullable=False),
    Column("by", sql.String(64), nullable=False),
    Column("key", sql.String(64)),
    # JSON in ASCII: PostgreSQL's own JSON loses the order of keys and refuses NUL.
    Column("payload", sql.Text, nullable=False),
    # ISO 8601 in UTC: SQLite has no times of its own.
    Column("at", sql.String(32), nullable=False),
    # Each participant's keys are their own: a key that somebody else has, by chance or
    # by copying it, takes nobody's answer away. The key comes first, to be found by.
    sql.UniqueConstraint("room", "key", "by"),
)

participants = Table(
    "participants",
    metadata,
    _of_room(),
    Column("label", sql.String(64), primary_key=True),
    Column("return_code", sql.String(64), nullable=False),
    sql.UniqueConstraint("room", "return_code"),
)

# One person may come back on another phone, and both of them are theirs.
phones = Table(
    "phones",
    metadata,
    _of_room(),
    Column("key", sql.String(64), primary_key=True),
    Column("label", sql.String(64), nullable=False),
    sql.ForeignKeyConstraint(
        ["room", "label"],
        ["participants.room", "participants.label"],
        ondelete="CASCADE",
    ),
)

# One row: the date on which relkit was last used, and one that is not believed yet.
clock = Table(
    "clock",
    metadata,
    Column("used", sql.Date, primary_key=True),
    Column("doubted", sql.Date),
)


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables in an empty database, or migrate those of an older version.

    Raises
    ------
    StoreError
        If the store was made by a newer relkit, if no step leads on from its version,
        or if the database holds tables of something else.
    """
    _wait_for_others(connection)
    found = _found(connection)
    if found is None:
        metadata.create_all(connection)
        connection.execute(versions.insert().values(version=VERSION))
    elif found > VERSION:
        raise errors.StoreError(
            f"These rooms were kept by a newer relkit: its store has version {found}, "
            f"and this one knows up to {VERSION}. Install a newer relkit, or give this "
            "one another database with --database."
        )
    else:
        for older in range(found, VERSION):
            _migrate(connection, older)


def _found(connection: Connection) -> int | None:
    """The version of the store in this database; None if there is no store yet."""
    inspector = sql.inspect(connection)
    there = set(inspector.get_table_names())
    if "versions" in there:
        newest = sql.select(sql.func.max(versions.c.version))
        return int(connection.execute(newest).scalar_one() or 0)
    if there & set(metadata.tables):
        raise errors.StoreError(errors.UNREADABLE)
    return None


def _migrate(connection: Connection, older: int) -> None:
    if older not in steps.STEPS:
        raise errors.StoreError(
            f"These rooms were kept by an older relkit, and no way leads on from "
            f"version {older} of its store. Open them with the relkit that made them."
        )
    steps.STEPS[older](connection)
    connection.execute(versions.insert().values(version=older + 1))


def _wait_for_others(connection: Connection) -> None:
    """Let nobody else make or change tables until this transaction ends.

    In SQLite the transaction itself has that effect.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sql.select(sql.func.pg_advisory_xact_lock(7352548)))
