"""Where standpoints part company over the cards they sorted."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import altair as alt

from relkit.charts import sorting_words, theme
from relkit.charts.drawing import Drawing, View
from relkit.models import parting, sorting
from relkit.models.parting import Groups
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

MOST_CARDS = 6
IN_A_LINE = {"wide": 60, "narrow": 32}
LINE_EMS = 1.15
HEAD_EMS = {"wide": 3.8, "narrow": 6.2}


def apart(placements: Sequence[Placement]) -> Drawing:
    """The cards over which standpoints part most, at the first and last gathering."""
    times = sorted({placement.at for placement in placements})
    both = [[p for p in placements if p.at == at] for at in (*times[:1], *times[-1:])]
    tallies = [sorting.tally(these) for these in both]
    if not any(_ranked(counts) for counts in tallies):
        told = sorting_words.TOO_FEW if times else sorting_words.NOBODY
        return Drawing(chart=None, views=(View(label="", description=told),))
    first, last = tallies
    cards = _cards(first, last)
    views = [
        View(
            label=f"{at.day} {at:%B %Y}",
            params={"later": later},
            description=sorting_words.describe_apart(counts, cards, moved),
        )
        for later, at, counts, moved in (
            (0, times[0], first, ""),
            (1, times[-1], last, sorting_words.moved(both[0], both[1], cards)),
        )
    ]
    shown = views if len(times) > 1 else views[1:]
    return Drawing(
        chart=standpoints_apart(first, last, cards),
        views=tuple(shown),
        control="Sorted at the gathering of",
        newest=len(shown) - 1,
    )


def standpoints_apart(
    first: Mapping[str, Groups], last: Mapping[str, Groups], cards: Sequence[str]
) -> alt.LayerChart:
    """For each card, in each bin, a mark for each standpoint that put it there.

    A mark's area is the share of that standpoint's voices. The marks grow and shrink,
    and the cards take their places by width, from the first gathering to the last as
    ``later`` goes from 0 to 1.
    """
    bins = _bins([*first.values(), *last.values()])
    rows, high = _card_rows(first, last, cards)
    small = theme.narrow()
    along = f"2.3 * em + (width - 4.6 * em) / {max(1, len(bins) - 1)}"
    card = theme.drawn(
        list(rows.values()),
        x="0.4 * em",
        x2="width - 0.4 * em",
        y=f"em * ({_now('top')} + 0.5)",
        line=f"em * {_now('mark')}",
        text=f"{small} ? datum.narrow : datum.wide",
    )
    rule = card.mark_rule(color=theme.LINE, strokeWidth=0.5).encode(
        **theme.pixels("x", "line"), x2=alt.X2("x2")
    )
    name = card.mark_text(
        align="left",
        baseline="middle",
        fontSize=theme.ems(1),
        lineHeight=theme.ems(LINE_EMS),
        limit=alt.expr("width - 0.8 * em"),
    ).encode(**theme.pixels(), text=alt.Text("text:N"))
    mark = _point(
        theme.drawn(
            _marks(first, last, rows),
            x=f"{along} * datum.bin + (datum.n - 1) * 1.3 * em",
            y=f"em * {_now('mark')}",
        ),
        "1.4 * em * em * (datum.first + later * (datum.last - datum.first))",
    )
    head = theme.drawn(
        [
            {"bin": rank, "label": sorting.name_of(x), "short": x.value}
            for rank, x in enumerate(bins)
        ],
        x=f"{along} * datum.bin",
        text=f"{small} ? datum.short : datum.label",
        y=f"em * (({small} ? {HEAD_EMS['narrow']} : {HEAD_EMS['wide']}) - 1.1)",
    ).mark_text(fontWeight="bold", fontSize=theme.ems(0.95))
    return theme.themed(
        [
            rule,
            head.encode(**theme.pixels(), text=alt.Text("text:N")),
            name,
            mark,
            *_legend(),
        ],
        params={"later": 1},
        wide={"ems": high["wide"]},
        narrow={"ems": high["narrow"]},
    )


def _now(place: str) -> str:
    """Where something stands, in ems from the top, in this layout as time goes."""
    return (
        f"({theme.narrow()} ? datum.{place}_narrow[0] + later * "
        f"(datum.{place}_narrow[1] - datum.{place}_narrow[0]) : "
        f"datum.{place}_wide[0] + later * "
        f"(datum.{place}_wide[1] - datum.{place}_wide[0]))"
    )


def _point(placed: alt.Chart, area: str) -> alt.Chart:
    """A standpoint's own mark, in its own shape and colour."""
    point: alt.Chart = placed.mark_point(
        filled=True, opacity=1, stroke=theme.PAPER, strokeWidth=1
    ).encode(
        **theme.pixels(),
        color=theme.as_is(alt.Color, "colour"),
        shape=theme.as_is(alt.Shape, "shape"),
        size=alt.SizeValue(alt.expr(area)),
    )
    return point


