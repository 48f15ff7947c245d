"""How relkit reaches its database: SQLite in a file of its own, or PostgreSQL."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from relkit.store import errors

# How long to wait for another program that is writing, in milliseconds.
PATIENCE = 5000

# `FULL`: an answer is on disk before it is acknowledged, also when the power goes.
# `secure_delete`: what is forgotten is overwritten, not only marked as free.
# `temp_store`: nothing is spilled into a file elsewhere.
# `fullfsync`: on a Mac, past the memory of the disk too; elsewhere it does nothing.
PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
)

SETTINGS = (
    f"SET lock_timeout = {PATIENCE}",
    # A host may have chosen to acknowledge what is not on disk yet.
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'",
)

BACKENDS = {"sqlite", "postgresql", "postgres"}

# A connection says with the option "begin" how its transaction starts.
READING = {"begin": "BEGIN"}
WRITING = {"begin": "BEGIN IMMEDIATE"}
NO_TRANSACTION = {"begin": ""}


def folder() -> Path:
    """Where this machine keeps data that is its own.

    ``~/.local/share/relkit`` on Linux, or in ``XDG_DATA_HOME``; ``LOCALAPPDATA`` on
    Windows; ``~/Library/Application Support`` on a Mac. None of them is copied to a
    cloud service, or to a person's other machines.
    """
    return platformdirs.user_data_path("relkit", appauthor=False)


def default_url() -> str:
    """The address of the database that relkit keeps when no other is named."""
    return f"sqlite:///{(folder() / 'rooms.sqlite').as_posix()}"


def opened(address: str) -> Engine:
    """An engine for the database at an address; the file of SQLite is made.

    Raises
    ------
    BadAddress
        If the address is not one of SQLite or PostgreSQL.
    StoreError
        If what speaks to PostgreSQL is not installed, or no file can be made.
    """
    url = _understood(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return _postgresql(url)


def _understood(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        url = None
    # The address is not repeated: there may be a password in it.
    if url is None or url.get_backend_name() not in BACKENDS:
        raise errors.BadAddress(
            "relkit keeps rooms in SQLite or in PostgreSQL. Write the address as "
            "sqlite:////path/to/rooms.sqlite or postgresql://name@host/database."
        )
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise errors.BadAddress(
            "Rooms have to outlive the program. Write the address with a file, as in "
            "sqlite:////path/to/rooms.sqlite."
        )
    return url


def _sqlite(url: URL) -> Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Others on this machine may not read it; SQLite gives its WAL the same rights.
        path.touch(mode=0o600)
    except OSError as error:
        raise errors.StoreError(errors.NOT_OPENED) from error
    engine = create_engine(url.set(drivername="sqlite"), hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Python's own transactions start late and read first; relkit says BEGIN itself.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    _begin_wal(connection)
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_wal(connection: Any) -> None:
    # A new file becomes one with a WAL while nobody else has it open, and for this one
    # step SQLite does not wait by itself.
    until = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            held = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not held or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin", WRITING["begin"])
    if begin:
        connection.exec_driver_sql(begin)


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            # The server may have been started again since the last question.
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10},
        )
    except ModuleNotFoundError as error:
        raise errors.StoreError(
            "relkit speaks to PostgreSQL through psycopg, which is not installed. "
            "Install it with: pip install 'relkit[postgresql]'"
        ) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    for setting in SETTINGS:
        connection.execute(setting)
    connection.commit()
