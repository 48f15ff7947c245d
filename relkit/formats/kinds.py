"""Words in files, and what relkit takes them for.

R: which of other people's words mean one of relkit's kinds. The list is short on
purpose: what is not on it is told.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from relkit.models.governance import ActorKind, RelationKind
from relkit.models.standpoints import Standpoint

ACTOR, OUTCOME, DECISION = "actor", "outcome", "decision"

Choice = TypeVar("Choice", bound=StrEnum)


class Part(StrEnum):
    """How an actor and an outcome or a decision are joined."""

    LIFE = "in the life of"
    TAKES = "takes"
    DECIDES = "decides"
    HEARD = "is heard"
    TOLD = "is told"


ACTORS: Mapping[str, ActorKind] = {
    "person": ActorKind.PEOPLE,
    "persons": ActorKind.PEOPLE,
    "residents": ActorKind.PEOPLE,
    "citizens": ActorKind.PEOPLE,
    "families": ActorKind.PEOPLE,
    "community group": ActorKind.ASSOCIATION,
    "club": ActorKind.ASSOCIATION,
    "organisation": ActorKind.INSTITUTION,
    "organization": ActorKind.INSTITUTION,
    "agency": ActorKind.INSTITUTION,
    "partnership": ActorKind.BOARD,
    "committee": ActorKind.BOARD,
}
RELATIONS: Mapping[str, RelationKind] = {
    "answers to": RelationKind.ACCOUNTABLE_TO,
    "accountable": RelationKind.ACCOUNTABLE_TO,
    "accountability": RelationKind.ACCOUNTABLE_TO,
    "funding": RelationKind.FUNDS,
    "reports": RelationKind.REPORTS_TO,
    "works together": RelationKind.WORKS_WITH,
}
SIDES: Mapping[str, Standpoint] = {"center": Standpoint.CENTRE}


def words_for(kind: StrEnum) -> str:
    """A kind as a file has it.

    Examples
    --------
    >>> words_for(RelationKind.ACCOUNTABLE_TO)
    'accountable to'
    """
    return kind.value.replace("_", " ")


def plain(said: str) -> str:
    """A word without capitals, underscores and hyphens."""
    return " ".join(said.casefold().replace("_", " ").replace("-", " ").split())


def is_line(said: str) -> bool:
    """Whether a word says how two are joined, in one of relkit's kinds."""
    return bool(known(said, Part) or known(said, RelationKind, RELATIONS))


def known(
    said: str, kinds: type[Choice], also: Mapping[str, Choice] | None = None
) -> Choice | None:
    """The kind that a word means, or ``None``.

    Examples
    --------
    >>> known("Works-with", RelationKind), known("blocks", RelationKind)
    (<RelationKind.WORKS_WITH: 'works_with'>, None)
    """
    word = plain(said)
    if not word:
        return None
    for kind in kinds:
        names = (kind.value, getattr(kind, "label", ""), getattr(kind, "verb", ""))
        if word in map(plain, names):
            return kind
    return (also or {}).get(word)
