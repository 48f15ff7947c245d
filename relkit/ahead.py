"""Draws the pictures with which the pages begin, when it is imported.

A process from which kernels are forked imports it: the kernels find these pictures
drawn, as they find everything else that is the same for everybody.
"""

from collections.abc import Iterator

from relkit import cases
from relkit.charts import (
    chains,
    fires,
    four_worlds,
    governance,
    governance_compared,
    governance_decisions,
    governance_grid,
    governance_heroes,
    governance_ladders,
    sorting,
    swimlanes,
    swimlanes_help,
    swimlanes_matrix,
    swimlanes_moved,
    thriving,
    thriving_links,
    thriving_rests,
)
from relkit.charts.drawing import drawn
from relkit.models.case import Case
from relkit.models.fires import Parameters, compared
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes_compared import Compared, gathered


def first_pictures(case: Case) -> Iterator[tuple]:
    """What the pages show of a case before anybody has moved anything.

    Parameters
    ----------
    case
        One that has data for every topic.

    Yields
    ------
    tuple
        As for ``drawn``: what draws, and what it is given.
    """
    yield four_worlds.worlds, case.activities
    yield chains.carried, case.activities
    yield sorting.apart, case.placements

    yield swimlanes_matrix.compared, Compared(case=case, at=gathered(case)[-1])
    yield swimlanes_moved.movement, case
    yield swimlanes.lanes, case.cards
    yield swimlanes_help.named, case.cards

    yield thriving.three_worlds, case
    yield thriving_links.links, case
    yield thriving_rests.rests, case
    fires_by_chance = compared(Parameters())
    yield fires.injuries, fires_by_chance
    yield fires.losses, fires_by_chance

    whose = Standpoint.COMMUNITY
    yield governance.mapped, case, whose
    yield governance_ladders.ladders, case, whose, governance_ladders.results(case)[0]
    yield governance_compared.compared, case, whose, Standpoint.CENTRE
    yield governance_heroes.heroes, case, whose, governance_heroes.names(case)[0]
    yield governance_decisions.decided, case
    yield governance_grid.grid, case


for draw, *values in first_pictures(cases.known()[0]):
    drawn(draw, *values)
