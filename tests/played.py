"""A room that was played over two gatherings, kept in a store, for tests to show."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from relkit import cases
from relkit.models.room_activities import ACTIVITIES
from relkit.models.room_events import Kind
from relkit.models.standpoints import Standpoint
from relkit.store import Draft, Hosted, Store

PLACE = "housing_repairs"
NOW = datetime.now(UTC)
FIRST = NOW - timedelta(days=30)
SCRIPT = "<script>document.title='gone'</script><b>Keys</b>"
FORMULA = '=HYPERLINK("http://x.test","y")'
CARDS = 6
"""As many of the place's cards are sorted."""
PEOPLE = {Standpoint.COMMUNITY: 5, Standpoint.PLACE: 4, Standpoint.CENTRE: 2}
"""Who came: two from the centre are too few to be told apart."""


def play(store: Store, *, revealed: tuple[str, ...] = (*ACTIVITIES,)) -> Hosted:
    """Host a room, let people sort and give at two gatherings, and reveal topics."""
    payload = {
        "case": PLACE,
        "title": cases.named(PLACE).title,
        "topics": [*ACTIVITIES],
        "looks_first": False,
    }
    ends = date.today() + timedelta(days=60)
    hosted = store.host(payload, ends=ends, at=FIRST)
    people = {
        store.join(hosted.room, standpoint, FIRST).label: standpoint
        for standpoint, count in PEOPLE.items()
        for _ in range(count)
    }
    store.append(hosted.room, [*_opened(), *_given(people)], FIRST)
    store.append(hosted.room, [*_sorted(people, later=0)], FIRST)
    held = Draft(kind=Kind.GATHERED, payload={"held": NOW.date().isoformat()})
    store.append(hosted.room, [held, *_opened()], NOW)
    again = [
        Draft(kind=Kind.SPOKE_FROM, by=who, payload={"standpoint": standpoint})
        for who, standpoint in people.items()
    ]
    store.append(hosted.room, [*again, *_sorted(people, later=1)], NOW)
    reveals = [
        Draft(kind=Kind.REVEALED, payload={"topic": topic, "reason": "All have sorted"})
        for topic in revealed
    ]
    store.append(hosted.room, reveals, NOW)
    return hosted


def _opened() -> Iterator[Draft]:
    for topic in ACTIVITIES:
        yield Draft(kind=Kind.OPENED, payload={"topic": topic, "reason": ""})


def _sorted(people: dict[str, Standpoint], later: int) -> Iterator[Draft]:
    """Everybody sorts the same cards; the second time the community has moved one."""
    case = cases.named(PLACE)
    for topic, cards, bins in (
        ("four_worlds", [SCRIPT, *(a.name for a in case.activities)], "for by with to"),
        ("swimlanes", [c.name for c in case.cards], "for_us ourselves with_help"),
    ):
        words = bins.split()
        for who, standpoint in people.items():
            for n, card in enumerate(cards[:CARDS]):
                moves = later and n == 1 and standpoint is Standpoint.COMMUNITY
                at = n + [*Standpoint].index(standpoint) * (n % 2) + bool(moves)
                said = {"topic": topic, "card": card, "bin": words[at % len(words)]}
                yield Draft(
                    kind=Kind.PLACED,
                    by=who,
                    payload=said | {"tab": "a", "count": later},
                )


def _given(people: dict[str, Standpoint]) -> Iterator[Draft]:
    """A card with a script in its text, one that is a formula, and rows of tables."""
    for n, (who, standpoint) in enumerate(people.items(), start=1):
        if standpoint is Standpoint.COMMUNITY:
            row: dict[str, Any] = {"name": f"A call at night {n}", "whose": "Tenants"}
            yield _gave(who, "thriving", "Situations", row)
            row = {
                "map": standpoint.value,
                "from": f"Neighbours of stair {n}",
                "kind": "works_with",
                "to": "Tenants in the terraces",
            }
            actor = {"name": row["from"], "kind": "people", "side": "community"}
            yield _gave(who, "governance", "Actors", actor)
            yield _gave(who, "governance", "Relations", row)
    first = next(iter(people))
    yield _gave(first, "four_worlds", "", {"name": SCRIPT})
    yield _gave(first, "four_worlds", "", {"name": FORMULA})
    yield _gave(first, "thriving", "Situations", {"name": FORMULA, "whose": SCRIPT})


def _gave(who: str, topic: str, sheet: str, row: dict[str, Any]) -> Draft:
    return Draft(
        kind=Kind.GAVE, by=who, payload={"topic": topic, "sheet": sheet, "row": row}
    )
