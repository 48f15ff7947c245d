"""Pictures of four worlds of service: side by side, embedded, and the chains."""

import textwrap
from collections.abc import Sequence

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import four_worlds, words
from relkit.models.four_worlds import Activity, World

MOST_NAMES = 3
WORLDS_IN = tuple(reversed(World))


def worlds(activities: Sequence[Activity]) -> Drawing:
    """The four worlds, side by side and embedded: one chart, two meanings."""
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


def nested_worlds(activities: Sequence[Activity]) -> alt.LayerChart:
    """Four panels that become nested circles as ``embedded`` goes from 0 to 1.

    Side by side, as usually drawn, the panels are of one size. Embedded, each circle's
    area is in proportion to the person-hours found inside it.
    """
    rows = alt.Data(values=_world_rows(activities))
    at = "embedded"
    box = (
        alt.Chart(rows)
        .transform_calculate(
            d=f"min(height, width * ({theme.IS_NARROW} ? 0.6 : 0.55)) - 4",
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
            x1=f"datum.px + {at} * (datum.cx - datum.r - datum.px)",
            x2=f"datum.px + datum.pw + {at} * (datum.cx + datum.r - datum.px - datum.pw)",
            y1=f"datum.py + {at} * (datum.floor - 2 * datum.r - datum.py)",
            y2=f"datum.py + datum.ph + {at} * (datum.floor - datum.py - datum.ph)",
            slot="(3 - datum.i + 0.35) * height / 4",
            lx="datum.d + 1.2 * em",
            ex="datum.cx + 0.7071 * datum.r",
            ey="datum.floor - 1.7071 * datum.r",
        )
    )
    shape = box.mark_rect(
        stroke=theme.INK,
        strokeWidth=1.5,
        cornerRadius=alt.expr(f"6 + {at} * {at} * width / 2"),
    ).encode(
        x=theme.pixels("x1"),
        x2="x2",
        y=theme.pixels("y1", alt.Y),
        y2="y2",
        color=alt.Color("colour:N", scale=None),
    )
    return theme.themed(
        alt.layer(shape, *_panel_words(box, f"max(0, 1 - 3 * {at})"))
        + alt.layer(*_circle_words(box, f"max(0, 3 * {at} - 2)")),
        params={at: 0},
        wide={"ratio": 0.5},
        narrow={"ratio": 0.9},
    )


def _panel_words(box: alt.Chart, opacity: str) -> list[alt.Chart]:
    """What stands in a panel: the world, its own hours, and its largest activities."""
    place = {"x": theme.pixels("px"), "y": theme.pixels("py", alt.Y)}
    seen = alt.value(alt.expr(opacity))
    ink = alt.Color("ink:N", scale=None)
    look = {"align": "left", "baseline": "top", "dx": alt.expr("0.8 * em")}
    lines = [
        ("label", {"fontWeight": "bold", "fontSize": alt.expr("em * 1.1")}, 0.8),
        ("own", {"fontSize": alt.expr("em")}, 2.2),
        ("names", {"fontSize": alt.expr("em * 0.9"), "lineHeight": alt.expr("em * 1.3")}, 4),
    ]
    fits = f"{theme.IS_NARROW} ? 0 : {opacity}"
    return [
        box.mark_text(**look, **size, dy=alt.expr(f"{down} * em")).encode(
            **place,
            text=f"{field}:N",
            color=ink,
            opacity=alt.value(alt.expr(fits)) if field == "names" else seen,
        )
        for field, size, down in lines
    ]


def _circle_words(box: alt.Chart, opacity: str) -> list[alt.Chart]:
    """What stands beside the circles, each name led to its circle by a line."""
    seen = alt.value(alt.expr(opacity))
    leader = box.mark_rule(color=theme.LINE).encode(
        x=theme.pixels("ex"),
        y=theme.pixels("ey", alt.Y),
        x2="lx",
        y2="slot",
        opacity=seen,
    )
    place = {"x": theme.pixels("lx"), "y": theme.pixels("slot", alt.Y), "opacity": seen}
    look = {"align": "left", "dx": alt.expr("0.4 * em")}
    name = box.mark_text(
        **look, baseline="bottom", fontWeight="bold", fontSize=alt.expr("em * 1.1")
    ).encode(**place, text="label:N")
    inside = box.mark_text(
        **look,
        baseline="top",
        dy=alt.expr("0.2 * em"),
        fontSize=alt.expr("em * 0.95"),
        lineHeight=alt.expr("em * 1.2"),
    ).encode(**place, text="inside:N")
    return [leader, name, inside]


