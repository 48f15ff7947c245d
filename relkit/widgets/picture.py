"""`Picture`: a chart, its heading, its caption and its table, as one thing."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import traitlets

from relkit.charts.drawing import Drawing, drawn
from relkit.models.case import Case
from relkit.widgets import page
from relkit.widgets.follow import tell
from relkit.widgets.widget import Widget


class Picture(Widget):
    """A picture of values, with its text twin, redrawn whenever the values change.

    Where the drawing has several views, one control switches between them: buttons, or
    a list where there are many. Each picture can be saved as SVG and PNG, with its
    heading, place, date and source. Where there is nothing to draw, the words stand
    alone.

    Vega comes from the server's own address where there is one, and else once per page
    from the first picture's kernel.

    Parameters
    ----------
    draw
        What makes the drawing of the values, which are hashable, as cases are.
    chosen
        Widgets whose own values ``draw`` is given after these, such as a `Choice`: a
        new one is drawn too.
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
        self,
        draw: Callable[..., Drawing],
        *chosen: traitlets.HasTraits,
        of: str = "",
        name: str,
    ) -> None:
        super().__init__(name=name)
        self._draw, self._of, self._chosen = draw, of, chosen
        for each in chosen:
            tell(each, lambda _: self.value is None or self.show(self.value))
        self.on_msg(self._send_vega)

    def show(self, value: Any) -> None:
        """Draw this value, a case or what has one, instead of the one before.

        Where the view that was chosen is there again, it stays chosen.
        """
        values = getattr(value, self._of) if self._of else value
        drawing, spec = drawn(
            self._draw, values, *(each.value for each in self._chosen)
        )
        with self.hold_sync():
            self.value, self.spec = value, spec
            before = [view["label"] for view in self.views][self.view : self.view + 1]
            self.views = [asdict(view) for view in drawing.views]
            labels = [view.label for view in drawing.views]
            if before and before != labels[self.view : self.view + 1]:
                self.view = _place(before[0], labels, drawing.newest)
            self.control, self.source = drawing.control, drawing.source
            case = getattr(value, "case", value)
            self.place = case.called if isinstance(case, Case) else ""

    def _send_vega(self, _: object, content: object, __: object) -> None:
        if content == {"want": "vega"}:
            bundle = (page.STATIC / "vega.js").read_bytes()
            self.send({"here": "vega"}, buffers=[bundle])


def _place(label: str, labels: list[str], otherwise: int) -> int:
    return labels.index(label) if label in labels else otherwise
