"""What a phone says, made sense of: what it means for the room, or a sentence why not.

Whatever arrives here was written by anybody: nothing is taken over that was not looked
at, and what is refused leaves no trace.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relkit import cases
from relkit.cases import topics
from relkit.models.case import Case
from relkit.models.room import Room
from relkit.models.room_activities import ACTIVITIES, Activity, Collecting, Sorting
from relkit.models.room_events import Kind
from relkit.models.room_seen import added, results
from relkit.models.standpoints import Standpoint
from relkit.store import Draft

LONGEST_CARD = 120
MOST_GIVEN = 30
"""How many things one person may give to one activity of a gathering."""
MOST_TOUCHES = 1_000_000
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_TAB = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Half a sign of two halves, or one that no page and no spreadsheet can hold.
_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Refused(Exception):
    """An answer that is not kept: an HTTP status and a sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one person says, ready for the store; `key` tells a retried one apart."""

    kind: Kind
    payload: Mapping[str, Any]
    key: str

    def draft(self, by: str) -> Draft:
        """What of it is kept, once this person has said it."""
        return Draft(kind=self.kind, by=by, payload=self.payload, key=self.key)


def said_in(body: bytes) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises
    ------
    Refused
        If it is anything else.
    """
    try:
        said = json.loads(body, parse_constant=lambda _: None)
        readable = not any(map(_NO_SIGN.search, _texts(said)))
    except (ValueError, RecursionError):
        said, readable = None, True
    if not isinstance(said, dict):
        raise Refused(400, "This is not a JSON object, so nothing was kept.")
    if not readable:
        raise Refused(
            400, "There are signs in it that nobody can read. Leave them out."
        )
    return said


