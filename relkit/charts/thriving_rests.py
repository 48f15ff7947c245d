"""Thriving together: which lives each preparation touches, and what is lost without."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.thriving import BELOW
from relkit.charts.thriving_words import THRIVING_SOURCE
from relkit.models import thriving_reach, words
from relkit.models.thriving import Preparer, ThreeWorlds
from relkit.models.thriving_reach import Without

MARKS = {
    Preparer.CITIZEN: "circle",
    Preparer.ASSOCIATION: "diamond",
    Preparer.INSTITUTION: "square",
}
COLOURS = dict(zip(Preparer, (shade for shade, _ in theme.SHADES[:3]), strict=True))
LETTERS = {"wide": 35, "narrow": 34}
LINE_EMS, BETWEEN_EMS = 1.05, 0.8
BAR_EMS = {"wide": 28.8, "narrow": 8.8}
"""Where the bars begin, from the left."""
SEEN = "without < 0 || without == datum.n ? 1 : 0.5"
COLUMNS = (
    "Preparation",
    "Prepared by",
    "Who",
    "Strength",
    "Lives it touches",
    "Whose",
    "Encounters that draw on it",
    "of these, on nothing else",
)
NO_PREPARATION = Description(
    headline="No preparation is listed yet",
    sentence="A preparation is something that makes people ready for service, such as "
    "‘A damp meter to lend’: what kind of strength it gives, and whether citizens, an "
    "association or an institution prepared it. Add one, and then an encounter that "
    "draws on it.",
    columns=(),
    rows=(),
)


def rests(worlds: ThreeWorlds) -> Drawing:
    """What rests on what, with a view for each preparation that is taken away."""
    if not worlds.preparations:
        return Drawing(chart=None, views=(View(label="", description=NO_PREPARATION),))
    ranked = thriving_reach.what_rests(worlds)
    views = [
        View(
            label="Nothing",
            params={"without": -1},
            description=describe_rests(worlds),
        ),
        *(
            View(
                label=lost.preparation.name,
                params={"without": n},
                description=describe_without(worlds, lost),
            )
            for n, lost in enumerate(ranked)
        ),
    ]
    return Drawing(
        chart=resting(ranked),
        views=tuple(views),
        control="Take away",
        source=THRIVING_SOURCE,
    )


def resting(ranked: Sequence[Without]) -> alt.LayerChart:
    """A bar of lives for each preparation, and a mark and a word for who prepared it.

    When one is taken away, the others grow pale.
    """
    rows, high = _rows(ranked)
    placed = _placed(rows)
    return theme.themed(
        [
            *_shapes(placed),
            _text(placed, "preparer", x="word", y="y"),
            _text(placed, "lines", x="name", y="ty"),
            _text(placed, "lives", x="x2", y="y", dx=0.5),
        ],
        params={"without": -1},
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


def _placed(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """The rows with all that is in them in its place: on a phone the name is above."""
    small = theme.narrow(BELOW)
    start = f"({small} ? {BAR_EMS['narrow']} : {BAR_EMS['wide']})"
    placed: alt.Chart = theme.drawn(
        rows,
        y=f"em * ({small} ? datum.low : datum.high)",
        named=f"em * ({small} ? datum.low_name : datum.high)",
        x1=f"em * {start}",
        x2=f"em * {start} + datum.share * (width - em * ({start} + 5))",
        mark="em * 0.7",
        word="em * 1.6",
        name=f"em * ({small} ? 0.2 : 8.8)",
        lines=f"{small} ? datum.narrow : datum.wide",
    ).transform_calculate(
        y1="datum.y - 0.5 * em",
        y2="datum.y + 0.5 * em",
        ty=f"datum.named - em * {LINE_EMS} * (length(datum.lines) - 1) / 2",
    )
    return placed


def _shapes(placed: alt.Chart) -> list[alt.Chart]:
    """The bars, and the marks of those who prepared."""
    colour = theme.as_is(alt.Color, "colour")
    bar = placed.mark_rect(stroke=theme.INK, strokeWidth=1).encode(
        **theme.pixels("x1", "y1"),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        color=colour,
        opacity=theme.seen_if(SEEN),
    )
    mark = placed.mark_point(filled=True, stroke=theme.INK, strokeWidth=1.5).encode(
        **theme.pixels("mark", "y"),
        shape=theme.as_is(alt.Shape, "shape"),
        color=colour,
        size=alt.SizeValue(alt.expr("0.7 * em * em")),
        opacity=theme.seen_if(SEEN),
    )
    return [bar, mark]


def _text(placed: alt.Chart, field: str, *, x: str, y: str, dx: float = 0) -> alt.Chart:
    text: alt.Chart = placed.mark_text(
        align="left",
        baseline="middle",
        dx=theme.ems(dx),
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(LINE_EMS),
    ).encode(
        **theme.pixels(x, y),
        text=alt.Text(f"{field}:N"),
        opacity=theme.seen_if(SEEN),
    )
    return text


def _rows(ranked: Sequence[Without]) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """A row for each preparation, as high as its name has lines."""
    most = max([1, *(len(each.lives) for each in ranked)])
    rows: list[dict[str, Any]] = [
        {
            "n": n,
            **theme.lines(each.preparation.name, **LETTERS),
            "preparer": each.preparation.prepared_by.value,
            "shape": MARKS[each.preparation.prepared_by],
            "colour": COLOURS[each.preparation.prepared_by],
            "lives": words.counted(len(each.lives), "life", "lives"),
            "share": len(each.lives) / most,
        }
        for n, each in enumerate(ranked)
    ]
    wide = [BETWEEN_EMS + LINE_EMS * len(row["wide"]) for row in rows]
    narrow = [2.4 + LINE_EMS * len(row["narrow"]) for row in rows]
    begins, high = theme.tops(wide, 0.2)
    lower, low = theme.tops(narrow, 0.2)
    for row, begin, below, tall in zip(rows, begins, lower, wide, strict=True):
        row["high"] = round(begin + tall / 2, 3)
        under = LINE_EMS * len(row["narrow"])
        row["low_name"] = round(below + 0.3 + under / 2, 3)
        row["low"] = round(below + 1.05 + under, 3)
    return rows, {"wide": high + 0.2, "narrow": low}


def describe_rests(worlds: ThreeWorlds) -> Description:
    """Which preparations touch most lives, and who made those that are in use."""
    ranked = thriving_reach.what_rests(worlds)
    bare = [f"‘{each.preparation.name}’" for each in ranked if each.unprepared]
    told = [
        "Each bar counts the lives that a preparation touches, most first. The mark "
        "and the word say who prepared it.",
        _made_by(worlds),
    ]
    if bare:
        told.append(
            f"Without {words.listed(bare, last='or')}, an encounter would draw on no "
            "preparation at all."
        )
    return Description(
        headline=_most(worlds, ranked),
        sentence=" ".join(told),
        columns=COLUMNS,
        rows=tuple(
            (
                each.preparation.name,
                each.preparation.prepared_by.value,
                each.preparation.who,
                each.preparation.strength.value,
                len(each.lives),
                "; ".join(each.lives),
                len(each.encounters),
                len(each.unprepared),
            )
            for each in ranked
        ),
    )


def _most(worlds: ThreeWorlds, ranked: Sequence[Without]) -> str:
    """What touches most lives; a tie is told as a tie."""
    most = len(ranked[0].lives)
    if not most:
        return "No preparation listed touches anybody’s life yet"
    first = [each.preparation.name for each in ranked if len(each.lives) == most]
    count = len({each.whose for each in worlds.situations})
    lives = words.counted(count, "life", "lives")
    if len(first) == 1:
        return f"‘{first[0]}’ touches {most} of {lives}"
    others = words.counted(len(first) - 1, "other")
    return f"‘{first[0]}’ and {others} each touch {most} of {lives}"


def _made_by(worlds: ThreeWorlds) -> str:
    """Who made the preparations that are in use."""
    used = thriving_reach.in_use(worlds)
    if not used:
        return "No encounter draws on any of them."
    made = Counter(each.prepared_by for each in used)
    told = [
        f"{preparer.many} made {made[preparer]} ({words.percent(share)})"
        for preparer, share in thriving_reach.prepared_by(worlds).items()
    ]
    count = words.counted(len(used), "preparation")
    return f"Of the {count} in use, {words.listed(told)}."


def describe_without(worlds: ThreeWorlds, lost: Without) -> Description:
    """What would be lost, in words, and what each encounter would still draw on."""
    whose = {each.name: each.whose for each in worlds.situations}
    rows = []
    for each in worlds.encounters:
        if each.name in lost.encounters:
            left = [n for n in each.preparations if n != lost.preparation.name]
            lives = dict.fromkeys(whose[n] for n in each.situations if n in whose)
            rows.append((each.name, "; ".join(left) or "nothing", "; ".join(lives)))
    return Description(
        headline=lost.headline,
        sentence=lost.sentence,
        columns=("Encounter", "Would still draw on", "Whose lives"),
        rows=tuple(rows),
    )
