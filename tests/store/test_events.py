import asyncio
import json
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keeping import AT, ENDS, SAID, Kept, act, lines, program

from relkit import store
from relkit.models.room_events import Kind
from relkit.store import drafts

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    # Every character there is, NUL and halves of pairs too.
    | st.text(st.characters(exclude_categories=())),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(payload=st.dictionaries(st.text(), JSON))
def test_whatever_json_is_put_in_comes_out_equal(kept: Kept, payload: dict[str, Any]):
    draft = store.Draft(kind=Kind.OPENED, payload=payload)
    (number,) = kept.store.append(kept.room, [draft], AT)
    (event,) = kept.store.read(kept.room, after=number - 1)
    assert event.payload == payload
    assert list(event.payload) == list(payload)


def test_what_was_told_is_what_is_read(kept: Kept):
    joined = kept.join()
    payload = {"topic": "four_worlds", "row": {"text": "'); DROP TABLE events; --"}}
    at = datetime(2026, 11, 24, 18, 30, 1, 5, tzinfo=timezone(timedelta(hours=1)))
    draft = store.Draft(kind=Kind.GAVE, by=joined.label, payload=payload, key="k1")
    assert kept.store.append(kept.room, [draft], at) == [4]
    (event,) = kept.store.read(kept.room, after=3)
    assert (event.number, event.gathering, event.kind) == (4, 1, Kind.GAVE)
    assert (event.by, event.payload, event.at) == (joined.label, payload, at)
    assert kept.store.last(kept.room) == 4


def test_an_answer_sent_twice_is_kept_once(kept: Kept):
    joined = kept.join()
    first = kept.give(joined.label, "tea", key="k1")
    other = kept.give(joined.label, "soup", key="k2")
    assert kept.give(joined.label, "tea", key="k1") == first
    assert kept.store.last(kept.room) == other
    same = store.Draft(kind=Kind.OPENED, key="k3")
    assert kept.store.append(kept.room, [same, same], AT) == [other + 1, other + 1]


def test_a_key_that_somebody_else_has_takes_nobodys_answer_away(kept: Kept):
    one, other = kept.join().label, kept.join().label
    first = kept.give(one, "tea", key="k1")
    second = kept.give(other, "soup", key="k1")
    assert second == first + 1
    assert (kept.give(one, "tea", key="k1"), kept.give(other, "soup", key="k1")) == (
        first,
        second,
    )
    said = [event.payload["row"]["text"] for event in kept.store.read(kept.room)[-2:]]
    assert said == ["tea", "soup"]
    # Withdrawn answers have no key any more, so that none meets another.
    kept.store.withdraw(kept.room, one, AT)
    kept.store.withdraw(kept.room, other, AT)
    assert [e.payload for e in kept.store.read(kept.room)[first - 1 : second]] == [
        {},
        {},
    ]


def test_the_same_key_in_another_room_is_another_answer(kept: Kept):
    draft = store.Draft(kind=Kind.OPENED, key="k1")
    other = kept.store.host(SAID, ends=ENDS, at=AT).room
    assert kept.store.append(kept.room, [draft], AT) == [3]
    assert kept.store.append(other, [draft], AT) == [3]


def test_a_clock_that_jumps_back_keeps_the_order_by_number(kept: Kept):
    times = [AT, AT - timedelta(days=400), AT + timedelta(seconds=1)]
    numbers = [kept.store.append(kept.room, [act()], at)[0] for at in times]
    events = kept.store.read(kept.room, after=2)
    assert [event.number for event in events] == numbers == [3, 4, 5]
    assert [event.at for event in events] == times


def test_drafts_are_kept_together_or_not_at_all(kept: Kept):
    stranger = store.Draft(kind=Kind.GAVE, by="nobody", payload={"text": "x"})
    with pytest.raises(ValueError, match="never joined"):
        kept.store.append(kept.room, [act(), stranger], AT)
    assert kept.store.last(kept.room) == 2


def test_a_room_that_never_was_says_so(kept: Kept):
    with pytest.raises(store.NoRoom, match="no such room"):
        kept.store.append(kept.room + 99, [act()], AT)


@pytest.mark.parametrize(
    "payload",
    [
        {"text": "x" * drafts.LARGEST},
        {"list": json.loads("[" * 40 + "]" * 40)},
        {"list": json.loads("[" * 900 + "]" * 900)},
    ],
)
def test_what_is_too_large_is_refused(payload: dict[str, Any]):
    with pytest.raises(ValueError, match="too much to keep at once"):
        store.Draft(kind=Kind.GAVE, payload=payload)


