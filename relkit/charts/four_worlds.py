"""Four worlds of service, side by side and embedded: the same data, two meanings."""

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import four_worlds, words
from relkit.models.four_worlds import Activity, World

MOST_NAMES, MOST_LINES = 3, 5
ROOMY = 46
"""From so many times the text size on, a panel has longer lines."""
IN_A_LINE = {"roomy": 46, "close": 34}
BESIDE_CIRCLES = 16
"""Letters in a line beside the circles on a phone."""


NOTHING_LISTED = Description(
    headline="No activities are listed for this place yet",
    sentence="An activity is something that people do there in a typical week, such "
    "as ‘Keeping keys for neighbours’, with the hours that it takes. Choose another "
    "place, or add a sheet called Activities to your spreadsheet: the template on "
    "Start here has one.",
    columns=("World",),
    rows=(),
)


def worlds(activities: Sequence[Activity]) -> Drawing:
    """The four worlds, side by side and embedded: one chart, two meanings."""
    if not activities:
        return Drawing(chart=None, views=(View(label="", description=NOTHING_LISTED),))
    return Drawing(
        chart=nested_worlds(activities),
        views=(
            View(
                label="Side by side",
                params={"embedded": 0},
                description=describe_side_by_side(activities),
            ),
            View(
                label="One inside another",
                params={"embedded": 1},
                description=describe_embedded(activities),
            ),
        ),
    )


def unread(activities: Sequence[Activity]) -> Drawing:
    """The embedded worlds under a heading that leaves the reading to the reader."""
    drawing = worlds(activities)
    embedded = drawing.views[-1]
    told = replace(embedded.description, headline="Four worlds, one inside another")
    return replace(drawing, views=(replace(embedded, description=told),))


def nested_worlds(activities: Sequence[Activity]) -> alt.LayerChart:
    """Four panels that become nested circles as ``embedded`` goes from 0 to 1.

    Side by side, as usually drawn, the panels are of one size. Embedded, each circle's
    area is in proportion to the person-hours found inside it.
    """
    box = (
        theme.drawn(
            _world_rows(activities),
            d=f"min(height, width * ({theme.narrow()} ? 0.54 : 0.55)) - 4",
            r="datum.d / 2 * sqrt(datum.share)",
            pw="(width - 14) / 2",
            ph="(height - 14) / 2",
        )
        .transform_calculate(
            px="1 + (datum.i % 2) * (datum.pw + 12)",
            py="1 + floor(datum.i / 2) * (datum.ph + 12)",
            cx="datum.d / 2 + 2",
            floor="height / 2 + datum.d / 2",
        )
        .transform_calculate(
            x1=_between("datum.px", "datum.cx - datum.r"),
            x2=_between("datum.px + datum.pw", "datum.cx + datum.r"),
            y1=_between("datum.py", "datum.floor - 2 * datum.r"),
            y2=_between("datum.py + datum.ph", "datum.floor"),
            slot="(3 - datum.i + 0.35) * height / 4",
            lx="datum.d + em",
            ex="datum.cx + 0.7071 * datum.r",
            ey="datum.floor - 1.7071 * datum.r",
        )
    )
    shape = box.mark_rect(
        stroke=theme.INK,
        strokeWidth=1.5,
        cornerRadius=alt.expr("6 + embedded * embedded * width / 2"),
    ).encode(
        **theme.pixels("x1", "y1"),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        color=theme.as_is(alt.Color, "colour"),
    )
    return theme.themed(
        [shape, *_panel_words(box), *_circle_words(box)],
        params={"embedded": 0},
        wide={"ratio": 0.5, "ems": 21},
        narrow={"ratio": 0.9, "ems": 20},
    )


def _between(panel: str, circle: str) -> str:
    """The way from a panel's edge to a circle's, as ``embedded`` goes from 0 to 1."""
    return f"({panel}) + embedded * (({circle}) - ({panel}))"


