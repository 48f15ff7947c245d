"""The facilitator's addresses: the way in, the keys, and what only a key can do."""

import json
import time
from xml.etree import ElementTree

import pytest
from house import AT, BASE, Answered, Caller, House

from relkit.live.asking import SLOWED_SECONDS
from relkit.store import StoreError, Writer


class Asks:
    """Somebody who asks the rooms, with the cookies they are told to send."""

    @pytest.fixture(autouse=True)
    def _served(self, house: House):
        self.port = house.port

    def asks(self, path: str, said: dict | None = None, **headers: str) -> Answered:
        return Caller(self.port).asks(path, said, **headers)

    def says(self, path: str, said: dict, cookie: str = "") -> Answered:
        return self.asks(path, said, Cookie=cookie)

    def hosted(self, *topics: str) -> dict:
        said = {"case": "housing_repairs", "topics": topics or ["four_worlds"]}
        return json.loads(self.says(f"{BASE}room/hosting", said).body)

    def facilitated(self, *topics: str) -> tuple[dict, str]:
        """A room whose activities are open, and its facilitator's cookie."""
        hosted = self.hosted(*topics)
        cookie = self.asks(hosted["facilitate"]).headers["Set-Cookie"]
        cookie = cookie.partition(";")[0]
        for topic in topics:
            act = {"act": "open", "topic": topic}
            self.says(f"{hosted['room']}facilitate/act", act, cookie)
        return hosted, cookie


class TestFacilitating(Asks):
    def test_the_addresses_that_phones_can_type_are_told(self):
        told = json.loads(self.asks(f"{BASE}room/reach").body)
        assert told == {"addresses": AT, "rooms": f"{BASE}room/"}

    def test_where_the_page_was_opened_comes_first_but_not_this_machine_itself(self):
        told = self.asks(f"{BASE}room/reach", Host="hall.test:8888")
        first, *rest = json.loads(told.body)["addresses"]
        assert (first, rest) == ("http://hall.test:8888", AT)

    def test_a_qr_code_is_a_picture_without_script_or_style(self):
        room = self.hosted()["room"]
        drawn = self.asks(f"{room}qr.svg?at={AT[1]}")
        assert drawn.headers["Content-Type"] == "image/svg+xml"
        tags = {
            each.tag.rpartition("}")[2]
            for each in ElementTree.fromstring(drawn.body).iter()
        }
        assert tags <= {"svg", "g", "path"}
        assert drawn.body != self.asks(f"{room}qr.svg?at={AT[0]}").body

    def test_a_qr_code_leads_nowhere_but_to_this_machine(self):
        room = self.hosted()["room"]
        for at in (
            "http://elsewhere.test",
            "javascript:alert(1)",
            "http://192.168.1.20",
        ):
            assert self.asks(f"{room}qr.svg?at={at}").code == 404

    def test_a_qr_code_is_drawn_for_https_in_front_of_the_server(self):
        room = self.hosted()["room"]
        drawn = self.asks(f"{room}qr.svg?at=https://rooms.test", Host="rooms.test")
        assert drawn.code == 200

    def test_a_key_becomes_a_cookie_and_leaves_the_address(self):
        hosted = self.hosted()
        came = self.asks(hosted["facilitate"])
        assert came.code == 303
        assert came.headers["Location"] == "facilitate/"
        cookie = came.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        said = {"act": "open", "topic": "four_worlds"}
        act = f"{hosted['room']}facilitate/act"
        assert self.says(act, said).code == 403
        assert self.says(act, said, cookie.partition(";")[0]).code == 200

    def test_the_key_of_the_wall_does_not_facilitate(self):
        hosted = self.hosted()
        key = hosted["wall"].partition("key=")[2]
        assert self.asks(f"{hosted['room']}facilitate?key={key}").code == 403


class TestTheWayBack(Asks):
    def test_a_browser_is_told_the_rooms_whose_key_it_has(self):
        hosted, cookie = self.facilitated()
        other = self.hosted()
        guessed = f"relkit-facilitate-{other['code']}=guessed"
        since = time.monotonic()
        told = self.asks(f"{BASE}room/yours", Cookie=f"{cookie}; {guessed}")
        [room] = json.loads(told.body)
        assert room["code"] == hosted["code"]
        assert room["title"] == "Housing repairs on an estate"
        assert room["ends"]
        assert time.monotonic() - since >= SLOWED_SECONDS  # a guess is slowed

    def test_nobody_else_is_told_any(self):
        self.facilitated()
        assert json.loads(self.asks(f"{BASE}room/yours").body) == []

    def test_a_room_that_is_deleted_is_not_among_them(self):
        hosted, cookie = self.facilitated()
        sure = {"sure": hosted["code"]}
        assert self.says(f"{hosted['room']}facilitate/delete", sure, cookie).code == 200
        told = self.asks(f"{BASE}room/yours", Cookie=cookie)
        assert json.loads(told.body) == []

    def test_the_address_of_the_wall_works_on_another_laptop(self):
        hosted = self.hosted("swimlanes")
        came = self.asks(f"{hosted['room']}wall")
        assert came.code == 303
        page = f"02_swimlanes.ipynb?room={hosted['code']}"
        assert came.headers["Location"].endswith(page)
        assert self.asks(f"{hosted['room']}facilitate").code == 403


