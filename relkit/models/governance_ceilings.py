"""Governance mapping: who can hold the whole of a result, and how far away that is.

S: "governance ceiling" is the source's term: our capability to govern cannot deal with
relational services, which need accountability across, to results in the real world.
R: how it is computed here. An actor answers to a forum along steps in which the forum
can at least ask, about results or about nothing in particular. The nearest forum to
which all answer whom a result takes is its ceiling.
"""

import copy
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relkit.models import words
from relkit.models.governance import (
    About,
    Direction,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.governance_maps import Map


class Run(StrEnum):
    """Which accounts count: three ways to look at the same map."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    TEETH = "teeth"

    @property
    def label(self) -> str:
        """Its name beside a mark."""
        return {
            Run.VERTICAL: "up the hierarchy alone",
            Run.HORIZONTAL: "with the accounts across",
            Run.TEETH: "as if every forum could ask",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The nearest forum that can hold the whole of a result.

    Parameters
    ----------
    forum
        Its name.
    height
        The most steps that any of those whom the result takes is away from it.
    paths
        For each of them, the accounts along which it answers to the forum.
    part
        Whether the people whose life it is have a part in that forum.
    """

    forum: str
    height: int
    paths: tuple[tuple[Relation, ...], ...]
    part: bool

    @property
    def unspecified(self) -> tuple[Relation, ...]:
        """Accounts on the way of which nobody says what they are about."""
        on_the_way = dict.fromkeys(step for path in self.paths for step in path)
        return tuple(r for r in on_the_way if r.about is About.UNSPECIFIED)

    @property
    def steps(self) -> str:
        """How far away it is, in words.

        Examples
        --------
        >>> Ceiling(forum="The board", height=2, paths=(), part=False).steps
        '2 steps away'
        """
        return f"{words.counted(self.height, 'step')} away"


class Answering:
    """Who answers to whom on a map, in one run.

    What was found once is kept: outcomes share actors, and maps can be large.

    Parameters
    ----------
    of
        The map.
    run
        Which accounts count.
    """

    def __init__(self, of: Map, run: Run) -> None:
        self._gone: str | None = None
        self._ahead: dict[str, dict[str, Relation]] = {}
        self._found: dict[str, Mapping[str, tuple[int, Relation | None]]] = {}
        counted = [r for r in of.accounts if counts(r, run)]
        # Of two accounts between the same two, one that is about results goes first.
        counted.sort(key=lambda r: (r.about is About.UNSPECIFIED, r.target))
        for each in counted:
            self._ahead.setdefault(each.source, {}).setdefault(each.target, each)

    def without(self, actor: str) -> "Answering":
        """The same as if this actor and all its relations were not there."""
        rest = copy.copy(self)  # who answers to whom is shared: maps can be large
        rest._gone, rest._found = actor, {}
        return rest

    def reached(self, actor: str) -> Mapping[str, tuple[int, Relation | None]]:
        """All to whom the actor answers: in how many steps, and the last of them."""
        if actor not in self._found:
            self._found[actor] = self._search(actor)
        return self._found[actor]

    def forums(self, takes: Iterable[str]) -> list[str]:
        """Those to whom all of these answer, the nearest first."""
        taken = frozenset(takes)
        first, *others = (self.reached(actor) for actor in taken)
        common = [
            name
            for name in first
            if name not in taken and all(name in each for each in others)
        ]
        ranks = {}
        for name in common:
            far = [self.reached(actor)[name][0] for actor in taken]
            ranks[name] = (max(far), sum(far), name)
        return sorted(common, key=ranks.__getitem__)

    def path(self, actor: str, forum: str) -> tuple[Relation, ...]:
        """The accounts along which the actor answers to the forum."""
        steps: list[Relation] = []
        _, last = self.reached(actor)[forum]
        while last is not None:
            steps.append(last)
            _, last = self.reached(actor)[last.source]
        return tuple(reversed(steps))

    def _search(self, actor: str) -> Mapping[str, tuple[int, Relation | None]]:
        found: dict[str, tuple[int, Relation | None]] = {actor: (0, None)}
        waiting = deque([actor] if actor != self._gone else [])
        while waiting:
            here = waiting.popleft()
            far = found[here][0] + 1
            for name, step in self._ahead.get(here, {}).items():
                if name not in found and name != self._gone:
                    found[name] = (far, step)
                    waiting.append(name)
        return found


def counts(relation: Relation, run: Run) -> bool:
    """Whether an account counts in a run.

    Examples
    --------
    >>> from relkit.models.standpoints import Standpoint
    >>> silent = Relation(map=Standpoint.PLACE, source="Nurse", target="Family",
    ...     kind=RelationKind.ACCOUNTABLE_TO)
    >>> [run.value for run in Run if counts(silent, run)]
    ['teeth']
    """
    if relation.about not in (About.RESULTS, About.UNSPECIFIED):
        return False
    if run is Run.TEETH:
        return True
    up = relation.direction is Direction.VERTICAL
    return Power.ASK in relation.powers and (up or run is Run.HORIZONTAL)


def ceiling(outcome: Outcome, of: Map, run: Run = Run.HORIZONTAL) -> Ceiling | None:
    """The nearest forum that can hold the whole of a result, or ``None``.

    Of the forums to which all answer whom the result takes, other than these
    themselves, the one whose farthest is nearest; of several such, the one that all
    together are nearest to, then by name.

    Examples
    --------
    >>> from relkit.models.governance_maps import map_of
    >>> from relkit.models.standpoints import Standpoint
    >>> asks = [Relation(map=Standpoint.PLACE, source=name, target="Board",
    ...     kind=RelationKind.ACCOUNTABLE_TO, powers=frozenset({Power.ASK}),
    ...     direction=Direction.VERTICAL) for name in ("Ward", "Surgery")]
    >>> home = Outcome(name="Home", whose="Patients", takes=("Ward", "Surgery"))
    >>> found = ceiling(home, map_of((), asks, Standpoint.PLACE), Run.VERTICAL)
    >>> found.forum, found.height
    ('Board', 1)
    """
    return held(outcome, of, Answering(of, run))


def held(outcome: Outcome, of: Map, answering: Answering) -> Ceiling | None:
    """As `ceiling`, among those who answer as is known already."""
    forums = answering.forums(outcome.takes)
    if not forums:
        return None
    forum = forums[0]
    return Ceiling(
        forum=forum,
        height=max(answering.reached(actor)[forum][0] for actor in outcome.takes),
        paths=tuple(answering.path(actor, forum) for actor in outcome.takes),
        part=forum in belonging(outcome.whose, of),
    )


def belonging(people: str, of: Map) -> frozenset[str]:
    """The forums in which these people have a part: R.

    They decide with it, or it is accountable to them, or it is they themselves.
    """
    part = {people}
    for each in of.relations:
        if each.kind is RelationKind.DECIDES_WITH and people in each.ends:
            part.update(each.ends)
        if each.kind is RelationKind.ACCOUNTABLE_TO and each.target == people:
            part.add(each.source)
    return frozenset(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """One result's ceiling in the three runs."""

    outcome: Outcome
    vertical: Ceiling | None
    horizontal: Ceiling | None
    teeth: Ceiling | None

    def of(self, run: Run) -> Ceiling | None:
        """The ceiling in one run."""
        found: Ceiling | None = getattr(self, run.value)
        return found


def ceilings(outcomes: Sequence[Outcome], of: Map) -> tuple[Ceilings, ...]:
    """Every result's ceiling in the three runs, in the order in which they came."""
    runs = {run.value: Answering(of, run) for run in Run}
    return tuple(
        Ceilings(outcome=o, **{name: held(o, of, a) for name, a in runs.items()})
        for o in outcomes
    )


def unheld(outcomes: Iterable[Outcome], of: Map) -> tuple[Outcome, ...]:
    """Results for which no forum that can hold the whole includes the people.

    Whether the hierarchy or an account across leads to the forum makes no difference
    here, nor whether it is the nearest.
    """
    answering = Answering(of, Run.HORIZONTAL)
    return tuple(
        outcome
        for outcome in outcomes
        if not belonging(outcome.whose, of).intersection(
            answering.forums(outcome.takes)
        )
    )
