"""A participant's addresses: come in, answer, see what everyone may see, withdraw."""

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from relkit.cases import topics
from relkit.live.answers import Refused, answer, cards_of, standpoint, text, with_shown
from relkit.live.asking import HEADERS, Asked
from relkit.live.hall import LiveRoom
from relkit.models.case import Case
from relkit.models.room import Room
from relkit.models.room_activities import ACTIVITIES, Activity, Sorting
from relkit.models.room_events import Kind
from relkit.models.sorting import name_of
from relkit.models.standpoints import Standpoint

MOST_ANSWERS, IN_SECONDS = 40, 10.0
"""More answers than this from one phone in so many seconds are asked to wait."""
STREAM = HEADERS | {
    "Content-Type": "text/event-stream",
    "Connection": "close",
    "X-Accel-Buffering": "no",
}
_LATELY: dict[str, deque[float]] = defaultdict(deque)
# Looking up three words is slow on purpose: whoever tries many holds up no other work.
_WORDS = ThreadPoolExecutor(1, "relkit-words")


class Join(Asked):
    """Somebody comes in and says where they speak from today."""

    async def post(self, code: str) -> None:
        """Take them in; their return code of three words is told this once."""
        live, said = await self.live(code), self.said()
        speaks = standpoint(said)
        if await self.off_loop(
            self.hall.store.recognise, live.id, self.key("phone", code)
        ):
            raise Refused(409, "You are in this room already.")
        joined = await self.off_loop(
            self.hall.store.join, live.id, speaks, datetime.now(UTC)
        )
        live.knows(joined.phone_key, joined.label)
        self.keep_key("phone", code, joined.phone_key)
        self.tell({"return_code": joined.return_code})


class Return(Asked):
    """Somebody comes back, perhaps on another device, with their three words."""

    async def post(self, code: str) -> None:
        """Recognise them, and let them in at this gathering."""
        live = await self.live(code)
        words = text(self.said(), "words", longest=100)
        found = await _looked_up(lambda: self.hall.store.comes_back(live.id, words))
        if found is None:
            raise await self.slowly(404, "Nobody in this room has these three words.")
        self.keep_key("phone", code, found)
        self.tell({"ok": True})


class InTheRoom(Asked):
    """Whatever only somebody who has come in may ask."""

    async def who(self, live: LiveRoom, code: str) -> str:
        """Their label.

        Raises
        ------
        Refused
            If this phone has not come in.
        """
        key = self.key("phone", code)
        label = key and await live.recognise(key)
        if not label:
            raise Refused(401, "Come into the room first.")
        return label


class Answers(InTheRoom):
    """What somebody says to an activity, kept before it is acknowledged."""

    async def post(self, code: str) -> None:
        """Keep an answer; the same answer sent twice is kept once."""
        live = await self.live(code)
        label = await self.who(live, code)
        self._slow_down(label)
        said = self.said()
        if said.get("kind") != Kind.PLACED:  # it may build on what was kept just now
            await live.catch_up()
        self.tell({"number": await self._kept(live, label, said)})

    async def _kept(self, live: LiveRoom, label: str, said: dict[str, Any]) -> int:
        """The number of what was said, now that it is on disk."""
        try:
            heard = answer(said, live.room, live.case, label)
        except Refused:
            # Perhaps it is kept, and that was not heard; meanwhile the activity closed.
            key = said.get("key")
            number = await self.off_loop(self.hall.store.number, live.id, label, key)
            if number is not None:
                return number
            # Or it goes by what has happened elsewhere just now, such as a new card.
            await live.catch_up()
            heard = answer(said, live.room, live.case, label)
        kept, now = [heard.draft(label)], datetime.now(UTC)
        try:
            [number] = await self.hall.writer.append(live.id, kept, now)
        except ValueError as gone:  # they have withdrawn, and nobody had told us yet
            raise Refused(401, str(gone)) from None
        return number

    def _slow_down(self, label: str) -> None:
        times, now = _LATELY[label], time.monotonic()
        while times and times[0] < now - IN_SECONDS:
            times.popleft()
        if len(times) >= MOST_ANSWERS:
            raise Refused(429, "That was very fast. Wait a moment and try again.")
        times.append(now)


