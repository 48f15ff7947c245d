"""How phones reach this machine: the addresses they can type, and QR codes of them."""

import io
import re

import segno
from jupyter_server.utils import url_path_join

from relkit.live.answers import Refused
from relkit.live.asking import CODE, Asked

_AT = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,255}")
_THIS_MACHINE = re.compile(r"https?://(localhost|127\.[0-9.]+|\[::1\])(:\d+)?")
INK, PAPER = "#1f2421", "#ffffff"


class Reaching(Asked):
    """Whatever needs the addresses that phones can type.

    The server tells them through its setting ``reached_at``: a function that gives
    addresses such as ``http://192.168.1.20:8888``, the most likely first.
    """

    async def reached_at(self) -> list[str]:
        """Where phones reach these rooms; where this page was opened comes first."""
        asked = f"{self.request.protocol}://{self.request.host}"
        others = await self.off_loop(self.settings["reached_at"])
        own = [asked] if not _THIS_MACHINE.fullmatch(asked) else []
        return list(dict.fromkeys([*own, *others]))

    def below(self, *parts: str) -> str:
        """The path of a page of the rooms, with a slash at its end."""
        return url_path_join(self.settings["base_url"], "room", *parts) + "/"


class Reach(Reaching):
    """The addresses, for whoever prepares the day."""

    async def get(self) -> None:
        """All of them: which one the phones' network knows, people must try."""
        self.tell({"addresses": await self.reached_at(), "rooms": self.below()})


class Drawn(Reaching):
    """A QR code of a room's address, or of the way in to all rooms."""

    async def get(self, code: str = "") -> None:
        """Draw it for the address that is asked for, or for the most likely one."""
        if code:
            await self.live(code)
        known = await self.reached_at()
        at = self.get_query_argument("at", known[0] if known else "")
        if not _AT.fullmatch(at) or not (at in known or self._is_here(at)):
            raise Refused(404, "Phones do not reach this machine there.")
        drawn = io.BytesIO()
        segno.make_qr(at + self.below(code.upper()), error="m").save(
            drawn, kind="svg", xmldecl=False, omitsize=True, dark=INK, light=PAPER
        )
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(drawn.getvalue())

    def _is_here(self, at: str) -> bool:
        """Whether the page was opened at this address: a proxy may have said https."""
        return at.partition("://")[2] == self.request.host


ROUTES = (
    (("reach",), Reach),
    (("qr.svg",), Drawn),
    ((CODE, "qr.svg"), Drawn),
)
"""These addresses, below that of all rooms."""
