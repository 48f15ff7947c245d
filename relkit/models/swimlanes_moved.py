"""How cards moved from lane to lane between two gatherings, for one standpoint.

R: a card moves with the lane that most voices of the standpoint share. So no picture
tells how any one person moved, and each card says whether the people heard both times
were matched or only totals compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from relkit.models import sorting
from relkit.models.case import Case
from relkit.models.sorting import Counts, Movement
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_compared import gathered

Flows = Mapping[tuple[Lane | None, Lane | None], tuple[Movement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What one standpoint's voices did between the first and the last gathering."""

    standpoint: Standpoint
    before: datetime
    after: datetime
    movements: tuple[Movement, ...]

    @property
    def flows(self) -> Flows:
        """The cards by their lanes before and after, in order; a tie is ``None``."""
        found: dict[tuple[Lane | None, Lane | None], list[Movement]] = {}
        for each in self.movements:
            found.setdefault((lane(each.before), lane(each.after)), []).append(each)
        places: list[Lane | None] = [*Lane, None]
        return {
            (was, now): tuple(found[was, now])
            for was in places
            for now in places
            if (was, now) in found
        }


def lane(counts: Counts) -> Lane | None:
    """The lane that most voices chose, or ``None`` where two or more tie.

    Examples
    --------
    >>> lane({Lane.OURSELVES: 2, Lane.FOR_US: 1}).value
    'ourselves'
    """
    most = sorting.shared(counts, k=1)
    return None if most is None or most.is_tie else Lane(most.bins[0])


def moved(case: Case) -> tuple[Moved, ...]:
    """How each standpoint's sorting moved, of those with voices enough to show.

    Without two gatherings, nothing moved.
    """
    days = gathered(case)
    if len(days) < 2:
        return ()
    first, last = days[0], days[-1]
    found = []
    for standpoint in Standpoint:
        movements = sorting.movement(
            *(
                [
                    p
                    for p in case.lane_placements
                    if p.standpoint is standpoint and p.at == at
                ]
                for at in (first, last)
            )
        )
        if movements:
            found.append(
                Moved(
                    standpoint=standpoint, before=first, after=last, movements=movements
                )
            )
    return tuple(found)


def changed(flows: Flows) -> Iterable[tuple[Lane | None, Lane | None, Movement]]:
    """The cards whose lane is another than before, with both."""
    return [
        (was, now, each)
        for (was, now), here in flows.items()
        if was is not now
        for each in here
    ]
