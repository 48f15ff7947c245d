"""`Picture`: a chart, its heading, its caption and its table, as one thing."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import anywidget
import traitlets

from relkit.charts.drawing import Drawing
from relkit.models.case import Case, Kind
from relkit.widgets import page


class Picture(anywidget.AnyWidget):
    """A picture of values, with its text twin, redrawn whenever the values change.

    Where the drawing has several views, one control switches between them. Each
    picture can be saved as SVG and PNG, with its heading, place, date and source. Where
    there is nothing to draw, the words stand alone.

    Vega comes from the server's own address where there is one, and else once per page
    from the first picture's kernel.

    Parameters
    ----------
    draw
        What makes the drawing of the values.
    of
        The field of the case that holds those values; without it, all of what is shown.
    name
        The name of the files that are saved from it.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.charts import four_worlds
    >>> picture = Picture(four_worlds.worlds, of="activities", name="four worlds")
    >>> picture.show(cases.known()[0])
    >>> [view["label"] for view in picture.views]
    ['Side by side', 'One inside another']
    """

    _esm = page.module("picture")
    _css = page.style("picture")

    spec = traitlets.Dict().tag(sync=True)
    views = traitlets.List().tag(sync=True)
    view = traitlets.Int(0).tag(sync=True)
    control = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode().tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self, draw: Callable[[Any], Drawing], *, of: str = "", name: str
    ) -> None:
        super().__init__(name=name)
        self._draw, self._of = draw, of
        self.on_msg(self._send_vega)

    def show(self, value: Any) -> None:
        """Draw this value instead of the one before: a case, or what has one."""
        drawing = self._draw(getattr(value, self._of) if self._of else value)
        with self.hold_sync():
            self.value = value
            chart = drawing.chart
            self.spec = chart.to_dict(validate=False) if chart is not None else {}
            self.views = [asdict(view) for view in drawing.views]
            self.control, self.source = drawing.control, drawing.source
            case = getattr(value, "case", value)
            self.place = _told(case) if isinstance(case, Case) else ""

    def _send_vega(self, _: object, content: object, __: object) -> None:
        if content == {"want": "vega"}:
            bundle = (page.STATIC / "vega.js").read_bytes()
            self.send({"here": "vega"}, buffers=[bundle])


def _told(case: Case) -> str:
    """Which place it is, and whether it is made up."""
    names = [name for name in (case.title, case.place) if name]
    told = ", ".join(dict.fromkeys(names))
    return f"{told} (an invented place)" if case.kind is Kind.INVENTED else told
