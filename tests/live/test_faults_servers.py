"""What goes wrong on the side of the server: each with real processes.

Nothing that was acknowledged is lost, and nothing is kept twice.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import postgresql
import pytest
import sqlalchemy as sql
import version_1
from hosting import LiveRoom, Somebody, host
from phoning import (
    TOPIC,
    Burst,
    Listening,
    Phone,
    gave,
    listening,
    placed,
    refusal,
    until,
)
from serving import serving

from relkit import store
from relkit.models.room_events import Event
from relkit.store import engine, errors, schema

PHONES, EACH = 8, 16
BENCH = "A bench by the door"


@pytest.fixture(scope="module")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL of its own."""
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed here: this was tested on SQLite only.")
    with postgresql.running() as server:
        yield server


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a database that is a file."""
    return f"sqlite:///{tmp_path / 'rooms.sqlite'}"


def opened_room(base: str) -> LiveRoom:
    """A room whose cards can be sorted."""
    room = host(base, TOPIC, looks_first=False)
    room.act("open", topic=TOPIC)
    return room


def phones_in(room: LiveRoom, many: int = PHONES) -> list[Phone]:
    return [Phone.that_came_in(room) for _ in range(many)]


def kept(address: str, room: LiveRoom) -> list[Event]:
    """The events of a room, as they are in the database."""
    with store.Store(address) as opened:
        found = opened.room(room.code)
        assert found is not None
        return opened.read(found.id)


def keys_of(address: str) -> dict[int, str]:
    """Which number each key has in the database."""
    reading = engine.opened(address)
    asked = sql.select(schema.events.c.number, schema.events.c.key)
    with reading.connect() as connection:
        keys = {number: key for number, key in connection.execute(asked) if key}
    reading.dispose()
    return keys


def assert_each_is_kept_once(address: str, room: LiveRoom, burst: Burst) -> None:
    """Every answer of a burst, under the number that was told, with no gap between."""
    events = kept(address, room)
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    keys = keys_of(address)
    assert sorted(keys.values()) == sorted(burst.sent)
    for number, key in keys.items():
        said = events[number - 1].payload
        assert said == {name: burst.sent[key][name] for name in said}
        assert burst.kept.get(key, number) == number


@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_kill_9_in_a_burst_loses_nothing_acknowledged_and_doubles_nothing(
    where: str, request: pytest.FixtureRequest, file: str
):
    postgres = where == "postgresql"
    address = request.getfixturevalue("server").made("killed") if postgres else file
    with serving("--database", address) as served:
        room = opened_room(served.base)
        burst = Burst.begun(phones_in(room), room.cards(TOPIC), EACH)
        until(lambda: len(burst.kept) >= PHONES * EACH // 3)
        served.process.kill()
        burst.end()
    acknowledged = dict(burst.kept)
    assert len(acknowledged) < PHONES * EACH
    assert set(acknowledged) <= {*keys_of(address).values()}
    with serving("--database", address) as served:
        again = burst.again(served.base)
        assert again.items() >= acknowledged.items()
    assert_each_is_kept_once(address, room, burst)


def test_a_postgresql_that_is_killed_in_a_burst_loses_nothing_acknowledged(
    server: postgresql.Server,
):
    address = server.made("stopped")
    with serving("--database", address) as served:
        room = opened_room(served.base)
        phones = phones_in(room)
        with listening(room) as stream:
            burst = Burst.begun(phones, room.cards(TOPIC), EACH // 2)
            until(lambda: len(burst.kept) >= PHONES * EACH // 6)
            server.stop()
            burst.end()
            assert {*burst.said} == {(503, errors.NOT_REACHED)}
            acknowledged = dict(burst.kept)
            assert refusal(lambda: phones[0].answer(placed("x")))[0] == 503
            server.start()
            again = burst.again(served.base)
            assert again.items() >= acknowledged.items()
        with listening(room) as stream:
            stream.hears(max(again.values()))
    assert_each_is_kept_once(address, room, burst)


class SmallDisk:
    """A file system that gets full, or where none can be made, a limit to files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "something-else"
        self.is_mounted = sys.platform == "linux" and not self._command(
            "mount", "-t", "tmpfs", "-o", "size=16m", "relkit-test", str(folder)
        )

    def fill(self, pid: int) -> None:
        """Leave 60 KB of space."""
        if not self.is_mounted:
            self._limit(pid, 60_000 + max(f.stat().st_size for f in self._files()))
            return
        free = shutil.disk_usage(self.folder).free
        self._filler.write_bytes(bytes(max(free - 60_000, 0)))

    def make_space(self, pid: int) -> None:
        """Let everything grow again."""
        self._filler.unlink(missing_ok=True)
        if not self.is_mounted:
            self._limit(pid, resource.RLIM_INFINITY)

    def close(self) -> None:
        """Take it away."""
        if self.is_mounted:
            self._command("umount", "--lazy", str(self.folder))

    def _files(self) -> Iterator[Path]:
        return self.folder.glob("rooms.sqlite*")

    def _limit(self, pid: int, most: int) -> None:
        if not hasattr(resource, "prlimit"):
            pytest.skip("No small disk can be made here, and no limit set to files.")
        limits = (most, resource.RLIM_INFINITY)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)

    def _command(self, *words: str) -> int:
        if shutil.which(words[0]) is None:
            return 1
        return subprocess.run(words, capture_output=True, check=False).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    (tmp_path / "disk").mkdir()
    disk = SmallDisk(tmp_path / "disk")
    yield disk
    disk.close()


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(disk: SmallDisk):
    address = f"sqlite:///{disk.folder / 'rooms.sqlite'}"
    with serving("--database", address) as served:
        pid = served.process.pid
        room = opened_room(served.base)
        phones, cards = phones_in(room), room.cards(TOPIC)
        disk.fill(pid)
        burst = Burst.begun(phones, cards, EACH)
        burst.end()
        acknowledged = dict(burst.kept)
        assert len(acknowledged) < PHONES * EACH
        assert {*burst.said} == {(503, errors.FULL)}
        # What is kept can still be read, and nobody is told of more than that.
        last = kept_beside(address)[-1]
        assert room.until(lambda state: state["number"] >= last)["number"] == last
        disk.make_space(pid)
        again = burst.again(served.base)
        assert again.items() >= acknowledged.items()
        assert_each_is_kept_once(address, room, burst)


