"""Who is compared: the floor, Voilà, relkit, and what people would pick instead."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import servers, visits
from benchmarks.callers import Page
from benchmarks.servers import ROOT, Server

PAGE = ROOT / "notebooks" / "01_four_worlds.ipynb"
PANEL = ROOT / "benchmarks" / "panel_four_worlds.py"
POOL = 5

FLOOR, PLAIN, RELKIT = "Voilà, one empty slider", "Voilà", "relkit serve"
NO_PANEL = "Panel: it is not installed. `make bench` installs it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A server with one page to open, and how to tell that it is seen, or whole.

    A full house takes most of the time, so only those that are ``judged`` by it have it
    in every round; the others once.
    """

    name: str
    start: Callable[[Path], AbstractContextManager[Server]]
    seen: str
    page: Page
    judged: bool = False


def contenders() -> list[Contender]:
    """All that can be measured here; without Panel if it is not installed."""
    below = f"/voila/render/notebooks/{PAGE.name}"
    four_worlds, here = kernel_page(PAGE, "/"), kernel_page(PAGE, below)
    pooled = ("--preheat_kernel=True", f"--pool_size={POOL}")
    found = [
        Contender(
            name=FLOOR,
            start=servers.floor,
            seen=visits.SLIDER,
            page=Page(path="/", widgets=1),
        ),
        Contender(
            name=PLAIN,
            start=lambda folder: servers.plain_voila(folder, PAGE),
            seen=visits.PICTURE,
            page=four_worlds,
            judged=True,
        ),
        Contender(
            name=f"Voilà, {POOL} kernels preheated",
            start=lambda folder: servers.plain_voila(folder, PAGE, *pooled),
            seen=visits.PICTURE,
            page=four_worlds,
        ),
        Contender(
            name=RELKIT,
            start=servers.dashboards,
            seen=visits.PICTURE,
            page=here,
            judged=True,
        ),
        Contender(
            name="relkit serve --kernels spawn",
            start=lambda folder: servers.dashboards(folder, "--kernels", "spawn"),
            seen=visits.PICTURE,
            page=here,
        ),
    ]
    if find_spec("panel"):
        page = Page(path=f"/{PANEL.stem}", widgets=3, text="", by="panel")
        found.append(
            Contender(
                name="Panel",
                start=lambda folder: servers.panel(folder, PANEL),
                seen=visits.PANEL_PICTURE,
                page=page,
                judged=True,
            )
        )
    return found


def kernel_page(notebook: Path, path: str) -> Page:
    """What must be in a notebook's page, read from the notebook.

    Parameters
    ----------
    notebook
        The notebook, with its outputs stored.
    path
        Its address on the server.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    outputs = [out for cell in code for out in cell["outputs"]]
    printed = ["".join(out["text"]) for out in outputs if "text" in out]
    shown = [c for c in code if "nbval-ignore-output" in c["metadata"].get("tags", [])]
    text = printed[-1].strip().splitlines()[-1] if printed else ""
    return Page(path=path, widgets=len(shown), text=text)
