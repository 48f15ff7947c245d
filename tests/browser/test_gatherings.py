"""The next gathering: a month later the same people come back to the same room."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count

import psutil
import pytest
from hosting import Somebody
from playwright.sync_api import BrowserContext, Page, expect
from serving import serving
from visiting import Open, Visit

from relkit import cases
from relkit.models.room_events import Kind
from relkit.models.standpoints import Standpoint
from relkit.store import Draft, Hosted, Joined, Store

PLACE = cases.named("housing_repairs")
CARD = PLACE.activities[0].name
CARDS = {"four_worlds": CARD, "swimlanes": PLACE.cards[0].name}
COMMUNITY, IN_THE_PLACE = Standpoint.COMMUNITY, Standpoint.PLACE
EACH = 4
"""How many of the community, and how many of the place, came a month ago."""
A_MONTH_AGO = datetime.now(UTC) - timedelta(days=30)
SMALL = {"width": 320, "height": 568}
_KEYS = count(1)


@dataclass
class Room:
    """A room that gathered a month ago, and those who came then."""

    base: str
    hosted: Hosted
    people: dict[Standpoint, list[Joined]]

    @property
    def path(self) -> str:
        return f"/room/{self.hosted.code}/"

    def cookie(self, context: BrowserContext, which: str, key: str) -> None:
        name = f"relkit-{which}-{self.hosted.code}"
        context.add_cookies([{"name": name, "value": key, "url": self.base}])

    def act(self, act: str, **said: object) -> None:
        facilitator = Somebody(self.base)
        facilitator.get(f"{self.path}facilitate?key={self.hosted.facilitate}")
        facilitator.post(f"{self.path}facilitate/act", act=act, **said)

    def again(self, standpoint: Standpoint, how_many: int, *bins: str) -> None:
        """So many come back, and put the two cards into these bins."""
        for joined in self.people[standpoint][:how_many]:
            who = Somebody(self.base)
            who.post(f"{self.path}return", words=joined.return_code)
            who.post(
                f"{self.path}answer", kind="spoke from", standpoint=standpoint, key=key()
            )  # fmt: skip
            for (topic, card), bin in zip(CARDS.items(), bins, strict=True):
                said = {"topic": topic, "card": card, "bin": bin, "tab": "b"}
                who.post(
                    f"{self.path}answer", kind="placed", **said, count=1, key=key()
                )


def key() -> str:
    return f"a-key-of-gathering-{next(_KEYS):06}"


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[str, Store]]:
    """A server, and its rooms as they are kept."""
    with serving() as server, pytest.MonkeyPatch.context() as patch:
        home = psutil.Process(server.process.pid).environ()["XDG_DATA_HOME"]
        patch.setenv("XDG_DATA_HOME", home)
        with Store() as rooms:
            yield server.base, rooms


@pytest.fixture
def room(store: tuple[str, Store]) -> Room:
    base, rooms = store
    said = {"case": PLACE.name, "title": PLACE.title, "topics": [*CARDS]}
    ends = date.today() + timedelta(days=60)
    hosted = rooms.host(said, ends=ends, at=A_MONTH_AGO)
    people = {
        each: [rooms.join(hosted.room, each, A_MONTH_AGO) for _ in range(EACH)]
        for each in (COMMUNITY, IN_THE_PLACE)
    }
    for (topic, card), bin in zip(CARDS.items(), ("for", "for_us"), strict=True):
        put = {"topic": topic, "card": card, "bin": bin, "tab": "a", "count": 1}
        drafts = [
            Draft(kind=Kind.PLACED, by=each.label, payload=put)
            for each in chain(*people.values())
        ]
        shown = Draft(kind=Kind.REVEALED, payload={"topic": topic})
        rooms.append(hosted.room, [*drafts, shown], A_MONTH_AGO)
    return Room(base, hosted, people)


def title(page: Page):
    return page.get_by_role("heading", level=1)


def phone_of(visitor: Open, room: Room, joined: Joined) -> Page:
    """The phone that somebody came with a month ago."""
    visit: Visit = visitor(room.base, viewport=SMALL, has_touch=True)
    room.cookie(visit.context, "phone", joined.phone_key)
    visit.page.goto(f"{room.base}{room.path}")
    return visit.page


class TestTheNextGathering:
    def test_is_begun_from_the_facilitators_page(self, visitor: Open, room: Room):
        page = visitor(room.base).page
        page.goto(f"{room.base}{room.path}facilitate?key={room.hosted.facilitate}")
        page.get_by_role("link", name="start with a new gathering").click()
        page.get_by_role("button", name="Begin it today").click()
        expect(page.locator("#gathering")).to_have_text("2")
        today = datetime.now(UTC)
        expect(page.locator("#held")).to_have_text(f"{today.day} {today:%B %Y}")
        expect(page.get_by_role("heading", name="Nobody has come yet")).to_be_visible()
        expect(page.get_by_role("link", name="start with a new")).to_be_hidden()
        expect(page.locator("#log li").first).to_contain_text("A gathering began.")
        pressed = page.locator(".activity [aria-pressed=true]")
        expect(pressed).to_have_count(0)

    def test_asks_everybody_anew_and_leaves_their_old_answers_where_they_were(
        self, visitor: Open, room: Room
    ):
        page = phone_of(visitor, room, room.people[COMMUNITY][0])
        expect(title(page)).to_have_text("Nothing is open just now")
        room.act("gather")
        expect(title(page)).to_have_text("Where do you speak from?")
        expect(page.get_by_text("Welcome back. This is a new")).to_be_visible()
        room.act("open", topic="four_worlds")
        page.get_by_role("radio", name="I work at the centre").check()
        page.get_by_role("button", name="Go on").click()
        expect(title(page)).to_have_text("Four worlds of service")
        expect(page.get_by_text("Card 1 of 24. 24 not sorted yet.")).to_be_visible()
        expect(page.locator("input:checked[name^=bin]")).to_have_count(0)
        state = json.loads(Somebody(room.base).get(f"{room.path}state"))
        assert state["come"] == dict.fromkeys(state["come"], 0) | {"lately": 1}

    def test_knows_another_phone_by_three_words(self, visitor: Open, room: Room):
        room.act("gather")
        page = visitor(room.base, viewport=SMALL, has_touch=True).page
        page.goto(f"{room.base}{room.path}")
        page.get_by_role("button", name="I have three words").click()
        page.get_by_label("The three words").fill(room.people[COMMUNITY][1].return_code)
        page.get_by_role("button", name="Come in").click()
        expect(title(page)).to_have_text("Where do you speak from?")
        expect(page.get_by_text("Welcome back. This is a new")).to_be_visible()

    @pytest.mark.parametrize(("back", "told"), [(EACH, True), (2, False)])
    def test_shows_on_the_wall_what_moved_since_last_time_under_the_rule_of_k(
        self, visitor: Open, room: Room, back: int, told: bool
    ):
        room.act("gather")
        for topic in CARDS:
            room.act("open", topic=topic)
        room.again(COMMUNITY, back, "with", "with_help")
        room.again(IN_THE_PLACE, EACH, "for", "for_us")
        for topic in CARDS:
            room.act("reveal", topic=topic)
        wall, query = visitor(room.base), f"?room={room.hosted.code}"
        page = wall.go("notebooks/01_four_worlds.ipynb", query)
        apart = page.locator('.relkit-picture[data-name="standpoints"]')
        expect(apart).to_contain_text(CARD)
        assert ("Moved most since" in apart.inner_text()) == told
        page = wall.go("notebooks/02_swimlanes.ipynb", query)
        moved = page.locator('.relkit-picture[data-name="movement"]')
        expect(moved).to_contain_text("moved 1 of 1 card" if told else "The place left")
        assert ("The community moved" in moved.inner_text()) == told
        assert wall.errors == []
        phone = phone_of(visitor, room, room.people[COMMUNITY][0])
        heading = phone.get_by_role("heading", name="What the room thinks")
        expect(heading).to_be_visible()
        mine = phone.get_by_text("4 of 4 answers that can be compared moved")
        expect(mine).to_have_count(1 if told else 0)
