"""The limit that a room is compared with: a disk and sockets, and nothing in between.

``python -m benchmarks.bare FILE BYTES`` says on which port it is, and stands in for a
room until it is ended: it lets in whoever asks, writes each answer into a file before
it acknowledges it, as many as wait with one write to the disk, and tells every listener
the last number in so many bytes, as often as a room does. It knows no web framework,
no database, no rooms.
"""

import asyncio
import os
import queue
import re
import sys
import threading
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
MERGED_SECONDS = 0.25
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LISTENS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


class Disk:
    """Answers in a file, on a thread of its own."""

    def __init__(self, file: Path) -> None:
        self.number = 0
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._waiting: queue.SimpleQueue[tuple[Any, bytes]] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._work, daemon=True).start()

    def keep(self, asked: "Asked", answer: bytes) -> None:
        """Write an answer, then acknowledge it."""
        self._waiting.put((asked, answer))

    def _work(self) -> None:
        while True:
            group = [self._waiting.get()]
            while not self._waiting.empty():
                group.append(self._waiting.get())
            os.write(self._file, b"\n".join(answer for _, answer in group) + b"\n")
            os.fsync(self._file)
            self._loop.call_soon_threadsafe(self._acknowledge, [x for x, _ in group])

    def _acknowledge(self, group: list["Asked"]) -> None:
        for asked in group:
            self.number += 1
            asked.tell(self.number)


class Asked(asyncio.Protocol):
    """A connection of a phone."""

    def __init__(self, disk: Disk, listeners: set[Any]) -> None:
        self._disk, self._listeners, self._got = disk, listeners, b""

    def connection_made(self, transport: Any) -> None:
        """Keep what is written to."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take in what is asked, once it is whole."""
        self._got += data
        while b"\r\n\r\n" in self._got:
            head, _, rest = self._got.partition(b"\r\n\r\n")
            found = _LENGTH.search(head)
            length = int(found[1]) if found else 0
            if len(rest) < length:
                return
            body, self._got = rest[:length], rest[length:]
            self._answer(head, body)

    def connection_lost(self, _: Exception | None) -> None:
        """Tell them no more."""
        self._listeners.discard(self._transport)

    def tell(self, number: int) -> None:
        """Acknowledge an answer."""
        body = b'{"number": %d}' % number
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        self._transport.write(head + body)

    def _answer(self, head: bytes, body: bytes) -> None:
        if head.startswith(b"GET"):
            self._transport.write(_LISTENS + _state(self._disk.number, 0))
            self._listeners.add(self._transport)
        else:
            self._disk.keep(self, body)


def _state(number: int, size: int) -> bytes:
    said = b'data: {"number":%d,"is":"' % number
    return said + b"." * (size - len(said) - 4) + b'"}\n\n'


async def _serve(file: Path, size: int) -> None:
    disk, listeners = Disk(file), set[Any]()
    loop, told = asyncio.get_running_loop(), 0
    server = await loop.create_server(
        lambda: Asked(disk, listeners), HOST, 0, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    while True:
        began = loop.time()
        if disk.number > told:
            told, state = disk.number, _state(disk.number, size)
            for listener in list(listeners):
                listener.write(state)
        await asyncio.sleep(began + MERGED_SECONDS - loop.time())


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
