"""What one more visitor of each page takes: each topic has kernels of its own size."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks import at_once, contenders, markdown, servers, tree
from benchmarks.compared import MB, MOST_MB
from benchmarks.crowd import crowd
from benchmarks.rounds import ROOT

VISITORS = 3


def measured() -> dict[str, float]:
    """Own bytes for each visitor of a page, by page, on one ``relkit serve``."""
    found = {}
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        servers.dashboards(Path(folder)) as server,
    ):
        for name in ("notebooks", "exercises"):
            for file in sorted((ROOT / name).glob("*.ipynb")):
                found[f"{name}/{file.stem}"] = _own_bytes(server, file)
    return found


def _own_bytes(server: servers.Server, file: Path) -> float:
    path = f"/voila/render/{file.parent.name}/{file.name}"
    with crowd(server, contenders.kernel_page(file, path)) as visitors:
        at_once.come_and_go(server, visitors)
        before = tree.own_bytes(server)
        visitors.tell("come", VISITORS)
        visitors.tell("stay")
        tree.rest(server)
        found = (tree.own_bytes(server) - before) / VISITORS
        visitors.tell("end")
        tree.rest(server)
    return found


def table(pages: Mapping[str, float]) -> str:
    """Own memory of each page.

    Parameters
    ----------
    pages
        Bytes by page.
    """
    rows = [[name, f"{own / MB:.1f}"] for name, own in pages.items()]
    return markdown.table(
        [f"relkit serve, {VISITORS} visitors of", "own MB each"], rows
    )


def verdicts(pages: Mapping[str, float]) -> list[str]:
    """Whether each page takes no more than a visitor may, and which take more.

    Parameters
    ----------
    pages
        Bytes by page.
    """
    by = [name for name, own in pages.items() if round(own / MB, 1) > MOST_MB]
    result = f"MISSED by {', '.join(by)}" if by else "met"
    return [f"{result}: at most {MOST_MB} MB of memory for a visitor of each page."]
