"""The facilitator's addresses: the way in, the keys, and what only a key can do."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from xml.etree import ElementTree

import pytest
import tornado.httpserver
import tornado.web
from tornado.netutil import bind_sockets

from relkit.live.app import routes
from relkit.live.hall import Hall
from relkit.store import Store

BASE = "/below/"
AT = ["http://192.168.1.20:8888", "http://10.0.0.7:8888"]


@dataclass
class Answered:
    """What the server said."""

    code: int
    headers: Message
    body: bytes


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The rooms, served from a thread: a browser's tests may hold this one's loop."""
    folder: Path = tmp_path_factory.mktemp("rooms")
    [socket] = bind_sockets(0, "127.0.0.1")
    loop = asyncio.new_event_loop()

    async def serve() -> Hall:
        hall = Hall(Store(f"sqlite:///{folder / 'rooms.db'}"))
        app = tornado.web.Application(
            routes(hall, BASE),
            base_url=BASE,
            may_host=lambda _: False,
            reached_at=lambda: AT,
        )
        tornado.httpserver.HTTPServer(app).add_socket(socket)
        return hall

    async def close(hall: Hall) -> None:
        hall.close()

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    hall = asyncio.run_coroutine_threadsafe(serve(), loop).result(20)
    yield socket.getsockname()[1]
    asyncio.run_coroutine_threadsafe(close(hall), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)


class TestFacilitating:
    @pytest.fixture(autouse=True)
    def _served(self, port: int):
        self.port = port

    def asks(self, path: str, said: dict | None = None, **headers: str) -> Answered:
        with_server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        body = None if said is None else json.dumps(said)
        with_server.request("POST" if body else "GET", path, body, headers)
        got = with_server.getresponse()
        answered = Answered(got.status, got.headers, got.read())
        with_server.close()
        return answered

    def says(self, path: str, said: dict, cookie: str = "") -> Answered:
        kind = {"Content-Type": "application/json", "Cookie": cookie}
        return self.asks(path, said, **kind)

    def hosted(self) -> dict:
        said = {"case": "housing_repairs", "topics": ["four_worlds"]}
        return json.loads(self.says(f"{BASE}room/hosting", said).body)

    def test_the_addresses_that_phones_can_type_are_told(self):
        told = json.loads(self.asks(f"{BASE}room/reach").body)
        assert told == {"addresses": AT, "rooms": f"{BASE}room/"}

    def test_where_the_page_was_opened_comes_first_but_not_this_machine_itself(self):
        told = self.asks(f"{BASE}room/reach", Host="hall.test:8888")
        first, *rest = json.loads(told.body)["addresses"]
        assert (first, rest) == ("http://hall.test:8888", AT)

    def test_a_qr_code_is_a_picture_without_script_or_style(self):
        room = self.hosted()["room"]
        drawn = self.asks(f"{room}qr.svg?at={AT[1]}")
        assert drawn.headers["Content-Type"] == "image/svg+xml"
        tags = {
            each.tag.rpartition("}")[2]
            for each in ElementTree.fromstring(drawn.body).iter()
        }
        assert tags <= {"svg", "g", "path"}
        assert drawn.body != self.asks(f"{room}qr.svg?at={AT[0]}").body

    def test_a_qr_code_leads_nowhere_but_to_this_machine(self):
        room = self.hosted()["room"]
        for at in (
            "http://elsewhere.test",
            "javascript:alert(1)",
            "http://192.168.1.20",
        ):
            assert self.asks(f"{room}qr.svg?at={at}").code == 404

    def test_a_qr_code_is_drawn_for_https_in_front_of_the_server(self):
        room = self.hosted()["room"]
        drawn = self.asks(f"{room}qr.svg?at=https://rooms.test", Host="rooms.test")
        assert drawn.code == 200

    def test_a_key_becomes_a_cookie_and_leaves_the_address(self):
        hosted = self.hosted()
        came = self.asks(hosted["facilitate"])
        assert came.code == 303
        assert came.headers["Location"] == "facilitate/"
        cookie = came.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        said = {"act": "open", "topic": "four_worlds"}
        act = f"{hosted['room']}facilitate/act"
        assert self.says(act, said).code == 403
        assert self.says(act, said, cookie.partition(";")[0]).code == 200

    def test_the_key_of_the_wall_does_not_facilitate(self):
        hosted = self.hosted()
        key = hosted["wall"].partition("key=")[2]
        assert self.asks(f"{hosted['room']}facilitate?key={key}").code == 403