def _world_rows(activities: Sequence[Activity]) -> list[dict[str, object]]:
    """A row for each world, the outermost first, so that the inner lie on top."""
    hours = four_worlds.hours_by_world(activities)
    shares = four_worlds.nested_shares(hours)
    inside = four_worlds.nested_hours(hours)
    return [
        {
            "i": list(World).index(world),
            "label": f"{world.label[0].upper()}{world.label[1:]}",
            "own": words.hours(hours[world]),
            "inside": [words.hours(inside[world]), words.percent(shares[world])],
            "names": _largest(activities, world),
            "share": shares[world],
            "colour": theme.WORLDS[world][0],
            "ink": theme.WORLDS[world][1],
        }
        for world in reversed(World)
    ]


def _largest(activities: Sequence[Activity], world: World) -> list[str]:
    here = sorted((a for a in activities if a.world is world), key=lambda a: -a.hours)
    names = [activity.name for activity in here[:MOST_NAMES]]
    more = len(here) - len(names)
    return [*names, f"and {more} more"] if more else names or ["nothing listed"]


def describe_side_by_side(activities: Sequence[Activity]) -> Description:
    """What the four panels say: four separate amounts."""
    hours = four_worlds.hours_by_world(activities)
    most = max(World, key=lambda world: hours[world])
    told = ", ".join(f"{world.label} {words.hours(hours[world])}" for world in World)
    return Description(
        headline=f"Four separate boxes, and most hours in what is {most.phrase}",
        sentence=f"The four worlds drawn side by side, as if one had to choose between "
        f"them. Person-hours in a typical week: {told}.",
        columns=("World", "Activities", "Hours a week", "of residents", "of staff"),
        rows=tuple(
            (
                world.label,
                len(here),
                round(hours[world], 1),
                round(sum(a.residents_hours for a in here), 1),
                round(sum(a.staff_hours for a in here), 1),
            )
            for world in World
            for here in [[a for a in activities if a.world is world]]
        ),
    )


def describe_embedded(activities: Sequence[Activity]) -> Description:
    """What the nested circles say: how large a part each world is of the next."""
    hours = four_worlds.hours_by_world(activities)
    inside, shares = four_worlds.nested_hours(hours), four_worlds.nested_shares(hours)
    turned = four_worlds.inside_out(hours)
    alone = words.percent(1 - shares[World.WITH])
    if turned:
        part = words.percent(turned[-1].share)
        headline = (
            f"Inside out: {part} of what is {turned[-1].outer.phrase} is "
            f"{turned[-1].inner.label} them"
        )
    else:
        headline = f"People do {alone} of it themselves; each service is a part of the next"
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
                round(inside[world], 1),
                words.percent(shares[world]),
                words.percent(inside[world] / inside[outer])
                if (outer := world.outward) and inside[outer]
                else "",
            )
            for world in World
        ),
    )


def chains(activities: Sequence[Activity]) -> Drawing:
    """What carries what: each activity inside the one that holds it."""
    return Drawing(
        chart=carrying_chains(activities),
        views=(View(label="Chains", description=describe_chains(activities)),),
    )


