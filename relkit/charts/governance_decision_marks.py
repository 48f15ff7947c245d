"""Decisions as marks: a row of cells for each; on a phone lists in words."""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.models import words
from relkit.models.governance import Actor, Decision
from relkit.models.governance_decisions import Part, parts
from relkit.models.standpoints import Standpoint

BELOW = 52
LETTERS, ON_A_PHONE = 36, 30
"""Letters in a line of a decision's name, beside its cells and on a phone."""
LINE_EMS = 1.25
SIDES = tuple(Standpoint)
HEADS = ("Community", "Place", "Centre", "Reasons published", "Can be challenged")
NONE, UNKNOWN = "–", "?"
FILLS = {
    Part.DECIDES.value: theme.SHADES[0],
    Part.HEARD.value: theme.SHADES[2],
    Part.TOLD.value: theme.SHADES[3],
}
EDGE = "#b6c5c8"
LISTED = {
    Part.DECIDES.value: "Decides",
    Part.HEARD.value: "Is heard",
    Part.TOLD.value: "Is told",
    NONE: "Has no part",
}
"""What a phone's lists say before the standpoints with that part."""


def decision_matrix(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> alt.LayerChart:
    """A row for each decision: the strongest part of each standpoint, and two answers.

    On a phone each decision has a list of the same.
    """
    small = theme.narrow(BELOW)
    middles, high = _middles(decisions)
    left = "width * 0.38"
    step = f"((width - {left}) / {len(HEADS)})"
    cell = theme.drawn(
        [
            {"j": j, "says": says, "middle": middle, **_fill(says)}
            for decision, middle in zip(decisions, middles, strict=True)
            for j, says in enumerate(cells(decision, actors))
        ],
        x=f"{left} + datum.j * {step} + 0.1 * em",
        x2=f"datum.x + {step} - 0.2 * em",
        y="em * (datum.middle - 0.85)",
        y2="datum.y + 1.7 * em",
        mx="(datum.x + datum.x2) / 2",
        my="datum.y + 0.87 * em",
    )
    names = [
        {"says": (says := _lines(decision)), "top": middle - _half(says)}
        for decision, middle in zip(decisions, middles, strict=True)
    ]
    name = theme.drawn(names, x="0.1 * em", y="em * datum.top")
    lists, long = _lists(decisions, actors)
    wide = [*_marks(cell), _text(name, "normal"), _heads(left, step)]
    layers = [
        *(chart.transform_filter(f"!{small}") for chart in wide),
        *(chart.transform_filter(small) for chart in lists),
    ]
    return theme.themed(
        theme.hushed(layers), wide={"ems": high}, narrow={"ems": long}, below=BELOW
    )


def cells(decision: Decision, actors: Sequence[Actor]) -> list[str]:
    """The strongest part of each standpoint, and the two answers."""
    had = parts(decision, actors)
    return [
        *(had[side][0].value if had[side] else NONE for side in SIDES),
        _answer(decision.reasons_published),
        _answer(decision.open_to_challenge),
    ]


def _answer(answer: str) -> str:
    return UNKNOWN if answer == "unknown" else str(answer)


def _lines(decision: Decision) -> list[str]:
    return textwrap.wrap(decision.name, LETTERS) or [decision.name]


def _half(says: Sequence[str]) -> float:
    """Half of what lines of text are high, from the first letter to the last."""
    return LINE_EMS / 2 * (len(says) - 1) + 0.5


def _middles(decisions: Sequence[Decision]) -> tuple[list[float], float]:
    """Where the middle of each row is, and how high all are together."""
    tall = [max(LINE_EMS * len(_lines(each)), 1.7) + 0.5 for each in decisions]
    tops, end = theme.tops(tall, 3.0)
    middles = (top + (high - 0.5) / 2 for top, high in zip(tops, tall, strict=True))
    return [round(middle, 2) for middle in middles], end


def _lists(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> tuple[list[alt.Chart], float]:
    """A phone's lists: under each decision who has which part; and how long it is."""
    names: list[dict[str, Any]] = []
    under: list[dict[str, Any]] = []
    y = 0.3
    for decision in decisions:
        name = textwrap.wrap(decision.name, ON_A_PHONE)
        names.append({"says": name, "top": round(y, 2)})
        y += LINE_EMS * len(name)
        for line in _listed(decision, actors):
            under.append({**line, "top": round(y, 2)})
            y += LINE_EMS
        y += 0.9
    title = theme.drawn(names, x="0.1 * em", y="em * datum.top")
    told = theme.drawn(
        under,
        x="1.4 * em",
        left="0.2 * em",
        right="1 * em",
        y="em * datum.top",
        y2="datum.y + 0.8 * em",
    )
    with_part = told.transform_filter("isValid(datum.fill)")
    box = with_part.mark_rect(stroke=EDGE, strokeWidth=1).encode(
        **theme.pixels("left"),
        x2=alt.X2("right"),
        y2=alt.Y2("y2"),
        fill=theme.as_is(alt.Fill, "fill"),
    )
    return [box, _text(title, "bold"), _text(told, "normal")], y


def _listed(decision: Decision, actors: Sequence[Actor]) -> list[dict[str, str]]:
    """A line for each part that is the strongest of somebody, and for each answer."""
    *strongest, published, challenge = cells(decision, actors)
    told = []
    for part, says in LISTED.items():
        sides = [
            s.value for s, its in zip(SIDES, strongest, strict=True) if its == part
        ]
        if sides:
            told.append({"says": f"{says}: {words.listed(sides)}", **_fill(part)})
    for head, answer in zip(HEADS[3:], (published, challenge), strict=True):
        known = "nobody can say" if answer == UNKNOWN else answer
        told.append({"says": f"{head}: {known}"})
    return told


def _fill(says: str) -> dict[str, str]:
    fill, ink = FILLS.get(says, (theme.PAPER, theme.INK))
    return {"fill": fill, "ink": ink}


def _marks(cell: alt.Chart) -> list[alt.Chart]:
    box = cell.mark_rect(stroke=EDGE, strokeWidth=1).encode(
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


def _text(placed: alt.Chart, weight: Any) -> alt.Chart:
    text: alt.Chart = placed.mark_text(
        align="left",
        baseline="top",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(LINE_EMS),
        fontWeight=weight,
    ).encode(**theme.pixels(), text=alt.Text("says:N"))
    return text


def _heads(left: str, step: str) -> alt.Chart:
    placed = theme.drawn(
        [{"j": j, "says": textwrap.wrap(head, 10)} for j, head in enumerate(HEADS)],
        x=f"{left} + (datum.j + 0.5) * {step}",
        y="em * (2.6 - 1.05 * length(datum.says))",
    )
    head: alt.Chart = placed.mark_text(
        baseline="top",
        fontWeight="bold",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(1.05),
    ).encode(**theme.pixels(), text=alt.Text("says:N"))
    return head
