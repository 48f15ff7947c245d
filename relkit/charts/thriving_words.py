"""Thriving together: what its pictures say, in sentences and in tables."""

from collections.abc import Sequence

from relkit.charts.drawing import SOURCE, Description
from relkit.models import thriving_findings, words
from relkit.models.findings import Finding
from relkit.models.thriving import Encounter, ThreeWorlds

THRIVING_SOURCE = f"{SOURCE[:-1]}, after Jane Searles and Roger Duck."
LIVING, MEETING, PREPARING = "Living our life", "Meeting", "Preparing for service"
CITIZENS = "In all three worlds, we are all citizens"
TO_BEGIN = (
    "Begin with one situation in somebody’s life, such as ‘Damp in the back bedroom’ "
    "in the life of the family at number 9. Then list an encounter: who meets them "
    "there? Then what those people were prepared with, such as ‘A damp meter to lend’."
)
NOTHING_YET = Description(
    headline="Nothing is listed yet", sentence=TO_BEGIN, columns=(), rows=()
)


def describe_worlds(worlds: ThreeWorlds) -> Description:
    """In how many situations people meet someone prepared, and what each holds."""
    ready = {name for e in worlds.encounters if e.preparations for name in e.situations}
    met = sum(each.name in ready for each in worlds.situations)
    count = len(worlds.situations)
    lives = words.counted(len({s.whose for s in worlds.situations}), "life", "lives")
    counts = (
        f"{words.counted(count, 'situation')} in {lives}, "
        f"{words.counted(len(worlds.encounters), 'encounter')} and "
        f"{words.counted(len(worlds.preparations), 'preparation')} are listed"
    )
    return Description(
        headline=f"In {met} of {words.counted(count, 'situation')}, people meet "
        "someone who is prepared"
        if count
        else "Nobody’s life is listed yet",
        sentence="Two worlds overlap: in the one we live our life, in the other we "
        "prepare for service. Where they overlap is the third, in which people living "
        f"their life meet people prepared for it. {CITIZENS}. {counts}.",
        columns=("World", "What", "Whose life, or who prepared"),
        rows=(
            *((LIVING, each.name, each.whose) for each in worlds.situations),
            *((MEETING, each.name, "") for each in worlds.encounters),
            *(
                (PREPARING, each.name, each.who or each.prepared_by.value)
                for each in worlds.preparations
            ),
        ),
    )


def describe_links(worlds: ThreeWorlds) -> Description:
    """Where a link is missing, and everything that is linked as a table."""
    found = thriving_findings.findings(worlds)
    return Description(
        headline=_headline(worlds, found),
        sentence="Situations and preparations, linked where they meet in an encounter. "
        + _missing(found),
        columns=(MEETING, LIVING, "Whose life", PREPARING),
        rows=(
            *(_row(worlds, encounter) for encounter in worlds.encounters),
            *_alone(worlds, found),
        ),
    )


def _headline(worlds: ThreeWorlds, found: Sequence[Finding]) -> str:
    """The first rule that finds a missing link, and how often."""
    if not worlds.encounters:
        return "No encounter is listed, so no one meets anyone yet"
    if not found:
        return "Every encounter is in somebody’s life, and somebody is prepared for it"
    kind = found[0].kind
    count = sum(each.kind == kind for each in found)
    met = words.counted(len(worlds.encounters), "encounter")
    ready = words.counted(len(worlds.preparations), "preparation")
    lived = words.counted(len(worlds.situations), "situation")
    are, reach = ("is", "reaches") if count == 1 else ("are", "reach")
    return {
        thriving_findings.NOBODYS: f"{count} of {met} {are} in nobody’s life",
        thriving_findings.UNPREPARED: f"Nobody is prepared for {count} of {met}",
        thriving_findings.UNUSED: f"{count} of {ready} {reach} no encounter",
        thriving_findings.UNMET: f"In {count} of {lived}, no one meets anyone",
    }[kind]


def _missing(found: Sequence[Finding]) -> str:
    """How many links of each kind are missing."""
    said = {
        thriving_findings.NOBODYS: ("encounter", "in nobody’s life"),
        thriving_findings.UNPREPARED: ("encounter", "with nobody prepared for it"),
        thriving_findings.UNUSED: ("preparation", "in no encounter"),
        thriving_findings.UNMET: ("situation", "where no one meets anyone"),
    }
    parts = [
        f"{words.counted(count, thing)} {rest}"
        for kind, (thing, rest) in said.items()
        if (count := sum(each.kind == kind for each in found))
    ]
    if not parts:
        return "Nothing listed is left without a link."
    return f"Marked by a dashed, empty shape: {words.listed(parts)}."


def _row(worlds: ThreeWorlds, encounter: Encounter) -> tuple[str, ...]:
    whose = {each.name: each.whose for each in worlds.situations}
    lives = dict.fromkeys(whose[n] for n in encounter.situations if n in whose)
    return (
        encounter.name,
        "; ".join(encounter.situations) or "in nobody’s life",
        "; ".join(lives),
        "; ".join(encounter.preparations) or "nobody is prepared",
    )


def _alone(worlds: ThreeWorlds, found: Sequence[Finding]) -> Sequence[tuple[str, ...]]:
    """Rows for situations and preparations that meet in no encounter."""
    whose = {each.name: each.whose for each in worlds.situations}
    rows = []
    for each in found:
        [name] = each.about
        if each.kind == thriving_findings.UNMET:
            rows.append(("no encounter", name, whose[name], ""))
        elif each.kind == thriving_findings.UNUSED:
            rows.append(("no encounter", "", "", name))
    return rows