def carrying_chains(activities: Sequence[Activity]) -> alt.LayerChart:
    """A row for each activity, set in from the activity that holds it.

    Where nothing holds an activity, its mark is hollow and the row says so.
    """
    rows = _chain_rows(activities)
    step = f"({theme.IS_NARROW} ? 1.5 * em : min(width * 0.14, 9 * em))"
    placed = alt.Chart(alt.Data(values=rows)).transform_calculate(
        x=f"0.7 * em + datum.depth * {step}",
        y=f"(datum.row + 1.7) * height / {len(rows) + 2}",
        px=f"0.7 * em + max(datum.depth - 1, 0) * {step}",
        py=f"(datum.parent + 1.7) * height / {len(rows) + 2}",
        text=f"{theme.IS_NARROW} ? datum.lines : datum.line",
    )
    at = {"x": theme.pixels("x"), "y": theme.pixels("y", alt.Y)}
    carried = alt.datum.parent >= 0
    down = placed.transform_filter(carried).mark_rule(color=theme.LINE)
    across = placed.transform_filter(carried).mark_rule(color=theme.LINE)
    mark = placed.mark_circle(stroke=theme.INK, strokeWidth=1.5, opacity=1).encode(
        **at,
        color=alt.Color("colour:N", scale=None),
        strokeDash=alt.StrokeDash("dash:N", scale=None),
        size=alt.value(alt.expr("0.9 * em * em")),
    )
    name = placed.mark_text(
        align="left",
        baseline="middle",
        dx=alt.expr("0.8 * em"),
        fontSize=alt.expr("0.95 * em"),
        lineHeight=alt.expr("1.1 * em"),
    ).encode(**at, text="text:N")
    heads = alt.Data(values=[{"i": i, "label": w.label} for i, w in enumerate(WORLDS_IN)])
    head = (
        alt.Chart(heads)
        .transform_calculate(x=f"datum.i * {step}", y=f"0.7 * height / {len(rows) + 2}")
        .mark_text(align="left", fontWeight="bold", fontSize=alt.expr("em"))
        .encode(
            **at,
            text="label:N",
            opacity=alt.value(alt.expr(f"{theme.IS_NARROW} ? 0 : 1")),
        )
    )
    return theme.themed(
        alt.layer(
            down.encode(
                x=theme.pixels("px"), y=theme.pixels("py", alt.Y), x2="px", y2="y"
            ),
            across.encode(x=theme.pixels("px"), y=theme.pixels("y", alt.Y), x2="x", y2="y"),
            mark,
            name,
            head,
        ),
        wide={"ems": 1.75 * (len(rows) + 2)},
        narrow={"ems": 2.7 * (len(rows) + 2)},
    )


def _chain_rows(activities: Sequence[Activity]) -> list[dict[str, object]]:
    """Rows from the outermost inwards, each after the one that holds it."""
    rows: list[dict[str, object]] = []

    def add(activity: Activity, parent: int) -> None:
        row = len(rows)
        floats = parent < 0 and activity.world is not World.BY
        said = f"{activity.name} (held by nothing)" if floats else activity.name
        rows.append(
            {
                "row": row,
                "parent": parent,
                "depth": WORLDS_IN.index(activity.world),
                "line": said,
                "lines": textwrap.wrap(said, 26)[:2],
                "colour": theme.PAPER if floats else theme.WORLDS[activity.world][0],
                "dash": [3, 2] if floats else [1, 0],
            }
        )
        for other in activities:
            if other.inside == activity.name and other.world.outward is activity.world:
                add(other, row)

    for activity in sorted(activities, key=lambda a: WORLDS_IN.index(a.world)):
        if len(four_worlds.chain(activity, activities).steps) == 1:
            add(activity, -1)
    return rows


def describe_chains(activities: Sequence[Activity]) -> Description:
    """How many activities are carried all the way out, and where the rest break."""
    links = {a.name: four_worlds.chain(a, activities) for a in activities}
    served = [a for a in activities if a.world is not World.BY]
    carried = [a for a in served if not links[a.name].broken]
    broken = [links[a.name].broken for a in served if len(links[a.name].steps) == 1]
    whole = f"{len(carried)} of the {len(served)} activities that involve a service"
    return Description(
        headline=f"{whole} rest on something that people do by themselves",
        sentence="Each activity stands inside the one that holds it, one world further "
        f"out. {whole} are carried all the way. "
        + (" ".join(each for each in broken if each) or "No chain breaks."),
        columns=("Activity", "World", "Held by", "Carried all the way out"),
        rows=tuple(
            (
                activity.name,
                activity.world.label,
                links[activity.name].steps[1].name if len(links[activity.name].steps) > 1 else "",
                "no: " + broken if (broken := links[activity.name].broken) else "yes",
            )
            for activity in activities
        ),
    )
