"""Governance mapping: the ceiling of each result as a ladder, one rung a step."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Cell, Description, Drawing, View
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance_ceilings import Ceilings, Run, ceilings, unheld
from relkit.models.governance_findings import ceiling_told, part_told
from relkit.models.governance_maps import Map, map_of
from relkit.models.standpoints import Standpoint

MOST = 24
"""More ladders than this are told in the table alone (R)."""
MOST_RUNGS = 8
"""Higher than this, a ladder says how many steps it stands for (R)."""
BELOW = 46
COLUMNS = {"wide": 4, "narrow": 2}
LETTERS = 19
RUNG_EMS = 2.35
FOOT_EMS = 4.4
MARKS = {
    Run.VERTICAL: ("square", theme.INK, theme.INK),
    Run.HORIZONTAL: ("circle", theme.STANDPOINTS[Standpoint.COMMUNITY], None),
    Run.TEETH: ("triangle-up", theme.INK, theme.PAPER),
}
NOBODY = "nobody"


def results(case: Case) -> list[str]:
    """The results to choose from."""
    return [outcome.name for outcome in case.outcomes]


def ladders(case: Case, whose: Standpoint, result: str | None = None) -> Drawing:
    """The ceiling of each result on one standpoint's map, in the three runs.

    The result that is chosen is told first; without one, the most telling.
    """
    of = map_of(case.actors, case.relations, whose)
    held = ceilings(case.outcomes, of)
    named = [each for each in held if each.outcome.name == result]
    first = named[0] if named else telling(held) if held else None
    told = describe_ceilings(held, of, first)
    shown = list(held[:MOST])
    shown += [each for each in named if each not in shown]
    drawn = bool(held and of.relations)
    return Drawing(
        chart=ladder_chart(shown, first) if drawn else None,
        views=(View(label="Ceilings", description=told),),
    )


def describe_ceilings(
    held: Sequence[Ceilings], of: Map, first: Ceilings | None
) -> Description:
    """The sentence of every ceiling, that of the first as the headline."""
    if not held or first is None:
        return _nothing(
            "No results are listed yet",
            "A result is something in somebody’s life, such as coming home from "
            "hospital. Add one under Outcomes in the tables below, with those whom it "
            "takes.",
        )
    if not of.relations:
        return _nothing(
            f"Nobody has drawn the {of.whose}’s map yet",
            "Without a line, nobody answers to anybody. Choose another map, or add "
            "relations in the tables below.",
        )
    nobody = sum(each.horizontal is None for each in held)
    without = len(unheld([each.outcome for each in held], of))
    told = [
        *filter(None, [part_told(first), _vague(first)]),
        f"On the {of.whose}’s map nobody holds the whole of {nobody} of the "
        f"{words.counted(len(held), 'result')}.",
        f"Of {without} no forum that holds it includes the people whose life it is.",
        "A ladder stands for one result, a rung for a step. The square is the "
        "hierarchy alone, the circle the accounts across with it, the triangle what "
        "it would be if every forum could ask.",
    ]
    if len(held) > MOST:
        told.append(f"The first {MOST} are drawn; the table has all.")
    return Description(
        headline=ceiling_told(first).removesuffix("."),
        sentence=" ".join(told),
        columns=(
            "Result",
            *(f"{run.label[:1].upper()}{run.label[1:]}" for run in Run),
            "In a sentence",
            "The people whose life it is",
            "Accounts on the way, about nothing in particular",
        ),
        rows=tuple(_row(each) for each in held),
    )


def _vague(of: Ceilings) -> str:
    """How many of the accounts on the way say nothing of what they are about."""
    many = len(of.horizontal.unspecified) if of.horizontal else 0
    if not many:
        return ""
    accounts = words.counted(many, "account on the way is", "accounts on the way are")
    return f"{accounts} about nothing in particular."


def telling(held: Sequence[Ceilings]) -> Ceilings:
    """The result that says most: what a power to ask would change, the most steps."""

    def gained(each: Ceilings) -> tuple[bool, bool, int]:
        now, teeth = each.horizontal, each.teeth
        high = max(now.height, 1) if now else 0
        could = teeth is not None and (now is None or teeth.height < now.height)
        up = each.vertical.height if each.vertical else 0
        return (could, now is not None, high if could else up)

    return max(held, key=gained)


def _row(each: Ceilings) -> tuple[Cell, ...]:
    runs = [each.of(run) for run in Run]
    vague = each.horizontal.unspecified if each.horizontal else ()
    return (
        each.outcome.name,
        *(f"{found.forum}, {found.steps}" if found else NOBODY for found in runs),
        ceiling_told(each),
        part_told(each),
        "; ".join(r.sentence for r in vague),
    )


def _nothing(headline: str, sentence: str) -> Description:
    return Description(headline=headline, sentence=sentence, columns=(), rows=())


def ladder_chart(held: Sequence[Ceilings], first: Ceilings | None) -> alt.LayerChart:
    """A ladder for each result, four in a row on a laptop, two on a phone."""
    heights = [found.height for each in held for run in Run if (found := each.of(run))]
    rungs = min(max([2, *heights]), MOST_RUNGS)
    tall = 1.2 + RUNG_EMS * (rungs + 1) + FOOT_EMS
    small = theme.narrow(BELOW)
    columns = f"({small} ? {COLUMNS['narrow']} : {COLUMNS['wide']})"
    key = {"wide": 2.4, "narrow": 5.2}
    top = f"({small} ? {key['narrow']} : {key['wide']})"
    left = f"width * (datum.i % {columns}) / {columns} + 0.4 * em"
    foot = (
        f"em * ({top} + {tall} * floor(datum.i / {columns}) + "
        f"{1.2 + RUNG_EMS * (rungs + 1)})"
    )

    def placed(rows: list[dict[str, Any]]) -> alt.Chart:
        chart: alt.Chart = theme.drawn(rows, left=left, foot=foot)
        return chart

    at = f"datum.foot - datum.step * {RUNG_EMS} * em"
    rung_rows = [
        {"i": i, "step": step} for i in range(len(held)) for step in range(1, rungs + 1)
    ]
    rung = (
        placed(rung_rows)
        .transform_calculate(x="datum.left", x2="datum.left + 3.3 * em", y=at)
        .mark_rule(color="#b6c5c8", strokeWidth=2)
        .encode(**theme.pixels(), x2=alt.X2("x2"))
    )
    rails = [{"i": i, "side": side} for i in range(len(held)) for side in (0, 3.3)]
    rail = (
        placed(rails)
        .transform_calculate(
            x="datum.left + datum.side * em",
            y="datum.foot",
            y2=f"datum.foot - {rungs + 0.45} * {RUNG_EMS} * em",
        )
        .mark_rule(color="#b6c5c8", strokeWidth=3)
        .encode(**theme.pixels(), y2=alt.Y2("y2"))
    )
    layers = [
        rung,
        rail,
        *_names(placed, held, first),
        *_forums(placed, held, rungs, at),
    ]
    layers += [*_marks(placed, held, rungs, at), *_key(small)]
    count = {k: math.ceil(len(held) / n) for k, n in COLUMNS.items()}
    return theme.themed(
        layers,
        wide={"ems": key["wide"] + tall * count["wide"]},
        narrow={"ems": key["narrow"] + tall * count["narrow"]},
        below=BELOW,
    )


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
        .encode(**theme.pixels("left"), text="says:N")
    )
    return [name]


def _marks(placed: Any, held: Sequence[Ceilings], rungs: int, at: str) -> Any:
    rows = []
    for i, each in enumerate(held):
        for run, across in zip(Run, (0.55, 1.65, 2.75), strict=True):
            found = each.of(run)
            shape, edge, inside = MARKS[run]
            rows.append(
                {
                    "i": i,
                    "step": _step(found.height if found else None, rungs),
                    "across": across,
                    "shape": shape,
                    "edge": edge,
                    "inside": inside or edge,
                }
            )
    chart = placed(rows).transform_calculate(x="datum.left + datum.across * em", y=at)
    return [_mark(chart)]


def _mark(chart: alt.Chart) -> alt.Chart:
    mark: alt.Chart = chart.mark_point(
        size=alt.expr("0.62 * em * em"), opacity=1, strokeWidth=2
    ).encode(
        **theme.pixels(),
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
                name = f"{found.forum}, {words.counted(found.height, 'step')}"
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
        ).encode(**theme.pixels(), text="says:N")
    ]


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """The text in at most so many lines; what does not fit ends in dots."""
    return textwrap.wrap(text, letters, max_lines=most, placeholder=" …") or [text]


def _key(small: str) -> list[alt.Chart]:
    rows = [
        {
            "j": j,
            "says": run.label,
            "shape": MARKS[run][0],
            "edge": MARKS[run][1],
            "inside": MARKS[run][2] or MARKS[run][1],
        }
        for j, run in enumerate(Run)
    ]
    placed = theme.drawn(
        rows,
        x=f"em * 0.8 + ({small} ? 0 : datum.j * width / 3)",
        y=f"em * ({small} ? 0.8 + 1.5 * datum.j : 0.8)",
    )
    says = placed.mark_text(
        align="left", baseline="middle", dx=theme.ems(1), fontSize=theme.ems(0.95)
    ).encode(**theme.pixels(), text="says:N")
    return [_mark(placed), says]
