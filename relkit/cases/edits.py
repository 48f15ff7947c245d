"""Tables of a case that the reader changed on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from relkit.cases import topics
from relkit.cases.rows import SheetError
from relkit.cases.tables import Table
from relkit.cases.topics import Part
from relkit.models.case import Case, Rows


def edited(part: Part, case: Case, rows: Rows) -> Case:
    """The case with these rows in the tables of one of its parts.

    Raises
    ------
    SheetError
        If anything in them is wrong: sentences that name sheet, row and column.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.cases import four_worlds
    >>> row = {"name": "Keys", "world": "by", "residents_hours": 12, "staff_hours": 0}
    >>> case = edited(four_worlds, cases.known()[0], {"Activities": [row]})
    >>> case.activities[0].name
    'Keys'
    """
    given = {t.sheet: t.filled(rows[t.sheet]) for t in part.TABLES if t.sheet in rows}
    fields = part.read(given, {"name": case.name, "gatherings": case.gatherings})
    moved = {**case.sorted, **fields.pop("sorted", {})}
    return replace(case, **fields, sorted=moved)


def added(part: Part, case: Case, rows: Rows) -> Case:
    """The case with these rows below its own in the tables of one of its parts.

    Raises
    ------
    SheetError
        If anything in them is wrong: sentences that name sheet, row and column.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.cases import thriving
    >>> place = cases.named("housing_repairs")
    >>> row = {"name": "A leak at night", "whose": "Tenants"}
    >>> more = added(thriving, place, {"Situations": [row]})
    >>> len(more.situations) - len(place.situations)
    1
    """
    own = {
        table.sheet: [_cells(table, values) for values in lines]
        for table, lines in part.written(case)
    }
    sheets = dict.fromkeys([*own, *rows])
    return edited(part, case, {s: [*own.get(s, ()), *rows.get(s, ())] for s in sheets})


def given(case: Case, rows: Mapping[str, Rows]) -> Case:
    """The case with what people of a room gave to the tables of its topics.

    A row that makes no sense any more, because what it links to is gone, is left out.

    Parameters
    ----------
    case
        The place that the room talks about.
    rows
        By topic, then by sheet, the rows that were given.

    Examples
    --------
    >>> from relkit import cases
    >>> place = cases.named("housing_repairs")
    >>> rows = [{"name": "Rain"}, {"name": "A leak at night", "whose": "Tenants"}]
    >>> more = given(place, {"thriving": {"Situations": rows}})
    >>> [each.name for each in more.situations[len(place.situations):]]
    ['A leak at night']
    """
    for part in topics.TOPICS:
        for sheet, lines in rows.get(part.TOPIC, {}).items():
            if sheet in {table.sheet for table in part.TABLES}:
                case = _with_sensible(part, case, sheet, lines)
    return case


def _with_sensible(
    part: Part, case: Case, sheet: str, lines: Sequence[Mapping[str, Any]]
) -> Case:
    """The case with those of the lines that make sense: all at once, or by halves."""
    try:
        return added(part, case, {sheet: lines}) if lines else case
    except SheetError:
        if len(lines) > 1:
            half = len(lines) // 2
            case = _with_sensible(part, case, sheet, lines[:half])
            case = _with_sensible(part, case, sheet, lines[half:])
        return case


def _cells(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return dict(zip(keys, table.written(values), strict=True))


def settled(case: Case) -> Case:
    """The case with all that the reader changed in it; what makes no sense is left out.

    Examples
    --------
    >>> from relkit import cases
    >>> case = cases.known()[0]
    >>> settled(case) == case
    True
    """
    for topic in topics.TOPICS:
        if topic.TOPIC in case.edited:
            try:
                case = edited(topic, case, case.edited[topic.TOPIC])
            except SheetError:
                continue
    return replace(case, edited={})
