"""The tables of four worlds of service: activities, and who sorted which one where."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from relkit.cases.columns import Cell, Column, amount, choice, text, whole
from relkit.cases.rows import Row, tidied
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values
from relkit.models.case import Case, Gathering
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

TOPIC = "four_worlds"
NO_CONSENT: tuple[Cell, ...] = ("", "", "", "", "")
KEYS = "Keeping keys for neighbours"


def _hours(key: str, also: str) -> Column:
    return amount(
        key,
        also=also,
        most=MOST_HOURS,
        unit="person-hours a week",
        required=True,
        words="person-hours in a typical week",
    )


def _answer(key: str, also: str) -> Column:
    return choice(key, also=also, of=Answer, default=Answer.UNKNOWN)


ACTIVITIES = Table(
    sheet="Activities",
    file="four_worlds_activities.csv",
    things="activities",
    most=200,
    needs_rows=True,
    columns=(
        text(
            "name",
            also="activity, activities, activity name, what, task",
            longest=120,
            required=True,
            needed="Give the activity a name.",
        ),
        choice("world", also="world of service, which world", of=World, required=True),
        _hours(
            "residents_hours",
            also="resident hours, hours residents, hours resident, community hours, "
            "hours community, peoples hours, hours people",
        ),
        _hours(
            "staff_hours", also="hours staff, service hours, hours service, paid hours"
        ),
        choice(
            "decided_by",
            also="who decides, decides, decider, decision by",
            of=Decider,
            default=Decider.UNKNOWN,
        ),
        _answer("free", also="freely, freely given"),
        _answer("prior", also="before, beforehand, asked before"),
        _answer("informed", also="knew"),
        _answer("withdrawable", also="can withdraw, can be withdrawn"),
        choice(
            "consent_of",
            also="whose consent, consent by, consent given by",
            of=ConsentOf,
            default=ConsentOf.UNKNOWN,
        ),
        text(
            "inside",
            also="part of, held by, within, belongs to",
            longest=120,
            of="Activities",
            words="the name of the activity in the next world out that holds it",
        ),
        text("note", also="notes, comment, comments, remark", longest=500),
        choice(
            "sorted",
            also="sorted into, moved to",
            of=World,
            may_be_empty=True,
            only_saved=True,
        ),
    ),
    example=(
        (KEYS, "by", 12, 0, "people", *NO_CONSENT, "", "An example row."),
        (
            "Moving-in visits",
            "with",
            6,
            4,
            "shared",
            *NO_CONSENT,
            KEYS,
            "Put in your own.",
        ),
    ),
)
PLACEMENTS = Table(
    sheet="Placements",
    file="four_worlds_placements.csv",
    columns=(
        whole("gathering", also="meeting, gathering number", most=999, required=True),
        text(
            "voice",
            also="person, participant, who",
            longest=40,
            required=True,
            needed="Give each voice a label, such as c1.",
        ),
        choice(
            "standpoint",
            also="speaks from, spoke from, perspective",
            of=Standpoint,
            may_be_empty=True,
            required=True,
        ),
        text(
            "card",
            also="activity",
            longest=120,
            of="Activities",
            required=True,
            needed="Copy a name from the activities.",
        ),
        choice("world", also="bin, sorted into", of=World, required=True),
    ),
)
TABLES = (ACTIVITIES, PLACEMENTS)


def read(given: Mapping[str, Sheet], known: Values) -> Values:
    """The fields of a case that the sheets Activities and Placements tell."""
    sheet = given.get(ACTIVITIES.sheet)
    if sheet is None:
        return {}
    read = ACTIVITIES.read(sheet, _activity(sheet))
    activities = tuple(activity for activity, _ in read)
    moved = {a.name: to.value for a, to in read if to not in (None, a.world)}
    placed = given.get(PLACEMENTS.sheet) if "gatherings" in known else None
    return {
        "activities": activities,
        "placements": PLACEMENTS.read(
            placed, _placement(activities, known.get("gatherings", ()))
        ),
        "sorted": {TOPIC: moved} if moved else {},
    }


def written(case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
    """The tables of a case, each with the values of its rows."""
    moved = case.sorted.get(TOPIC, {})
    yield (
        ACTIVITIES,
        [
            {
                "name": a.name,
                "world": a.world,
                "residents_hours": a.residents_hours,
                "staff_hours": a.staff_hours,
                "decided_by": a.decided_by,
                "free": a.consent.free,
                "prior": a.consent.prior,
                "informed": a.consent.informed,
                "withdrawable": a.consent.withdrawable,
                "consent_of": a.consent.given_by,
                "inside": a.inside,
                "note": a.note,
                "sorted": moved.get(a.name),
            }
            for a in case.activities
        ],
    )
    held = {gathering.held: gathering.number for gathering in case.gatherings}
    yield (
        PLACEMENTS,
        [
            {
                "gathering": held[p.at.date()],
                "voice": p.voice,
                "standpoint": p.standpoint,
                "card": p.card,
                "world": p.bin,
            }
            for p in case.placements
        ],
    )


def _activity(sheet: Sheet) -> Any:
    """What makes an activity of a row, and the world where the reader put it."""
    listed = {
        tidied(str(row.cells.get("name") or "")) for row in ACTIVITIES.rows(sheet)
    }
    first_row: dict[str, int] = {}

    def activity(row: Row, values: Values) -> tuple[Activity, World | None]:
        name, inside = values["name"], values.pop("inside")
        first = first_row.setdefault(name.casefold(), row.number)
        if first != row.number:
            raise row.wrong(
                "name",
                f"‘{name}’ stands in row {first} already. Give each activity a name of "
                "its own.",
            )
        if inside == name:
            raise row.wrong(
                "inside",
                f"‘{name}’ is inside itself. Name the activity that holds it, or leave "
                "the cell empty.",
            )
        if inside and inside not in listed:
            raise row.wrong(
                "inside",
                f"‘{inside}’ is not the name of an activity in this sheet. Copy the "
                "name exactly, or leave the cell empty.",
            )
        moved = values.pop("sorted")
        consent = Consent(
            **{key: values.pop(key) for key in ("free", "prior", "informed")},
            withdrawable=values.pop("withdrawable"),
            given_by=values.pop("consent_of"),
        )
        return Activity(consent=consent, inside=inside or None, **values), moved

    return activity


def _placement(cards: Sequence[Activity], gatherings: Sequence[Gathering]) -> Any:
    """What makes a placement of a row."""
    names = {activity.name for activity in cards}
    held = {each.number: datetime.combine(each.held, time()) for each in gatherings}

    def placement(row: Row, values: Values) -> Placement:
        if values["card"] not in names:
            raise row.wrong(
                "card",
                f"‘{values['card']}’ is not an activity of this place. Copy a name "
                "from the activities exactly.",
            )
        if values["gathering"] not in held:
            known = ", ".join(map(str, held)) or "none yet"
            raise row.wrong(
                "gathering",
                f"there is no gathering {values['gathering']}. List it under the "
                f"gatherings, or use one that is listed there ({known}).",
            )
        return Placement(
            voice=values["voice"],
            card=values["card"],
            bin=values["world"],
            standpoint=values["standpoint"],
            at=held[values["gathering"]],
        )

    return placement
