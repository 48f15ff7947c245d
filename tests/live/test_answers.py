"""What phones say is looked at: what makes no sense gets a sentence, and no trace."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.live.answers import MOST_GIVEN, Refused, answer, said_in
from relkit.models.room import room_of
from relkit.models.room_activities import ACTIVITIES
from relkit.models.room_events import Event, Kind

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
KEY = "abcdefghijklmnop"
PLACE = cases.named("housing_repairs")
CARD = PLACE.activities[0].name


def a_room(*more, is_open=True, standpoint="place"):
    """A room with all topics, in which one person, called ``me``, has come in."""
    happened = [
        (Kind.HOSTED, "", {"case": PLACE.name, "topics": list(ACTIVITIES)}),
        (Kind.GATHERED, "", {"held": "2026-11-24"}),
        *((Kind.OPENED, "", {"topic": topic}) for topic in ACTIVITIES if is_open),
        (Kind.JOINED, "me", {"standpoint": standpoint}),
        *more,
    ]
    return room_of(
        Event(number=n, gathering=1, kind=kind, by=by, payload=payload, at=NOW)
        for n, (kind, by, payload) in enumerate(happened, start=1)
    )


def placed(**said):
    whole = {"topic": "four_worlds", "card": CARD, "bin": "by", "tab": "t", "count": 1}
    return {"kind": "placed", "key": KEY} | whole | said


def gave(topic="thriving", sheet="Situations", **row):
    return {"kind": "gave", "key": KEY, "topic": topic, "sheet": sheet, "row": row}


def refused(said, room=None):
    with pytest.raises(Refused) as refusal:
        answer(said, room or a_room(), PLACE, "me")
    return refusal.value


def anything_of(texts):
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | texts,
        lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
        max_leaves=6,
    )


anything = anything_of(st.text())
READABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
)


class TestWhatMakesSense:
    def test_a_card_put_into_a_bin_is_kept_with_nothing_else(self):
        heard = answer(placed(name="Ada", email="a@b"), a_room(), PLACE, "me")
        assert (heard.kind, heard.key) == (Kind.PLACED, KEY)
        assert set(heard.payload) == {"topic", "card", "bin", "tab", "count"}

    def test_a_card_that_somebody_added_can_be_sorted(self):
        added = {"topic": "four_worlds", "row": {"name": "Keys for the hall"}}
        given_ = (Kind.GAVE, "me", added), (Kind.ACCEPTED, "", {"number": 8})
        room = a_room(*given_)
        assert room.given[8].shown
        heard = answer(placed(card="Keys for the hall"), room, PLACE, "me")
        assert heard.payload["card"] == "Keys for the hall"

    def test_an_item_is_kept_as_a_row_of_its_table(self):
        said = gave(name="A leak at night", whose="Tenants")
        heard = answer(said, a_room(), PLACE, "me")
        assert heard.payload["row"] == {"name": "A leak at night", "whose": "Tenants"}

    def test_a_line_stands_on_the_map_of_whoever_gives_it(self):
        ends = {"from": "Caretakers", "to": "Repairs supervisor"}
        said = gave("governance", "Relations", kind="funds", **ends, map="centre")
        heard = answer(said, a_room(), PLACE, "me")
        assert heard.payload["row"]["map"] == "place"


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("said", "status", "sentence"),
        [
            (placed(key="short"), 400, "no key"),
            (placed(kind="hosted"), 400, "no such answer"),
            (placed(topic="weather"), 404, "no such activity"),
            (placed(bin="near"), 400, "one of these: to, for, with, by"),
            (placed(card="Nothing"), 409, "not among the cards"),
            (placed(card=" "), 400, "‘card’ has no text"),
            (placed(card="x" * 200), 400, "120 characters or fewer"),
            (placed(tab=""), 400, "which tab"),
            (placed(count=-1), 400, "number of its own"),
            (placed(count=True), 400, "number of its own"),
            (gave(sheet="People"), 400, "no such table"),
            (gave(whose="Ada"), 422, "Give the situation a name"),
            (gave(name="x" * 500, whose="Ada"), 422, "500 characters"),
            (gave(name=["x"]), 400, "text or numbers"),
            ({"kind": "took back", "key": KEY, "number": 1}, 404, "no such thing"),
            ({"kind": "spoke from", "key": KEY, "standpoint": "god"}, 400, "community"),
        ],
    )
    def test_is_told_in_a_sentence(self, said, status, sentence):
        refusal = refused(said)
        assert refusal.status == status
        assert sentence in str(refusal)

    @pytest.mark.parametrize("said", [placed(), gave(name="Damp", whose="Ada")])
    def test_nothing_is_taken_while_the_activity_is_closed(self, said):
        assert refused(said, a_room(is_open=False)).status == 409

    def test_no_answer_changes_while_they_are_locked(self):
        locked = (Kind.LOCKED, "", {"topic": "four_worlds"})
        assert "locked" in str(refused(placed(), a_room(locked)))

    def test_a_line_needs_somebody_who_says_where_they_speak_from(self):
        said = gave("governance", "Relations", kind="funds")
        assert "Say first" in str(refused(said, a_room(standpoint=None)))

    def test_a_line_to_nobody_is_named(self):
        ends = {"from": "Caretakers", "to": "The moon"}
        said = gave("governance", "Relations", kind="funds", **ends)
        assert "‘to’: ‘The moon’" in str(refused(said))

    def test_one_person_gives_only_so_many_things(self):
        row = {"topic": "thriving", "sheet": "Situations", "row": {"name": "Damp"}}
        many = [(Kind.GAVE, "me", row)] * MOST_GIVEN
        assert refused(gave(name="One more", whose="Ada"), a_room(*many)).status == 429

    @given(st.dictionaries(st.sampled_from([*placed(), "row", "sheet"]), anything))
    @settings(max_examples=200)
    def test_whatever_is_sent_is_kept_or_refused_and_never_fails(self, said):
        with suppress(Refused):
            heard = answer(placed() | said, a_room(), PLACE, "me")
            assert heard.payload["card"] in {a.name for a in PLACE.activities}

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"nonsense", b"\xff", b"[" * 100_000, b'"text"']
    )
    def test_what_is_no_json_object_is_told_so(self, body):
        with pytest.raises(Refused, match="not a JSON object"):
            said_in(body)

    @pytest.mark.parametrize("sign", ["\0", "\ud800", "\x1b", "\uffff"])
    @pytest.mark.parametrize("ascii", [True, False])
    def test_signs_that_no_page_can_show_are_told_so(self, sign, ascii):
        for said in ({"name": f"a{sign}"}, {"row": {sign: ""}}, {"answers": [sign]}):
            body = json.dumps(said, ensure_ascii=ascii).encode(errors="surrogatepass")
            with pytest.raises(Refused):
                said_in(body)

    @given(st.dictionaries(READABLE, anything_of(READABLE)))
    def test_what_is_one_is_read(self, said):
        assert set(said_in(json.dumps(said).encode())) == set(said)
