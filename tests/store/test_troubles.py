import os
import signal
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sql
from keeping import AT, ENDS, SAID, Kept, act, lines, program

from relkit import store
from relkit.store import engine, errors, schema

ANSWERS = """
import asyncio, sys
from datetime import UTC, datetime
from itertools import count
from relkit import store
from relkit.models.room_events import Kind
address, room = sys.argv[1:]

async def answers(writer, name):
    for number in count():
        draft = store.Draft(kind=Kind.OPENED, key=f"{name}-{number}")
        await writer.append(int(room), [draft], datetime.now(UTC))
        # One write to the pipe, so that no line is torn when this is killed.
        sys.stdout.write(draft.key + "\\n")
        sys.stdout.flush()

async def main():
    async with store.Writer(store.Store(address)) as writer:
        await asyncio.gather(*(answers(writer, name) for name in "abcdefgh"))

asyncio.run(main())
"""


def keys_in(kept: Kept) -> set[str]:
    reading = engine.opened(kept.address)
    with reading.connect() as connection:
        found = set(connection.scalars(sql.select(schema.events.c.key)))
    reading.dispose()
    return found


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 on Windows")
def test_acknowledged_answers_survive_kill_9(kept: Kept):
    running = program(ANSWERS, kept.address, kept.room)
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(200)]
    os.kill(running.pid, signal.SIGKILL)
    rest, complained = running.communicate(timeout=60)
    assert running.returncode == -signal.SIGKILL, complained
    acknowledged = set("".join([*told, rest]).split())
    assert len(acknowledged) >= 200
    with store.Store(kept.address) as opened:
        assert acknowledged <= keys_in(kept)
        numbers = [event.number for event in opened.read(kept.room)]
        assert numbers == list(range(1, len(numbers) + 1))


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from relkit import store
from relkit.models.room_events import Kind
address, room = sys.argv[1:]
with store.Store(address) as opened:
    # No file may grow past this: what a full disk looks like to one program.
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    try:
        for number in range(10_000):
            draft = store.Draft(
                kind=Kind.OPENED, payload={"t": "x" * 3000}, key=str(number)
            )
            opened.append(int(room), [draft], datetime.now(UTC))
            print(number, flush=True)
    except store.StoreError as error:
        print("refused:", error, flush=True)
    assert opened.read(int(room))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    opened.append(int(room), [draft], datetime.now(UTC))
    print(draft.key, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to a file")
def test_a_full_disk_loses_nothing_acknowledged_and_is_said(kept_in_file: Kept):
    kept = kept_in_file
    *acknowledged, refused, last = lines(program(FULL_DISK, kept.address, kept.room))
    assert refused == f"refused: {errors.FULL}"
    assert len(acknowledged) > 10
    with store.Store(kept.address) as opened:
        # What was refused was not kept, and was kept when it was sent again.
        assert keys_in(kept) - {None} == {*acknowledged, last}
        assert opened.last(kept.room) == 2 + len(acknowledged) + 1


def test_a_database_that_another_program_holds_is_said_and_kept(
    kept_in_file: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "PATIENCE", 50)
    holding = sqlite3.connect(file, isolation_level=None)
    with store.Store(kept_in_file.address) as opened:
        holding.execute("BEGIN IMMEDIATE")
        with pytest.raises(store.StoreError, match="Another program is holding"):
            opened.append(kept_in_file.room, [act()], AT)
        assert len(opened.read(kept_in_file.room)) == 2
        holding.execute("ROLLBACK")
        assert opened.append(kept_in_file.room, [act()], AT) == [3]
    holding.close()


def test_a_writer_goes_on_after_the_database_was_held(
    kept_in_file: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "PATIENCE", 50)
    holding = sqlite3.connect(file, isolation_level=None)
    with store.Store(kept_in_file.address) as opened:
        writer = store.Writer(opened)
        holding.execute("BEGIN IMMEDIATE")
        with pytest.raises(store.StoreError):
            writer.submit(kept_in_file.room, [act()], AT).result(timeout=30)
        holding.execute("ROLLBACK")
        answer = writer.submit(kept_in_file.room, [act()], AT).result(timeout=30)
        writer.close()
    holding.close()
    assert answer == [3]


def test_a_file_that_is_no_database_is_left_as_it_is(file: Path):
    file.write_text("Minutes of the meeting. " * 100)
    before = file.read_bytes()
    with pytest.raises(store.StoreError, match="not made by relkit"):
        store.Store(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_the_tables_of_something_else_are_left_as_they_are(address: str):
    other = engine.opened(address)
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE rooms (beds INTEGER)")
    with pytest.raises(store.StoreError, match="not made by relkit"):
        store.Store(address)
    assert sql.inspect(other).get_table_names() == ["rooms"]
    other.dispose()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(store.StoreError, match="cannot open or write"):
        store.Store(f"sqlite:///{tmp_path / 'file' / 'rooms.sqlite'}")


def test_a_server_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(store.StoreError, match="cannot reach its database"):
        store.Store(f"postgresql://relkit@/rooms?host={tmp_path}")


def test_postgresql_without_its_driver_says_what_to_install():
    code = """if True:
        import sys
        sys.modules["psycopg"] = None
        from relkit import store
        try:
            store.Store("postgresql://localhost/rooms")
        except store.StoreError as error:
            print(error)
    """
    (said,) = lines(program(code))
    assert said.endswith("pip install 'relkit[postgresql]'")


def test_an_empty_database_opened_by_several_at_once_becomes_one_store(address: str):
    together = threading.Barrier(6, timeout=30)

    def open_it() -> int:
        together.wait()
        with store.Store(address) as opened:
            return opened.host(SAID, ends=ENDS, at=AT).room

    with ThreadPoolExecutor(6) as threads:
        hosting = [threads.submit(open_it) for _ in range(6)]
    assert sorted(each.result() for each in hosting) == [1, 2, 3, 4, 5, 6]


def test_the_store_loads_no_web_and_no_pictures():
    code = "import sys, relkit.store; print(*sys.modules)"
    (loaded,) = lines(program(code))
    assert not {"tornado", "altair", "pandas", "numpy", "psycopg"} & {*loaded.split()}
