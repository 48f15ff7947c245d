"""Where standpoints part company over the cards they sorted, in words."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from relkit.charts.drawing import Description
from relkit.models import parting, sorting
from relkit.models.parting import Groups
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint

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


def describe_apart(
    counts: Mapping[str, Groups], cards: Sequence[str], moved: str = ""
) -> Description:
    """Which card parts the standpoints most, and where each put the cards."""
    here = parting.in_order(counts, cards)
    widest = counts.get(here[0], {}) if here else {}
    told = parting.parting(here[0], widest) if here else None
    if told is None:
        return TOO_FEW if counts else NOBODY
    leaning = parting.leaning(widest) or ""
    return Description(
        headline=told.rstrip("."),
        sentence="The cards over which people part most, the widest first. A mark "
        "stands wherever a standpoint put the card: the more of its voices, the "
        f"larger. Widest: {told} {leaning} {moved}".strip(),
        columns=("Card", *(standpoint.says for standpoint in Standpoint)),
        rows=tuple(
            (card, *(_spread(counts.get(card, {}).get(s, {})) for s in Standpoint))
            for card in here
        ),
    )


def moved(
    before: Sequence[Placement], after: Sequence[Placement], cards: Sequence[str]
) -> str:
    """What moved most between two gatherings, of what each standpoint said."""
    moves = [
        (sorting.gap(move.before, move.after) or 0, standpoint, move)
        for standpoint in Standpoint
        for move in sorting.movement(
            *(
                [p for p in these if p.standpoint is standpoint and p.card in cards]
                for these in (before, after)
            )
        )
    ]
    if not before or not moves or before[0].at == after[0].at:
        return ""
    most, standpoint, move = max(moves, key=lambda each: each[0])
    since = f"{before[0].at.day} {before[0].at:%B %Y}"
    if not most:
        return f"No standpoint moved any of these cards since {since}."
    return f"Moved most since {since}, by the {standpoint}: {move.sentence}"


def _spread(counts: Mapping[StrEnum, int]) -> str:
    """How many voices put a card where, the most first; few are not told."""
    if sorting.too_few(counts, k=3):
        return "too few voices"
    ranked = sorted(
        (x for x in type(next(iter(counts))) if counts.get(x)), key=lambda x: -counts[x]
    )
    most, *rest = (f"{sorting.name_of(x)} ({counts[x]}" for x in ranked)
    told = [f"{most} of {sum(counts.values())})", *(f"{each})" for each in rest)]
    return ", ".join(told)
