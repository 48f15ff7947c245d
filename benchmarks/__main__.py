"""Measure every page beside an empty one, single steps, and a full room."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Error

from benchmarks import (
    fires,
    governance,
    machine,
    promises,
    report,
    room,
    rounds,
    servers,
    visits,
)
from benchmarks.carried import Carried, Size

RESULTS = rounds.ROOT / "build" / "bench.json"
COULD_NOT = (Error, OSError, RuntimeError)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark.

    Parameters
    ----------
    argv
        The words after ``python -m benchmarks``; those of the terminal by default.

    Returns
    -------
    int
        0, also when targets are missed; 1 if something could not be measured.
    """
    options = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that blocks end
    executable = _chromium()
    if executable is None:
        print("No Chromium was found. Say where it is in RELKIT_CHROMIUM.")
        return 1
    load = machine.load()
    quiet = "quiet" if load <= machine.BUSY_LOAD else "BUSY: the seconds will wander"
    print(f"Load before the start: {load:.2f} ({quiet}).", flush=True)
    with visits.chromium(executable) as browser:
        about = machine.described(browser.version) | {"load_before": load}
        measured, steps, troubles = _measured(browser, options.rounds)
    carried, trouble = _carried()
    return _tell(about, measured, steps, carried, troubles + trouble, options.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--rounds",
        type=int,
        choices=range(1, 51),
        default=3,
        metavar="NUMBER",
        help="how often each page is measured, 1 to 50 (default: %(default)s)",
    )
    parser.add_argument(
        "--json",
        type=Path,
        default=RESULTS,
        metavar="FILE",
        help="where to write the figures (default: build/bench.json)",
    )
    return parser


def _chromium() -> str | None:
    names = (os.environ.get("RELKIT_CHROMIUM"), "chromium", "chromium-browser")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def _measured(
    browser: Browser, number_of_rounds: int
) -> tuple[dict[str, list[rounds.Figures]], list[promises.Promise], list[str]]:
    """The figures of each page, round by round; of steps; what was not measured."""
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        servers.floor(Path(folder)) as floor,
        servers.dashboards(Path(folder)) as dashboards,
    ):
        pages = rounds.subjects(floor, dashboards)
        measured: dict[str, list[rounds.Figures]] = {page.name: [] for page in pages}
        troubles = []
        for warm in pages[:2]:  # the first answer of a server reads its templates
            rounds.seconds_to_html(warm)
        for number in range(number_of_rounds):
            for page in rounds.in_turn(pages, number):
                print(f"Round {number + 1}: {page.name}", flush=True)
                try:
                    measured[page.name].append(rounds.measure(page, browser))
                except COULD_NOT as trouble:
                    where = f"{page.name}, round {number + 1}"
                    troubles.append(f"{where}: {_reason(trouble)}")
        steps, trouble = _steps(browser, dashboards)
    return measured, steps, troubles + trouble


def _steps(
    browser: Browser, dashboards: servers.Server
) -> tuple[list[promises.Promise], list[str]]:
    """The figures of single steps, and what could not be measured."""
    print("Single steps: a large map, and fires", flush=True)
    steps = governance.measured()
    try:
        return [*steps, fires.measured(dashboards, browser)], []
    except COULD_NOT as trouble:
        return steps, [f"fires: {_reason(trouble)}"]


def _carried() -> tuple[Carried | None, list[str]]:
    """What a full room carries; why that could not be measured."""
    print("A room full of phones", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder:
            return room.measured(Path(folder), Size()), []
    except COULD_NOT as trouble:
        return None, [f"a room full of phones: {_reason(trouble)}"]


def _reason(trouble: Exception) -> str:
    return str(trouble).partition("\n")[0]


def _tell(
    about: dict[str, object],
    measured: dict[str, list[rounds.Figures]],
    steps: list[promises.Promise],
    carried: Carried | None,
    troubles: list[str],
    file: Path,
) -> int:
    pages = {name: report.medians(all_) for name, all_ in measured.items() if all_}
    content = {
        "machine": about,
        "rounds": measured,
        "medians": pages,
        "promises": [each.written for each in steps],
        "room": carried and carried.written,
        "not_measured": troubles,
    }
    how_often = max(map(len, measured.values()))
    print(f"\nMedians of {how_often}. {machine.in_short(about)}")
    if rounds.FLOOR in pages:
        content["targets"] = report.verdicts(pages)
        print(f"\n{report.table(pages)}\n", *content["targets"], sep="\n")
    print(f"\n{promises.table(steps)}\n", *(step.verdict for step in steps), sep="\n")
    if carried is not None:
        print(f"\n{carried.table}\n", *carried.verdicts, sep="\n")
    for trouble in troubles:
        print(f"Not measured: {trouble}")
    report.write(file, content)
    print(f"\nEvery figure of every round is in {file}.")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
