"""Ladders as marks: one for each result, one rung a step; on a phone lists in words."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.models import words
from relkit.models.governance_ceilings import Ceilings, Run
from relkit.models.standpoints import Standpoint

MOST_RUNGS = 8
"""Higher than this, a ladder says how many steps it stands for (R)."""
BELOW = 46
COLUMNS = 4
LETTERS = 18
ON_A_PHONE = 33
"""Letters in a line of a phone's list."""
RUNG_EMS = 2.35
FOOT_EMS = 4.4
MARKS = {
    Run.VERTICAL: ("square", theme.INK, theme.INK),
    Run.HORIZONTAL: ("circle", theme.STANDPOINTS[Standpoint.COMMUNITY], None),
    Run.TEETH: ("triangle-up", theme.INK, theme.PAPER),
}
NOBODY = "nobody"
UNBROKEN = "\N{NO-BREAK SPACE}"
RAIL = "#b6c5c8"
KEY_EMS, KEY_EMS_NARROW = 2.4, 5.6


def ladder_chart(held: Sequence[Ceilings], first: Ceilings | None) -> alt.LayerChart:
    """A ladder for each result, four in a row; on a phone the same in lists."""
    heights = [found.height for each in held for run in Run if (found := each.of(run))]
    rungs = min(max([2, *heights]), MOST_RUNGS)
    tall = 1.2 + RUNG_EMS * (rungs + 1) + FOOT_EMS
    top = KEY_EMS + 1.2 + RUNG_EMS * (rungs + 1)
    small = theme.narrow(BELOW)

    def placed(rows: list[dict[str, Any]]) -> alt.Chart:
        chart: alt.Chart = theme.drawn(
            rows,
            left=f"width * (datum.i % {COLUMNS}) / {COLUMNS} + 0.4 * em",
            foot=f"em * ({top} + {tall} * floor(datum.i / {COLUMNS}))",
        ).transform_filter(f"!{small}")
        return chart

    at = f"datum.foot - datum.step * {RUNG_EMS} * em"
    lists, long = _lists(held, first)
    layers = [
        *_rungs(placed, len(held), rungs, at),
        *_names(placed, held, first),
        *_forums(placed, held, rungs, at),
        *_marks(placed, held, rungs, at),
        *(chart.transform_filter(small) for chart in lists),
        *_key(small),
    ]
    return theme.themed(
        theme.hushed(layers),
        wide={"ems": KEY_EMS + tall * math.ceil(len(held) / COLUMNS)},
        narrow={"ems": long},
        below=BELOW,
    )


def _rungs(placed: Any, count: int, rungs: int, at: str) -> list[alt.Chart]:
    """The ladders without anything on them."""
    steps = [{"i": i, "step": n} for i in range(count) for n in range(1, rungs + 1)]
    rung = (
        placed(steps)
        .transform_calculate(x="datum.left", x2="datum.left + 3.3 * em", y=at)
        .mark_rule(color=RAIL, strokeWidth=2)
        .encode(**theme.pixels(), x2=alt.X2("x2"))
    )
    sides = [{"i": i, "side": side} for i in range(count) for side in (0, 3.3)]
    rail = (
        placed(sides)
        .transform_calculate(
            x="datum.left + datum.side * em",
            y="datum.foot",
            y2=f"datum.foot - {rungs + 0.45} * {RUNG_EMS} * em",
        )
        .mark_rule(color=RAIL, strokeWidth=3)
        .encode(**theme.pixels(), y2=alt.Y2("y2"))
    )
    return [rung, rail]


def _lists(
    held: Sequence[Ceilings], first: Ceilings | None
) -> tuple[list[alt.Chart], float]:
    """A phone's lists: under each result its mark in each run, and the forum."""
    rows: list[dict[str, Any]] = []
    y = KEY_EMS_NARROW
    for each in held:
        weight = "bold" if each == first else "normal"
        name = textwrap.wrap(each.outcome.name, ON_A_PHONE)
        rows.append({"top": round(y, 2), "says": name, "in": 0.2, "weight": "bold"})
        y += 1.25 * len(name)
        for run in Run:
            found = each.of(run)
            says = (
                textwrap.wrap(f"{found.forum}, {found.steps}", ON_A_PHONE)
                if found
                else []
            )
            rows.append(
                {
                    "top": round(y, 2),
                    "says": says or [NOBODY],
                    "in": 1.6,
                    "weight": weight,
                    **_shape(run),
                }
            )
            y += 1.25 * max(len(says), 1)
        y += 0.8
    placed = theme.drawn(
        rows,
        x="datum.in * em",
        y="em * datum.top",
        mx="0.8 * em",
        my="datum.y + 0.5 * em",
    )
    text = placed.mark_text(
        align="left",
        baseline="top",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(1.25),
        fontWeight=alt.expr("datum.weight"),
    ).encode(**theme.pixels(), text=alt.Text("says:N"))
    mark = _mark(placed.transform_filter("isValid(datum.shape)"), "mx", "my")
    return [mark, text], y


