"""A case as files that open again: XLSX with everything, CSV with one topic's table.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from relkit.cases import four_worlds, place, topics, workbook
from relkit.cases.edits import settled
from relkit.cases.rows import writable
from relkit.cases.tables import Table
from relkit.cases.topics import Part
from relkit.models.case import Case


def to_xlsx(case: Case) -> bytes:
    """A workbook with everything the case holds; `cases.read_spreadsheet` opens it.

    Examples
    --------
    >>> from relkit import cases
    >>> case = cases.known()[0]
    >>> again = cases.read_spreadsheet(f"{case.name}.xlsx", to_xlsx(case))
    >>> again == case
    True
    """
    return workbook.workbook(
        {
            table.sheet: _lines(table, rows)
            for part in topics.PARTS
            for table, rows in part.written(settled(case))
            if rows or part is place  # of a topic that this place has
        }
    )


def csv_of(topic: Part) -> Callable[[Case], bytes]:
    """What makes a CSV of the main table of a topic, such as `relkit.cases.swimlanes`.

    Examples
    --------
    >>> from relkit import cases
    >>> csv_of(cases.swimlanes)(cases.known()[0])[3:12]
    b'name,lane'
    """
    return partial(to_csv, topic=topic)


def to_csv(case: Case, topic: Part = four_worlds) -> bytes:
    """The main table of a topic as CSV that spreadsheet programs open cleanly.

    The title stands beside each row. The story, the figures, the placements and the
    other topics do not fit into one table: `to_xlsx` keeps them.
    """
    (table, rows), *_ = topic.written(case)
    header, *lines = _lines(table, rows)
    said = [writable(each) for each in (case.title, case.place, case.kind.value)]
    return workbook.csv_file(
        [(*header, *place.ONCE.asked), *((*line, *said) for line in lines)]
    )


def template() -> bytes:
    """A workbook to fill in with a place of one's own, with example rows."""
    tables = [table for part in topics.PARTS for table in part.TABLES if table.example]
    filled = {
        table.sheet: [table.asked, *table.example, *table.offered] for table in tables
    }
    to_use = [
        (table.sheet, ", ".join(column.key for column in columns), said)
        for table in tables
        for said, columns in groupby(
            (column for column in table.columns if not column.only_saved),
            key=lambda column: column.words,
        )
        if said
    ]
    return workbook.workbook(
        {**filled, "Words to use": [("sheet", "column", "words"), *to_use]}
    )


def _lines(table: Table, rows: Sequence[Mapping[str, Any]]) -> workbook.Lines:
    header = [column.key for column in table.columns]
    return [header, *map(table.written, rows)]
