"""What every case has: what the place is called, its story, figures and gatherings."""

from collections.abc import Iterable, Mapping
from typing import Any

from relkit.cases.columns import Cell, Column, choice, day, text, whole
from relkit.cases.rows import Row
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values
from relkit.models.case import Case, Figure, Gathering, Kind

LONGEST = 2000

PLACE = Table(
    sheet="Place",
    columns=(
        text("what", longest=50, required=True),
        text(
            "text",
            longest=LONGEST,
            required=True,
            words="for kind: invented or observed",
        ),
    ),
    example=(
        ("title", "The name of your page"),
        ("place", "The name of your place"),
        ("story 1", "What is going on here, in a few sentences."),
        ("story 2", "Where the centre, the place and the community differ."),
    ),
    offered=(("kind", Kind.OBSERVED.value),),
)
FIGURES = Table(
    sheet="Figures",
    columns=(
        text(
            "text",
            also="figure, sentence",
            longest=LONGEST,
            required=True,
            needed="Say the figure in a sentence.",
        ),
        text(
            "source",
            also="sources, who says so",
            longest=LONGEST,
            required=True,
            needed="Say who the figure comes from.",
        ),
        text("url", also="link, address, web address", longest=LONGEST),
    ),
)
GATHERINGS = Table(
    sheet="Gatherings",
    columns=(
        whole("number", also="no, gathering", most=999, required=True),
        day("held", also="date, day, when, held on", required=True),
        text("where", also="place, venue, location", longest=200),
    ),
)
TABLES = (PLACE, FIGURES, GATHERINGS)

SAID_ONCE: tuple[Column, ...] = (
    text("title", longest=LONGEST),
    text("place", longest=LONGEST),
    choice("kind", of=Kind, default=Kind.OBSERVED),
)
ONCE = Table(sheet="", columns=SAID_ONCE)
"""Columns of a CSV of activities, which has no sheet Place; its first row counts."""
KINDS_OF_THEIR_OWN = {"Actors"}
"""Sheets whose ``kind`` is not that of the place."""


def read(given: Mapping[str, Sheet], known: Values) -> Values:
    """The fields of a case that the sheets Place, Figures and Gatherings tell."""
    said = _said(given)
    return {
        "title": said.pop("title", "") or known["name"],
        "place": said.pop("place", "") or known["name"],
        "kind": Kind(said.pop("kind", "") or Kind.OBSERVED),
        "story": tuple(said.values()),
        "figures": FIGURES.read(
            given.get(FIGURES.sheet), lambda _, values: Figure(**values)
        ),
        "gatherings": _gatherings(given.get(GATHERINGS.sheet)),
    }


def written(case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
    """The tables of a case, each with the values of its rows."""
    told: dict[str, Cell] = {
        "title": case.title,
        "place": case.place,
        "kind": case.kind.value,
        **{f"story {n}": text for n, text in enumerate(case.story, start=1)},
    }
    yield PLACE, [{"what": what, "text": text} for what, text in told.items()]
    yield (
        FIGURES,
        [{"text": f.text, "source": f.source, "url": f.url} for f in case.figures],
    )
    yield (
        GATHERINGS,
        [
            {"number": g.number, "held": g.held, "where": g.where}
            for g in case.gatherings
        ],
    )


def sheets_of(about: Any) -> dict[str, Sheet]:
    """What a ``case.json`` says, as sheets.

    Raises
    ------
    TypeError, KeyError, AttributeError
        If it has another shape.
    """
    told = {key: about[key] for key in ("title", "place", "kind")}
    if not isinstance(about.get("story", []), list):
        raise TypeError("the story is a list of paragraphs")
    for number, paragraph in enumerate(about.get("story", []), start=1):
        told[f"story {number}"] = paragraph
    for what, said in told.items():
        if not isinstance(said, str) or not said.strip():
            raise TypeError(f"{what} is a text")
    rows = {
        PLACE: [{"what": what, "text": text} for what, text in told.items()],
        FIGURES: about.get("figures", []),
        GATHERINGS: about.get("gatherings", []),
    }
    return {
        table.sheet: table.filled(these, f"{table.sheet.casefold()} in case.json")
        for table, these in rows.items()
    }


def _said(given: Mapping[str, Sheet]) -> dict[str, str]:
    """What is said under title, place, kind and story, from Place or beside a CSV."""
    if PLACE.sheet not in given:
        beside = (s for name, s in given.items() if name not in KINDS_OF_THEIR_OWN)
        first = next((ONCE.rows(sheet)[:1] for sheet in beside), [])
        return {key: value for row in first for key, value in ONCE.values(row).items()}
    before: dict[str, int] = {}

    def line(row: Row, values: Values) -> tuple[str, str]:
        what, text = values["what"].casefold(), values["text"]
        _only_once(row, before, "what", what)
        if what == "kind" and text:
            text = row.choice("text", Kind).value
        return what, text

    return {
        what: text
        for what, text in PLACE.read(given[PLACE.sheet], line)
        if text and (what in ONCE.asked or what.startswith("story"))
    }


def _gatherings(sheet: Sheet | None) -> tuple[Gathering, ...]:
    numbers: dict[Any, int] = {}
    days: dict[Any, int] = {}

    def gathering(row: Row, values: Values) -> Gathering:
        _only_once(row, numbers, "number", values["number"])
        _only_once(row, days, "held", values["held"])
        return Gathering(**values)

    return GATHERINGS.read(sheet, gathering)


def _only_once(row: Row, before: dict[Any, int], column: str, value: Any) -> None:
    first = before.setdefault(value, row.number)
    if value and first != row.number:
        raise row.wrong(
            column,
            f"‘{value}’ stands in row {first} already. Change one of the two, or "
            "delete this row.",
        )
