"""What relkit promises to participants: each test bears the promise as its name.

README lists the promises under *What relkit promises to participants*, and leads here.
"""

import http.client
import json
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from house import Caller, HostedRoom, House, Phone, opened_house
from serving import Served, serving

from relkit.live import asking, facilitating
from relkit.models.room_drawn import K

ROOT = Path(__file__).parents[2]
WORLDS, COLLECTING = "four_worlds", "thriving"
TEXT = "Zebra crossing at the sluice gate"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Rooms with a file of their own: what is forgotten is looked for in all of it."""
    with opened_house(tmp_path) as house:
        yield house


@pytest.fixture
def room(house: House) -> HostedRoom:
    return house.hosts().opened()


def first_card(room: HostedRoom) -> str:
    return room.about["activities"][0]["cards"][0]


def gives(phone: Phone, name: str = TEXT) -> int:
    said = {"topic": WORLDS, "name": name}
    return phone.says("gave", **said).json["number"]


def counted(room: HostedRoom, standpoint: str = "place") -> dict[str, dict[str, int]]:
    """The revealed counts of a standpoint, by card."""
    counts = room.state["results"][WORLDS]["counts"]
    return {card: bins for _, who, card, bins in counts if who == standpoint}


def all_that_is_seen(room: HostedRoom) -> str:
    """Everything that whoever has the room's code may read of it."""
    anybody = Caller(room.port)
    seen = [
        anybody.asks(f"{room.at}{path}").body.decode() for path in ("state", "about")
    ]
    return "\n".join([json.dumps(room.state, ensure_ascii=False), *seen])


def test_no_account_no_name_no_email(house, room):
    anything = {"name": "Ada Quill", "email": "ada@quill.test", "age": 7}
    came = Caller(house.port).asks(
        f"{room.at}join", {"standpoint": "place", **anything}
    )
    assert set(came.json) == {"return_code"}
    phone = Phone(house.port, came.cookie, room.at)
    card = first_card(room)
    more = {"topic": WORLDS, "card": card, "bin": "by", "tab": "t", "count": 1}
    assert phone.says("placed", **more, **anything).code == 200
    assert phone.says("spoke from", standpoint="centre", **anything).code == 200
    for told in ("Ada Quill", "ada@quill.test"):
        assert house.files_with(told) == []
    asked = (ROOT / "relkit" / "live" / "static").glob("*.js")
    fields = "".join(path.read_text("utf-8") for path in asked)
    assert not re.search(r'type: "(email|tel|password)"|autocomplete: "(?!off)', fields)


def test_everyone_sees_counts_and_texts_but_not_whose_they_are(house, room):
    phones = [room.joins() for _ in range(K)]
    for phone in phones:
        phone.places(first_card(room), "by")
    room.act("accept", number=gives(phones[0]))
    room.act("reveal", topic=WORLDS)
    assert counted(room) == {first_card(room): {"by": K}}
    told = all_that_is_seen(room)
    assert TEXT in told
    kept = house.store.read(house.store.room(room.code).id)
    labels = {event.by for event in kept} - {""}
    assert len(labels) == K
    for hidden in (*labels, *(p.cookie.partition("=")[2] for p in phones)):
        assert hidden not in told


def test_nobody_else_reads_your_own_answers(room):
    one, other = room.joins(), room.joins()
    one.places(first_card(room), "by")
    gives(one)
    assert one.mine["placed"][WORLDS]
    assert (other.mine["placed"], other.mine["given"]) == ({}, [])
    for stranger in (Caller(room.port), room.facilitator, room.with_key("wall")):
        assert stranger.asks(f"{room.at}mine").code == 401
    [waiting] = room.texts
    assert set(waiting) == {"number", "topic", "sheet", "row", "shown"}


def test_nobody_sees_fewer_than_three_of_a_standpoint(room):
    card = first_card(room)
    room.act("reveal", topic=WORLDS)
    for come in range(1, K + 1):
        room.joins("centre").places(card, "by")
        room.act("reveal", topic=WORLDS)
        state = room.state
        enough = come == K
        assert counted(room, "centre") == ({card: {"by": K}} if enough else {})
        assert state["come"]["centre"] == (K if enough else 0)
        assert sum(state["come"].values()) == come
        assert state["activities"][0]["answered"] == come
    room.act("hide", topic=WORLDS)
    assert room.state["results"] == {}


def test_the_answers_of_one_or_two_are_not_read_off_a_new_picture(room):
    card, phones = first_card(room), [room.joins() for _ in range(5)]
    for phone in phones:
        phone.places(card, "by")
    room.act("reveal", topic=WORLDS)
    seen = [counted(room)]
    for phone in phones[:K]:
        phone.places(card, "to")
        room.act("reveal", topic=WORLDS)
        seen.append(counted(room))
    as_it_was, redrawn = {card: {"by": 5}}, {card: {"by": 5 - K, "to": K}}
    assert seen == [as_it_was] * K + [redrawn]


