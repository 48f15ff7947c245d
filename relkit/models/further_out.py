"""Four worlds of service: one activity imagined, or moved, further out.

S: what is done *for* people is decided by them, what is done *with* them is done by
them with help, and each world is a part of the next. R: the conditions that this puts
on a move, and what the move of a card leaves open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from relkit.models import words
from relkit.models.chains import chain
from relkit.models.four_worlds import Activity, Decider, World


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """An activity imagined further out, what that would take, and the new picture."""

    activity: Activity
    conditions: tuple[str, ...]
    activities: tuple[Activity, ...]


def what_if(activities: Sequence[Activity], name: str, world: World) -> WhatIf:
    """What would have to be true for an activity to live in a world further out.

    Parameters
    ----------
    activities
        All activities of the place.
    name
        The one to imagine elsewhere.
    world
        Where: the next world out, or one beyond it.

    Returns
    -------
    WhatIf
        The conditions, one sentence each (R), and the activities as they then stand:
        the people decide, and what held it is now beside it.

    Raises
    ------
    ValueError
        If no activity has that name, or the world is not further out.

    Examples
    --------
    >>> visit = Activity(name="Home visits", world=World.FOR, residents_hours=1,
    ...     staff_hours=9, decided_by=Decider.SERVICE)
    >>> for condition in what_if([visit], "Home visits", World.WITH).conditions:
    ...     print(condition)
    The people decide ‘Home visits’, alone or together with the service.
    People do it themselves, with help. Of its 10 hours a week, staff now give 9 hours.
    Something done by people themselves holds it. Nothing on the list does yet.
    """
    by_name = {activity.name: activity for activity in activities}
    if name not in by_name:
        raise ValueError(f"There is no activity ‘{name}’. Choose one of the list.")
    activity = by_name[name]
    beyond = list(World)[list(World).index(activity.world) + 1 :]
    if world not in beyond:
        raise ValueError(
            f"‘{name}’ is {activity.world.label}. Choose a world further out: "
            f"{words.listed([w.label for w in beyond], last='or') or 'there is none'}."
        )
    carriers = [
        a for a in chain(activity, activities).steps if a.world is world.outward
    ]
    shared = activity.decided_by is not Decider.PEOPLE and world is World.WITH
    moved = replace(
        activity,
        world=world,
        inside=carriers[0].name if carriers else None,
        decided_by=Decider.SHARED if shared else Decider.PEOPLE,
    )
    left = tuple(
        a.name
        for a in activities
        if a.inside == name and a.world.outward is activity.world
    )
    return WhatIf(
        activity=moved,
        conditions=tuple(_conditions(activity, moved, left)),
        activities=tuple(moved if a.name == name else a for a in activities),
    )


def _conditions(was: Activity, now: Activity, left: Sequence[str]) -> list[str]:
    """What has to become true between the two, one sentence each."""
    name, staff = f"‘{was.name}’", words.hours(was.staff_hours)
    told = []
    if was.decided_by is not Decider.PEOPLE:
        alone = (
            ", alone or together with the service" if now.world is World.WITH else ""
        )
        told.append(f"The people decide {name}{alone}.")
    if now.world is World.FOR:
        told.append("They can say no to it, and nothing worse follows if they do.")
    if now.world is World.WITH:
        told.append(
            "People do it themselves, with help. Of its "
            f"{words.hours(was.hours)} a week, staff now give {staff}."
        )
    if now.world is World.BY:
        who = f"the {staff} a week of staff" if was.staff_hours else "staff"
        told.append(f"It goes on in the community if {who} are not there.")
    if now.world.outward and now.inside:
        told.append(f"‘{now.inside}’ holds it, and the people there agree.")
    elif now.world.outward:
        told.append(
            f"Something {now.world.outward.phrase} holds it. Nothing on the list does "
            "yet."
        )
    if left:
        names = words.listed([f"‘{each}’" for each in left])
        told.append(f"Something else holds {names}, which it holds now.")
    return told


def after_the_move(
    before: Sequence[Activity], after: Sequence[Activity], name: str
) -> tuple[str, ...]:
    """What moving one activity did: what moved, what did not, and what lost its holder.

    Parameters
    ----------
    before, after
        All activities of the place, in the same order, with one of them moved between.
    name
        The one that was moved.

    Examples
    --------
    >>> visits = Activity(name="Visits", world=World.FOR, residents_hours=1,
    ...     staff_hours=9)
    >>> checks = Activity(name="Checks", world=World.TO, residents_hours=1,
    ...     staff_hours=1, inside="Visits")
    >>> moved = replace(visits, world=World.WITH)
    >>> for sentence in after_the_move([visits, checks], [moved, checks], "Visits"):
    ...     print(sentence)
    ‘Visits’ is now done with.
    ‘Checks’ was a part of ‘Visits’, which has moved to ‘done with’. What holds it now?
    Nothing else changed. Its hours are as they were, and so is who decides it.
    """
    now = {activity.name: activity for activity in after}
    told = [f"‘{name}’ is now {now[name].world.label}."]
    for was in before:
        held, holder = now[was.name], now.get(was.inside or "")
        if held.inside and held.inside != was.inside:
            told.append(f"‘{was.name}’ is now a part of ‘{held.inside}’.")
        elif holder and _held(was, before) and not _held(held, after):
            moved = (
                f"which has moved to ‘{holder.world.label}’"
                if holder.name == name
                else "and is now beside it"
            )
            told.append(
                f"‘{was.name}’ was a part of ‘{holder.name}’, {moved}. What holds it "
                "now?"
            )
    same = "Its hours are as they were, and so is who decides it."
    return (*told, f"Nothing else changed. {same}")


def _held(activity: Activity, activities: Sequence[Activity]) -> bool:
    """Whether something one world further out holds it, or it needs nothing to."""
    return activity.world is World.BY or len(chain(activity, activities).steps) > 1
