"""Thriving together: which lives a preparation touches, and what is lost without it.

S: people living their life work with people well prepared for it. R: that a preparation
touches a life through the encounters that draw on it, and counting these lives; what
would be lost without one preparation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relkit.models import words
from relkit.models.thriving import Encounter, Preparation, Preparer, ThreeWorlds


def in_use(worlds: ThreeWorlds) -> tuple[Preparation, ...]:
    """The preparations that some encounter draws on."""
    drawn = {name for each in worlds.encounters for name in each.preparations}
    return tuple(each for each in worlds.preparations if each.name in drawn)


def prepared_by(worlds: ThreeWorlds) -> dict[Preparer, float]:
    """Share of the preparations in use that each kind of preparer made.

    Returns
    -------
    dict
        Fraction of the preparations in use, 0 to 1; all 0 where none is in use.

    Examples
    --------
    >>> from relkit.models.thriving import Strength, Together
    >>> keys = Preparation(name="Spare keys", strength=Strength.TRUST,
    ...     prepared_by=Preparer.CITIZEN)
    >>> kit = Preparation(name="Hoses", strength=Strength.KIT,
    ...     prepared_by=Preparer.INSTITUTION)
    >>> visit = Encounter(name="Letting in", preparations=("Spare keys",))
    >>> shares = prepared_by(Together(preparations=(keys, kit), encounters=(visit,)))
    >>> shares[Preparer.CITIZEN], shares[Preparer.INSTITUTION]
    (1.0, 0.0)
    """
    used = in_use(worlds)
    return {
        preparer: sum(each.prepared_by is preparer for each in used) / max(1, len(used))
        for preparer in Preparer
    }


def reach(worlds: ThreeWorlds, preparation: str) -> tuple[str, ...]:
    """The lives that a preparation touches, each once.

    It touches a life through the encounters that draw on it, where these belong to a
    situation of that life.

    Examples
    --------
    >>> from relkit.models.thriving import Situation, Together
    >>> damp = Situation(name="Damp wall", whose="Ada")
    >>> cold = Situation(name="Cold room", whose="Ada")
    >>> visit = Encounter(name="Visit", situations=("Damp wall", "Cold room"),
    ...     preparations=("Meter",))
    >>> reach(Together(situations=(damp, cold), encounters=(visit,)), "Meter")
    ('Ada',)
    """
    return _lives(worlds, _drawing_on(worlds, preparation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What would be lost without one preparation.

    Parameters
    ----------
    preparation
        The one that is taken away.
    encounters
        Names of the encounters that draw on it.
    unprepared
        Those of them that would then draw on no preparation at all.
    lives
        The lives that it touches.
    """

    preparation: Preparation
    encounters: tuple[str, ...]
    unprepared: tuple[str, ...]
    lives: tuple[str, ...]

    @property
    def headline(self) -> str:
        """The loss, in one line."""
        name, bare = self.preparation.name, len(self.unprepared)
        if bare:
            return (
                f"Without ‘{name}’, {words.counted(bare, 'encounter')} would draw on "
                "no preparation at all"
            )
        if self.encounters:
            fewer = words.counted(len(self.encounters), "encounter")
            return f"Without ‘{name}’, {fewer} would go on with less"
        return f"Without ‘{name}’, no encounter listed would change"

    @property
    def sentence(self) -> str:
        """What would be lost, in plain sentences, with the question to ask."""
        if not self.encounters:
            return (
                "No encounter draws on it. Is it kept for a day that may come, or has "
                "it lost the life that it was for?"
            )
        draws = "draws" if len(self.encounters) == 1 else "draw"
        told = [f"{_quoted(self.encounters)} {draws} on it."]
        if self.unprepared == self.encounters:
            told.append("Nothing else is listed there that anyone prepared.")
        elif self.unprepared:
            told.append(f"{_quoted(self.unprepared)} would then draw on nothing else.")
        else:
            told.append("Each draws on something else as well.")
        if self.lives:
            lives = words.counted(len(self.lives), "life", "lives")
            told.append(f"It touches {lives}: {'; '.join(self.lives)}.")
        else:
            told.append("It touches nobody’s life, as listed.")
        return " ".join([*told, "Who would notice first?"])


def without(worlds: ThreeWorlds, preparation: str) -> Without:
    """What would be lost without a preparation.

    Raises
    ------
    ValueError
        If no preparation has that name.

    Examples
    --------
    >>> from relkit.models.thriving import Strength, Together
    >>> keys = Preparation(name="Spare keys", strength=Strength.TRUST,
    ...     prepared_by=Preparer.CITIZEN)
    >>> visit = Encounter(name="Letting in", preparations=("Spare keys",))
    >>> lost = without(Together(preparations=(keys,), encounters=(visit,)), keys.name)
    >>> lost.headline
    'Without ‘Spare keys’, 1 encounter would draw on no preparation at all'
    """
    for each in worlds.preparations:
        if each.name == preparation:
            drawing = _drawing_on(worlds, preparation)
            return Without(
                preparation=each,
                encounters=tuple(e.name for e in drawing),
                unprepared=tuple(e.name for e in drawing if len(e.preparations) == 1),
                lives=_lives(worlds, drawing),
            )
    raise ValueError(
        f"There is no preparation called ‘{preparation}’. Choose one that is listed."
    )


def what_rests(worlds: ThreeWorlds) -> tuple[Without, ...]:
    """What rests on each preparation: most lives first, then most encounters."""
    each = [without(worlds, p.name) for p in worlds.preparations]
    return tuple(sorted(each, key=lambda w: (-len(w.lives), -len(w.encounters))))


def _drawing_on(worlds: ThreeWorlds, preparation: str) -> list[Encounter]:
    return [each for each in worlds.encounters if preparation in each.preparations]


def _lives(worlds: ThreeWorlds, met: Sequence[Encounter]) -> tuple[str, ...]:
    """Whose lives these encounters belong to, each once, as they are listed."""
    names = {name for each in met for name in each.situations}
    whose = (each.whose for each in worlds.situations if each.name in names)
    return tuple(dict.fromkeys(whose))


def _quoted(names: Iterable[str]) -> str:
    return words.listed([f"‘{name}’" for name in names])
