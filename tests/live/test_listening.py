"""Whoever listens hears what is new, in time; nobody holds up another."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hall import rooms_of
from hypothesis import given
from hypothesis import strategies as st
from keeping import awaited

from relkit.live.listening import MOST_UNREAD, News
from relkit.models.room_events import Kind
from relkit.store import Draft, Hosted, Store

HOSTED = {"case": "housing_repairs", "topics": ["thriving"], "looks_first": False}
LONG = "word " * 800
WAITS = 20.0
LARGEST = 10_000_000


@st.composite
def told(draw):
    """States of a room, one after another, whose parts change or stay."""
    parts = st.fixed_dictionaries(
        {name: st.integers(0, 2) for name in ("title", "come", "results", "log")}
    )
    states = draw(st.lists(parts, min_size=1, max_size=8))
    return [{"number": n} | state for n, state in enumerate(states, start=1)]


class TestNews:
    @given(told(), st.lists(st.booleans(), min_size=8, max_size=8))
    def test_whoever_adds_up_what_they_hear_knows_all_of_it(self, states, takes):
        """Also whoever was slow, and was not told of all states."""
        news, heard, known = News(), 0, {}
        for state, took in zip(states, takes, strict=False):
            news.tell(state)
            if took:
                message = news.since(heard)
                known |= json.loads(message.removeprefix(b"data: "))
                heard = news.number
                assert known == state == json.loads(news.whole)

    def test_what_did_not_change_is_not_told_again(self):
        news = News()
        for number, come in ((1, 0), (2, 1)):
            news.tell({"number": number, "come": come, "log": [LONG]})
        assert LONG not in news.since(1).decode()
        assert LONG in news.since(0).decode()


class Room:
    """A room that is served, and another store that knows its file."""

    def __init__(self, elsewhere: Store, port: int) -> None:
        self.elsewhere, self.port = elsewhere, port
        now = datetime.now(UTC)
        ends = date.today() + timedelta(days=9)
        self.hosted: Hosted = self.elsewhere.host(HOSTED, ends=ends, at=now)
        self.joined = self.elsewhere.join(self.hosted.room, None, now)

    async def gives(self, name: str) -> None:
        """Somebody gives a thing, which everyone may see at once."""
        row = {"name": name, "whose": "Tenants"}
        said = {"topic": "thriving", "sheet": "Situations", "row": row}
        draft = Draft(kind=Kind.GAVE, by=self.joined.label, payload=said)
        await self.keeps(draft)

    async def keeps(self, draft: Draft) -> None:
        now = datetime.now(UTC)
        await asyncio.to_thread(self.elsewhere.append, self.hosted.room, [draft], now)

    async def asks(self, name: str) -> tuple[int, bytes]:
        """One question of the phone that has come in: status and body."""
        reader, writer = await self.opens(name)
        said = await asyncio.wait_for(reader.read(), WAITS)
        writer.close()
        head, _, body = said.partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    async def opens(
        self, name: str, at: socket.socket | None = None
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if at is None:
            at = socket.create_connection(("127.0.0.1", self.port))
        reader, writer = await asyncio.open_connection(sock=at, limit=LARGEST)
        code, key = self.hosted.code, self.joined.phone_key
        writer.write(
            f"GET /room/{code}/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Accept-Encoding: gzip\r\nCookie: relkit-phone-{code}={key}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        return reader, writer


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Callable[[Room], Awaitable[None]]], None]:
    """Let something happen in a room."""
    address = f"sqlite:///{tmp_path / 'rooms.db'}"

    def all_of_it(happens: Callable[[Room], Awaitable[None]]) -> None:
        with Store(address) as elsewhere, rooms_of(Store(address), "/") as base:
            room = Room(elsewhere, urlsplit(base).port)
            awaited(asyncio.wait_for(happens(room), 3 * WAITS))

    return all_of_it


async def heard(reader: asyncio.StreamReader, number: int) -> list[bytes]:
    """The messages of a stream, up to the one that knows of this event."""
    messages = []
    while True:
        message = await asyncio.wait_for(reader.readuntil(b"\n\n"), WAITS)
        messages.append(message.partition(b"data: ")[2])
        if json.loads(messages[-1])["number"] >= number:
            return messages


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WAITS):
        while not await holds():
            await asyncio.sleep(0.05)


class TestListening:
    def test_what_another_process_wrote_is_heard_in_parts_and_not_compressed(self, run):
        async def happens(room: Room) -> None:
            reader, _ = await room.opens("stream")
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WAITS)
            assert b"200 OK" in head
            assert b"Content-Encoding" not in head
            [first] = await heard(reader, 3)
            await room.gives("A leak at night")
            second = (await heard(reader, 4))[-1]
            assert "log" in json.loads(first)
            assert "log" not in json.loads(second)

        run(happens)

    def test_a_phone_that_does_not_read_holds_up_nobody_and_piles_nothing_up(self, run):
        async def happens(room: Room) -> None:
            revealed = Draft(kind=Kind.REVEALED, payload={"topic": "thriving"})
            await room.keeps(revealed)
            deaf = socket.socket()
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", room.port))
            deaf.sendall(
                f"GET /room/{room.hosted.code}/stream HTTP/1.1\r\n"
                "Host: 127.0.0.1\r\n\r\n".encode()
            )
            hearing, _ = await room.opens("stream")
            sent = 0
            for number in range(5, 45):
                await room.gives(f"{number} {LONG}")
                sent += sum(map(len, await heard(hearing, number)))
            late, _ = await asyncio.open_connection(sock=deaf, limit=LARGEST)
            messages = await heard(late, 44)
            taken = sum(map(len, messages))
            newest = len(messages[-1])
            assert newest > 40 * len(LONG)
            # What the systems on both ends hold, the one on its way, and the newest.
            assert taken < 4 * MOST_UNREAD + 2 * newest
            assert taken < sent / 4

        run(happens)

    def test_somebody_who_withdrew_elsewhere_is_known_no_more(self, run):
        async def happens(room: Room) -> None:
            assert (await room.asks("mine"))[0] == 200
            now = datetime.now(UTC)
            label = room.joined.label
            await asyncio.to_thread(
                room.elsewhere.withdraw, room.hosted.room, label, now
            )

            async def is_unknown() -> bool:
                return (await room.asks("mine"))[0] == 401

            await until(is_unknown)

        run(happens)

    def test_a_room_that_was_deleted_elsewhere_is_gone_and_hangs_up(self, run):
        async def happens(room: Room) -> None:
            reader, _ = await room.opens("stream")
            await heard(reader, 3)
            await asyncio.to_thread(room.elsewhere.delete, room.hosted.room)
            await asyncio.wait_for(reader.read(), WAITS)
            status, body = await room.asks("state")
            assert status == 404
            assert b"no room" in body

        run(happens)

    def test_a_room_that_nobody_needed_for_a_while_is_read_anew(self, run, monkeypatch):
        monkeypatch.setattr("relkit.live.hall.IDLE_SECONDS", 0.0)
        monkeypatch.setattr("relkit.live.hall.CURRENT_SECONDS", 0.2)

        async def happens(room: Room) -> None:
            assert b'"number":3,' in (await room.asks("state"))[1]
            await asyncio.sleep(0.7)
            await room.gives("A leak at night")
            assert b'"number":4,' in (await room.asks("state"))[1]

        run(happens)
