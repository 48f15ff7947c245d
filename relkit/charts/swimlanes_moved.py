"""How cards moved from lane to lane between two gatherings, as flows."""

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.swimlanes_words import NO_CARDS
from relkit.models import words
from relkit.models.case import Case
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import day
from relkit.models.swimlanes_moved import Flows, Moved, changed, moved

BELOW = 48
CARD_EMS = 1.0
"""How high one card is in a flow."""
GAP_EMS = 1.6
HEAD_EMS = 2.2
SIDE_EMS = {"wide": 9.0, "narrow": 5.6}
"""How much room the names of the lanes have on either side."""
STEPS = 16
Rows = list[dict[str, Any]]
PLACES: tuple[Lane | None, ...] = (*Lane, None)
NO_LANE = "a tie"
SIDES: tuple[Literal["right", "left"], ...] = ("right", "left")
"""How the names of the lanes are set at the first and at the last gathering."""

NOT_TWICE = Description(
    headline="Nothing has been sorted at two gatherings yet",
    sentence="Movement is told between two gatherings of the same people, from three "
    "voices of a standpoint on. Sort the cards again in half a year.",
    columns=("Card",),
    rows=(),
)


def movement(case: Case) -> Drawing:
    """How the cards moved, one standpoint at a time, the community first."""
    told = moved(case)
    if not told:
        words_only = NOT_TWICE if case.cards else NO_CARDS
        return Drawing(chart=None, views=(View(label="", description=words_only),))
    return Drawing(
        chart=flows_between_lanes(told),
        views=tuple(
            View(
                label=f"The {each.standpoint}",
                params={"who": n},
                description=describe_movement(each),
            )
            for n, each in enumerate(told)
        ),
        control="Sorted by",
    )


def flows_between_lanes(told: Sequence[Moved]) -> alt.LayerChart:
    """The lanes at the first gathering and at the last, and a band for each flow.

    A band is as high as the cards in it are many. All standpoints are in the chart;
    ``who`` says which is seen.
    """
    small = theme.narrow(BELOW)
    side = f"({small} ? {SIDE_EMS['narrow']} : {SIDE_EMS['wide']}) * em"
    along = f"{side} + em + datum.t * (width - 2 * ({side}) - 2 * em)"
    seen = {"opacity": theme.seen_if("max(0, 1 - 2 * abs(who - datum.n))")}
    ends, bands, points, high = _rows(told)
    band = theme.drawn(points, x=along, y="em * datum.top", y2="em * datum.end")
    flow = band.mark_area(stroke=theme.INK, strokeWidth=0.5).encode(
        **theme.pixels(),
        y2=alt.Y2("y2"),
        detail=alt.Detail("flow:N"),
        fill=alt.Fill("colour:N", scale=None),
        **seen,
    )
    count = theme.drawn(bands, x=f"{side} + 1.7 * em", y="em * datum.middle").mark_text(
        fontSize=theme.ems(0.9), baseline="middle"
    )
    return theme.themed(
        [
            flow,
            count.encode(**theme.pixels(), **seen, text=alt.Text("cards:Q")),
            *_lanes(ends, side, seen),
            *_days(told[0]),
        ],
        params={"who": 0},
        wide={"ems": high},
        narrow={"ems": high},
        below=BELOW,
    )


def _lanes(ends: Rows, side: str, seen: dict[str, Any]) -> list[alt.Chart]:
    """The lanes at both ends of the bands, with their names and how many cards."""
    end = theme.drawn(
        ends,
        x=f"datum.last ? width - ({side}) - em : {side}",
        y="em * datum.top",
        y2="em * datum.end",
        middle="em * (datum.top + datum.end) / 2",
        tx=f"datum.last ? width - ({side}) + 0.4 * em : {side} - 0.4 * em",
    ).transform_calculate(x2="datum.x + em")
    names = [
        end.transform_filter(f"datum.last == {last}")
        .mark_text(
            align=align,
            baseline="middle",
            dy=theme.ems(-0.55),
            fontSize=theme.ems(0.95),
            lineHeight=theme.ems(1.15),
        )
        .encode(**theme.pixels("tx", "middle"), **seen, text=alt.Text("label:N"))
        for last, align in enumerate(SIDES)
    ]
    bar = end.mark_rect(fill=theme.INK).encode(
        **theme.pixels(), x2=alt.X2("x2"), y2=alt.Y2("y2"), **seen
    )
    return [bar, *names]