def kept_beside(address: str) -> list[int]:
    """The numbers that are in the database, read without writing to a full disk."""
    path = address.removeprefix("sqlite:///")
    reading = sql.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    with reading.connect() as connection:
        asked = sql.select(schema.events.c.number).order_by("number")
        numbers = list(connection.scalars(asked))
    reading.dispose()
    return numbers


def test_a_database_of_an_older_relkit_is_served_and_its_people_are_known(file: str):
    version_1.make(file)
    path, code = f"/room/{version_1.CODE}/", version_1.CODE
    with serving("--database", file) as served:
        phone = Phone(served.base, path=path)
        phone.opener.addheaders = [("Cookie", f"relkit-phone-{code}={version_1.PHONE}")]
        mine = phone.mine()
        assert mine["placed"] == {TOPIC: {version_1.CARD: "by"}}
        assert [each["row"]["name"] for each in mine["given"]] == [version_1.STAYS]
        # A key of the old store is still known, and a new answer gets a new number.
        old = {**version_1.PLACED, "kind": "placed", "key": version_1.EVENTS[4][2]}
        assert phone.answer(old) == 5
        assert phone.answer(placed(version_1.CARD, "for", count=2)) == 9
        other = Phone(served.base, path=path)
        other.post(f"{path}return", words=version_1.WORDS)
        assert other.mine()["placed"] == {TOPIC: {version_1.CARD: "for"}}
        facilitator = Somebody(served.base)
        facilitator.get(f"{path}facilitate?key={version_1.FACILITATE}")
        room = LiveRoom(served.base, code, path, facilitator)
        room.act("close", topic=TOPIC)
        assert room.until(lambda state: state["number"] == 10)


