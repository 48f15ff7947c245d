"""The tables of every topic: the one place that names them all."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from relkit.cases import four_worlds, governance, place
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values
from relkit.models.case import Case


class Part(Protocol):
    """What a module with tables of a case offers; the first of them is its main one.

    ``read`` makes fields of a case of the sheets that are given (by ``Table.sheet``),
    knowing the fields made before it; a sheet that is not there leaves its fields out.
    ``written`` is its inverse.
    """

    @property
    def TABLES(self) -> tuple[Table, ...]:
        """The module's tables."""
        ...

    def read(self, given: Mapping[str, Sheet], known: Values) -> Values:
        """Fields of a case."""
        ...

    def written(self, case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
        """The tables of a case, each with the values of its rows."""
        ...


class Topic(Part, Protocol):
    """A part that is a topic: the name under which what the reader changed is kept."""

    @property
    def TOPIC(self) -> str:
        """The topic's name."""
        ...


TOPICS: tuple[Topic, ...] = (four_worlds, governance)
PARTS: tuple[Part, ...] = (place, *TOPICS)


def named(sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """The sheets that relkit reads, by the names of their tables."""
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    return {
        table.sheet: by_name[table.sheet.casefold()]
        for part in PARTS
        for table in part.TABLES
        if table.sheet.casefold() in by_name
    }


def filled(given: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """The sheets without those of topics that were left as the template has them.

    Nobody has to fill in every topic. Where no topic was filled in, all stay.
    """
    left = {
        table.sheet
        for topic in TOPICS
        for table in topic.TABLES
        if table.sheet in given and table.untouched(given[table.sheet])
    }
    rest = {name: sheet for name, sheet in given.items() if name not in left}
    return rest if main(rest) else dict(given)


def main(given: Mapping[str, Sheet]) -> bool:
    """Whether any topic has its main table."""
    return any(topic.TABLES[0].sheet in given for topic in TOPICS)


def likeliest(sheet: Sheet) -> Table:
    """The topic's table that a sheet of any name most likely is, by its headings."""
    mains = [topic.TABLES[0] for topic in TOPICS]
    return max(mains, key=lambda table: len(table.found(sheet.headings)))
