"""A room is what its events tell, and nothing under the rule of k is seen of it."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit import cases
from relkit.models import sorting
from relkit.models.four_worlds import World
from relkit.models.room import Room, room_of
from relkit.models.room_activities import ACTIVITIES, Collecting
from relkit.models.room_drawn import K
from relkit.models.room_events import Event, Kind
from relkit.models.room_seen import case_of, results, seen
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
TOPIC = "four_worlds"
CARDS = ("Keys", "Repairs", "Bins")
TEXT = "A bench by the door of number 9"
HOSTED = {
    "case": "housing_repairs",
    "title": "Quarrywell",
    "topics": list(ACTIVITIES),
    "ends": "2027-02-22",
    "looks_first": True,
}


def events(*happened, start=0, gathering=1):
    """Events of one gathering: (kind, by, payload), numbered on from ``start``."""
    return [
        Event(
            number=start + n,
            gathering=gathering,
            kind=kind,
            by=by,
            payload=payload,
            at=NOW + timedelta(seconds=n),
        )
        for n, (kind, by, payload) in enumerate(happened, start=1)
    ]


def hosted(**said):
    return (Kind.HOSTED, "", HOSTED | said), (Kind.GATHERED, "", {"held": "2026-11-24"})


def joined(who, standpoint="community"):
    return Kind.JOINED, who, {"standpoint": standpoint}


def placed(who, card="Keys", world="by", *, tab="t", count=1):
    said = {"topic": TOPIC, "card": card, "bin": world, "tab": tab, "count": count}
    return Kind.PLACED, who, said


def did(kind, topic=TOPIC, **said):
    return kind, "", {"topic": topic, **said}


def gave(who, row, topic="thriving", sheet="Situations"):
    return Kind.GAVE, who, {"topic": topic, "sheet": sheet, "row": row}


def crowd(standpoint, number, world="by", card="Keys"):
    """So many people of a standpoint who put a card into a world."""
    people = [f"{standpoint} {n}" for n in range(number)]
    return [
        *(joined(who, standpoint) for who in people),
        *(placed(who, card, world) for who in people),
    ]


def shown(*happened, topic=TOPIC):
    """What is seen of a topic's results once it is revealed."""
    room = room_of(events(*hosted(), *happened, did(Kind.REVEALED, topic)))
    return seen(room)["results"][topic]


def everyone():
    return [f"{standpoint} {n}" for standpoint in Standpoint for n in range(4)]


@st.composite
def happenings(draw):
    """One gathering or two: people join, sort, speak from elsewhere, give, withdraw."""
    people = st.sampled_from(everyone())
    some = st.one_of(
        st.builds(joined, people, st.sampled_from([*map(str, Standpoint), None])),
        st.builds(
            placed,
            people,
            st.sampled_from(CARDS),
            st.sampled_from([*map(str, World)]),
            tab=st.sampled_from("ab"),
            count=st.integers(0, 5),
        ),
        st.builds(
            lambda who, says: (Kind.SPOKE_FROM, who, {"standpoint": says}),
            people,
            st.sampled_from([*map(str, Standpoint), None]),
        ),
        st.builds(lambda who: (Kind.WITHDREW, who, {}), people),
        st.builds(
            did, st.sampled_from([Kind.OPENED, Kind.CLOSED, Kind.REVEALED, Kind.HIDDEN])
        ),
        st.builds(gave, people, st.fixed_dictionaries({"name": st.text("xyz")})),
    )
    first = events(*hosted(), *draw(st.lists(some, max_size=60)))
    again = draw(st.none() | st.lists(some, max_size=60))
    if again is None:
        return first
    later = (Kind.GATHERED, "", {"held": "2026-12-24"}), *again
    return [*first, *events(*later, start=len(first), gathering=2)]


@st.composite
def moves(draw):
    """Two gatherings at which the same people sort, and their results are revealed."""
    people = [f"{side} {n}" for side in ("centre", "place") for n in range(9)]
    worlds, stays = st.sampled_from(["to", "by"]), st.integers(0, 9).map(bool)
    sides = st.sampled_from(["centre", "place"])
    gatherings = [[], []]
    for who in people:
        for happened in gatherings:
            side = who.split()[0] if draw(stays) else draw(sides)
            happened += [joined(who, side), placed(who, world=draw(worlds))]
    first = events(*hosted(), *gatherings[0], did(Kind.REVEALED))
    again = (Kind.GATHERED, "", {"held": "2026-12-24"}), *gatherings[1]
    leave = draw(st.lists(st.sampled_from(people), max_size=2))
    left = [(Kind.WITHDREW, who, {}) for who in leave]
    second = (*again, *left, did(Kind.REVEALED))
    return [*first, *events(*second, start=len(first), gathering=2)]


