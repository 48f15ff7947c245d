"""Governance mapping: one standpoint's map, its balance, and two maps side by side.

S: centre and place have validly different perspectives, so each draws a map of its own;
accountability runs vertically, to hierarchy, or horizontally, to results. R: the powers
of the forums, counted, as the measure of either; what makes two lines the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from relkit.models import words
from relkit.models.governance import (
    About,
    Actor,
    Direction,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.standpoints import Standpoint

Key = tuple[str, RelationKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What one standpoint draws: its relations, among all the actors of the place."""

    whose: Standpoint
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...]

    @property
    def accounts(self) -> tuple[Relation, ...]:
        """The relations in which one actor is accountable to another."""
        return self.of_kind(RelationKind.ACCOUNTABLE_TO)

    def of_kind(self, kind: RelationKind) -> tuple[Relation, ...]:
        """The relations of one kind."""
        return tuple(each for each in self.relations if each.kind is kind)

    @property
    def missing(self) -> tuple[Actor, ...]:
        """Actors without any line on this map."""
        drawn = {name for r in self.relations for name in (r.source, r.target)}
        return tuple(actor for actor in self.actors if actor.name not in drawn)


def map_of(
    actors: Sequence[Actor], relations: Iterable[Relation], whose: Standpoint
) -> Map:
    """The map of one standpoint."""
    own = tuple(relation for relation in relations if relation.map is whose)
    return Map(whose=whose, actors=tuple(actors), relations=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Summed powers of forums: up the hierarchy, and across."""

    vertical: int
    horizontal: int

    @property
    def phrase(self) -> str:
        """The two as they are read aloud.

        Examples
        --------
        >>> Balance(vertical=5, horizontal=1).phrase
        '5 powers up the hierarchy and 1 across'
        """
        up = words.counted(self.vertical, "power")
        return f"{up} up the hierarchy and {self.horizontal} across"


def balance(of: Map, actor: str | None = None) -> Balance:
    """The powers that forums have over one actor, or on the whole map.

    Each of the four powers of each forum counts as one (R).

    Examples
    --------
    >>> asks = Relation(map=Standpoint.PLACE, source="Ward", target="Trust",
    ...     kind=RelationKind.ACCOUNTABLE_TO, direction=Direction.VERTICAL,
    ...     powers=frozenset({Power.ASK, Power.JUDGE}))
    >>> balance(map_of((), [asks], Standpoint.PLACE), "Ward")
    Balance(vertical=2, horizontal=0)
    """
    over = [r for r in of.accounts if actor in (None, r.source)]
    up, across = (
        sum(len(r.powers) for r in over if r.direction is direction)
        for direction in (Direction.VERTICAL, Direction.HORIZONTAL)
    )
    return Balance(vertical=up, horizontal=across)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The same line on two maps, seen differently.

    ``what`` names what differs, each with how the first and the second map see it.
    """

    a: tuple[Relation, ...]
    b: tuple[Relation, ...]
    what: tuple[tuple[str, str, str], ...]

    def sentence(self, a: Standpoint, b: Standpoint) -> str:
        """What differs, in words."""
        told = "; ".join(
            f"{what}: the {a} says {one}, the {b} says {other}"
            for what, one, other in self.what
        )
        return f"{self.a[0].sentence}. {told[:1].upper()}{told[1:]}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoMaps:
    """Two standpoints' maps: what both show, what one shows, what they see apart."""

    a: Standpoint
    b: Standpoint
    shared: tuple[Relation, ...]
    only_a: tuple[Relation, ...]
    only_b: tuple[Relation, ...]
    differently: tuple[Difference, ...]

    @property
    def lines(self) -> int:
        """How many lines there are on the two together, each counted once."""
        apart = (*self.only_a, *self.only_b, *self.shared)
        return len({_key(r) for r in apart}) + len(self.differently)


def two_maps(a: Map, b: Map) -> TwoMaps:
    """What two maps share, what only one shows, and what they see differently.

    Lines are matched by the two actors and the kind; who decides or works together
    does so both ways. Where one map has several such lines, all together are compared.

    Examples
    --------
    >>> line = {"source": "Ward", "kind": RelationKind.ACCOUNTABLE_TO, "target": "GP"}
    >>> here = Relation(map=Standpoint.PLACE, powers=frozenset({Power.ASK}), **line)
    >>> there = Relation(map=Standpoint.CENTRE, **line)
    >>> both = two_maps(map_of((), [here], Standpoint.PLACE),
    ...     map_of((), [there], Standpoint.CENTRE))
    >>> both.differently[0].what
    (('powers', 'ask for an account', 'none'),)
    """
    on_a, on_b = _lines(a), _lines(b)
    shared: list[Relation] = []
    differently: list[Difference] = []
    for key, ours in on_a.items():
        if key not in on_b:
            continue
        what = _differs(ours, on_b[key])
        if what:
            differently.append(
                Difference(a=tuple(ours), b=tuple(on_b[key]), what=tuple(what))
            )
        else:
            shared.append(ours[0])
    return TwoMaps(
        a=a.whose,
        b=b.whose,
        shared=tuple(shared),
        only_a=tuple(lines[0] for key, lines in on_a.items() if key not in on_b),
        only_b=tuple(lines[0] for key, lines in on_b.items() if key not in on_a),
        differently=tuple(differently),
    )


def powers_told(powers: Iterable[Power]) -> str:
    """Powers in words, in their order.

    Examples
    --------
    >>> powers_told({Power.JUDGE, Power.ASK}), powers_told(())
    ('ask for an account and judge it', 'none')
    """
    held = frozenset(powers)
    return words.listed([p.meaning for p in Power if p in held]) or "none"


def _key(relation: Relation) -> Key:
    a, b = relation.ends
    return (a, relation.kind, b)


def _lines(of: Map) -> Mapping[Key, list[Relation]]:
    lines: dict[Key, list[Relation]] = {}
    for relation in of.relations:
        lines.setdefault(_key(relation), []).append(relation)
    return lines


def _differs(
    ours: Sequence[Relation], theirs: Sequence[Relation]
) -> list[tuple[str, str, str]]:
    """What differs between lines of one key, and how each side sees it.

    Only an account has powers, something that it is about and a direction that counts.
    """
    if ours[0].kind is not RelationKind.ACCOUNTABLE_TO:
        return []
    seen = zip(_seen(ours), _seen(theirs), strict=True)
    names = ("powers", "about", "direction")
    return [(name, a, b) for name, (a, b) in zip(names, seen, strict=True) if a != b]


def _seen(lines: Sequence[Relation]) -> tuple[str, ...]:
    """Powers, what they are about and the direction of the lines of one key."""
    told = (
        {powers_told(r.powers) for r in lines},
        {_about(r.about) for r in lines},
        {r.direction.value for r in lines},
    )
    return tuple(" and also ".join(sorted(each)) for each in told)


def _about(about: About) -> str:
    return "nothing in particular" if about is About.UNSPECIFIED else about.value
