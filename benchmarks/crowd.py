"""A crowd of visitors without browsers, as a process of its own.

``python -m benchmarks.crowd BASE PAGE``, with the page as JSON. Each line that it is
told is an act and, for some, a number; it answers each with a line of JSON:

- ``come 30``: that many ask for the page at the same moment
- ``stay``: everybody who came opens the WebSocket of the page
- ``leave``: everybody closes the page as browsers do
- ``end``: everybody leaves, and what the server still keeps for them is ended
- ``pass 20``: that many come, stay and leave, one after another
"""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from tornado.httpclient import AsyncHTTPClient
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from benchmarks.callers import NotWholeError, Page, Visitor
from benchmarks.servers import ROOT, Server

LONGEST_SECONDS = 1200
MOST = 500


class Crowd:
    """The process, as the benchmark sees it; made by ``crowd``."""

    def __init__(self, started: subprocess.Popen) -> None:
        self._started = started

    def tell(self, act: str, number: int = 0) -> list[float]:
        """Have everybody act, and wait until the last has done so.

        Parameters
        ----------
        act
            What they do, as the module says.
        number
            How many, for ``come`` and ``pass``.

        Returns
        -------
        list
            The seconds of each.

        Raises
        ------
        RuntimeError
            If somebody could not.
        """
        assert self._started.stdin
        assert self._started.stdout
        self._started.stdin.write(f"{act} {number}\n")
        self._started.stdin.flush()
        line = self._started.stdout.readline()
        if not line:
            raise RuntimeError(f"The crowd that should {act} ended.")
        said = json.loads(line)
        if said["trouble"]:
            raise RuntimeError(f"Not everybody could {act}: {said['trouble']}.")
        return said["seconds"]


@contextmanager
def crowd(server: Server, page: Page) -> Iterator[Crowd]:
    """Nobody yet: a process from which visitors come to a server.

    Parameters
    ----------
    server
        The server.
    page
        Its page.
    """
    words = ["-m", "benchmarks.crowd", server.base, json.dumps(asdict(page))]
    started = subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    latest = threading.Timer(LONGEST_SECONDS, started.kill)
    latest.start()
    try:
        yield Crowd(started)
    finally:
        latest.cancel()
        started.kill()
        started.communicate()


class _Visitors:
    """Those who are there."""

    def __init__(self, base: str, page: Page) -> None:
        self._base, self._page = base, page
        self._here: list[Visitor] = []

    async def act(self, act: str, number: int) -> list[float]:
        """Do what a line says; the seconds of each."""
        if act == "pass":
            return [await _timed(self._pass) for _ in range(number)]
        if act == "come":
            self._here = [Visitor(self._base, self._page) for _ in range(number)]
        each: list[Callable[[], Awaitable[None]]]
        each = [getattr(visitor, act) for visitor in self._here]
        return await asyncio.gather(*map(_timed, each))

    async def _pass(self) -> None:
        visitor = Visitor(self._base, self._page)
        await visitor.come()
        await visitor.stay()
        await visitor.leave()


async def _timed(act: Callable[[], Awaitable[None]]) -> float:
    start = time.perf_counter()
    await act()
    return time.perf_counter() - start


async def _obey(base: str, page: Page) -> None:
    AsyncHTTPClient.configure(SimpleAsyncHTTPClient, max_clients=MOST)
    visitors = _Visitors(base, page)
    while line := await asyncio.to_thread(sys.stdin.readline):
        act, number = line.split()
        seconds, trouble = [], ""
        try:
            seconds = await visitors.act(act, int(number))
        except (NotWholeError, OSError, TimeoutError) as problem:
            trouble = str(problem) or type(problem).__name__
        print(json.dumps({"seconds": seconds, "trouble": trouble}), flush=True)


if __name__ == "__main__":
    asyncio.run(_obey(sys.argv[1], Page(**json.loads(sys.argv[2]))))