def _days(told: Moved) -> list[alt.Chart]:
    """The days of both gatherings, above the two ends."""
    return [
        theme.drawn([{"text": day(at)}], x=x, y="0.9 * em")
        .mark_text(align=align, fontWeight="bold", fontSize=theme.ems(0.95))
        .encode(**theme.pixels(), text=alt.Text("text:N"))
        for at, x, align in zip(
            (told.before, told.after),
            ("0.1 * em", "width - 0.1 * em"),
            reversed(SIDES),
            strict=True,
        )
    ]


def _rows(told: Sequence[Moved]) -> tuple[Rows, Rows, Rows, float]:
    """Ends of flows, bands with their counts, points of their edges; and the height."""
    ends: Rows = []
    bands: Rows = []
    points: Rows = []
    high = 0.0
    for n, each in enumerate(told):
        flows = each.flows
        begin = _ends(flows, 0)
        arrive = _ends(flows, 1)
        for last, side in enumerate((begin, arrive)):
            ends += [
                {"n": n, "last": last, "top": top, "end": end, "label": label}
                for top, end, label in side.values()
            ]
            high = max(high, *(end for _, end, _ in side.values()))
        here = {place: top for place, (top, _, _) in begin.items()}
        there = {place: top for place, (top, _, _) in arrive.items()}
        for (was, now), cards in flows.items():
            size = CARD_EMS * len(cards)
            left, right = here[was], there[now]
            here[was], there[now] = left + size, right + size
            bands.append(
                {"n": n, "cards": len(cards), "middle": round(left + size / 2, 3)}
            )
            look = {
                "n": n,
                "flow": f"{n}: {was} {now}",
                "moved": was is not now,
                "colour": theme.SHADES[3 if was is now else 2][0],
            }
            points += [{**look, **edge} for edge in _edges(left, right, size)]
    points.sort(key=lambda point: point["moved"])  # what moved lies on top
    return ends, bands, points, round(high + 1, 2)


def _edges(left: float, right: float, size: float) -> Rows:
    """The upper and lower edge of a band, from one end to the other."""
    steps = [step / STEPS for step in range(STEPS + 1)]
    tops = [left + (right - left) * t * t * (3 - 2 * t) for t in steps]
    return [
        {"t": t, "top": round(top, 3), "end": round(top + size, 3)}
        for t, top in zip(steps, tops, strict=True)
    ]


def _ends(flows: Flows, end: int) -> dict[Lane | None, tuple[float, float, list[str]]]:
    """For each lane on one side: where it begins and ends, and what it is called."""
    found = {}
    top = HEAD_EMS + 0.6
    for place in PLACES:
        cards = sum(len(here) for lanes, here in flows.items() if lanes[end] is place)
        if cards:
            low = top + CARD_EMS * cards
            label = [_called(place).capitalize(), words.counted(cards, "card")]
            found[place] = (round(top, 3), round(low, 3), label)
            top = low + GAP_EMS
    return found


def _called(place: Lane | None) -> str:
    return place.label if place else NO_LANE


def describe_movement(told: Moved) -> Description:
    """Which cards are in another lane than before, and how people moved them."""
    other = list(changed(told.flows))
    who = f"the {told.standpoint}"
    cards = words.counted(len(told.movements), "card")
    named = "; ".join(
        f"‘{each.card}’ from {_called(was)} to {_called(now)}"
        for was, now, each in other
    )
    matched = sum(each.flows is not None for each in told.movements)
    return Description(
        headline=f"{who[0].upper()}{who[1:]} moved {len(other)} of {cards} to another "
        "lane"
        if other
        else f"{who[0].upper()}{who[1:]} left all {cards} in the same lanes",
        sentence=f"Each card from the lane that most voices of {who} shared on "
        f"{day(told.before)} to the lane that most shared on {day(told.after)}; where "
        "as many chose one lane as another, it is a tie. The more cards, the higher "
        f"the band.{f' Moved: {named}.' if named else ''} How people moved is told for "
        f"{words.counted(matched, 'card')}; for the others only the totals are, so "
        "that nobody’s own move can be worked out.",
        columns=("Card", "First", "Later", "How people moved it"),
        rows=tuple(
            (
                each.card,
                _called(was),
                _called(now),
                each.sentence.partition(": ")[2],
            )
            for (was, now), here in told.flows.items()
            for each in here
        ),
    )
