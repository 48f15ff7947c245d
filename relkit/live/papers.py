"""Somebody without a phone, whose paper the facilitator enters."""

import copy
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from relkit.live.answers import Answer, Refused, answer, standpoint
from relkit.live.facilitating import Facilitates
from relkit.live.hall import LiveRoom
from relkit.models.standpoints import Standpoint
from relkit.store import StoreError

MOST_ON_PAPER = 200
NOBODY = ""
"""Whoever's paper it is has no label before all that stands on it makes sense."""


class Paper(Facilitates):
    """One paper: where somebody speaks from, and what they answered."""

    async def post(self, code: str) -> None:
        """Take them in as on paper, with all that stands on it, or none of it."""
        live, said = await self.facilitated(code), self.said()
        answers = said.get("answers")
        if not isinstance(answers, list) or len(answers) > MOST_ON_PAPER:
            raise Refused(400, f"A paper has a list of up to {MOST_ON_PAPER} answers.")
        speaks = standpoint(said)
        heard = [*_heard(answers, live, speaks)]
        now, store = datetime.now(UTC), self.hall.store
        joined = await self.off_loop(
            lambda: store.join(live.id, speaks, now, on_paper=True)
        )
        try:
            await self._keep(live, heard, joined.label)
        except Exception:
            with suppress(StoreError):  # the disk is full, say: nobody is half there
                await self.off_loop(store.withdraw, live.id, joined.label, now)
            raise
        await live.catch_up()
        self.tell({"return_code": joined.return_code})

    async def _keep(self, live: LiveRoom, heard: list[Answer], label: str) -> None:
        drafts = [each.draft(label) for each in heard]
        if drafts:
            await self.hall.writer.append(live.id, drafts, datetime.now(UTC))


def _heard(
    answers: list[Any], live: LiveRoom, speaks: Standpoint | None
) -> Iterator[Answer]:
    """What stands on the paper, as if whoever wrote it were in the room already.

    Raises
    ------
    Refused
        If anything on it makes no sense: the sentence says which answer.
    """
    room = copy.copy(live.room)
    room.standpoints = {**room.standpoints, (NOBODY, room.gathering): speaks}
    for number, said in enumerate(answers, start=1):
        try:
            if not isinstance(said, dict):
                raise Refused(400, "This is no answer.")
            yield answer(said, room, live.case, NOBODY)
        except Refused as wrong:
            raise Refused(wrong.status, f"{_which(number, said)}: {wrong}") from None


def _which(number: int, said: Any) -> str:
    """The answer, as whoever looks at the paper finds it."""
    told = said if isinstance(said, dict) else {}
    row = told.get("row") if isinstance(told.get("row"), dict) else told
    name = told.get("card") or row.get("name") or row.get("from")
    named = f", ‘{name[:60]}’" if isinstance(name, str) else ""
    return f"Nothing of this paper was kept. Answer {number}{named}"


ROUTES = (("facilitate/paper", Paper),)
"""These addresses, below that of the room."""
