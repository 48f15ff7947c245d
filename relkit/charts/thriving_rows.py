"""Thriving together: where each name stands, in columns and in blocks.

Heights are in ems and follow the lines that a name has.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from relkit.charts import theme
from relkit.charts.thriving_words import LIVING, MEETING, PREPARING
from relkit.models.thriving import ThreeWorlds

MARKS = {LIVING: "circle", MEETING: "square", PREPARING: "diamond"}
LETTERS = {LIVING: 30, MEETING: 27, PREPARING: 30}
ON_A_PHONE = {0: 30, 1: 31}
"""Letters in a line of a block, by how far it is set in."""
LINE_EMS, BETWEEN_EMS, HEAD_EMS, FOOT_EMS = 1.05, 0.75, 1.9, 0.5
ROUNDS = 4
Rows = list[dict[str, Any]]


def columns(worlds: ThreeWorlds) -> tuple[Rows, Rows, float]:
    """The rows of three columns, the ties between them, and how high all is, in ems."""
    order = _with_few_crossings(worlds)
    said = _said(worlds)
    stacks = {}
    for world, names in order.items():
        stacks[world] = [
            {
                "world": world,
                "name": name,
                **said[world, name],
                **_lines(said[world, name]["text"], LETTERS[world], world),
            }
            for name in names
        ]
    tall = max(sum(row["high"] + BETWEEN_EMS for row in s) for s in stacks.values())
    at = {}
    for world, stack in stacks.items():
        spare = tall - sum(row["high"] + BETWEEN_EMS for row in stack)
        each = BETWEEN_EMS + spare / max(1, len(stack))
        begins, _ = theme.tops([row["high"] + each for row in stack], HEAD_EMS)
        for row, begin in zip(stack, begins, strict=True):
            row["at"] = round(begin + (row["high"] + each) / 2, 3)
            at[world, row["name"]] = row["at"]
    rows = [row for stack in stacks.values() for row in stack]
    return rows, _ties(worlds, at), HEAD_EMS + tall + FOOT_EMS


def blocks(worlds: ThreeWorlds) -> tuple[Rows, float]:
    """The rows of one column, each encounter above what it links, and its height."""
    said = _said(worlds)
    rows: Rows = []

    def add(world: str, name: str, depth: int, parent: int = -1) -> None:
        rows.append(
            {
                "world": world,
                "depth": depth,
                "parent": parent,
                **said[world, name],
                **_lines(said[world, name]["text"], ON_A_PHONE[depth], world),
            }
        )

    for world in (MEETING, LIVING, PREPARING):  # what each mark means
        said[world, ""] = _told(world, [])
        add(world, "", 0)
    for encounter in worlds.encounters:
        parent = len(rows)
        add(MEETING, encounter.name, 0)
        for name in encounter.situations:
            add(LIVING, name, 1, parent)
        for name in encounter.preparations:
            add(PREPARING, name, 1, parent)
    for world, listed in (
        (LIVING, worlds.situations),
        (PREPARING, worlds.preparations),
    ):
        for each in listed:
            if said[world, each.name]["hollow"]:
                add(world, each.name, 0)
    gaps = [BETWEEN_EMS + 0.6 * (row["depth"] == 0) for row in rows]
    begins, total = theme.tops(
        [
            LINE_EMS * len(row["lines"]) + gap
            for row, gap in zip(rows, gaps, strict=True)
        ],
        0,
    )
    for row, begin, gap in zip(rows, begins, gaps, strict=True):
        row["at"] = round(begin + gap + LINE_EMS * len(row["lines"]) / 2, 3)
        row["above"] = rows[row["parent"]]["at"] if row["parent"] >= 0 else 0
    return rows, total + FOOT_EMS


def _lines(text: str, letters: int, world: str) -> dict[str, Any]:
    lines = theme.lines(text, wide=letters, narrow=letters)["wide"]
    inside = 0.7 if world == MEETING else 0
    return {"lines": lines, "high": LINE_EMS * len(lines) + inside}


def _said(worlds: ThreeWorlds) -> dict[tuple[str, str], dict[str, Any]]:
    """What stands beside each name's mark, and whether it has no link."""
    met = {name for each in worlds.encounters for name in each.situations}
    drawn = {name for each in worlds.encounters for name in each.preparations}
    said = {}
    for s in worlds.situations:
        said[LIVING, s.name] = _told(s.name, [] if s.name in met else ["meets no one"])
    for p in worlds.preparations:
        missing = [] if p.name in drawn else ["in no encounter"]
        said[PREPARING, p.name] = _told(p.name, missing)
    for e in worlds.encounters:
        missing = [] if e.situations else ["in nobody’s life"]
        missing += [] if e.preparations else ["nobody prepared"]
        said[MEETING, e.name] = _told(e.name, missing)
    return said


def _told(name: str, missing: Sequence[str]) -> dict[str, Any]:
    return {
        "text": f"{name} ({', '.join(missing)})" if missing else name,
        "hollow": bool(missing),
    }


def _with_few_crossings(worlds: ThreeWorlds) -> dict[str, list[str]]:
    """The names of each column, those that are linked near to one another.

    What has no link comes last.
    """
    order = {
        LIVING: [each.name for each in worlds.situations],
        MEETING: [each.name for each in worlds.encounters],
        PREPARING: [each.name for each in worlds.preparations],
    }
    sides = {
        LIVING: {e.name: e.situations for e in worlds.encounters},
        PREPARING: {e.name: e.preparations for e in worlds.encounters},
    }
    for _ in range(ROUNDS):
        places = {name: n for n, name in enumerate(order[MEETING])}
        outer = dict[str, list[float]]()
        for world, linked in sides.items():
            met = {
                name: [places[e] for e in places if name in linked[e]]
                for name in order[world]
            }
            order[world] = sorted(order[world], key=lambda name: _mean(met[name]))
            for n, name in enumerate(order[world]):
                for e in places:
                    if name in linked[e]:
                        outer.setdefault(e, []).append(n / len(order[world]))
        order[MEETING] = sorted(places, key=lambda e: _mean(outer.get(e, [])))
    return order


def _mean(places: Sequence[float]) -> float:
    return sum(places) / len(places) if places else float("inf")


def _ties(worlds: ThreeWorlds, at: Mapping[tuple[str, str], float]) -> Rows:
    """A row for each link: how far down it is at its left end, and at its right."""
    pairs = [
        (side, at[side, name], at[MEETING, each.name])
        for each in worlds.encounters
        for side, names in ((LIVING, each.situations), (PREPARING, each.preparations))
        for name in names
        if (side, name) in at
    ]
    return [
        {
            "link": link,
            "side": side,
            "left": outer if side == LIVING else middle,
            "right": middle if side == LIVING else outer,
        }
        for link, (side, outer, middle) in enumerate(pairs)
    ]
