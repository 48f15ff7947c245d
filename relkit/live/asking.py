"""What all of a room's addresses keep to: headers, keys, and how a refusal is told."""

import asyncio
import json
import re
import traceback
from typing import Any

import tornado.log
import tornado.web

from relkit.live.answers import Refused, said_in
from relkit.live.hall import Hall, LiveRoom, off_loop
from relkit.store import NoRoom, StoreError

LARGEST_BODY = 32_000
CODE = r"([A-Za-z0-9]{6})"
COOKIES = {
    "phone": "relkit-phone-{}",
    "facilitate": "relkit-facilitate-{}",
    "wall": "relkit-wall-{}",
}
"""The only cookies of a room: each opens this one room, and no script can read it."""
COOKIE_DAYS = 120
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Nothing from elsewhere, nothing kept on the way, no address told on."""
SLOWED_SECONDS = 1.0
"""How long whoever guesses waits for an answer; a right guess never waits."""


@tornado.web.stream_request_body
class Asked(tornado.web.RequestHandler):
    """One question to the rooms of a hall."""

    def initialize(self, hall: Hall) -> None:
        """Take the hall that this address belongs to."""
        self.hall = hall
        self._body, self._length, self._unread = bytearray(), 0, False

    def set_default_headers(self) -> None:
        """The headers of all addresses."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse what another page sent in somebody's name, and what is too long.

        Raises
        ------
        Refused
            With a sentence that says which.
        """
        self._unread = True  # an answer from here on would come before the body
        if self.request.method not in ("GET", "HEAD"):
            origin = self.request.headers.get("Origin")
            if origin and origin.partition("://")[2] != self.request.host:
                raise Refused(403, "Another page sent this, so nothing was kept.")
        length = self.request.headers.get("Content-Length", "")
        if length.isascii() and length.isdigit() and int(length) > LARGEST_BODY:
            raise _too_long()
        self._unread = False

    def data_received(self, chunk: bytes) -> None:
        """Take in what is sent; what is too long is not held in memory."""
        self._length += len(chunk)
        if self._length <= LARGEST_BODY:
            self._body += chunk

    def said(self) -> dict[str, Any]:
        """The JSON object that was sent.

        Raises
        ------
        Refused
            If it is anything else, or too long.
        """
        if self._length > LARGEST_BODY:
            raise _too_long()
        kind = self.request.headers.get("Content-Type", "")
        if not re.match(r"application/json\b", kind):
            raise Refused(415, "A room takes JSON only, so nothing was kept.")
        return said_in(bytes(self._body))

    def tell(self, answer: Any) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(answer, ensure_ascii=False))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what went wrong in a sentence."""
        if self._unread:  # tornado hangs up then, and does not say so by itself
            self.set_header("Connection", "close")
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, Refused):
            self.set_status(error.status)
            self.tell({"error": str(error)})
        elif isinstance(error, NoRoom):
            self.set_status(404)
            self.tell({"error": str(error)})
        elif isinstance(error, StoreError):
            self.set_status(503)
            self.tell({"error": str(error)})
        else:
            sentence = "Something went wrong here. Nothing was kept; please try again."
            self.tell({"error": sentence})

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Log what is our own fault only: never who asked, nor what people sent."""
        if isinstance(error, Refused | NoRoom | tornado.web.HTTPError):
            return
        why = f": {error}" if isinstance(error, StoreError) else ""
        where = "".join(traceback.format_tb(trace))
        name = type(error).__name__
        tornado.log.app_log.error("A room failed with %s%s\n%s", name, why, where)

    async def live(self, code: str) -> LiveRoom:
        """The room with this code.

        Raises
        ------
        Refused
            If there is none, after a while: guessing is slowed.
        """
        found = await self.hall.room(code.upper())
        if found is None:
            raise await self.slowly(
                404,
                "There is no room with this code. Look at the six signs again, or ask "
                "whether the room has ended.",
            )
        return found

    async def slowly(self, status: int, sentence: str) -> Refused:
        """A refusal of what may have been guessed, after a while."""
        await self.slow_down()
        return Refused(status, sentence)

    async def slow_down(self) -> None:
        """Wait, as whoever may have guessed does.

        Whoever guesses takes turns with everybody else who does, and with nobody who
        need not: an address is not looked at, for a whole hall may share one.
        """
        async with self.hall.guesses:
            await asyncio.sleep(SLOWED_SECONDS)

    def key(self, which: str, code: str) -> str:
        """The key of this browser for a room, if it has one."""
        return self.get_cookie(COOKIES[which].format(code.upper())) or ""

    def keep_key(self, which: str, code: str, key: str) -> None:
        """Give this browser a key that no script can read."""
        self.set_cookie(
            COOKIES[which].format(code.upper()),
            key,
            path=f"{self.settings['base_url']}",
            # For how long, not until when: this machine's clock may be a year behind.
            max_age=COOKIE_DAYS * 24 * 60 * 60,
            httponly=True,
            samesite="Lax",
            secure=self.request.protocol == "https",
        )

    off_loop = staticmethod(off_loop)


def _too_long() -> Refused:
    return Refused(413, "This is too long, so nothing was kept.")
