"""A case from its folder, or from one spreadsheet."""

import json
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from relkit.cases import four_worlds
from relkit.cases.rows import Problem, Row, SheetError
from relkit.cases.sheets import sheets
from relkit.models.case import Case, Figure, Gathering, Kind
from relkit.paths import DATASETS

SAVED_ON = re.compile(r"(?<=.)-\d{4}-\d\d-\d\d( ?\(\d+\))?$")
"""What relkit adds to the name of a file that it saves, and a browser to a second one:
no part of the case's name, or each time it is saved the place would be another."""


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
        about = json.loads((path / "case.json").read_text(encoding="utf-8-sig"))
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
    stem = SAVED_ON.sub("", Path(name).stem)
    about = _about(stem, rows, by_name)
    return _case(stem, about, rows, by_name.get("placements", []))


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
    kind = first.text("kind", longest=2000) if first else ""
    place = first.text("place", longest=2000) if first else ""
    return {
        "title": said.get("title") or title or stem,
        "place": said.get("place") or place or stem,
        "kind": said.get("kind") or kind or Kind.OBSERVED.value,
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
        if isinstance(about.get("story", []), str):
            raise TypeError("the story is a list of paragraphs")
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
    listed = four_worlds.activities(activities)
    return Case(
        name=name,
        title=title,
        place=place,
        kind=kind,
        story=story,
        figures=figures,
        gatherings=gatherings,
        activities=listed,
        placements=four_worlds.placements(placed, listed, gatherings),
    )
