"""Governance mapping: the power-interest grid as practitioners draw it, with a warning.

The grid tells its user to keep people with little power merely informed, or to monitor
them. The picture says so where it does.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import Actor
from relkit.models.governance_decisions import (
    Grid,
    Quadrant,
    power_interest,
    quadrant,
)

MOST = 14
"""More names than this in one corner are counted (R)."""
BELOW = 46
CORNERS = {
    Quadrant.SATISFY: (0, 0, "much power, little interest"),
    Quadrant.MANAGE: (1, 0, "much power, much interest"),
    Quadrant.MONITOR: (0, 1, "little power, little interest"),
    Quadrant.INFORM: (1, 1, "little power, much interest"),
}
LETTERS = {"wide": 40, "narrow": 17}
LINE_EMS = 1.3
MARK = "●"


def grid(case: Case) -> Drawing:
    """Who has much power and interest, and whom the grid would merely inform."""
    found = power_interest(case.actors, case.outcomes)
    told = describe_grid(found, case)
    placed = any(found.quadrants.values())
    return Drawing(
        chart=power_grid(found) if placed else None,
        views=(View(label="Grid", description=told),),
    )


def describe_grid(found: Grid, case: Case) -> Description:
    """The grid's own warning first, then who is in which corner."""
    if not any(found.quadrants.values()):
        return Description(
            headline="Nobody has said how much power and interest anybody has",
            sentence="Fill in power and interest, from 0 to 3, and who says so, under "
            "Actors in the tables below.",
            columns=(),
            rows=(),
        )
    beneath = words.listed([f"‘{actor.name}’" for actor in found.beneath])
    headline = "Nobody whose life it is stands in the lower half of this grid"
    if found.beneath:
        headline = (
            "This grid would merely inform or monitor "
            f"{words.number(len(found.beneath))} of those whose life it is"
        )
    told = [
        "A warning: the grid asks who matters to a project, and tells its user merely "
        "to inform people with little power."
    ]
    if found.beneath:
        told.append(f"Here that is {beneath}, whose lives the results are in.")
    told += [
        f"{each.value[:1].upper()}{each.value[1:]}: "
        f"{words.counted(len(found.quadrants[each]), 'actor')}."
        for each in Quadrant
    ]
    if found.unsaid:
        told.append(
            f"Not placed: {words.counted(len(found.unsaid), 'actor')} of whom nobody "
            "said how much."
        )
    concerned = {outcome.whose for outcome in case.outcomes}
    return Description(
        headline=headline,
        sentence=" ".join(told),
        columns=(
            "Actor",
            "Power",
            "Interest",
            "The grid says",
            "Whose life",
            "Says who",
        ),
        rows=tuple(_row(actor, actor.name in concerned) for actor in case.actors),
    )


def _row(actor: Actor, concerned: bool) -> tuple[str | int, ...]:
    where = quadrant(actor)
    return (
        actor.name,
        "" if actor.power is None else actor.power,
        "" if actor.interest is None else actor.interest,
        where.value if where else "nothing: nobody said",
        "their life" if concerned else "",
        actor.said_by,
    )


def power_grid(found: Grid) -> alt.LayerChart:
    """Four corners with the names in them; a mark before those whose life it is."""
    beneath = {actor.name for actor in found.beneath}
    rows: list[dict[str, Any]] = []
    tall = {layout: [0.0, 0.0] for layout in LETTERS}
    for each, (column, row, _) in CORNERS.items():
        told = {
            layout: _listed(found.quadrants[each], beneath, letters)
            for layout, letters in LETTERS.items()
        }
        tall = {
            layout: [
                max(high, (3.9 + LINE_EMS * len(told[layout])) if n == row else 0)
                for n, high in enumerate(highs)
            ]
            for layout, highs in tall.items()
        }
        rows.append({"column": column, "row": row, "each": each, **told})
    return _drawn([_corner(row, tall) for row in rows], tall)


def _corner(row: Mapping[str, Any], tall: Mapping[str, Sequence[float]]) -> Any:
    each: Quadrant = row["each"]
    return {
        **{key: row[key] for key in ("column", *LETTERS)},
        "head": each.value[:1].upper() + each.value[1:],
        "sub": {
            "wide": [CORNERS[each][2]],
            "narrow": textwrap.wrap(CORNERS[each][2], 20),
        },
        **{f"top_{k}": tall[k][0] if row["row"] else 0 for k in LETTERS},
        **{f"high_{k}": tall[k][row["row"]] for k in LETTERS},
        "ground": theme.PAPER if row["row"] else theme.SHADES[3][0],
    }


def _listed(actors: Sequence[Actor], beneath: set[str], letters: int) -> list[str]:
    lines = []
    first = sorted(actors, key=lambda actor: actor.name not in beneath)
    for actor in first[:MOST]:
        name = f"{MARK} {actor.name}" if actor.name in beneath else actor.name
        lines += textwrap.wrap(name, letters, subsequent_indent="  ")
    more = len(actors) - MOST
    return [*lines, f"and {more} more"] if more > 0 else lines


def _drawn(
    rows: Sequence[dict[str, Any]], tall: Mapping[str, Sequence[float]]
) -> alt.LayerChart:
    small = theme.narrow(BELOW)
    placed = theme.drawn(
        rows,
        x="datum.column * width / 2 + 0.15 * em",
        x2="datum.x + width / 2 - 0.3 * em",
        y=f"em * ({small} ? datum.top_narrow : datum.top_wide)",
        y2=f"datum.y + em * (({small} ? datum.high_narrow : datum.high_wide) - 0.3)",
        tx="datum.x + 0.6 * em",
        hy="datum.y + 0.5 * em",
        sy="datum.y + 1.7 * em",
        ny=f"datum.y + em * ({small} ? 4 : 3.1)",
        sub_text=f"{small} ? datum.sub.narrow : datum.sub.wide",
        text=f"{small} ? datum.narrow : datum.wide",
    )
    box = placed.mark_rect(stroke=theme.LINE, strokeWidth=1).encode(
        **theme.pixels(),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        fill=theme.as_is(alt.Fill, "ground"),
    )
    left: dict[str, Any] = {"align": "left", "baseline": "top"}
    texts = [
        placed.mark_text(**left, **look).encode(
            **theme.pixels("tx", y), text=f"{what}:N"
        )
        for what, y, look in (
            ("head", "hy", {"fontWeight": "bold", "fontSize": theme.ems(1.05)}),
            ("sub_text", "sy", _size(0.88, 1.05)),
            ("text", "ny", _size(0.95, LINE_EMS)),
        )
    ]
    key = theme.drawn(
        [{"says": f"{MARK} whose life a result is, in the lower half"}],
        x="0.2 * em",
        y=f"em * (({small} ? {sum(tall['narrow'])} : {sum(tall['wide'])}) + 0.5)",
    ).mark_text(**left, fontSize=theme.ems(0.9))
    return theme.themed(
        [box, *texts, key.encode(**theme.pixels(), text=alt.Text("says:N"))],
        wide={"ems": sum(tall["wide"]) + 2},
        narrow={"ems": sum(tall["narrow"]) + 2},
        below=BELOW,
    )


def _size(size: float, line: float) -> dict[str, Any]:
    return {"fontSize": theme.ems(size), "lineHeight": theme.ems(line)}