def test_a_text_is_looked_at_before_others_see_it(room):
    number = gives(room.joins())
    room.act("reveal", topic=WORLDS)
    assert TEXT not in all_that_is_seen(room)
    assert room.act("accept", number=number).code == 200
    assert TEXT in all_that_is_seen(room)


def test_what_is_erased_is_in_no_file(house, room):
    number = gives(room.joins())
    room.act("accept", number=number)
    for _ in range(K):
        assert room.joins().places(TEXT, "by").code == 200
    room.act("reveal", topic=WORLDS)
    assert house.files_with(TEXT)
    assert counted(room)
    reason = facilitating.ERASED_FOR[0]
    assert room.act("erase", number=number, reason=TEXT).code == 400
    assert room.act("erase", number=number, reason=reason).code == 200
    assert house.files_with(TEXT) == []
    assert TEXT not in all_that_is_seen(room)
    last = room.state["log"][-1]
    assert (last["kind"], last["reason"]) == ("erased", reason)


def test_what_you_gave_is_forgotten_when_you_withdraw(house, room):
    phones = [room.joins() for _ in range(K)]
    for phone in phones:
        phone.places(first_card(room), "by")
    room.act("accept", number=gives(phones[0]))
    assert phones[1].places(TEXT, "by").code == 200
    room.act("reveal", topic=WORLDS)
    assert phones[0].asks(f"{room.at}withdraw", {}).code == 200
    assert house.files_with(TEXT) == []
    assert TEXT not in all_that_is_seen(room)
    assert counted(room) == {}
    assert phones[0].asks(f"{room.at}mine").code == 401
    assert phones[0].places(first_card(room), "by").code == 401
    room.act("reveal", topic=WORLDS)
    assert counted(room) == {}


def test_you_can_withdraw_from_another_device_with_your_three_words(
    house, room, monkeypatch
):
    monkeypatch.setattr(asking, "SLOWED_SECONDS", 0.0)
    phone = room.joins()
    gives(phone)
    typed = {"words": phone.words.replace("-", ", ").upper()}
    assert Caller(house.port).asks(f"{room.at}withdraw", typed).code == 200
    assert house.files_with(TEXT) == []
    assert phone.asks(f"{room.at}mine").code == 401
    for path in ("withdraw", "return"):
        assert Caller(house.port).asks(f"{room.at}{path}", typed).code == 404


def test_nobody_can_look_up_your_three_words(house, room):
    phone = room.joins()
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", phone.words)
    assert house.files_with(phone.words) == []
    told = [all_that_is_seen(room), json.dumps(phone.mine), json.dumps(room.texts)]
    assert phone.words not in "\n".join(told)
    again = {"words": phone.words}
    back = Caller(house.port).asks(f"{room.at}return", again)
    assert (back.code, back.json) == (200, {"ok": True})


def test_your_answer_is_kept_once_however_often_it_is_sent(house, room):
    phone = room.joins()
    said = {
        "kind": "gave",
        "key": "sent-twice-kept-once",
        "topic": WORLDS,
        "name": TEXT,
    }
    told = [phone.asks(f"{room.at}answer", said) for _ in range(3)]
    assert {each.json["number"] for each in told} == {house.last(room)}
    assert len(phone.mine["given"]) == 1


def test_whatever_the_facilitator_does_everyone_can_read(room):
    number = gives(room.joins())
    ends = (date.today() + timedelta(days=9)).isoformat()
    acts = [
        *({"act": act, "topic": WORLDS} for act in facilitating.SWITCHES),
        {"act": "refuse", "number": number},
        {"act": "accept", "number": number},
        {"act": "prolong", "ends": ends},
    ]
    before = len(room.state["log"])
    for n, said in enumerate(acts):
        assert room.act(**said, reason=f"because of {n}").code == 200
    [*log, _] = log_and_end = [*room.state["log"][before:], None]
    assert [each["reason"] for each in log] == [
        f"because of {n}" for n in range(len(acts))
    ]
    assert len(log_and_end) == len(acts) + 1
    assert room.state["ends"] == ends


def test_the_room_is_gone_on_the_day_that_everyone_sees(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "SLOWED_SECONDS", 0.0)
    days = [date.today()]
    with opened_house(tmp_path, today=lambda: days[-1]) as house:
        room = house.hosts().opened()
        phone = room.joins()
        gives(phone)
        last_day = date.fromisoformat(room.state["ends"])
        assert last_day - days[0] == timedelta(days=90)
        days.append(last_day)
        end = time.monotonic() + 20
        while phone.asks(f"{room.at}state").code == 200:  # for a second at most
            assert time.monotonic() < end
        for path in ("state", "about", "mine", "facilitate/waiting"):
            assert phone.asks(f"{room.at}{path}").code == 404
        assert house.files_with(TEXT)
    # Whoever starts relkit next deletes it, before anything else.
    with opened_house(tmp_path, today=lambda: days[-1]) as house:
        assert house.files_with(TEXT) == []


