"""The way back for a facilitator who closed everything: the rooms of this browser."""

from typing import Any

from relkit.live.asking import COOKIES
from relkit.live.facilitating import Facilitates

MOST_ROOMS = 30
"""More keys than these are not looked at: a browser keeps about 150 cookies."""


class Yours(Facilitates):
    """The rooms whose facilitator's key is in this browser."""

    async def get(self) -> None:
        """Their codes, titles and last days; nothing of what is in them."""
        before = COOKIES["facilitate"].format("")
        codes = [name.removeprefix(before) for name in self.cookies if before in name]
        found = [await self._facilitated(code) for code in codes[:MOST_ROOMS]]
        if None in found:  # a room that has ended, or somebody who guesses codes
            await self.slow_down()
        self.tell([told for told in found if told])

    async def _facilitated(self, code: str) -> dict[str, Any] | None:
        live = await self.hall.room(code)
        if live is None or not await self.opens(live, self.key("facilitate", code)):
            return None
        room = live.room
        ends = room.ends.isoformat() if room.ends else ""
        return {"code": code, "title": room.title, "ends": ends}


ROUTES = ((("yours",), Yours),)
"""These addresses, below that of all rooms."""
