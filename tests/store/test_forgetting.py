import random
from pathlib import Path

import pytest
import sqlalchemy
from keeping import AT, ENDS, SAID, Kept, act

from relkit import store
from relkit.models.room_events import Kind
from relkit.store import forgetting

TEXT = "an elephant on the allotment"


def found_in_files(file: Path, *words: str) -> list[str]:
    """Which of these words are in any file of the store."""
    files = list(file.parent.glob(file.name + "*"))
    assert files
    content = b"".join(file.read_bytes() for file in files)
    return [word for word in words if word.encode() in content]


def found_in_tables(address: str, word: str) -> list[str]:
    """Which tables of the database have this word in any row."""
    url = address.replace("postgresql:", "postgresql+psycopg:")
    engine = sqlalchemy.create_engine(url)
    tables = sqlalchemy.MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        assert len(tables.tables) == 6
        found = [
            table.name
            for table in tables.sorted_tables
            if any(word in str(row) for row in connection.execute(table.select()))
        ]
    engine.dispose()
    return found


def test_withdrawing_empties_all_that_somebody_gave(kept: Kept):
    leaves, stays = kept.join(), kept.join()
    kept.give(leaves.label, TEXT, key="k1")
    kept.give(stays.label, "a pond", key="k2")
    before = kept.store.read(kept.room)
    number = kept.store.withdraw(kept.room, leaves.label, AT)
    events = kept.store.read(kept.room)
    assert [event.number for event in events] == list(range(1, number + 1))
    for old, new in zip(before, events, strict=False):
        assert (old.gathering, old.kind, old.at) == (new.gathering, new.kind, new.at)
        if old.by == leaves.label:
            assert (new.by, new.payload) == ("", {})
        else:
            assert new == old
    assert (events[-1].kind, events[-1].by) == (Kind.WITHDREW, leaves.label)
    assert found_in_tables(kept.address, TEXT) == []


def test_whoever_withdrew_is_not_recognised_and_nothing_late_is_kept(kept: Kept):
    joined = kept.join()
    kept.give(joined.label, TEXT, key="k1")
    number = kept.store.withdraw(kept.room, joined.label, AT)
    assert kept.store.recognise(kept.room, joined.phone_key) is None
    assert kept.store.comes_back(kept.room, joined.return_code) is None
    with pytest.raises(ValueError, match="withdrawn"):
        kept.give(joined.label, TEXT, key="k1")
    assert kept.store.withdraw(kept.room, joined.label, AT) == number
    assert kept.store.last(kept.room) == number


def test_nobody_withdraws_who_never_joined(kept: Kept):
    with pytest.raises(ValueError, match="never joined"):
        kept.store.withdraw(kept.room, "", AT)
    assert kept.store.read(kept.room)[0].payload


def test_erasing_empties_one_thing_and_keeps_its_number_and_kind(kept: Kept):
    joined = kept.join()
    number = kept.give(joined.label, TEXT, key="k1")
    act_number = kept.store.erase(kept.room, number, "names somebody", AT)
    erased, act = kept.store.read(kept.room, after=number - 1)
    assert (erased.number, erased.kind, erased.payload) == (number, Kind.GAVE, {})
    assert (act.number, act.kind, act.by) == (act_number, Kind.ERASED, "")
    assert act.payload == {"number": number, "reason": "names somebody"}
    assert found_in_tables(kept.address, TEXT) == []


def test_what_was_erased_does_not_come_again_from_a_phone_that_is_late(
    kept: Kept,
):
    joined = kept.join()
    number = kept.give(joined.label, TEXT, key="k1")
    kept.store.erase(kept.room, number, "names somebody", AT)
    assert kept.give(joined.label, TEXT, key="k1") == number
    assert found_in_tables(kept.address, TEXT) == []


