"""Visitors without a browser: they ask for a page, stay as a page does, and leave.

A page of Voilà has been executed to the end when its last byte arrives; staying then
means a WebSocket to its kernel, over which the state of every widget is fetched. A page
of Panel is empty, so asking for it includes the WebSocket and the document that comes
over it; staying means that it stays open.
"""

import asyncio
import html
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httputil import HTTPHeaders, parse_cookie
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks import servers

ANSWER_SECONDS = 300.0
GOING_AWAY = 1001  # what browsers say when a page is closed
WIDGET = "application/vnd.jupyter.widget-view+json"
FAILED = ("error when executing cell", 'class="notice relkit-failed"')
_TOKEN = re.compile(r'"token":\s*"([^"]+)"')
_CONTROL = "jupyter.widget.control"


class NotWholeError(RuntimeError):
    """What came is not the page, or not all of it; the text says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page is, and what must be in it.

    ``widgets`` is how many it shows, of Panel how many pictures; ``text`` the last line
    that its notebook prints; ``by`` says whose page it is.
    """

    path: str
    widgets: int
    text: str = ""
    by: str = "voila"


@dataclass(slots=True)
class Visitor:
    """Somebody with a page of a server."""

    base: str
    page: Page
    kernel: str = ""
    wire: WebSocketClientConnection | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    _session: str = ""
    _latest: bytes = b""

    async def come(self) -> None:
        """Ask for the page, and refuse what is not whole.

        Raises
        ------
        NotWholeError
            If a part of it is missing, or says that it failed.
        """
        answer = await AsyncHTTPClient().fetch(
            self.base + self.page.path,
            request_timeout=ANSWER_SECONDS,
            connect_timeout=ANSWER_SECONDS,
            decompress_response=True,
            raise_error=False,
        )
        if answer.code != 200:
            raise NotWholeError(f"the server answered {answer.code}")
        for line in answer.headers.get_list("Set-Cookie"):
            self.cookies |= parse_cookie(line.partition(";")[0])
        text = answer.body.decode()
        if self.page.by == "panel":
            await self._pull(text)
            return
        refuse_parts(text, self.page)
        self.kernel = servers.KERNEL.search(text)[1]

    async def stay(self) -> None:
        """Open the WebSocket of a page, and fetch what its widgets hold."""
        if self.wire is not None:
            return
        self._session, comm = uuid.uuid4().hex, uuid.uuid4().hex
        at = f"/api/kernels/{self.kernel}/channels?session_id={self._session}"
        self.wire = await self._connected(at)
        opened = {"comm_id": comm, "target_name": _CONTROL, "data": {}}
        wanted = {"comm_id": comm, "data": {"method": "request_states"}}
        await self._say("kernel_info_request", {})
        await self._say("comm_open", opened, {"version": "1.0.0"})
        await self._say("comm_msg", wanted)
        if await self._heard("update_states", "comm_close") == "comm_close":
            await self._fetch_one_by_one()

    async def _fetch_one_by_one(self) -> None:
        """Ask each widget what it holds, where the kernel has no way to ask for all."""
        await self._say("comm_info_request", {"target_name": "jupyter.widget"})
        await self._heard("comm_info_reply")
        found = json.loads(self._latest)["content"]["comms"]
        for comm in found:
            data = {"method": "request_state"}
            await self._say("comm_msg", {"comm_id": comm, "data": data})
        for _ in found:
            await self._heard('"method": "update"')

    async def leave(self) -> None:
        """Close the page as a browser does: it says so, and asks for no answer.

        Voilà's front end sends the cookie that it finds; without one, it is refused.
        """
        if self.kernel:
            said = urlencode({"_xsrf": self.cookies.get("_xsrf", "")})
            await self._shut_down({"Cookie": self._cookie}, said)
        if self.wire is not None:
            self.wire.close(GOING_AWAY)

    async def end(self) -> None:
        """Leave, and end the kernel where the page's own way does not."""
        await self.leave()
        if self.kernel:
            same = {"Cookie": f"_xsrf={servers.SAME}", "X-XSRFToken": servers.SAME}
            await self._shut_down(same, "")

    async def _shut_down(self, headers: dict[str, str], said: str) -> None:
        try:
            await AsyncHTTPClient().fetch(
                f"{self.base}/voila/api/shutdown/{self.kernel}",
                method="POST",
                headers=headers,
                body=said,
                request_timeout=ANSWER_SECONDS,
            )
        except HTTPClientError:
            return  # refused, or ended already

    async def _pull(self, text: str) -> None:
        """Have Panel's session make its document, and take it."""
        found = _TOKEN.search(text)
        if found is None or not text.rstrip().endswith("</html>"):
            raise NotWholeError("the page of Panel has no session or no end")
        at = f"{self.page.path}/ws"
        self.wire = await self._connected(at, ["bokeh", found[1]])
        for _ in range(3):  # header, metadata and content of its greeting
            await self._heard()
        for part in ({"msgid": "1", "msgtype": "PULL-DOC-REQ"}, {}, {}):
            await self.wire.write_message(json.dumps(part))
        await self._heard("PULL-DOC-REPLY")
        for _ in range(2):  # metadata and content
            await self._heard()
        drawn = self._latest.count(b"vega.github.io/schema")
        if drawn < self.page.widgets:
            raise NotWholeError(f"{drawn} of {self.page.widgets} pictures are there")

    async def _connected(
        self, at: str, protocols: list[str] | None = None
    ) -> WebSocketClientConnection:
        asked = HTTPRequest(
            self.base.replace("http", "ws", 1) + at,
            headers=HTTPHeaders({"Cookie": self._cookie}),
            connect_timeout=ANSWER_SECONDS,
            request_timeout=ANSWER_SECONDS,
        )
        return await websocket_connect(
            asked, subprotocols=protocols, max_message_size=100_000_000
        )

    async def _heard(self, *signs: str) -> str:
        """Wait for a message that holds one of these; without any, for the next one."""
        async with asyncio.timeout(ANSWER_SECONDS):
            while (message := await self.wire.read_message()) is not None:
                said = message.encode() if isinstance(message, str) else message
                self._latest = said
                for sign in signs or ("",):
                    if sign.encode() in said:
                        return sign
        raise NotWholeError("the server hung up")

    async def _say(
        self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None
    ) -> None:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "session": self._session,
            "username": "",
            "version": "5.3",
        }
        said = {
            "header": header,
            "parent_header": {},
            "metadata": metadata or {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        await self.wire.write_message(json.dumps(said))

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def refuse_parts(text: str, page: Page) -> None:
    """Refuse a page of Voilà that is not whole: figures of half a page flatter it.

    Parameters
    ----------
    text
        Its HTML.
    page
        What must be in it.

    Raises
    ------
    NotWholeError
        If the end, an output or the kernel is missing, or a part says that it failed.
    """
    if any(sign in text for sign in FAILED):
        raise NotWholeError("a part of the page says that it failed")
    if not text.rstrip().endswith("</html>"):
        raise NotWholeError("the page has no end")
    shown = text.count(f'"{WIDGET}"')
    if shown < page.widgets:
        raise NotWholeError(f"{shown} of {page.widgets} widgets are on the page")
    if page.text not in html.unescape(text):
        raise NotWholeError("what the notebook prints is not on the page")
    if not servers.KERNEL.search(text):
        raise NotWholeError("the page names no kernel")
