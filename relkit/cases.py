"""Cases: one place's story in data, read and checked; nothing is ever half loaded.

A case is a folder like those in ``datasets/cases``, or one spreadsheet (XLSX, or CSV
for the activities alone). ``datasets/README.md`` is the dictionary of their columns.
"""

import json
import os
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from relkit.models.case import Case, Figure, Gathering, Kind
from relkit.models.four_worlds import (
    MOST_HOURS,
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint
from relkit.paths import DATASETS
from relkit.sheets import (
    Formula,
    Gathered,
    Problem,
    Row,
    SheetError,
    sheets,
    tidied,
)

MOST_ACTIVITIES = 200
REQUIRED = ("name", "world", "residents_hours", "staff_hours")


def known() -> tuple[Case, ...]:
    """The cases that come with relkit; first the one that ``--case`` names, if any.

    Raises
    ------
    SheetError
        If a case cannot be used.
    OSError
        If a case's files cannot be opened.

    Examples
    --------
    >>> "housing_repairs" in [case.name for case in known()]
    True
    """
    folders = sorted(path.parent for path in (DATASETS / "cases").glob("*/case.json"))
    order = ("housing_repairs", "fire_safety", "living_well")
    folders.sort(key=lambda folder: (*order, folder.name).index(folder.name))
    named = os.environ.get("RELKIT_CASE")
    own = [read(Path(named))] if named else []
    taken = {case.name for case in own}  # saved from relkit, changed, and brought back
    return (*own, *(read(folder) for folder in folders if folder.name not in taken))


def read(path: str | Path) -> Case:
    """Read a case from its folder or its spreadsheet.

    Raises
    ------
    SheetError
        If anything in it is wrong: sentences that name sheet, row and column.
    OSError
        If a file cannot be opened.
    """
    path = Path(path)
    if not path.is_dir():
        return read_spreadsheet(path.name, path.read_bytes())
    try:
        about = json.loads((path / "case.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise SheetError(
            Problem(sentence=f"{path / 'case.json'} is not valid JSON: {error}.")
        ) from error
    parts = {}
    for part in ("four_worlds_activities.csv", "four_worlds_placements.csv"):
        if (path / part).exists():
            parts[part] = sheets(part, (path / part).read_bytes())[part]
    return _case(
        path.name,
        about,
        parts.get("four_worlds_activities.csv", []),
        parts.get("four_worlds_placements.csv", []),
    )


def read_spreadsheet(name: str, content: bytes) -> Case:
    r"""Read a case from one spreadsheet, as people upload it.

    Parameters
    ----------
    name
        The file's name, such as ``"our-estate.xlsx"``.
    content
        Its bytes.

    Raises
    ------
    SheetError
        If anything in it is wrong: sentences that name sheet, row and column.

    Examples
    --------
    >>> case = read_spreadsheet("Elm Road.csv", b"name,world,residents_hours,"
    ...     b"staff_hours\nKeeping keys for neighbours,by,12,0")
    >>> case.title, case.activities[0].world.value
    ('Elm Road', 'by')
    """
    found = sheets(name, content)
    by_name = {sheet.casefold(): rows for sheet, rows in found.items()}
    rows = by_name.get("activities")
    if rows is None and len(found) == 1:
        rows = next(iter(found.values()))
    if rows is None:
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ has no sheet called Activities. Name the sheet "
                "with the activities so, or start from the template."
            )
        )
    about = _about(Path(name).stem, rows, by_name)
    return _case(Path(name).stem, about, rows, by_name.get("placements", []))


def _about(
    stem: str, activities: Sequence[Row], by_name: dict[str, list[Row]]
) -> dict[str, Any]:
    """What the sheets Place, Figures and Gatherings say, shaped as ``case.json`` is."""
    said = {
        row.text("what", longest=50).casefold(): row.text("text", longest=2000)
        for row in by_name.get("place", [])
    }
    first = activities[0] if activities else None
    title = first.text("title", longest=2000) if first else ""
    place = first.text("place", longest=2000) if first else ""
    return {
        "title": said.get("title") or title or stem,
        "place": said.get("place") or place or stem,
        "kind": said.get("kind") or Kind.OBSERVED.value,
        "story": [
            text for what, text in said.items() if what.startswith("story") and text
        ],
        "figures": [
            {key: row.text(key, longest=2000) for key in ("text", "source", "url")}
            for row in by_name.get("figures", [])
        ],
        "gatherings": [
            {
                "number": row.text("number", longest=9),
                "held": row.text("held", longest=30)[:10],
                "where": row.text("where", longest=200),
            }
            for row in by_name.get("gatherings", [])
        ],
    }


