"""A live room, as the events in it tell it.

What any screen shows is worked out from the events alone; what may be seen of it is in
`relkit.models.room_seen`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from relkit.models import room_texts
from relkit.models.case import Gathering
from relkit.models.room_activities import ACTIVITIES, Sorting
from relkit.models.room_counts import Counts, Placed, Sorted, Ways
from relkit.models.room_drawn import Come, Drawn, Place
from relkit.models.room_events import FACILITATES, Event, Kind
from relkit.models.room_values import Act, Given, State, act_of, day
from relkit.models.standpoints import Standpoint


class Room:
    """A room as its events tell it; it hears them one by one, in their order.

    Hearing events one by one and hearing all of them at once come to the same.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> now = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    >>> room = Room()
    >>> room.hear(Event(number=1, gathering=1, kind=Kind.JOINED, by="a", at=now,
    ...     payload={"standpoint": "community"}))
    >>> room.standpoints["a", 1].says
    'I live here'
    """

    def __init__(self) -> None:
        self.number = 0
        self.title = ""
        self.case = ""
        self.topics: tuple[str, ...] = ()
        self.ends: date | None = None
        self.looks_first = True
        self.gatherings: list[Gathering] = []
        self.states: dict[str, State] = {}
        self.people: set[str] = set()
        self.standpoints: dict[tuple[str, int], Standpoint | None] = {}
        self.on_paper: set[str] = set()
        self.sorted: dict[Place, Sorted] = {}
        self.given: dict[int, Given] = {}
        self.acts: list[Act] = []
        self.come = Come()
        self.drawn = Drawn(self.sorted)

    @property
    def gathering(self) -> int:
        """The number of the gathering that is held, or was held last."""
        return self.gatherings[-1].number if self.gatherings else 1

    def hear(self, event: Event) -> None:
        """Take in the next event. One that was emptied or makes no sense is passed."""
        self.number = event.number
        does = _DOES.get(event.kind)
        if does is not None and (event.payload or event.kind in _NEED_NO_WORDS):
            does(self, event)
        for place in self.sorted:
            if place[0] in self.states and self.states[place[0]].revealed:
                self.drawn.look_who_may_be_few(place)
        if event.kind in FACILITATES:
            self.acts.append(act_of(event))

    def counts(self, topic: str, gathering: int) -> Counts:
        """How many voices put each card into each bin, by where they spoke from."""
        return self._sorted(topic, gathering).counts

    def voices(self, topic: str, gathering: int) -> Counter[Standpoint | None]:
        """How many people have answered, by where they spoke from."""
        return self._sorted(topic, gathering).voices

    def placed(self, topic: str, gathering: int) -> Mapping[str, Mapping[str, Placed]]:
        """Where each person put each card."""
        return self._sorted(topic, gathering).people

    def ways(self, topic: str, gathering: int) -> Ways:
        """How many voices moved each card since the gathering before, and how."""
        return self._sorted(topic, gathering).ways

    def mine(self, by: str) -> Iterator[tuple[str, str, StrEnum]]:
        """What one person has sorted at this gathering: topic, card, bin."""
        for (topic, gathering), found in self.sorted.items():
            if gathering == self.gathering:
                for card, placed in found.people.get(by, {}).items():
                    yield topic, card, placed.bin

    def _sorted(self, topic: str, gathering: int) -> Sorted:
        return self.sorted.get((topic, gathering)) or Sorted()

    def _hosted(self, event: Event) -> None:
        said = event.payload
        self.title, self.case = str(said.get("title", "")), str(said.get("case", ""))
        self.topics = tuple(t for t in said.get("topics", ()) if t in ACTIVITIES)
        self.states = {topic: State() for topic in self.topics}
        self.looks_first = bool(said.get("looks_first", True))
        self.ends = day(said.get("ends"))

    def _gathered(self, event: Event) -> None:
        held = day(event.payload.get("held")) or event.at.date()
        for topic, state in self.states.items():
            if state.revealed:
                self.drawn.draw(topic)
        self.gatherings.append(Gathering(number=event.gathering, held=held))
        self.come = Come()
        self.states = {topic: State() for topic in self.topics}

    def _switched(self, event: Event) -> None:
        topic = str(event.payload.get("topic", ""))
        state = self.states.get(topic)
        if state is None:
            return
        name, to = _SWITCHES[event.kind]
        setattr(state, name, to)
        if state.revealed and event.kind in (Kind.REVEALED, Kind.CLOSED):
            self.drawn.draw(topic)

    def _looked_at(self, event: Event) -> None:
        given = self.given.get(event.payload.get("number", 0))
        if given is not None:
            shown = event.kind is Kind.ACCEPTED
            self.given[given.number] = replace(given, shown=shown)

    def _gone(self, event: Event) -> None:
        number = event.payload.get("number", 0)
        given = self.given.get(number)
        if given is not None and event.by in ("", given.by):
            self._take_out(given)

    def _take_out(self, given: Given) -> None:
        """Take out what somebody gave, and what others said about it by its name."""
        self.given.pop(given.number, None)
        name, topic = room_texts.name_in(given.payload), given.topic
        for each in list(self.given.values()):
            if room_texts.repeats(each.payload, topic, name):
                self._take_out(each)
        # The latest gathering first: it is matched with the one before.
        for place in reversed(self.sorted):
            if name and place[0] == topic:
                self.sorted[place].drop(name)
                self.drawn.drop(place, name)
                self.drawn.look_who_is_many(place)

    def _prolonged(self, event: Event) -> None:
        self.ends = day(event.payload.get("ends")) or self.ends

    def _speaks(self, event: Event) -> None:
        said = str(event.payload.get("standpoint"))
        standpoint = Standpoint(said) if said in {*Standpoint} else None
        self.people.add(event.by)
        self.standpoints[event.by, event.gathering] = standpoint
        self.come.speaks(event.by, standpoint)
        for place, found in self.sorted.items():
            if place[1] == event.gathering:
                found.speaks_from(event.by, standpoint)
                self.drawn.look_who_is_many(place)
        if event.payload.get("on_paper"):
            self.on_paper.add(event.by)

    def _put(self, event: Event) -> None:
        said = event.payload
        activity = ACTIVITIES.get(said.get("topic", ""))
        if not isinstance(activity, Sorting):
            return
        try:
            bin = activity.bins(str(said.get("bin")))
        except ValueError:
            return
        now = Placed(
            bin=bin,
            tab=str(said.get("tab", "")),
            count=int(said.get("count", 0)),
        )
        place = (activity.topic, event.gathering)
        standpoint = self.standpoints.get((event.by, event.gathering))
        found = self.sorted.get(place)
        if found is None:
            before = self.sorted.get((activity.topic, event.gathering - 1))
            found = self.sorted[place] = Sorted(before)
        found.put(event.by, said["card"], now, standpoint)
        self.drawn.look_who_is_many(place)

    def _gave(self, event: Event) -> None:
        said = event.payload
        if said.get("topic") in self.topics:
            self.given[event.number] = Given(
                number=event.number,
                topic=said["topic"],
                sheet=str(said.get("sheet", "")),
                row=dict(said.get("row", {})),
                by=event.by,
                gathering=event.gathering,
                shown=None if self.looks_first else True,
            )

    def _withdrew(self, event: Event) -> None:
        who = str(event.payload.get("who", "")) or event.by
        for found in reversed(self.sorted.values()):  # the latest gathering first
            found.forget(who)
        for each in [key for key in self.standpoints if key[0] == who]:
            del self.standpoints[each]
        self.people.discard(who)
        for given in [each for each in self.given.values() if each.by == who]:
            self._take_out(given)
        self.on_paper.discard(who)
        self.come.leaves(who)
        self.drawn.forget(who)
        for place in self.sorted:
            self.drawn.look_who_is_many(place)


def room_of(events: Iterable[Event]) -> Room:
    """The room that these events tell of, in their order."""
    room = Room()
    for event in events:
        room.hear(event)
    return room


_DOES = {
    Kind.HOSTED: Room._hosted,
    Kind.GATHERED: Room._gathered,
    Kind.ACCEPTED: Room._looked_at,
    Kind.REFUSED: Room._looked_at,
    Kind.ERASED: Room._gone,
    Kind.TOOK_BACK: Room._gone,
    Kind.PROLONGED: Room._prolonged,
    Kind.JOINED: Room._speaks,
    Kind.SPOKE_FROM: Room._speaks,
    Kind.PLACED: Room._put,
    Kind.GAVE: Room._gave,
    Kind.WITHDREW: Room._withdrew,
}
_SWITCHES = {
    Kind.OPENED: ("is_open", True),
    Kind.CLOSED: ("is_open", False),
    Kind.REVEALED: ("revealed", True),
    Kind.HIDDEN: ("revealed", False),
    Kind.LOCKED: ("locked", True),
    Kind.UNLOCKED: ("locked", False),
}
_DOES |= dict.fromkeys(_SWITCHES, Room._switched)
_NEED_NO_WORDS = {Kind.WITHDREW, Kind.GATHERED}