def _legend() -> list[alt.Chart]:
    """Whose mark is whose, in the words of each standpoint."""
    small = theme.narrow()
    placed = theme.drawn(
        [
            {
                "n": n,
                "label": standpoint.says,
                "shape": theme.MARKS[standpoint],
                "colour": theme.STANDPOINTS[standpoint],
            }
            for n, standpoint in enumerate(Standpoint)
        ],
        x=f"0.8 * em + ({small} ? 0 : datum.n * min(width / 3, 15 * em))",
        y=f"em * (0.8 + ({small} ? 1.35 * datum.n : 0))",
    )
    name = placed.mark_text(
        align="left", baseline="middle", fontSize=theme.ems(1), dx=theme.ems(1)
    ).encode(**theme.pixels(), text=alt.Text("label:N"))
    return [_point(placed, "em * em"), name]


def _ranked(counts: Mapping[str, Groups]) -> list[str]:
    """The cards that two standpoints may be shown for, the widest first."""
    shown = [card for card, groups in counts.items() if parting.widest(groups)]
    return parting.in_order(counts, shown)


def _cards(first: Mapping[str, Groups], last: Mapping[str, Groups]) -> list[str]:
    """The widest of either gathering, taken in turns."""
    then, now = _ranked(first), _ranked(last)
    turns = [
        card for i in range(MOST_CARDS) for card in (*now[i : i + 1], *then[i : i + 1])
    ]
    return list(dict.fromkeys(turns))[:MOST_CARDS]


def _bins_of(counts: Mapping[StrEnum, int]) -> list[StrEnum]:
    return list(type(next(iter(counts))))


def _bins(tallies: Sequence[Groups]) -> list[StrEnum]:
    for groups in tallies:
        for counts in groups.values():
            return _bins_of(counts)
    return []


def _card_rows(
    first: Mapping[str, Groups], last: Mapping[str, Groups], cards: Sequence[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """Each card's lines, and its place at either gathering; and how high all are."""
    rows: dict[str, dict[str, Any]] = {
        card: {"card": card, **theme.lines(card, **IN_A_LINE)} for card in cards
    }
    total = {}
    for layout, start in HEAD_EMS.items():
        for row in rows.values():
            row[f"top_{layout}"], row[f"mark_{layout}"] = [], []
        for counts in (first, last):
            here = [rows[card] for card in parting.in_order(counts, cards)]
            names = [LINE_EMS * len(row[layout]) for row in here]
            begins, total[layout] = theme.tops([n + 2.1 for n in names], start)
            for row, begin, name in zip(here, begins, names, strict=True):
                row[f"top_{layout}"].append(round(begin, 3))
                row[f"mark_{layout}"].append(round(begin + name + 0.8, 3))
    return rows, total


def _marks(
    first: Mapping[str, Groups],
    last: Mapping[str, Groups],
    rows: Mapping[str, Mapping[str, object]],
) -> list[dict[str, object]]:
    """The share of each standpoint's voices in each bin, first and last."""
    marks: list[dict[str, object]] = []
    for card, row in rows.items():
        for n, standpoint in enumerate(Standpoint):
            both = [
                _shares(tally.get(card, {}).get(standpoint, {}))
                for tally in (first, last)
            ]
            for rank in sorted({rank for shares in both for rank in shares}):
                marks.append(
                    {
                        "card": card,
                        "mark_wide": row["mark_wide"],
                        "mark_narrow": row["mark_narrow"],
                        "n": n,
                        "bin": rank,
                        "shape": theme.MARKS[standpoint],
                        "colour": theme.STANDPOINTS[standpoint],
                        "first": both[0].get(rank, 0),
                        "last": both[1].get(rank, 0),
                    }
                )
    return marks


def _shares(counts: Mapping[StrEnum, int]) -> dict[int, float]:
    """Share of the voices by rank of bin; nothing of too few voices."""
    if sorting.too_few(counts, k=3):
        return {}
    of = sum(counts.values())
    return {
        rank: counts[x] / of for rank, x in enumerate(_bins_of(counts)) if counts.get(x)
    }
