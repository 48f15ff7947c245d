"""Governance mapping: two standpoints' maps, one laid on the other."""

from collections.abc import Iterator

from relkit.charts import theme
from relkit.charts.drawing import Description, Drawing, View
from relkit.charts.governance import MOST_LINES, middle
from relkit.charts.governance_layout import Layout, laid_out
from relkit.charts.governance_lines import map_chart
from relkit.charts.governance_looks import Line, Look
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import Relation, RelationKind
from relkit.models.governance_maps import Map, TwoMaps, map_of, two_maps
from relkit.models.standpoints import Standpoint


def compared(case: Case, a: Standpoint, b: Standpoint) -> Drawing:
    """Two maps, one laid on the other: what both show, one shows, or they see apart."""
    if a is b:
        return _words(
            f"That is the {a}’s map twice",
            "Choose another map beside it: what one shows and the other does not is "
            "what there is to talk about.",
        )
    ours, theirs = (map_of(case.actors, case.relations, each) for each in (a, b))
    if not ours.relations or not theirs.relations:
        missing = a if not ours.relations else b
        return _words(
            f"Nobody has drawn the {missing}’s map yet",
            "Two maps can be compared once both have at least one line.",
        )
    both = two_maps(ours, theirs)
    together = Map(
        whose=a, actors=case.actors, relations=(*ours.relations, *theirs.relations)
    )
    layout = laid_out(together, middle(case, together))
    looks = looks_of(a, b)
    lines = [
        Line(
            source=r.source,
            target=r.target,
            look=looks[where],
            always=r.kind is RelationKind.ACCOUNTABLE_TO,
        )
        for where, r in _told(both)
        if {r.source, r.target} <= layout.names
    ]
    lines.sort(key=lambda line: not line.always)
    chart = map_chart(layout, lines[:MOST_LINES], list(looks.values()))
    told = describe_two(both, layout, len(lines[:MOST_LINES]))
    return Drawing(
        chart=chart,
        views=tuple(
            View(
                label=label,
                description=told,
                params={"middle": middle, "everything": everything},
            )
            for label, middle, everything in (
                ("Layers", 0, 0),
                ("Layers, every line", 0, 1),
                ("People in the middle", 1, 0),
            )
        ),
    )


def looks_of(a: Standpoint, b: Standpoint) -> dict[str, Look]:
    """How each kind of line looks, from what both share to what they see apart."""
    return {
        "shared": Look(says="on both maps, alike", width=1.6, head="filled"),
        "differently": Look(
            says="on both, seen differently",
            mark="differently:",
            width=2.6,
            colour=theme.INK,
            head="filled",
            sign="≠",
        ),
        "a": Look(
            says=f"only on the {a}’s map",
            mark=f"only the {a}:",
            width=2.4,
            dash=[9, 4],
            colour=theme.STANDPOINTS[a],
            head="filled",
        ),
        "b": Look(
            says=f"only on the {b}’s map",
            mark=f"only the {b}:",
            width=2.4,
            dash=[2, 3],
            colour=theme.STANDPOINTS[b],
            head="open",
        ),
    }


def _told(both: TwoMaps) -> Iterator[tuple[str, Relation]]:
    yield from (("differently", each.a[0]) for each in both.differently)
    yield from (("a", each) for each in both.only_a)
    yield from (("b", each) for each in both.only_b)
    yield from (("shared", each) for each in both.shared)


def describe_two(both: TwoMaps, layout: Layout, lines: int) -> Description:
    """How many lines are where, and every line that is not shared alike."""
    a, b = both.a, both.b
    share = len(both.shared)
    headline = (
        f"Of {words.counted(both.lines, 'line')}, the {a} and the {b} see "
        f"{share} alike and {len(both.differently)} differently"
    )
    sentence = (
        f"{len(both.only_a)} are on the {a}’s map alone, {len(both.only_b)} on the "
        f"{b}’s alone. Lines are the same where the two actors and the kind are. "
        f"{_most_telling(both)}Arrows lead to the forum. Who is accountable is drawn "
        "first, the others under ‘Layers, every line’."
    )
    if layout.left_out or lines < both.lines:
        sentence += (
            f" So that the picture can be read, it draws {lines} of them; the table "
            "has all."
        )
    where = {
        "shared": "both, alike",
        "differently": "both, differently",
        "a": f"only the {a}",
        "b": f"only the {b}",
    }
    what = {
        id(each.a[0]): each.sentence(a, b).split(". ", 1)[1]
        for each in both.differently
    }
    return Description(
        headline=headline,
        sentence=sentence,
        columns=("From", "How", "To", "On which map", "What differs"),
        rows=tuple(
            (r.source, r.kind.verb, r.target, where[key], what.get(id(r), ""))
            for key, r in _told(both)
        ),
    )


def _most_telling(both: TwoMaps) -> str:
    """The line that the two see most differently, as an example."""
    if not both.differently:
        return ""
    most = max(
        both.differently,
        key=lambda each: (len(each.what), len(each.a[0].powers ^ each.b[0].powers)),
    )
    return f"Seen most differently: {most.sentence(both.a, both.b)} "


def _words(headline: str, sentence: str) -> Drawing:
    told = Description(headline=headline, sentence=sentence, columns=(), rows=())
    return Drawing(chart=None, views=(View(label="Two maps", description=told),))
