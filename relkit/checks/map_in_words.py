"""A map of who answers to whom in words, for the questions on governance mapping.

It is the equal of the picture: every line, what it is about and what its forum may do.
"""

from collections.abc import Sequence

from relkit.models import governance_maps
from relkit.models.governance import (
    About,
    Direction,
    Power,
    Relation,
    RelationKind,
)

GROUPS = ("Is accountable to, up", "Is accountable to, across", "Works with")


def listed(relations: Sequence[Relation]) -> str:
    """A map in words: every line with a number, under what kind it is.

    Examples
    --------
    >>> from relkit.checks import harrowmere as town
    >>> print(listed([town.WARD_TO_MEETING, town.SURGERY_TO_MEETING]))
    Is accountable to, across
    1. Ward team to Monday meeting, about results: ask
    2. Surgery to Monday meeting, about results: no power, not even to ask
    """
    rows: dict[str, list[str]] = {group: [] for group in GROUPS}
    for number, each in enumerate(sorted(relations, key=_group), start=1):
        rows[GROUPS[_group(each)]].append(f"{number}. {_row(each)}")
    return "\n\n".join(
        "\n".join([group, *lines]) for group, lines in rows.items() if lines
    )


def _group(relation: Relation) -> int:
    if relation.kind is not RelationKind.ACCOUNTABLE_TO:
        return 2
    return int(relation.direction is Direction.HORIZONTAL)


def _row(relation: Relation) -> str:
    if relation.kind is not RelationKind.ACCOUNTABLE_TO:
        return f"{relation.source} and {relation.target}"
    powers = ", ".join(power.value for power in Power if power in relation.powers)
    return (
        f"{relation.source} to {relation.target}, {_about(relation)}: "
        f"{powers or 'no power, not even to ask'}"
    )


def _about(relation: Relation) -> str:
    if relation.about is About.UNSPECIFIED:
        return "nobody says about what"
    return f"about {relation.about.value}"


def told(relation: Relation) -> str:
    """One line of a map in a sentence.

    Examples
    --------
    >>> from relkit.checks import harrowmere
    >>> told(harrowmere.AGENCY_TO_NURSE)
    '‘Home care agency’ is accountable to ‘Discharge nurse’: across, about results; \
the forum can ask for an account.'
    """
    if relation.kind is not RelationKind.ACCOUNTABLE_TO:
        return f"{relation.sentence}."
    way = "up" if relation.direction is Direction.VERTICAL else "across"
    powers = governance_maps.powers_told(relation.powers)
    can = f"can {powers}" if relation.powers else "has no power, not even to ask"
    return f"{relation.sentence}: {way}, {_about(relation)}; the forum {can}."
