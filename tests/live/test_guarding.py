"""What the rooms do with keys that do not fit, with guesses, and with rubbish."""

import http.client
import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from house import AT, BASE, TOPICS, Caller, HostedRoom, House, logged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relkit.live import asking
from relkit.live.facilitating import ERASED_FOR, LOOKS, SWITCHES
from relkit.live.facilitating import ROUTES as FACILITATING
from relkit.live.phones import ROUTES as PHONES

ANYTHING = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def room(house: House) -> HostedRoom:
    return house.hosts().opened()


@pytest.fixture
def unslowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the refusal matters, nobody waits for it."""
    monkeypatch.setattr(asking, "SLOWED_SECONDS", 0.0)


class TestNoTokenNoAct:
    """Only whoever has the key of this room facilitates it."""

    POSTS = tuple(path for path, _ in FACILITATING if path != "facilitate/waiting")
    ACTS = (*SWITCHES, *LOOKS, "erase", "gather", "prolong")

    @pytest.fixture
    def strangers(self, house, room, unslowed) -> dict[str, Caller]:
        other, phone = house.hosts(), room.joins()
        named = f"relkit-facilitate-{room.code}"
        return {
            "nobody": Caller(house.port),
            "another room's facilitator": other.facilitator,
            "another room's key": Caller(
                house.port, f"{named}={other.keys['facilitate']}"
            ),
            "the wall": room.with_key("wall"),
            "the wall's key": Caller(house.port, f"{named}={room.keys['wall']}"),
            "a participant": phone,
            "a participant's key": Caller(
                house.port, f"{named}={phone.cookie.partition('=')[2]}"
            ),
            "nothing": Caller(house.port, f"{named}="),
            "nonsense": Caller(house.port, f"{named}=%00'; drop table rooms"),
        }

    @pytest.fixture
    def said(self, room) -> list[dict]:
        acts = [
            {
                "act": act,
                "topic": TOPICS[0],
                "number": 1,
                "reason": ERASED_FOR[0],
                "ends": "2027-01-01",
            }
            for act in self.ACTS
        ]
        return [*acts, {"standpoint": None, "answers": []}, {"sure": room.code}]

    def test_no_act_of_the_facilitator_is_done_for_anybody_else(
        self, house, room, strangers, said
    ):
        before = house.last(room)
        for who, stranger in strangers.items():
            for path in self.POSTS:
                for each in said:
                    answered = stranger.asks(f"{room.at}{path}", each)
                    assert answered.code == 403, (who, path, each)
                    assert answered.json["error"].endswith(".")
        assert house.last(room) == before

    def test_no_text_that_waits_is_read_by_anybody_else(self, room, strangers):
        for stranger in strangers.values():
            assert stranger.asks(f"{room.at}facilitate/waiting").code == 403

    def test_every_post_of_the_facilitator_is_tried_here(self):
        posts = {path for path, handler in FACILITATING if "post" in vars(handler)}
        assert posts == set(self.POSTS)

    def test_a_key_in_the_address_does_nothing_where_it_is_not_exchanged(
        self, house, room
    ):
        for path in self.POSTS:
            at = f"{room.at}{path}?key={room.keys['facilitate']}"
            assert Caller(house.port).asks(at, {"act": "gather"}).code == 403


class TestACodeOpensOneRoom:
    WAYS_OUT = (
        "static/../app.py",
        "static/%2e%2e/app.py",
        "static/..%2fapp.py",
        "static/..%2f..%2fstore%2fwords.txt",
        "static//etc/passwd",
        "static/%2fetc%2fpasswd",
        "static/phone.js%00.css",
        "static/phone.html",
        "{code}/../../api/kernels",
        "{code}/..%2f..%2fapi%2fkernels",
        "{code}/%2e%2e/%2e%2e/api/kernels",
        "{code}/api/kernels",
        "{code}/facilitate/../../rooms.db",
        "{code}%2fstate",
        "{code}/state/",
        "{code}/../{other}%2f..%2frooms.db",
        "rooms.db",
        "{code}/rooms.db",
        "{code}//state",
        "{code}%00/state",
        "%20{code}/state",
        "{code}-/state",
        "*/state",
        "%25%25%25%25%25%25/state",
    )

    @pytest.mark.parametrize("way", WAYS_OUT)
    def test_no_way_leads_out_of_it(self, house, room, way):
        path = way.format(code=room.code, other=house.hosts().code)
        answered = Caller(house.port).asks(f"{BASE}room/{path}")
        assert answered.code in (400, 403, 404)
        for secret in (b"root:", b"import ", b"SQLite", b"four_worlds", b"kernel"):
            assert secret not in answered.body

    def test_its_cookie_is_worth_nothing_in_another_room(self, house, room):
        phone, other = room.joins(), house.hosts().opened()
        with_it = [phone.cookie, phone.cookie.replace(room.code, other.code)]
        for cookie in with_it:
            stranger = Caller(house.port, cookie)
            assert stranger.asks(f"{other.at}mine").code == 401
            said = {"kind": "spoke from", "key": "k" * 20, "standpoint": None}
            assert stranger.asks(f"{other.at}answer", said).code == 401

    def test_three_words_are_worth_nothing_in_another_room(self, house, room, unslowed):
        phone, other = room.joins(), house.hosts()
        for path in ("return", "withdraw"):
            said = {"words": phone.words}
            assert Caller(house.port).asks(f"{other.at}{path}", said).code == 404
        assert phone.mine["here"]

    def test_nobody_reads_anothers_answers(self, room):
        card = room.about["activities"][0]["cards"][0]
        one, other = room.joins(), room.joins()
        assert one.places(card, "by").code == 200
        assert one.mine["placed"] == {"four_worlds": {card: "by"}}
        assert other.mine["placed"] == {}
        assert Caller(room.port).asks(f"{room.at}mine").code == 401

    def test_nobody_takes_back_what_another_gave(self, house, room):
        one, other = room.joins(), room.joins()
        number = one.says("gave", topic=TOPICS[0], name="Tea on Mondays").json["number"]
        assert other.says("took back", number=number).code == 404
        assert number in [each["number"] for each in one.mine["given"]]


class TestGuessingIsSlowed:
    SECONDS = 4.0
    """Long enough that whoever need not wait is done before, on a busy machine too."""

    @pytest.fixture
    def guesses(self, house, room):
        words = {"words": "river-stone-lamp"}
        named = f"relkit-facilitate-{room.code}"
        return {
            "code": lambda: Caller(house.port).asks(f"{BASE}room/CCCCCC/about"),
            "return": lambda: Caller(house.port).asks(f"{room.at}return", words),
            "withdraw": lambda: Caller(house.port).asks(f"{room.at}withdraw", words),
            "link": lambda: Caller(house.port).asks(f"{room.at}facilitate?key=abc"),
            "key": lambda: Caller(house.port, f"{named}=abc").asks(
                f"{room.at}facilitate/waiting"
            ),
        }

    @pytest.mark.parametrize("what", ["code", "return", "withdraw", "link", "key"])
    def test_whoever_guesses_wrong_waits(self, monkeypatch, guesses, what):
        monkeypatch.setattr(asking, "SLOWED_SECONDS", 0.7)
        begun = time.monotonic()
        assert guesses[what]().code in (403, 404)
        assert time.monotonic() - begun >= 0.7

    def test_whoever_knows_never_waits_while_others_guess_at_the_same_address(
        self, monkeypatch, room, guesses
    ):
        monkeypatch.setattr(asking, "SLOWED_SECONDS", self.SECONDS)
        phone = room.joins()
        with ThreadPoolExecutor(60) as guessing:
            wrong = [guessing.submit(g) for g in guesses.values() for _ in range(12)]
            time.sleep(0.5)
            assert phone.says("spoke from", standpoint="centre").code == 200
            assert room.act("open", topic=TOPICS[0]).code == 200
            said = {"words": phone.words}
            assert Caller(room.port).asks(f"{room.at}return", said).code == 200
            assert Caller(room.port).asks(f"{room.at}about").code == 200
            assert not any(each.done() for each in wrong)
            assert {each.result().code for each in wrong} <= {403, 404}


def broken() -> st.SearchStrategy[bytes]:
    """Bodies that are no JSON object, or one that nobody should send."""
    bad = [
        b"", b"null", b"[]", b'"text"', b"7", b"{", b'{"a":', b"{'a': 1}", b"\xff\xfe",
        b'{"a": "\xc3\x28"}', b"[" * 20_000, b'{"a":' * 6_000,
        b'{"a": 1' + b"0" * 30_000 + b"}", b'{"kind": "placed\\ud800"}',
        b'{"kind": "gave", "name": "\\u0000"}', b"{}" * 9, b"\x00" * 40,
    ]  # fmt: skip
    return st.sampled_from(bad) | st.binary(max_size=80)


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([10**400, "x" * 3000, "\0", "\ud800", "four_worlds", "placed"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        *(
            "kind",
            "key",
            "topic",
            "card",
            "bin",
            "tab",
            "count",
            "name",
            "sheet",
            "row",
        ),
        *("number", "standpoint", "words", "act", "reason", "ends", "answers", "sure"),
        *("case", "topics", "days", "looks_first"),
    ]
)
OBJECTS = st.dictionaries(FIELDS, ANY, max_size=8)
MARK = "a-telling-sign-that-nothing-may-keep"


class TestRubbishLeavesNoTrace:
    TAKES = (
        "hosting",
        *("{code}/" + path for path, handler in PHONES if "post" in vars(handler)),
        *("{code}/" + path for path in TestNoTokenNoAct.POSTS),
    )

    @pytest.fixture(autouse=True)
    def _unslowed(self, unslowed):
        """Three words that are wrong are tried here by the dozen."""

    @pytest.fixture(params=TAKES)
    def at(self, request, room) -> str:
        return f"{BASE}room/{request.param.format(code=room.code)}"

    @pytest.fixture
    def who(self, room) -> Caller:
        """Somebody who may do it all: what is wrong is what they send."""
        both = f"{room.facilitator.cookie}; {room.joins().cookie}"
        return Caller(room.port, both)

    def refused(self, answered) -> None:
        assert 400 <= answered.code < 500, answered.body
        assert re.search(r"[.?]$", answered.json["error"])
        assert "Traceback" not in answered.json["error"]

    @given(body=broken())
    @ANYTHING
    def test_what_is_no_json_object_is_refused(self, house, room, at, who, body):
        before = house.last(room)
        with logged() as lines:
            self.refused(who.asks(at, body))
        assert (house.last(room), lines) == (before, [])

    @given(said=OBJECTS)
    @ANYTHING
    def test_an_object_of_wrong_types_is_refused_or_makes_sense(
        self, house, room, at, who, said
    ):
        before = house.last(room)
        with logged() as lines:
            answered = who.asks(at, said)
        assert lines == []
        if answered.code == 200:
            assert answered.json
        else:
            self.refused(answered)
            assert house.last(room) == before

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded"]
    )
    def test_what_a_form_elsewhere_could_send_is_refused(self, room, at, who, kind):
        self.refused(who.asks(at, b'{"standpoint": null}', Content_Type=kind))

    @pytest.mark.parametrize("origin", ["http://elsewhere.test", "null", "http://["])
    def test_what_a_page_elsewhere_sends_is_refused(self, room, at, who, origin):
        answered = who.asks(at, {"standpoint": None}, Origin=origin)
        self.refused(answered)
        assert answered.code == 403

    def test_ten_megabytes_are_refused_before_they_are_sent(self, house, room, at, who):
        before = house.last(room)
        head = (
            f"POST {at} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {who.cookie}\r\n"
            "Content-Type: application/json\r\nContent-Length: 10000000\r\n\r\n"
        )
        with (
            logged() as lines,
            socket.create_connection(("127.0.0.1", room.port), 30) as wire,
        ):
            wire.sendall(head.encode() + b'{"name": "')
            told = wire.recv(4096).decode()
        assert told.startswith("HTTP/1.1 413")
        assert "Connection: close" in told
        assert "too long" in told
        assert (house.last(room), lines) == (before, [])

    def test_ten_megabytes_that_come_in_pieces_are_refused(self, house, room, at, who):
        before = house.last(room)
        piece = json.dumps({"name": MARK * 900}).encode()
        said = b"%x\r\n%b\r\n" % (len(piece), piece)
        head = (
            f"POST {at} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {who.cookie}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        with (
            logged() as lines,
            socket.create_connection(("127.0.0.1", room.port), 30) as wire,
        ):
            wire.sendall(head.encode() + said * (10_000_000 // len(piece)))
            wire.sendall(b"0\r\n\r\n")
            told = wire.recv(4096).decode()
        assert told.startswith("HTTP/1.1 413"), told
        assert (house.last(room), lines) == (before, [])

    def test_cookies_of_all_kinds_let_nobody_in(self, room):
        name = f"relkit-phone-{room.code}"
        for cookie in (
            f"{name}={'x' * 30_000}",
            f"{name}=\xff\xfe",
            f'{name}="a\\"b',
            f"{name}=%ED%A0%80; {name}=a",
            "=;;;=;",
        ):
            with logged() as lines:
                answered = Caller(room.port, cookie).asks(f"{room.at}mine")
            assert (answered.code, lines) == (401, [])

    def test_the_last_of_two_fields_of_a_name_counts(self, room):
        phone = room.joins()
        said = (
            b'{"kind": "spoke from", "key": "two-fields-of-a-name", '
            b'"standpoint": "nobody", "standpoint": "centre"}'
        )
        assert phone.asks(f"{room.at}answer", said).code == 200
        assert phone.mine["standpoint"] == "centre"

    def test_a_fault_of_our_own_is_logged_without_who_asked_or_what_they_sent(
        self, room, monkeypatch
    ):
        def fails(*_: object) -> None:
            raise KeyError(MARK)

        phone = room.joins()
        monkeypatch.setattr("relkit.live.phones.answer", fails)
        with logged() as lines:
            answered = phone.says("gave", name=MARK)
        assert answered.code == 500
        assert answered.json["error"].startswith("Something went wrong here.")
        assert "KeyError" in lines[0]
        assert "phones.py" in lines[0]
        for told in (MARK, "127.0.0.1", room.code):
            assert told not in "".join(lines)


class TestWhoMayHost:
    def test_a_refusal_does_not_hang_up_without_a_word(self, house):
        """A proxy in front asks for the next one on the same wire."""
        wire = http.client.HTTPConnection("127.0.0.1", house.port, timeout=30)
        for _ in range(3):
            wire.request(
                "GET", f"{BASE}room/hosting", headers={"Host": "elsewhere.test"}
            )
            assert wire.getresponse().read().startswith(b'{"error"')
        wire.close()

    @pytest.fixture
    def asks(self, house):
        def ask(**headers: str) -> int:
            said = {"case": "housing_repairs", "topics": ["four_worlds"]}
            return Caller(house.port).asks(f"{BASE}room/hosting", said, **headers).code

        return ask

    @pytest.mark.parametrize(
        "name",
        ["127.0.0.1", "localhost", "[::1]:8866", "LocalHost:9", "192.168.1.20:8888"],
    )
    def test_this_machine_by_its_own_names(self, asks, name):
        assert asks(Host=name) == 200

    @pytest.mark.parametrize(
        "name",
        ["elsewhere.test:8866", "localhost.elsewhere.test", "127.0.0.1.x", "[", ""],
    )
    def test_no_page_whose_name_was_made_to_lead_here(self, asks, name):
        assert asks(Host=name, Origin=f"http://{name}") == 403

    @pytest.mark.parametrize(
        "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host"]
    )
    @pytest.mark.parametrize("said", ["127.0.0.1", "for=127.0.0.1", ""])
    def test_nobody_gains_by_saying_where_they_come_from(self, asks, header, said):
        assert asks(**{header: said}) == 403

    def test_nobody_reads_a_room_from_a_page_elsewhere(self, house, room):
        for path in ("state", "about", "mine", "qr.svg", "facilitate/waiting"):
            there = Caller(house.port, room.facilitator.cookie).asks(
                f"{room.at}{path}", Origin="http://elsewhere.test"
            )
            named = [n for n in there.headers if n.lower().startswith("access-control")]
            assert named == []

    def test_a_name_that_somebody_else_sent_is_in_no_qr_code_for_others(self, house):
        Caller(house.port).asks(f"{BASE}room/reach", Host="elsewhere.test")
        told = Caller(house.port).asks(f"{BASE}room/reach").json
        assert told["addresses"] == AT
