"""What a room has shown, over HTTP: to whoever has its code, and only what is shown."""

import asyncio
import csv
import http.client
import io
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import pytest
from hall import rooms_of
from keeping import awaited
from played import CARDS, FORMULA, NOW, PEOPLE, SCRIPT, play

from relkit import cases
from relkit.live.hall import Hall
from relkit.live.results import Shown
from relkit.models.room_activities import ACTIVITIES
from relkit.models.room_events import Kind
from relkit.models.standpoints import Standpoint
from relkit.store import Draft, Hosted, Store

FILES = ("results/cards.csv", "results/given.csv", "results/room.xlsx")
ALL = ("results/told", "results/pictures", *FILES)
GIVEN = {"thriving": "A call at night 1", "governance": "Neighbours of stair 1"}


@dataclass
class Room:
    """A room that was played, and the address below which it is."""

    base: str
    store: Store
    hosted: Hosted

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Ask as a browser without any cookie."""
        asked = urllib.request.Request(
            f"{self.base}/room/{self.hosted.code}/{path}", headers=headers
        )
        return urllib.request.urlopen(asked, timeout=60)

    def read(self, path: str) -> bytes:
        with self.get(path) as answer:
            return answer.read()

    def told(self, path: str = "results/told") -> dict:
        return json.loads(self.read(path))

    def does(self, kind: Kind, topic: str) -> None:
        draft = Draft(kind=kind, payload={"topic": topic, "reason": ""})
        self.store.append(self.hosted.room, [draft], NOW)

    def words(self) -> str:
        """Everything that can be taken home, as text."""
        sheets = openpyxl.load_workbook(io.BytesIO(self.read("results/room.xlsx")))
        cells = [str(c) for s in sheets for row in s.values for c in row]
        rest = [self.read(path).decode() for path in ALL[:-1]]
        return "\n".join([*sheets.sheetnames, *cells, *rest])


@pytest.fixture(scope="module")
def base_and_store(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Store]]:
    database = f"sqlite:///{tmp_path_factory.mktemp('rooms') / 'rooms.db'}"
    store = Store(database)
    with rooms_of(store) as base:
        yield base, store
    store.close()


@pytest.fixture(scope="module")
def room(base_and_store: tuple[str, Store]) -> Room:
    """A room that has shown all of its topics, and is left as it is."""
    base, store = base_and_store
    return Room(base, store, play(store))


@pytest.fixture
def fresh(base_and_store: tuple[str, Store]) -> Room:
    """A room that has shown one topic."""
    base, store = base_and_store
    return Room(base, store, play(store, revealed=("four_worlds",)))


def test_whoever_has_the_code_reads_all_of_it_without_any_cookie(room: Room):
    for path in ("results", *ALL):
        with room.get(path) as answer:
            assert answer.status == 200
            assert "Set-Cookie" not in answer.headers
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy
            assert answer.headers["Cache-Control"] == "no-store"


def test_no_code_no_results(room: Room):
    for path in ALL:
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{room.base}/room/ZZZZZZ/{path}", timeout=20)


def test_what_is_hidden_is_in_no_part_of_it(fresh: Room):
    told = {each["topic"]: each for each in fresh.told()["topics"]}
    assert [t for t, each in told.items() if each["revealed"]] == ["four_worlds"]
    assert told["thriving"]["tables"] == []
    assert {*fresh.told("results/pictures")} == {"four_worlds"}
    words = fresh.words()
    assert SCRIPT in words
    assert not [text for text in GIVEN.values() if text in words]
    assert not [c.name for c in cases.named("housing_repairs").cards if c.name in words]


def test_hiding_it_again_takes_it_out_at_once(fresh: Room):
    fresh.does(Kind.REVEALED, "thriving")
    assert GIVEN["thriving"] in fresh.words()
    fresh.does(Kind.HIDDEN, "thriving")
    assert GIVEN["thriving"] not in fresh.words()
    assert "thriving" not in fresh.told("results/pictures")


def test_an_erased_card_goes_with_the_voices_it_had(fresh: Room):
    assert SCRIPT in fresh.words()
    [number] = [
        event.number
        for event in fresh.store.read(fresh.hosted.room)
        if event.kind is Kind.GAVE and event.payload["row"].get("name") == SCRIPT
    ]
    fresh.store.erase(fresh.hosted.room, number, "it names somebody", NOW)
    assert SCRIPT not in fresh.words()


def test_after_a_withdrawal_the_counts_are_those_of_the_others(fresh: Room):
    def most() -> int:
        lines = csv.DictReader(io.StringIO(fresh.read(FILES[0]).decode("utf-8-sig")))
        voices = [
            int(line["voices"])
            for line in lines
            if line["standpoint"] == Standpoint.COMMUNITY and line["gathering"] == "2"
        ]
        return max(voices, default=0)

    assert most() == PEOPLE[Standpoint.COMMUNITY]
    [first, *_] = [
        event.by
        for event in fresh.store.read(fresh.hosted.room)
        if event.kind is Kind.JOINED and event.payload["standpoint"] == "community"
    ]
    fresh.store.withdraw(fresh.hosted.room, first, NOW)
    rest = PEOPLE[Standpoint.COMMUNITY] - 1
    assert most() in (0, rest)  # their picture may be taken away until it is drawn anew
    fresh.does(Kind.REVEALED, "four_worlds")
    assert most() == rest


def test_a_deleted_room_tells_nothing_more(fresh: Room):
    assert fresh.read("results/pictures")
    fresh.store.delete(fresh.hosted.room)
    for path in ALL:
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fresh.get(path)


def test_two_from_the_centre_are_told_apart_nowhere(room: Room):
    lines = csv.DictReader(io.StringIO(room.read(FILES[0]).decode("utf-8-sig")))
    assert {line["standpoint"] for line in lines} == {"", "community", "place"}
    come = dict(room.told()["come"]["rows"])
    assert come[Standpoint.CENTRE.says] in (0, "fewer than 3")
    assert come[Standpoint.COMMUNITY.says] == PEOPLE[Standpoint.COMMUNITY]


def test_movement_between_the_gatherings_is_a_table_and_a_picture(room: Room):
    tables = {t["title"]: t for each in room.told()["topics"] for t in each["tables"]}
    moved = [row for row in tables["Swimlanes, moved"]["rows"] if row[2] != row[3]]
    second = cases.named("housing_repairs").cards[1].name
    assert [row[:2] for row in moved] == [[second, Standpoint.COMMUNITY.says]]
    assert moved[0][-1] == PEOPLE[Standpoint.COMMUNITY]
    names = [each["name"] for each in room.told("results/pictures")["swimlanes"]]
    assert names == ["lanes by lanes place", "movement", "movement"]


def test_each_picture_has_its_words_its_table_and_what_to_draw(room: Room):
    pictures = room.told("results/pictures")
    assert {*pictures} == {*ACTIVITIES}
    for topic, drawn in pictures.items():
        assert drawn[0]["name"].startswith(ACTIVITIES[topic].picture)
        for each in drawn:
            [view] = each["views"]
            described = view["description"]
            assert described["headline"]
            assert described["sentence"]
            assert described["rows"]
            assert each["spec"]["layer"]
            assert "an invented place" in each["place"]


def test_pictures_come_compressed_to_whoever_can_read_that(room: Room):
    with room.get("results/pictures", **{"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        squeezed = answer.read()
    assert len(squeezed) * 4 < len(room.read("results/pictures"))


def test_files_are_named_after_the_room_and_the_day(room: Room):
    day = NOW.date().isoformat()
    for path, ending in zip(FILES, ("-cards.csv", "-given.csv", ".xlsx"), strict=True):
        with room.get(path) as answer:
            said = answer.headers["Content-Disposition"]
        name = f"housing-repairs-on-an-estate-{day}{ending}"
        assert said == f'attachment; filename="{name}"'


def test_no_file_tells_who_gave_what_or_when(room: Room):
    words = room.words()
    labels = {event.by for event in room.store.read(room.hosted.room)} - {""}
    assert len(labels) == sum(PEOPLE.values())
    assert not [label for label in labels if label in words]
    assert room.hosted.code not in words


def test_the_workbook_has_numbers_as_numbers_and_a_formula_as_text(room: Room):
    book = openpyxl.load_workbook(io.BytesIO(room.read("results/room.xlsx")))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells if c.value == FORMULA} == {"s"}
    [header, *rows] = book["Four worlds of service"].values
    at = header.index("voices")
    told = [row for row in rows if row[at] is not None]
    assert len(told) == 2 * 2 * CARDS
    assert all(row[at] == sum(row[3:at]) for row in told)


def test_forty_who_ask_at_once_cost_one_drawing(room: Room):
    async def ask() -> list[bytes]:
        hall, shown = Hall(room.store), Shown()
        live = await hall.room(room.hosted.code)
        assert live is not None
        told = shown.seen(live)
        drawn = await asyncio.gather(*(shown.pictures(live, told) for _ in range(40)))
        hall.close()
        return drawn

    drawn = awaited(ask())
    assert len({id(each) for each in drawn}) == 1


def test_the_server_draws_nothing_before_somebody_asks():
    """Altair takes its time and 30 MB: a server without a room never loads it."""
    code = "import relkit.live.app, sys; print('altair' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )
    assert answer.stdout.strip() == "False"
