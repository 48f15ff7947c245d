"""What is taken home of a room: nothing under the rule of k, nothing that is hidden."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.charts import room as room_charts
from relkit.export import room_files, room_tables
from relkit.models import words
from relkit.models.room import room_of
from relkit.models.room_activities import ACTIVITIES
from relkit.models.room_drawn import K
from relkit.models.room_events import FACILITATES, Event, Kind
from relkit.models.room_seen import seen
from relkit.models.standpoints import Standpoint

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
PLACE = cases.named("housing_repairs")
TOPICS = ("four_worlds", "swimlanes", "thriving", "governance")
HOSTED = {
    "case": PLACE.name,
    "title": PLACE.title,
    "topics": TOPICS,
    "ends": "2027-02-22",
    "looks_first": False,
}
PEOPLE = [f"{standpoint}-{n}" for standpoint in Standpoint for n in range(4)]
CARDS = {
    "four_worlds": [a.name for a in PLACE.activities[:2]],
    "swimlanes": [c.name for c in PLACE.cards[:2]],
}
BINS = {"four_worlds": ["to", "by"], "swimlanes": ["ourselves", "for_us"]}
SIGNS = words.FORMULA_SIGNS
ODD = (
    '=HYPERLINK("http://x","y")',
    "\uff1d1+1",
    "\uff20SUM(A1)",
    "+44 1632",
    "-1",
    "@A1",
    "\t=1",
    "wet;=1+1",
    "wet\n=1+1",
    'wet",=1+1',
    "bell \x07 and \x00 \ud800 \uffff",
    "<script>x</script>",
    "_x000D_",
)


def standpoint_of(who: str) -> str:
    return who.partition("-")[0]


def joined(who):
    return Kind.JOINED, who, {"standpoint": standpoint_of(who)}


def placed(topic, who, card, bin):
    said = {"topic": topic, "card": card, "bin": bin, "tab": "t", "count": 1}
    return Kind.PLACED, who, said


def did(kind, topic):
    return kind, "", {"topic": topic}


def gave(topic, who, text):
    """A text that says by itself to which topic it was given."""
    if topic == "governance":
        row = {"name": text, "kind": "people", "side": standpoint_of(who)}
        return Kind.GAVE, who, {"topic": topic, "sheet": "Actors", "row": row}
    if topic == "thriving":
        row = {"name": text, "whose": text}
        return Kind.GAVE, who, {"topic": topic, "sheet": "Situations", "row": row}
    return Kind.GAVE, who, {"topic": topic, "sheet": "", "row": {"name": text}}


@st.composite
def rooms(draw):
    """A room over one or two gatherings, in which anything may be shown or hidden."""
    people = st.sampled_from(PEOPLE)
    sort = st.sampled_from([*CARDS]).flatmap(
        lambda topic: st.builds(
            placed,
            st.just(topic),
            people,
            st.sampled_from(CARDS[topic]),
            st.sampled_from(BINS[topic]),
        )
    )
    some = st.one_of(
        sort,
        sort,
        st.builds(
            did,
            st.sampled_from([Kind.REVEALED, Kind.HIDDEN, Kind.CLOSED]),
            st.sampled_from(TOPICS),
        ),
        st.sampled_from(TOPICS).flatmap(
            lambda topic: st.builds(
                gave, st.just(topic), people, st.just(f"given to {topic}")
            )
        ),
        st.builds(lambda who: (Kind.WITHDREW, who, {}), people),
    )
    happened = [(Kind.HOSTED, "", HOSTED)]
    gatherings = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        gatherings.append(len(happened))
        held = (NOW + timedelta(days=30 * (number - 1))).date().isoformat()
        happened += [(Kind.GATHERED, "", {"held": held}), *map(joined, PEOPLE)]
        happened += draw(st.lists(some, min_size=20, max_size=60))
    return room_of(
        Event(
            number=n + 1,
            gathering=max(1, sum(start <= n for start in gatherings)),
            kind=kind,
            by=who,
            payload=said,
            at=NOW,
        )
        for n, (kind, who, said) in enumerate(happened)
    )


def shown(room):
    return room_tables.shown(json.loads(json.dumps(seen(room))), PLACE)


def lines(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return [*csv.reader(io.StringIO(text, newline=""))]


def book(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def everything(room) -> str:
    """Every word of every export of a room, pictures too."""
    told = shown(room)
    sheets = book(room_files.to_xlsx(told, PLACE))
    words_ = [
        str(cell) for sheet in sheets for row in sheet.values for cell in row if cell
    ]
    place = room_tables.place_of(told, PLACE)
    pictures = {
        topic: room_charts.pictures(topic, place, found)
        for topic, found in told["results"].items()
    }
    return "\n".join(
        [
            *sheets.sheetnames,
            *words_,
            room_files.cards_csv(told, PLACE).decode(),
            room_files.given_csv(told, PLACE).decode(),
            json.dumps(pictures, ensure_ascii=False),
        ]
    )


class TestAnyRoom:
    @given(rooms())
    @settings(deadline=None, max_examples=60)
    def test_no_count_in_a_file_stands_for_fewer_than_k_voices(self, room):
        told = shown(room)
        voices = Counter()
        for topic, card, _, gathering, _, who, _, count in lines(
            room_files.cards_csv(told, PLACE)
        )[1:]:
            if who:
                voices[topic, card, gathering, who] += int(count)
        assert all(count >= K for count in voices.values())
        for sheet in room_tables.sheets_of_all(told, PLACE):
            for row in sheet.rows:
                if sheet.columns[-1] == "voices":
                    assert row[-1] >= K
        assert all(
            count in (0, room_tables.FEW) or count >= K
            for _, count in room_tables.come(told).rows
        )

    @given(rooms())
    @settings(deadline=None, max_examples=25)
    def test_nothing_of_a_hidden_topic_and_no_label_is_in_any_export(self, room):
        words_ = everything(room)
        for topic in TOPICS:
            if not room.states[topic].revealed:
                assert f"given to {topic}" not in words_
                assert f'"{topic}"' not in words_
                assert f"\n{topic}," not in words_
        assert not [who for who in PEOPLE if who in words_]

    @given(rooms())
    @settings(deadline=None, max_examples=40)
    def test_a_file_tells_no_count_that_everyone_in_the_room_does_not_see(self, room):
        told = shown(room)
        in_file = {
            (topic, int(gathering), who, card, bin): int(count)
            for topic, card, _, gathering, _, who, bin, count in lines(
                room_files.cards_csv(told, PLACE)
            )[1:]
            if who and count != "0"
        }
        in_room = {
            (topic, gathering, str(who), card, str(bin)): count
            for topic, found in seen(room)["results"].items()
            for gathering, who, card, bins in found.get("counts", ())
            for bin, count in bins.items()
        }
        assert in_file == in_room


def played(*happened):
    """A room with one gathering, at which all topics were revealed."""
    all_ = [
        (Kind.HOSTED, "", HOSTED),
        (Kind.GATHERED, "", {"held": "2026-11-24"}),
        *map(joined, PEOPLE),
        *happened,
        *(did(Kind.REVEALED, topic) for topic in TOPICS),
    ]
    return room_of(
        Event(number=n, gathering=1, kind=kind, by=who, payload=said, at=NOW)
        for n, (kind, who, said) in enumerate(all_, start=1)
    )


ODD_ROOM = [
    gave(topic, PEOPLE[n % 4], text)
    for n, text in enumerate(ODD)
    for topic in ("four_worlds", "thriving")
]


class TestNoTextIsRun:
    @pytest.mark.parametrize("make", [room_files.cards_csv, room_files.given_csv])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_no_cell_of_a_csv_begins_as_a_formula_however_it_is_cut(
        self, make, delimiter
    ):
        text = make(shown(played(*ODD_ROOM)), PLACE).decode("utf-8-sig")
        cut = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert not [cell for line in cut for cell in line if cell.startswith(SIGNS)]
        torn = [x for line in text.split("\r\n") for x in line.split(delimiter)]
        assert not [part for part in torn if part.lstrip().startswith(SIGNS)]

    def test_every_cell_of_the_workbook_is_text_or_a_number(self):
        sheets = book(room_files.to_xlsx(shown(played(*ODD_ROOM)), PLACE))
        cells = [c for s in sheets for row in s.iter_rows() for c in row]
        kinds = {(type(c.value), c.data_type) for c in cells if c.value is not None}
        assert kinds <= {(str, "s"), (int, "n"), (float, "n")}
        assert '=HYPERLINK("http://x","y")' in {c.value for c in cells}

    def test_characters_that_no_file_can_hold_become_spaces(self):
        sheets = book(room_files.to_xlsx(shown(played(*ODD_ROOM)), PLACE))
        [*names] = (row[0] for row in sheets["Situations"].values)
        assert "bell and" in names


class TestFiles:
    @pytest.fixture
    def told(self):
        sorts = [
            placed("four_worlds", who, card, "by" if who.endswith("0") else "to")
            for who in PEOPLE
            for card in CARDS["four_worlds"]
        ]
        return shown(played(*sorts, gave("thriving", PEOPLE[0], "A leak")))

    def test_a_csv_opens_cleanly_and_every_line_has_all_columns(self, told):
        content = room_files.cards_csv(told, PLACE)
        assert content.startswith(b"\xef\xbb\xbftopic,card,")
        assert content.count(b"\n") == content.count(b"\r\n")
        assert {len(line) for line in lines(content)} == {8}

    def test_a_card_has_a_line_for_each_bin_and_standpoint(self, told):
        card = CARDS["four_worlds"][0]
        found = [
            line for line in lines(room_files.cards_csv(told, PLACE)) if card in line
        ]
        assert len(found) == 3 * 4
        assert sum(int(line[-1]) for line in found) == len(PEOPLE)
        assert {line[4] for line in found} == {"2026-11-24"}

    def test_the_workbook_has_a_sheet_for_each_table_with_headings_that_stay(
        self, told
    ):
        sheets = book(room_files.to_xlsx(told, PLACE))
        assert sheets.sheetnames == [
            "About",
            "Who came",
            "Four worlds of service",
            "Swimlanes",
            "Situations",
            "The room’s log",
        ]
        assert {sheet.freeze_panes for sheet in sheets} == {"A2"}
        [header, first, *_] = sheets["Four worlds of service"].values
        assert header[-1] == "voices"
        assert first[-1] == 4

    def test_every_card_is_there_also_where_nothing_may_be_told_of_it(self, told):
        named = {line[1] for line in lines(room_files.cards_csv(told, PLACE))[1:]}
        assert {a.name for a in PLACE.activities} <= named

    def test_the_log_tells_what_the_facilitator_did_and_when(self, told):
        log = room_tables.log(told)
        assert log.rows[-1][1:3] == (
            "showed what the room thinks",
            "Governance mapping",
        )
        whens = [row[0] for row in log.rows]
        assert all(a <= b for a, b in pairwise(whens))

    def test_every_act_of_a_facilitator_has_its_words(self):
        assert {*room_tables.DID} == {*map(str, FACILITATES)}


def test_a_card_that_was_erased_after_it_was_sorted_is_nowhere():
    """Its voices stay with those who gave them, and its text is told to nobody."""
    text = "Somebody’s name"
    number = 3 + len(PEOPLE)
    room = played(
        gave("four_worlds", PEOPLE[0], text),
        *(placed("four_worlds", who, text, "by") for who in PEOPLE),
        (Kind.ERASED, "", {"number": number, "reason": "it names somebody"}),
    )
    assert room.given == {}
    assert text not in everything(room)


def test_every_activity_of_a_room_has_pictures():
    for topic in ACTIVITIES:
        assert room_charts.pictures(topic, PLACE, {})
