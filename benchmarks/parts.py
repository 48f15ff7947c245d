"""The parts of the benchmark: each measures something, and tells it."""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from benchmarks import (
    at_once,
    compared,
    contenders,
    fires,
    governance,
    left,
    one_by_one,
    promises,
    report,
    room,
    rounds,
    servers,
    soak,
    topics,
    visits,
)
from benchmarks.carried import Size
from benchmarks.contenders import Contender
from benchmarks.rounds import Figures

COULD_NOT = (Error, OSError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a part found: text for people, figures for programs, what went wrong."""

    text: str = ""
    written: dict[str, Any] = field(default_factory=dict)
    troubles: Sequence[str] = ()


def pages(chromium: str, number_of_rounds: int) -> Told:
    """relkit: every page beside an empty one."""
    with (
        visits.chromium(chromium) as browser,
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        servers.floor(Path(folder)) as floor,
        servers.dashboards(Path(folder)) as dashboards,
    ):
        found = rounds.subjects(floor, dashboards)
        for warm in found[:2]:  # the first answer of a server reads its templates
            rounds.seconds_to_html(warm)
        measured, troubles = _in_rounds(
            found, number_of_rounds, lambda page, _: rounds.measure(page, browser)
        )
    medians = _medians(measured)
    written = {"rounds": measured, "medians": medians}
    if rounds.FLOOR not in medians:
        return Told(written=written, troubles=troubles)
    written["targets"] = report.verdicts(medians)
    text = "\n".join([report.table(medians), "", *written["targets"]])
    return Told(text=text, written=written, troubles=troubles)


def in_browsers(chromium: str, number_of_rounds: int) -> Told:
    """Contenders: five visitors in browsers, one after another."""
    with visits.chromium(chromium) as browser:
        return _compared(
            number_of_rounds,
            lambda each, _: one_by_one.measure(each, browser),
            {compared.visits: compared.visits_verdicts},
        )


def crowds(_: str, number_of_rounds: int) -> Told:
    """Contenders: crowds at once, and their memory (30 at once: some of them once)."""
    return _compared(
        number_of_rounds,
        at_once.measure,
        {
            compared.crowds: compared.crowds_verdicts,
            compared.memory: compared.memory_verdicts,
        },
    )


def memory(_: str, __: int) -> Told:
    """relkit: memory of each page; contenders: what closed pages leave (once)."""
    own = topics.measured()
    who, found, troubles = contenders.contenders(), {}, []
    # All at once, since nothing is timed, and most of it is waiting.
    with ThreadPoolExecutor(len(who)) as pool:
        for each, looked in [(each, pool.submit(left.measure, each)) for each in who]:
            try:
                found[each.name] = looked.result()
            except COULD_NOT as trouble:
                troubles.append(f"{each.name}: {_reason(trouble)}")
    targets = topics.verdicts(own), left.verdicts(found)
    told = topics.table(own), "", *targets[0], "", left.table(found), "", *targets[1]
    held = {
        name: {seconds: asdict(each) for seconds, each in looks.items()}
        for name, looks in found.items()
    }
    written = {"own_bytes": own, "left": held, "targets": [*targets[0], *targets[1]]}
    return Told(text="\n".join(told), written=written, troubles=troubles)


def soaked(_: str, __: int) -> Told:
    """relkit: two hundred visitors one after another (once)."""
    try:
        found = soak.measured()
    except COULD_NOT as trouble:
        return Told(troubles=[_reason(trouble)])
    text = "\n".join([found.table, "", *found.verdicts])
    return Told(text=text, written=found.written)


def steps(chromium: str, _: int) -> Told:
    """relkit: single steps, a large map and fires (once)."""
    found, troubles = governance.measured(), []
    try:
        with (
            visits.chromium(chromium) as browser,
            tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
            servers.dashboards(Path(folder)) as dashboards,
        ):
            found.append(fires.measured(dashboards, browser))
    except COULD_NOT as trouble:
        troubles.append(f"fires: {_reason(trouble)}")
    text = "\n".join([promises.table(found), "", *(each.verdict for each in found)])
    written = {"promises": [each.written for each in found]}
    return Told(text=text, written=written, troubles=troubles)


def full_room(_: str, __: int) -> Told:
    """relkit: a room full of phones (once)."""
    try:
        with tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder:
            carried = room.measured(Path(folder), Size())
    except COULD_NOT as trouble:
        return Told(troubles=[_reason(trouble)])
    text = "\n".join([carried.table, "", *carried.verdicts])
    return Told(text=text, written=carried.written)


Part = Callable[[str, int], Told]
PARTS: dict[str, Part] = {
    "contenders": in_browsers,
    "crowd": crowds,
    "memory": memory,
    "soak": soaked,
    "pages": pages,
    "steps": steps,
    "room": full_room,
}


def _compared(
    number_of_rounds: int,
    measure: Callable[[Contender, int], Figures],
    tables: dict[Callable[..., str], Callable[..., list[str]]],
) -> Told:
    who = contenders.contenders()
    measured, troubles = _in_rounds(who, number_of_rounds, measure)
    if not any(each.page.by == "panel" for each in who):
        troubles.append(contenders.NO_PANEL)
    medians, text, targets = _medians(measured), [], []
    for table, verdicts in tables.items():
        text += [table(medians), "", *verdicts(medians), ""]
        targets += verdicts(medians)
    written = {"rounds": measured, "medians": medians, "targets": targets}
    return Told(text="\n".join(text).strip(), written=written, troubles=troubles)


def _in_rounds(
    subjects: Sequence[Any],
    number_of_rounds: int,
    measure: Callable[[Any, int], Figures],
) -> tuple[dict[str, list[Figures]], list[str]]:
    """Figures by subject, round by round, all in turn; what was not measured."""
    measured: dict[str, list[Figures]] = {each.name: [] for each in subjects}
    troubles = []
    for number in range(number_of_rounds):
        for each in rounds.in_turn(subjects, number):
            print(f"Round {number + 1}: {each.name}", flush=True)
            try:
                measured[each.name].append(measure(each, number))
            except COULD_NOT as trouble:
                where = f"{each.name}, round {number + 1}"
                troubles.append(f"{where}: {_reason(trouble)}")
    return measured, troubles


def _medians(measured: dict[str, list[Figures]]) -> dict[str, Figures]:
    return {name: report.medians(all_) for name, all_ in measured.items() if all_}


def _reason(trouble: Exception) -> str:
    return str(trouble).partition("\n")[0]
