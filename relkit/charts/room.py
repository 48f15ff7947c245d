"""The pictures that show a room: each topic's own, on the room's answers.

A room's wall is the topic's whole page. Here are the few of its pictures that say what
the room said, each view as a picture of its own, for phones, for paper and to keep.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from relkit.charts import (
    governance,
    governance_compared,
    sorting,
    swimlanes_matrix,
    swimlanes_moved,
    thriving,
    thriving_links,
)
from relkit.charts.drawing import Drawing, View, unchecked
from relkit.models.case import Case
from relkit.models.governance_maps import map_of
from relkit.models.room_activities import ACTIVITIES
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes_compared import INSTITUTIONS, Compared, gathered

Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One view of a picture of a room; its files have this name and the view's.

    ``which`` says of several views which one it is, where each is shown.
    """

    name: str
    drawing: Drawing
    view: View
    which: str = ""

    def told(self) -> dict[str, Any]:
        """The picture as plain JSON, as the page's `Picture` takes it."""
        chart = self.drawing.chart
        return {
            "name": self.name,
            "which": self.which,
            "spec": chart.to_dict(validate=False) if chart is not None else {},
            "views": [asdict(self.view)],
            "view": 0,
            "control": self.drawing.control,
            "source": self.drawing.source,
        }


def pictures(topic: str, case: Case, found: Found) -> list[dict[str, Any]]:
    """The pictures of one topic, as plain JSON; the one that shows the room first.

    Where there is too little to draw, the words that say so.

    Parameters
    ----------
    topic
        The topic's name.
    case
        The place, with what the room has shown in place of what came with it.
    found
        What the room has shown of the topic, as `relkit.models.room_seen` tells it.

    Examples
    --------
    >>> from relkit import cases
    >>> place = cases.named("housing_repairs")
    >>> [each["name"] for each in pictures("thriving", place, {})]
    ['three worlds', 'links']
    """
    with unchecked():
        shown = list(_OF[topic](case, found)) if topic in _OF else []
        drawn = [each for each in shown if each.drawing.chart is not None]
        return [each.told() for each in drawn or shown[:1]]


def _four_worlds(case: Case, _: Found) -> Iterator[Shown]:
    drawn = _views(_room_picture("four_worlds"), sorting.apart(case.placements))
    yield from reversed([*drawn])  # the last gathering first


def _swimlanes(case: Case, _: Found) -> Iterator[Shown]:
    times = gathered(case)
    if not times:  # what was sorted on one machine is not the room's
        told = sorting.apart(())
        yield from _views(_room_picture("swimlanes"), told)
        return
    for beside in INSTITUTIONS:
        read = Compared(case=case, beside=beside, at=times[-1])
        name = f"{_room_picture('swimlanes')} {beside}"
        yield from _views(name, swimlanes_matrix.compared(read))
    yield from _views("movement", swimlanes_moved.movement(case))


def _thriving(case: Case, _: Found) -> Iterator[Shown]:
    yield from _views(_room_picture("thriving"), thriving.three_worlds(case))
    yield from _views("links", thriving_links.links(case))


def _governance(case: Case, found: Found) -> Iterator[Shown]:
    """The maps to which the room gave lines, then two maps, one laid on the other."""
    given = {row.get("map") for row in found.get("rows", {}).get("Relations", ())}
    maps = [map_of(case.actors, case.relations, each) for each in Standpoint]
    drawn = [each.whose for each in maps if each.relations]
    for whose in [each for each in drawn if each in given] or [Standpoint.COMMUNITY]:
        told = governance.mapped(case, whose)
        name = f"{_room_picture('governance')} {whose}"
        yield Shown(name=name, drawing=told, view=told.views[0])
    if len(drawn) > 1:
        a, b = drawn[0], drawn[-1]
        told = governance_compared.compared(case, a, b)
        yield Shown(name=f"two maps {a} and {b}", drawing=told, view=told.views[0])


def _room_picture(topic: str) -> str:
    return ACTIVITIES[topic].picture


def _views(name: str, drawing: Drawing) -> Iterator[Shown]:
    """Each view of a drawing."""
    for view in drawing.views:
        which = f"{drawing.control}: {view.label}" if len(drawing.views) > 1 else ""
        yield Shown(name=name, drawing=drawing, view=view, which=which)


_OF: dict[str, Callable[[Case, Found], Iterator[Shown]]] = {
    "four_worlds": _four_worlds,
    "swimlanes": _swimlanes,
    "thriving": _thriving,
    "governance": _governance,
}
"""What draws a room's pictures of each topic."""
