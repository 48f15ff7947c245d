"""Governance mapping: one standpoint's map, in layers or round the people."""

from collections.abc import Sequence

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.governance_layout import Layout, laid_out
from relkit.charts.governance_lines import map_chart
from relkit.charts.governance_looks import Line, Look
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import Direction, Power, Relation, RelationKind
from relkit.models.governance_maps import Map, balance, map_of, powers_told
from relkit.models.standpoints import Standpoint

MOST_LINES = 90
"""More lines than this are a tangle: the strongest are drawn (R)."""

UP = Look(
    says="answers up a hierarchy",
    mark="↑",
    width=2.2,
    colour=theme.INK,
    head="filled",
)
ACROSS = Look(
    says="answers across",
    mark="→",
    width=2.2,
    dash=[7, 4],
    colour=theme.INK,
    head="open",
)
LOOKS = {
    RelationKind.FUNDS: Look(says="funds", sign="£", head="filled", width=1.2),
    RelationKind.REPORTS_TO: Look(says="reports to", width=1.2, head="filled"),
    RelationKind.DECIDES_WITH: Look(says="decides with", sign="◆"),
    RelationKind.WORKS_WITH: Look(says="works with", dash=[2, 3]),
}


def mapped(case: Case, whose: Standpoint) -> Drawing:
    """One standpoint's map: in layers, or with the people in the middle."""
    of = map_of(case.actors, case.relations, whose)
    if not of.relations:
        return _nothing(of)
    layout = laid_out(of, middle(case, of))
    lines = drawn_lines(of.relations, layout)
    chart = map_chart(layout, lines, [UP, ACROSS, *LOOKS.values()])
    told = describe_map(of, layout, len(lines))
    return Drawing(
        chart=chart,
        views=(
            View(label="Layers", description=told, params=_params(0, 0)),
            View(label="Layers, every line", description=told, params=_params(0, 1)),
            View(label="People in the middle", description=told, params=_params(1, 0)),
        ),
    )


def _params(middle: float, everything: float) -> dict[str, float]:
    return {"middle": middle, "everything": everything}


def middle(case: Case, of: Map) -> str:
    """The people in whose life the most results are, of those on the map."""
    drawn = {name for r in of.relations for name in (r.source, r.target)}
    count = {
        actor.name: sum(o.whose == actor.name for o in case.outcomes)
        for actor in case.actors
        if actor.name in drawn and actor.side is Standpoint.COMMUNITY
    }
    return max(count, key=lambda name: (count[name], name), default="")


def drawn_lines(relations: Sequence[Relation], layout: Layout) -> list[Line]:
    """The lines that are drawn: accounts first, those with the most powers before."""
    shown = [r for r in relations if {r.source, r.target} <= layout.names]
    shown.sort(key=lambda r: (not _account(r), -len(r.powers)))
    lines: dict[object, Line] = {}
    for each in shown:
        look = LOOKS.get(each.kind)
        if look is None:
            look = UP if each.direction is Direction.VERTICAL else ACROSS
        line = Line(
            source=each.source,
            target=each.target,
            look=look,
            always=_account(each),
        )
        lines.setdefault((each.ends, look.says), line)
    return list(lines.values())[:MOST_LINES]


def _account(relation: Relation) -> bool:
    return relation.kind is RelationKind.ACCOUNTABLE_TO


def describe_map(of: Map, layout: Layout, lines: int) -> Description:
    """How much runs up and how much across, who is not drawn, and every line."""
    powers = balance(of)
    silent = [r for r in of.accounts if Power.ASK not in r.powers]
    headline = f"On the {of.whose}’s map, forums have {powers.phrase}"
    if not of.accounts:
        headline = f"On the {of.whose}’s map nobody is accountable to anybody"
    told = [
        f"{words.counted(len(layout.actors), 'actor')} and "
        f"{words.counted(len(of.relations), 'line')} on the {of.whose}’s map, the "
        "centre above, the community below. "
        f"{words.counted(len(of.accounts), 'line says', 'lines say')} who is "
        "accountable to whom."
    ]
    if silent:
        told.append(
            f"In {len(silent)} of them the forum may not even ask for an account."
        )
    if layout.left_out or lines < len(of.relations):
        told.append(_left_out(layout, len(of.relations) - lines))
    if of.missing:
        names = words.listed([actor.name for actor in of.missing[:MOST_NAMED]])
        more = len(of.missing) - MOST_NAMED
        names += f" and {more} more" if more > 0 else ""
        told.append(f"Without a line on this map: {names}.")
    return Description(
        headline=headline,
        sentence=" ".join(told),
        columns=("From", "How", "To", "The forum may", "About", "Direction", "Note"),
        rows=tuple(_row(each) for each in of.relations),
    )


MOST_NAMED = 8


def _left_out(layout: Layout, lines: int) -> str:
    """What the picture leaves out so that it can be read."""
    told = []
    if layout.left_out:
        told.append(words.counted(layout.left_out, "actor"))
    if lines > 0:
        told.append(words.counted(lines, "line"))
    return (
        f"So that the picture can be read, {words.listed(told)} with the fewest "
        "connections or powers are not drawn."
    )


def _row(each: Relation) -> tuple[str, ...]:
    account = _account(each)
    return (
        each.source,
        each.kind.verb,
        each.target,
        powers_told(each.powers) if account else "",
        each.about.value if account else "",
        each.direction.value if account else "",
        each.note,
    )


def _nothing(of: Map) -> Drawing:
    """No lines yet: say what a line is."""
    words_ = Description(
        headline=f"Nobody has drawn the {of.whose}’s map yet",
        sentence="A map begins with one line: who is accountable to whom, and what may "
        "they ask? Choose another map, or add relations in the tables below.",
        columns=(),
        rows=(),
    )
    return Drawing(chart=None, views=(View(label="Map", description=words_),))
