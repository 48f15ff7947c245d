"""Who listens to a room, and what each of them has heard already.

What may be seen is written once for all who heard the same before. Whoever is slow is
sent the newest state next, never those in between: nobody holds up another, and
nothing piles up.
"""

import json
import socket
from collections.abc import Mapping

from tornado.iostream import IOStream

from relkit.models.room_seen import Seen

MOST_UNREAD = 32_768
"""Bytes that the system takes for a phone that does not read; Linux doubles it."""
STILL_HERE = b":\n\n"
"""A remark that says nothing: it shows proxies, and us, whether somebody is there."""


class News:
    r"""What everyone may see of a room, each part with the event that last changed it.

    Examples
    --------
    >>> news = News()
    >>> news.tell({"number": 2, "title": "Elm", "come": {"place": 0}})
    >>> news.tell({"number": 3, "title": "Elm", "come": {"place": 1}})
    >>> news.since(2)
    b'data: {"number":3,"come":{"place":1}}\n\n'
    >>> news.whole
    '{"number":3,"title":"Elm","come":{"place":1}}'
    """

    def __init__(self) -> None:
        self.number = 0
        self._parts: dict[str, tuple[int, str]] = {}
        self._messages: dict[int, bytes] = {}

    def tell(self, seen: Seen) -> None:
        """Take what may be seen now."""
        self.number = seen["number"]
        self._messages.clear()
        for name, part in seen.items():
            text = f'"{name}":{_written(part)}'
            if name not in self._parts or self._parts[name][1] != text:
                self._parts[name] = self.number, text

    @property
    def whole(self) -> str:
        """All of it, as JSON."""
        return self._after(0)

    def since(self, number: int) -> bytes:
        """An event of a stream: the parts that an event after this number changed."""
        if number not in self._messages:
            self._messages[number] = f"data: {self._after(number)}\n\n".encode()
        return self._messages[number]

    def _after(self, number: int) -> str:
        new = [text for changed, text in self._parts.values() if changed > number]
        return f"{{{','.join(new)}}}"


class Listener:
    """One connection that hears a room.

    Parameters
    ----------
    stream
        The connection, taken over from the web server.
    headers
        What its answer begins with. It ends when the connection does, so it needs no
        length, and is not compressed: that would cost 0.25 MB a phone.
    """

    def __init__(self, stream: IOStream, headers: Mapping[str, str]) -> None:
        self._stream = stream
        self._heard = 0
        stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_UNREAD)
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        stream.write(f"HTTP/1.1 200 OK\r\n{''.join(lines)}\r\n".encode())

    def hear(self, news: News) -> None:
        """Send what is new; while the last state is on its way, it waits."""
        if self._stream.closed() or self._stream.writing():
            return
        if self._heard < news.number:
            sent = self._stream.write(news.since(self._heard))
            self._heard = news.number
            if self._stream.writing():
                sent.add_done_callback(lambda _: self.hear(news))

    def remark(self) -> None:
        """Show that the room is still here, where nothing was said for a while."""
        if not self._stream.closed() and not self._stream.writing():
            self._stream.write(STILL_HERE)

    def end(self) -> None:
        """Hang up."""
        self._stream.close()


def _written(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))