class Mine(InTheRoom):
    """What somebody has given so far."""

    async def get(self, code: str) -> None:
        """Their own answers, and only theirs."""
        live = await self.live(code)
        label = await self.who(live, code)
        await live.catch_up()
        room = live.room
        placed: dict[str, dict[str, str]] = {}
        for topic, card, bin in room.mine(label):
            placed.setdefault(topic, {})[card] = bin.value
        self.tell(
            {
                "standpoint": room.standpoints.get((label, room.gathering)),
                "here": (label, room.gathering) in room.standpoints,
                "placed": placed,
                "given": [
                    each.told for each in room.given.values() if each.by == label
                ],
            }
        )


class Withdraw(Asked):
    """Somebody takes back all that they gave, from this phone or with three words."""

    async def post(self, code: str) -> None:
        """Forget what they gave."""
        live, said = await self.live(code), self.said()
        store = self.hall.store
        if said.get("words"):
            words = text(said, "words", longest=100)
            label = await _looked_up(
                lambda: store.recognise(live.id, return_code=words)
            )
        else:
            label = await self.off_loop(
                store.recognise, live.id, self.key("phone", code)
            )
        if not label:
            raise await self.slowly(404, "Nobody in this room is known by this.")
        await self.off_loop(store.withdraw, live.id, label, datetime.now(UTC))
        await live.catch_up()
        self.clear_cookie(
            f"relkit-phone-{code.upper()}", path=self.settings["base_url"]
        )
        self.tell({"ok": True})


class About(Asked):
    """What the room's activities are: bins, cards, tables."""

    async def get(self, code: str) -> None:
        """The same for everyone."""
        live = await self.live(code)
        self.tell(
            {
                "title": live.case.title,
                "place": live.case.place,
                "kind": live.case.kind.value,
                "standpoints": [
                    {"value": s.value, "says": s.says, "for_example": s.for_example}
                    for s in Standpoint
                ],
                "activities": [
                    activity_of(ACTIVITIES[topic], live.room, live.case)
                    for topic in live.room.topics
                ],
            }
        )


class Stream(Asked):
    """What everyone may see, again and again as it changes: server-sent events.

    The first event has all of it, and each one after that the parts that are new.
    """

    async def get(self, code: str) -> None:
        """Tell until the phone hangs up, or the room is gone."""
        live = await self.live(code)
        live.listen(self.detach(), STREAM)


class State(Asked):
    """What everyone may see now, for phones that cannot listen."""

    async def get(self, code: str) -> None:
        """Tell it once."""
        live = await self.live(code)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(live.news.whole)


async def _looked_up(work: Callable[[], str | None]) -> str | None:
    """What three words lead to, one after another."""
    return await asyncio.get_running_loop().run_in_executor(_WORDS, work)


def activity_of(activity: Activity, room: Room, case: Case) -> dict[str, Any]:
    """What an activity is, as pages show it: bins and cards, or tables."""
    told: dict[str, Any] = {
        "topic": activity.topic,
        "title": activity.title,
        "asks": activity.asks,
    }
    if isinstance(activity, Sorting):
        return told | {
            "bins": [
                {
                    "value": each.value,
                    "says": name_of(each),
                    "means": getattr(each, "meaning", ""),
                }
                for each in activity.bins
            ],
            "cards": cards_of(activity, room, case),
        }
    [part] = [part for part in topics.TOPICS if activity.topic == part.TOPIC]
    tables = [table for table in part.TABLES if table.sheet in activity.sheets]
    linked = {column.of for table in tables for column in table.columns if column.of}
    return told | {
        "names": {
            table.sheet: [values["name"] for values in rows]
            for table, rows in part.written(with_shown(room, case))
            if table.sheet in linked
        },
        "tables": [
            {
                "sheet": table.sheet,
                "things": table.things,
                "columns": [
                    {
                        "key": column.key,
                        "options": column.options,
                        "required": column.required,
                        "of": column.of,
                        "several": column.several,
                        "words": column.words,
                        "example": str(example),
                    }
                    for column, example in zip(
                        table.columns, table.example[0], strict=True
                    )
                    if column.key != activity.speaks_for
                ],
            }
            for table in tables
        ],
    }


ROUTES = (
    ("join", Join),
    ("return", Return),
    ("answer", Answers),
    ("mine", Mine),
    ("withdraw", Withdraw),
    ("about", About),
    ("stream", Stream),
    ("state", State),
)
"""A participant's addresses, below that of the room."""
