"""Governance mapping: who decides, who is heard, who is told, as a matrix."""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Cell, Description, Drawing, View
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import Actor, Decision
from relkit.models.governance_decisions import (
    Part,
    parts,
    representation,
)
from relkit.models.standpoints import Standpoint

MOST = 24
"""More decisions than this are told in the table alone (R)."""
BELOW = 52
LETTERS = {"wide": 36, "narrow": 40}
SIDES = tuple(Standpoint)
HEADS = ("Community", "Place", "Centre", "Reasons published", "Can be challenged")
NARROW_HEADS = (
    ("Com-", "munity"),
    ("Place",),
    ("Centre",),
    ("Reasons", "pub-", "lished"),
    ("Can be", "chal-", "lenged"),
)
"""The same on a phone, where a column has room for seven letters."""
FILLS = {
    Part.DECIDES: theme.SHADES[0],
    Part.HEARD: theme.SHADES[2],
    Part.TOLD: theme.SHADES[3],
}


def decided(case: Case) -> Drawing:
    """Who decides, who is heard, who is told: a matrix of decisions by standpoint."""
    told = describe_decisions(case.decisions, case.actors)
    shown = case.decisions[:MOST]
    return Drawing(
        chart=decision_matrix(shown, case.actors) if shown else None,
        views=(View(label="Decisions", description=told),),
    )