WAYS = {
    "erase": lambda kept, _, n: kept.store.erase(kept.room, n, "names somebody", AT),
    "take back": lambda kept, label, n: take_back(kept, label, n),
    "withdraw": lambda kept, label, _: kept.store.withdraw(kept.room, label, AT),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_goes_with_what_others_said_about_it(kept: Kept, way: str):
    joined, other = kept.join(), kept.join()

    def says(who: store.Joined, kind: Kind, **said: object) -> int:
        payload = {"topic": "thriving", **said}
        draft = store.Draft(kind=kind, by=who.label, payload=payload)
        return kept.store.append(kept.room, [draft], AT)[0]

    number = says(joined, Kind.GAVE, row={"name": TEXT})
    about = [
        says(other, Kind.PLACED, card=TEXT),
        says(other, Kind.GAVE, row={"name": "Tea", "situations": f"Rain; {TEXT}"}),
        says(other, Kind.GAVE, row={"name": "Rain", "note": "Tea"}),
    ]
    stays = [
        says(other, Kind.PLACED, card="Rain or shine"),
        says(other, Kind.GAVE, topic="governance", row={"name": "Tea"}),
    ]
    WAYS[way](kept, joined.label, number)
    left = {event.number: event.payload for event in kept.store.read(kept.room)}
    assert [left[each] for each in about] == [{}, {}, {}]
    assert all(left[each] for each in stays)
    assert found_in_tables(kept.address, TEXT) == []


@pytest.mark.parametrize("number", [0, 1, 2, 99])
def test_what_nobody_said_is_not_erased(kept: Kept, number: int):
    with pytest.raises(ValueError, match="nothing to erase"):
        kept.store.erase(kept.room, number, "names somebody", AT)
    assert kept.store.last(kept.room) == 2


def test_what_was_taken_back_is_emptied_and_keeps_its_number_and_kind(kept: Kept):
    joined = kept.join()
    number = kept.give(joined.label, TEXT, key="k1")
    kept.give(joined.label, "a pond", key="k2")
    take_back(kept, joined.label, number)
    given, other, taken = kept.store.read(kept.room, after=number - 1)
    assert (given.number, given.kind, given.payload) == (number, Kind.GAVE, {})
    assert (taken.kind, taken.payload) == (Kind.TOOK_BACK, {"number": number})
    assert other.payload["row"] == {"text": "a pond"}
    assert found_in_tables(kept.address, TEXT) == []
    # It does not come again from a phone that is late.
    assert kept.give(joined.label, TEXT, key="k1") == number
    assert found_in_tables(kept.address, TEXT) == []


def test_nobody_takes_back_what_others_gave_or_that_they_joined(kept: Kept):
    joined, other = kept.join(), kept.join()
    number = kept.give(joined.label, TEXT, key="k1")
    take_back(kept, other.label, number)
    take_back(kept, joined.label, number - 2)
    assert all(event.payload for event in kept.store.read(kept.room))


def take_back(kept: Kept, label: str, number: int) -> None:
    draft = store.Draft(kind=Kind.TOOK_BACK, by=label, payload={"number": number})
    kept.store.append(kept.room, [draft], AT)


@pytest.mark.parametrize("seed", range(2))
def test_what_was_taken_back_is_in_no_file(kept_in_file: Kept, file: Path, seed: int):
    kept = kept_in_file
    rng = random.Random(seed)
    fill(kept, rng, people=6, each=20)
    given = [event for event in kept.store.read(kept.room) if event.kind is Kind.GAVE]
    for event in rng.sample(given, 20):
        mark = event.payload["text"].partition("y")[0] + "y"
        assert found_in_files(file, mark)
        take_back(kept, event.by, event.number)
        assert found_in_files(file, mark) == []


def test_deleting_a_room_leaves_nothing_of_it_and_all_of_the_others(kept: Kept):
    joined = kept.join()
    kept.give(joined.label, TEXT)
    other = kept.store.host(SAID, ends=ENDS, at=AT)
    kept.store.delete(kept.room)
    assert kept.store.room(kept.told.code) is None
    for secret in (TEXT, joined.label, kept.told.code):
        assert found_in_tables(kept.address, secret) == []
    assert kept.store.read(other.room)
    assert kept.store.host(SAID, ends=ENDS, at=AT).room not in {kept.room, other.room}


def test_keys_and_return_codes_are_in_no_file_in_clear(kept_in_file: Kept, file: Path):
    kept = kept_in_file
    joined = kept.join()
    second = kept.store.comes_back(kept.room, joined.return_code)
    told = kept.told
    secrets = [told.facilitate, told.wall, joined.phone_key, joined.return_code, second]
    assert found_in_files(file, *secrets, *joined.return_code.split("-")) == []
    assert found_in_files(file, told.code, joined.label) == [told.code, joined.label]
    assert not any(secret in repr((told, joined)) for secret in secrets)


def fill(
    kept: Kept, rng: random.Random, people: int, each: int
) -> dict[str, list[str]]:
    """Texts of many lengths by many people in turns, over many pages of the file."""
    labels = [kept.join().label for _ in range(people)]
    texts: dict[str, list[str]] = {label: [] for label in labels}
    for number in range(each):
        given = []
        for label in rng.sample(labels, people):
            mark = f"{label}x{number}y"
            text = mark * rng.choice([1, 2, 10, 60, 400])
            texts[label].append(mark)
            key = f"{label}-{number}"
            said = {"text": text}
            draft = store.Draft(kind=Kind.GAVE, by=label, payload=said, key=key)
            given.append(draft)
        kept.store.append(kept.room, given, AT)
    return texts


@pytest.mark.parametrize("seed", range(3))
def test_what_was_withdrawn_is_in_no_file(kept_in_file: Kept, file: Path, seed: int):
    rng = random.Random(seed)
    texts = fill(kept_in_file, rng, people=12, each=30)
    gone = rng.sample(sorted(texts), 5)
    for label in gone:
        kept_in_file.store.withdraw(kept_in_file.room, label, AT)
        assert found_in_files(file, *texts[label]) == []
    stays = [text for label in texts if label not in gone for text in texts[label]]
    assert found_in_files(file, *stays) == stays


@pytest.mark.parametrize("seed", range(3))
def test_what_was_erased_is_in_no_file(kept_in_file: Kept, file: Path, seed: int):
    kept = kept_in_file
    rng = random.Random(seed)
    fill(kept, rng, people=8, each=30)
    given = [event for event in kept.store.read(kept.room) if event.kind is Kind.GAVE]
    for event in rng.sample(given, 40):
        kept.store.erase(kept.room, event.number, "names somebody", AT)
        assert found_in_files(file, event.payload["text"]) == []
        kept.store.append(kept.room, [act()], AT)


def test_what_was_deleted_is_in_no_file(kept_in_file: Kept, file: Path):
    kept = kept_in_file
    texts = fill(kept, random.Random(0), people=8, each=30)
    kept.store.delete(kept.room)
    marks = [mark for marks in texts.values() for mark in marks]
    assert found_in_files(file, *marks, *texts, kept.told.code, SAID["title"]) == []


def test_a_room_whose_date_came_is_in_no_file_after_the_next_start(
    kept_in_file: Kept, file: Path
):
    kept = kept_in_file
    kept.give(kept.join().label, TEXT)
    assert found_in_files(file, TEXT)
    with store.Store(kept.address, today=lambda: ENDS):
        assert found_in_files(file, TEXT, kept.told.code) == []


def test_what_could_not_be_wiped_while_somebody_read_is_wiped_later(
    kept_in_file: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
):
    kept = kept_in_file
    joined = kept.join()
    kept.give(joined.label, TEXT)
    wiped = forgetting.wiped
    monkeypatch.setattr(forgetting, "wiped", lambda at, patience: wiped(at, patience=0))
    engine = sqlalchemy.create_engine(kept.address)
    with engine.connect() as reading:
        reading.exec_driver_sql("BEGIN")
        reading.exec_driver_sql("SELECT * FROM events").fetchone()
        kept.store.withdraw(kept.room, joined.label, AT)
        assert found_in_files(file, TEXT)
    engine.dispose()
    kept.store.append(kept.room, [act()], AT)
    assert found_in_files(file, TEXT) == []
