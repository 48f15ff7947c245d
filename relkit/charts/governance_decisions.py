"""Governance mapping: who decides, who is heard, who is told, as a matrix."""

from collections.abc import Sequence

from relkit.charts.drawing import Cell, Description, Drawing, View
from relkit.charts.governance_decision_marks import HEADS, cells, decision_matrix
from relkit.models import words
from relkit.models.case import Case
from relkit.models.governance import Actor, Decision
from relkit.models.governance_decisions import (
    Part,
    parts,
    representation,
)
from relkit.models.standpoints import Standpoint

MOST = 24
"""More decisions than this are told in the table alone (R)."""


def decided(case: Case) -> Drawing:
    """Who decides, who is heard, who is told: a matrix of decisions by standpoint."""
    told = describe_decisions(case.decisions, case.actors)
    shown = case.decisions[:MOST]
    return Drawing(
        chart=decision_matrix(shown, case.actors) if shown else None,
        views=(View(label="Decisions", description=told),),
    )


def describe_decisions(
    decisions: Sequence[Decision], actors: Sequence[Actor]
) -> Description:
    """How often each standpoint decides, and how open that is."""
    if not decisions:
        return Description(
            headline="No decisions are listed yet",
            sentence="A decision says who decides, who is heard before, and who is "
            "told after. Add one under Decisions in the tables below.",
            columns=(),
            rows=(),
        )
    seen = representation(decisions, actors)
    total = words.counted(seen.decisions, "decision")
    often = {s: seen.counts[s, Part.DECIDES] for s in Standpoint}
    deciding = words.listed([f"the {s} in {often[s]}" for s in Standpoint])
    out = [_unheard(decisions, actors)] if _unheard(decisions, actors) else []
    told = [
        f"Of {total}, {deciding} "
        "have somebody who decides; several may decide one together.",
        *out,
        f"The reasons of {seen.published} are published"
        f"{_unknown(seen.unknown_published)}; {seen.open} can be challenged"
        f"{_unknown(seen.unknown_open)}.",
    ]
    if seen.decisions > MOST:
        told.append(f"The first {MOST} are drawn; the table has all.")
    community = often[Standpoint.COMMUNITY]
    return Description(
        headline=f"People of the community decide in {community} of {total}",
        sentence=" ".join(told),
        columns=("Decision", *HEADS, "Who decides", "Who is heard", "Who is told"),
        rows=tuple(_row(decision, actors) for decision in decisions),
    )


def _unheard(decisions: Sequence[Decision], actors: Sequence[Actor]) -> str:
    """In how many the community neither decides nor is heard."""
    out = sum(
        not {Part.DECIDES, Part.HEARD}.intersection(
            parts(decision, actors)[Standpoint.COMMUNITY]
        )
        for decision in decisions
    )
    return f"In {out} nobody of the community decides or is heard." if out else ""


def _unknown(many: int) -> str:
    return f" (nobody can say of {many})" if many else ""


def _row(decision: Decision, actors: Sequence[Actor]) -> tuple[Cell, ...]:
    return (
        decision.name,
        *cells(decision, actors),
        "; ".join(decision.decides),
        "; ".join(decision.heard),
        "; ".join(decision.told),
    )
