"""The facilitator's addresses: open, reveal, look at texts, erase, end.

Every act is an event with its reason, and everyone in the room can read it.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from relkit.live.answers import Refused, text
from relkit.live.asking import Asked
from relkit.live.hall import LiveRoom
from relkit.models.room_events import Kind
from relkit.store import Door, Draft

LONGEST_REASON = 200
LONGEST_DAYS = 366
ERASED_FOR = (
    "it names somebody",
    "it tells something private",
    "it hurts somebody",
    "whoever wrote it asked for it",
)
"""Why a text may be erased; a reason never repeats the text."""
SWITCHES = {
    "open": Kind.OPENED,
    "close": Kind.CLOSED,
    "reveal": Kind.REVEALED,
    "hide": Kind.HIDDEN,
    "lock": Kind.LOCKED,
    "unlock": Kind.UNLOCKED,
}
LOOKS = {"accept": Kind.ACCEPTED, "refuse": Kind.REFUSED}


class Facilitates(Asked):
    """Whatever only the facilitator of a room may ask."""

    async def facilitated(self, code: str) -> LiveRoom:
        """The room, if this browser facilitates it.

        Raises
        ------
        Refused
            If it does not.
        """
        live, key = await self.live(code), self.key("facilitate", code)
        only = 403, "Only the facilitator of this room can do this."
        if not key:
            raise Refused(*only)
        if not await self.opens(live, key):
            raise await self.slowly(*only)
        return live

    async def opens(self, live: LiveRoom, key: str) -> bool:
        """Whether a key is the facilitator's of this room."""
        opens = self.hall.store.opens
        return await self.off_loop(opens, live.id, Door.FACILITATE, key)


class Act(Facilitates):
    """One act of the facilitator."""

    async def post(self, code: str) -> None:
        """Do it, and write it in the room's log."""
        live = await self.facilitated(code)
        said = self.said()
        act = str(said.get("act"))
        does = self._acts().get(act)
        if does is None:
            raise Refused(400, "A facilitator has no such act.")
        await does(live, act, said)
        await live.catch_up()
        self.tell({"ok": True})

    def _acts(self) -> dict[str, Any]:
        return {
            **dict.fromkeys(SWITCHES, self._switch),
            **dict.fromkeys(LOOKS, self._look),
            "erase": self._erase,
            "gather": self._gather,
            "prolong": self._prolong,
        }

    async def _keep(self, live: LiveRoom, kind: Kind, payload: dict[str, Any]) -> None:
        draft = Draft(kind=kind, payload=payload)
        await self.hall.writer.append(live.id, [draft], datetime.now(UTC))

    async def _switch(self, live: LiveRoom, act: str, said: dict[str, Any]) -> None:
        topic = said.get("topic")
        if topic not in live.room.topics:
            raise Refused(404, "This room has no such activity.")
        payload = {"topic": topic, "reason": _reason(said)}
        await self._keep(live, SWITCHES[act], payload)

    async def _look(self, live: LiveRoom, act: str, said: dict[str, Any]) -> None:
        payload = {"number": _given(live, said), "reason": _reason(said)}
        await self._keep(live, LOOKS[act], payload)

    async def _erase(self, live: LiveRoom, _: str, said: dict[str, Any]) -> None:
        reason = said.get("reason")
        if reason not in ERASED_FOR:
            raise Refused(400, "Choose one of the reasons; they never repeat the text.")
        number = _given(live, said)
        now = datetime.now(UTC)
        await self.off_loop(self.hall.store.erase, live.id, number, reason, now)

    async def _gather(self, live: LiveRoom, _: str, __: dict[str, Any]) -> None:
        today = datetime.now(UTC).date()
        if live.room.gatherings and live.room.gatherings[-1].held == today:
            raise Refused(409, "This room gathers today already.")
        await self._keep(live, Kind.GATHERED, {"held": today.isoformat()})

    async def _prolong(self, live: LiveRoom, _: str, said: dict[str, Any]) -> None:
        ends = _date(said.get("ends"))
        await self.off_loop(
            self.hall.store.prolong, live.id, ends, _reason(said), datetime.now(UTC)
        )


class Waiting(Facilitates):
    """What people wrote that was not looked at yet, and all that may be erased."""

    async def get(self, code: str) -> None:
        """Texts only: not who wrote them, nor when."""
        live = await self.facilitated(code)
        await live.catch_up()
        self.tell([each.told for each in live.room.given.values()])


class Delete(Facilitates):
    """The room is ended now: all of it is deleted."""

    async def post(self, code: str) -> None:
        """Delete it."""
        live = await self.facilitated(code)
        if text(self.said(), "sure", longest=6).upper() != code.upper():
            raise Refused(400, "Type the room’s code to delete all of it.")
        await self.off_loop(self.hall.store.delete, live.id)
        self.hall.let_go(code.upper())
        self.tell({"ok": True})


def _reason(said: dict[str, Any]) -> str:
    reason = said.get("reason", "")
    if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
        raise Refused(400, f"A reason has {LONGEST_REASON} characters or fewer.")
    return reason.strip()


def _given(live: LiveRoom, said: dict[str, Any]) -> int:
    number = said.get("number")
    if type(number) is not int or number not in live.room.given:
        raise Refused(404, "There is no such text here any more.")
    return number


def _date(said: object) -> date:
    today = datetime.now(UTC).date()
    try:
        day = date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        day = None
    if day is None or not today < day <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(400, "A room ends on a day within the next year: 2027-02-22.")
    return day


ROUTES = (
    ("facilitate/act", Act),
    ("facilitate/waiting", Waiting),
    ("facilitate/delete", Delete),
)
"""The facilitator's addresses, below that of the room."""
