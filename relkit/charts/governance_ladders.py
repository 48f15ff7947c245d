"""Governance mapping: the ceiling of each result as a ladder, one rung a step."""

from collections.abc import Sequence

from relkit.charts.drawing import Cell, Description, Drawing, View
from relkit.charts.governance_ladder_marks import NOBODY, ladder_chart
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance_ceilings import Ceilings, Run, ceilings, unheld
from relkit.models.governance_maps import Map, map_of
from relkit.models.governance_words import beyond, ceiling_told, headline, part_told
from relkit.models.standpoints import Standpoint

MOST = 24
"""More ladders than this are told in the table alone (R)."""


def results(case: Case) -> list[str]:
    """The results to choose from."""
    return [outcome.name for outcome in case.outcomes]


def ladders(case: Case, whose: Standpoint, result: str | None = None) -> Drawing:
    """The ceiling of each result on one standpoint's map, in the three runs.

    The result that is chosen is told first; without one, the most telling.
    """
    of = map_of(case.actors, case.relations, whose)
    held = ceilings(case.outcomes, of)
    named = [each for each in held if each.outcome.name == result]
    first = named[0] if named else telling(held) if held else None
    told = describe_ceilings(held, of, first)
    shown = list(held[:MOST])
    shown += [each for each in named if each not in shown]
    drawn = bool(held and of.relations)
    return Drawing(
        chart=ladder_chart(shown, first) if drawn else None,
        views=(View(label="Ceilings", description=told),),
    )


def describe_ceilings(
    held: Sequence[Ceilings], of: Map, first: Ceilings | None
) -> Description:
    """The sentence of every ceiling, that of the first as the headline."""
    if not held or first is None:
        return _nothing(
            "No results are listed yet",
            "A result is something in somebody’s life, such as coming home from "
            "hospital. Add one under Outcomes in the tables below, with those whom it "
            "takes.",
        )
    if not of.relations:
        return _nothing(
            f"Nobody has drawn the {of.whose}’s map yet",
            "Without a line, nobody answers to anybody. Choose another map, or add "
            "relations in the tables below.",
        )
    nobody = sum(each.horizontal is None for each in held)
    open_to = len(held) - len(unheld([each.outcome for each in held], of))
    told = [
        *beyond(first),
        *filter(None, [part_told(first), _vague(first)]),
        f"On the {of.whose}’s map nobody holds the whole of {nobody} of the "
        f"{words.counted(len(held), 'result')}.",
        f"A forum with the people whose life it is in it can hold "
        f"{open_to or 'none'} of them.",
        "A ladder stands for one result, a rung for a step. The square is the "
        "hierarchy alone, the circle the accounts across with it, the triangle what "
        "it would be if every forum could ask.",
    ]
    if len(held) > MOST:
        told.append(f"The first {MOST} are drawn; the table has all.")
    return Description(
        headline=headline(first),
        sentence=" ".join(told),
        columns=(
            "Result",
            *(f"{run.label[:1].upper()}{run.label[1:]}" for run in Run),
            "In a sentence",
            "The people whose life it is",
            "Accounts on the way that do not say what they are about",
        ),
        rows=tuple(_row(each) for each in held),
    )


def _vague(of: Ceilings) -> str:
    """How many of the accounts on the way say nothing of what they are about."""
    many = len(of.horizontal.unspecified) if of.horizontal else 0
    if not many:
        return ""
    told = words.counted(many, "account on the way does", "accounts on the way do")
    return f"{told} not say what {'it is' if many == 1 else 'they are'} about."


def telling(held: Sequence[Ceilings]) -> Ceilings:
    """The result that says most: what a power to ask would change, the most steps."""

    def gained(each: Ceilings) -> tuple[bool, bool, int]:
        now, teeth = each.horizontal, each.teeth
        high = max(now.height, 1) if now else 0
        could = teeth is not None and (now is None or teeth.height < now.height)
        up = each.vertical.height if each.vertical else 0
        return (could, now is not None, high if could else up)

    return max(held, key=gained)


def _row(each: Ceilings) -> tuple[Cell, ...]:
    runs = [each.of(run) for run in Run]
    vague = each.horizontal.unspecified if each.horizontal else ()
    return (
        each.outcome.name,
        *(f"{found.forum}, {found.steps}" if found else NOBODY for found in runs),
        ceiling_told(each),
        part_told(each),
        "; ".join(r.sentence for r in vague),
    )


def _nothing(headline: str, sentence: str) -> Description:
    return Description(headline=headline, sentence=sentence, columns=(), rows=())
