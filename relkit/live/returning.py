"""The way back for a facilitator who closed everything: the rooms of this browser."""

import asyncio
from typing import Any

from relkit.live.asking import COOKIES, SLOWED_SECONDS, Asked
from relkit.live.hall import LiveRoom
from relkit.store import Door

MOST_ROOMS = 30
"""More keys than these are not looked at: a browser keeps about 150 cookies."""


class Yours(Asked):
    """The rooms whose facilitator's key is in this browser."""

    async def get(self) -> None:
        """Their codes, titles and last days; nothing of what is in them."""
        before = COOKIES["facilitate"].format("")
        codes = [name.removeprefix(before) for name in self.cookies if before in name]
        found = [await self._facilitated(code) for code in codes[:MOST_ROOMS]]
        if None in found:  # a room that has ended, or somebody who guesses codes
            await asyncio.sleep(SLOWED_SECONDS)
        self.tell([told for told in found if told])

    async def _facilitated(self, code: str) -> dict[str, Any] | None:
        live = await self.hall.room(code)
        if live is None or not await self._opens(live, code):
            return None
        room = live.room
        ends = room.ends.isoformat() if room.ends else ""
        return {"code": code, "title": room.title, "ends": ends}

    async def _opens(self, live: LiveRoom, code: str) -> bool:
        key, opens = self.key("facilitate", code), self.hall.store.opens
        return await self.off_loop(opens, live.id, Door.FACILITATE, key)


ROUTES = ((("yours",), Yours),)
"""These addresses, below that of all rooms."""
