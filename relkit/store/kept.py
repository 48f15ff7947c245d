"""The store itself: each thing it does is one transaction."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from relkit.models import room_events, standpoints
from relkit.store import (
    dates,
    drafts,
    engine,
    errors,
    events,
    forgetting,
    keys,
    rooms,
    schema,
)


class Store:
    """Rooms and their events, in a database.

    Opening it makes the tables or migrates older ones, and deletes the rooms whose date
    has come. It may be used from several threads; other programs may have the same
    database open.

    Parameters
    ----------
    address
        ``sqlite:////path/to/file`` or ``postgresql://name@host/database``. Without
        one: a file in this machine's own data folder, which no cloud service copies.
    today
        What the date is, asked each time.

    Raises
    ------
    BadAddress
        If the address is not one of SQLite or PostgreSQL; also a `StoreError`.
    StoreError
        If the database cannot be opened, or was made by a newer relkit.
    """

    def __init__(
        self, address: str | None = None, *, today: Callable[[], date] = date.today
    ) -> None:
        self._engine = engine.opened(address or engine.default_url())
        self._today = today
        # Threads of one program take turns here, which is quicker than in the database.
        self._turn = threading.Lock()
        # Whether something forgotten may still be in a file. At the start nobody knows:
        # the last program may have ended in between.
        self._unwiped = True
        try:
            with self._writing() as connection:
                schema.bring_up_to_date(connection)
                dates.begin(connection, today())
            self.end_rooms()
            self._wipe()
        except Exception:
            self.close()
            raise

    def host(
        self, payload: Mapping[str, Any], *, ends: date, at: datetime
    ) -> rooms.Hosted:
        """Make a room, whose first gathering is held on the date of `at`.

        Raises
        ------
        ValueError
            If `ends` is not still to come, or the payload is too large.
        StoreError
            If this machine's date is long before the one on which it was last used.
        """
        with self._writing() as connection:
            dates.require_no_earlier(connection, self._today())
            return rooms.host(
                connection, payload, ends=ends, at=at, today=self._today()
            )

    def room(self, code: str) -> rooms.Room | None:
        """The room with a code, however it was typed; None once its date has come."""
        with self._reading() as connection:
            return rooms.find(connection, code, self._today())

    def opens(self, room: int, door: rooms.Door, key: str) -> bool:
        """Whether a key opens this door of the room."""
        with self._reading() as connection:
            return rooms.opens(connection, room, door, key, self._today())

    def append(
        self, room: int, given: Sequence[drafts.Draft], at: datetime
    ) -> list[int]:
        """Keep drafts as events, all or none, and say their numbers once on disk.

        A draft whose key the participant has used already is not kept again: its first
        number is said. What is taken back is emptied, and taken out of the files.

        Raises
        ------
        ValueError
            If somebody among them has withdrawn or never joined.
        NoRoom
            If the room is not there any more.
        StoreError
            If the database could not: nothing of it is kept, or asking again is safe.
        """
        entry = events.Entry(drafts=tuple(given), at=at)
        (answer,) = self.append_together(room, [entry])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def append_together(
        self, room: int, entries: Sequence[events.Entry]
    ) -> list[list[int] | ValueError]:
        """Keep entries of one room with one write to disk; the answer to each."""
        with self._writing() as connection:
            answers, fresh = events.append(connection, room, entries, self._today())
            emptied = forgetting.take_back(connection, room, fresh)
        if emptied:
            self._wipe()
        elif self._unwiped:
            # Somebody was reading when something was forgotten. Nobody waits now.
            self._wipe(patience=0)
        return answers

    def number(self, room: int, by: str, key: object) -> int | None:
        """The number of what a participant has said with this key, if it is kept."""
        if not (isinstance(key, str) and drafts.KEY.fullmatch(key)):
            return None
        with self._reading() as connection:
            return events.number(connection, room, by, key)

    def read(self, room: int, after: int = 0) -> list[room_events.Event]:
        """The events with larger numbers, in order; `NoRoom` if the room is gone."""
        with self._reading() as connection:
            return events.read(connection, room, after, self._today())

    def last(self, room: int) -> int:
        """The number of the last event, quickly; `NoRoom` if the room is gone."""
        with self._reading() as connection:
            return events.last(connection, room, self._today())

    def join(
        self,
        room: int,
        standpoint: standpoints.Standpoint | None,
        at: datetime,
        *,
        on_paper: bool = False,
    ) -> rooms.Joined:
        """A new participant of a room, and the event that they joined."""
        with self._reading() as connection:
            salt = rooms.salt(connection, room, self._today())
        if salt is None:
            raise errors.NoRoom(events.GONE)
        joined = rooms.Joined(
            label=keys.label(), phone_key=keys.key(), return_code=keys.return_code()
        )
        # Hashing is slow on purpose, so nobody waits for it inside a transaction.
        code = keys.hashed_slowly(joined.return_code, salt)
        with self._writing() as connection:
            rooms.join(
                connection,
                room,
                joined,
                code,
                standpoint=standpoint,
                on_paper=on_paper,
                at=at,
                today=self._today(),
            )
        return joined

    def recognise(
        self, room: int, phone_key: str | None = None, *, return_code: str | None = None
    ) -> str | None:
        """The label of whoever has this phone key or return code; else None.

        A return code takes about 10 ms to look up: slow down whoever types wrong ones.
        """
        with self._reading() as connection:
            if phone_key is not None:
                return rooms.by_phone(connection, room, phone_key, self._today())
            salt = rooms.salt(connection, room, self._today())
        code = keys.as_return_code(return_code or "")
        if salt is None or code is None:
            return None
        hashed = keys.hashed_slowly(code, salt)
        with self._reading() as connection:
            return rooms.by_return_code(connection, room, hashed)

    def comes_back(self, room: int, return_code: str) -> str | None:
        """A key for another phone of whoever has this return code; else None."""
        label = self.recognise(room, return_code=return_code)
        if label is None:
            return None
        with self._writing() as connection:
            return rooms.add_phone(connection, room, label, self._today())

    def withdraw(self, room: int, label: str, at: datetime) -> int:
        """Empty all that a participant gave, and say the number of that event."""
        with self._forgetting() as connection:
            return forgetting.withdraw(connection, room, label, at, self._today())

    def erase(self, room: int, number: int, reason: str, at: datetime) -> int:
        """Empty one thing that a participant said; the reason must not repeat it."""
        with self._forgetting() as connection:
            return forgetting.erase(connection, room, number, reason, at, self._today())

    def prolong(self, room: int, ends: date, reason: str, at: datetime) -> int:
        """Keep a room until another date, which is still to come."""
        with self._writing() as connection:
            dates.require_no_earlier(connection, self._today())
            return forgetting.prolong(connection, room, ends, reason, at, self._today())

    def delete(self, room: int) -> None:
        """Delete a room and all that is in it, now."""
        with self._forgetting() as connection:
            forgetting.delete(connection, room)

    def end_rooms(self) -> list[int]:
        """Delete the rooms whose date has come, and say their numbers.

        A date that is doubted (`relkit.store.dates`) deletes none.
        """
        today = self._today()
        with self._reading() as connection:
            if not dates.due(connection, today):
                return []
        with self._forgetting() as connection:
            sure = dates.believed(connection, today)
            return forgetting.end_rooms(connection, today) if sure else []

    @property
    def doubt(self) -> str:
        """Why this machine's date is doubted, and what to do; empty if it is not."""
        with self._reading() as connection:
            return dates.doubt(connection, self._today())

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            errors.explained(),
            self._engine.connect().execution_options(**engine.READING) as connection,
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, errors.explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _forgetting(self) -> Iterator[Connection]:
        """A transaction, after which what it forgot is taken out of the files."""
        with self._writing() as connection:
            yield connection
        self._unwiped = True
        self._wipe()

    def _wipe(self, patience: int = engine.PATIENCE) -> None:
        with self._turn:
            self._unwiped = not forgetting.wiped(self._engine, patience=patience)
