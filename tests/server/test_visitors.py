"""Places for open pages: never more than there are, and whose turn it is."""

import asyncio
import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from unittest.mock import Mock
from urllib.parse import urlsplit

import psutil
import pytest
import tornado.httpclient
import tornado.web
import tornado.websocket
import zmq
from apart import run_apart
from patience import soon
from serving import Served, kernels_of, serving

from relkit.kernels import forked
from relkit.server import capacity, visitors
from relkit.server.kernels import Kernels
from relkit.server.page_kernels import AWAY_SECONDS, SHORT_SECONDS, PageKernels
from relkit.server.settings import log_failures
from relkit.server.visitors import House

START = "/voila/render/notebooks/00_start_here.ipynb"
WORLDS = "/voila/render/notebooks/01_four_worlds.ipynb"
FAILS = "/voila/render/notebooks/90_fails.ipynb"
ADA, GRACE, MARY = "Ada", "Grace", "Mary"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def waits(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(clock: Clock) -> House:
    """A house with two places."""
    return House(2, clock)


class TestHouse:
    def test_has_a_place_for_at_least_one(self):
        with pytest.raises(ValueError, match="at least one"):
            House(0)

    def test_lets_in_no_more_than_it_has_places(self, house: House):
        assert house.enter(ADA)
        assert house.enter(ADA), "a second tab is a second place"
        assert house.enter(GRACE) is None
        assert house.enter(ADA) is None

    def test_serves_first_who_came_first(self, house: House, clock: Clock):
        places = [house.enter(ADA), house.enter(ADA)]
        assert [house.before(ticket) for ticket in ("one", "two", "three")] == [0, 1, 2]
        house.leave(places[0])
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert not house.may_enter(MARY), "who comes later goes to the end"
        assert not house.may_enter(MARY, "two")
        assert house.enter(GRACE, "one")
        assert house.enter(MARY, "two") is None
        assert house.before("two") == 0
        assert house.before("three") == 1

    def test_keeps_a_free_place_for_each_who_waits(self, house: House, clock: Clock):
        places = [house.enter(ADA), house.enter(ADA)]
        house.before("one")
        house.before("two")
        for place in places:
            house.leave(place)
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert not house.may_enter(MARY)
        assert house.enter(GRACE, "two")
        assert house.enter(GRACE, "one")

    def test_does_not_wait_for_those_who_gave_up(self, house: House, clock: Clock):
        places = [house.enter(ADA), house.enter(ADA)]
        house.before("gave up")
        clock.waits(visitors.AWAKE_SECONDS - 1)
        assert house.before("two") == 1
        clock.waits(2)
        assert house.before("two") == 0
        house.leave(places[0])
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert house.enter(MARY, "two")

    def test_keeps_the_turn_of_a_phone_that_was_put_down(
        self, house: House, clock: Clock
    ):
        house.enter(ADA)
        house.enter(ADA)
        house.before("asleep")
        clock.waits(visitors.AWAKE_SECONDS + 1)
        assert house.before("awake") == 0
        assert house.before("asleep") == 0
        assert house.before("awake") == 1
        clock.waits(visitors.TURN_KEPT_SECONDS + 1)
        assert house.before("awake") == 0
        assert house.before("asleep") == 1, "forgotten, and so it came anew"

    def test_keeps_a_place_for_who_goes_on_to_the_next_page(
        self, house: House, clock: Clock
    ):
        place, _ = house.enter(ADA), house.enter(GRACE)
        house.before("one")
        house.leave(place)
        assert not house.may_enter(MARY, "one")
        assert house.enter(ADA)
        assert house.enter(ADA) is None, "one place was kept, not two"
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert not house.may_enter(MARY, "one")

    def test_gives_that_place_to_the_next_after_a_moment(
        self, house: House, clock: Clock
    ):
        place, _ = house.enter(ADA), house.enter(GRACE)
        house.before("one")
        house.leave(place)
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert not house.may_enter(ADA)
        assert house.enter(MARY, "one")

    def test_takes_back_a_place_once(self, house: House, clock: Clock):
        place, _ = house.enter(ADA), house.enter(GRACE)
        house.leave(place)
        house.leave(place)
        clock.waits(visitors.ON_THE_WAY_SECONDS)
        assert house.enter(MARY)
        assert house.enter(MARY) is None

    def test_is_wanted_while_somebody_asks(self, house: House, clock: Clock):
        assert not house.wanted
        house.before("one")
        assert house.wanted
        clock.waits(visitors.AWAKE_SECONDS + 1)
        assert not house.wanted


def test_tickets_cannot_be_guessed():
    tickets = {visitors.new_ticket() for _ in range(100)}
    assert len(tickets) == 100
    assert all(visitors.TICKET.fullmatch(ticket) for ticket in tickets)


class TestCapacity:
    def test_is_more_for_kernels_that_are_forked(self):
        spawned = capacity.places(Kernels.SPAWN)
        assert capacity.A_FEW <= spawned <= capacity.places(Kernels.FORK)

    def test_is_at_most_what_the_memory_carries(self):
        places = capacity.places(Kernels.SPAWN)
        if places > capacity.A_FEW:
            needs = places * capacity.MEMORY_OF_ONE[Kernels.SPAWN]
            assert needs < psutil.virtual_memory().total

    def test_goes_by_the_limit_of_a_container(self, tmp_path: Path, monkeypatch):
        (tmp_path / "memory.max").write_text(f"{2**30}\n")
        (tmp_path / "memory.current").write_text(f"{2**29}\n")
        (tmp_path / "memory.stat").write_text(f"anon 5\ninactive_file {2**20}\n")
        assert capacity.left_in_container(tmp_path) == 2**29 + 2**20
        monkeypatch.setattr(capacity, "CGROUPS", tmp_path)
        assert capacity.places(Kernels.FORK) == 8

    def test_goes_by_the_older_form_of_that_limit(self, tmp_path: Path):
        folder = tmp_path / "memory"
        folder.mkdir()
        (folder / "memory.limit_in_bytes").write_text(f"{2**30}\n")
        (folder / "memory.usage_in_bytes").write_text(f"{2**28}\n")
        (folder / "memory.stat").write_text("total_inactive_file 0\n")
        assert capacity.left_in_container(tmp_path) == 3 * 2**28

    def test_has_no_such_limit_elsewhere(self, tmp_path: Path):
        assert capacity.left_in_container(tmp_path) is None
        (tmp_path / "memory.max").write_text("max\n")
        (tmp_path / "memory.current").write_text("5\n")
        (tmp_path / "memory.stat").write_text("inactive_file 0\n")
        assert capacity.left_in_container(tmp_path) is None


class Visitor:
    """A browser, as far as its cookies go."""

    def __init__(self, served: Served) -> None:
        self.where = urlsplit(served.base)
        self.cookies: dict[str, str] = {}
        self.status = 0
        self.headers: http.client.HTTPMessage
        self.html = ""

    def asks(self, path: str, method: str = "GET") -> "Visitor":
        connection = http.client.HTTPConnection(
            self.where.hostname, self.where.port, timeout=60
        )
        cookies = "; ".join(f"{name}={it}" for name, it in self.cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        if method == "POST":
            headers["X-XSRFToken"] = self.cookies["_xsrf"]
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        self.status, self.headers = answer.status, answer.headers
        self.html = answer.read().decode()
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: it.value for name, it in SimpleCookie(line).items()}
        return self

    @property
    def kernel(self) -> str:
        found = re.search(r'"kernelId":\s*"([^"]+)"', self.html)
        return found[1] if found else ""

    @property
    def way_on(self) -> str:
        return re.search(r'data-again="([^"]+)"', self.html)[1].replace("&amp;", "&")

    @property
    def turn(self) -> dict:
        question = re.search(r'data-ask="([^"]+)"', self.html)[1]
        return json.loads(Visitor.asks(self._again(), question).html)

    def _again(self) -> "Visitor":
        again = Visitor.__new__(Visitor)
        again.__dict__ |= self.__dict__
        return again

    def may_leave(self) -> None:
        kernel = self.kernel
        assert self._again().asks(f"/relkit/leaving/{kernel}", "POST").status == 204

    def leaves(self) -> None:
        self.asks(f"/voila/api/shutdown/{self.kernel}", "POST")
        assert self.status == 204


class TestOutOfTouch:
    """With a clock of its own, so that nobody waits a quarter of an hour."""

    @pytest.fixture
    def kernels(self, house: House, clock: Clock) -> PageKernels:
        return PageKernels(house=house, now=clock)

    async def one(self, kernels: PageKernels) -> str:
        place = kernels.house.enter(ADA)
        with kernels.arriving(place):
            return await kernels.start_kernel()

    def run(self, kernels: PageKernels, check: Callable) -> None:
        async def checked() -> None:
            try:
                await check(await self.one(kernels))
            finally:
                await kernels.shutdown_all(now=True)

        run_apart(checked())

    def test_a_page_that_never_connects_ends_after_a_minute(self, kernels, clock):
        async def check(kernel: str) -> None:
            clock.waits(SHORT_SECONDS - 1)
            await kernels.end_those_left()
            assert kernel in kernels
            clock.waits(1)
            await kernels.end_those_left()
            assert kernel not in kernels
            assert not kernels.house.is_inside(ADA)

        self.run(kernels, check)

    def test_a_phone_that_was_put_down_keeps_its_page_while_there_is_room(
        self, kernels, clock
    ):
        async def check(kernel: str) -> None:
            kernels.notify_connect(kernel)
            clock.waits(10 * AWAY_SECONDS)
            await kernels.end_those_left()
            kernels.notify_disconnect(kernel)
            clock.waits(AWAY_SECONDS - 1)
            await kernels.end_those_left()
            kernels.notify_connect(kernel)
            clock.waits(AWAY_SECONDS)
            await kernels.end_those_left()
            assert kernel in kernels
            kernels.notify_disconnect(kernel)
            clock.waits(AWAY_SECONDS)
            await kernels.end_those_left()
            assert kernel not in kernels

        self.run(kernels, check)

    def test_but_for_a_minute_only_when_somebody_waits(self, kernels, clock):
        async def check(kernel: str) -> None:
            kernels.notify_connect(kernel)
            kernels.notify_disconnect(kernel)
            clock.waits(SHORT_SECONDS - 1)
            kernels.house.before("one")
            await kernels.end_those_left()
            assert kernel in kernels
            clock.waits(1)
            await kernels.end_those_left()
            assert kernel not in kernels

        self.run(kernels, check)

    def test_a_second_connection_counts_too(self, kernels, clock):
        async def check(kernel: str) -> None:
            kernels.notify_connect(kernel)
            kernels.notify_connect(kernel)
            kernels.notify_disconnect(kernel)
            clock.waits(AWAY_SECONDS)
            await kernels.end_those_left()
            assert kernel in kernels

        self.run(kernels, check)

    def test_hundreds_of_pages_may_have_their_sockets(self, clock: Clock):
        kernels = PageKernels(house=House(500, clock))
        assert kernels.context.get(zmq.MAX_SOCKETS) >= 500 * 12

    def test_a_place_without_a_kernel_is_given_back(self, kernels, clock):
        place = kernels.house.enter(ADA)
        with pytest.raises(OSError, match="no kernel"), kernels.arriving(place):
            raise OSError("no kernel")
        assert not kernels.house.is_inside(ADA)


needs_fork = pytest.mark.skipif(
    not forked.possible(), reason="kernels are counted below the process they fork from"
)


@needs_fork
class TestFullHouse:
    @pytest.fixture
    def served(self, content: Path) -> Iterator[Served]:
        with serving("--max-visitors", "2", content=content) as server:
            yield server
            said = "\n".join(server.lines)
            assert "(503)" not in said, "to wait is no failure"
            assert "Uncaught" not in said

    def test_ten_at_once_start_no_more_kernels_than_there_are_places(
        self, served: Served
    ):
        ten = [Visitor(served) for _ in range(10)]
        threads = [threading.Thread(target=each.asks, args=[WORLDS]) for each in ten]
        most = 0
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            most = max(most, len(kernels_of(served)))
        assert sorted(each.status for each in ten) == [200] * 2 + [503] * 8
        assert most == len(kernels_of(served)) == 2

    def test_who_waits_is_told_so_and_comes_in_when_one_leaves(self, served: Served):
        first, _ = [Visitor(served).asks(START) for _ in range(2)]
        third, fourth = [Visitor(served).asks(START + "?case=x") for _ in "34"]
        assert third.status == 503
        assert third.headers["Retry-After"] == "10"
        assert "<h1>All places are taken</h1>" in third.html
        assert third.turn == {"open": False, "turn": "You are next."}
        assert fourth.turn == {"open": False, "turn": "1 person is before you."}
        assert third.way_on.startswith(START + "?case=x&ticket=")
        first.leaves()
        assert not fourth.turn["open"]
        assert soon(lambda: third.turn["open"])
        assert not fourth.turn["open"]
        assert fourth.asks(fourth.way_on).status == 503
        assert third.asks(third.way_on).status == 200
        assert third.kernel
        assert fourth.turn == {"open": False, "turn": "You are next."}
        assert len(kernels_of(served)) == 2

    def test_who_goes_on_to_the_next_page_comes_before_who_waits(self, served: Served):
        first, _ = [Visitor(served).asks(START) for _ in range(2)]
        third = Visitor(served).asks(START)
        leaving = threading.Thread(target=first._again().leaves)
        leaving.start()
        assert first.asks(WORLDS).status == 200
        leaving.join()
        assert third.asks(third.way_on).status == 503

    def test_who_follows_a_link_takes_the_place_along(self, served: Served):
        first, second = [Visitor(served).asks(START) for _ in range(2)]
        third = Visitor(served).asks(START)
        second.may_leave()  # to save a file: nobody else takes that place
        first.may_leave()
        left = first.kernel
        assert first.asks(WORLDS).status == 200
        assert first.kernel != left
        assert len(kernels_of(served)) == 2
        assert second._again().asks(f"/api/kernels/{second.kernel}").status == 200
        assert third.asks(third.way_on).status == 503

    def test_a_page_that_fails_still_has_one_place_and_gives_it_back(
        self, served: Served
    ):
        one = Visitor(served).asks(FAILS)
        assert len(kernels_of(served)) == 1
        one.leaves()
        assert soon(lambda: not kernels_of(served))
        one.asks(f"/voila/api/shutdown/{one.kernel}", "POST")
        assert [Visitor(served).asks(START).status for _ in "12"] == [200, 503]

    def test_a_kernel_that_dies_gives_its_place_back(self, served: Served):
        for _ in range(2):
            Visitor(served).asks(START)
        third = Visitor(served).asks(START)
        psutil.Process(served.process.pid).children()[0].children()[0].kill()
        assert soon(lambda: third.turn["open"])
        assert third.asks(third.way_on).status == 200
        assert len(kernels_of(served)) == 2

    def test_a_visitor_who_gave_up_while_the_page_came_leaves_no_kernel(
        self, served: Served
    ):
        where = urlsplit(served.base)
        connection = http.client.HTTPConnection(where.hostname, where.port)
        connection.request("GET", WORLDS)
        time.sleep(0.1)
        connection.close()
        assert soon(lambda: kernels_of(served))
        assert soon(lambda: not kernels_of(served))

    def test_a_ticket_that_is_none_is_answered_so(self, served: Served):
        for ticket in ("", "short", "x" * 23, "<script>" + "x" * 14):
            assert Visitor(served).asks(f"/relkit/turn?ticket={ticket}").status == 404


def connected(served: Served, kernel: str, *, for_seconds: float, code: int) -> None:
    """Hold the connection of a page to its kernel, then close it for this reason."""

    async def connect() -> None:
        way = f"ws{served.base[4:]}/api/kernels/{kernel}/channels?session_id=one"
        socket = await tornado.websocket.websocket_connect(way)
        await asyncio.sleep(for_seconds)
        socket.close(code)
        while await socket.read_message() is not None:
            pass

    run_apart(connect())


def test_sharing_says_how_many_can_come(content: Path):
    said = "Up to 7 pages can be open at once; who comes then waits."
    with serving("--share", "--max-visitors", "7", content=content) as served:
        assert soon(lambda: said in served.lines)


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_a_number_of_visitors_that_is_none_is_refused_in_a_sentence(number: str):
    ended = subprocess.run(
        [sys.executable, "-m", "relkit.cli", "serve", f"--max-visitors={number}"],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 2
    assert "a number from 1 upwards" in ended.stderr


@needs_fork
class TestConnections:
    IMPATIENT = (
        "from relkit.server import page_kernels as them\n"
        "them.SHORT_SECONDS, them.CLOSED_SECONDS, them.LOOK_EVERY = 3, 1, 200"
    )

    @pytest.fixture
    def served(self, content: Path) -> Iterator[Served]:
        with serving(content=content, first=self.IMPATIENT) as server:
            yield server

    def test_a_page_that_was_closed_without_a_word_frees_its_kernel(self, served):
        page = Visitor(served).asks(START)
        connected(served, page.kernel, for_seconds=5, code=1001)
        assert len(kernels_of(served)) == 1, "it was connected, however long"
        assert soon(lambda: not kernels_of(served))

    def test_a_page_that_lost_its_connection_keeps_it(self, served):
        page = Visitor(served).asks(START)
        connected(served, page.kernel, for_seconds=0.5, code=1000)
        time.sleep(5)
        assert len(kernels_of(served)) == 1
        page.leaves()
        assert soon(lambda: not kernels_of(served))

    def test_a_kernel_that_has_ended_is_no_failure(self, served: Served):
        page = Visitor(served).asks(START)
        kernel = page.kernel
        assert Visitor(served).asks(f"/api/kernels/{kernel}").status == 200
        page.leaves()
        assert page.asks(f"/api/kernels/{kernel}").status == 404
        with pytest.raises(tornado.httpclient.HTTPClientError, match="404"):
            connected(served, kernel, for_seconds=0, code=1000)
        assert served.lines[1:] == []


@needs_fork
def test_the_queue_goes_on_after_the_server_was_started_again(content: Path):
    with serving("--max-visitors", "1", content=content) as served:
        Visitor(served).asks(START)
        waits = Visitor(served).asks(START)
        way_on, port = waits.way_on, urlsplit(served.base).port
    with serving("--max-visitors", "1", content=content, port=port) as served:
        assert Visitor(served).asks(way_on).status == 200


def test_a_failure_with_the_same_number_as_waiting_is_written_down(caplog):
    asked = Mock(path="/room/full-disk")
    failed = Mock(spec=tornado.web.RequestHandler, request=asked)
    failed.get_status.return_value = 503
    log_failures(failed)
    assert "/room/full-disk failed (503)" in caplog.text
