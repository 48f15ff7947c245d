"""The clock of the facilitator's laptop is set, wrong and right: with a real server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hosting import LiveRoom, host
from phoning import TOPIC, Phone, gave, listening, placed, refusal, until
from serving import Served, serving

from relkit import store

DAY = 24 * 60 * 60
AHEAD = 73 * 365 * DAY
CLOCK = Path(__file__).parents[1] / "clock"
BENCH = "A bench by the door"


class Laptop:
    """A laptop whose clock somebody sets, and its rooms."""

    def __init__(self, folder: Path) -> None:
        self.address = f"sqlite:///{folder / 'rooms.sqlite'}"
        self._wrong_by = folder / "wrong-by"
        self.is_wrong_by(0)

    def is_wrong_by(self, seconds: float) -> None:
        """Set its clock; it is written at once, never half."""
        new = self._wrong_by.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self._wrong_by)

    @contextmanager
    def serving(self) -> Iterator[Served]:
        """Relkit is started on it."""
        path = os.pathsep.join(filter(None, [str(CLOCK), os.environ.get("PYTHONPATH")]))
        variables = {"PYTHONPATH": path, "WRONG_CLOCK": str(self._wrong_by)}
        with serving("--database", self.address, variables=variables) as served:
            yield served


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def opened_room(served: Served) -> LiveRoom:
    """A room whose cards can be sorted."""
    room = host(served.base, TOPIC, looks_first=False)
    room.act("open", topic=TOPIC)
    return room


def is_there(room: LiveRoom) -> bool:
    """Whether the room can be found; a wrong code is answered after a second."""
    try:
        return bool(room.state())
    except OSError:
        return False


def test_a_clock_that_jumps_ahead_deletes_no_room_and_is_told(laptop: Laptop):
    with laptop.serving() as served:
        room = opened_room(served)
        phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
        number = phone.answer(placed(card))
        with listening(room) as stream:
            stream.hears(number)
            laptop.is_wrong_by(AHEAD)
            until(lambda: not is_there(room))
            until(lambda: stream.is_over)
        assert refusal(phone.mine)[0] == 404
    with laptop.serving() as served:
        assert any("no room was deleted" in line for line in served.lines)
        laptop.is_wrong_by(0)
        room.base = phone.base = room.facilitator.base = served.base
        until(lambda: is_there(room))
        assert phone.mine()["placed"] == {TOPIC: {card: "by"}}
        assert phone.answer(gave(BENCH)) == number + 1
        room.act("close", topic=TOPIC)
        assert room.state()["number"] == number + 2


def test_a_clock_that_jumps_back_holds_up_nothing(laptop: Laptop):
    with laptop.serving() as served:
        room = opened_room(served)
        phone, card = Phone.that_came_in(room), room.cards(TOPIC)[0]
        first = phone.answer(placed(card, "to", count=1))
        with listening(room) as stream:
            for jump, days in enumerate([-1, -200, 0], start=1):
                laptop.is_wrong_by(days * DAY)
                number = phone.answer(placed(card, "for", count=1 + jump))
                stream.hears(number)
            assert number == first + 3
            # Somebody whose own clock is right comes in and is known again.
            laptop.is_wrong_by(-200 * DAY)
            late = Phone.that_came_in(room)
            assert late.answer(placed(card)) == number + 2
            room.act("gather")
            stream.hears(number + 3)
            assert stream.told["gathering"] == 2
            assert late.mine()["here"] is False
        assert phone.post(f"{room.path}withdraw", words=phone.words) == {"ok": True}


def test_a_room_is_deleted_on_its_date_while_the_server_runs(laptop: Laptop):
    with laptop.serving() as served:
        room = opened_room(served)
        phone = Phone.that_came_in(room)
        number = phone.answer(gave(BENCH))
        file = Path(laptop.address.removeprefix("sqlite:///"))
        with listening(room) as stream:
            stream.hears(number)
            assert BENCH in text_in(file)
            laptop.is_wrong_by(91 * DAY)
            until(lambda: stream.is_over)
            until(lambda: BENCH not in text_in(file))
        # The clock was right; that it goes back brings nothing back.
        laptop.is_wrong_by(0)
        assert not is_there(room)
        with store.Store(laptop.address) as opened:
            assert opened.room(room.code) is None


def text_in(file: Path) -> str:
    """All that stands in the files of a database."""
    files = sorted(file.parent.glob(f"{file.name}*"))
    return "".join(each.read_bytes().decode("latin-1") for each in files)
