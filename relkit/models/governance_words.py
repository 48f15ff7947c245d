"""Governance mapping: who can hold the whole of a result, in words."""

from collections.abc import Sequence

from relkit.models import words
from relkit.models.governance import Power
from relkit.models.governance_ceilings import Ceiling, Ceilings


def ceiling_told(of: Ceilings) -> str:
    """Who can hold the whole of a result, and who could, with every number."""
    return " ".join([f"{headline(of)}.", *beyond(of)])


def headline(of: Ceilings) -> str:
    """Who can hold the whole of a result now, and who could, as it is read aloud."""
    return _now(of) + _with_teeth(of)


def beyond(of: Ceilings) -> tuple[str, ...]:
    """What the headline leaves out: the hierarchy alone, and how near others would be.

    Each is a sentence to stand after the headline.
    """
    up, across = of.vertical, of.horizontal
    told = []
    if across and up is None:
        told.append("Up the hierarchy alone nobody holds the whole of it.")
    elif across and up and across.height < up.height:
        told.append(f"Up the hierarchy alone nobody below {_far(up)}, can hold it.")
    if teeth := _nearer(of):
        told.append(f"‘{teeth.forum}’ would be {teeth.steps}.")
        silent = _silent(teeth)
        if len(silent) > 1:
            told.append(f"{quoted(silent)} would need that power.")
    return tuple(told)


def _now(of: Ceilings) -> str:
    up, across, name = of.vertical, of.horizontal, f"‘{of.outcome.name}’"
    if across is None:
        return f"Nobody {'holds' if of.teeth else 'could hold'} the whole of {name}"
    nearer = up is None or across.height < up.height
    if nearer and not _nearer(of):
        return f"With the accounts across, {_far(across)}, can hold the whole of {name}"
    if across.height == 1:
        return f"{_far(across)}, can hold the whole of {name}"
    return f"Nobody below {_far(across)}, can hold the whole of {name}"


def _with_teeth(of: Ceilings) -> str:
    """What more would be held nearer, if every forum could ask."""
    if of.teeth is None:
        return ", even if every forum could ask"
    teeth = _nearer(of)
    if teeth is None:
        return ""
    silent = _silent(teeth)
    asks = quoted(silent) if len(silent) == 1 else f"{words.number(len(silent))} forums"
    who = "it" if silent == [teeth.forum] else asks
    if of.horizontal and of.horizontal.forum == teeth.forum:
        return f"; it would be nearer, if {asks} had the power to ask"
    return f"; ‘{teeth.forum}’ could, if {who} had the power to ask"


def _nearer(of: Ceilings) -> Ceiling | None:
    """The ceiling if every forum could ask, where that is nearer than now."""
    now, teeth = of.horizontal, of.teeth
    return teeth if teeth and (now is None or teeth.height < now.height) else None


def _silent(teeth: Ceiling) -> list[str]:
    """Who lacks the power to ask: the forum itself, or others on the way to it."""
    on_the_way = (step for path in teeth.paths for step in path)
    return sorted({s.target for s in on_the_way if Power.ASK not in s.powers})


def _far(found: Ceiling) -> str:
    """A forum, and how far away it is."""
    return f"‘{found.forum}’, {found.steps}"


def part_told(of: Ceilings) -> str:
    """Whether the people whose life it is have a part in the forum that holds it."""
    if of.horizontal is None:
        return ""
    people, forum = of.outcome.whose, of.horizontal.forum
    if people == forum:
        return f"‘{people}’ are that forum: it is their life."
    has = "have a part" if of.horizontal.part else "have no part"
    return f"‘{people}’, whose life it is, {has} in that forum, ‘{forum}’."


def quoted(names: Sequence[str]) -> str:
    """Names in a row, each between quotation marks.

    Examples
    --------
    >>> quoted(["Ward", "Surgery"])
    '‘Ward’ and ‘Surgery’'
    """
    return words.listed([f"‘{name}’" for name in names])
