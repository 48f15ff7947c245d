"""A case as files that open again: XLSX with everything, CSV with the activities.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from relkit.models import words
from relkit.models.case import Case
from relkit.models.four_worlds import Activity
from relkit.models.sorting import Placement

Cell = str | float | int
Table = Sequence[Sequence[Cell]]

ACTIVITY_COLUMNS = (
    "name",
    "world",
    "residents_hours",
    "staff_hours",
    "decided_by",
    "free",
    "prior",
    "informed",
    "withdrawable",
    "consent_of",
    "inside",
    "note",
)
NO_CONSENT: tuple[Cell, ...] = ("", "", "", "", "")
KEYS = "Keeping keys for neighbours"
EXAMPLE: Table = (
    (KEYS, "by", 12, 0, "people", *NO_CONSENT, "", "An example row."),
    ("Moving-in visits", "with", 6, 4, "shared", *NO_CONSENT, KEYS, "Put in your own."),
)


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
    return _workbook(
        {
            "Place": [
                ("what", "text"),
                ("title", case.title),
                ("place", case.place),
                ("kind", case.kind.value),
                *((f"story {n}", text) for n, text in enumerate(case.story, start=1)),
            ],
            "Activities": _activities(case.activities),
            "Figures": [
                ("text", "source", "url"),
                *((f.text, f.source, f.url) for f in case.figures),
            ],
            "Gatherings": [
                ("number", "held", "where"),
                *((g.number, g.held.isoformat(), g.where) for g in case.gatherings),
            ],
            "Placements": list(_placements(case)),
        }
    )


def to_csv(case: Case) -> bytes:
    """The activities as CSV that spreadsheet programs open cleanly, with the title.

    The story, the figures and the placements do not fit into one table: `to_xlsx`
    keeps them.
    """
    header, *rows = _activities(case.activities)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*header, "title", "place", "kind"))
    for row in rows:
        cells = (*row, case.title, case.place, case.kind.value)
        writer.writerow([words.shielded(c) if isinstance(c, str) else c for c in cells])
    return text.getvalue().encode("utf-8-sig")


def template() -> bytes:
    """A workbook to fill in with a place of one's own, with two example rows."""
    return _workbook(
        {
            "Place": [
                ("what", "text"),
                ("title", "The name of your page"),
                ("place", "The name of your place"),
                ("kind", "observed"),
                ("story 1", "What is going on here, in a few sentences."),
                ("story 2", "Where the centre, the place and the community differ."),
            ],
            "Activities": [ACTIVITY_COLUMNS, *EXAMPLE],
            "Words to use": [
                ("column", "words"),
                ("world", "to, for, with, by"),
                ("decided_by", "people, shared, service, unknown"),
                ("free, prior, informed, withdrawable", "yes, no, unknown"),
                ("consent_of", "person, community, nobody, unknown"),
                (
                    "inside",
                    "the name of the activity in the next world out that holds it",
                ),
                ("residents_hours, staff_hours", "person-hours in a typical week"),
            ],
        }
    )


def _activities(activities: Sequence[Activity]) -> Table:
    rows: list[Sequence[Cell]] = [ACTIVITY_COLUMNS]
    for a in activities:
        consent = a.consent
        parts = (consent.free, consent.prior, consent.informed, consent.withdrawable)
        rows.append(
            (
                a.name,
                a.world.value,
                a.residents_hours,
                a.staff_hours,
                a.decided_by.value,
                *(part.value for part in parts),
                consent.given_by.value,
                a.inside or "",
                a.note,
            )
        )
    return rows


def _placements(case: Case) -> Iterator[Sequence[Cell]]:
    held = {gathering.held: gathering.number for gathering in case.gatherings}

    def row(placed: Placement) -> Sequence[Cell]:
        standpoint = placed.standpoint.value if placed.standpoint else ""
        number = held[placed.at.date()]
        return (number, placed.voice, standpoint, placed.card, placed.bin.value)

    yield ("gathering", "voice", "standpoint", "card", "world")
    yield from map(row, case.placements)


def _workbook(sheets: dict[str, Table]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                if isinstance(value, str):  # text stays text, whatever it starts with
                    cell.value = value
                    cell.data_type = "s"
                else:
                    cell.value = value
                cell.alignment = Alignment(
                    vertical="top", wrap_text=len(str(value)) > 40
                )
                cell.font = Font(bold=number == 1)
        for column, width in enumerate(_widths(rows), start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _widths(rows: Table) -> list[int]:
    columns = zip(*rows, strict=True)
    return [min(60, 2 + max(len(str(cell)) for cell in column)) for column in columns]
