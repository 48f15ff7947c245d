import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from keeping import AT, ENDS, SAID, Kept, act

from relkit import store
from relkit.models.room_events import Kind
from relkit.models.standpoints import Standpoint
from relkit.store import engine, keys


def test_a_room_begins_hosted_and_gathered(kept: Kept):
    hosted, gathered = kept.store.read(kept.room)
    assert (hosted.number, hosted.kind, hosted.gathering) == (1, Kind.HOSTED, 1)
    assert hosted.payload == {**SAID, "ends": ENDS.isoformat()}
    assert (gathered.number, gathered.kind, gathered.gathering) == (2, Kind.GATHERED, 1)
    assert gathered.payload == {"held": "2026-11-24"}
    assert gathered.at == AT


def test_a_room_is_found_by_its_code_however_it_is_typed(kept: Kept):
    code = kept.told.code
    found = kept.store.room(f" {code[:3].lower()}-{code[3:]} ")
    assert found == store.Room(id=kept.room, code=code, ends=ENDS, last=2, gathering=1)


@pytest.mark.parametrize(
    "typed", ["", "CCCCC", "O0I1L5", "'; DROP TABLE rooms; --", "\0"]
)
def test_what_is_no_code_finds_no_room(kept: Kept, typed: str):
    assert kept.store.room(typed) is None
    assert kept.store.room(kept.told.code) is not None


def test_each_key_opens_its_own_door_of_its_own_room(kept: Kept):
    other = kept.store.host(SAID, ends=ENDS, at=AT)
    opens = kept.store.opens
    assert opens(kept.room, store.Door.FACILITATE, kept.told.facilitate)
    assert opens(kept.room, store.Door.WALL, kept.told.wall)
    assert not opens(kept.room, store.Door.FACILITATE, kept.told.wall)
    assert not opens(other.room, store.Door.FACILITATE, kept.told.facilitate)
    assert not opens(kept.room, store.Door.WALL, "")


def test_whoever_joins_is_recognised_by_phone_and_by_three_words(kept: Kept):
    joined = kept.store.join(kept.room, Standpoint.COMMUNITY, AT)
    typed = joined.return_code.replace("-", "  ").title()
    assert kept.store.recognise(kept.room, phone_key=joined.phone_key) == joined.label
    assert kept.store.recognise(kept.room, return_code=typed) == joined.label
    event = kept.store.read(kept.room)[-1]
    assert (event.kind, event.by) == (Kind.JOINED, joined.label)
    assert event.payload == {"standpoint": "community", "on_paper": False}


def test_three_words_bring_another_phone_and_the_first_one_stays(kept: Kept):
    joined = kept.join()
    second = kept.store.comes_back(kept.room, joined.return_code)
    assert second not in {None, joined.phone_key}
    assert kept.store.recognise(kept.room, second) == joined.label
    assert kept.store.recognise(kept.room, joined.phone_key) == joined.label


@pytest.mark.parametrize("typed", ["", "river", "river stone zzz", "\0", "é" * 10_000])
def test_wrong_words_bring_nobody_back(kept: Kept, typed: str):
    kept.join()
    assert kept.store.comes_back(kept.room, typed) is None


def test_a_code_of_one_room_means_nobody_in_another(kept: Kept):
    joined = kept.join()
    other = kept.store.host(SAID, ends=ENDS, at=AT).room
    assert kept.store.recognise(other, return_code=joined.return_code) is None
    assert kept.store.recognise(other, phone_key=joined.phone_key) is None


def test_the_next_gathering_has_the_next_number(kept: Kept):
    gathers = store.Draft(kind=Kind.GATHERED, payload={"held": "2027-01-12"})
    kept.store.append(kept.room, [act(), gathers, act()], AT)
    gatherings = [event.gathering for event in kept.store.read(kept.room)]
    assert gatherings == [1, 1, 1, 2, 2]
    assert kept.store.room(kept.told.code).gathering == 2


