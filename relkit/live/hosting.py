"""Hosting a room, and the links with keys that open it to facilitator and wall."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import tornado.web
from jupyter_server.utils import url_path_join

from relkit import cases
from relkit.live.answers import Refused
from relkit.live.asking import Asked
from relkit.models.case import Case
from relkit.models.room_activities import ACTIVITIES
from relkit.store import Door

FEWEST_DAYS, MOST_DAYS, DAYS = 1, 366, 90
THIS_MACHINE = ("127.0.0.1", "::1")
NAMES = ("localhost", *THIS_MACHINE)
"""What this machine is called by its own browsers; it has other addresses too."""


class Host(Asked):
    """A facilitator hosts a room: a place, topics, and how long it is kept."""

    async def get(self) -> None:
        """What there is to choose from."""
        await self._may_host()
        known = await self.off_loop(cases.known)
        self.tell(
            {
                "cases": [{"name": c.name, "title": c.title} for c in known],
                "topics": [
                    {"topic": a.topic, "title": a.title} for a in ACTIVITIES.values()
                ],
                "days": DAYS,
            }
        )

    async def post(self) -> None:
        """Make the room; its two keys are told this once."""
        await self._may_host()
        said = self.said()
        case = await self._case(said)
        topics = _topics(said)
        days = said.get("days", DAYS)
        if type(days) is not int or not FEWEST_DAYS <= days <= MOST_DAYS:
            raise Refused(400, f"A room is kept for {FEWEST_DAYS} to {MOST_DAYS} days.")
        now = datetime.now(UTC)
        payload = {
            "case": case.name,
            "title": case.title,
            "topics": topics,
            "looks_first": said.get("looks_first") is not False,
        }
        ends = now.date() + timedelta(days=days)
        hosted = await self.off_loop(
            lambda: self.hall.store.host(payload, ends=ends, at=now)
        )
        room = url_path_join(self.settings["base_url"], "room", hosted.code)
        self.tell(
            {
                "code": hosted.code,
                "room": f"{room}/",
                "facilitate": f"{room}/facilitate?key={hosted.facilitate}",
                "wall": f"{room}/wall?key={hosted.wall}",
            }
        )

    async def _may_host(self) -> None:
        """Rooms are hosted at the machine itself, or with the token of the pages."""
        if not self.settings["may_host"](self) and not await self._is_here():
            raise Refused(403, "Rooms are hosted on the machine that shows the pages.")

    async def _is_here(self) -> bool:
        """Whether a browser of this machine asks, at a name that is this machine's.

        A page from elsewhere can have its own name lead here: then the browser takes
        it and relkit for one site, and only the name tells them apart. Where a proxy
        is in front, everybody seems to be here, and nobody is.
        """
        headers = self.request.headers
        forwarded = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip"}
        if self.settings.get("behind_proxy") or any(
            name in headers for name in forwarded
        ):
            return False
        if self.request.remote_ip not in THIS_MACHINE:
            return False
        name = re.sub(r":\d+$", "", self.request.host).strip("[]").lower()
        known = await self.off_loop(self.settings["reached_at"])
        return name in {*NAMES, *(urlsplit(each).hostname for each in known)}

    async def _case(self, said: dict[str, Any]) -> Case:
        for case in await self.off_loop(cases.known):
            if case.name == said.get("case"):
                return case
        raise Refused(404, "There is no such place here.")


class Enter(Asked):
    """A link with a key: the key becomes a cookie, and leaves the address bar."""

    def initialize(self, door: Door, **more: Any) -> None:
        """Take the door that this address opens."""
        super().initialize(**more)
        self.door = door

    async def get(self, code: str) -> None:
        """Let them in, and go on to an address that is no password.

        The wall shows what whoever has the room's code may see, so its address works
        without a key too: a second laptop can be told it.
        """
        live = await self.live(code)
        key = self.get_query_argument("key", "")
        if key:
            if not await self.off_loop(self.hall.store.opens, live.id, self.door, key):
                raise await self.slowly(403, "This link does not open this room.")
            self.keep_key(self.door, code, key)
        elif self.door is Door.FACILITATE and not self.key(self.door, code):
            raise Refused(403, "Open the link that you got when the room was hosted.")
        self.redirect(self._within(live.room.topics[0], code), status=303)

    def _within(self, topic: str, code: str) -> str:
        """Where it goes on: the wall is the first topic's own page."""
        if self.door is not Door.WALL:
            return f"{self.door}/"
        page = f"voila/render/notebooks/{ACTIVITIES[topic].page}.ipynb"
        base_url = self.settings["base_url"]
        return f"{url_path_join(base_url, page)}?room={code.upper()}"


class Page(tornado.web.StaticFileHandler):
    """One page for all rooms: which one it is stands in its address."""

    def initialize(self, name: str, **more: Any) -> None:
        """Take the name of the file."""
        super().initialize(**more)
        self.name = name

    set_default_headers = Asked.set_default_headers

    async def get(self, *_: str, include_body: bool = True) -> None:
        """Show it."""
        await super().get(self.name, include_body)

    async def head(self, *_: str) -> None:
        """Its headers alone."""
        await self.get(include_body=False)


def _topics(said: dict[str, Any]) -> list[str]:
    topics = said.get("topics")
    if (
        not isinstance(topics, list)
        or not topics
        or not {*map(str, topics)} <= {*ACTIVITIES}
    ):
        raise Refused(400, f"Choose some of these topics: {', '.join(ACTIVITIES)}.")
    return [topic for topic in ACTIVITIES if topic in topics]
