"""A small map, and workbooks as other tools write them."""

import io
from dataclasses import replace

import openpyxl
from hypothesis import settings

from relkit.models.case import Case, Kind
from relkit.models.governance import (
    About,
    Actor,
    ActorKind,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.standpoints import Standpoint

LAW = settings(deadline=None, max_examples=25)


def book(**sheets):
    """A workbook with these sheets; `_` in a name stands for a space."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


SMALL = Case(
    name="elm",
    title="Elm",
    place="Elm",
    kind=Kind.OBSERVED,
    actors=(
        Actor(
            name="Tenants",
            kind=ActorKind.PEOPLE,
            side=Standpoint.COMMUNITY,
            power=1,
            note="=1+1",
        ),
        Actor(name="Board|panel", kind=ActorKind.BOARD, side=Standpoint.CENTRE),
    ),
    relations=(
        Relation(
            map=Standpoint.COMMUNITY,
            source="Board|panel",
            kind=RelationKind.ACCOUNTABLE_TO,
            target="Tenants",
            powers=frozenset({Power.QUESTION, Power.ASK}),
            about=About.RESULTS,
        ),
    ),
    outcomes=(Outcome(name="Tenants", whose="Tenants", takes=("Board|panel",)),),
)


def on_the_map(case):
    """What stands on the maps of a case, whatever its order."""
    return (
        set(case.actors),
        set(case.relations),
        {replace(o, takes=tuple(sorted(o.takes))) for o in case.outcomes},
        {
            replace(
                d,
                decides=tuple(sorted(d.decides)),
                heard=tuple(sorted(d.heard)),
                told=tuple(sorted(d.told)),
            )
            for d in case.decisions
        },
    )
