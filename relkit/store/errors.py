"""What can go wrong between relkit and its database, in sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class StoreError(Exception):
    """The database could not do it; the sentence says why, and what to do.

    Whatever was acknowledged before is kept. What was asked for just now is not, or
    not yet known to be: asking again with the same keys keeps it once.
    """


class BadAddress(StoreError, ValueError):
    """An address that is none of a database in which rooms can be kept."""


class NoRoom(LookupError):
    """There is no such room: it never was, its date has come, or it was deleted."""


FULL = (
    "The disk that relkit keeps its rooms on is full, or may not grow. Make space on "
    "it, then try again. Everything that was acknowledged is kept."
)
HELD = (
    "Another program is holding relkit's database, such as a backup or a second "
    "relkit. Wait until it is done or close it, then try again. Everything that was "
    "acknowledged is kept."
)
UNREADABLE = (
    "The database file is damaged, or was not made by relkit. Move it away, or give "
    "relkit another one with --database."
)
NOT_OPENED = (
    "relkit cannot open or write its database. Look whether the folder exists and "
    "may be written to, or give another one with --database."
)
NOT_REACHED = (
    "relkit cannot reach its database, or is not let in. Look whether PostgreSQL is "
    "running, and whether name, password and address are right. Everything that was "
    "acknowledged is kept."
)
UNKNOWN = (
    "The database refused what relkit asked of it. Everything that was acknowledged "
    "is kept. Try again; if it happens again, report it."
)

# By the name that SQLite, and the number that PostgreSQL, gives to what happened.
# Which error a full disk gives depends on the file it was met in.
SAID = {
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR_WRITE": FULL,
    "SQLITE_IOERR_FSYNC": FULL,
    "SQLITE_IOERR_TRUNCATE": FULL,
    "SQLITE_IOERR_SHMSIZE": FULL,
    "SQLITE_BUSY": HELD,
    "SQLITE_LOCKED": HELD,
    "SQLITE_CORRUPT": UNREADABLE,
    "SQLITE_NOTADB": UNREADABLE,
    "SQLITE_CANTOPEN": NOT_OPENED,
    "SQLITE_READONLY": NOT_OPENED,
    "53100": FULL,
    "55P03": HELD,
    "40P01": HELD,
    "57014": HELD,
}


def sentence(error: exc.SQLAlchemyError) -> str:
    """What happened and what to do, for an error of the database."""
    if not isinstance(error, exc.DBAPIError):
        # The pool had no connection left, or waited too long for one.
        return HELD if isinstance(error, exc.TimeoutError) else UNKNOWN
    cause = error.orig
    name = getattr(cause, "sqlite_errorname", None)
    if isinstance(name, str):
        family = "_".join(name.split("_")[:2])
        return SAID.get(name) or SAID.get(family) or UNKNOWN
    # PostgreSQL gives no number when it was not reached at all.
    state = str(getattr(cause, "sqlstate", None) or "08000")
    away = error.connection_invalidated or state[:2] in {"08", "28", "3D", "57"}
    return SAID.get(state) or (NOT_REACHED if away else UNKNOWN)


@contextmanager
def explained() -> Iterator[None]:
    """Say an error of the database as one sentence, as a `StoreError`."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise StoreError(sentence(error)) from error
