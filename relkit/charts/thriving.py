"""Thriving together: three worlds that overlap, and what is listed in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import SOURCE, Description, Drawing, View
from relkit.models import words
from relkit.models.thriving import ThreeWorlds

THRIVING_SOURCE = f"{SOURCE[:-1]}, after Jane Searles and Roger Duck."
LIVING, MEETING, PREPARING = "Living our life", "Meeting", "Preparing for service"
CITIZENS = "In all three worlds, we are all citizens"
WEIGHTS: dict[Literal["bold", "normal"], float] = {"bold": 1.1, "normal": 0.95}
TO_BEGIN = (
    "Begin with one situation in somebody’s life, such as ‘Damp in the back bedroom’ "
    "in the life of the family at number 9. Then list an encounter: who meets them "
    "there? Then what those people were prepared with, such as ‘A damp meter to lend’."
)
NOTHING_YET = Description(
    headline="Nothing is listed yet", sentence=TO_BEGIN, columns=(), rows=()
)

BELOW = 58
HIGH_EMS, ROUND_EMS = 26.0, 11.0
"""The whole picture on a laptop, and the half height of its two rounded worlds."""
TOP_EMS, FIRST_EMS, LINE_EMS, GAP_EMS, FOOT_EMS = 0.7, 2.8, 1.1, 0.4, 0.4
THINGS = {LIVING: "situation", MEETING: "encounter", PREPARING: "preparation"}
MOST_EMS = {
    "wide": {LIVING: 15.6, MEETING: 14.4, PREPARING: 15.6},
    "narrow": {LIVING: 19, MEETING: 19, PREPARING: 19},
}
"""As high as a world's texts may be together."""
LETTERS = {
    "wide": {LIVING: 32, MEETING: 22, PREPARING: 32},
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
    upper = 0.6, 0.6 + high[LIVING] + high[MEETING]
    lower = upper[1] - high[MEETING], upper[1] + high[PREPARING]
    total = lower[1] + 3
    small = theme.narrow(BELOW)
    share = f"((width / em - 2.4 + {_overlap()}) / 2)"
    across = {
        LIVING: ("1.2", f"1.2 + {share}"),
        PREPARING: (f"width / em - 1.2 - {share}", "width / em - 1.2"),
    }
    shapes = [
        {"world": world, "top": top, "end": end, "across": n}
        for n, (world, (top, end)) in enumerate(
            {LIVING: upper, PREPARING: lower}.items()
        )
    ]
    left, right = across[LIVING], across[PREPARING]
    shape = theme.drawn(
        shapes,
        x1=f"em * ({small} ? 0.7 : datum.across ? {right[0]} : {left[0]})",
        x2=f"em * ({small} ? width / em - 0.7 : datum.across ? {right[1]} : {left[1]})",
        y1=f"em * ({small} ? datum.top : 1)",
        y2=f"em * ({small} ? datum.end : {1 + 2 * ROUND_EMS})",
    )
    corner = alt.expr(f"em * ({small} ? 2 : {ROUND_EMS})")
    fill = shape.mark_rect(
        color=theme.SHADES[2][0], opacity=0.38, cornerRadius=corner
    ).encode(**_box())
    edge = shape.mark_rect(
        filled=False, stroke=theme.INK, strokeWidth=1.5, cornerRadius=corner
    ).encode(**_box())
    around = theme.drawn([{}], x1="1", x2="width - 1", y1="1", y2="height - 1")
    frame = around.mark_rect(
        filled=False,
        stroke=theme.LINE,
        strokeWidth=1.5,
        strokeDash=[2, 4],
        cornerRadius=theme.ems(2.4),
    ).encode(**_box())
    citizens = theme.drawn([{"text": CITIZENS}], x="width / 2", y="height - 1.35 * em")
    said = citizens.mark_text(baseline="middle", fontSize=theme.ems(1)).encode(
        **theme.pixels(), text=alt.Text("text:N")
    )
    starts = {
        LIVING: f"{left[0]} + 3.5",
        MEETING: f"{right[0]} + 2.8",
        PREPARING: f"{left[1]} + 1.1",
    }
    return theme.themed(
        [
            frame,
            fill,
            edge,
            said,
            *_words(wide, starts, f"!{small}"),
            *_words(narrow, dict.fromkeys(starts, "1.9"), small),
        ],
        wide={"ems": HIGH_EMS},
        narrow={"ems": total},
        below=BELOW,
    )


def _overlap() -> str:
    """How wide the overlap is, in ems: a little more than a quarter of the picture."""
    return "(0.275 * width / em)"


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


def describe_worlds(worlds: ThreeWorlds) -> Description:
    """In how many situations people meet someone prepared, and what each holds."""
    ready = {name for e in worlds.encounters if e.preparations for name in e.situations}
    met = sum(each.name in ready for each in worlds.situations)
    count = len(worlds.situations)
    lives = words.counted(len({s.whose for s in worlds.situations}), "life", "lives")
    counts = (
        f"{words.counted(count, 'situation')} in {lives}, "
        f"{words.counted(len(worlds.encounters), 'encounter')} and "
        f"{words.counted(len(worlds.preparations), 'preparation')} are listed"
    )
    return Description(
        headline=f"In {met} of {words.counted(count, 'situation')}, people meet "
        "someone who is prepared"
        if count
        else "Nobody’s life is listed yet",
        sentence="Two worlds overlap: in the one we live our life, in the other we "
        "prepare for service. Where they overlap is the third, in which people living "
        f"their life meet people prepared for it. {CITIZENS}. {counts}.",
        columns=("World", "What", "Whose life, or who prepared"),
        rows=(
            *((LIVING, each.name, each.whose) for each in worlds.situations),
            *((MEETING, each.name, "") for each in worlds.encounters),
            *(
                (PREPARING, each.name, each.who or each.prepared_by.value)
                for each in worlds.preparations
            ),
        ),
    )