def recounted(room, place):
    """Counts and voices of one activity at one gathering, from who put what where."""
    counts, voices = {}, Counter()
    for who, cards in room.placed(*place).items():
        standpoint = room.standpoints.get((who, place[1]))
        voices[standpoint] += 1
        for card, placed in cards.items():
            by_card = counts.setdefault(standpoint, {})
            by_card.setdefault(card, Counter())[placed.bin] += 1
    return counts, voices


class TestHearing:
    @given(happenings(), st.integers(0, 60))
    def test_one_by_one_and_all_at_once_come_to_the_same(self, all_, cut):
        room = room_of(all_[:cut])
        for event in all_[cut:]:
            room.hear(event)
        assert seen(room) == seen(room_of(all_))

    @given(happenings())
    @settings(max_examples=200)
    def test_counting_as_answers_come_and_counting_anew_come_to_the_same(self, all_):
        room = Room()
        for event in all_:
            room.hear(event)
            for place in room.sorted:
                found = room.counts(*place), room.voices(*place)
                assert found == recounted(room, place)
                assert all(cards for cards in room.counts(*place).values())

    @given(happenings())
    def test_whoever_joined_and_did_not_withdraw_is_in_the_room(self, all_):
        here = set()
        for event in all_:
            if event.kind in (Kind.JOINED, Kind.SPOKE_FROM):
                here.add(event.by)
            elif event.kind is Kind.WITHDREW:
                here.discard(event.by)
        assert room_of(all_).people == here

    @given(moves())
    def test_people_move_as_the_model_of_sorting_tells(self, all_):
        """The room counts the ways itself: for a thousand people, often."""
        room = room_of(all_)
        expected = []
        for standpoint in Standpoint:
            was, now = (
                [
                    sorting.Placement(
                        voice=who,
                        card=card,
                        bin=placed.bin,
                        standpoint=standpoint,
                        at=NOW,
                    )
                    for who, cards in room.placed(TOPIC, number).items()
                    if room.standpoints.get((who, number)) is standpoint
                    for card, placed in cards.items()
                ]
                for number in (1, 2)
            )
            drawn = {
                card: bins
                for number, whose, card, bins in results(room, TOPIC)["counts"]
                if (number, whose) == (2, standpoint)
            }
            expected += [
                [
                    1,
                    2,
                    standpoint,
                    moved.card,
                    sorted([*w, n] for w, n in moved.flows.items()),
                ]
                for moved in sorting.movement(was, now, k=K)
                if moved.flows and moved.after == drawn.get(moved.card)
            ]
        assert sorted(results(room, TOPIC)["flows"]) == sorted(expected)

    def test_the_latest_answer_counts(self):
        found = shown(
            *crowd("community", 3), placed("community 0", world="to", count=2)
        )
        assert found["counts"] == [[1, "community", "Keys", {"by": 2, "to": 1}]]

    def test_an_answer_retried_late_does_not_override_a_newer_one(self):
        newer, retried = placed("a", world="to", count=2), placed("a", count=1)
        room = room_of(events(*hosted(), joined("a"), newer, retried))
        assert list(room.mine("a")) == [(TOPIC, "Keys", World.TO)]

    def test_of_two_tabs_the_one_that_answered_last_counts(self):
        first = placed("a", world="to", tab="t", count=9)
        room = room_of(events(*hosted(), joined("a"), first, placed("a", tab="u")))
        assert list(room.mine("a")) == [(TOPIC, "Keys", World.BY)]

    @pytest.mark.parametrize(
        "said",
        [
            {"topic": "weather", "card": "Keys", "bin": "by"},
            {"topic": TOPIC, "card": "Keys", "bin": "near"},
            {},
        ],
        ids=["topic", "bin", "erased"],
    )
    def test_what_makes_no_sense_is_passed(self, said):
        room = room_of(events(*hosted(), joined("a"), (Kind.PLACED, "a", said)))
        assert list(room.mine("a")) == []


