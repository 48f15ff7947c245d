"""So many phones in one room, as one process: they listen, and answer by the clock.

``python -m benchmarks.phones PLAN``, with the plan as JSON. It says ``ready`` when
every phone listens, waits for a line, and prints what it heard as JSON. Nothing but
asyncio is in it: whatever it did slowly would be told of the room.
"""

import asyncio
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.connections import Asking, Listening

HOST = "127.0.0.1"
AT_ONCE = 16  # so many come in at the same time
TAIL_SECONDS = 10.0  # the last answers are waited for so long
ASK_SECONDS = 60.0
STANDPOINTS = ("centre", "place", "community")
_COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where the room is, and what the phones do in it."""

    port: int
    room: str
    topic: str
    cards: tuple[str, ...]
    bins: tuple[str, ...]
    phones: int
    per_second: int
    seconds: float


@dataclass(slots=True)
class Answered:
    """One answer: when it was due, when it was acknowledged, and as which number."""

    tab: str
    count: int
    due: float
    acknowledged: float = 0.0
    number: int = 0


@dataclass(slots=True)
class Heard:
    """What came of it; seconds are counted in thousandths: so many took so long."""

    acknowledged: dict[int, int] = field(default_factory=dict)
    phones: dict[int, int] = field(default_factory=dict)
    wall: dict[int, int] = field(default_factory=dict)
    answers: list[tuple[int, str, int]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unheard: int = 0
    hung_up: int = 0
    message_bytes: int = 0
    messages: int = 0


class Crowd:
    """The phones of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._chance = random.Random(1)
        self._cookies: list[str] = []
        self._asking: list[Asking] = []
        self._listening: list[Listening] = []
        self._answers: list[Answered] = []
        self._refused: list[str] = []

    async def come_in(self) -> None:
        """Everybody joins, some at a time, and listens; the last is the wall."""
        free = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> tuple[Asking, str]:
            async with free:
                asking = await self._connection(Asking)
                said = {"standpoint": STANDPOINTS[number % len(STANDPOINTS)]}
                head, body = await asking.ask(self._post("join", said))
                if b" 200 " not in head.partition(b"\r\n")[0]:
                    raise RuntimeError(f"Nobody is let in: {body.decode()}")
                cookie = _COOKIE.search(head)
                return asking, cookie[1].decode() if cookie else ""

        came = await asyncio.gather(*map(one, range(self._plan.phones)))
        self._asking = [asking for asking, _ in came]
        self._cookies = [cookie for _, cookie in came]
        for _ in range(self._plan.phones + 1):
            listening = await self._connection(Listening)
            listening.transport.write(self._get("stream"))
            self._listening.append(listening)
        await self._until(lambda each: each.numbers)
        if not all(each.numbers for each in self._listening):
            raise RuntimeError("A phone hears nothing that it can read.")

    async def answer(self) -> None:
        """Send every answer when it is due, and wait until each was heard of."""
        plan, start, tabs = self._plan, time.perf_counter(), random.Random()
        tab = [f"{tabs.getrandbits(64):016x}" for _ in range(plan.phones)]
        sent = []
        for n in range(int(plan.per_second * plan.seconds)):
            due = start + n / plan.per_second
            while (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            answer = Answered(tab=tab[n % plan.phones], count=n // plan.phones, due=due)
            sent.append(asyncio.ensure_future(self._send(n % plan.phones, answer)))
            if n % 20 == 0:
                await asyncio.sleep(0)  # also when it is late
        await asyncio.wait_for(asyncio.gather(*sent), ASK_SECONDS)
        last = max((answer.number for answer in self._answers), default=0)
        await self._until(lambda each: each.numbers[-1] >= last or each.lost)

    def heard(self) -> Heard:
        """What every phone heard, and when."""
        *phones, wall = self._listening
        known = sorted(self._answers, key=lambda each: each.number)
        to_phones: Counter[int] = Counter()
        unheard = sum(_delays(each, known, to_phones) for each in phones)
        to_wall: Counter[int] = Counter()
        unheard += _delays(wall, known, to_wall)
        acks = Counter(_ms(each.acknowledged - each.due) for each in known)
        messages = sum(len(each.numbers) for each in self._listening)
        return Heard(
            acknowledged=dict(acks),
            phones=dict(to_phones),
            wall=dict(to_wall),
            answers=[(each.number, each.tab, each.count) for each in known],
            refused=self._refused,
            unheard=unheard,
            hung_up=sum(each.lost for each in self._listening),
            message_bytes=sum(e.bytes for e in self._listening) // max(messages, 1),
            messages=messages,
        )

    async def _send(self, who: int, answer: Answered) -> None:
        plan, chance = self._plan, self._chance
        said = {
            "kind": "placed",
            "key": f"{chance.getrandbits(128):032x}",
            "topic": plan.topic,
            "card": chance.choice(plan.cards),
            "bin": chance.choice(plan.bins),
            "tab": answer.tab,
            "count": answer.count,
        }
        request = self._post("answer", said, self._cookies[who])
        try:
            head, body = await self._asking[who].ask(request)
        except OSError as error:
            self._refused.append(str(error))
            return
        if b" 200 " not in head.partition(b"\r\n")[0]:
            self._refused.append(body.decode())
            return
        answer.acknowledged = time.perf_counter()
        answer.number = json.loads(body)["number"]
        self._answers.append(answer)

    async def _until(self, holds: Any) -> None:
        end = time.perf_counter() + TAIL_SECONDS
        while time.perf_counter() < end and not all(map(holds, self._listening)):
            await asyncio.sleep(0.05)

    async def _connection(self, kind: Any) -> Any:
        loop = asyncio.get_running_loop()
        transport, made = await loop.create_connection(kind, HOST, self._plan.port)
        made.transport = transport
        return made

    def _get(self, name: str) -> bytes:
        return (
            f"GET {self._plan.room}{name} HTTP/1.1\r\nHost: {HOST}\r\n"
            "Accept: text/event-stream\r\nAccept-Encoding: gzip\r\n\r\n"
        ).encode()

    def _post(self, name: str, said: Mapping[str, Any], cookie: str = "") -> bytes:
        body = json.dumps(said).encode()
        head = (
            f"POST {self._plan.room}{name} HTTP/1.1\r\nHost: {HOST}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"Cookie: {cookie}\r\n\r\n"
        )
        return head.encode() + body


def _delays(each: Listening, known: Iterable[Answered], into: Counter[int]) -> int:
    """Count how long every answer took to one phone; how many it never heard of."""
    heard = iter(zip(each.times, each.numbers, strict=True))
    at, number = next(heard, (0.0, -1))
    unheard = 0
    for answer in known:
        while number < answer.number and number >= 0:
            at, number = next(heard, (0.0, -1))
        if number < 0:
            unheard += 1
        else:
            into[_ms(at - answer.due)] += 1
    return unheard


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def read(said: str) -> Heard:
    """What the phones heard, from the JSON that they print."""
    heard = Heard(**json.loads(said))
    for name in ("acknowledged", "phones", "wall"):  # JSON has no keys but texts
        counted = {int(ms): often for ms, often in getattr(heard, name).items()}
        setattr(heard, name, counted)
    return heard


async def _work(plan: Plan) -> Heard:
    crowd = Crowd(plan)
    await crowd.come_in()
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await crowd.answer()
    return crowd.heard()


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_work(Plan(**json.loads(sys.argv[1])))))))
