"""A number of the fires is moved: how long until both pictures are drawn anew."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from benchmarks import visits
from benchmarks.promises import Promise
from benchmarks.servers import Server
from relkit.models import dials
from relkit.models.fires_numbers import FIRES, Parameters

PATH = "/voila/render/notebooks/03_thriving_together.ipynb"
MOVED = "response_s"  # it changes both pictures
MOVES = 24
STEPS = 5  # so many steps of the slider each time
PAUSE_MS = 400  # so that each move begins on a page at rest

_MOVE = """([label, number, longest]) => new Promise((done, fail) => {
  const dials = document.querySelector(".relkit-dials");
  const after = (it) => dials.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING;
  const pictures = [...document.querySelectorAll(".relkit-picture .canvas")].filter(after);
  const named = [...dials.querySelectorAll("label")].find((it) => it.textContent === label);
  const range = document.getElementById(named.htmlFor);
  const missing = new Set(pictures);
  const drawn = new MutationObserver((changes) => {
    for (const { target } of changes) missing.delete(target);
    if (missing.size) return;
    drawn.disconnect();
    clearTimeout(late);
    // the next frame, and then as soon as it has been painted
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  const tooLate = () => fail(new Error("A picture was not drawn anew."));
  for (const picture of pictures) drawn.observe(picture, { childList: true });
  const late = setTimeout(tooLate, longest);
  const start = performance.now();
  range.value = number;
  range.dispatchEvent(new Event("input", { bubbles: true }));
})"""  # noqa: E501  JavaScript keeps its own lines


def measured(server: Server, browser: Browser) -> Promise:
    """Milliseconds from each move of a slider to both pictures on the page.

    Parameters
    ----------
    server
        ``relkit serve``.
    browser
        The browser.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        with visits.visit(context, server.base + PATH, visits.PICTURE) as visit:
            page = visit.page
            page.wait_for_function(
                "!document.querySelector('.relkit-picture .canvas.waiting')"
            )
            figures = tuple(_moves(page))
            html = page.content()
        server.end_kernel(html)
    finally:
        context.close()
    return Promise(
        name=f"{FIRES:,} fires redrawn after a move ({len(figures)} moves)",
        unit="ms",
        at_most=200,
        digits=0,
        figures=figures,
    )


def _moves(page: Page) -> Iterator[float]:
    """Milliseconds of each move, from the least number upwards."""
    [moved] = [each for each in dials.table(Parameters) if each.name == MOVED]
    longest = visits.LONGEST_SECONDS * 1000
    for n in range(MOVES):
        number = moved.least + n * STEPS * moved.step
        yield page.evaluate(_MOVE, [moved.label, number, longest])
        page.wait_for_timeout(PAUSE_MS)