class TestTheRuleOfK:
    @given(happenings())
    @settings(max_examples=200)
    def test_no_standpoint_with_fewer_voices_is_seen(self, all_):
        for topic in seen(room_of(all_))["results"].values():
            for _, standpoint, _, bins in topic.get("counts", ()):
                assert standpoint in {*Standpoint}
                assert sum(bins.values()) >= K

    @given(happenings())
    def test_no_label_of_anybody_is_seen(self, all_):
        text = json.dumps(seen(room_of(all_)))
        assert not [who for who in everyone() if f'"{who}"' in text]

    @pytest.mark.parametrize(("voices", "is_seen"), [(K - 1, False), (K, True)])
    def test_a_standpoint_is_seen_from_k_voices_on(self, voices, is_seen):
        assert bool(shown(*crowd("centre", voices))["counts"]) is is_seen

    def test_after_a_withdrawal_it_is_counted_again(self):
        left = (Kind.WITHDREW, "place 1", {})
        assert shown(*crowd("place", K), left)["counts"] == []

    def test_who_would_rather_not_say_is_counted_and_never_split_out(self):
        unsaid = [
            each for n in range(5) for each in (joined(f"n{n}", None), placed(f"n{n}"))
        ]
        room = room_of(events(*hosted(), *unsaid, did(Kind.REVEALED)))
        assert seen(room)["come"] == {
            "community": 0, "place": 0, "centre": 0, "unsaid": 3, "lately": 2
        }  # fmt: skip
        assert seen(room)["results"][TOPIC]["counts"] == []

    def test_the_view_of_a_standpoint_is_seen_when_k_people_gave_one(self):
        def line(who):
            row = {"source": who, "kind": "funds", "target": "The bus", "map": "centre"}
            return gave(who, row, "governance", "Relations")

        people = [joined(f"p{n}", "place") for n in range(K)]
        lines = [line(f"p{n}") for n in range(K)]
        few = shown(*people, *lines[1:], *accepted(K + 2, K), topic="governance")
        assert few["rows"]["Relations"] == []
        enough = shown(*people, *lines, *accepted(K + 3, K), topic="governance")
        assert [row["map"] for row in enough["rows"]["Relations"]] == ["place"] * K


def accepted(first, how_many):
    return [did(Kind.ACCEPTED, number=first + n) for n in range(how_many)]


class TestDrawnOnRevealOnly:
    @pytest.mark.parametrize(("taps", "is_seen"), [(K - 1, False), (K, True)])
    def test_taps_of_few_are_seen_when_k_people_tapped(self, taps, is_seen):
        happened = [*hosted(), *crowd("place", 5), did(Kind.REVEALED)]
        taps = [placed(f"place {n}", world="to", count=2) for n in range(taps)]
        before, untouched, again = (
            seen(room_of(events(*happened, *more)))["results"][TOPIC]["counts"]
            for more in ((), taps, [*taps, did(Kind.REVEALED)])
        )
        assert untouched == before == [[1, "place", "Keys", {"by": 5}]]
        assert (again != before) is is_seen

    def test_what_was_never_seen_is_drawn_with_all_answers(self):
        late = [joined("late", "place"), placed("late", world="to")]
        closed = [*hosted(), *crowd("place", 3), did(Kind.CLOSED), *late]
        room = room_of(events(*closed, did(Kind.REVEALED)))
        [[*_, bins]] = seen(room)["results"][TOPIC]["counts"]
        assert bins == {"by": 3, "to": 1}

    def test_answers_of_many_are_seen_as_they_come(self):
        many = crowd("community", 10)
        found = shown(
            *many, did(Kind.REVEALED), placed("community 0", world="to", count=2)
        )
        assert found["counts"][0][3] == {"by": 9, "to": 1}

    def test_nothing_is_seen_while_it_is_hidden_but_how_many_answered(self):
        room = room_of(
            events(
                *hosted(), *crowd("community", 4), did(Kind.REVEALED), did(Kind.HIDDEN)
            )
        )
        assert seen(room)["results"] == {}
        [activity] = [a for a in seen(room)["activities"] if a["topic"] == TOPIC]
        assert activity["answered"] == 4


