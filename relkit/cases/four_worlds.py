"""The tables of four worlds of service: activities, and who sorted which one where."""

from collections.abc import Iterable, Mapping
from typing import Any

from relkit.cases import placements
from relkit.cases.columns import Cell, Column, amount, choice, text
from relkit.cases.rows import Row
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values, each_once
from relkit.models.case import Case
from relkit.models.four_worlds import (
    MOST_HOURS,
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)

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
PLACEMENTS = placements.table(
    sheet="Placements",
    file="four_worlds_placements.csv",
    card="activity",
    listed="Activities",
    cards="activities",
    bin="world",
    of=World,
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
            placed,
            placements.made_of(
                [activity.name for activity in activities],
                known.get("gatherings", ()),
                bin="world",
                one="an activity",
                many="activities",
            ),
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
    placed = placements.written(case.placements, case.gatherings, bin="world")
    yield PLACEMENTS, placed


def _activity(sheet: Sheet) -> Any:
    """What makes an activity of a row, and the world where the reader put it."""
    listed = ACTIVITIES.named(sheet)

    def activity(row: Row, values: Values) -> tuple[Activity, World | None]:
        name, inside = values["name"], values.pop("inside")
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

    return each_once(activity, "each activity")
