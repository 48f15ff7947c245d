"""The tables of swimlanes: cards, and who sorted which one into which lane."""

from collections.abc import Iterable, Mapping
from typing import Any

from relkit.cases import placements
from relkit.cases.columns import Column, choice, names, text
from relkit.cases.rows import Row
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values, each_once
from relkit.models.case import Case
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_compared import topic

TOPIC = "swimlanes"


def _sorted(standpoint: Standpoint) -> Column:
    return choice(
        f"sorted_{standpoint}",
        also=f"sorted by {standpoint}",
        of=Lane,
        may_be_empty=True,
        only_saved=True,
    )


CARDS = Table(
    sheet="Cards",
    file="swimlanes_cards.csv",
    things="cards",
    most=200,
    columns=(
        text(
            "name",
            also="card, cards, what matters, card name",
            longest=120,
            required=True,
            needed="Say what matters in life here.",
        ),
        choice("lane", also="swimlane, which lane", of=Lane, required=True),
        names(
            "helped_by",
            also="help from, helper, helpers, whose help, done by",
            longest=120,
            words="with help: from whom; for us: by whom; semicolons between names",
        ),
        text(
            "condition",
            also="what would have to be true, what would it take",
            longest=300,
            words="what would have to be true for it to be one lane nearer ourselves",
        ),
        text("note", also="notes, comment, comments, remark", longest=500),
        *(_sorted(standpoint) for standpoint in Standpoint),
    ),
    example=(
        ("A spare key next door", "ourselves", "", "", "An example row."),
        (
            "A dry bedroom",
            "with_help",
            "Caretaker; Damp group",
            "A damp meter stays in the block.",
            "Put in your own.",
        ),
    ),
)
PLACEMENTS = placements.table(
    sheet="Lane placements",
    file="swimlanes_placements.csv",
    card="card name",
    cards="cards",
    listed="Cards",
    bin="lane",
    of=Lane,
)
TABLES = (CARDS, PLACEMENTS)


def read(given: Mapping[str, Sheet], known: Values) -> Values:
    """The fields of a case that the sheets Cards and Lane placements tell."""
    sheet = given.get(CARDS.sheet)
    if sheet is None:
        return {}
    read = CARDS.read(sheet, each_once(_card, "each card"))
    cards = tuple(card for card, _ in read)
    placed = given.get(PLACEMENTS.sheet) if "gatherings" in known else None
    sorted_by = {
        topic(who): {card.name: to[who].value for card, to in read if to[who]}
        for who in Standpoint
    }
    return {
        "cards": cards,
        "lane_placements": PLACEMENTS.read(
            placed,
            placements.made_of(
                [card.name for card in cards],
                known.get("gatherings", ()),
                bin="lane",
                one="a card",
                many="cards",
            ),
        ),
        "sorted": {key: placed for key, placed in sorted_by.items() if placed},
    }


def written(case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
    """The tables of a case, each with the values of its rows."""
    yield (
        CARDS,
        [
            {
                "name": card.name,
                "lane": card.lane,
                "helped_by": card.helped_by,
                "condition": card.condition,
                "note": card.note,
                **{
                    f"sorted_{who}": case.sorted.get(topic(who), {}).get(card.name)
                    for who in Standpoint
                },
            }
            for card in case.cards
        ],
    )
    placed = placements.written(case.lane_placements, case.gatherings, bin="lane")
    yield PLACEMENTS, placed


def _card(_: Row, values: Values) -> tuple[Card, dict[Standpoint, Any]]:
    """A card of a row, and the lanes into which it was sorted by whom."""
    sorted_by = {who: values.pop(f"sorted_{who}") for who in Standpoint}
    return Card(**values), sorted_by
