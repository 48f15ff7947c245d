"""The tables of thriving together: situations, preparations, and encounters."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from relkit.cases.columns import Column, choice, names, text
from relkit.cases.rows import Problem, Row, SheetError
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values, each_once
from relkit.models import words
from relkit.models.case import Case
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
)

TOPIC = "thriving"
LONGEST, MOST = 120, 100
DAMP, METER = "Damp in the back bedroom", "A damp meter to lend"
Value = TypeVar("Value", Situation, Preparation, Encounter)


def _name(thing: str, also: str) -> Column:
    """The name of a thing: no semicolon in it, since lists have them between names."""
    said = text(
        "name",
        also=also,
        longest=LONGEST,
        required=True,
        needed=f"Give the {thing} a name.",
    )

    def read(row: Row, key: str) -> Any:
        name = said.read(row, key)
        if words.BETWEEN_NAMES in name:
            raise row.wrong(
                key,
                f"‘{name}’ has a semicolon in it, and semicolons stand between the "
                "names of a list. Write a comma instead.",
            )
        return name

    return replace(said, read=read)


def _note() -> Column:
    return text("note", also="notes, comment, comments, remark", longest=500)


SITUATIONS = Table(
    sheet="Situations",
    file="thriving_situations.csv",
    things="situations",
    most=MOST,
    columns=(
        _name("situation", "situation, situations, what, what is going on"),
        text(
            "whose",
            also="whose life, life, who, person",
            longest=LONGEST,
            required=True,
            needed="Say whose life it is.",
        ),
        _note(),
    ),
    example=((DAMP, "The family at number 9", "An example row."),),
)
PREPARATIONS = Table(
    sheet="Preparations",
    file="thriving_preparations.csv",
    things="preparations",
    most=MOST,
    columns=(
        _name("preparation", "preparation, preparations, what, what was prepared"),
        choice(
            "strength",
            also="kind of strength, kind, strengths",
            of=Strength,
            required=True,
        ),
        choice(
            "prepared_by",
            also="preparer, kind of preparer",
            of=Preparer,
            required=True,
        ),
        text("who", also="who prepared, who is that", longest=LONGEST),
        _note(),
    ),
    example=((METER, "kit", "institution", "Housing office", "An example row."),),
)
ENCOUNTERS = Table(
    sheet="Encounters",
    file="thriving_encounters.csv",
    things="encounters",
    most=MOST,
    columns=(
        _name("encounter", "encounter, encounters, what, who meets"),
        names(
            "situations",
            also="situation, belongs to",
            longest=LONGEST,
            of=SITUATIONS.sheet,
            words="names of situations, with semicolons between them",
        ),
        names(
            "preparations",
            also="preparation, draws on",
            longest=LONGEST,
            of=PREPARATIONS.sheet,
            words="names of preparations, with semicolons between them",
        ),
        _note(),
    ),
    example=(("Reading the meter together", DAMP, METER, "An example row."),),
)
TABLES = (SITUATIONS, PREPARATIONS, ENCOUNTERS)
LINKS = {"situations": SITUATIONS, "preparations": PREPARATIONS}


def read(given: Mapping[str, Sheet], known: Values) -> Values:
    """The fields of a case that Situations, Preparations and Encounters tell."""
    if not any(table.sheet in given for table in TABLES):
        return {}
    makers = {
        "situations": (SITUATIONS, _maker(Situation)),
        "preparations": (PREPARATIONS, _maker(Preparation)),
        "encounters": (ENCOUNTERS, _maker(Encounter, _listed(given))),
    }
    fields: Values = {}
    problems: list[Problem] = []
    for field, (table, make) in makers.items():
        try:
            fields[field] = table.read(given.get(table.sheet), make)
        except SheetError as error:
            problems += error.problems
    if problems:
        raise SheetError(*problems)
    return fields


def written(case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
    """The tables of a case, each with the values of its rows."""
    for table, values in (
        (SITUATIONS, case.situations),
        (PREPARATIONS, case.preparations),
        (ENCOUNTERS, case.encounters),
    ):
        keys = [column.key for column in table.columns]
        yield table, [{key: getattr(each, key) for key in keys} for each in values]


def _listed(given: Mapping[str, Sheet]) -> dict[str, set[str]]:
    """The names that an encounter may be linked to."""
    return {key: table.named(given.get(table.sheet)) for key, table in LINKS.items()}


def _maker(kind: type[Value], listed: Mapping[str, set[str]] | None = None) -> Any:
    """What makes a value of a row: its name its own, its links to what is listed."""

    def make(row: Row, values: Values) -> Value:
        for key, known in (listed or {}).items():
            lost = [each for each in values[key] if each not in known]
            if lost:
                raise row.wrong(
                    key,
                    f"‘{lost[0]}’ is not a name in the sheet {LINKS[key].sheet}. Copy "
                    "the name exactly, or take it out.",
                )
        return kind(**values)

    return each_once(make, "each")
