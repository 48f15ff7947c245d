"""The rows of four worlds of service: activities, and who sorted which one where."""

from collections.abc import Sequence
from datetime import datetime, time

from relkit.cases.rows import Formula, Gathered, Problem, Row, SheetError, tidied
from relkit.models.case import Gathering
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

MOST_ACTIVITIES = 200
REQUIRED = ("name", "world", "residents_hours", "staff_hours")


def activities(rows: Sequence[Row]) -> tuple[Activity, ...]:
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


def placements(
    rows: Sequence[Row],
    cards: Sequence[Activity],
    gatherings: Sequence[Gathering],
) -> tuple[Placement, ...]:
    """Who sorted which card where, at which gathering."""
    names = {activity.name for activity in cards}
    held = {
        str(gathering.number): datetime.combine(gathering.held, time())
        for gathering in gatherings
    }

    def placement(row: Row) -> Placement:
        card = row.text("card", longest=120)
        if card not in names:
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
