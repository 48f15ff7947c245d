"""What a browser says it read of a room, where it is that: nothing of it is trusted."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from relkit.models.room_activities import ACTIVITIES, Sorting
from relkit.models.room_seen import Seen
from relkit.models.standpoints import Standpoint
from relkit.widgets import heard

MOST_GATHERINGS, MOST_VOICES, MOST_ROWS = 60, 200_000, 2_000
"""More than this in one room is nonsense, and would hold up the page."""


def of_room(said: Any) -> Seen | None:
    """What everyone may see of the room; ``None`` where this tells of no room.

    Examples
    --------
    >>> of_room("elm")
    >>> of_room({"case": "elm", "come": {"place": 3, "elsewhere": 4}})["come"]
    {'community': 0, 'place': 3, 'centre': 0, 'unsaid': 0, 'lately': 0}
    """
    told = heard.fields(said)
    if not _text(told.get("case")):
        return None
    gatherings = [*_gatherings(told.get("gatherings"))][:MOST_GATHERINGS]
    numbers = {number for number, _ in gatherings}
    come, results = heard.fields(told.get("come")), heard.fields(told.get("results"))
    return {
        "case": told["case"],
        "title": _text(told.get("title")),
        "gatherings": gatherings,
        "come": {who: _count(come.get(who)) for who in _COME},
        "activities": [*_activities(told.get("activities"))],
        "results": {
            topic: _sorted(activity, heard.fields(results[topic]), numbers)
            if isinstance(activity, Sorting)
            else {"rows": _rows(heard.fields(results[topic]).get("rows"))}
            for topic, activity in ACTIVITIES.items()
            if topic in results
        },
    }


_STANDPOINTS = [each.value for each in Standpoint]
_COME = (*_STANDPOINTS, "unsaid", "lately")


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""


def _count(said: Any) -> int:
    return said if type(said) is int and 0 <= said <= MOST_VOICES else 0


def _lists(said: Any, length: int) -> Iterator[list[Any]]:
    """Those of the things said that are lists of this length."""
    for each in said if isinstance(said, list) else ():
        if isinstance(each, list) and len(each) == length:
            yield each


def _gatherings(said: Any) -> Iterator[list[Any]]:
    told = set()
    for number, day in _lists(said, 2):
        try:
            datetime.fromisoformat(day).date()
        except (TypeError, ValueError):
            continue
        if type(number) is int and number not in told:
            told.add(number)
            yield [number, day]


def _activities(said: Any) -> Iterator[Seen]:
    for each in map(heard.fields, said if isinstance(said, list) else ()):
        if _text(each.get("topic")) in ACTIVITIES:
            states = {s: each.get(s) is True for s in ("open", "revealed", "locked")}
            answered = _count(each.get("answered"))
            yield {"topic": each["topic"], **states, "answered": answered}


def _sorted(activity: Sorting, said: Mapping[str, Any], numbers: set[int]) -> Seen:
    """The counts and flows of cards, no more voices than a room may have."""
    bins = {each.value for each in activity.bins}
    counts, flows, left = [], [], MOST_VOICES
    for number, standpoint, card, held in _lists(said.get("counts"), 4):
        known = heard.fields(held).items()
        voices = {b: _count(n) for b, n in known if b in bins and _count(n)}
        left -= sum(voices.values())
        if _places(numbers, number) and _whose(standpoint, card) and left >= 0:
            counts.append([number, standpoint, card, voices])
    for before, after, standpoint, card, ways in _lists(said.get("flows"), 5):
        moved = [
            [was, now, _count(count)]
            for was, now, count in _lists(ways, 3)
            if _text(was) in bins and _text(now) in bins
        ]
        left -= sum(count for *_, count in moved)
        if _places(numbers, before, after) and _whose(standpoint, card) and left >= 0:
            flows.append([before, after, standpoint, card, moved])
    names = said.get("added")
    added = [x for x in names if _text(x).strip()] if isinstance(names, list) else []
    return {"added": added[:MOST_ROWS], "counts": counts, "flows": flows}


def _places(numbers: set[int], *said: Any) -> bool:
    return all(type(number) is int and number in numbers for number in said)


def _whose(standpoint: Any, card: Any) -> bool:
    return _text(standpoint) in _STANDPOINTS and bool(_text(card).strip())


def _rows(said: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        sheet: [heard.cells(row) for row in rows[:MOST_ROWS]]
        for sheet, rows in heard.fields(said).items()
        if isinstance(rows, list)
    }