def _shape(run: Run) -> dict[str, str]:
    shape, edge, inside = MARKS[run]
    return {"shape": shape, "edge": edge, "inside": inside or edge}


def _step(height: int | None, rungs: int) -> int:
    """The rung of a height; above the highest for nobody."""
    return rungs + 1 if height is None else min(height, rungs)


def _names(
    placed: Any, held: Sequence[Ceilings], first: Ceilings | None
) -> list[alt.Chart]:
    """What each ladder stands for, that of the first in heavy letters."""
    rows = [
        {
            "i": i,
            "says": _wrapped(each.outcome.name, 21, 4),
            "weight": "bold" if each == first else "normal",
        }
        for i, each in enumerate(held)
    ]
    name = (
        placed(rows)
        .transform_calculate(y="datum.foot + 0.4 * em")
        .mark_text(
            align="left",
            baseline="top",
            fontWeight=alt.expr("datum.weight"),
            fontSize=theme.ems(0.92),
            lineHeight=theme.ems(1.05),
        )
        .encode(**theme.pixels("left"), text=alt.Text("says:N"))
    )
    return [name]


def _marks(placed: Any, held: Sequence[Ceilings], rungs: int, at: str) -> Any:
    rows = []
    for i, each in enumerate(held):
        for run, across in zip(Run, (0.55, 1.65, 2.75), strict=True):
            found = each.of(run)
            step = _step(found.height if found else None, rungs)
            rows.append({"i": i, "step": step, "across": across, **_shape(run)})
    chart = placed(rows).transform_calculate(x="datum.left + datum.across * em", y=at)
    return [_mark(chart)]


def _mark(chart: alt.Chart, x: str = "x", y: str = "y") -> alt.Chart:
    mark: alt.Chart = chart.mark_point(
        size=alt.expr("0.62 * em * em"), opacity=1, strokeWidth=2
    ).encode(
        **theme.pixels(x, y),
        shape=theme.as_is(alt.Shape, "shape"),
        stroke=theme.as_is(alt.Stroke, "edge"),
        fill=theme.as_is(alt.Fill, "inside"),
    )
    return mark


def _forums(placed: Any, held: Sequence[Ceilings], rungs: int, at: str) -> Any:
    """Beside each rung with a mark, whose rung it is."""
    rows = []
    for i, each in enumerate(held):
        names: dict[int, list[str]] = {}
        for run in Run:
            found = each.of(run)
            step = _step(found.height if found else None, rungs)
            name = NOBODY
            if found:
                steps = words.counted(found.height, "step").replace(" ", UNBROKEN)
                name = f"{found.forum}, {steps}"
            if name not in names.setdefault(step, []):
                names[step].append(name)
        rows += [
            {"i": i, "step": step, "says": _wrapped(" / ".join(said), LETTERS, 2)}
            for step, said in names.items()
        ]
    chart = placed(rows).transform_calculate(
        x="datum.left + 3.9 * em", y=f"{at} - (length(datum.says) - 1) * 0.5 * em"
    )
    return [
        chart.mark_text(
            align="left",
            baseline="middle",
            fontSize=theme.ems(0.88),
            lineHeight=theme.ems(1),
            limit=alt.expr("9.6 * em"),
        ).encode(**theme.pixels(), text=alt.Text("says:N"))
    ]


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """The text in at most so many lines; what does not fit ends in dots."""
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …") or [text]


def _key(small: str) -> list[alt.Chart]:
    rows = [{"j": j, "says": run.label, **_shape(run)} for j, run in enumerate(Run)]
    placed = theme.drawn(
        rows,
        x=f"em * 0.8 + ({small} ? 0 : datum.j * width / 3)",
        y=f"em * ({small} ? 0.8 + 1.5 * datum.j : 0.8)",
    )
    says = placed.mark_text(
        align="left", baseline="middle", dx=theme.ems(1), fontSize=theme.ems(0.95)
    ).encode(**theme.pixels(), text=alt.Text("says:N"))
    return [_mark(placed), says]
