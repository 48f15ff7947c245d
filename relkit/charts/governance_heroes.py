"""Governance mapping: what goes with each actor, as ranked bars."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import ActorKind
from relkit.models.governance_heroes import Rank, Without, ranked, without
from relkit.models.governance_maps import Map, map_of
from relkit.models.standpoints import Standpoint

MOST = 12
"""Those on whom most rests are drawn; the table has all (R)."""
MOST_NAMED = 6
BELOW = 46
ROW_EMS = {"wide": 2.1, "narrow": 4.3}
HEAD_EMS = {"wide": 2.2, "narrow": 3.0}


def names(case: Case) -> list[str]:
    """The actors to choose from: those with a line on any map, the most lines first."""
    lines = Counter(name for r in case.relations for name in (r.source, r.target))
    with_lines = [actor.name for actor in case.actors if lines[actor.name]]
    return sorted(with_lines, key=lambda name: (-lines[name], name))


def heroes(case: Case, whose: Standpoint, actor: str | None) -> Drawing:
    """What goes with the actor that is chosen, and with each of the others."""
    of = map_of(case.actors, case.relations, whose)
    ranks = ranked(case.outcomes, of) if of.relations else ()
    if not ranks:
        told = Description(
            headline=f"Nobody has drawn the {whose}’s map yet",
            sentence="On whom a lot rests can be asked once there are actors and "
            "lines.",
            columns=(),
            rows=(),
        )
        return Drawing(chart=None, views=(View(label="Without", description=told),))
    known = {rank.actor for rank in ranks}
    chosen = actor if actor in known else ranks[0].actor
    gone = without(chosen, case.outcomes, of)
    told = describe_without(gone, ranks, of)
    return Drawing(
        chart=hero_bars(_shown(ranks, chosen), chosen),
        views=(View(label="Without", description=told),),
    )


def _shown(ranks: Sequence[Rank], chosen: str) -> list[Rank]:
    """The first ones, and the one that is chosen."""
    shown = list(ranks[:MOST])
    return shown + [r for r in ranks[MOST:] if r.actor == chosen]


def describe_without(gone: Without, ranks: Sequence[Rank], of: Map) -> Description:
    """What goes with one actor in words, and every actor in the table."""
    return Description(
        headline=_headline(gone),
        sentence=" ".join([*_losses(gone), *_pairs(gone, of), _ranking(ranks, of)]),
        columns=(
            "Without",
            "Results at risk",
            "of which take this actor",
            "of which lose their forum",
            "Pairs cut",
            "Betweenness",
        ),
        rows=tuple(
            (
                r.actor,
                r.lost,
                r.taken,
                r.forums,
                r.pairs,
                "" if r.between is None else words.rounded(r.between, 2),
            )
            for r in ranks
        ),
    )


def _headline(gone: Without) -> str:
    lost = len(gone.taken) + len(gone.forums)
    if not lost and not gone.pairs:
        return f"Without ‘{gone.actor}’, nothing on this map is at risk"
    told = []
    if lost:
        told.append(words.counted(lost, "result is at risk", "results are at risk"))
    if gone.pairs:
        told.append(
            words.counted(len(gone.pairs), "pair", "pairs")
            + " can no longer reach each other"
        )
    return f"Without ‘{gone.actor}’, {words.listed(told)}"


def _losses(gone: Without) -> list[str]:
    told = []
    if gone.taken:
        named = _some([f"‘{o.name}’" for o in gone.taken])
        told.append(f"{named} {'take' if gone.taken[1:] else 'takes'} this actor.")
    for loss in gone.forums[:MOST_NAMED]:
        instead = (
            f"‘{loss.instead.forum}’, {loss.instead.steps}, could hold it then."
            if loss.instead
            else "nobody could hold the whole of it then."
        )
        told.append(f"‘{loss.outcome.name}’ loses its forum, ‘{loss.forum}’; {instead}")
    if more := len(gone.forums) - MOST_NAMED:
        told += [f"So do {more} more."] if more > 0 else []
    return told


def _pairs(gone: Without, of: Map) -> list[str]:
    """Who is cut off from whom: people first, each once before anyone twice."""
    if not gone.pairs:
        return []
    people = {a.name for a in of.actors if a.kind is ActorKind.PEOPLE}
    seen = Counter[str]()
    turns = []
    for pair in gone.pairs:
        one, other = sorted(pair, key=lambda name: (name not in people, name))
        turns.append((one not in people, seen[one], one, other))
        seen[one] += 1
    first = _some([f"{one} from {other}" for *_, one, other in sorted(turns)])
    return [f"Cut off: {first}."]


def _some(names: Sequence[str]) -> str:
    """The first few names, and how many more."""
    more = len(names) - MOST_NAMED
    rest = [f"{more} more"] if more > 0 else []
    return words.listed([*names[:MOST_NAMED], *rest])


def _ranking(ranks: Sequence[Rank], of: Map) -> str:
    first = ranks[0]
    told = (
        f"On the {of.whose}’s map most rests on ‘{first.actor}’: "
        f"{words.counted(first.lost, 'result')} and "
        f"{words.counted(first.pairs, 'pair')}."
    )
    if len(ranks) > MOST:
        told += f" The first {MOST} are drawn; the table has all {len(ranks)}."
    if first.between is None:
        told += " With so many actors betweenness is left out."
    return told


def hero_bars(ranks: Sequence[Rank], chosen: str) -> alt.LayerChart:
    """For each actor, results lost and pairs cut, the one that is chosen marked."""
    small = theme.narrow(BELOW)
    rows = _rows(ranks, chosen)
    first, second = (
        f"({small} ? {narrow} : {wide})"
        for narrow, wide in (
            ("0.3 * em", "width * 0.36"),
            ("width * 0.5", "width * 0.69"),
        )
    )
    room = f"({small} ? width * 0.36 : width * 0.24)"
    top = (
        f"em * ({small} ? {HEAD_EMS['narrow']} + {ROW_EMS['narrow']} * datum.i : "
        f"{HEAD_EMS['wide']} + {ROW_EMS['wide']} * datum.i)"
    )
    bar = f"{top} + em * ({small} ? 1.5 : 0.2)"
    placed = theme.drawn(
        [row for row in rows if row["kind"]],
        x=f"datum.kind == 'lost' ? {first} : {second}",
        x2=f"datum.x + (datum.share ? max(2, datum.share * {room}) : 0)",
        y=bar,
        y2="datum.y + 1.25 * em",
        tx="datum.x2 + 0.4 * em",
        ty="datum.y + 0.65 * em",
    )
    name = theme.drawn(
        [row for row in rows if not row["kind"]],
        x=f"{small} ? 0.3 * em : {first} - 0.6 * em",
        y=f"{top} + em * ({small} ? 0.7 : 0.85)",
        text=f"{small} || length(datum.says) < 32 ? datum.says : datum.short",
    )
    return theme.themed(
        [*_bars(placed), *_who(name, small), *_heads(small, first, second)],
        wide={"ems": HEAD_EMS["wide"] + ROW_EMS["wide"] * len(ranks)},
        narrow={"ems": HEAD_EMS["narrow"] + ROW_EMS["narrow"] * len(ranks)},
        below=BELOW,
    )


def _rows(ranks: Sequence[Rank], chosen: str) -> list[dict[str, Any]]:
    most = {
        "lost": max([1, *(r.lost for r in ranks)]),
        "pairs": max([1, *(r.pairs for r in ranks)]),
    }
    rows: list[dict[str, Any]] = []
    for i, rank in enumerate(ranks):
        own = rank.actor == chosen
        mark = f"▸ {rank.actor}" if own else rank.actor
        short = mark if len(mark) < 32 else f"{mark[:30]}…"
        weight = "bold" if own else "normal"
        rows.append(
            {"i": i, "kind": "", "says": mark, "short": short, "weight": weight}
        )
        for kind, many in (("lost", rank.lost), ("pairs", rank.pairs)):
            rows.append(
                {
                    "i": i,
                    "kind": kind,
                    "many": f"{many:,}",
                    "share": round(many / most[kind], 4),
                    "weight": weight,
                    "fill": theme.SHADES[1][0]
                    if kind == "lost"
                    else theme.SHADES[2][0],
                }
            )
    return rows


def _bars(placed: alt.Chart) -> list[alt.Chart]:
    bar = placed.mark_rect(stroke=theme.INK, strokeWidth=1).encode(
        **theme.pixels(),
        x2=alt.X2("x2"),
        y2=alt.Y2("y2"),
        fill=theme.as_is(alt.Fill, "fill"),
    )
    many = placed.mark_text(
        align="left",
        baseline="middle",
        fontSize=theme.ems(0.95),
        fontWeight=alt.expr("datum.weight"),
    ).encode(**theme.pixels("tx", "ty"), text=alt.Text("many:N"))
    return [bar, many]


def _who(placed: alt.Chart, small: str) -> list[alt.Chart]:
    return [
        placed.mark_text(
            align=alt.expr(f"{small} ? 'left' : 'right'"),
            baseline="middle",
            fontSize=theme.ems(0.95),
            fontWeight=alt.expr("datum.weight"),
        ).encode(**theme.pixels(), text=alt.Text("text:N"))
    ]


def _heads(small: str, first: str, second: str) -> list[alt.Chart]:
    placed = theme.drawn(
        [
            {"kind": "lost", "says": "Results at risk"},
            {"kind": "", "says": "Pairs cut"},
        ],
        x=f"datum.kind ? {first} : {second}",
        y=f"em * ({small} ? 1.4 : 0.9)",
    )
    return [
        placed.mark_text(
            align="left",
            baseline="middle",
            fontSize=theme.ems(1),
            fontWeight="bold",
        ).encode(**theme.pixels(), text=alt.Text("says:N"))
    ]
