"""How many pages can be open at once, and whose turn it is when all are taken."""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Whoever waits asks every few seconds; after that they keep their turn, but nobody
# waits for them. Browsers let a tab in the background ask once a minute.
AWAKE_SECONDS = 15
TURN_KEPT_SECONDS = 10 * 60
# Between a page and the next one, or the same one again.
ON_THE_WAY_SECONDS = 5
TICKET = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(eq=False)
class Place:
    """Room for one open page, from before its kernel starts until that has ended."""

    visitor: str
    kernel: str = field(default="", init=False)


def new_ticket() -> str:
    """A ticket for the queue, which nobody can guess."""
    return secrets.token_urlsafe(16)


class House:
    """The places for open pages, and the queue of those who wait for one.

    First come, first served. Who leaves a page has its place kept for a moment, for
    most people go on to another page or load the same one again.

    Parameters
    ----------
    places
        How many pages can be open at once, at least 1.
    now
        Seconds on a clock that never goes back.

    Examples
    --------
    >>> house = House(1)
    >>> first = house.enter("Ada")
    >>> house.enter("Grace", ticket="a ticket") is None
    True
    >>> house.leave(first)
    >>> house.may_enter("Ada"), house.may_enter("Grace", ticket="a ticket")
    (True, False)
    """

    def __init__(self, places: int, now: Callable[[], float] = time.monotonic) -> None:
        if places < 1:
            raise ValueError("There must be a place for at least one visitor.")
        self.places = places
        self._now = now
        self._inside: set[Place] = set()
        self._on_the_way: list[tuple[str, float]] = []  # who, and until when
        self._tickets: dict[str, float] = {}  # when last asked after, first come first

    def enter(self, visitor: str, ticket: str = "") -> Place | None:
        """Take a place, or wait: None, and the ticket is in the queue from now on.

        Parameters
        ----------
        visitor
            Whose browser it is, the same for all its pages.
        ticket
            Given to whoever had to wait.
        """
        if not self.may_enter(visitor, ticket):
            if ticket:
                self.before(ticket)
            return None
        kept = [it for it in self._on_the_way if it[0] == visitor]
        if kept:
            self._on_the_way.remove(kept[0])
        self._tickets.pop(ticket, None)
        place = Place(visitor)
        self._inside.add(place)
        return place

    def leave(self, place: Place) -> None:
        """Give a place back; a second time changes nothing."""
        if place in self._inside:
            self._inside.remove(place)
            until = self._now() + ON_THE_WAY_SECONDS
            self._on_the_way.append((place.visitor, until))

    def may_enter(self, visitor: str, ticket: str = "") -> bool:
        """Whether a place is free for this visitor now."""
        self._forget()
        for_others = [who for who, _ in self._on_the_way if who != visitor]
        free = self.places - len(self._inside) - len(for_others)
        kept = len(for_others) < len(self._on_the_way)
        return free > (0 if kept else self._awake_before(ticket))

    def before(self, ticket: str) -> int:
        """How many who wait come before this ticket, which is asked after now."""
        self._forget()
        self._tickets[ticket] = self._now()
        return self._awake_before(ticket)

    def is_inside(self, visitor: str) -> bool:
        """Whether this visitor has a page open, or is about to."""
        return any(place.visitor == visitor for place in self._inside)

    @property
    def wanted(self) -> bool:
        """Whether somebody is waiting for a place just now."""
        return self._awake_before("") > 0

    def _awake_before(self, ticket: str) -> int:
        earliest = self._now() - AWAKE_SECONDS
        count = 0
        for each, asked in self._tickets.items():
            if each == ticket:
                break
            count += asked >= earliest
        return count

    def _forget(self) -> None:
        now = self._now()
        self._on_the_way = [it for it in self._on_the_way if it[1] > now]
        for ticket, asked in list(self._tickets.items()):
            if asked < now - TURN_KEPT_SECONDS:
                del self._tickets[ticket]