CARD = {
    "kind": "placed", "topic": "four_worlds", "bin": "by",
    "card": "Saturday fix-it table", "tab": "t", "count": 1,
}  # fmt: skip
ROW = {
    "kind": "gave", "topic": "thriving", "sheet": "Situations",
    "row": {"name": "A leak at night", "whose": "Tenants"},
}  # fmt: skip
LINE = {
    "kind": "gave", "topic": "governance", "sheet": "Relations",
    "row": {"from": "Caretakers", "to": "Repairs supervisor", "kind": "funds"},
}  # fmt: skip


class TestPapers(Asks):
    @pytest.fixture(autouse=True)
    def _room(self, _served: None):
        topics = ("four_worlds", "thriving", "governance")
        hosted, self.cookie = self.facilitated(*topics)
        self.room = hosted["room"]

    def paper(self, *answers: object) -> Answered:
        keyed = [
            {"key": f"a-key-of-paper-{n:04}", **each}
            if isinstance(each, dict)
            else each
            for n, each in enumerate(answers)
        ]
        said = {"standpoint": "place", "answers": keyed}
        return self.says(f"{self.room}facilitate/paper", said, self.cookie)

    def state(self) -> dict:
        return json.loads(self.asks(f"{self.room}state").body)

    def test_cards_and_rows_of_one_paper_are_kept_together(self):
        assert self.paper(CARD, ROW, LINE).code == 200
        state = self.state()
        assert sum(state["come"].values()) == 1
        assert [each["given"] for each in state["activities"]] == [0, 1, 1]
        waits = self.asks(f"{self.room}facilitate/waiting", Cookie=self.cookie)
        assert json.loads(waits.body)[1]["row"]["map"] == "place"

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({**CARD, "bin": "near"}, "Answer 2, ‘Saturday fix-it table’: A card goes"),
            ({**ROW, "row": {"name": "Damp"}}, "Answer 2, ‘Damp’: "),
            ("nonsense", "Answer 2: This is no answer."),
        ],
    )
    def test_what_is_wrong_is_named_and_nothing_is_half_kept(self, wrong, said):
        before = self.state()["number"]
        refused = self.paper(CARD, wrong)
        assert refused.code in (400, 422)
        told = json.loads(refused.body)["error"]
        assert "Nothing of this paper was kept." in told
        assert said in told
        assert self.state()["number"] == before

    def test_nobody_is_left_half_there_when_the_answers_cannot_be_kept(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        async def full(*_: object) -> None:
            raise StoreError("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(Writer, "append", full)
            assert self.paper(CARD).code == 503
        assert self.paper().code == 200  # the room has heard all by now
        assert sum(self.state()["come"].values()) == 1


class TestOneAnswerAfterAnother(Asks):
    def test_builds_on_what_was_kept_a_moment_before(self):
        hosted, _ = self.facilitated("governance")
        room = hosted["room"]
        joined = self.says(f"{room}join", {"standpoint": None})
        cookie = joined.headers["Set-Cookie"].partition(";")[0]
        speaks = {"kind": "spoke from", "standpoint": "place"}
        for number, said in enumerate([speaks, LINE]):
            keyed = {**said, "key": f"a-key-of-an-answer-{number}"}
            kept = self.says(f"{room}answer", keyed, cookie)
            assert kept.code == 200, kept.body
        back = {"kind": "took back", "number": json.loads(kept.body)["number"]}
        keyed = {**back, "key": "a-key-of-an-answer-3"}
        assert self.says(f"{room}answer", keyed, cookie).code == 200


class TestSheets(Asks):
    def test_a_wifis_qr_code_is_drawn_and_kept_nowhere(self):
        said = {"name": "Village; hall", "password": "tea & biscuits"}
        drawn = self.says(f"{BASE}room/wifi", said)
        picture = json.loads(drawn.body)["picture"]
        assert picture.startswith("data:image/svg+xml")
        assert drawn.headers["Cache-Control"] == "no-store"
        assert "biscuits" not in drawn.body.decode()
        other = self.says(f"{BASE}room/wifi", {**said, "password": "coffee"})
        assert json.loads(other.body)["picture"] != picture

    @pytest.mark.parametrize("password", [None, 7, "x" * 64])
    def test_a_password_that_is_none_is_refused(self, password):
        said = {"name": "Hall", "password": password}
        assert self.says(f"{BASE}room/wifi", said).code == 400

    def test_the_cards_of_each_place_are_told(self):
        places = json.loads(self.asks(f"{BASE}room/on-paper").body)
        first = {place["name"]: place for place in places}["housing_repairs"]
        assert "Saturday fix-it table" in first["activities"][0]["cards"]
        assert first["activities"][2]["tables"]