def _panel_words(box: alt.Chart) -> list[alt.Chart]:
    """What stands in a panel: the world, its own hours, and its largest activities."""
    left: dict[str, Any] = {"align": "left", "baseline": "top", "dx": theme.ems(0.8)}
    seen = "max(0, 1 - 3 * embedded)"
    where: dict[str, Any] = {
        **theme.pixels("px", "py"),
        "color": theme.as_is(alt.Color, "ink"),
        "opacity": theme.seen_if(seen),
    }
    name = box.mark_text(
        **left, dy=theme.ems(0.8), fontWeight="bold", fontSize=theme.ems(1.1)
    ).encode(**where, text=alt.Text("label:N"))
    own = box.transform_calculate(
        own=f"{theme.narrow()} ? [datum.hours, datum.count] : "
        "datum.hours + ' in ' + datum.count"
    )
    own = own.mark_text(
        **left, dy=theme.ems(2.2), fontSize=theme.ems(1), lineHeight=theme.ems(1.3)
    ).encode(**where, text=alt.Text("own:N"))
    where["opacity"] = theme.seen_if(f"{theme.narrow()} ? 0 : {seen}")
    names = f"{theme.narrow(ROOMY)} ? datum.close : datum.roomy"
    largest = (
        box.transform_calculate(names=names)
        .mark_text(
            **left,
            dy=theme.ems(4),
            fontSize=theme.ems(0.9),
            lineHeight=theme.ems(1.2),
            limit=alt.expr("datum.pw - 1.6 * em"),
        )
        .encode(**where, text=alt.Text("names:N"))
    )
    return [name, own, largest]


def _circle_words(box: alt.Chart) -> list[alt.Chart]:
    """What stands beside the circles, each name led to its circle by a line."""
    seen = {"opacity": theme.seen_if("max(0, 3 * embedded - 2)")}
    left: dict[str, Any] = {"align": "left", "dx": theme.ems(0.4)}
    where = theme.pixels("lx", "slot")
    ends = {"x2": alt.X2("lx"), "y2": alt.Y2("slot")}
    leaders = [  # edged in paper, so that they are seen on dark circles, in grey too
        box.mark_rule(color=colour, strokeWidth=wide, strokeCap="round").encode(
            **theme.pixels("ex", "ey"), **ends, **seen
        )
        for colour, wide in ((theme.PAPER, 5), (theme.INK, 1.5))
    ]
    name = box.mark_text(
        **left, baseline="bottom", fontWeight="bold", fontSize=theme.ems(1.1)
    ).encode(**where, **seen, text=alt.Text("circle:N"))
    told = f"{theme.narrow()} ? datum.inside_narrow : datum.inside_wide"
    inside = (
        box.transform_calculate(inside=told)
        .mark_text(
            **left,
            baseline="top",
            dy=theme.ems(0.2),
            fontSize=theme.ems(0.95),
            lineHeight=theme.ems(1.2),
        )
        .encode(**where, **seen, text=alt.Text("inside:N"))
    )
    return [*leaders, name, inside]


def _world_rows(activities: Sequence[Activity]) -> list[dict[str, object]]:
    """A row for each world, the outermost first, so that the inner lie on top."""
    hours = four_worlds.hours_by_world(activities)
    shares = four_worlds.nested_shares(hours)
    inside = four_worlds.nested_hours(hours)
    return [
        {
            "i": list(World).index(world),
            "label": f"{world.label[0].upper()}{world.label[1:]}",
            "hours": words.hours(hours[world]),
            "count": words.counted(
                sum(a.world is world for a in activities), "activity", "activities"
            ),
            "circle": f"{world.value[0].upper()}{world.value[1:]}",
            **_inside(inside[world], shares[world]),
            **{
                how: _largest(activities, world, letters)
                for how, letters in IN_A_LINE.items()
            },
            "share": shares[world],
            "colour": theme.WORLDS[world][0],
            "ink": theme.WORLDS[world][1],
        }
        for world in reversed(World)
    ]


def _inside(hours: float, share: float) -> dict[str, list[str]]:
    """What stands beside a circle, on a laptop and on a phone."""
    told = words.hours(hours)
    part = "all the hours" if share == 1 else f"{words.percent(share)} of all hours"
    return {
        "inside_wide": [f"{told} inside it", part],
        "inside_narrow": [told, *textwrap.wrap(part, BESIDE_CIRCLES)],
    }


