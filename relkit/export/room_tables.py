"""What a room has shown, as tables: for its report, and for files.

All of it comes from what everyone may see (`relkit.models.room_seen`), so nothing here
is under the rule of k, and what is hidden in the room is hidden here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from relkit.cases import topics
from relkit.cases.columns import Cell, cell
from relkit.cases.edits import given
from relkit.cases.rows import tidied
from relkit.models import room_seen
from relkit.models.case import Case
from relkit.models.room_activities import ACTIVITIES, Collecting, Sorting
from relkit.models.room_drawn import MANY, K
from relkit.models.room_seen import Seen
from relkit.models.sorting import name_of
from relkit.models.standpoints import Standpoint

FEW = f"fewer than {K}"
UNSAID = {"unsaid": "Rather not say", "lately": "Came lately, not told yet"}
ASSUMES = (
    f"What a group said of a card is shown from {K} voices on, and changes only once "
    f"{K} people or more have answered differently. A group with fewer than {MANY} "
    "voices is shown as it stood when the facilitator last revealed or closed.",
    "A group is where people say that they speak from today. Nobody’s standpoint is "
    "right; where they differ, there is something to talk about.",
    "Rows that people gave stand beside those that came with the place.",
)
"""What relkit assumes of every room; each topic's own is with its activity."""
DID = {
    "hosted": "made the room",
    "gathered": "began a gathering",
    "opened": "opened an activity",
    "closed": "closed an activity",
    "revealed": "showed what the room thinks",
    "hidden": "hid what the room thinks",
    "locked": "locked the answers",
    "unlocked": "unlocked the answers",
    "accepted": "let a text be shown",
    "refused": "did not let a text be shown",
    "erased": "erased a text for good",
    "prolonged": "changed the day on which the room ends",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: what it is called, its headings, and its rows.

    ``few`` are cards of which nothing may be told: too few of any group sorted them.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    few: tuple[str, ...] = ()


def shown(seen: Seen, case: Case) -> Seen:
    """What may be seen, without answers to cards that are not among the cards any more.

    So it is when the place itself has other cards now than when people sorted them.
    """
    results = dict(seen["results"])
    for topic, found in results.items():
        activity = ACTIVITIES[topic]
        if isinstance(activity, Sorting):
            there = {*_cards(activity, found, case)}
            results[topic] = found | {
                "counts": [each for each in found["counts"] if each[2] in there],
                "flows": [each for each in found["flows"] if each[3] in there],
            }
    return seen | {"results": results}


def place_of(seen: Seen, case: Case) -> Case:
    """The place with what the room has shown in place of what came with it."""
    rows = {t: each["rows"] for t, each in seen["results"].items() if "rows" in each}
    return given(room_seen.case_of(seen, case), rows)


def sheets(seen: Seen, case: Case, topic: str) -> list[Sheet]:
    """The tables of one topic that is revealed."""
    activity, found = ACTIVITIES[topic], seen["results"][topic]
    if isinstance(activity, Collecting):
        return [*given_rows(activity, found)]
    return [_answers(activity, seen, case), *_moved(activity, seen)]


def sheets_of_all(seen: Seen, case: Case) -> list[Sheet]:
    """The tables of every topic that is revealed."""
    return [each for topic in seen["results"] for each in sheets(seen, case, topic)]


def come(seen: Seen) -> Sheet:
    """Who came to the gathering that is held, or was held last."""
    said = {each.value: each.says for each in Standpoint} | UNSAID
    rows = tuple(
        (said[who], FEW if 0 < people < K else people)
        for who, people in seen["come"].items()
        if people or who != "lately"
    )
    return Sheet(title="Who came", columns=("speaks from", "people"), rows=rows)


def log(seen: Seen) -> Sheet:
    """What the facilitator did, the first first."""
    return Sheet(
        title="The room’s log",
        columns=("when", "what the facilitator did", "activity", "reason"),
        rows=tuple(
            (
                act["at"],
                DID.get(act["kind"], act["kind"]),
                ACTIVITIES[act["topic"]].title if act["topic"] in ACTIVITIES else "",
                tidied(act["reason"]),
            )
            for act in seen["log"]
        ),
    )


def assumed(seen: Seen) -> list[str]:
    """What relkit assumes in all that is shown."""
    revealed = [ACTIVITIES[topic] for topic in seen["results"]]
    return [*ASSUMES, *(f"{each.title}: {each.assumes}" for each in revealed)]


def by_card(
    activity: Sorting, seen: Seen, case: Case
) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each card, and what may be told of it: gathering, standpoint, voices by bin."""
    found = seen["results"][activity.topic]
    places = [each.value for each in Standpoint]
    for card in _cards(activity, found, case):
        here = [
            [g, who, bins] for g, who, each, bins in found["counts"] if each == card
        ]
        yield card, sorted(here, key=lambda each: (each[0], places.index(each[1])))


def _cards(activity: Sorting, found: Mapping[str, Any], case: Case) -> list[str]:
    own = [card.name for card in getattr(case, activity.cards)]
    return [*own, *found["added"]]


def _answers(activity: Sorting, seen: Seen, case: Case) -> Sheet:
    """Where each group put each card, at each gathering."""
    held = dict(seen["gatherings"])
    rows: list[tuple[Cell, ...]] = []
    few = []
    for card, told in by_card(activity, seen, case):
        if not told:
            few.append(tidied(card))
        for gathering, who, bins in told:
            voices = [bins.get(bin, 0) for bin in activity.bins]
            says = Standpoint(who).says
            rows.append((tidied(card), held[gathering], says, *voices, sum(voices)))
    names = [name_of(each) for each in activity.bins]
    return Sheet(
        title=activity.title,
        columns=("card", "gathering", "speaks from", *names, "voices"),
        rows=tuple(rows),
        few=tuple(few),
    )


def _moved(activity: Sorting, seen: Seen) -> Iterator[Sheet]:
    """How people moved the cards since last time, where each way has voices enough."""
    if len(seen["gatherings"]) < 2:
        return
    (_, before), (_, after) = seen["gatherings"][-2:]
    yield Sheet(
        title=f"{activity.title}, moved",
        columns=("card", "speaks from", before, after, "voices"),
        rows=tuple(
            (
                *(tidied(card), Standpoint(who).says),
                *(name_of(activity.bins(each)) for each in (was, now)),
                count,
            )
            for _, _, who, card, ways in seen["results"][activity.topic]["flows"]
            for was, now, count in ways
        ),
    )


def given_rows(activity: Collecting, found: Mapping[str, Any]) -> Iterator[Sheet]:
    """The rows that people gave, by table, with the columns that any row fills."""
    [part] = [part for part in topics.TOPICS if activity.topic == part.TOPIC]
    for table in part.TABLES:
        lines = found["rows"].get(table.sheet, ())
        keys = [c.key for c in table.columns if any(c.key in row for row in lines)]
        if keys:
            rows = [tuple(_cell(row.get(key)) for key in keys) for row in lines]
            yield Sheet(title=table.sheet, columns=tuple(keys), rows=tuple(rows))


def _cell(value: Any) -> Cell:
    return tidied(value) if isinstance(value, str) else cell(value)
