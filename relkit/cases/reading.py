"""A case from its folder, or from one spreadsheet."""

import functools
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from relkit.cases import place, topics
from relkit.cases.rows import Problem, SheetError, told
from relkit.cases.sheets import Sheet, not_a_spreadsheet, sheets
from relkit.models.case import Case
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


def named(name: str) -> Case:
    """The case of this name that comes with relkit, whatever ``--case`` names.

    Raises
    ------
    OSError
        If there is none.

    Examples
    --------
    >>> named("fire_safety").place
    'Felderby'
    """
    return read(DATASETS / "cases" / name)


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
    files = sorted(file for file in path.iterdir() if file.is_file())
    stands = ((file.name, file.stat()) for file in files)
    return _read_folder(
        path, tuple((name, at.st_size, at.st_mtime_ns) for name, at in stands)
    )


@functools.lru_cache(maxsize=16)
def _read_folder(path: Path, files: tuple[tuple[str, int, int], ...]) -> Case:
    """Read a folder, and again only when its files have changed.

    A case cannot be changed, so all who ask can have the same.
    """
    try:
        about = json.loads((path / "case.json").read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise SheetError(
            Problem(sentence=f"{path / 'case.json'} is not valid JSON: {error}.")
        ) from error
    given = _about(path.name, about)
    for topic in topics.TOPICS:
        for table in topic.TABLES:
            if (path / table.file).exists():
                [sheet] = sheets(table.file, (path / table.file).read_bytes())
                given[table.sheet] = sheet
    if not topics.main(given):
        file = topics.TOPICS[0].TABLES[0].file
        raise SheetError(
            Problem(
                sentence=f"‘{path.name}’ has no file called {file}. Copy one from "
                "another case and put in your own rows."
            )
        )
    return _case(path.name, given)


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
    return of_sheets(name, sheets(name, content))


def of_sheets(name: str, found: Sequence[Sheet]) -> Case:
    """Read a case from the sheets of a spreadsheet, as `read_spreadsheet` does.

    Raises
    ------
    SheetError
        If anything in them is wrong.
    """
    given = topics.filled(topics.named(found))
    full = [sheet for sheet in found if sheet.headings]
    if found and not full:
        raise SheetError(Problem(sentence=f"‘{name}’ is empty. Choose another file."))
    if not topics.main(given) and len(full) == 1:
        [alone] = full
        table = topics.likeliest(alone)
        one_column = (
            alone.name == name and len(alone.headings) == 1
        )  # or any other text
        if one_column and not table.found(alone.headings):
            raise not_a_spreadsheet(name)
        given = {table.sheet: alone}
    if not topics.main(given):
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ has no sheet called Activities. Name the sheet "
                "with the activities so, or start from the template."
            )
        )
    return _case(SAVED_ON.sub("", Path(name).stem), given)


def _about(name: str, about: Any) -> dict[str, Sheet]:
    """What ``case.json`` says, as sheets that are found to be right."""
    try:
        given = place.sheets_of(about)
        place.read(given, {"name": name})
    except (AttributeError, KeyError, TypeError, SheetError) as error:
        why = str(error).replace("\n", " ")
        raise SheetError(
            Problem(
                sentence=f"What is said about ‘{name}’ cannot be used ({why}). It "
                "takes a title, a place, a kind (invented or observed), and for each "
                "gathering a number and a date such as 2026-03-10."
            )
        ) from error
    return given


def _case(name: str, given: Mapping[str, Sheet]) -> Case:
    fields: dict[str, Any] = {"name": name}
    moved: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for part in topics.PARTS:
        try:
            fields |= part.read(given, fields)
        except SheetError as error:
            problems += error.problems
        moved |= fields.pop("sorted", {})
    if problems:
        raise told(problems)
    return Case(**fields, sorted=moved)
