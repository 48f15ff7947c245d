"""The two connections of a phone, as lean as they can be: one asks, one listens."""

import asyncio
import re
import time
from array import array
from collections import deque
from typing import Any

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_NUMBER = re.compile(rb'data: \{"number": ?(\d+)')


class Asking(asyncio.Protocol):
    """A connection on which somebody asks, and is answered in order."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[tuple[bytes, bytes]]] = deque()
        self._got = b""

    def connection_made(self, transport: Any) -> None:
        """Keep what is written to."""
        self._transport = transport

    def ask(self, request: bytes) -> asyncio.Future[tuple[bytes, bytes]]:
        """Head and body of the answer to come."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._transport.write(request)
        return answer

    def data_received(self, data: bytes) -> None:
        """Take an answer once it is whole."""
        self._got += data
        while True:
            head, ended, rest = self._got.partition(b"\r\n\r\n")
            found = _LENGTH.search(head)
            if not ended or not found or len(rest) < int(found[1]):
                return
            body, self._got = rest[: int(found[1])], rest[int(found[1]) :]
            self._waiting.popleft().set_result((head, body))

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever still waits."""
        for answer in self._waiting:
            answer.set_exception(error or ConnectionError("The server hung up."))


class Listening(asyncio.Protocol):
    """A phone or a wall that hears the room's stream; when it heard which number."""

    def __init__(self) -> None:
        self._got = bytearray()
        self.times, self.numbers = array("d"), array("q")
        self.bytes = 0
        self.lost = False

    def data_received(self, data: bytes) -> None:
        """Note the newest state that is whole."""
        self._got += data
        self.bytes += len(data)
        end = self._got.rfind(b"\n\n")
        if end < 0:
            return
        found = _NUMBER.findall(self._got, 0, end)
        del self._got[: end + 2]
        if found:
            self.times.append(time.perf_counter())
            self.numbers.append(int(found[-1]))

    def connection_lost(self, _: Exception | None) -> None:
        """A phone that is hung up on hears nothing more."""
        self.lost = True
