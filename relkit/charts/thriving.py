"""Thriving together: three worlds that overlap, and what is listed in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Drawing, View
from relkit.charts.thriving_words import (
    CITIZENS,
    LIVING,
    MEETING,
    NOTHING_YET,
    PREPARING,
    THRIVING_SOURCE,
    describe_worlds,
)
from relkit.models import words
from relkit.models.thriving import ThreeWorlds

WEIGHTS: dict[Literal["bold", "normal"], float] = {"bold": 1.1, "normal": 0.95}
BELOW = 58
HIGH_EMS, ROUND_EMS, STACKED_EMS = 26.0, 11.0, 27
"""The whole picture on a laptop, half the height of its two rounded worlds, and how
wide they are at most where they stand above one another."""
SMALL = theme.narrow(BELOW)
RIGHT = f"({SMALL} ? min({STACKED_EMS}, width / em) : width / em)"
"""Where the picture ends on the right, in ems."""
ACROSS = "((1.3 * width / em - 2.4) / 2)"
"""How wide one world is, in ems: the two overlap in three tenths of the picture."""
TOP_EMS, FIRST_EMS, LINE_EMS, GAP_EMS, FOOT_EMS = 0.7, 2.8, 1.1, 0.4, 0.4
THINGS = {LIVING: "situation", MEETING: "encounter", PREPARING: "preparation"}
MOST_EMS: dict[str, dict[str, float]] = {
    "wide": {LIVING: 16.6, MEETING: 16.0, PREPARING: 16.6},
    "narrow": {LIVING: 19, MEETING: 19, PREPARING: 19},
}
"""As high as a world's texts may be together."""
LETTERS = {
    "wide": {LIVING: 29, MEETING: 22, PREPARING: 29},
    "narrow": {LIVING: 32, MEETING: 32, PREPARING: 32},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One text in a world: its lines, how far below the world's top, and its weight."""

    lines: list[str]
    down: float
    weight: str = "normal"


def three_worlds(worlds: ThreeWorlds) -> Drawing:
    """Living our life and preparing for service, meeting where they overlap."""
    listed = worlds.situations or worlds.preparations or worlds.encounters
    description = describe_worlds(worlds) if listed else NOTHING_YET
    return Drawing(
        chart=overlapping_worlds(worlds) if listed else None,
        views=(View(label="Three worlds", description=description),),
        source=THRIVING_SOURCE,
    )


def overlapping_worlds(worlds: ThreeWorlds) -> alt.LayerChart:
    """Two rounded worlds that overlap in the third, beside or above one another.

    Where there are more items than space, the rest are counted.
    """
    wide, _ = _texts(worlds, "wide")
    narrow, high = _texts(worlds, "narrow")
    stacked = 0.6 + sum(high.values())
    starts = {
        LIVING: "1.2 + 3.9",
        MEETING: f"width / em - 1.2 - {ACROSS} + 3.4",
        PREPARING: f"1.2 + {ACROSS} + 1.1",
    }
    return theme.themed(
        [
            *_around(),
            *_shapes(high),
            *_words(wide, starts, f"!{SMALL}"),
            *_words(narrow, dict.fromkeys(starts, "1.9"), SMALL),
        ],
        wide={"ems": HIGH_EMS},
        narrow={"ems": stacked + 3},
        below=BELOW,
    )


def _around() -> list[alt.Chart]:
    """What goes round all three worlds: a dotted line, and what it says."""
    edge = theme.drawn(
        [{}], x1="1", x2=f"em * {RIGHT} - 1", y1="1", y2="height - 1"
    ).mark_rect(
        filled=False,
        stroke=theme.LINE,
        strokeWidth=1.5,
        strokeDash=[2, 4],
        cornerRadius=theme.ems(2.4),
    )
    said = theme.drawn(
        [{"text": CITIZENS}], x=f"em * {RIGHT} / 2", y="height - 1.35 * em"
    ).mark_text(baseline="middle", fontSize=theme.ems(1))
    return [
        edge.encode(**_box()),
        said.encode(**theme.pixels(), text=alt.Text("text:N")),
    ]


def _shapes(high: Mapping[str, float]) -> list[alt.Chart]:
    """The two worlds whose overlap is the third: their shade, then their edges."""
    top = 0.6
    meets, parts = top + high[LIVING], top + high[LIVING] + high[MEETING]
    rows = [
        {"left": 1, "top": top, "end": parts},
        {"left": 0, "top": meets, "end": parts + high[PREPARING]},
    ]
    placed = theme.drawn(
        rows,
        from_left=f"datum.left ? 1.2 : width / em - 1.2 - {ACROSS}",
        to_right=f"datum.left ? 1.2 + {ACROSS} : width / em - 1.2",
    ).transform_calculate(
        x1=f"em * ({SMALL} ? 0.7 : datum.from_left)",
        x2=f"em * ({SMALL} ? {RIGHT} - 0.7 : datum.to_right)",
        y1=f"em * ({SMALL} ? datum.top : 1)",
        y2=f"em * ({SMALL} ? datum.end : {1 + 2 * ROUND_EMS})",
    )
    corner = alt.expr(f"em * ({SMALL} ? 2 : {ROUND_EMS})")
    shade = placed.mark_rect(
        color=theme.SHADES[2][0], opacity=0.38, cornerRadius=corner
    )
    edge = placed.mark_rect(
        filled=False, stroke=theme.INK, strokeWidth=1.5, cornerRadius=corner
    )
    return [shade.encode(**_box()), edge.encode(**_box())]


def _box() -> dict[str, Any]:
    return {**theme.pixels("x1", "y1"), "x2": alt.X2("x2"), "y2": alt.Y2("y2")}


def _words(
    texts: Sequence[dict[str, Any]], starts: dict[str, str], seen: str
) -> list[alt.Chart]:
    """The texts of one layout, seen in that layout only."""
    made = []
    for world, start in starts.items():
        for weight, size in WEIGHTS.items():
            rows = [t for t in texts if (t["world"], t["weight"]) == (world, weight)]
            made.append(
                theme.drawn(rows, x=f"em * ({start})", y="em * datum.at")
                .transform_filter(seen)
                .mark_text(
                    aria=False,  # empty in one of the layouts
                    align="left",
                    baseline="top",
                    fontWeight=weight,
                    fontSize=theme.ems(size),
                    lineHeight=theme.ems(LINE_EMS),
                )
                .encode(**theme.pixels(), text=alt.Text("lines:N"))
            )
    return made


def _texts(
    worlds: ThreeWorlds, layout: str
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """The texts of every world in a layout, and how high each world's part is."""
    listed = {
        LIVING: [each.name for each in worlds.situations],
        MEETING: [each.name for each in worlds.encounters],
        PREPARING: [each.name for each in worlds.preparations],
    }
    items, high = {}, {}
    for world, names in listed.items():
        items[world], high[world] = _items(
            world, names, LETTERS[layout][world], MOST_EMS[layout][world]
        )
    top, begins = 0.6, {}
    for world in (LIVING, MEETING, PREPARING):
        begins[world] = top if layout == "narrow" else _centred(high[world])
        top += high[world]
    return [
        {
            "world": world,
            "lines": item.lines,
            "at": round(begins[world] + item.down, 3),
            "weight": item.weight,
        }
        for world in listed
        for item in items[world]
    ], high


def _centred(high: float) -> float:
    return 1 + ROUND_EMS - high / 2


def _items(
    world: str, names: Sequence[str], letters: int, most: float
) -> tuple[list[_Item], float]:
    """The world's name, how many things it has, and as many of them as have space."""
    items = [
        _Item(lines=[world], down=TOP_EMS, weight="bold"),
        _Item(lines=[words.counted(len(names), THINGS[world])], down=TOP_EMS + 1.35),
    ]
    down, line = TOP_EMS + FIRST_EMS, LINE_EMS + GAP_EMS
    for n, name in enumerate(names):
        wrapped = theme.lines(name, wide=letters, narrow=letters)["wide"]
        after = down + LINE_EMS * len(wrapped) + GAP_EMS
        if n and after + (line if n + 1 < len(names) else 0) > most:
            items.append(_Item(lines=[f"and {len(names) - n} more"], down=down))
            return items, down + line + FOOT_EMS
        items.append(_Item(lines=wrapped, down=down))
        down = after
    return items, down + FOOT_EMS
