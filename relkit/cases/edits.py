"""Tables of a case that the reader changed on a page."""

from dataclasses import replace

from relkit.cases import topics
from relkit.cases.rows import SheetError
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
