"""Where standpoints part company over the cards they sorted."""

import textwrap
from collections.abc import Mapping, Sequence
from enum import StrEnum
from statistics import fmean

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import sorting, words
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

MOST_CARDS = 8
MOST_IN_A_LINE = 32
Groups = Mapping[Standpoint | None, Mapping[StrEnum, int]]


NOBODY = Description(
    headline="Nobody else has sorted these cards yet",
    sentence="There are no other voices here until people sort the cards together. "
    "What you sorted is one sorting, not a pattern.",
    columns=("Card",),
    rows=(),
)
TOO_FEW = Description(
    headline="Too few voices to show apart",
    sentence="A standpoint is shown from three voices on, and no two standpoints have "
    "as many over any card.",
    columns=("Card",),
    rows=(),
)


def apart(placements: Sequence[Placement]) -> Drawing:
    """The cards over which standpoints part most, at the first and last gathering."""
    times = sorted({placement.at for placement in placements})
    if not times:
        return Drawing(
            chart=standpoints_apart({}, {}, ()),
            views=(View(label="", description=describe_apart({}, ())),),
        )
    first, last = (
        sorting.tally(p for p in placements if p.at == at)
        for at in (times[0], times[-1])
    )
    cards = sorted({**first, **last}, key=lambda card: -_widest(last.get(card, {})))
    cards = cards[:MOST_CARDS]
    views = [
        View(
            label=f"{at.day} {at:%B %Y}",
            params={"later": later},
            description=describe_apart(counts, cards),
        )
        for later, at, counts in ((0, times[0], first), (1, times[-1], last))
    ]
    return Drawing(
        chart=standpoints_apart(first, last, cards),
        views=tuple(views if len(times) > 1 else views[1:]),
    )


def standpoints_apart(
    first: Mapping[str, Groups], last: Mapping[str, Groups], cards: Sequence[str]
) -> alt.LayerChart:
    """A line for each card, with a mark where each standpoint puts it on average.

    The marks go from the first gathering to the last as ``later`` goes from 0 to 1.
    """
    bins = _bins([*first.values(), *last.values()])
    total = len(cards) * 3.4 + 6.5
    line = f"(7.6 + 3.4 * datum.row) * height / {total}"
    along = "1.2 * em + (width - 2.4 * em)"
    more = f"{theme.narrow()} * (length(datum.lines) - 1)"  # lines above the last
    card = theme.drawn(
        [
            {"row": row, "card": card, "lines": textwrap.wrap(card, MOST_IN_A_LINE)}
            for row, card in enumerate(cards)
        ],
        x="1.2 * em",
        x2="width - 1.2 * em",
        y=line,
        over=f"{line} - 0.9 * em - 1.1 * em * {more}",
        text=f"{theme.narrow()} ? datum.lines : datum.card",
    )
    rule = card.mark_rule(color=theme.LINE).encode(**theme.pixels(), x2=alt.X2("x2"))
    name = card.mark_text(
        align="left",
        baseline="line-bottom",
        fontSize=theme.ems(1),
        lineHeight=theme.ems(1.1),
    ).encode(**theme.pixels("x", "over"), text=alt.Text("text:N"))
    mark = _point(
        theme.drawn(
            _marks(first, last, cards, len(bins)),
            x=f"{along} * (datum.first + later * (datum.last - datum.first))",
            y=f"{line} + (datum.n - 1) * 0.5 * em",
        )
    )
    return theme.themed(
        [rule, *_ticks(bins, len(cards), along, line), name, mark, *_legend(total)],
        params={"later": 1},
        wide={"ems": 1.25 * total},
        narrow={"ems": 1.35 * total},
    )


def _point(placed: alt.Chart) -> alt.Chart:
    """A standpoint's own mark, in its own shape and colour."""
    point: alt.Chart = placed.mark_point(
        filled=True, opacity=1, stroke=theme.PAPER, strokeWidth=1
    ).encode(
        **theme.pixels(),
        color=theme.as_is(alt.Color, "colour"),
        shape=theme.as_is(alt.Shape, "shape"),
        size=alt.value(alt.expr("0.75 * em * em")),
    )
    return point


