"""A store with a room, as the tests of the store use it."""

import asyncio
import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from relkit import store
from relkit.models.room_events import Kind

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ENDS = date.today() + timedelta(days=90)
Result = TypeVar("Result")
SAID = {"case": "riverside", "title": "An evening", "topics": ["four_worlds"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A store, a room in it, and what was told when it was hosted."""

    store: store.Store
    address: str
    told: store.Hosted

    @classmethod
    def hosted(cls, opened: store.Store, address: str) -> Self:
        told = opened.host(SAID, ends=ENDS, at=AT)
        return cls(store=opened, address=address, told=told)

    @property
    def room(self) -> int:
        return self.told.room

    def give(
        self, by: str, text: str, key: str | None = None, at: datetime = AT
    ) -> int:
        """Somebody gives a card; the number of that event."""
        payload: dict[str, Any] = {"topic": "four_worlds", "row": {"text": text}}
        draft = store.Draft(kind=Kind.GAVE, by=by, payload=payload, key=key)
        return self.store.append(self.room, [draft], at)[0]

    def join(self) -> store.Joined:
        return self.store.join(self.room, None, AT)


def act(number: int = 0) -> store.Draft:
    """Something a facilitator does."""
    return store.Draft(kind=Kind.OPENED, payload={"topic": f"topic {number}"})


def awaited(work: Coroutine[Any, Any, Result]) -> Result:
    """What comes of it, on a thread: a browser's tests may hold this one's loop."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


def program(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python of its own that runs this, and says what it says."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def lines(running: subprocess.Popen[str], within: float = 60) -> list[str]:
    """What a program said until it ended by itself."""
    said, complained = running.communicate(timeout=within)
    assert running.returncode == 0, complained
    return said.splitlines()
