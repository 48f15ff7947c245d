"""Sheets to print for the day: the way into the Wi-Fi, and a place's cards on paper."""

from typing import Any

import segno.helpers

from relkit import cases
from relkit.live.answers import Refused, text
from relkit.live.asking import Asked
from relkit.live.phones import activity_of
from relkit.live.reaching import INK, PAPER
from relkit.models.case import Case
from relkit.models.room import Room
from relkit.models.room_activities import ACTIVITIES
from relkit.models.standpoints import Standpoint

LONGEST_NAME, LONGEST_PASSWORD = 32, 63
"""As long as a network's name and its password can be (IEEE 802.11)."""


class WiFi(Asked):
    """A QR code that brings a phone into a Wi-Fi.

    Name and password are asked by POST, so that they stand in no address, and are kept
    nowhere.
    """

    def post(self) -> None:
        """Draw it."""
        said = self.said()
        name, password = text(said, "name", longest=LONGEST_NAME), said.get("password")
        if not isinstance(password, str) or len(password) > LONGEST_PASSWORD:
            raise Refused(
                400, f"A Wi-Fi’s password has {LONGEST_PASSWORD} characters or fewer."
            )
        drawn = segno.helpers.make_wifi(
            name, password or None, "WPA" if password else "nopass"
        )
        picture = drawn.svg_data_uri(
            xmldecl=False, omitsize=True, dark=INK, light=PAPER
        )
        self.tell({"picture": picture})


class Sheets(Asked):
    """What stands on paper for each place that comes with relkit."""

    async def get(self) -> None:
        """Its activities, as a room that works on them tells them."""
        known = await self.off_loop(cases.known)
        self.tell([_told(case) for case in known])


def _told(case: Case) -> dict[str, Any]:
    room = Room()
    return {
        "name": case.name,
        "title": case.title,
        "standpoints": [{"value": s.value, "says": s.says} for s in Standpoint],
        "activities": [activity_of(each, room, case) for each in ACTIVITIES.values()],
    }


ROUTES = (
    (("wifi",), WiFi),
    (("on-paper",), Sheets),
)
"""These addresses, below that of all rooms."""
