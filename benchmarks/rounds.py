"""One round: each page visited as a person would, and what it cost."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from benchmarks import memory, visits
from benchmarks.servers import Server

ROOT = Path(__file__).parents[1]
FLOOR = "floor: one empty slider"

Figures = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A page to measure, the server that shows it, and how to tell that it is seen."""

    name: str
    server: Server
    path: str
    seen: str


def subjects(floor: Server, dashboards: Server) -> list[Subject]:
    """The floor, then every notebook and exercise.

    Parameters
    ----------
    floor
        Plain Voilà with its one page.
    dashboards
        ``relkit serve``.
    """
    found = [Subject(name=FLOOR, server=floor, path="/", seen=visits.SLIDER)]
    for folder in ("notebooks", "exercises"):
        for file in sorted((ROOT / folder).glob("*.ipynb")):
            found.append(
                Subject(
                    name=f"{folder}/{file.stem}",
                    server=dashboards,
                    path=f"/voila/render/{folder}/{file.name}",
                    seen=visits.PICTURE if _has_picture(file) else visits.WIDGET,
                )
            )
    return found


def _has_picture(file: Path) -> bool:
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return any("Picture(" in source for source in code)


def measure(subject: Subject, browser: Browser) -> Figures:
    """Everything about one page, once: seconds, bytes and memory (in bytes).

    Parameters
    ----------
    subject
        The page.
    browser
        The browser. Each first visit starts with nothing kept from before.

    Raises
    ------
    RuntimeError
        If a part of the page failed: figures of half a page would flatter it.
    """
    figures = {"html_seconds": seconds_to_html(subject)}
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        figures |= _first_visit(subject, context)
        figures |= _second_visit(subject, context)
    finally:
        context.close()
    return figures


def seconds_to_html(subject: Subject) -> float:
    """Request to last byte; the page's kernel has ended when this returns."""
    html, seconds = subject.server.html(subject.path)
    subject.server.end_kernel(html)
    _refuse_failed(html, subject)
    return seconds


def _refuse_failed(html: str, subject: Subject) -> None:
    # Voilà answers 200 all the same; the second is what relkit's own page says.
    signs = ("error when executing cell", 'class="notice relkit-failed"')
    if any(sign in html for sign in signs):
        raise RuntimeError(f"A part of {subject.name} could not be shown.")


def _first_visit(subject: Subject, context: BrowserContext) -> Figures:
    server = subject.server.process
    running, before = memory.kernels(server), memory.own_bytes(server)
    with _visit(subject, context) as (visit, carried):
        kernels = memory.kernels(server) - running
        figures = {
            "picture_seconds": visit.seconds,
            "requests": visit.traffic.requests,
            "vega": visit.traffic.vega,
            "kernel_bytes": sum(memory.own_bytes(kernel) for kernel in kernels),
            "server_bytes": memory.own_bytes(server) - before,
            "first_bytes": carried(),
        }
        html = visit.page.content()
    subject.server.end_kernel(html)
    return figures


def _second_visit(subject: Subject, context: BrowserContext) -> Figures:
    with _visit(subject, context) as (visit, carried):
        figures = {
            "second_picture_seconds": visit.seconds,
            "second_requests": visit.traffic.requests,
            "second_bytes": carried(),
        }
        html = visit.page.content()
    subject.server.end_kernel(html)
    return figures


@contextmanager
def _visit(
    subject: Subject, context: BrowserContext
) -> Iterator[tuple[visits.Visit, Callable[[], int]]]:
    """A visit, and what says how many bytes have travelled for it so far."""
    server = subject.server
    before = server.wire.carried
    with visits.visit(context, server.by_wire + subject.path, subject.seen) as visit:
        yield visit, lambda: server.wire.carried - before


def in_turn(pages: Sequence[Subject], number: int) -> list[Subject]:
    """The pages in the order of this round: there, then back.

    A machine that grows slower during the run then harms none more than another.

    Parameters
    ----------
    pages
        All pages.
    number
        The round, counted from 0.
    """
    return list(pages) if number % 2 == 0 else list(reversed(pages))
