"""Phones without a browser: they come in, answer, listen, and try again."""

import json
import socket
import struct
import threading
import time
import urllib.error
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from hosting import LiveRoom, Somebody

# In seconds, for what takes a fraction of one on a machine that is not busy.
PATIENCE = 30
TOPIC = "four_worlds"

_KEYS = count(1)


def key() -> str:
    """A key that no other answer of these tests has."""
    return f"a-key-of-a-phone-{next(_KEYS):08}"


@dataclass
class Phone(Somebody):
    """Somebody's phone in a room, and the three words that were told to it."""

    path: str = ""
    words: str = ""

    @classmethod
    def that_came_in(cls, room: LiveRoom, standpoint: str | None = "place") -> "Phone":
        """A phone that has come into a room; it keeps its three words."""
        phone = cls(room.base, path=room.path)
        told = phone.post(f"{room.path}join", standpoint=standpoint)
        phone.words = told["return_code"]
        return phone

    def answer(self, said: dict[str, Any]) -> int:
        """Send an answer; its number once it is acknowledged."""
        number = self.post(f"{self.path}answer", **said)["number"]
        assert type(number) is int
        return number

    def mine(self) -> dict[str, Any]:
        """What the room has of this phone."""
        return json.loads(self.get(f"{self.path}mine"))

    @property
    def cookies(self) -> str:
        """What it sends to be recognised."""
        (jar,) = (h.cookiejar for h in self.opener.handlers if hasattr(h, "cookiejar"))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def placed(card: str, bin: str = "by", tab: str = "a", count: int = 1) -> dict:
    """An answer that puts a card into a bin, with a key of its own."""
    return {
        "kind": "placed", "key": key(), "topic": TOPIC, "card": card, "bin": bin,
        "tab": tab, "count": count,
    }  # fmt: skip


def gave(name: str) -> dict:
    """An answer that gives a card, with a key of its own."""
    return {"kind": "gave", "key": key(), "topic": TOPIC, "name": name}


def refusal(ask: Callable[[], object]) -> tuple[int, str]:
    """The status and the sentence with which somebody is refused."""
    try:
        ask()
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)["error"]
    raise AssertionError("This was not refused.")


def until(holds: Callable[[], object], within: float = PATIENCE) -> float:
    """Wait until this holds, and say how many seconds that took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + within
        time.sleep(0.01)
    return time.monotonic() - began


class Listening:
    """A stream of a room, read by a thread until it is cut or ends.

    ``told`` is what everyone may see as the stream told it last: all of it first, then
    what is new.
    """

    def __init__(self, base: str, path: str, cookies: str = "") -> None:
        where = urlsplit(base)
        self.told: dict[str, Any] = {}
        self._socket = socket.create_connection((where.hostname, where.port), PATIENCE)
        self._socket.settimeout(None)
        self._socket.sendall(
            f"GET {path}stream HTTP/1.1\r\nHost: {where.netloc}\r\n"
            f"Connection: close\r\nCookie: {cookies}\r\n\r\n".encode()
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    @property
    def number(self) -> int:
        """The number of the last event that it told of."""
        return self.told.get("number", 0)

    @property
    def is_over(self) -> bool:
        """Whether nothing comes any more."""
        return not self._thread.is_alive()

    def hears(self, number: int, within: float = PATIENCE) -> float:
        """Wait until it has told of an event, and say how many seconds that took."""
        return until(lambda: self.number >= number, within)

    def cut(self) -> None:
        """Be gone without a word, as a phone that leaves the network."""
        self._socket.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(PATIENCE)

    def _read(self) -> None:
        try:
            with self._socket.makefile("rb") as lines:
                for line in lines:
                    if line.startswith(b"data: "):
                        new = json.loads(line.removeprefix(b"data: "))
                        self.told = {**self.told, **new}
        except OSError:
            return


@contextmanager
def listening(phone: Phone | LiveRoom, base: str = "") -> Iterator[Listening]:
    """A stream, until the block ends."""
    cookies = phone.cookies if isinstance(phone, Phone) else ""
    stream = Listening(base or phone.base, phone.path, cookies)
    try:
        yield stream
    finally:
        if not stream.is_over:
            stream.cut()


@dataclass
class Burst:
    """Many phones that answer as fast as they can, each one answer after the other.

    ``kept`` are the numbers of what was acknowledged, by key; a phone stops at the
    first answer of which it does not hear that it was kept.
    """

    phones: Sequence[Phone]
    answers: Sequence[Sequence[dict[str, Any]]]
    kept: dict[str, int] = field(default_factory=dict)
    said: list[tuple[int, str]] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)

    @classmethod
    def begun(cls, phones: Sequence[Phone], cards: Sequence[str], each: int) -> "Burst":
        """Let them begin, with so many answers each."""
        answers = [
            [placed(cards[n % len(cards)], count=n) for n in range(1, each + 1)]
            for _ in phones
        ]
        burst = cls(phones, answers)
        burst.threads = [
            threading.Thread(target=burst._answer, args=pair, daemon=True)
            for pair in zip(phones, answers, strict=True)
        ]
        for thread in burst.threads:
            thread.start()
        return burst

    @property
    def sent(self) -> dict[str, dict[str, Any]]:
        """All answers that there were to give, by key."""
        return {said["key"]: said for some in self.answers for said in some}

    def end(self) -> None:
        """Wait until every phone is through, or has stopped."""
        for thread in self.threads:
            thread.join(PATIENCE * 2)
            assert not thread.is_alive()

    def again(self, base: str) -> dict[str, int]:
        """Send all of it once more, as a phone that heard of nothing; the numbers."""
        for phone in self.phones:
            phone.base = base
        return {
            said["key"]: phone.answer(said)
            for phone, some in zip(self.phones, self.answers, strict=True)
            for said in some
        }

    def _answer(self, phone: Phone, some: Iterable[dict[str, Any]]) -> None:
        for said in some:
            try:
                self.kept[said["key"]] = phone.answer(said)
            except urllib.error.HTTPError as refused:
                self.said.append((refused.code, json.load(refused)["error"]))
                return
            except (OSError, ValueError):
                return
