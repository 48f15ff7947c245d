"""What a room has shown, as files: XLSX with everything, CSV for other programs.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from relkit.cases import workbook
from relkit.cases.columns import Cell
from relkit.cases.rows import tidied
from relkit.export import room_tables
from relkit.models import words
from relkit.models.case import Case, Kind
from relkit.models.room_activities import ACTIVITIES, Collecting, Sorting
from relkit.models.room_seen import Seen

_AFTER_A_DELIMITER = re.compile(
    rf"([;,|]\s*)(?=[{re.escape(''.join(words.FORMULA_SIGNS))}])"
)


def to_xlsx(seen: Seen, case: Case) -> bytes:
    """A workbook of all that the room has shown: about, who came, topics, log."""
    found = room_tables.sheets_of_all(seen, case)
    return workbook.workbook(
        {
            each.title: [each.columns, *each.rows, *_alone(each)]
            for each in (
                _about(seen, case),
                room_tables.come(seen),
                *found,
                room_tables.log(seen),
            )
        }
    )


def cards_csv(seen: Seen, case: Case) -> bytes:
    """Every card of the topics that are revealed, with its voices, one line a bin."""
    header = ("topic", "card", "added in the room", "gathering", "date", "standpoint")
    return _csv([(*header, "bin", "voices"), *_card_lines(seen, case)])


def given_csv(seen: Seen, _: Case) -> bytes:
    """Every row that was given to the tables of topics that are revealed, by cells."""
    lines: list[tuple[Cell, ...]] = [("topic", "table", "row", "column", "text")]
    for topic in seen["results"]:
        activity = ACTIVITIES[topic]
        if isinstance(activity, Collecting):
            for sheet in room_tables.given_rows(activity, seen["results"][topic]):
                lines += [
                    (topic, sheet.title, number, column, value)
                    for number, row in enumerate(sheet.rows, start=1)
                    for column, value in zip(sheet.columns, row, strict=True)
                    if value != ""
                ]
    return _csv(lines)


def file_name(case: Case, day: date) -> str:
    """How files about this room begin: its title and the day, for any machine.

    Examples
    --------
    >>> case = Case(name="a", title="Über: a/b", place="", kind=Kind.INVENTED)
    >>> file_name(case, date(2026, 11, 24))
    'uber-a-b-2026-11-24'
    """
    plain = unicodedata.normalize("NFKD", case.title)
    letters = plain.encode("ascii", "ignore").decode().lower()
    named = re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")
    return f"{named or 'room'}-{day.isoformat()}"


def guarded(text: str) -> str:
    """Text on one line, in which no part begins as a formula.

    Programs that cut lines at semicolons would otherwise find one behind each.

    Examples
    --------
    >>> guarded("wet;=1+1"), guarded("wet, cold")
    ("wet;'=1+1", 'wet, cold')
    """
    return _AFTER_A_DELIMITER.sub(r"\1'", tidied(text))


def _csv(lines: Sequence[Sequence[Cell]]) -> bytes:
    return workbook.csv_file(
        [[guarded(x) if isinstance(x, str) else x for x in line] for line in lines]
    )


def _card_lines(seen: Seen, case: Case) -> Iterator[tuple[Cell, ...]]:
    held = dict(seen["gatherings"])
    for topic, found in seen["results"].items():
        activity = ACTIVITIES[topic]
        if not isinstance(activity, Sorting):
            continue
        for card, told in room_tables.by_card(activity, seen, case):
            start = (topic, card, "yes" if card in found["added"] else "no")
            if not told:
                yield (*start, *[""] * 5)
            for gathering, who, bins in told:
                for bin in activity.bins:
                    yield (
                        *(*start, gathering, held[gathering], who, bin.value),
                        bins.get(bin, 0),
                    )


def _alone(sheet: room_tables.Sheet) -> Iterator[tuple[Cell, ...]]:
    """The cards of which nothing may be told, with empty cells beside them."""
    for card in sheet.few:
        yield card, *[""] * (len(sheet.columns) - 1)


def _about(seen: Seen, case: Case) -> room_tables.Sheet:
    hidden = [a["topic"] for a in seen["activities"] if not a["revealed"]]
    invented = " (an invented place)" if case.kind is Kind.INVENTED else ""
    rows: list[tuple[Cell, ...]] = [
        ("room", tidied(case.title) + invented),
        *(("gathering", day) for _, day in seen["gatherings"]),
        ("kept until", seen["ends"]),
        *(("hidden in the room, so not here", ACTIVITIES[t].title) for t in hidden),
        *(("relkit assumes", each) for each in room_tables.assumed(seen)),
        ("not here", "who gave what, when, or in which order: nobody is told that"),
    ]
    return room_tables.Sheet(title="About", columns=("what", "told"), rows=tuple(rows))
