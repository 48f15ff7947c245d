"""Measure relkit beside what else there is, its pages, single steps, a full room."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine, report, servers
from benchmarks.parts import PARTS, Told

RESULTS = servers.ROOT / "build" / "bench.json"


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
    chromium = _chromium()
    if chromium is None:
        print("No Chromium was found. Say where it is in RELKIT_CHROMIUM.")
        return 1
    load = machine.load()
    quiet = "quiet" if load <= machine.BUSY_LOAD else "BUSY: the seconds will wander"
    print(f"Load before the start: {load:.2f} ({quiet}).", flush=True)
    about = machine.described(_version(chromium)) | {"load_before": load}
    content: dict[str, Any] = {"machine": about, "rounds": options.rounds}
    print(f"{machine.in_short(about)} Medians of {options.rounds}.", flush=True)
    troubles = []
    for name in options.only or PARTS:
        print(f"\n{PARTS[name].__doc__}", flush=True)
        start = time.monotonic()
        told = PARTS[name](chromium, options.rounds)
        _tell(told, time.monotonic() - start)
        content[name] = told.written
        troubles += [f"{name}: {trouble}" for trouble in told.troubles]
    report.write(options.json, content | {"not_measured": troubles})
    print(f"\nEvery figure of every round is in {options.json}.")
    return 1 if troubles else 0


def _parser() -> argparse.ArgumentParser:
    said = [f"{name:12}{part.__doc__}" for name, part in PARTS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="\n".join(["the parts, in their order:", *said]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only",
        choices=PARTS,
        action="append",
        help="measure this part alone; can be given several times",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        choices=range(1, 51),
        default=3,
        metavar="NUMBER",
        help="how often each page and each contender is measured, 1 to 50 "
        "(default: %(default)s)",
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


def _version(chromium: str) -> str:
    asked = subprocess.run(
        [chromium, "--version"], capture_output=True, text=True, timeout=30, check=True
    )
    return next(word for word in asked.stdout.split() if word[0].isdecimal())


def _tell(told: Told, seconds: float) -> None:
    print(f"\n{told.text}")
    for trouble in told.troubles:
        print(f"Not measured: {trouble}")
    print(f"({seconds / 60:.1f} minutes)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