def _texts(said: object) -> Iterator[str]:
    """All texts in a value of JSON."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield name
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)


def text(said: Mapping[str, Any], field: str, *, longest: int) -> str:
    """A field that must hold text.

    Raises
    ------
    Refused
        If it holds none, or too much.
    """
    value = said.get(field)
    if not isinstance(value, str) or not value.strip():
        raise Refused(400, f"‘{field}’ has no text in it, so nothing was kept.")
    if len(value) > longest:
        raise Refused(
            400, f"‘{field}’ is too long. Write {longest} characters or fewer."
        )
    return value.strip()


def standpoint(said: Mapping[str, Any]) -> Standpoint | None:
    """Where somebody speaks from; ``None`` for "rather not say".

    Raises
    ------
    Refused
        If it is none of those that there are.
    """
    value = said.get("standpoint")
    if value is None:
        return None
    if isinstance(value, str) and value in {*Standpoint}:
        return Standpoint(value)
    known = ", ".join(Standpoint)
    raise Refused(400, f"Nobody can speak from there. Choose one of these: {known}.")


def answer(said: Mapping[str, Any], room: Room, case: Case, by: str) -> Answer:
    """What somebody in the room says.

    Parameters
    ----------
    said
        The JSON object that was sent: its ``kind``, its ``key``, and the rest.
    room, case
        The room as it is, and the place it talks about.
    by
        Who says it.

    Raises
    ------
    Refused
        If it makes no sense, or cannot be said now.
    """
    key = said.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise Refused(400, "This answer has no key of its own, so nothing was kept.")
    reads = _READS.get(str(said.get("kind")))
    if reads is None:
        raise Refused(400, "A room has no such answer, so nothing was kept.")
    kind, read = reads
    return Answer(kind=kind, payload=read(said, room, case, by), key=key)


def _placed(said: Mapping[str, Any], room: Room, case: Case, _: str) -> dict[str, Any]:
    activity = _activity(said, room)
    if not isinstance(activity, Sorting):
        raise Refused(400, "This activity has no cards to sort.")
    if room.states[activity.topic].locked:
        raise Refused(409, "The answers are locked for now. Yours stays as it was.")
    bins = [each.value for each in activity.bins]
    if said.get("bin") not in bins:
        raise Refused(400, f"A card goes into one of these: {', '.join(bins)}.")
    card = text(said, "card", longest=LONGEST_CARD)
    if card not in cards_of(activity, room, case):
        raise Refused(409, f"‘{card}’ is not among the cards any more.")
    tab, count = said.get("tab"), said.get("count")
    if not isinstance(tab, str) or not _TAB.fullmatch(tab):
        raise Refused(400, "This answer does not say which tab it is from.")
    if type(count) is not int or not 0 <= count <= MOST_TOUCHES:
        raise Refused(400, "This answer has no number of its own.")
    return {
        "topic": activity.topic,
        "card": card,
        "bin": said["bin"],
        "tab": tab,
        "count": count,
    }


def _gave(said: Mapping[str, Any], room: Room, case: Case, by: str) -> dict[str, Any]:
    activity = _activity(said, room)
    mine = [g for g in room.given.values() if g.by == by and g.topic == activity.topic]
    if len(mine) >= MOST_GIVEN:
        raise Refused(
            429, f"{MOST_GIVEN} things are as many as one person may give here."
        )
    if isinstance(activity, Sorting):
        row = {"name": text(said, "name", longest=LONGEST_CARD)}
        if row["name"] in cards_of(activity, room, case):
            raise Refused(409, f"There is a card ‘{row['name']}’ already.")
        return {"topic": activity.topic, "sheet": "", "row": row}
    sheet = said.get("sheet")
    if not isinstance(sheet, str) or sheet not in activity.sheets:
        raise Refused(400, "This activity has no such table.")
    row = _row(said.get("row"))
    [part] = [part for part in topics.TOPICS if activity.topic == part.TOPIC]
    [table] = [table for table in part.TABLES if table.sheet == sheet]
    if activity.speaks_for in [column.key for column in table.columns]:
        speaks = room.standpoints.get((by, room.gathering))
        if speaks is None:
            raise Refused(
                409, "A map is somebody’s view. Say first where you speak from."
            )
        row[activity.speaks_for] = speaks.value
    try:
        cases.added(part, with_shown(room, case), {sheet: [row]})
    except cases.SheetError as wrong:
        [problem, *_] = wrong.problems
        where = f"‘{problem.column}’: " if problem.column else ""
        raise Refused(422, f"{where}{problem.sentence}") from None
    return {"topic": activity.topic, "sheet": sheet, "row": row}


def _took_back(said: Mapping[str, Any], room: Room, _: Case, by: str) -> dict[str, Any]:
    number = said.get("number")
    given = room.given.get(number) if type(number) is int else None
    if given is None or given.by != by:
        raise Refused(404, "You gave no such thing, or it is gone already.")
    return {"number": number}


def _speaks(said: Mapping[str, Any], _: Room, __: Case, ___: str) -> dict[str, Any]:
    return {"standpoint": standpoint(said)}


_READS = {
    Kind.PLACED.value: (Kind.PLACED, _placed),
    Kind.GAVE.value: (Kind.GAVE, _gave),
    Kind.TOOK_BACK.value: (Kind.TOOK_BACK, _took_back),
    Kind.SPOKE_FROM.value: (Kind.SPOKE_FROM, _speaks),
}


def _activity(said: Mapping[str, Any], room: Room) -> Activity:
    topic = said.get("topic")
    if not isinstance(topic, str) or topic not in room.topics:
        raise Refused(404, "This room has no such activity.")
    if not room.states[topic].is_open:
        raise Refused(409, "This activity is closed. What you gave before is kept.")
    return ACTIVITIES[topic]


def _row(said: object) -> dict[str, Any]:
    """Cells of a row: text and whole numbers only; the tables look at the rest."""
    if not isinstance(said, dict) or len(said) > 20:
        raise Refused(400, "This is no row of a table, so nothing was kept.")
    row = {}
    for column, cell in said.items():
        if type(cell) not in (str, int) or len(str(cell)) > 2_000:
            raise Refused(400, "A row has cells of text or numbers, and short ones.")
        row[column] = cell
    return row


def cards_of(activity: Sorting, room: Room, case: Case) -> list[str]:
    """The cards that are sorted: the place's, then those that people added."""
    own = [card.name for card in getattr(case, activity.cards)]
    return [*own, *added(room, activity.topic)]


def with_shown(room: Room, case: Case) -> Case:
    """The case with the rows that people gave to its tables and that are shown.

    A row that makes no sense any more, because what it links to is gone, is left out.
    """
    rows = {
        topic: results(room, topic)["rows"]
        for topic in room.topics
        if isinstance(ACTIVITIES[topic], Collecting)
    }
    return cases.given(case, rows)
