"""Thriving together: we live our life, we prepare for service, and we meet.

Source: Taylor, "How to move to relational public services", section 3, after Jane
Searles and Roger Duck. S, as the source tells it: three worlds come together. In the
first we live our life; in the second we prepare for service, building strengths and
capabilities; in the third, people living their life work with people well prepared for
service, to thrive together. In all three we are all citizens.
R, relkit's assumptions: situations, preparations and encounters as things that can be
listed; the kinds of strength; who prepared; and which encounter belongs to which
situation and draws on which preparation.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from relkit.models import words


class Strength(StrEnum):
    """What kind of strength a preparation gives (R)."""

    TRAINING = "training"
    PROTOCOL = "protocol"
    KIT = "kit"
    TRUST = "trust"
    TIME = "time"
    INFORMATION = "information"
    MONEY = "money"


class Preparer(StrEnum):
    """Who prepared; all of them are citizens, in one role or another (R)."""

    CITIZEN = "citizen"
    ASSOCIATION = "association"
    INSTITUTION = "institution"

    @property
    def many(self) -> str:
        """Several of them, inside a sentence."""
        return f"{self.value}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The first world: something that goes on in somebody's life.

    Parameters
    ----------
    name
        What is going on, in the words of the place.
    whose
        Whose life it is.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If it has no name, nobody whose life it is, or a name with a semicolon.
    """

    name: str
    whose: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        _named(self.name, "A situation")
        if not self.whose.strip():
            raise ValueError(f"‘{self.name}’ is in nobody’s life. Say whose it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """The second world: something that makes people ready for service.

    Parameters
    ----------
    name
        What was prepared.
    strength
        What kind of strength it gives.
    prepared_by
        Whether citizens, an association or an institution prepared it.
    who
        Who that is, in words.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If it has no name, or a name with a semicolon.
    """

    name: str
    strength: Strength
    prepared_by: Preparer
    who: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        _named(self.name, "A preparation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """The third world: people living their life meet people prepared for service.

    Parameters
    ----------
    name
        Who meets, and for what.
    situations
        Names of the situations that it belongs to.
    preparations
        Names of the preparations that it draws on.
    note
        One sentence that makes it concrete.

    Raises
    ------
    ValueError
        If it has no name, a name with a semicolon, or names something twice.
    """

    name: str
    situations: tuple[str, ...] = ()
    preparations: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        _named(self.name, "An encounter")
        for linked in (self.situations, self.preparations):
            if twice := [name for name in linked if linked.count(name) > 1]:
                raise ValueError(
                    f"‘{self.name}’ names ‘{twice[0]}’ twice. Name it once."
                )


def _named(name: str, what: str) -> None:
    if not name.strip():
        raise ValueError(f"{what} has no name. Give it one.")
    if words.BETWEEN_NAMES in name:
        raise ValueError(
            f"‘{name}’ has a semicolon in its name, and semicolons stand between the "
            "names of a list. Write a comma instead."
        )


class ThreeWorlds(Protocol):
    """What has situations, preparations and encounters, such as a case."""

    @property
    def situations(self) -> tuple[Situation, ...]:
        """The first world."""

    @property
    def preparations(self) -> tuple[Preparation, ...]:
        """The second world."""

    @property
    def encounters(self) -> tuple[Encounter, ...]:
        """The third world."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The three worlds on their own, without the rest of a case."""

    situations: tuple[Situation, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    encounters: tuple[Encounter, ...] = ()
