"""`Download`: the present state of the page as files that open again."""

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from relkit.widgets import page


class Download(anywidget.AnyWidget):
    """Buttons that save a widget's value, one for each kind of file.

    Parameters
    ----------
    source
        The widget whose value is saved; the value has a ``name``.
    kinds
        For each file ending, what makes the file's bytes of the value.

    Examples
    --------
    >>> from relkit import export
    >>> from relkit.models.four_worlds import World
    >>> from relkit.widgets import SortingBoard
    >>> board = SortingBoard(of="activities", by="world", bins=World)
    >>> Download(board, {".xlsx": export.to_xlsx}).endings
    ['.xlsx']
    """

    _esm = page.module("download")
    _css = page.style("download")

    endings = traitlets.List().tag(sync=True)

    def __init__(
        self, source: Any, kinds: Mapping[str, Callable[[Any], bytes]]
    ) -> None:
        super().__init__(endings=list(kinds))
        self._source, self._kinds = source, kinds
        self.on_msg(self._answer)

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        ending = str(content.get("want"))
        if ending in self._kinds:
            value = self._source.value
            made = self._kinds[ending](value)
            self.send({"here": f"{value.name}{ending}"}, buffers=[made])
