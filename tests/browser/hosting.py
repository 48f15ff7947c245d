"""A live room for a test: hosted, facilitated, and entered by phones."""

import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import count
from typing import Any

from playwright.sync_api import Page

TOPICS = ["four_worlds", "swimlanes", "thriving", "governance"]
_KEYS = count(1)


@dataclass
class Somebody:
    """Somebody who talks to a server without a browser, and keeps its cookies."""

    base: str
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        )
    )

    def get(self, path: str) -> bytes:
        with self.opener.open(self.base + path, timeout=20) as answer:
            return answer.read()

    def post(self, path: str, **said: Any) -> Any:
        request = urllib.request.Request(
            self.base + path,
            json.dumps(said).encode(),
            {"Content-Type": "application/json"},
        )
        with self.opener.open(request, timeout=20) as answer:
            return json.load(answer)


@dataclass
class LiveRoom:
    """A hosted room and its facilitator."""

    base: str
    code: str
    path: str
    facilitator: Somebody

    def act(self, act: str, **said: Any) -> None:
        self.facilitator.post(f"{self.path}facilitate/act", act=act, **said)

    def waiting(self) -> list[dict[str, Any]]:
        """What people wrote, looked at or not."""
        return json.loads(self.facilitator.get(f"{self.path}facilitate/waiting"))

    def state(self) -> dict[str, Any]:
        return json.loads(self.facilitator.get(f"{self.path}state"))

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The state once this holds: what is kept is told on within half a second."""
        end = time.monotonic() + 10
        while not holds(state := self.state()):
            assert time.monotonic() < end, state
            time.sleep(0.1)
        return state

    def numbers(self, expected: int) -> bool:
        """Whether so many events come to be kept, and no more of them."""
        self.until(lambda state: state["number"] >= expected)
        time.sleep(0.8)
        return self.state()["number"] == expected

    def cards(self, topic: str) -> list[str]:
        about = json.loads(self.facilitator.get(f"{self.path}about"))
        return next(a["cards"] for a in about["activities"] if a["topic"] == topic)

    def somebody_sorts(self, standpoint: str, bin: str, topic: str, most: int) -> None:
        """One more person comes in and puts the first cards into this bin."""
        who = Somebody(self.base)
        who.post(f"{self.path}join", standpoint=standpoint)
        for card in self.cards(topic)[:most]:
            key = f"a-key-of-a-test-{next(_KEYS):08}"
            who.post(
                f"{self.path}answer", kind="placed", key=key, topic=topic, card=card,
                bin=bin, tab="a", count=1,
            )  # fmt: skip


def host(base: str, *topics: str, looks_first: bool = True) -> LiveRoom:
    """Host a room about housing repairs, on the machine itself."""
    base = base.replace("hall.test", "127.0.0.1")
    facilitator = Somebody(base)
    hosted = facilitator.post(
        "/room/hosting", case="housing_repairs", topics=list(topics) or TOPICS,
        looks_first=looks_first,
    )  # fmt: skip
    facilitator.get(hosted["facilitate"])
    return LiveRoom(base, hosted["code"], hosted["room"], facilitator)


def come_in(page: Page, base: str, room: LiveRoom, says: str = "I live here") -> None:
    """Come into a room on a phone as people do, and begin."""
    page.goto(f"{base}{room.path}")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("radio", name=says).check()
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("button", name="Begin").click()