class TestWhatPeopleGive:
    def test_it_waits_until_it_was_looked_at(self):
        given_ = [joined("a"), gave("a", {"name": "Damp", "whose": "Ada"})]
        assert shown(*given_, topic="thriving")["rows"]["Situations"] == []
        accepted = did(Kind.ACCEPTED, "thriving", number=4)
        rows = shown(*given_, accepted, topic="thriving")["rows"]["Situations"]
        assert rows == [{"name": "Damp", "whose": "Ada"}]

    def test_a_room_may_show_it_at_once(self):
        room = room_of(
            events(
                *hosted(looks_first=False),
                joined("a"),
                gave("a", {"name": "Damp"}),
                did(Kind.REVEALED, "thriving"),
            )
        )
        assert seen(room)["results"]["thriving"]["rows"]["Situations"]

    @pytest.mark.parametrize(
        "last",
        [
            (Kind.ERASED, "", {"number": 4, "reason": "a name"}),
            (Kind.TOOK_BACK, "a", {"number": 4}),
            (Kind.REFUSED, "", {"number": 4, "reason": "off the topic"}),
        ],
        ids=["erased", "taken back", "refused"],
    )
    def test_what_is_gone_is_not_seen(self, last):
        given_ = [joined("a"), gave("a", {"name": "Damp"})]
        accepted = did(Kind.ACCEPTED, "thriving", number=4)
        assert "Damp" not in json.dumps(
            shown(*given_, accepted, last, topic="thriving")
        )

    def test_it_comes_to_the_same_whether_its_words_were_heard_or_emptied_before(self):
        def told(gone):
            given_ = [joined("a"), gone, gave("a", {"name": "Draughts"})]
            looks = [did(Kind.ACCEPTED, "thriving", number=n) for n in (4, 5)]
            taken = (Kind.TOOK_BACK, "a", {"number": 4})
            return room_of(events(*hosted(), *given_, *looks, taken))

        heard, emptied = told(gave("a", {"name": "Damp"})), told((Kind.GAVE, "a", {}))
        assert list(heard.given) == [5]
        assert (heard.given, seen(heard)) == (emptied.given, seen(emptied))

    def test_nobody_takes_back_what_another_gave(self):
        given_ = [joined("a"), gave("a", {"name": "Damp"})]
        room = room_of(events(*hosted(), *given_, (Kind.TOOK_BACK, "b", {"number": 4})))
        assert 4 in room.given


class TestTheLog:
    def test_the_new_last_day_is_in_it_and_the_first_one_too(self):
        later = (Kind.PROLONGED, "", {"ends": "2027-05-01", "reason": "We go on"})
        log = seen(room_of(events(*hosted(ends="2027-02-22"), later)))["log"]
        assert [act["until"] for act in log] == ["2027-02-22", "", "2027-05-01"]

    def test_every_act_of_the_facilitator_is_in_it_with_its_reason(self):
        acts = [
            did(kind, reason=f"because of {kind}")
            for kind in (
                Kind.OPENED,
                Kind.REVEALED,
                Kind.LOCKED,
                Kind.CLOSED,
                Kind.HIDDEN,
            )
        ]
        log = seen(room_of(events(*hosted(), *acts)))["log"]
        assert [act["reason"] for act in log[2:]] == [a[2]["reason"] for a in acts]

    def test_what_participants_do_is_not(self):
        log = seen(room_of(events(*hosted(), *crowd("community", 4))))["log"]
        assert [act["kind"] for act in log] == ["hosted", "gathered"]


@pytest.fixture(scope="module")
def place():
    return cases.named("housing_repairs")