def _case(
    name: str, about: dict[str, Any], activities: Sequence[Row], placed: Sequence[Row]
) -> Case:
    try:
        gatherings = tuple(
            Gathering(
                number=int(each["number"]),
                held=date.fromisoformat(each["held"]),
                where=each.get("where", ""),
            )
            for each in about.get("gatherings", [])
        )
        figures = tuple(Figure(**each) for each in about.get("figures", []))
        kind = Kind(str(about["kind"]).casefold())
        title, place = str(about["title"]), str(about["place"])
        story = tuple(str(each) for each in about.get("story", []))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SheetError(
            Problem(
                sentence=f"What is said about ‘{name}’ cannot be used ({error}). It "
                "takes a title, a place, a kind (invented or observed), and for each "
                "gathering a number and a date such as 2026-03-10."
            )
        ) from error
    known_activities = _activities(activities)
    return Case(
        name=name,
        title=title,
        place=place,
        kind=kind,
        story=story,
        figures=figures,
        gatherings=gatherings,
        activities=known_activities,
        placements=_placements(placed, known_activities, gatherings),
    )


def _activities(rows: Sequence[Row]) -> tuple[Activity, ...]:
    """The activities of a sheet, each checked, and checked together."""
    if not rows:
        raise SheetError(
            Problem(
                sentence="There are no activities. Add at least one row and try again."
            )
        )
    sheet = rows[0].sheet
    missing = [column for column in REQUIRED if column not in rows[0].cells]
    if missing:
        raise SheetError(
            *(
                Problem(
                    sheet=sheet,
                    row=1,
                    column=column,
                    sentence=f"this column is missing. Add a column headed {column}.",
                )
                for column in missing
            )
        )
    if len(rows) > MOST_ACTIVITIES:
        raise SheetError(
            Problem(
                sheet=sheet,
                sentence=f"there are {len(rows):,} rows, and relkit draws at most "
                f"{MOST_ACTIVITIES}. Keep the activities that matter most, or put "
                "small ones together.",
            )
        )
    gathered = Gathered()
    read_rows = list(gathered.each(rows, _activity))
    names = {
        tidied(str(name))
        for row in rows
        if not isinstance(name := row.cells.get("name"), Formula)
    }
    first_row: dict[str, int] = {}
    for row, activity in read_rows:
        same = first_row.setdefault(activity.name.casefold(), row.number)
        if same != row.number:
            gathered.problems += row.wrong(
                "name",
                f"‘{activity.name}’ stands in row {same} already. Give each activity a "
                "name of its own.",
            ).problems
        if activity.inside and activity.inside not in names:
            gathered.problems += row.wrong(
                "inside",
                f"‘{activity.inside}’ is not the name of an activity in this sheet. "
                "Copy the name exactly, or leave the cell empty.",
            ).problems
    gathered.settle()
    return tuple(activity for _, activity in read_rows)


def _activity(row: Row) -> Activity:
    name = row.text("name", longest=120)
    if not name:
        raise row.wrong("name", "there is nothing here. Give the activity a name.")
    hours = {
        column: row.amount(column, most=MOST_HOURS, unit="person-hours a week")
        for column in ("residents_hours", "staff_hours")
    }
    parts = {
        part: row.choice(part, Answer, default=Answer.UNKNOWN)
        for part in ("free", "prior", "informed", "withdrawable")
    }
    given_by = row.choice("consent_of", ConsentOf, default=ConsentOf.UNKNOWN)
    inside = row.text("inside", longest=120)
    if inside == name:
        raise row.wrong(
            "inside",
            f"‘{name}’ is inside itself. Name the activity that holds it, or leave the "
            "cell empty.",
        )
    return Activity(
        name=name,
        world=row.choice("world", World),
        decided_by=row.choice("decided_by", Decider, default=Decider.UNKNOWN),
        consent=Consent(**parts, given_by=given_by),
        inside=inside or None,
        note=row.text("note", longest=500),
        **hours,
    )


def _placements(
    rows: Sequence[Row],
    activities: Sequence[Activity],
    gatherings: Sequence[Gathering],
) -> tuple[Placement, ...]:
    """Who sorted which card where, at which gathering."""
    cards = {activity.name for activity in activities}
    held = {
        str(gathering.number): datetime.combine(gathering.held, time())
        for gathering in gatherings
    }

    def placement(row: Row) -> Placement:
        card = row.text("card", longest=120)
        if card not in cards:
            raise row.wrong("card", f"‘{card}’ is not an activity of this place.")
        voice = row.text("voice", longest=40)
        if not voice:
            raise row.wrong(
                "voice", "there is nothing here. Give each voice a label, such as c1."
            )
        gathering = row.text("gathering", longest=9)
        if gathering not in held:
            raise row.wrong("gathering", f"there is no gathering ‘{gathering}’.")
        standpoint = row.text("standpoint", longest=30)
        return Placement(
            voice=voice,
            card=card,
            bin=row.choice("world", World),
            standpoint=row.choice("standpoint", Standpoint) if standpoint else None,
            at=held[gathering],
        )

    gathered = Gathered()
    placed = tuple(placement for _, placement in gathered.each(rows, placement))
    gathered.settle()
    return placed
