"""What may be seen of a room: the same for the wall, for every phone, for exports.

No label, no time and no order of anybody's answers is in it, and nothing under the rule
of k: a standpoint's answers to a card are there only from `K` voices on, at whatever
gathering. A standpoint with fewer than `MANY` voices is drawn when the facilitator
reveals or closes, and anew only when `K` people in it or more answer differently, so
that nobody's tap can be read off the wall. From `MANY` on it is drawn answer by answer,
once it differs by `K` people from what was drawn before.

When somebody withdraws, the picture of their standpoint is taken away until it is drawn
again, if they were among few. Two promises meet there: to forget them, and to tell
nothing of fewer than `K`. Forgetting comes first: they are in no later picture. Whoever
kept an earlier one can compare the two, and the page to withdraw on says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from relkit.models import sorting
from relkit.models.case import Case, Gathering
from relkit.models.room import Room
from relkit.models.room_activities import ACTIVITIES, Collecting, Sorting
from relkit.models.room_drawn import K, Place, counted
from relkit.models.room_values import Given
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

Seen = dict[str, Any]
"""What may be seen, as plain JSON."""


def seen(room: Room) -> Seen:
    """What everyone may see of the room now.

    Returns
    -------
    dict
        Plain JSON: the room's title, end and gatherings; who has come, counted, with
        ``lately`` for those whose standpoint is not told yet; how each activity stands
        with the number of people who answered; ``results`` of the activities that are
        revealed; the facilitator's ``log``.
    """
    come = Counter(room.come.told.values())
    return {
        "number": room.number,
        "title": room.title,
        "case": room.case,
        "ends": room.ends.isoformat() if room.ends else "",
        "gathering": room.gathering,
        "gatherings": [
            [each.number, each.held.isoformat()] for each in room.gatherings
        ],
        "come": {standpoint.value: come[standpoint] for standpoint in Standpoint}
        | {"unsaid": come[None], "lately": room.come.lately},
        "activities": [_activity(room, topic) for topic in room.topics],
        "results": {
            topic: results(room, topic)
            for topic in room.topics
            if room.states[topic].revealed
        },
        "log": [_told(act) for act in room.acts],
    }


def results(room: Room, topic: str) -> Seen:
    """What one activity has come to, under the rule of k."""
    activity = ACTIVITIES[topic]
    if isinstance(activity, Collecting):
        return {"rows": _rows(room, activity)}
    return {
        "added": added(room, topic),
        "counts": [
            [gathering.number, standpoint, card, _in_order(activity, bins)]
            for gathering in room.gatherings
            for standpoint, cards in _drawn(room, (topic, gathering.number)).items()
            for card, bins in sorted(cards.items())
        ],
        "flows": list(_flows(room, topic)),
    }


def added(room: Room, topic: str) -> list[str]:
    """The cards that people added to an activity and that are shown."""
    names = [each.row["name"] for each in _shown(room, topic) if each.row.get("name")]
    return sorted(dict.fromkeys(names))


def case_of(seen: Mapping[str, Any], case: Case) -> Case:
    """The case with the room's answers in place of those that came with it.

    Cards that people added lie where most of them put them, once enough have. The
    voices in it are nobody's: as many labels as were counted, the same at two
    gatherings only where the room may tell how people moved.

    Parameters
    ----------
    seen
        What may be seen of the room.
    case
        The place that the room talks about.
    """
    held = {
        number: Gathering(number=number, held=datetime.fromisoformat(day).date())
        for number, day in seen["gatherings"]
    }
    fields: dict[str, Any] = {"gatherings": tuple(held.values())}
    for topic, activity in ACTIVITIES.items():
        if isinstance(activity, Sorting):
            found = seen["results"].get(topic, {"counts": (), "flows": ()})
            fields[activity.placements] = tuple(_placements(activity, found, held))
            own = getattr(case, activity.cards)
            fields[activity.cards] = (*own, *_added(activity, found, own))
    return replace(case, **fields)


def _in_order(activity: Sorting, bins: Mapping[Any, int]) -> dict[str, int]:
    """In the order of the bins, for the order of the answers is nobody's business."""
    return {bin.value: bins[bin] for bin in activity.bins if bin in bins}


def _added(
    activity: Sorting, found: Mapping[str, Any], own: Iterable[Any]
) -> Iterator[object]:
    """The cards that people added and that enough of them have sorted.

    Each lies where most put it at the last gathering that sorted it; of two such bins,
    in the first.
    """
    names = {card.name for card in own}
    for name in found.get("added", ()):
        if name in names:
            continue
        sums: dict[int, Counter[str]] = {}
        for number, _, card, bins in found["counts"]:
            if card == name:
                sums.setdefault(number, Counter()).update(bins)
        if sums:
            last = sums[max(sums)]
            yield activity.card(name, max(activity.bins, key=lambda bin: last[bin]))


def _activity(room: Room, topic: str) -> Seen:
    state = room.states[topic]
    given = _of_topic(room, topic)
    return {
        "topic": topic,
        "open": state.is_open,
        "revealed": state.revealed,
        "locked": state.locked,
        "answered": sum(room.voices(topic, room.gathering).values()),
        "given": len(given),
        "waiting": sum(each.shown is None for each in given),
    }


