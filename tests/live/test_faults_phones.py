"""What goes wrong on the side of phones: each with a real server."""

import functools
import json
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hosting import LiveRoom, host
from phoning import TOPIC, Listening, Phone, gave, listening, placed, refusal
from serving import Served, serving

MINUTE = 61.0


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as served:
        yield served


def opened_room(served: Served) -> LiveRoom:
    """A room whose cards can be sorted."""
    room = host(served.base, TOPIC, looks_first=False)
    room.act("open", topic=TOPIC)
    return room


@pytest.fixture
def room(served: Served) -> LiveRoom:
    return opened_room(served)


@dataclass
class Away:
    """A phone that has lost its connection, and what it was in the middle of."""

    room: LiveRoom
    phone: Phone
    since: float
    unheard: dict[str, Any]
    number: int


@pytest.fixture(scope="module", autouse=True)
def away(served: Served) -> Away:
    """It goes away before the other tests, so that nobody waits for its minute."""
    room = opened_room(served)
    phone = Phone.that_came_in(room)
    stream = Listening(room.base, room.path, phone.cookies)
    unheard = placed(room.cards(TOPIC)[0], "to", count=1)
    number = phone.answer(unheard)
    stream.hears(number)
    stream.cut()
    Phone.that_came_in(room).answer(placed(room.cards(TOPIC)[1]))
    return Away(room, phone, time.monotonic(), unheard, number)


def test_an_answer_retried_after_a_newer_one_does_not_override_it(room: LiveRoom):
    phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
    older, newer = placed(card, "to", count=1), placed(card, "by", count=2)
    kept = phone.answer(newer)
    # It is kept late, under a number of its own, and the newer one stays.
    assert phone.answer(older) == kept + 1
    assert phone.answer(newer) == kept
    assert phone.answer(older) == kept + 1
    assert phone.mine()["placed"] == {TOPIC: {card: "by"}}
    assert room.state()["number"] == kept + 1


def test_an_answer_whose_acknowledgement_was_lost_is_acknowledged_after_closing(
    room: LiveRoom,
):
    phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
    said = [placed(card), gave("A bench by the door")]
    numbers = [phone.answer(each) for each in said]
    # A card that is there already is refused, but not to the phone that gave it.
    assert [phone.answer(each) for each in said] == numbers
    room.act("close", topic=TOPIC)
    assert [phone.answer(each) for each in said] == numbers
    assert refusal(lambda: phone.answer(placed(card)))[0] == 409
    assert refusal(lambda: phone.answer({**said[0], "key": "\0" * 16}))[0] == 400
    other = Phone.that_came_in(room)
    assert refusal(lambda: other.answer(said[0]))[0] == 409


def test_two_tabs_of_one_phone_hear_and_show_the_same(room: LiveRoom):
    phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
    with listening(phone) as first, listening(phone) as second:
        for count, (tab, bin) in enumerate(
            [("a", "to"), ("b", "for"), ("a", "with"), ("b", "by")], start=1
        ):
            number = phone.answer(placed(card, bin, tab, count))
            for tab_hears in (first, second):
                tab_hears.hears(number)
        # Between tabs it is the order in which they were kept; a counter that began
        # again does not lose, and one person has one voice.
        number = phone.answer(placed(card, "for", "a", 7))
        assert phone.answer(placed(card, "with", "b", 3)) == number + 1
        assert phone.mine()["placed"] == {TOPIC: {card: "with"}}
        for tab_hears in (first, second):
            tab_hears.hears(number + 1)
            assert tab_hears.told["activities"][0]["answered"] == 1
            assert tab_hears.told == first.told


def test_three_words_withdraw_from_a_device_that_never_was_there(room: LiveRoom):
    phone, stays = Phone.that_came_in(room), Phone.that_came_in(room)
    card = room.cards(TOPIC)[0]
    phone.answer(placed(card))
    phone.answer(gave("A bench by the door"))
    number = stays.answer(placed(card))
    device = Phone(room.base, path=room.path)
    with listening(room) as stream:
        assert device.post(f"{room.path}withdraw", words=phone.words) == {"ok": True}
        stream.hears(number + 1)
        assert sum(stream.told["come"].values()) == 1
        assert stream.told["activities"][0]["answered"] == 1
    assert "A bench by the door" not in room.cards(TOPIC)
    assert refusal(phone.mine)[0] == 401
    assert refusal(lambda: phone.answer(placed(card, count=2)))[0] == 401
    assert stays.mine()["placed"] == {TOPIC: {card: "by"}}


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.test", "http://127.0.0.1", "null"]
)
def test_a_withdrawal_sent_by_another_origin_is_refused_and_changes_nothing(
    room: LiveRoom, origin: str
):
    phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
    number = phone.answer(placed(card))
    for cookies, words in (("", phone.words), (phone.cookies, "")):
        request = urllib.request.Request(
            f"{room.base}{room.path}withdraw",
            json.dumps({"words": words}).encode(),
            {"Content-Type": "application/json", "Origin": origin, "Cookie": cookies},
        )
        asks = functools.partial(urllib.request.urlopen, request, timeout=20)
        assert refusal(asks) == (403, "Another page sent this, so nothing was kept.")
    assert phone.mine()["placed"] == {TOPIC: {card: "by"}}
    assert room.state()["number"] == number
    # From the room's own page it is taken.
    phone.opener.addheaders = [("Origin", room.base)]
    assert phone.post(f"{room.path}withdraw", words=phone.words) == {"ok": True}


# The last of all, when its minute is over.
def test_a_phone_that_lost_its_connection_for_a_minute_loses_nothing(away: Away):
    time.sleep(max(0.0, away.since + MINUTE - time.monotonic()))
    room, phone, card = away.room, away.phone, away.unheard["card"]
    waited = [placed(card, "with", count=2), gave("A bench by the door")]
    numbers = [phone.answer(said) for said in waited]
    assert numbers == [away.number + 3, away.number + 4]
    # Of this one it had not heard that it was kept; it does not override what is newer.
    assert phone.answer(away.unheard) == away.number
    assert phone.mine()["placed"] == {TOPIC: {card: "with"}}
    with listening(phone) as stream:
        stream.hears(numbers[-1])
        assert stream.number == numbers[-1]
        assert stream.told["activities"][0]["answered"] == 2
        assert "A bench by the door" in room.cards(TOPIC)
