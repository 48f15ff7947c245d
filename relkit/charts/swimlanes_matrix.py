"""The community's lane by the place's or the centre's: where they differ, and how."""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Drawing, View
from relkit.charts.swimlanes_words import describe_matrix, nothing_to_compare
from relkit.models import words
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import Compared
from relkit.models.swimlanes_matrix import in_cell, matrix
from relkit.models.swimlanes_readings import Kind, Reading

BELOW = 58
IN_A_LINE = 30
LINE_EMS = 1.1
SIDE_EMS = 8.5
"""How wide the community's lanes are, beside the table."""
HEAD_EMS = {"wide": 3.1, "narrow": 3.1}
LEAST_EMS = {"wide": 2.4, "narrow": 4.1}
NAMED = {
    Kind.AGREED: "Same lane",
    Kind.OVERREACH: "Overreach",
    Kind.ABANDONMENT: "Abandonment",
}
SHORT = {Kind.ABANDONMENT: ("Abandon-", "ment")}
"""On a phone, a name in lines where it is too long for one."""
LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.AGREED: {"fill": theme.SHADES[3][0], "strokeWidth": 1},
    Kind.OVERREACH: {"fill": theme.PAPER, "strokeWidth": 3},
    Kind.ABANDONMENT: {"fill": theme.PAPER, "strokeWidth": 2, "strokeDash": [5, 4]},
}
"""How a cell is drawn; it says its name too."""


def compared(compared: Compared) -> Drawing:
    """The matrix of one sorting, or words where there is too little to show."""
    told = nothing_to_compare(compared)
    return Drawing(
        chart=None if told else lanes_by_lanes(compared),
        views=(View(label="", description=told or describe_matrix(compared)),),
    )


def lanes_by_lanes(compared: Compared) -> alt.LayerChart:
    """Three rows, the community's lanes, by three columns, the other side's.

    On a laptop the cards' names stand in the cells; on a phone, how many they are.
    """
    cells, sides, high = _rows(compared)
    side = theme.drawn(
        sides,
        x=f"{SMALL} ? 0.1 * em : 0",
        y=f"em * ({SMALL} ? datum.top_narrow - 1.4 : datum.top_wide + 0.5)",
        text=f"{SMALL} ? datum.narrow : datum.wide",
    ).mark_text(
        align="left",
        baseline="top",
        fontSize=theme.ems(0.95),
        lineHeight=theme.ems(1.2),
    )
    return theme.themed(
        [
            *_cells(cells),
            side.encode(**theme.pixels(), text=alt.Text("text:N")),
            *_columns(compared),
        ],
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
        below=BELOW,
    )


SMALL = theme.narrow(BELOW)
BESIDE = f"({SMALL} ? 0 : {SIDE_EMS} * em)"
ACROSS = f"(width - 2 - {BESIDE}) / 3"


def _cells(cells: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """The nine cells, each with its name, its count and, on a laptop, its cards."""
    cell = theme.drawn(
        cells,
        x=f"1 + {BESIDE} + datum.column * ({ACROSS}) + 0.1 * em",
        x2=f"1 + {BESIDE} + (datum.column + 1) * ({ACROSS}) - 0.1 * em",
        pad=f"({SMALL} ? 0.3 : 0.5) * em",
        y=theme.placed_by("top", BELOW),
        y2=theme.placed_by("end", BELOW),
        head=f"{SMALL} ? datum.short : datum.kind + ': ' + datum.count",
        names=f"{SMALL} ? '' : datum.names",
    ).transform_calculate(
        tx="datum.pad + datum.x", ty="datum.y + 0.5 * em", ny="datum.y + 1.9 * em"
    )
    boxes = [
        cell.transform_filter(f"datum.kind == '{NAMED[kind]}'")
        .mark_rect(stroke=theme.INK, cornerRadius=3, **look)
        .encode(**theme.pixels(), x2=alt.X2("x2"), y2=alt.Y2("y2"))
        for kind, look in LOOKS.items()
    ]
    text: dict[str, Any] = {
        "align": "left",
        "baseline": "top",
        "lineHeight": theme.ems(LINE_EMS),
        "limit": alt.expr("datum.x2 - datum.x - 0.4 * em"),
    }
    head = cell.mark_text(
        **text, fontWeight="bold", fontSize=alt.expr(f"({SMALL} ? 0.85 : 0.9) * em")
    ).encode(**theme.pixels("tx", "ty"), text=alt.Text("head:N"))
    names = cell.mark_text(**text, fontSize=theme.ems(0.9)).encode(
        **theme.pixels("tx", "ny"), text=alt.Text("names:N")
    )
    return [*boxes, head, names]


def _columns(compared: Compared) -> list[alt.Chart]:
    """Who stands beside the community, and the lanes above the columns."""
    look: dict[str, Any] = {"align": "left", "baseline": "top"}
    who = theme.drawn(
        [{"text": f"The {compared.beside} puts it"}],
        x=f"1 + {BESIDE} + 0.1 * em",
        y="0.25 * em",
    ).mark_text(**look, fontSize=theme.ems(0.95))
    lanes = theme.drawn(
        [{"i": i, "text": lane.label} for i, lane in enumerate(Lane)],
        x=f"1 + {BESIDE} + datum.i * ({ACROSS}) + 0.1 * em",
        y="1.6 * em",
    ).mark_text(**look, fontWeight="bold", fontSize=theme.ems(0.95))
    return [
        each.encode(**theme.pixels(), text=alt.Text("text:N")) for each in (who, lanes)
    ]


def _rows(
    compared: Compared,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, float]]:
    """The cells, the community's lanes beside them, and how high all are."""
    cells: list[dict[str, Any]] = []
    for (ours, theirs), here in matrix(compared.readings).items():
        kind = in_cell(ours, theirs)
        count = words.counted(len(here), "card") if here else "none"
        cells.append(
            {
                "row": list(Lane).index(ours),
                "column": list(Lane).index(theirs),
                "kind": NAMED[kind],
                "count": count,
                "short": [*SHORT.get(kind, (NAMED[kind],)), count],
                "names": [line for each in here for line in _named(each, kind)],
            }
        )
    sides = [
        {
            "wide": ["The community:", lane.label],
            "narrow": f"The community: {lane.label}",
        }
        for lane in Lane
    ]
    high = {}
    for layout, top in HEAD_EMS.items():
        for n, side in enumerate(sides):
            row = [cell for cell in cells if cell["row"] == n]
            most = max(len(cell["names"]) for cell in row) if layout == "wide" else 0
            top += 1.6 if layout == "narrow" else 0
            end = top + max(LEAST_EMS[layout], 2.4 + LINE_EMS * most)
            for each in (*row, side):
                each |= {f"top_{layout}": round(top, 2), f"end_{layout}": round(end, 2)}
            top = end + 0.4
        high[layout] = round(top, 2)
    return cells, sides, high


def _named(reading: Reading, kind: Kind) -> list[str]:
    """A card's name in a cell, with what it is read as where that is something else."""
    other = f" ({reading.kind.label})" if reading.kind is not kind else ""
    return textwrap.wrap(
        f"• {reading.card}{other}",
        IN_A_LINE,
        subsequent_indent="\N{NO-BREAK SPACE}" * 3,
    )