def _drawn(room: Room, place: Place) -> dict[Standpoint, dict[str, Counter[Any]]]:
    """The voices that may be drawn, of each standpoint, to cards that are shown."""
    now, drawn = room.counts(*place), {}
    hidden = {g.row.get("name") for g in _of_topic(room, place[0]) if not g.shown}
    for each in Standpoint:
        live = room.drawn.is_live(place, each)
        cards = now.get(each, {}) if live else counted(room.drawn.answers(place, each))
        drawn[each] = {
            card: bins
            for card, bins in cards.items()
            if card not in hidden and not sorting.too_few(bins, k=K)
        }
    return drawn


def _flows(room: Room, topic: str) -> Iterator[list[Any]]:
    """How people moved cards since last time, where each way has k voices."""
    for before, after in pairwise([each.number for each in room.gatherings[-2:]]):
        first, later = (_drawn(room, (topic, number)) for number in (before, after))
        for each in Standpoint:
            ways = _ways(room, (topic, before), (topic, after), each)
            for card in sorted(first[each].keys() & later[each].keys()):
                flows = ways.get(card, Counter())
                if sorting.may_tell(flows, first[each][card], later[each][card], k=K):
                    told = [[a, b, n] for (a, b), n in sorted(flows.items())]
                    yield [before, after, each, card, told]


def _ways(
    room: Room, before: Place, after: Place, standpoint: Standpoint
) -> Mapping[str, Counter[tuple[Any, Any]]]:
    """By card: how many of those in both pictures of a standpoint moved it, and how."""
    if all(room.drawn.is_live(place, standpoint) for place in (before, after)):
        found = room.ways(*after).items()
        return {card: flows for (whose, card), flows in found if whose is standpoint}
    first, later = (room.drawn.answers(place, standpoint) for place in (before, after))
    ways: dict[str, Counter[tuple[Any, Any]]] = {}
    for who in first.keys() & later.keys():
        for card in first[who].keys() & later[who].keys():
            way = first[who][card], later[who][card]
            ways.setdefault(card, Counter())[way] += 1
    return ways


def _rows(room: Room, activity: Collecting) -> dict[str, list[dict[str, Any]]]:
    """The rows that were given, by sheet; whose view they are, from k givers on."""
    shown = _shown(room, activity.topic)
    given: dict[Standpoint, set[str]] = {each: set() for each in Standpoint}
    for each in shown:
        standpoint = room.standpoints.get((each.by, each.gathering))
        if standpoint is not None:
            given[standpoint].add(each.by)
    rows: dict[str, list[dict[str, Any]]] = {sheet: [] for sheet in activity.sheets}
    for each in shown:
        standpoint = room.standpoints.get((each.by, each.gathering))
        whose = {}
        if activity.speaks_for and activity.speaks_for in each.row:
            if standpoint is None or len(given[standpoint]) < K:
                continue
            whose = {activity.speaks_for: standpoint.value}
        rows.setdefault(each.sheet, []).append({**each.row, **whose})
    return {
        sheet: sorted(lines, key=lambda row: sorted(map(str, row.items())))
        for sheet, lines in rows.items()
    }


def _shown(room: Room, topic: str) -> list[Given]:
    return [each for each in _of_topic(room, topic) if each.shown]


def _of_topic(room: Room, topic: str) -> list[Given]:
    return [each for each in room.given.values() if each.topic == topic]


def _told(act: Any) -> Seen:
    return {
        "number": act.number,
        "kind": act.kind.value,
        "at": act.at.isoformat(timespec="minutes"),
        "topic": act.topic,
        "about": act.about,
        "until": act.until.isoformat() if act.until else "",
        "reason": act.reason,
    }


def _placements(
    activity: Sorting, found: Mapping[str, Any], held: Mapping[int, Gathering]
) -> Iterator[Placement]:
    """Voices that come to these counts, matched where flows are told."""
    labels = _labels(activity, found)
    for number, standpoint, card, bins in found["counts"]:
        free = labels.get((number, standpoint, card), {})
        for bin, count in bins.items():
            names = free.get(bin, [])
            names += [
                f"{standpoint} {number}.{bin}.{n}" for n in range(count - len(names))
            ]
            for voice in names[:count]:
                yield Placement(
                    voice=voice,
                    card=card,
                    bin=activity.bins(bin),
                    standpoint=Standpoint(standpoint),
                    at=datetime.combine(held[number].held, time()),
                )


def _labels(
    activity: Sorting, found: Mapping[str, Any]
) -> dict[tuple[int, str, str], dict[str, list[str]]]:
    """The labels that stand at two gatherings, by where they put the card at each."""
    labels: dict[tuple[int, str, str], dict[str, list[str]]] = {}
    for before, after, standpoint, card, ways in found["flows"]:
        for was, now, count in ways:
            names = [
                f"{standpoint} {before}-{after}.{was}.{now}.{n}" for n in range(count)
            ]
            for number, bin in ((before, was), (after, now)):
                of_card = labels.setdefault((number, standpoint, card), {})
                of_card.setdefault(bin, []).extend(names)
    return labels