LISTENS = """
import sys, urllib.request
for line in urllib.request.urlopen(sys.argv[1], timeout=60):
    if line.startswith(b"data: "):
        sys.stdout.write(line.decode().removeprefix("data: "))
        sys.stdout.flush()
"""


def test_a_laptop_that_slept_goes_on_and_a_phone_that_slept_hears_all(file: str):
    with serving("--database", file) as served:
        room = opened_room(served.base)
        phones, cards = phones_in(room), room.cards(TOPIC)
        asleep = subprocess.Popen(
            [sys.executable, "-c", LISTENS, f"{room.base}{room.path}stream"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert asleep.stdout is not None
            assert json.loads(asleep.stdout.readline())["number"]
            os.kill(asleep.pid, signal.SIGSTOP)
            with listening(room) as stream:
                burst = Burst.begun(phones, cards, EACH)
                until(lambda: len(burst.kept) >= PHONES * EACH // 3)
                os.kill(served.process.pid, signal.SIGSTOP)
                time.sleep(0.5)  # for what was on its way already
                before = len(burst.kept)
                time.sleep(2)
                assert len(burst.kept) == before < PHONES * EACH
                os.kill(served.process.pid, signal.SIGCONT)
                burst.end()
                # Nobody had to send anything again.
                assert {*burst.kept} == {*burst.sent}
                stream.hears(max(burst.kept.values()))
            os.kill(asleep.pid, signal.SIGCONT)
            for line in asleep.stdout:
                if json.loads(line)["number"] == max(burst.kept.values()):
                    break
        finally:
            asleep.kill()
            asleep.wait(10)
    assert_each_is_kept_once(file, room, burst)


def test_two_servers_share_a_room_and_what_one_hears_the_other_shows(
    server: postgresql.Server,
):
    address = server.made("shared")
    with (
        serving("--database", address) as one,
        serving("--database", address) as other,
    ):
        room = opened_room(one.base)
        phone = Phone.that_came_in(room)
        card = room.cards(TOPIC)[0]
        took = []
        with listening(room) as here, listening(room, other.base) as there:
            for count in range(1, 11):
                to, stream = (one, there) if count % 2 else (other, here)
                phone.base = to.base
                took.append(stream.hears(phone.answer(placed(card, count=count)), 3))
            print(f"To the other server: {sorted(took)[5]:.2f} s, {max(took):.2f} s")
            assert_what_one_forgets_the_other_forgets(room, phone, here, there)


def assert_what_one_forgets_the_other_forgets(
    room: LiveRoom, phone: Phone, here: Listening, there: Listening
) -> None:
    """Somebody withdraws at the other server, and their phone asks this one."""
    number = phone.answer(gave(BENCH))
    here.hears(number)
    there.hears(number)
    assert BENCH in cards_at(room.base, room)
    cookies = phone.cookies
    phone.post(f"{room.path}withdraw", words=phone.words)
    here.hears(number + 1, 3)
    there.hears(number + 1)
    assert BENCH not in cards_at(room.base, room)
    assert sum(here.told["come"].values()) == sum(there.told["come"].values()) == 0
    late = Phone(room.base, path=room.path)
    late.opener.addheaders = [("Cookie", cookies)]
    said = placed(room.cards(TOPIC)[0], count=99)
    assert refusal(lambda: late.answer(said))[0] >= 400
    until(lambda: refusal(lambda: late.answer(said))[0] == 401)
    assert room.state()["number"] == number + 1


def cards_at(base: str, room: LiveRoom) -> list[str]:
    """The cards that one of the servers shows."""
    with urllib.request.urlopen(f"{base}{room.path}about", timeout=20) as answer:
        return json.load(answer)["activities"][0]["cards"]
