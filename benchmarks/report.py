"""Medians beside their targets: a table for people, JSON for programs."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.rounds import FLOOR, Figures

MB = 1_000_000
NAME_WIDTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A figure of the table, worked out from a page's medians and the floor's."""

    heads: tuple[str, str]
    figure: Callable[[Figures, Figures], float]
    digits: int = 0
    target: float | None = None
    says: str = ""

    def missed(self, page: Figures, floor: Figures) -> bool:
        """Whether the figure, as it is printed, is above its target."""
        if self.target is None:
            return False
        return round(self.figure(page, floor), self.digits) > self.target


COLUMNS = (
    Column(heads=("HTML", "s"), figure=lambda page, _: page["html_seconds"], digits=2),
    Column(
        heads=("HTML", "floors"),
        figure=lambda page, floor: page["html_seconds"] / floor["html_seconds"],
        digits=1,
        target=3.5,
        says="HTML takes at most 3.5 times as long as the floor's",
    ),
    Column(
        heads=("drawn", "s"),
        figure=lambda page, _: page["picture_seconds"],
        digits=2,
    ),
    Column(
        heads=("first", "MB"),
        figure=lambda page, _: page["first_bytes"] / MB,
        digits=2,
        target=2.5,
        says="a first visit transfers at most 2.5 MB",
    ),
    Column(
        heads=("second", "MB"),
        figure=lambda page, _: page["second_bytes"] / MB,
        digits=2,
        target=0.3,
        says="a second visit transfers at most 0.3 MB",
    ),
    Column(heads=("asked", "files"), figure=lambda page, _: page["requests"]),
    Column(
        heads=("Vega", "times"),
        figure=lambda page, _: page["vega"],
        target=1,
        says="Vega is sent at most once for a page",
    ),
    Column(heads=("kernel", "MB"), figure=lambda page, _: page["kernel_bytes"] / MB),
    Column(
        heads=("in all", "MB"),
        figure=lambda page, _: (page["kernel_bytes"] + page["server_bytes"]) / MB,
        target=110,
        says="a visitor takes at most 110 MB, kernel and growth of the server",
    ),
)


def medians(rounds: Sequence[Figures]) -> Figures:
    """The median of each figure over the rounds that have it.

    Parameters
    ----------
    rounds
        One page's figures, round by round.
    """
    names = dict.fromkeys(name for figures in rounds for name in figures)
    return {
        name: median(each[name] for each in rounds if name in each) for name in names
    }


def table(pages: Mapping[str, Figures]) -> str:
    """The figures as text, with targets above and what was missed marked ``!``.

    Parameters
    ----------
    pages
        Medians by page; the floor among them.
    """
    floor = pages[FLOOR]
    lines = [
        _line("", [column.heads[0] for column in COLUMNS]),
        _line("", [column.heads[1] for column in COLUMNS]),
        _line("target: at most", [_target(column) for column in COLUMNS]),
        "",
    ]
    for name, page in pages.items():
        lines.append(_line(name, [_cell(column, page, floor) for column in COLUMNS]))
    return "\n".join(lines)


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{NAME_WIDTH}}{''.join(f'{cell:>7}' for cell in cells)}".rstrip()


def _target(column: Column) -> str:
    return "" if column.target is None else f"{column.target:g} "


def _cell(column: Column, page: Figures, floor: Figures) -> str:
    missed = page is not floor and column.missed(page, floor)
    return f"{column.figure(page, floor):.{column.digits}f}{'!' if missed else ' '}"


def verdicts(pages: Mapping[str, Figures]) -> list[str]:
    """A sentence for each target: met, or missed and by which pages.

    Parameters
    ----------
    pages
        Medians by page; the floor among them, which no target binds.
    """
    floor = pages[FLOOR]
    dashboards = {name: page for name, page in pages.items() if page is not floor}
    sentences = []
    for column in COLUMNS:
        if column.target is None:
            continue
        by = [name for name, page in dashboards.items() if column.missed(page, floor)]
        result = f"MISSED by {', '.join(by)}" if by else "met"
        sentences.append(f"{result}: {column.says}.")
    return sentences


def write(file: Path, content: Mapping[str, object]) -> None:
    """Write the run as JSON, making the folder if there is none.

    Parameters
    ----------
    file
        Where to.
    content
        The machine, the rounds and the medians.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")
