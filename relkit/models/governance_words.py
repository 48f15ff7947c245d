"""Governance mapping: who can hold the whole of a result, in words."""

from collections.abc import Sequence

from relkit.models import words
from relkit.models.governance import Power
from relkit.models.governance_ceilings import Ceiling, Ceilings


def ceiling_told(of: Ceilings) -> str:
    """Who can hold the whole of a result, and who could, in one sentence or two."""
    up, across, name = of.vertical, of.horizontal, f"‘{of.outcome.name}’"
    if across is None:
        return f"Nobody holds the whole of {name}{_with_teeth(None, of.teeth)}"
    here = f"‘{across.forum}’, {across.steps}"
    if up is None:
        told = (
            f"Up the hierarchy alone nobody holds the whole of {name}; with the "
            f"accounts across, {here}, can"
        )
    elif across.height < up.height:
        told = (
            f"Up the hierarchy alone nobody below ‘{up.forum}’, {up.steps}, can hold "
            f"the whole of {name}; with the accounts across, {here}, can"
        )
    elif across.height == 1:
        told = f"{here}, can hold the whole of {name}"
    else:
        told = f"Nobody below {here}, can hold the whole of {name}"
    return told + _with_teeth(across, of.teeth)


def _with_teeth(now: Ceiling | None, teeth: Ceiling | None) -> str:
    """What more would be held nearer, if every forum could ask."""
    if teeth is None:
        return ", and nobody would if every forum could ask."
    if now is not None and now.height <= teeth.height:
        return "."
    return f"; ‘{teeth.forum}’ could, {teeth.steps}, if {_if_asking(teeth)}."


def _if_asking(teeth: Ceiling) -> str:
    """Who lacks the power to ask: the forum itself, or others on the way to it."""
    silent = {
        step.target
        for path in teeth.paths
        for step in path
        if Power.ASK not in step.powers
    }
    if silent == {teeth.forum}:
        return "it had the power to ask"
    return f"{quoted(sorted(silent))} had the power to ask"


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
