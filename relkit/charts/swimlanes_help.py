"""Who is named as help, and how often: with people, or in their place."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.swimlanes_words import NO_CARDS
from relkit.models import swimlanes, words
from relkit.models.swimlanes import Card, Helper, Lane

BELOW = 48
MOST = 12
IN_A_LINE = {"wide": 32, "narrow": 34}
LINE_EMS = 1.15
NAME_EMS = 17
MARK_EMS = 1.35

NOBODY = Description(
    headline="Nobody is named as help",
    sentence="No card in the lanes ‘with help’ and ‘for us’ says who helps. Who would "
    "people here name?",
    columns=("Who",),
    rows=(),
)


def named(cards: Sequence[Card]) -> Drawing:
    """Those who are named as help, on most cards first."""
    found = swimlanes.helpers(cards)
    told = describe_help(found) if found else (NOBODY if cards else NO_CARDS)
    return Drawing(
        chart=named_as_help(found[:MOST]) if found else None,
        views=(View(label="", description=told),),
    )


def named_as_help(found: Sequence[Helper]) -> alt.LayerChart:
    """A mark for each card that names somebody, filled where it is *with help*."""
    rows, marks, high = _rows(found)
    small = theme.narrow(BELOW)
    mark_y = theme.placed_by("mark", BELOW)
    start = f"({small} ? 0.9 : {NAME_EMS + 0.7}) * em"
    row = theme.drawn(
        rows,
        x="0.2 * em",
        y=theme.placed_by("top", BELOW),
        text=f"{small} ? datum.narrow : datum.wide",
        tx=f"{start} + (datum.cards - 0.2) * {MARK_EMS} * em",
        ty=mark_y,
    )
    name = row.mark_text(
        align="left",
        baseline="top",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(LINE_EMS),
    ).encode(**theme.pixels(), text=alt.Text("text:N"))
    told = row.mark_text(align="left", baseline="middle", fontSize=theme.ems(0.9))
    mark = theme.drawn(
        marks, x=f"{start} + datum.i * {MARK_EMS} * em", y=mark_y
    ).mark_point(shape="square", filled=True, opacity=1, stroke=theme.INK)
    return theme.themed(
        [
            name,
            mark.encode(
                **theme.pixels(),
                color=theme.as_is(alt.Color, "colour"),
                size=alt.SizeValue(alt.expr("0.9 * em * em")),
            ),
            told.encode(**theme.pixels("tx", "ty"), text=alt.Text("told:N")),
        ],
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


def _rows(
    found: Sequence[Helper],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, float]]:
    rows: list[dict[str, Any]] = [
        {
            **theme.lines(each.name, **IN_A_LINE),
            "cards": each.cards,
            "told": _told(each),
        }
        for each in found
    ]
    high = {"wide": 0.2, "narrow": 0.2}
    for row in rows:
        for layout, top in high.items():
            names = LINE_EMS * len(row[layout])
            row[f"top_{layout}"] = round(top, 3)
            row[f"mark_{layout}"] = round(
                top + (0.55 if layout == "wide" else names + 0.7), 3
            )
            high[layout] = top + names + (0.6 if layout == "wide" else 2.0)
    marks = [
        {
            "i": i,
            "colour": theme.LANES[lane][0],
            **{key: row[key] for key in ("mark_wide", "mark_narrow")},
        }
        for row, each in zip(rows, found, strict=True)
        for i, lane in enumerate(
            [Lane.WITH_HELP] * len(each.with_help) + [Lane.FOR_US] * len(each.for_us)
        )
    ]
    return rows, marks, high


def _told(helper: Helper) -> str:
    sides = ((Lane.WITH_HELP, helper.with_help), (Lane.FOR_US, helper.for_us))
    return ", ".join(f"{len(cards)} {lane.label}" for lane, cards in sides if cards)


def describe_help(found: Sequence[Helper]) -> Description:
    """Who is named most, and whether with people or in their place."""
    most = [each for each in found if each.cards == found[0].cards]
    who = words.listed([f"‘{each.name}’" for each in most[:3]])
    count = words.counted(found[0].cards, "card")
    more = len(found) - MOST
    return Description(
        headline=f"Named most as help: {who}, on {count}{' each' if most[1:] else ''}"
        if len(most) <= 3
        else f"{len(most)} are named as help on {count} each, and nobody on more",
        sentence="A square stands for a card that names them: light in the lane ‘with "
        f"help’, dark in the lane ‘for us’. {words.counted(len(found), 'name')} in all"
        + (f"; the {more} named least are in the table only." if more > 0 else "."),
        columns=("Who", "Cards", "With help", "For us"),
        rows=tuple(
            (each.name, each.cards, "; ".join(each.with_help), "; ".join(each.for_us))
            for each in found
        ),
    )