def _largest(activities: Sequence[Activity], world: World, letters: int) -> list[str]:
    """As many of the largest activities as the panel has lines for, at least one."""
    here = _here(activities, world)
    lines: list[str] = []
    named = 0
    for activity in here[:MOST_NAMES]:
        name = textwrap.wrap(activity.name, letters)
        last = named + 1 == len(here)
        if lines and len(lines) + len(name) + (not last) > MOST_LINES:
            break
        lines, named = [*lines, *name], named + 1
    more = len(here) - named
    return [*lines, f"and {more} more"] if more else lines or ["nothing listed"]


def brief(activities: Sequence[Activity]) -> str:
    """How the hours are shared out, in one line to be seen while cards are moved.

    Examples
    --------
    >>> keys = Activity(name="Keys", world=World.BY, residents_hours=9, staff_hours=0)
    >>> visits = Activity(name="Visits", world=World.WITH, residents_hours=2,
    ...     staff_hours=1)
    >>> brief([keys, visits])
    'Hours: done to 0% · for 0% · with 25% · by 75%'
    >>> brief([])
    ''
    """
    hours = four_worlds.hours_by_world(activities)
    total = sum(hours.values())
    if not total:
        return ""
    shares = (f"{world} {words.percent(hours[world] / total)}" for world in World)
    return f"Hours: done {' · '.join(shares)}"


def _here(activities: Sequence[Activity], world: World) -> list[Activity]:
    """The activities of a world, those that take most hours first."""
    return sorted((a for a in activities if a.world is world), key=lambda a: -a.hours)


def describe_side_by_side(activities: Sequence[Activity]) -> Description:
    """What the four panels say: four separate amounts."""
    hours = four_worlds.hours_by_world(activities)
    most = max(World, key=lambda world: hours[world])
    part = words.percent(hours[most] / sum(hours.values()))
    told = ", ".join(f"{world.label} {words.hours(hours[world])}" for world in World)
    return Description(
        headline=f"Four separate boxes: {part} of the hours are in what is "
        f"{most.phrase}",
        sentence=f"The four worlds drawn side by side, as if one had to choose between "
        f"them. Person-hours in a typical week: {told}.",
        columns=(
            "World",
            "Activities",
            "Hours a week",
            "of residents",
            "of staff",
            "Most hours in",
        ),
        rows=tuple(
            (
                world.label,
                len(here),
                words.amount(hours[world]),
                words.amount(sum(a.residents_hours for a in here)),
                words.amount(sum(a.staff_hours for a in here)),
                "; ".join(a.name for a in here[:MOST_NAMES]),
            )
            for world in World
            for here in [_here(activities, world)]
        ),
    )


def describe_embedded(activities: Sequence[Activity]) -> Description:
    """What the nested circles say: how large a part each world is of the next."""
    hours = four_worlds.hours_by_world(activities)
    inside, shares = four_worlds.nested_hours(hours), four_worlds.nested_shares(hours)
    turned = four_worlds.inside_out(hours)
    alone = words.percent(1 - shares[World.WITH])
    if turned:
        most = turned[-1]
        headline = (
            f"Inside out: ‘{most.inner}’ takes {words.percent(most.share)} of the "
            f"circle of ‘{most.outer}’"
        )
    else:
        headline = (
            f"People do {alone} of it by themselves, and no world takes more than half "
            "of the next"
        )
    told = "; ".join(
        f"{inner.label} is {words.percent(inside[inner] / inside[outer])} of "
        f"{outer.label}"
        for inner in World
        if (outer := inner.outward) and inside[outer]
    )
    return Description(
        headline=headline,
        sentence="The same hours, each world inside the next one out; the area of a "
        f"circle is in proportion to the hours inside it. {told[0].upper()}{told[1:]}.",
        columns=("World", "Hours inside it", "Share of all hours", "Share of the next"),
        rows=tuple(
            (
                world.label,
                words.amount(inside[world]),
                words.percent(shares[world]),
                words.percent(inside[world] / inside[outer])
                if (outer := world.outward) and inside[outer]
                else "",
            )
            for world in World
        ),
    )
