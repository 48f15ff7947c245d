"""Appends that arrive together share one write to disk."""

import asyncio
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from types import TracebackType
from typing import Self

from relkit.store import drafts, events, kept

# Appends in one write to disk; more wait for the next one.
TOGETHER = 256

# So many seconds a write waits for others that come in nearly the same moment: nobody
# feels it, and a full room needs half as many writes.
GATHERS = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    room: int
    entry: events.Entry
    answer: Future[list[int]] = field(default_factory=Future)


class Writer:
    """Keeps answers on a thread of its own, and says when they are on disk.

    Writing to a disk takes milliseconds, however little is written. What arrives while
    one write is under way is kept with the next, all of a room in one transaction.

    Parameters
    ----------
    store
        Where to. It can be used beside the writer, and is not closed by it.

    Examples
    --------
    ::

        async with Writer(store) as writer:
            numbers = await writer.append(room, [draft], at)
    """

    def __init__(self, store: kept.Store) -> None:
        self._store = store
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(
            target=self._work, name="relkit-writer", daemon=True
        )
        self._thread.start()

    async def append(
        self, room: int, given: Sequence[drafts.Draft], at: datetime
    ) -> list[int]:
        """Keep drafts as `Store.append` does; return once they are on disk."""
        return await asyncio.wrap_future(self.submit(room, given, at))

    def submit(
        self, room: int, given: Sequence[drafts.Draft], at: datetime
    ) -> Future[list[int]]:
        """The same for a thread without a loop: a future of the numbers."""
        if self._closed:
            raise RuntimeError("This writer is closed. Make another one.")
        entry = events.Entry(drafts=tuple(given), at=at)
        waiting = _Waiting(room=room, entry=entry)
        self._waiting.put(waiting)
        return waiting.answer

    def close(self) -> None:
        """Keep what is still waiting, then end the thread."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.to_thread(self.close)

    def _work(self) -> None:
        while True:
            group, ended = self._next_group()
            # Sorting keeps the order inside each room.
            group.sort(key=lambda waiting: waiting.room)
            for room, some in groupby(group, key=lambda waiting: waiting.room):
                self._keep(room, list(some))
            if ended:
                return

    def _next_group(self) -> tuple[list[_Waiting], bool]:
        """What is waiting, at least one; and whether the writer was closed."""
        group: list[_Waiting] = []
        try:
            item = self._waiting.get()
            if item is not None:
                time.sleep(GATHERS)
            while item is not None:
                group.append(item)
                if len(group) == TOGETHER:
                    return group, False
                item = self._waiting.get_nowait()
        except queue.Empty:
            return group, False
        return group, True

    def _keep(self, room: int, group: list[_Waiting]) -> None:
        for waiting in group:
            # From here on it cannot be called off; whoever went away before is told
            # nothing, but what they sent is kept all the same.
            waiting.answer.set_running_or_notify_cancel()
        try:
            entries = [waiting.entry for waiting in group]
            answers = self._store.append_together(room, entries)
        except Exception as error:
            # The thread goes on: the disk may have space again for the next ones.
            for waiting in group:
                _tell(waiting.answer, error)
            return
        for waiting, answer in zip(group, answers, strict=True):
            _tell(waiting.answer, answer)


def _tell(future: Future[list[int]], answer: list[int] | Exception) -> None:
    if future.cancelled():
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
