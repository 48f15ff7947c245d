"""What a room has shown, for everyone in it: a report, its pictures, and files.

All of it is what everyone may see, as `relkit.live.phones.State` tells it: the code of
the room opens it, and what is hidden in the room is hidden here.
"""

import asyncio
import gzip
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from relkit.export import room_files, room_tables
from relkit.live.asking import Asked
from relkit.live.hall import LiveRoom
from relkit.models.case import Case, Kind
from relkit.models.room_activities import ACTIVITIES
from relkit.models.room_drawn import K
from relkit.models.room_seen import Seen

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Shown:
    """What rooms have shown, worked out and drawn once for all who ask at once.

    Nothing stays of a room that is gone. Drawing is slow, so one thread does it, and
    whoever serves phones does not wait.
    """

    def __init__(self) -> None:
        self._seen: WeakKeyDictionary[LiveRoom, tuple[int, Seen]] = WeakKeyDictionary()
        self._drawn: WeakKeyDictionary[LiveRoom, tuple[str, asyncio.Future[bytes]]] = (
            WeakKeyDictionary()
        )
        self._pen = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pen")

    def seen(self, live: LiveRoom) -> Seen:
        """What may be seen of the room as it is now."""
        number, told = self._seen.get(live, (-1, {}))
        if number != live.room.number:
            told = room_tables.shown(json.loads(live.news.whole), live.case)
            self._seen[live] = live.room.number, told
        return told

    async def pictures(self, live: LiveRoom, told: Seen) -> bytes:
        """The pictures of what the room has shown: JSON, compressed."""
        key = json.dumps([told["case"], told["gatherings"], told["results"]])
        drawn_of, drawn = self._drawn.get(live, ("", None))
        if drawn is None or drawn_of != key or (drawn.done() and drawn.exception()):
            drawn = self.work(_drawn, told, live.case)
            self._drawn[live] = key, drawn
        return await asyncio.shield(drawn)

    def work(self, make: Callable[..., bytes], *given: Any) -> asyncio.Future[bytes]:
        """Make a file without holding up anybody else."""
        return asyncio.get_running_loop().run_in_executor(self._pen, make, *given)


class Results(Asked):
    """Whatever tells what a room has shown."""

    def initialize(self, shown: Shown, **more: Any) -> None:
        """Take what rooms have shown so far."""
        super().initialize(**more)
        self.shown = shown

    async def now(self, code: str) -> tuple[LiveRoom, Seen]:
        """The room, and what may be seen of it at this very moment."""
        live = await self.live(code)
        await live.catch_up()
        return live, self.shown.seen(live)


class Told(Results):
    """The room's results in words and tables."""

    async def get(self, code: str) -> None:
        """Tell them."""
        live, told = await self.now(code)
        case, come = live.case, room_tables.come(told)
        self.tell(
            {
                "title": case.title,
                "place": case.place,
                "invented": case.kind is Kind.INVENTED,
                "file": _file_name(case),
                "ends": told["ends"],
                "gatherings": told["gatherings"],
                "k": K,
                "come": asdict(come),
                "topics": [_topic(each, told, case) for each in told["activities"]],
                "log": asdict(room_tables.log(told)),
                "assumes": room_tables.assumed(told),
                "sources": [asdict(each) for each in case.figures],
                "vega": self.settings["vega"],
            }
        )


class Pictures(Results):
    """The room's pictures, each with its words and its table."""

    async def get(self, code: str) -> None:
        """Tell how each is drawn, by topic."""
        drawn = await self.shown.pictures(*await self.now(code))
        self.set_header("Content-Type", "application/json; charset=utf-8")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(drawn)
        else:
            self.finish(gzip.decompress(drawn))


class File(Results):
    """A file to take home."""

    def initialize(
        self, make: Callable[[Seen, Case], bytes], kind: str, ending: str, **more: Any
    ) -> None:
        """Take what makes the file, what kind it is, and how its name ends."""
        super().initialize(**more)
        self.make, self.kind, self.ending = make, kind, ending

    async def get(self, code: str) -> None:
        """Hand it over."""
        live, told = await self.now(code)
        made = await self.shown.work(self.make, told, live.case)
        name = _file_name(live.case) + self.ending
        self.set_header("Content-Type", self.kind)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(made)


def _file_name(case: Case) -> str:
    """How the files of today begin."""
    return room_files.file_name(case, datetime.now(UTC).date())


def _topic(each: Seen, told: Seen, case: Case) -> Seen:
    """One activity, with its tables if it is revealed."""
    topic, found = each["topic"], told["results"].get(each["topic"])
    tables = room_tables.sheets(told, case, topic) if found is not None else []
    return {
        "topic": topic,
        "title": ACTIVITIES[topic].title,
        "asks": ACTIVITIES[topic].asks,
        "revealed": found is not None,
        "answered": each["answered"],
        "tables": [asdict(table) for table in tables],
    }


def _drawn(told: Seen, case: Case) -> bytes:
    """The pictures of each topic that is revealed."""
    # A server that shows no room never needs to draw, and starts without Altair.
    from relkit.charts import room

    place = room_tables.place_of(told, case)
    around = {"place": case.called}
    pictures = {
        topic: [each | around for each in room.pictures(topic, place, found)]
        for topic, found in told["results"].items()
    }
    return gzip.compress(json.dumps(pictures, ensure_ascii=False).encode(), 6, mtime=0)


ROUTES = (
    ("results/told", Told, {}),
    ("results/pictures", Pictures, {}),
    (
        r"results/cards\.csv",
        File,
        {"make": room_files.cards_csv, "kind": CSV, "ending": "-cards.csv"},
    ),
    (
        r"results/given\.csv",
        File,
        {"make": room_files.given_csv, "kind": CSV, "ending": "-given.csv"},
    ),
    (
        r"results/room\.xlsx",
        File,
        {"make": room_files.to_xlsx, "kind": XLSX, "ending": ".xlsx"},
    ),
)
"""The addresses of what a room has shown, below that of the room."""