def _ticks(
    bins: Sequence[StrEnum], cards: int, along: str, line: str
) -> list[alt.Chart]:
    """The bins' names above the first line, and where they are on each line."""
    tick = theme.drawn(
        [
            {"at": rank / max(1, len(bins) - 1), "label": each.value, "row": row}
            for rank, each in enumerate(bins)
            for row in range(-1, cards)
        ],
        x=f"{along} * datum.at",
        y=line,
        up=f"{line} - 0.3 * em",
        down=f"{line} + 0.3 * em",
    )
    stroke = tick.transform_filter("datum.row >= 0").mark_rule(color=theme.LINE)
    name = tick.transform_filter("datum.row < 0").mark_text(
        fontWeight="bold", fontSize=theme.ems(1)
    )
    return [
        stroke.encode(**theme.pixels("x", "up"), y2=alt.Y2("down")),
        name.encode(**theme.pixels(), text=alt.Text("label:N")),
    ]


def _legend(total: float) -> list[alt.Chart]:
    """Whose mark is whose, in the words of each standpoint."""
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
        x="0.8 * em",
        y=f"(0.5 + 1.1 * datum.n) * height / {total}",
    )
    name = placed.mark_text(
        align="left", baseline="middle", fontSize=theme.ems(1), dx=theme.ems(1)
    ).encode(**theme.pixels(), text=alt.Text("label:N"))
    return [_point(placed), name]


def describe_apart(counts: Mapping[str, Groups], cards: Sequence[str]) -> Description:
    """Which card parts the standpoints most, and where each put the cards."""
    told = [
        said for card in cards if (said := sorting.parting(card, counts.get(card, {})))
    ]
    if not told:
        return TOO_FEW if counts else NOBODY
    widest = max(cards, key=lambda card: _widest(counts.get(card, {})))
    first = sorting.parting(widest, counts.get(widest, {}))
    return Description(
        headline=(first or told[0]).rstrip("."),
        sentence=f"The {len(cards)} cards over which people part most. Each mark "
        "stands where one standpoint puts the card on average. Widest of all: "
        f"{first or told[0]}",
        columns=("Card", *(standpoint.says for standpoint in Standpoint)),
        rows=tuple(
            (card, *(_most(counts.get(card, {}).get(s, {})) for s in Standpoint))
            for card in cards
        ),
    )


def _most(counts: Mapping[StrEnum, int]) -> str:
    most = sorting.shared(counts)
    if most is None:
        return "too few voices"
    names = words.listed([getattr(x, "label", x.value) for x in most.bins], last="or")
    return f"{names} ({words.percent(most.share)})"


def _widest(groups: Groups) -> float:
    counts = [groups[s] for s in Standpoint if s in groups]
    gaps = [
        sorting.gap(a, b) or 0 for i, a in enumerate(counts) for b in counts[i + 1 :]
    ]
    return max(gaps, default=0)


def _bins(tallies: Sequence[Groups]) -> list[StrEnum]:
    for groups in tallies:
        for counts in groups.values():
            return list(type(next(iter(counts))))
    return []


def _marks(
    first: Mapping[str, Groups],
    last: Mapping[str, Groups],
    cards: Sequence[str],
    bins: int,
) -> list[dict[str, object]]:
    """Where each standpoint put each card, first and last, 0 to 1 along the bins."""
    marks: list[dict[str, object]] = []
    for row, card in enumerate(cards):
        for n, standpoint in enumerate(Standpoint):
            both = [tally.get(card, {}).get(standpoint, {}) for tally in (first, last)]
            shown = [_mean(c) for c in both if not sorting.too_few(c, k=3)]
            if shown:
                marks.append(
                    {
                        "row": row,
                        "n": n,
                        "shape": theme.MARKS[standpoint],
                        "colour": theme.STANDPOINTS[standpoint],
                        "first": shown[0] / (bins - 1),
                        "last": shown[-1] / (bins - 1),
                    }
                )
    return marks


def _mean(counts: Mapping[StrEnum, int]) -> float:
    ranks = list(type(next(iter(counts))))
    return fmean(rank for x, n in counts.items() for rank in [ranks.index(x)] * n)