def describe_decisions(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> Description:
    """How often each standpoint decides, and how open that is."""
    if not decisions:
        return Description(
            headline="No decisions are listed yet",
            sentence="A decision says who decides, who is heard before, and who is "
            "told after. Add one under Decisions in the tables below.",
            columns=(),
            rows=(),
        )
    seen = representation(decisions, actors)
    total = words.counted(seen.decisions, "decision")
    often = {s: seen.counts[s, Part.DECIDES] for s in Standpoint}
    deciding = words.listed([f"the {s} in {often[s]}" for s in Standpoint])
    out = [_unheard(decisions, actors)] if _unheard(decisions, actors) else []
    told = [
        f"Of {total}, {deciding} "
        "have somebody who decides; several may decide one together.",
        *out,
        f"The reasons of {seen.published} are published"
        f"{_unknown(seen.unknown_published)}; {seen.open} can be challenged"
        f"{_unknown(seen.unknown_open)}.",
    ]
    if seen.decisions > MOST:
        told.append(f"The first {MOST} are drawn; the table has all.")
    community = often[Standpoint.COMMUNITY]
    return Description(
        headline=f"People of the community decide in {community} of {total}",
        sentence=" ".join(told),
        columns=("Decision", *HEADS, "Who decides", "Who is heard", "Who is told"),
        rows=tuple(_row(decision, actors) for decision in decisions),
    )


def _unheard(decisions: Sequence[Decision], actors: Sequence[Actor]) -> str:
    """In how many the community neither decides nor is heard."""
    out = sum(
        not {Part.DECIDES, Part.HEARD}.intersection(
            parts(decision, actors)[Standpoint.COMMUNITY]
        )
        for decision in decisions
    )
    return f"In {out} nobody of the community decides or is heard." if out else ""


def _unknown(many: int) -> str:
    return f" (nobody can say of {many})" if many else ""


def _cells(decision: Decision, actors: Sequence[Actor]) -> list[str]:
    had = parts(decision, actors)
    return [
        *(had[side][0].value if had[side] else "–" for side in SIDES),
        _answer(decision.reasons_published),
        _answer(decision.open_to_challenge),
    ]


def _answer(answer: str) -> str:
    return "?" if answer == "unknown" else str(answer)


def _row(decision: Decision, actors: Sequence[Actor]) -> tuple[Cell, ...]:
    return (
        decision.name,
        *_cells(decision, actors),
        "; ".join(decision.decides),
        "; ".join(decision.heard),
        "; ".join(decision.told),
    )


def decision_matrix(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> alt.LayerChart:
    """A row for each decision: the strongest part of each standpoint, and two answers.

    On a phone the name stands above its cells.
    """
    small = theme.narrow(BELOW)
    rows, high = _placed(decisions)
    cells = [
        {"i": i, "j": j, "says": says, **_fill(says), **rows[i]}
        for i, decision in enumerate(decisions)
        for j, says in enumerate(_cells(decision, actors))
    ]
    left = f"({small} ? 0 : width * 0.38)"
    step = f"((width - {left}) / {len(HEADS)})"
    cell = theme.drawn(
        cells,
        x=f"{left} + datum.j * {step} + 0.1 * em",
        x2=f"datum.x + {step} - 0.2 * em",
        y=f"em * ({small} ? datum.cell_narrow : datum.cell_wide)",
        y2="datum.y + 1.7 * em",
        mx="(datum.x + datum.x2) / 2",
        my="datum.y + 0.87 * em",
    )
    name = theme.drawn(
        [
            {**theme.lines(decision.name, **LETTERS), **rows[i]}
            for i, decision in enumerate(decisions)
        ],
        text=f"{small} ? datum.narrow : datum.wide",
        x="0.1 * em",
        y=f"em * ({small} ? datum.name_narrow : datum.name_wide)",
    )
    return theme.themed(
        [*_marks(cell), _names(name), *_heads(small, left, step)],
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


def _placed(
    decisions: Sequence[Decision],
) -> tuple[list[dict[str, float]], dict[str, float]]:
    """Where each row's name and cells begin, and how high all are together."""
    rows: list[dict[str, float]] = []
    wide, narrow = 3.0, 4.0
    for decision in decisions:
        lines = theme.lines(decision.name, **LETTERS)
        tall = max(1.1 * len(lines["wide"]), 1.7)
        over = 1.1 * len(lines["narrow"])
        rows.append(
            {
                "cell_wide": round(wide + (tall - 1.7) / 2, 2),
                "name_wide": round(wide + (tall - 1.1 * len(lines["wide"])) / 2, 2),
                "cell_narrow": round(narrow + over + 0.3, 2),
                "name_narrow": round(narrow, 2),
            }
        )
        wide += tall + 0.5
        narrow += over + 2.9
    return rows, {"wide": wide, "narrow": narrow}


def _fill(says: str) -> dict[str, str]:
    for part, (fill, ink) in FILLS.items():
        if says == part.value:
            return {"fill": fill, "ink": ink}
    return {"fill": theme.PAPER, "ink": theme.INK}


def _marks(cell: alt.Chart) -> list[alt.Chart]:
    box = cell.mark_rect(stroke="#b6c5c8", strokeWidth=1).encode(
        **theme.pixels(),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        fill=theme.as_is(alt.Fill, "fill"),
    )
    says = cell.mark_text(baseline="middle", fontSize=theme.ems(0.92)).encode(
        **theme.pixels("mx", "my"),
        text=alt.Text("says:N"),
        color=theme.as_is(alt.Color, "ink"),
    )
    return [box, says]


def _names(placed: alt.Chart) -> alt.Chart:
    name: alt.Chart = placed.mark_text(
        align="left",
        baseline="top",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(1.1),
    ).encode(**theme.pixels(), text=alt.Text("text:N"))
    return name


def _heads(small: str, left: str, step: str) -> list[alt.Chart]:
    rows: list[dict[str, Any]] = [
        {"j": j, "wide": textwrap.wrap(head, 10), "narrow": NARROW_HEADS[j]}
        for j, head in enumerate(HEADS)
    ]
    placed = theme.drawn(
        rows,
        says=f"{small} ? datum.narrow : datum.wide",
        x=f"{left} + (datum.j + 0.5) * {step}",
        y=f"em * (({small} ? 3.6 : 2.6) - 1.05 * length(datum.says))",
    )
    return [
        placed.mark_text(
            baseline="top",
            fontWeight="bold",
            fontSize=alt.expr(f"{small} ? 0.84 * em : 0.95 * em"),
            lineHeight=theme.ems(1.05),
        ).encode(**theme.pixels(), text=alt.Text("says:N"))
    ]
