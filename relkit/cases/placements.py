"""Who put which card where: the same table in every topic in which cards are sorted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from relkit.cases.columns import choice, text, whole
from relkit.cases.rows import Row
from relkit.cases.tables import Table, Values
from relkit.models.case import Gathering
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint


def table(
    *,
    sheet: str,
    file: str,
    card: str,
    cards: str,
    listed: str,
    bin: str,
    of: type[StrEnum],
) -> Table:
    """The table of placements of a topic.

    Parameters
    ----------
    card
        Another heading under which cards may stand.
    cards
        What the cards are called, as in "copy a name from the cards".
    listed
        The sheet that lists them.
    bin, of
        The column that says where a card was put, and its words.
    """
    return Table(
        sheet=sheet,
        file=file,
        columns=(
            whole(
                "gathering", also="meeting, gathering number", most=999, required=True
            ),
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
                also=card,
                longest=120,
                of=listed,
                required=True,
                needed=f"Copy a name from the {cards}.",
            ),
            choice(bin, also="bin, sorted into", of=of, required=True),
        ),
    )


def made_of(
    cards: Iterable[str],
    gatherings: Sequence[Gathering],
    *,
    bin: str,
    one: str,
    many: str,
) -> Any:
    """What makes a placement of a row.

    Parameters
    ----------
    cards
        Names of the cards of this place.
    bin
        The column that says where a card was put.
    one, many
        What a card is called, as in "not an activity of this place".
    """
    names = {*cards}
    held = {each.number: datetime.combine(each.held, time()) for each in gatherings}

    def placement(row: Row, values: Values) -> Placement:
        if values["card"] not in names:
            raise row.wrong(
                "card",
                f"‘{values['card']}’ is not {one} of this place. Copy a name from the "
                f"{many} exactly.",
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
            bin=values[bin],
            standpoint=values["standpoint"],
            at=held[values["gathering"]],
        )

    return placement


def written(
    placements: Iterable[Placement], gatherings: Iterable[Gathering], *, bin: str
) -> list[Mapping[str, Any]]:
    """The placements, each as the values of a row."""
    held = {gathering.held: gathering.number for gathering in gatherings}
    return [
        {
            "gathering": held[p.at.date()],
            "voice": p.voice,
            "standpoint": p.standpoint,
            "card": p.card,
            bin: p.bin,
        }
        for p in placements
    ]
