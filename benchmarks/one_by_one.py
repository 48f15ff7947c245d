"""Five visitors in browsers, one after another, who all stay."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import tree, visits
from benchmarks.contenders import Contender
from benchmarks.rounds import Figures

VISITORS = 5
_ARRIVED = "performance.getEntriesByType('navigation')[0].responseEnd / 1000"


def measure(contender: Contender, browser: Browser) -> Figures:
    """One round: a fresh server, and the seconds to HTML and picture of two visitors.

    Each has a browser of their own that has kept nothing, and comes when the page of
    the one before is at rest.

    Parameters
    ----------
    contender
        Whose server.
    browser
        The browser.
    """
    figures = Figures()
    with (
        tempfile.TemporaryDirectory(prefix="relkit-bench-") as folder,
        contender.start(Path(folder)) as server,
        ExitStack() as all_stay,
    ):
        tree.rest(server)  # what is started ahead has started
        for number in range(1, VISITORS + 1):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            all_stay.callback(context.close)
            address = server.base + contender.page.path
            visit = all_stay.enter_context(
                visits.visit(context, address, contender.seen)
            )
            figures[f"html_seconds_{number}"] = visit.page.evaluate(_ARRIVED)
            figures[f"picture_seconds_{number}"] = visit.seconds
    return figures