class TestTheCase:
    @given(happenings())
    @settings(max_examples=30)
    def test_counts_as_many_voices_as_the_room(self, place, all_):
        found = seen(room_of([*all_, *events(did(Kind.REVEALED), start=len(all_))]))
        made = sorting.tally(case_of(found, place).placements)
        counts = {
            (card, standpoint): Counter(bins)
            for _, standpoint, card, bins in found["results"][TOPIC]["counts"]
        }
        assert {
            (card, str(standpoint)): Counter({str(x): n for x, n in bins.items()})
            for card, by in made.items()
            for standpoint, bins in by.items()
        } == counts

    def test_people_are_matched_where_each_way_has_k_voices(self, place):
        first = events(*hosted(), *crowd("community", 10), did(Kind.REVEALED))
        again = [
            (Kind.GATHERED, "", {"held": "2026-12-24"}),
            *(joined(f"community {n}") for n in range(10)),
            *(
                placed(f"community {n}", world="to" if n < 4 else "by")
                for n in range(10)
            ),
            did(Kind.REVEALED),
        ]
        second = events(*again, start=len(first), gathering=2)
        case = case_of(seen(room_of([*first, *second])), place)
        before, after = (
            [p for p in case.placements if p.at.month == month] for month in (11, 12)
        )
        [moved] = sorting.movement(before, after)
        assert moved.flows == {(World.BY, World.TO): 4, (World.BY, World.BY): 6}

    @pytest.mark.parametrize(("voices", "there"), [(K, True), (K - 1, False)])
    def test_a_card_that_people_added_lies_where_most_of_enough_put_it(
        self, place, voices, there
    ):
        added = [joined("a"), gave("a", {"name": "Soup"}, TOPIC, "")]
        sorts = crowd("community", voices, "with", "Soup")
        all_ = [*hosted(looks_first=False), *added, *sorts, did(Kind.REVEALED)]
        case = case_of(seen(room_of(events(*all_))), place)
        own = len(place.activities)
        assert case.activities[:own] == place.activities
        found = [(each.name, each.world) for each in case.activities[own:]]
        assert found == ([("Soup", World.WITH)] if there else [])

    def test_so_does_one_of_the_swimlanes(self, place):
        lane = {"topic": "swimlanes", "card": "Soup", "bin": "with_help"}
        all_ = [
            *hosted(looks_first=False, topics=["swimlanes"]),
            *(joined(who) for who in "abc"),
            gave("a", {"name": "Soup"}, "swimlanes", ""),
            *((Kind.PLACED, who, {**lane, "tab": "t", "count": 1}) for who in "abc"),
            did(Kind.REVEALED, "swimlanes"),
        ]
        *own, soup = case_of(seen(room_of(events(*all_))), place).cards
        assert tuple(own) == place.cards
        assert (soup.name, soup.lane) == ("Soup", Lane.WITH_HELP)

    def test_a_hidden_activity_leaves_no_placements_of_the_case(self, place):
        assert case_of(seen(Room()), place).placements == ()


def test_every_topic_has_one_activity_whose_tables_it_knows():
    for activity in ACTIVITIES.values():
        part = getattr(cases, activity.topic)
        assert activity.topic == part.TOPIC
        if isinstance(activity, Collecting):
            assert {*activity.sheets} <= {table.sheet for table in part.TABLES}


@pytest.mark.parametrize(
    "gone",
    [
        did(Kind.ERASED, number=4, reason="it names somebody"),
        (Kind.TOOK_BACK, "writes", {"number": 4}),
        (Kind.WITHDREW, "writes", {}),
    ],
)
def test_a_text_goes_with_what_others_said_about_it(gone):
    room = room_of(
        events(
            *hosted(looks_first=False),
            joined("writes", "centre"),
            gave("writes", {"name": TEXT}, topic=TOPIC, sheet=""),
            gave("links", {"name": "Tea", "situations": "Rain"}),
            *crowd("place", 12, card=TEXT),
            *crowd("community", 3, card=TEXT),
            *crowd("community", 3),
            did(Kind.REVEALED),
            did(Kind.REVEALED, "thriving"),
        )
    )
    assert TEXT in str(seen(room))
    room.hear(*events(gone, start=room.number))
    assert TEXT not in str(seen(room))
    assert results(room, TOPIC)["counts"] == [[1, "community", "Keys", {"by": 3}]]
    assert room.voices(TOPIC, 1) == {Standpoint.COMMUNITY: 3}
    assert results(room, "thriving")["rows"]["Situations"]


def test_a_card_that_was_refused_after_people_sorted_it_is_not_shown():
    room = room_of(
        events(
            *hosted(),
            joined("writes", "centre"),
            gave("writes", {"name": TEXT}, topic=TOPIC, sheet=""),
            did(Kind.ACCEPTED, number=4),
            *crowd("place", 3, card=TEXT),
            did(Kind.REVEALED),
        )
    )
    assert TEXT in str(seen(room))
    room.hear(*events(did(Kind.REFUSED, number=4), start=room.number))
    assert TEXT not in str(seen(room))
