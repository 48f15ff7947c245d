"""The rooms that are open here: each as its events tell it, and who listens to it.

Other processes may write to the same rooms, so what happened is always read from the
store, a few times a second while anybody needs the room. Whoever listens hears of
changes as often, and no oftener.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from relkit import cases
from relkit.models import case as places
from relkit.models.room import Room
from relkit.models.room_seen import seen
from relkit.store import NoRoom, Store, Writer

MERGED_SECONDS = 0.25
IDLE_SECONDS = 60.0
GUESSES_AT_ONCE = 20
"""So many wrong guesses wait for their answer at a time; more wait for their turn."""


class LiveRoom:
    """One room, kept up to date while anybody needs it.

    ``said`` is what everyone may see of it, as JSON.

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
        self.case = _place("")
        self.said = ""
        self._store = store
        self._changed = asyncio.Condition()
        self._catching_up = asyncio.Lock()
        self._following: asyncio.Task[None] | None = None
        self._listening = 0
        self._needed = 0.0
        self._over = False

    async def catch_up(self) -> None:
        """Hear what has happened since, and tell whoever listens."""
        loop = asyncio.get_running_loop()
        async with self._catching_up:
            since = self.room.number
            events = await loop.run_in_executor(None, self._store.read, self.id, since)
            for event in events:
                self.room.hear(event)
            if self.case.name != self.room.case:
                self.case = await loop.run_in_executor(None, _place, self.room.case)
        if events:
            async with self._changed:
                self.said = json.dumps(seen(self.room), ensure_ascii=False)
                self._changed.notify_all()

    def need(self) -> None:
        """Keep the room up to date, until nobody has needed it for a while."""
        loop = asyncio.get_running_loop()
        self._needed = loop.time()
        if self._following is None or self._following.done():
            self._following = loop.create_task(self._follow())

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NoRoom):
            while self._listening or loop.time() < self._needed + IDLE_SECONDS:
                await self.catch_up()
                await asyncio.sleep(MERGED_SECONDS)
            return
        async with self._changed:
            self._over = True
            self._changed.notify_all()

    async def news(self) -> AsyncIterator[str]:
        """What may be seen of the room, now and at every change, until it is gone."""
        self._listening += 1
        self.need()
        try:
            told = ""
            while True:
                async with self._changed:
                    while self.said == told and not self._over:
                        await self._changed.wait()
                    if self._over:
                        return
                    told = self.said
                yield told
        finally:
            self._listening -= 1

    def close(self) -> None:
        """Follow it no more."""
        if self._following is not None:
            self._following.cancel()


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
        self._rooms: dict[int, LiveRoom] = {}

    async def room(self, code: str) -> LiveRoom | None:
        """The room with this code, up to date; ``None`` if there is none any more."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(None, self.store.room, code)
        if found is None:
            return None
        live = self._rooms.setdefault(found.id, LiveRoom(self.store, found.id))
        if not live.said:
            await live.catch_up()
        live.need()
        return live

    def let_go(self, id: int) -> None:
        """Forget a room that was deleted; whoever listens to it hears its end."""
        self._rooms.pop(id, None)

    def close(self) -> None:
        """Follow no room any more."""
        for live in self._rooms.values():
            live.close()
        self._rooms.clear()
        self.writer.close()


def _place(name: str) -> places.Case:
    """The place that a room talks about; an empty one if it is not here any more."""
    for case in cases.known() if name else ():
        if case.name == name:
            return case
    return places.Case(name=name, title="", place="", kind=places.Kind.INVENTED)
