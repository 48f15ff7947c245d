"""Thirty people with phones, in a process of their own: they come, sort and give."""

import multiprocessing
import random
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from multiprocessing.connection import Connection
from typing import Any
from urllib.error import HTTPError

from hosting import Somebody

EACH = 10
"""People of each standpoint."""
STANDPOINTS = ("community", "place", "centre")
SECONDS = 60


@dataclass
class Person:
    """Somebody with a phone: where they speak from, and where they put each card."""

    path: str
    standpoint: str
    phone: Somebody
    rng: random.Random
    put: dict[str, dict[str, str]] = field(default_factory=dict)
    touches: int = 0
    gone: bool = False

    def come(self) -> None:
        self.phone.post(f"{self.path}join", standpoint=self.standpoint)

    def come_again(self) -> None:
        self.put = {}
        self._say("spoke from", standpoint=self.standpoint)

    def sort(self, topic: str, cards: list[str], bins: list[str]) -> None:
        """Put every card somewhere: each standpoint leans to a bin of its own."""
        likely = bins[STANDPOINTS.index(self.standpoint) % len(bins)]
        for card in cards:
            chosen = likely if self.rng.random() < 0.6 else self.rng.choice(bins)
            self.touches += 1
            self._say(
                "placed", topic=topic, card=card, bin=chosen, tab="a",
                count=self.touches,
            )  # fmt: skip
            self.put.setdefault(topic, {})[card] = chosen

    def give(self, **said: Any) -> None:
        self._say("gave", **said)

    def withdraw(self) -> None:
        self.phone.post(f"{self.path}withdraw")
        self.put, self.gone = {}, True

    def _say(self, kind: str, **said: Any) -> None:
        """Say it until it is kept: whoever is very fast is asked to wait."""
        key = secrets.token_urlsafe(16)
        while True:
            try:
                self.phone.post(f"{self.path}answer", kind=kind, key=key, **said)
                return
            except HTTPError as refused:
                if refused.code != HTTPStatus.TOO_MANY_REQUESTS:
                    raise
            time.sleep(1)


class People:
    """What the thirty are told to do, from the test's process."""

    def __init__(self, ear: Connection) -> None:
        self._ear = ear

    def do(self, what: str, **how: Any) -> Any:
        """Let all of them do something at once; gives what came of it."""
        self._ear.send((what, how))
        assert self._ear.poll(SECONDS), f"They did not {what} in {SECONDS} seconds."
        came = self._ear.recv()
        if isinstance(came, Exception):
            raise came
        return came


@contextmanager
def people(base: str, path: str) -> Iterator[People]:
    """Thirty people for a room, who leave at the end."""
    spawn = multiprocessing.get_context("spawn")
    ear, theirs = spawn.Pipe()
    process = spawn.Process(target=_play, args=(base, path, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield People(ear)
    finally:
        ear.close()
        process.join(timeout=10)
        if process.is_alive():
            process.kill()


def _play(base: str, path: str, told: Connection) -> None:
    everybody = [
        Person(path, standpoint, Somebody(base), random.Random(f"{standpoint} {n}"))
        for standpoint in STANDPOINTS
        for n in range(EACH)
    ]
    with ThreadPoolExecutor(len(everybody)) as at_once:
        while True:
            try:
                what, how = told.recv()
            except EOFError:
                return
            try:
                told.send(_DO[what](everybody, at_once, **how))
            except Exception as problem:  # it is told, and raised in the test
                told.send(RuntimeError(f"{what}: {problem!r}"))


def _each(name: str) -> Any:
    def together(
        everybody: list[Person], at_once: ThreadPoolExecutor, **how: Any
    ) -> int:
        here = [person for person in everybody if not person.gone]
        return len(list(at_once.map(lambda one: getattr(one, name)(**how), here)))

    return together


def _one(name: str) -> Any:
    def alone(everybody: list[Person], _: object, who: int, **how: Any) -> None:
        getattr(everybody[who], name)(**how)

    return alone


def _counts(
    everybody: list[Person], _: object, topic: str
) -> dict[tuple[str, str, str], int]:
    """How many put a card into a bin, by standpoint: what the room has to tell."""
    return dict(
        Counter(
            (person.standpoint, card, bin)
            for person in everybody
            for card, bin in person.put.get(topic, {}).items()
        )
    )


_DO = {
    "come": _each("come"),
    "come again": _each("come_again"),
    "sort": _each("sort"),
    "give": _one("give"),
    "withdraw": _one("withdraw"),
    "count": _counts,
}
