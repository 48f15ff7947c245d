"""A room ends on its date, and a clock that is wrong ends none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from keeping import AT, SAID, act

from relkit import store
from relkit.store import dates

TODAY = date(2026, 11, 24)
ENDS = TODAY + timedelta(days=90)
IN_2099 = date(2099, 1, 1)
IN_2010 = date(2010, 1, 1)
NEXT = timedelta(days=1)


class Calendar:
    """A machine's date, which somebody sets."""

    def __init__(self) -> None:
        self.today = TODAY

    def __call__(self) -> date:
        return self.today

    @contextmanager
    def on(self, today: date, address: str) -> Iterator[store.Store]:
        """Relkit is started on this date."""
        self.today = today
        with store.Store(address, today=self) as opened:
            yield opened


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def code(calendar: Calendar, address: str) -> str:
    """A room that was hosted today."""
    with calendar.on(TODAY, address) as opened:
        return opened.host(SAID, ends=ENDS, at=AT).code


def is_there(opened: store.Store, code: str, room: int = 1) -> bool:
    """Whether the room can be read; whichever way it is asked for."""
    found = opened.room(code)
    try:
        assert opened.read(room)
    except store.NoRoom:
        assert found is None
        return False
    return found is not None


def test_a_room_is_deleted_on_its_date_while_relkit_runs(
    calendar: Calendar, address: str, code: str
):
    with calendar.on(ENDS - NEXT, address) as opened:
        assert opened.end_rooms() == []
        assert is_there(opened, code)
        calendar.today = ENDS
        assert not is_there(opened, code)
        assert opened.end_rooms() == [1]
        # Nor does a clock that is set back bring it back.
        calendar.today = TODAY
        assert not is_there(opened, code)


@pytest.mark.parametrize("wrong", [IN_2099, TODAY + timedelta(days=365)])
def test_a_clock_that_is_far_ahead_hides_rooms_and_deletes_none(
    calendar: Calendar, address: str, code: str, wrong: date
):
    for _ in range(2):
        with calendar.on(wrong, address) as opened:
            assert not is_there(opened, code)
            assert opened.end_rooms() == []
            assert f"today is {wrong}" in opened.doubt
            assert "no room was deleted" in opened.doubt
    with calendar.on(TODAY + NEXT, address) as opened:
        assert is_there(opened, code)
        assert opened.doubt == ""


def test_a_clock_that_jumps_while_relkit_runs_deletes_none(
    calendar: Calendar, address: str, code: str
):
    with calendar.on(TODAY, address) as opened:
        for wrong in (IN_2099, IN_2010, IN_2099 + NEXT, IN_2010):
            calendar.today = wrong
            assert opened.end_rooms() == []
        calendar.today = TODAY
        assert opened.end_rooms() == []
        assert is_there(opened, code)
        assert opened.append(1, [act()], AT) == [3]


def test_after_a_long_time_rooms_are_deleted_on_the_second_day_of_use(
    calendar: Calendar, address: str, code: str
):
    later = TODAY + timedelta(days=dates.FAR + 1)
    with calendar.on(later, address) as opened:
        assert not is_there(opened, code)
        # Who has not used relkit for a year can host a room at once.
        other = opened.host(SAID, ends=later + timedelta(days=90), at=AT)
        calendar.today = later + 3 * NEXT
        assert opened.end_rooms() == [1]
        assert is_there(opened, other.code, other.room)
    with calendar.on(TODAY, address) as opened:
        assert opened.room(code) is None


def test_after_an_ordinary_time_they_are_deleted_at_the_start(
    calendar: Calendar, address: str, code: str
):
    with calendar.on(TODAY + timedelta(days=dates.FAR), address) as opened:
        assert opened.doubt == ""
        calendar.today = TODAY
        assert not is_there(opened, code)


def test_no_room_is_hosted_by_a_clock_that_is_far_behind(
    calendar: Calendar, address: str, code: str
):
    with calendar.on(IN_2010, address) as opened:
        assert is_there(opened, code)
        assert f"today is {IN_2010}" in opened.doubt
        ends = IN_2010 + timedelta(days=90)
        for hosts in (
            lambda: opened.host(SAID, ends=ends, at=AT),
            lambda: opened.prolong(1, ends, "longer", AT),
        ):
            with pytest.raises(store.StoreError, match="Set its date right"):
                hosts()
        calendar.today = TODAY + NEXT
        opened.end_rooms()
        assert is_there(opened, code)
        assert opened.host(SAID, ends=ENDS, at=AT)


def test_a_new_store_knows_that_it_cannot_be_2010(calendar: Calendar, address: str):
    with (
        calendar.on(IN_2010, address) as opened,
        pytest.raises(store.StoreError, match="Set its date right"),
    ):
        opened.host(SAID, ends=IN_2010 + timedelta(days=90), at=AT)


def test_a_wrong_year_that_was_believed_is_forgotten_again(
    calendar: Calendar, address: str, code: str
):
    for day in (IN_2099, IN_2099 + NEXT, TODAY, TODAY + NEXT):
        with calendar.on(day, address) as opened:
            assert bool(opened.doubt) == (day in {IN_2099, TODAY})
    with calendar.on(TODAY + 2 * NEXT, address) as opened:
        assert opened.doubt == ""
        assert opened.host(SAID, ends=ENDS, at=AT)
    with calendar.on(IN_2099 + 9 * NEXT, address) as opened:
        assert opened.doubt
