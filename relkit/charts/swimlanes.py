"""Swimlanes: three lanes with their cards, and the world of service beside each."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Drawing, View
from relkit.charts.swimlanes_words import describe_lanes
from relkit.models import swimlanes
from relkit.models.swimlanes import Card, Lane

BELOW = 58
ABREAST = {"wide": 3, "narrow": 1}
IN_A_LINE = {"wide": 27, "narrow": 32}
LINE_EMS = 1.15
HEAD_EMS = {"wide": 12.0, "narrow": 4.4}
"""How wide a lane's name is beside its cards, and how high above them on a phone."""
LEAST_EMS = 6.2
BESIDE_LANES = 20
"""Letters in a line of what is said beside a lane."""


def lanes(cards: Sequence[Card]) -> Drawing:
    """The three lanes with the cards as they now lie."""
    return Drawing(
        chart=cards_in_lanes(cards) if cards else None,
        views=(View(label="", description=describe_lanes(cards)),),
    )


def cards_in_lanes(cards: Sequence[Card]) -> alt.LayerChart:
    """A lane below the other, each with its question, its world and its cards."""
    heads, boxes, high = _rows(cards)
    return theme.themed(
        [*_lanes(heads), *_cards(boxes)],
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


SMALL = theme.narrow(BELOW)
TOP, END = theme.placed_by("top", BELOW), theme.placed_by("end", BELOW)
TEXT: dict[str, Any] = {"align": "left", "baseline": "top"}
BOX: dict[str, Any] = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}


def _lanes(heads: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """What is drawn of the lanes themselves: ground, names and worlds."""
    lane = theme.drawn(
        heads,
        x="1",
        x2="width - 1",
        y=TOP,
        y2=END,
        hx=f"{SMALL} ? width - 1 : {HEAD_EMS['wide'] - 0.6} * em",
        hy=f"{SMALL} ? em * (datum.top_narrow + {HEAD_EMS['narrow']}) : {END}",
        tx="0.7 * em",
        ty=f"{TOP} + 0.5 * em",
        told=f"{SMALL} ? datum.told_narrow : datum.told_wide",
    )
    look: dict[str, Any] = {"stroke": theme.INK, "cornerRadius": 4}
    ink = {**theme.pixels("tx", "ty"), "color": theme.as_is(alt.Color, "ink")}
    label = lane.mark_text(**TEXT, fontWeight="bold", fontSize=theme.ems(1.1))
    told = lane.mark_text(
        **TEXT, dy=theme.ems(1.4), fontSize=theme.ems(0.95), lineHeight=theme.ems(1.15)
    )
    return [
        lane.mark_rect(fill=theme.TINT, **look).encode(**theme.pixels(), **BOX),
        lane.mark_rect(**look).encode(
            **theme.pixels(),
            x2=alt.X2("hx"),
            y2=alt.Y2("hy"),
            color=theme.as_is(alt.Color, "colour"),
        ),
        label.encode(**ink, text=alt.Text("label:N")),
        told.encode(**ink, text=alt.Text("told:N")),
    ]


def _cards(boxes: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """The cards, each in its box; where a lane has none, only words."""
    across = f"(width - {HEAD_EMS['wide'] + 0.6} * em) / {ABREAST['wide']}"
    box = theme.drawn(
        boxes,
        x=f"{SMALL} ? 0.5 * em : {HEAD_EMS['wide']} * em + datum.column * {across}",
        y=TOP,
        y2=END,
        text=f"{SMALL} ? datum.narrow : datum.wide",
    ).transform_calculate(
        x2=f"({SMALL} ? width - em : {across} - 0.5 * em) + datum.x",
        tx="0.5 * em + datum.x",
        ty="datum.y + 0.4 * em",
    )
    card = box.transform_filter("!datum.none").mark_rect(
        fill=theme.PAPER, stroke=theme.LINE, cornerRadius=4
    )
    name = box.mark_text(
        **TEXT,
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(LINE_EMS),
        limit=alt.expr("datum.x2 - datum.x - 0.6 * em"),
    )
    return [
        card.encode(**theme.pixels(), **BOX),
        name.encode(**theme.pixels("tx", "ty"), text=alt.Text("text:N")),
    ]


def _rows(
    cards: Sequence[Card],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, float]]:
    """The lanes, the cards in them, and how high all are, in either layout."""
    heads = [_head(lane, swimlanes.in_lane(cards, lane)) for lane in Lane]
    boxes: list[dict[str, Any]] = [
        {
            "lane": n,
            "none": not card,
            **theme.lines(card.name if card else "No card lies here.", **IN_A_LINE),
        }
        for n, lane in enumerate(Lane)
        for card in swimlanes.in_lane(cards, lane) or (None,)
    ]
    high = {}
    for layout, abreast in ABREAST.items():
        top = 0.1
        for n, head in enumerate(heads):
            head[f"top_{layout}"] = top
            start = top + 0.5 + (HEAD_EMS[layout] if layout == "narrow" else 0)
            mine = [box for box in boxes if box["lane"] == n]
            for i in range(0, len(mine), abreast):
                row = mine[i : i + abreast]
                end = start + 0.7 + LINE_EMS * max(len(box[layout]) for box in row)
                for column, box in enumerate(row):
                    box["column"] = column if layout == "wide" else box["column"]
                    box |= {f"top_{layout}": start, f"end_{layout}": end}
                start = end + 0.4
            top = max(start, top + LEAST_EMS) + 0.1
            head[f"end_{layout}"] = top
            top += 0.6
        high[layout] = round(top, 2)
    return heads, boxes, high


def _head(lane: Lane, here: Sequence[Card]) -> dict[str, Any]:
    colour, ink = theme.LANES[lane]
    told = theme.lines(lane.meaning, wide=BESIDE_LANES, narrow=IN_A_LINE["narrow"])
    return {
        "label": f"{lane.label.capitalize()} ({len(here)})",
        "told_wide": [*told["wide"], "In four worlds:", lane.world.label],
        "told_narrow": [*told["narrow"], f"In four worlds: {lane.world.label}"],
        "colour": colour,
        "ink": ink,
    }
