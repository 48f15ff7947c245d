"""Four worlds of service: the chain from an activity outward to what carries it.

S: each world is a part of the next one out. R: that one can name, for an activity, the
one activity in the next world that holds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from relkit.models.four_worlds import Activity, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An activity and those that hold it, one world further out at each step.

    ``broken`` says why the chain ends before it reaches *by*; it is ``None`` when some
    activity done by people themselves carries all the others.
    """

    steps: tuple[Activity, ...]
    broken: str | None


def chain(activity: Activity, activities: Iterable[Activity]) -> Chain:
    """From an activity outward to the *by* that carries it, or to where that breaks.

    Examples
    --------
    >>> visit = Activity(name="Visits", world=World.WITH, residents_hours=1,
    ...     staff_hours=1, inside="Neighbours")
    >>> chain(visit, [visit]).broken
    '‘Visits’ is listed as a part of ‘Neighbours’, which is not on the list.'
    """
    by_name = {other.name: other for other in activities}
    steps = [activity]
    while True:
        last = steps[-1]
        if last.world is World.BY:
            return Chain(steps=tuple(steps), broken=None)
        holder = by_name.get(last.inside or "")
        broken = _why_broken(last, holder)
        if broken or holder is None:
            return Chain(steps=tuple(steps), broken=broken)
        steps.append(holder)


def _why_broken(activity: Activity, holder: Activity | None) -> str | None:
    name, outward = activity.name, activity.world.outward
    assert outward is not None
    if activity.inside is None:
        return f"Nothing {outward.phrase} holds ‘{name}’."
    if holder is None:
        return (
            f"‘{name}’ is listed as a part of ‘{activity.inside}’, which is not on the "
            "list."
        )
    if holder.world is not outward:
        return (
            f"‘{name}’ is listed as a part of ‘{holder.name}’, which is "
            f"{holder.world.label}, not {outward.label}."
        )
    return None