def test_deleted_now_is_in_no_file(house, room, monkeypatch):
    monkeypatch.setattr(asking, "SLOWED_SECONDS", 0.0)
    phone = room.joins()
    gives(phone)
    assert house.files_with(TEXT)
    delete = f"{room.at}facilitate/delete"
    assert room.facilitator.asks(delete, {"sure": "WRONG1"}).code == 400
    assert room.facilitator.asks(delete, {"sure": room.code}).code == 200
    for told in (TEXT, room.code):
        assert house.files_with(told) == []
    assert phone.asks(f"{room.at}mine").code == 404


class TestOnARealServer:
    """relkit as people start it, asked from an address that could tell who asks."""

    ADDRESS, AGENT = "127.0.0.77", "TellingPhone/7.7"

    @pytest.fixture(scope="class")
    @classmethod
    def served(cls) -> Iterator[Served]:
        with serving() as server:
            yield server

    @classmethod
    def asks(cls, served, path, said=None, cookie="", source=ADDRESS, **headers):
        at = urlsplit(served.base)
        wire = http.client.HTTPConnection(
            at.hostname, at.port, timeout=60, source_address=(source, 0)
        )
        body = None if said is None else json.dumps(said)
        told = {"Content-Type": "application/json", "User-Agent": cls.AGENT}
        try:
            wire.request(
                "POST" if body else "GET",
                path,
                body,
                told | {"Cookie": cookie} | headers,
            )
            got = wire.getresponse()
            return got.status, got.headers.get_all("Set-Cookie") or [], got.read()
        finally:
            wire.close()

    @pytest.fixture(scope="class")
    @classmethod
    def came(cls, served) -> tuple[dict, list[str]]:
        """A room that somebody came into, answered, and asked wrong things of."""
        said = {"case": "housing_repairs", "topics": [WORLDS]}
        _, _, body = cls.asks(served, "/room/hosting", said, source="127.0.0.1")
        hosted = json.loads(body)
        room, cookies = hosted["room"], []
        for path in ("facilitate", "wall"):
            _, set_, _ = cls.asks(served, hosted[path])
            cookies += set_
        _, set_, body = cls.asks(served, f"{room}join", {"standpoint": "place"})
        cookies += set_
        cookie = set_[0].partition(";")[0]
        answer = {
            "kind": "gave", "key": "k" * 20, "topic": WORLDS, "name": TEXT
        }  # fmt: skip
        opener = cookies[0].partition(";")[0]
        act = {"act": "open", "topic": WORLDS}
        assert cls.asks(served, f"{room}facilitate/act", act, opener)[0] == 200
        assert cls.asks(served, f"{room}answer", answer, cookie)[0] == 200
        words = {"words": json.loads(body)["return_code"]}
        cookies += cls.asks(served, f"{room}return", words)[1]
        for path in ("mine", "nothing", "facilitate?key=wrong", "../../etc/passwd"):
            cookies += cls.asks(served, f"{room}{path}")[1]
        cls.asks(served, f"{room}answer", {"kind": 7}, cookie)
        cls.asks(served, "/room/ZZZZZZ/state")
        for path in ("", "host", "check", f"{hosted['code']}/", "reach", "qr.svg"):
            cookies += cls.asks(served, f"/room/{path}")[1]
        start = "/voila/render/notebooks/00_start_here.ipynb"
        for path in ("/", start, "/nothing", "/login"):
            cookies += cls.asks(served, path)[1]
        return hosted, cookies

    def test_your_address_and_your_phone_are_written_nowhere(self, served, came):
        time.sleep(0.5)
        kept = [path for path in served.folder.rglob("*") if path.is_file()]
        assert [path for path in kept if TEXT.encode() in path.read_bytes()]
        for told in (self.ADDRESS, self.AGENT):
            assert [p for p in kept if told.encode() in p.read_bytes()] == []
            assert told not in "\n".join(served.lines)

    def test_no_key_is_in_the_log(self, served, came):
        hosted, cookies = came
        keys = [hosted[door].partition("key=")[2] for door in ("facilitate", "wall")]
        keys += [each.partition("=")[2].partition(";")[0] for each in cookies]
        printed = "\n".join(served.lines)
        assert [key for key in keys if key and key in printed] == []

    def test_your_browser_keeps_no_cookie_but_those_that_readme_lists(self, came):
        rows = [
            row
            for row in (ROOT / "README.md").read_text("utf-8").splitlines()
            if row.startswith("|") and "cookie" in row.partition("|")[2].split("|")[0]
        ]
        listed = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
        known = [re.compile(re.escape(name).replace("…", ".+")) for name in listed]
        names = {each.partition("=")[0] for each in came[1]}
        assert {name for name in names if name.startswith("relkit-")}
        assert [n for n in names if not any(k.fullmatch(n) for k in known)] == []
        days = asking.COOKIE_DAYS
        assert f"{days} days" in next(row for row in rows if "relkit-phone" in row)

    def test_no_script_can_read_the_keys_of_a_room(self, came):
        keys = [each for each in came[1] if each.startswith("relkit-")]
        assert keys
        assert all("HttpOnly" in each and "SameSite=Lax" in each for each in keys)
