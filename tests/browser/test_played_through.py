"""A room as it is meant to be: thirty phones, three screens, two gatherings, a report.

The thirty are in a process of their own (`playing`); the facilitator, the wall, and one
more phone are pages of a real browser.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hosting import come_in
from playing import EACH, People, people
from playwright.sync_api import Locator, Page, expect
from serving import serving
from visiting import Open

from relkit.models import room_drawn
from relkit.store import Hosted, Store

A_MONTH = timedelta(days=31)
SCRIPT = "<script>document.title='gone'</script>A caretaker who lives here"
FORMULA = "=1+1 neighbours"
Counts = dict[tuple[str, str, str], int]
"""Voices by standpoint, card and bin."""
TOPICS = ["four_worlds", "swimlanes", "thriving", "governance"]


@dataclass
class Play:
    """A room that first gathered a month ago, with all who are in it."""

    base: str
    hosted: Hosted
    facilitator: Page
    wall: Page
    phone: Page
    people: People

    @property
    def code(self) -> str:
        return self.hosted.code

    @property
    def path(self) -> str:
        return f"/room/{self.code}/"

    def cards(self, topic: str) -> list[str]:
        about = self.phone.request.get(f"{self.base}{self.path}about").json()
        return next(a["cards"] for a in about["activities"] if a["topic"] == topic)

    def bins(self, topic: str) -> list[str]:
        about = self.phone.request.get(f"{self.base}{self.path}about").json()
        bins = next(a["bins"] for a in about["activities"] if a["topic"] == topic)
        return [bin["value"] for bin in bins]

    def turn(self, name: str, topic: str) -> None:
        """The facilitator switches something on."""
        row = self.facilitator.locator(f'.activity[data-topic="{topic}"]')
        row.get_by_role("button", name=name).click()
        expect(row.get_by_role("button", name=name)).to_have_attribute(
            "aria-pressed", "true"
        )


@pytest.fixture
def play(visitor: Open, tmp_path: Path) -> Iterator[Play]:
    database = f"sqlite:///{(tmp_path / 'rooms.sqlite').as_posix()}"
    now = datetime.now(UTC)
    with Store(database) as store:
        hosted = store.host(
            {
                "case": "housing_repairs",
                "title": "Housing repairs on an estate",
                "topics": TOPICS,
                "looks_first": True,
            },
            ends=(now + timedelta(days=60)).date(),
            at=now - A_MONTH,
        )
    with serving("--database", database) as server:
        at = f"{server.base}/room/{hosted.code}"
        facilitator = visitor(server.base).page
        facilitator.goto(f"{at}/facilitate?key={hosted.facilitate}")
        screen = {"width": 1920, "height": 1080}
        wall = visitor(server.base, viewport=screen)
        wall.page.goto(f"{at}/wall?key={hosted.wall}", timeout=60_000)
        wall.wait()
        hand = {"width": 390, "height": 844}
        phone = visitor(server.base, viewport=hand, has_touch=True).page
        with people(server.base, f"/room/{hosted.code}/") as all_thirty:
            yield Play(server.base, hosted, facilitator, wall.page, phone, all_thirty)


def test_a_room_is_played_through(play: Play, tmp_path: Path):
    screens = tmp_path / "screens"
    come_in(play.phone, play.base, play)
    assert play.people.do("come") == 3 * EACH
    expect(play.facilitator.locator("#come-title")).to_have_text("31 people have come")
    expect(feed(play.wall)).to_contain_text("31 people have come.")
    four_worlds(play, screens)
    all_sort(play, "swimlanes")
    play.turn("Reveal", "swimlanes")
    thriving(play, screens)
    governance(play, screens)
    first = play.people.do("count", topic="four_worlds")
    second_gathering(play, screens)
    second = play.people.do("count", topic="four_worlds")
    assert first != second
    the_export_is_read(play, tmp_path, [first, second])


def four_worlds(play: Play, screens: Path) -> None:
    all_sort(play, "four_worlds")
    card = play.cards("four_worlds")[0]
    box = play.phone.get_by_role("group", name=card)
    box.get_by_role("radio").first.check()
    expect(feed(play.wall)).to_contain_text("31 people have answered.")
    look(play, screens, "1 hidden")
    play.turn("Reveal", "four_worlds")
    expect(apart(play)).to_contain_text("the community says done to")
    play.phone.get_by_text("cards in a table").click()
    results = play.phone.get_by_role("table", name="How many people put")
    expect(results).to_be_visible()
    look(play, screens, "2 revealed")


def thriving(play: Play, screens: Path) -> None:
    """Texts are given, looked at, and one of them is a program that does not run."""
    play.turn("Open", "thriving")
    play.turn("Reveal", "thriving")
    for who, name in enumerate((SCRIPT, FORMULA, "A neighbour who is named here")):
        row = {"name": name, "whose": "Tenants"}
        said = {"topic": "thriving", "sheet": "Situations", "row": row}
        play.people.do("give", who=who, **said)
    texts = play.facilitator.locator(".text")
    expect(texts).to_have_count(3)
    for name in (SCRIPT, FORMULA):
        given = texts.filter(has_text=name)
        given.get_by_role("button", name="Accept").click()
        expect(given).to_contain_text("is shown")
    named = texts.filter(has_text="is named here")
    named.get_by_role("button", name="Erase…").click()
    named.get_by_label("Why is it erased?").select_option("it names somebody")
    named.get_by_role("button", name="Erase for good").click()
    expect(texts).to_have_count(2)
    feed(play.wall).get_by_role("link", name="Thriving together").click()
    expect(play.wall.get_by_text(SCRIPT).first).to_be_attached()
    expect(play.wall.get_by_text("is named here")).to_have_count(0)
    look(play, screens, "3 thriving")


def governance(play: Play, screens: Path) -> None:
    """Three of a standpoint draw a line of their map each, and it is on the wall."""
    play.turn("Open", "governance")
    play.turn("Reveal", "governance")
    for who in range(3):
        actor = {"name": f"Stairwell {who}", "kind": "people", "side": "community"}
        asked = {"topic": "governance", "sheet": "Actors", "row": actor}
        play.people.do("give", who=who, **asked)
    accept_all(play, "Stairwell")
    for who in range(3):
        line = {
            "from": "Stairwell 0",
            "kind": "works_with",
            "to": f"Stairwell {1 + who % 2}",
            "note": f"line {who}",
        }
        asked = {"topic": "governance", "sheet": "Relations", "row": line}
        play.people.do("give", who=who, **asked)
    accept_all(play, "line")
    feed(play.wall).get_by_role("link", name="Governance mapping").click()
    expect(play.wall.get_by_text("Stairwell 1").first).to_be_attached()
    look(play, screens, "4 governance")


def second_gathering(play: Play, screens: Path) -> None:
    """A month later most come again, and think otherwise; one has withdrawn."""
    play.people.do("withdraw", who=5)
    more = play.facilitator.locator("#gather")
    more.locator("summary").click()
    more.get_by_role("button", name="Begin it today").click()
    expect(play.facilitator.locator("#gathering")).to_have_text("2")
    again = play.phone.get_by_role("heading", name="Where do you speak from?")
    expect(again).to_be_visible()
    look(play, screens, "5 again")
    play.phone.get_by_role("radio", name="I work in the place").check()
    play.phone.get_by_role("button", name="Go on").click()
    play.people.do("come again")
    all_sort(play, "four_worlds")
    play.turn("Reveal", "four_worlds")
    feed(play.wall).get_by_role("link", name="Four worlds").click()
    expect(apart(play)).to_contain_text("of 9)")
    look(play, screens, "6 moved")


def the_export_is_read(play: Play, folder: Path, counts: list[Counts]) -> None:
    """Anybody in the room takes everything home, and it says what happened."""
    play.turn("Reveal", "thriving")
    phone = play.phone
    phone.get_by_role("link", name="See the pictures").click()
    saved = {}
    for name in ("Save this report", "All tables", "Cards and voices", "What people"):
        way = phone.locator(".ways").get_by_text(name)
        with phone.expect_download() as download:
            way.click()
        saved[name] = folder / download.value.suggested_filename
        download.value.save_as(saved[name])

    lines = list(csv.DictReader(saved["Cards and voices"].open(encoding="utf-8-sig")))
    told = [counted(lines, topic) for topic in ("1", "2")]
    for expected, found in zip(counts, told, strict=True):
        for standpoint in ("place", "centre"):
            assert of(standpoint, found) == of(standpoint, expected)
        voices = Counter()
        for (standpoint, card, _), number in found.items():
            voices[standpoint, card] += number
        assert min(voices.values()) >= room_drawn.K

    given = saved["What people"].read_text("utf-8-sig")
    assert SCRIPT in given
    assert f"'{FORMULA}" in given
    book = openpyxl.load_workbook(saved["All tables"])
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]

    report = saved["Save this report"].read_text("utf-8")
    assert "<script" not in report
    assert report.count("<svg") >= 4
    everything = report + given + "".join(str(cell.value) for cell in cells)
    assert "is named here" not in everything
    phone.set_content(report)
    expect(phone.get_by_text(SCRIPT).first).to_be_visible()
    phone.screenshot(path=folder / "screens" / "7 report phone.png", full_page=True)


def counted(lines: list[dict[str, str]], gathering: str) -> Counts:
    return {
        (line["standpoint"], line["card"], line["bin"]): int(line["voices"])
        for line in lines
        if line["topic"] == "four_worlds"
        and line["gathering"] == gathering
        and line["voices"] not in ("", "0")
    }


def of(standpoint: str, counts: Counts) -> Counts:
    return {key: number for key, number in counts.items() if key[0] == standpoint}


def accept_all(play: Play, words: str) -> None:
    given = play.facilitator.locator(".text").filter(has_text=words)
    expect(given).to_have_count(3)
    for left in (2, 1, 0):
        waits = given.filter(has_text="waits to be looked at")
        waits.first.get_by_role("button", name="Accept").click()
        expect(waits).to_have_count(left)


def feed(page: Page) -> Locator:
    return page.locator(".relkit-room")


def apart(play: Play) -> Locator:
    """The wall's picture of where standpoints part company."""
    return play.wall.locator(".relkit-picture[data-name=standpoints]")


def look(play: Play, screens: Path, when: str) -> None:
    """Keep what the three screens show, for whoever wants to look."""
    for name in ("facilitator", "wall", "phone"):
        path = screens / f"{when} {name}.png"
        getattr(play, name).screenshot(path=path, full_page=name == "phone")


def all_sort(play: Play, topic: str) -> None:
    play.turn("Open", topic)
    cards, bins = play.cards(topic), play.bins(topic)
    came = play.people.do("sort", topic=topic, cards=cards, bins=bins)
    assert came >= 3 * EACH - 1
