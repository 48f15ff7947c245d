"""Stores that another version of relkit made."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sql
import version_1
from keeping import AT, Kept, act
from test_forgetting import found_in_files, found_in_tables

from relkit import store
from relkit.models.room import room_of
from relkit.models.room_events import Kind
from relkit.store import engine, schema, steps


def test_a_store_of_version_1_is_migrated_and_keeps_its_room(address: str):
    version_1.make(address)
    with store.Store(address) as opened:
        found = opened.room(version_1.CODE)
        assert (found.id, found.ends, found.last) == (1, version_1.ENDS, 8)
        opens = opened.opens
        assert opens(1, store.Door.FACILITATE, version_1.FACILITATE)
        assert opens(1, store.Door.WALL, version_1.WALL)
        assert opened.recognise(1, version_1.PHONE) == version_1.LABEL
        words = version_1.WORDS
        assert opened.recognise(1, return_code=words) == version_1.LABEL
        events = opened.read(1)
        for event, (kind, by, _, said) in zip(events, version_1.EVENTS, strict=True):
            assert (event.kind, event.by) == (kind, by)
            assert event.payload == ({} if event.number == 6 else said)
    # The second time there is nothing left to migrate.
    with store.Store(address) as opened:
        assert opened.read(1) == events


def test_what_was_taken_back_in_version_1_is_emptied_everywhere(
    address: str, request: pytest.FixtureRequest
):
    version_1.make(address)
    store.Store(address).close()
    assert found_in_tables(address, version_1.TAKEN_BACK) == []
    if address.startswith("sqlite"):
        file = request.getfixturevalue("file")
        assert found_in_files(file, version_1.TAKEN_BACK) == []
        assert found_in_files(file, version_1.STAYS)


def test_in_a_migrated_store_keys_are_each_persons_own(address: str):
    version_1.make(address)
    with store.Store(address) as opened:
        other = opened.join(1, None, AT).label
        key = version_1.EVENTS[4][2]
        for by, number in ((version_1.LABEL, 5), (other, 10)):
            said = version_1.PLACED
            draft = store.Draft(kind=Kind.PLACED, by=by, payload=said, key=key)
            assert opened.append(1, [draft], AT) == [number]
        assert len(room_of(opened.read(1)).placed("four_worlds", 1)) == 2


def as_it_is(address: str) -> dict[str, object]:
    """The tables of a database: columns, and what has to be unique or refers."""
    reading = engine.opened(address)
    look = sql.inspect(reading)
    found: dict[str, object] = {}
    for table in look.get_table_names():
        columns = [
            (each["name"], str(each["type"]), each["nullable"])
            for each in look.get_columns(table)
        ]
        unique = [each["column_names"] for each in look.get_unique_constraints(table)]
        refers = [
            (each["constrained_columns"], each["referred_table"], each["options"])
            for each in look.get_foreign_keys(table)
        ]
        primary = look.get_pk_constraint(table)["constrained_columns"]
        key = sorted(map(str, refers))
        found[table] = (columns, unique, key, primary)
    reading.dispose()
    return found


def test_a_migrated_store_has_the_tables_of_a_new_one(addresses: Iterator[str]):
    old, new = next(addresses), next(addresses)
    version_1.make(old)
    store.Store(old).close()
    store.Store(new).close()
    assert as_it_is(old) == as_it_is(new)


def test_a_migration_that_fails_changes_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    kept.store.close()

    def step(connection: sql.Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE rooms ADD COLUMN colour INTEGER")
        connection.exec_driver_sql("ALTER TABLE nowhere ADD COLUMN colour INTEGER")

    now = schema.VERSION
    monkeypatch.setattr(schema, "VERSION", now + 1)
    monkeypatch.setattr(steps, "STEPS", {**steps.STEPS, now: step})
    with pytest.raises(store.StoreError):
        store.Store(kept.address)
    monkeypatch.undo()
    with store.Store(kept.address) as opened:
        assert opened.last(kept.room) == 2
    reading = engine.opened(kept.address)
    columns = {column["name"] for column in sql.inspect(reading).get_columns("rooms")}
    reading.dispose()
    assert "colour" not in columns


@pytest.mark.parametrize(
    ("version", "says"),
    [(schema.VERSION + 1, "newer relkit"), (0, "no way leads on")],
)
def test_a_store_of_another_version_is_refused_and_left_as_it_is(
    kept: Kept, version: int, says: str
):
    reading = engine.opened(kept.address)
    with reading.begin() as connection:
        connection.execute(schema.versions.update().values(version=version))
    with pytest.raises(store.StoreError, match=says):
        store.Store(kept.address)
    with reading.begin() as connection:
        connection.execute(schema.versions.update().values(version=schema.VERSION))
    reading.dispose()
    with store.Store(kept.address) as opened:
        assert opened.last(kept.room) == 2
        assert opened.append(kept.room, [act()], AT) == [3]
