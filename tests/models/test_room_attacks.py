"""Whoever compares what was seen at two moments learns nothing of fewer than k people.

The attacker here sees everything that anybody may see, after every event, and knows who
did something between any two of these moments. The only thing not known is what.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from relkit.models.four_worlds import World
from relkit.models.room import Room, room_of
from relkit.models.room_drawn import MANY, K
from relkit.models.room_events import FACILITATES, Event, Kind
from relkit.models.room_seen import seen
from relkit.models.standpoints import Standpoint

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
TOPIC = "four_worlds"
CARDS = ("Keys", "Bins")
PEOPLE = [f"p{n}" for n in range(13)]
HOSTED = {"topics": [TOPIC], "title": "Quarrywell", "ends": "2027-02-22"}
WORLDS = st.sampled_from([*map(str, World)])
FROM = st.sampled_from([Standpoint.PLACE.value, Standpoint.CENTRE.value])
WHO = st.sampled_from(PEOPLE)


def placed(who, card, world):
    # Every touch from another tab: each of them counts.
    said = {"topic": TOPIC, "card": card, "bin": world}
    return lambda n: (Kind.PLACED, who, said | {"tab": str(n), "count": n})


def fixed(kind, who="", **said):
    return lambda _: (kind, who, said)


def come(standpoint, *people, world="by"):
    for who in people:
        yield fixed(Kind.JOINED, who, standpoint=standpoint)
        yield placed(who, "Keys", world)


SHOW = fixed(Kind.REVEALED, topic=TOPIC)
HIDE = fixed(Kind.HIDDEN, topic=TOPIC)
CLOSE = fixed(Kind.CLOSED, topic=TOPIC)
GATHER = fixed(Kind.GATHERED, held="2026-12-24")
HAPPENS = st.one_of(
    st.builds(lambda who, x: fixed(Kind.SPOKE_FROM, who, standpoint=x), WHO, FROM),
    st.builds(placed, WHO, st.sampled_from(CARDS), WORLDS),
    st.builds(placed, WHO, st.sampled_from(CARDS), WORLDS),
    st.builds(lambda who: fixed(Kind.WITHDREW, who), WHO),
    st.sampled_from([SHOW, SHOW, SHOW, HIDE, CLOSE, GATHER]),
)
BEGINNINGS = st.builds(
    lambda here, there: [
        *come("place", *PEOPLE[:here]),
        *come("centre", *PEOPLE[here : here + there]),
        SHOW,
    ],
    st.integers(0, 9),
    st.integers(0, 4),
)


def numbered(happenings):
    """Events, with the gathering that each belongs to."""
    gathering = 1
    for n, happens in enumerate(
        [fixed(Kind.HOSTED, **HOSTED), GATHER, *happenings], start=1
    ):
        kind, by, said = happens(n)
        gathering += kind is Kind.GATHERED and n > 2
        at = NOW + timedelta(seconds=n)
        yield Event(
            number=n, gathering=gathering, kind=kind, by=by, payload=said, at=at
        )


def pictures(state):
    """What is seen of each standpoint at each gathering: counts by card."""
    found, results = {}, state["results"].get(TOPIC, {"counts": ()})
    for gathering, standpoint, card, bins in results["counts"]:
        found.setdefault((gathering, standpoint), {})[card] = dict(bins)
    return found


def few(room, place):
    gathering, standpoint = place
    return room.voices(TOPIC, gathering)[Standpoint(standpoint)] < MANY


NINE = [*come("place", *PEOPLE[:9]), SHOW]
# Ten that are drawn answer by answer, for three of them did something since nine.
TEN = [
    *NINE,
    *come("place", "p9"),
    placed("p0", "Keys", "to"),
    placed("p1", "Keys", "to"),
]
LEAVE = [fixed(Kind.SPOKE_FROM, "p0", standpoint="centre")]
LEAVE_TOO = [fixed(Kind.SPOKE_FROM, "p1", standpoint="centre")]

histories = st.builds(lambda a, b: [*a, *b], BEGINNINGS, st.lists(HAPPENS, max_size=40))
CROSSED = [*come("place", *"abcde"), SHOW, placed("a", "Keys", "to")]


@given(histories)
@example([*CROSSED, SHOW])
@example([*CROSSED, CLOSE])
@example([*CROSSED, HIDE, SHOW])
@example([*CROSSED, GATHER])
@example([*CROSSED, GATHER, SHOW])
@example([*CROSSED, fixed(Kind.SPOKE_FROM, "b", standpoint="centre"), SHOW])
@example([*NINE, *come("place", "p9", world="to")])
@example([*NINE, *come("place", "p9", world="to"), SHOW])
@example([*NINE, *come("place", "p9", "p10", world="to"), HIDE, SHOW])
@example([*TEN, *LEAVE])
@example([*TEN, *LEAVE, SHOW])
@example([*TEN, HIDE, *LEAVE, SHOW])
@example([*TEN, HIDE, placed("p2", "Keys", "to"), *LEAVE, SHOW])
@example([*TEN, *come("place", "p10"), HIDE, *LEAVE, *LEAVE_TOO, SHOW])
@settings(max_examples=400)
def test_two_pictures_of_few_differ_by_k_people_or_not_at_all(happenings):
    room, last, did, many = Room(), {}, {}, set()
    for event in numbered(happenings):
        room.hear(event)
        if event.kind not in FACILITATES:
            for people in did.values():
                people.add(event.by)
        if event.kind is Kind.WITHDREW:
            # The promise to forget comes first: what is left may be drawn without them.
            last = {
                place: picture
                for place, picture in last.items()
                if pictures(seen(room)).get(place) == picture
            }
        for place, picture in pictures(seen(room)).items():
            if few(room, place):
                many.discard(place)
            if place in last and picture != last[place] and place not in many:
                assert len(did[place]) >= K
            if not few(room, place) and picture != last.get(place):
                many.add(place)
            if last.get(place) != picture:
                last[place], did[place] = picture, set()


@given(histories)
@example([*come("place", *"abcd"), SHOW, fixed(Kind.WITHDREW, "a")])
def test_a_withdrawal_is_not_read_off_a_picture_of_few(happenings):
    room = Room()
    for event in numbered(happenings):
        before = pictures(seen(room)) if event.kind is Kind.WITHDREW else {}
        room.hear(event)
        after = pictures(seen(room))
        for place, picture in before.items():
            assert after.get(place) in (None, picture) or not few(room, place)


@given(histories)
def test_where_somebody_speaks_from_is_told_three_at_a_time(happenings):
    room, last, did = Room(), None, set()
    for event in numbered(happenings):
        room.hear(event)
        did |= {event.by} - {""}
        come = seen(room)["come"]
        told = {who: n for who, n in come.items() if who != "lately"}
        here = {who for who, when in room.standpoints if when == room.gathering}
        assert sum(come.values()) == len(here)
        if told == last:
            continue
        if event.kind is Kind.WITHDREW:
            gone = sum(last.values()) - sum(told.values())
            assert gone == K or not any(told.values())
        else:
            assert last is None or len(did) >= K or event.kind is Kind.GATHERED
            did = set()
        last = told


@given(histories)
@settings(max_examples=400)
def test_the_flows_of_a_card_tell_nothing_of_those_they_leave_out(happenings):
    state = seen(room_of(numbered(happenings)))
    found = pictures(state)
    flows = state["results"].get(TOPIC, {"flows": ()})["flows"]
    for was, now, standpoint, card, ways in flows:
        moved = sum(n for *_, n in ways)
        assert all(n >= K for *_, n in ways)
        for gathering in (was, now):
            alone = sum(found[gathering, standpoint][card].values()) - moved
            assert alone == 0 or alone >= K


@given(histories)
def test_whoever_withdrew_is_in_no_picture_drawn_later(happenings):
    """As the store does it: what they said is empty, and only their going stands."""
    told = [*numbered(happenings)]
    gone = {event.by for event in told if event.kind is Kind.WITHDREW}
    left = [
        event
        if event.by not in gone or event.kind is Kind.WITHDREW
        else Event(
            number=event.number, gathering=event.gathering, kind=event.kind, at=event.at
        )
        for event in told
    ]
    room = room_of(left)
    for place in room.sorted:
        for standpoint in Standpoint:
            assert not gone & set(room.drawn.answers(place, standpoint))