@pytest.mark.parametrize(
    "payload", [{"x": float("nan")}, {"x": {1, 2}}, {"x": b"1"}, {1: "x"}, {"x": AT}]
)
def test_what_is_no_json_is_refused(payload: dict[Any, Any]):
    with pytest.raises(ValueError, match="plain JSON"):
        store.Draft(kind=Kind.GAVE, payload=payload)


@pytest.mark.parametrize("key", ["", "x" * 65, "a\0b", "ä", "a b"])
def test_a_key_that_no_phone_of_ours_made_is_refused(key: str):
    with pytest.raises(ValueError, match="random key"):
        store.Draft(kind=Kind.GAVE, key=key)


@pytest.mark.parametrize("kind", drafts.OWN_WAY)
def test_what_changes_more_than_the_list_is_not_appended(kind: Kind):
    with pytest.raises(ValueError, match=r"use Store\."):
        store.Draft(kind=kind)


def test_too_many_at_once_and_times_without_a_zone_are_refused(kept: Kept):
    with pytest.raises(ValueError, match="in parts"):
        kept.store.append(kept.room, [act()] * (drafts.MOST + 1), AT)
    with pytest.raises(ValueError, match="in parts"):
        kept.store.append(kept.room, [], AT)
    with pytest.raises(ValueError, match="time zone"):
        kept.store.append(kept.room, [act()], datetime(2026, 11, 24))


WRITES = """
import sys
from datetime import UTC, datetime
from relkit import store
from relkit.models.room_events import Kind
address, room, name, many = sys.argv[1:]
with store.Store(address) as opened:
    for number in range(int(many)):
        draft = store.Draft(kind=Kind.OPENED, key=f"{name}-{number}")
        print(*opened.append(int(room), [draft], datetime.now(UTC)), flush=True)
"""


def test_two_writers_leave_no_gap_and_a_reader_misses_nothing(kept: Kept):
    many = 100
    writers = [program(WRITES, kept.address, kept.room, n, many) for n in ("a", "b")]
    seen: list[int] = []
    until = time.monotonic() + 60
    while len(seen) < 2 + 2 * many and time.monotonic() < until:
        after = seen[-1] if seen else 0
        events = kept.store.read(kept.room, after)
        seen += [event.number for event in events]
    told = [int(line) for writer in writers for line in lines(writer)]
    assert seen == list(range(1, 3 + 2 * many))
    assert sorted(told) == seen[2:]


def test_threads_of_one_program_leave_no_gap(kept: Kept):
    told: list[int] = []

    def write() -> None:
        for number in range(40):
            told.extend(kept.store.append(kept.room, [act(number)], AT))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(told) == list(range(3, 163))


def test_answers_that_arrive_together_share_one_write(kept: Kept, monkeypatch):
    written: list[int] = []
    together = kept.store.append_together
    monkeypatch.setattr(
        kept.store,
        "append_together",
        lambda room, entries: written.append(len(entries)) or together(room, entries),
    )

    async def write() -> list[list[int]]:
        async with store.Writer(kept.store) as writer:
            return await asyncio.gather(
                *(writer.append(kept.room, [act(n)], AT) for n in range(300))
            )

    numbers = asyncio.run(write())
    assert [n for (n,) in numbers] == list(range(3, 303))
    assert sum(written) == 300
    assert len(written) < 30


def test_one_refused_answer_holds_up_no_other(kept: Kept):
    stranger = store.Draft(kind=Kind.GAVE, by="nobody", payload={"text": "x"})

    async def write() -> list[Any]:
        async with store.Writer(kept.store) as writer:
            asked = [
                writer.append(kept.room, [act()], AT),
                writer.append(kept.room, [stranger], AT),
                writer.append(kept.room + 99, [act()], AT),
                writer.append(kept.room, [act()], AT),
            ]
            return await asyncio.gather(*asked, return_exceptions=True)

    first, refused, nowhere, last = asyncio.run(write())
    assert (first, last) == ([3], [4])
    assert isinstance(refused, ValueError)
    assert isinstance(nowhere, store.NoRoom)


def test_what_was_sent_is_kept_though_the_sender_went_away(kept: Kept):
    async def write() -> None:
        async with store.Writer(kept.store) as writer:
            asked = [
                asyncio.ensure_future(writer.append(kept.room, [act(n)], AT))
                for n in range(20)
            ]
            await asyncio.sleep(0)
            for each in asked[::2]:
                each.cancel()
            await asyncio.gather(*asked, return_exceptions=True)

    asyncio.run(write())
    assert kept.store.last(kept.room) == 22


def test_a_closed_writer_says_so(kept: Kept):
    writer = store.Writer(kept.store)
    writer.submit(kept.room, [act()], datetime.now(UTC))
    writer.close()
    assert kept.store.last(kept.room) == 3
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(kept.room, [act()], AT)
