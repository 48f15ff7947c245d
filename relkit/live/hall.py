"""The rooms that are open here: each as its events tell it, and who listens to it.

Other processes may write to the same rooms, so what happened is always read from the
store, a few times a second while anybody needs the room. Whoever listens hears of
changes as often, and no oftener.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from tornado.iostream import IOStream

from relkit import cases
from relkit.live.listening import Listener, News
from relkit.models import case as places
from relkit.models.room import Room
from relkit.models.room_seen import seen
from relkit.store import NoRoom, Store, StoreError, Writer

MERGED_SECONDS = 0.25
CURRENT_SECONDS = 1.0
"""What was read from the store so lately stands for what is in it."""
IDLE_SECONDS = 60.0
GUESSES_AT_ONCE = 20
"""So many wrong guesses wait for their answer at a time; more wait for their turn."""
SILENT_SECONDS = 20.0
HEARD_IN_A_ROW = 200
TOLD_IN_A_ROW = 50
"""So many events, and so many listeners, before anybody else has a turn."""

Result = TypeVar("Result")


class LiveRoom:
    """One room, kept up to date while anybody needs it.

    Parameters
    ----------
    store
        Where its events are.
    id
        Its number in the store.
    """

    def __init__(self, store: Store, id: int) -> None:
        self.id = id
        self.room = Room()
        self.case = _place("", "")
        self._store = store
        self._news = News()
        self._listeners: set[Listener] = set()
        self._labels: dict[str, str] = {}
        self._catching_up = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None
        self._needed = self._read_at = self._told_at = float("-inf")
        self._told = 0

    @property
    def is_current(self) -> bool:
        """Whether the store was read so lately that it need not be asked again."""
        return _now() < self._read_at + CURRENT_SECONDS

    @property
    def news(self) -> News:
        """What everyone may see of it, ready to be sent."""
        if self._news.number != self.room.number:
            self._news.tell(seen(self.room))
        return self._news

    async def catch_up(self) -> None:
        """Hear what has happened since.

        Raises
        ------
        NoRoom
            If the room is not there any more.
        """
        asked_at = _now()
        async with self._catching_up:
            if self._read_at > asked_at:
                return  # somebody else has read it, and began after this was asked
            began, since = _now(), self.room.number
            events = await off_loop(self._store.read, self.id, since)
            for n, event in enumerate(events, start=1):
                self.room.hear(event)
                if n % HEARD_IN_A_ROW == 0:  # a room of months, after a new start
                    await asyncio.sleep(0)
            if self.case.name != self.room.case:
                self.case = await off_loop(_place, self.room.case, self.room.title)
            self._read_at = began

    async def recognise(self, phone_key: str) -> str | None:
        """The label of whoever has this phone key, for as long as they are in the room.

        The store is asked once; that somebody has left, the events tell.
        """
        label = self._labels.get(phone_key)
        if label is None or label not in self.room.people:
            label = await off_loop(self._store.recognise, self.id, phone_key)
            if label is not None:
                self._labels[phone_key] = label
        return label

    def knows(self, phone_key: str, label: str) -> None:
        """Take in whose key this is, from whoever has just been given it."""
        self._labels[phone_key] = label

    def need(self) -> None:
        """Keep the room up to date, until nobody has needed it for a while."""
        self._needed = _now()
        if self._following is None or self._following.done():
            self._following = asyncio.get_running_loop().create_task(self._follow())

    def listen(self, stream: IOStream, headers: Mapping[str, str]) -> None:
        """Tell a connection what may be seen, now and at every change."""
        listener = Listener(stream, headers)
        self._listeners.add(listener)
        stream.set_close_callback(lambda: self._listeners.discard(listener))
        listener.hear(self.news)
        self.need()

    def end(self) -> None:
        """Follow it no more, and hang up on whoever listens."""
        self._read_at = float("-inf")
        if self._following is not None:
            self._following.cancel()
        for listener in list(self._listeners):
            listener.end()

    async def _follow(self) -> None:
        while self._listeners or _now() < self._needed + IDLE_SECONDS:
            began = _now()
            try:
                # A store that cannot be reached just now is asked again.
                with suppress(StoreError):
                    await self.catch_up()
                    await self._tell()
            except NoRoom:
                self._following = None
                self.end()
                return
            rest = began + MERGED_SECONDS - _now()
            await asyncio.sleep(max(rest, MERGED_SECONDS / 2))

    async def _tell(self) -> None:
        news = self.news
        changed = self._told < news.number
        if not changed and _now() < self._told_at + SILENT_SECONDS:
            return
        self._told, self._told_at = news.number, _now()
        for n, listener in enumerate(list(self._listeners), start=1):
            if changed:
                listener.hear(news)
            else:
                listener.remark()
            if n % TOLD_IN_A_ROW == 0:
                await asyncio.sleep(0)


class Hall:
    """All rooms of one store.

    Parameters
    ----------
    store
        Where the rooms are.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writer = Writer(store)
        self.guesses = asyncio.Semaphore(GUESSES_AT_ONCE)
        self._rooms: dict[str, LiveRoom] = {}

    async def room(self, code: str) -> LiveRoom | None:
        """The room with this code, up to date; ``None`` if there is none any more.

        The store is asked unless it was just now.
        """
        live = self._rooms.get(code)
        if live is None or not live.is_current:
            found = await off_loop(self.store.room, code)
            live = found and self._with(code, found.id)
            try:
                if live is not None:
                    await live.catch_up()
            except NoRoom:
                live = None
            if live is None:
                self.let_go(code)
                return None
        live.need()
        return live

    async def end_rooms(self) -> None:
        """Delete the rooms whose date has come; whoever listens hears their end."""
        # A database that is away for the moment is asked again the next time.
        with suppress(StoreError):
            await off_loop(self.store.end_rooms)

    def let_go(self, code: str) -> None:
        """Forget a room that is not there any more, and hang up on its listeners."""
        gone = self._rooms.pop(code, None)
        if gone is not None:
            gone.end()

    def close(self) -> None:
        """Follow no room any more."""
        for code in list(self._rooms):
            self.let_go(code)
        self.writer.close()

    def _with(self, code: str, id: int) -> LiveRoom:
        live = self._rooms.get(code)
        if live is None or live.id != id:
            live = self._rooms[code] = LiveRoom(self.store, id)
        return live


async def off_loop(work: Callable[..., Result], *given: Any) -> Result:
    """Do what may wait for the disk without holding up anybody else."""
    return await asyncio.get_running_loop().run_in_executor(None, work, *given)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _place(name: str, title: str) -> places.Case:
    """The place that a room talks about; an empty one if it is not here any more."""
    for case in cases.known() if name else ():
        if case.name == name:
            return case
    return places.Case(name=name, title=title, place="", kind=places.Kind.INVENTED)
