"""The rooms' own addresses, served from a thread, and people who ask them by HTTP."""

import http.client
import itertools
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hall import rooms_of

from relkit.store import Store

BASE = "/below/"
AT = ["http://192.168.1.20:8888", "http://10.0.0.7:8888"]
JSON = {"Content-Type": "application/json"}
TOPICS = ("four_worlds", "swimlanes", "thriving", "governance")
_KEYS = itertools.count(1)


@dataclass
class Answered:
    """What the server said."""

    code: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        return (self.headers.get("Set-Cookie") or "").partition(";")[0]


@dataclass
class Caller:
    """Somebody who asks without a browser, and keeps one cookie."""

    port: int
    cookie: str = ""

    def asks(
        self, path: str, said: Any = None, method: str = "", **headers: str
    ) -> Answered:
        """Ask for a path; with something to say, by POST: JSON, or a body as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        raw = said is None or isinstance(said, bytes)
        body = said if raw else json.dumps(said).encode()
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {"Cookie": self.cookie} if self.cookie else {}
        kind = JSON if body is not None else {}
        how = method or ("GET" if body is None else "POST")
        try:
            connection.request(how, path, body, kind | kept | more)
            got = connection.getresponse()
            return Answered(got.status, got.headers, got.read())
        finally:
            connection.close()


@dataclass
class Phone(Caller):
    """Somebody who has come into a room."""

    at: str = ""
    words: str = ""

    def says(self, kind: str, **said: Any) -> Answered:
        key = f"a-key-of-a-test-{next(_KEYS):08}"
        return self.asks(f"{self.at}answer", {"kind": kind, "key": key, **said})

    def places(self, card: str, bin: str, topic: str = "four_worlds") -> Answered:
        more = {"tab": "t", "count": next(_KEYS)}
        return self.says("placed", topic=topic, card=card, bin=bin, **more)

    @property
    def mine(self) -> Any:
        return self.asks(f"{self.at}mine").json


@dataclass
class HostedRoom:
    """A room, and its facilitator."""

    port: int
    at: str
    code: str
    keys: dict[str, str]
    facilitator: Caller = field(init=False)

    def __post_init__(self) -> None:
        self.facilitator = self.with_key("facilitate")

    def with_key(self, door: str) -> Caller:
        """Whoever opened the link with this key."""
        came = Caller(self.port).asks(f"{self.at}{door}?key={self.keys[door]}")
        return Caller(self.port, came.cookie)

    def act(self, act: str, **said: Any) -> Answered:
        """One act; as on the page, a text is seen before something is done to it."""
        assert "number" not in said or self.texts is not None
        return self.facilitator.asks(f"{self.at}facilitate/act", {"act": act, **said})

    def opened(self, *topics: str) -> "HostedRoom":
        for topic in topics or TOPICS:
            assert self.act("open", topic=topic).code == 200
        return self

    def joins(self, standpoint: str | None = "place") -> Phone:
        said = {"standpoint": standpoint}
        came = Caller(self.port).asks(f"{self.at}join", said)
        return Phone(self.port, came.cookie, self.at, came.json["return_code"])

    @property
    def state(self) -> Any:
        """What everyone may see, once what was acknowledged is in it."""
        self.facilitator.asks(f"{self.at}facilitate/waiting")  # it hears what happened
        return Caller(self.port).asks(f"{self.at}state").json

    @property
    def about(self) -> Any:
        return Caller(self.port).asks(f"{self.at}about").json

    @property
    def texts(self) -> Any:
        return self.facilitator.asks(f"{self.at}facilitate/waiting").json


@dataclass
class House:
    """Rooms that are served."""

    port: int
    store: Store
    folder: Path

    def hosts(self, *topics: str, looks_first: bool = True) -> HostedRoom:
        """A room about housing repairs."""
        said = {
            "case": "housing_repairs",
            "topics": list(topics or TOPICS),
            "looks_first": looks_first,
        }
        told = Caller(self.port).asks(f"{BASE}room/hosting", said).json
        keys = {
            door: told[door].partition("key=")[2] for door in ("facilitate", "wall")
        }
        return HostedRoom(self.port, told["room"], told["code"], keys)

    def files_with(self, text: str) -> list[str]:
        """The files of the store in which this text is."""
        return [
            path.name
            for path in self.folder.rglob("*")
            if path.is_file() and text.encode() in path.read_bytes()
        ]

    def last(self, room: HostedRoom) -> int:
        """The number of the last event that is kept."""
        return self.store.last(self.store.room(room.code).id)


@contextmanager
def opened_house(
    folder: Path, today: Callable[[], date] = date.today
) -> Iterator[House]:
    """Serve rooms from a thread, until the block ends."""
    store = Store(f"sqlite:///{folder / 'rooms.db'}", today=today)
    with rooms_of(store, BASE, reached_at=AT) as address:
        port = urlsplit(address).port
        assert port
        yield House(port, store, folder)


@contextmanager
def logged() -> Iterator[list[str]]:
    """All that is logged, by whatever in this process and at whatever level."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
