"""The community's lane by the other side's: a table of three lanes by three.

R: the most shared lane of either side decides the cell. On the diagonal both chose the
same lane; above it lies overreach, below it abandonment.
"""

from collections.abc import Iterable

from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_readings import Kind, Reading


def in_cell(community: Lane, other: Lane) -> Kind:
    """What a cell of the matrix stands for: on the diagonal both chose the same lane.

    Examples
    --------
    >>> in_cell(Lane.OURSELVES, Lane.FOR_US).value
    'overreach'
    """
    lanes = list(Lane)
    if community is other:
        return Kind.AGREED
    further = lanes.index(other) > lanes.index(community)
    return Kind.OVERREACH if further else Kind.ABANDONMENT


def matrix(
    readings: Iterable[Reading],
) -> dict[tuple[Lane, Lane], tuple[Reading, ...]]:
    """The readings by the community's most shared lane and the other side's.

    Every cell is there, empty or not. Ties and cards with too few voices are in none.
    """
    cells: dict[tuple[Lane, Lane], list[Reading]] = {
        (ours, theirs): [] for ours in Lane for theirs in Lane
    }
    for each in readings:
        if each.cell:
            cells[each.cell].append(each)
    return {cell: tuple(here) for cell, here in cells.items()}
