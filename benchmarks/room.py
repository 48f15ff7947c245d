"""A room full of phones: how long answers take while dashboards are opened.

One process is `relkit serve`, one is all the phones, and this one opens the dashboards.
Then the same phones ask a bare server: what it takes is the disk's and the sockets'.
``python -m benchmarks.room`` measures this alone.
"""

import http.cookiejar
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import psutil

from benchmarks import memory, phones, servers
from benchmarks.carried import Carried, Size
from benchmarks.phones import Heard, Plan
from relkit.models.room_events import Event, Kind
from relkit.store import Store

CASE, TOPIC = "housing_repairs", "four_worlds"
PAGES = (
    "00_start_here",
    "01_four_worlds",
    "02_swimlanes",
    "03_thriving_together",
    "04_governance_mapping",
)
LONGEST_SECONDS = 240


def measured(folder: Path, size: Size) -> Carried:
    """Fill a room, and then the bare server.

    Parameters
    ----------
    folder
        A folder of the benchmark's own, on the disk that is measured.
    size
        How much.
    """
    with servers.dashboards(folder) as server:
        room = _Hosted(server)
        plan = room.plan(size)
        with _phones(plan) as crowd:
            room.act("reveal")
            with _sampled(server.process) as peak, _visitors(server, size) as pages:
                heard = crowd()
        lost, doubled = missing(heard, _kept(folder, room.code))
    return Carried(
        size=size,
        room=heard,
        bare=_bare(folder, plan, heard.message_bytes),
        lost=lost,
        doubled=doubled,
        peak_bytes=max(peak),
        page_seconds=tuple(pages),
    )


class _Hosted:
    """A room on a server, and its facilitator."""

    def __init__(self, server: servers.Server) -> None:
        self._base = server.base
        self._port = int(server.base.rpartition(":")[2])
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )
        hosted = self._asked("/room/hosting", case=CASE, topics=[TOPIC])
        self.code, self._room = hosted["code"], hosted["room"]
        self._opener.open(self._base + hosted["facilitate"], timeout=30).close()
        self.act("open")

    def act(self, act: str) -> None:
        """Do what a facilitator does."""
        self._asked(f"{self._room}facilitate/act", act=act, topic=TOPIC)

    def plan(self, size: Size) -> Plan:
        """What the phones do here."""
        [activity] = self._asked(f"{self._room}about")["activities"]
        return Plan(
            port=self._port,
            room=self._room,
            topic=TOPIC,
            cards=tuple(activity["cards"]),
            bins=tuple(each["value"] for each in activity["bins"]),
            phones=size.phones,
            per_second=size.per_second,
            seconds=size.seconds,
        )

    def _asked(self, path: str, **said: Any) -> Any:
        asked = urllib.request.Request(
            self._base + path,
            data=json.dumps(said).encode() if said else None,
            headers={"Content-Type": "application/json"},
        )
        with self._opener.open(asked, timeout=30) as answer:
            return json.load(answer)


@contextmanager
def _phones(plan: Plan) -> Iterator[Any]:
    """All phones in a process of their own; once all listen, what lets them answer."""
    started = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.phones", json.dumps(asdict(plan))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    latest = threading.Timer(LONGEST_SECONDS + plan.seconds, started.kill)
    latest.start()
    assert started.stdout is not None

    def answer() -> Heard:
        said, _ = started.communicate("go\n")
        if started.returncode:
            raise RuntimeError("The phones ended before they had told what they heard.")
        return phones.read(said)

    try:
        if started.stdout.readline() != "ready\n":
            raise RuntimeError("The phones did not come into the room.")
        yield answer
    finally:
        latest.cancel()
        started.kill()
        started.wait()


@contextmanager
def _sampled(process: psutil.Process) -> Iterator[list[int]]:
    """Memory of a process, without its kernels, twice a second."""
    found, ended = [memory.in_proportion(process)], threading.Event()

    def sample() -> None:
        while not ended.wait(0.5):
            found.append(memory.in_proportion(process))

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


@contextmanager
def _visitors(server: servers.Server, size: Size) -> Iterator[list[float]]:
    """Dashboards opened one after another, spread over the time; seconds of each."""
    seconds: list[float] = []

    def visit(number: int) -> None:
        time.sleep(number * size.seconds / size.visitors)
        page = PAGES[number % len(PAGES)]
        _, took = server.html(f"/voila/render/notebooks/{page}.ipynb")
        seconds.append(took)

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(size.visitors)]
    for thread in threads:
        thread.start()
    try:
        yield seconds
    finally:
        for thread in threads:
            thread.join()
    if len(seconds) < size.visitors:
        raise RuntimeError("A dashboard was not shown.")


def _kept(folder: Path, code: str) -> list[Event]:
    with Store(f"sqlite:///{servers.rooms_in(folder)}") as store:
        room = store.room(code)
        return store.read(room.id) if room else []


def missing(heard: Heard, events: Sequence[Event]) -> tuple[int, int]:
    """How many acknowledged answers are not among these events, how many are twice.

    Parameters
    ----------
    heard
        What the phones were told.
    events
        What is in the store.
    """
    kept: dict[tuple[str, int], list[int]] = {}
    for event in events:
        if event.kind is Kind.PLACED:
            touch = event.payload["tab"], event.payload["count"]
            kept.setdefault(touch, []).append(event.number)
    lost = sum(number not in kept.get((tab, n), []) for number, tab, n in heard.answers)
    return lost, sum(len(numbers) - 1 for numbers in kept.values())


def _bare(folder: Path, plan: Plan, size: int) -> Heard:
    """The same phones, with nothing between them and disk and sockets."""
    words = ["-m", "benchmarks.bare", str(folder / "answers.txt"), str(size)]
    started = subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert started.stdout is not None
    try:
        port = int(started.stdout.readline())
        with _phones(replace(plan, port=port)) as crowd:
            return crowd()
    finally:
        started.kill()
        started.wait()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="relkit-bench-") as own:
        carried = measured(Path(own), Size())
    print(carried.table, *carried.verdicts, sep="\n")