def test_a_room_ends_on_a_day_that_is_still_to_come(kept: Kept):
    with pytest.raises(ValueError, match="still to come"):
        kept.store.host(SAID, ends=date.today(), at=AT)
    with pytest.raises(ValueError, match="still to come"):
        kept.store.prolong(kept.room, date.today(), "We are done", AT)


def test_prolonging_a_room_is_an_act_in_its_log(kept: Kept):
    later = ENDS + timedelta(days=30)
    number = kept.store.prolong(kept.room, later, "One more evening", AT)
    event = kept.store.read(kept.room, after=number - 1)[0]
    assert event.kind is Kind.PROLONGED
    assert event.payload == {"ends": later.isoformat(), "reason": "One more evening"}
    assert kept.store.room(kept.told.code).ends == later


def test_a_room_is_unreadable_from_its_last_day_and_deleted_at_the_next_start(
    address: str,
):
    days = [date(2026, 11, 24)]
    with store.Store(address, today=lambda: days[0]) as opened:
        ended = opened.host(SAID, ends=date(2026, 11, 26), at=AT)
        stays = opened.host(SAID, ends=date(2026, 11, 27), at=AT)
        joined = opened.join(ended.room, None, AT)
        days[0] = date(2026, 11, 26)
        assert opened.room(ended.code) is None
        assert not opened.opens(ended.room, store.Door.WALL, ended.wall)
        assert opened.recognise(ended.room, joined.phone_key) is None
        assert opened.recognise(ended.room, return_code=joined.return_code) is None
        for use in (opened.read, opened.last, lambda r: opened.append(r, [act()], AT)):
            with pytest.raises(store.NoRoom, match="its date has come"):
                use(ended.room)
    # On an earlier day it would be readable again, were it still there.
    with store.Store(address, today=lambda: days[0]) as opened:
        assert opened.read(stays.room)
        days[0] = date(2026, 11, 24)
        assert opened.room(ended.code) is None


def test_codes_have_six_signs_that_are_not_mistaken_for_others():
    codes = {keys.room_code() for _ in range(500)}
    assert len(codes) > 490
    assert all(len(code) == 6 for code in codes)
    assert not set("".join(codes)) & set("01IO5S8B")


def test_no_two_words_are_one_letter_apart():
    words = keys.words()
    assert len(set(words)) == 2048
    assert all(word.isascii() and word.islower() for word in words)
    assert all(3 <= len(word) <= 13 for word in words)
    # One letter changed, and one letter too few.
    changed = [f"{w[:i]}*{w[i + 1 :]}" for w in words for i in range(len(w))]
    assert len(set(changed)) == len(changed)
    assert not {w[:i] + w[i + 1 :] for w in words for i in range(len(w))} & {*words}


@pytest.mark.skipif(os.name == "nt", reason="rights of files are different on Windows")
def test_without_an_address_rooms_are_in_a_folder_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "folder", lambda: tmp_path / "relkit")
    with store.Store() as opened:
        opened.host(SAID, ends=ENDS, at=AT)
        files = list((tmp_path / "relkit").iterdir())
    assert {file.name for file in files} >= {"rooms.sqlite", "rooms.sqlite-wal"}
    assert not any(file.stat().st_mode & 0o077 for file in files if file.exists())


@pytest.mark.skipif(sys.platform != "linux", reason="asks where Linux keeps data")
def test_the_folder_is_the_one_for_data_of_this_machine(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert engine.folder() == Path("/somewhere/relkit")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert engine.folder() == Path.home() / ".local/share/relkit"


@pytest.mark.parametrize(
    "address",
    ["", "rooms.sqlite", "mysql://localhost/rooms", "sqlite://", "sqlite:///:memory:"],
)
def test_an_address_that_keeps_nothing_is_refused(address: str):
    with pytest.raises(ValueError, match="sqlite:////path"):
        engine.opened(address)


def test_a_password_is_not_repeated_when_an_address_is_wrong():
    with pytest.raises(ValueError, match="PostgreSQL") as refused:
        engine.opened("mysql://me:hunter2@localhost/rooms")
    assert "hunter2" not in str(refused.value)
