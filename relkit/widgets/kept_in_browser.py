"""`KeptInBrowser`: what was chosen and sorted goes on from page to page."""

import base64
import binascii
from typing import Any

import anywidget
import traitlets

from relkit.widgets import page
from relkit.widgets.follow import tell
from relkit.widgets.place_picker import PlacePicker
from relkit.widgets.sorting_board import SortingBoard


class KeptInBrowser(anywidget.AnyWidget):
    """Keeps the place and what was sorted in the reader's own browser.

    The browser says what it kept, or what the page's address asks for (``?case=``), as
    soon as the page stands; from then on every change is kept. A kernel that no browser
    looks at keeps nothing.

    Parameters
    ----------
    place
        Where the place is chosen.
    board
        Where its cards are sorted, if the page has a board.
    topic
        Under which name the sorting is kept.

    Examples
    --------
    >>> from relkit import cases, export
    >>> place = PlacePicker(cases.known(), read=cases.read_spreadsheet,
    ...     template=export.template)
    >>> kept = KeptInBrowser(place)
    >>> kept.found({"case": "fire_safety"})
    >>> place.value.name
    'fire_safety'
    """

    _esm = page.module("kept_in_browser")
    _css = page.style("kept_in_browser")

    value: Any = traitlets.Dict().tag(sync=True)

    def __init__(
        self, place: PlacePicker, board: SortingBoard | None = None, *, topic: str = ""
    ) -> None:
        super().__init__()
        self._place, self._board, self._topic = place, board, topic
        self._sorted: dict[str, dict[str, str]] = {}
        self._uploaded = place.uploaded
        self._listening = False
        tell(place, self._place_changed)
        if board:
            tell(board, self._keep)
        self.on_msg(self._hear)

    def found(self, kept: dict[str, Any]) -> None:
        """Go on from what the browser kept."""
        self._sorted = dict(kept.get("sorted") or {})
        own = kept.get("own") or {}
        if own and not self._place.uploaded:
            try:
                content = base64.b64decode(str(own.get("base64")), validate=True)
            except binascii.Error:
                content = b""
            self._uploaded = (str(own.get("name")), content)
            self._place.take(*self._uploaded)
            self._uploaded = self._place.uploaded
        if kept.get("case"):
            self._place.choose(str(kept["case"]))
        self._lay()
        self._listening = True

    def forget(self) -> None:
        """Start again from nothing; the browser has already let go of it."""
        self._listening = False
        self._sorted = {}
        self._place.start_again()
        if self._board:
            self._board.deal(self._place.value)
        self._listening = True

    def _place_changed(self, case: Any) -> None:
        if self._place.uploaded != self._uploaded:  # a new file counts as it is
            self._uploaded = self._place.uploaded
            self._sorted.pop(case.name, None)
        self._lay()
        self._keep(case)

    def _lay(self) -> None:
        if self._board:
            self._board.lay(self._sorted.get(self._place.value.name, {}))

    def _keep(self, _: object) -> None:
        if not self._listening:
            return
        name = self._place.value.name
        if self._board:
            self._sorted[name] = dict(self._board.placed)
        own = self._place.uploaded
        self.value = {
            "case": name,
            "own": own
            and {"name": own[0], "base64": base64.b64encode(own[1]).decode()},
            "topic": self._topic,
            "sorted": self._sorted.get(name),
        }

    def _hear(self, _: object, content: dict[str, Any], __: object) -> None:
        if "found" in content:
            self.found({**(content["found"] or {}), "sorted": self._of_topic(content)})
        elif content.get("forget"):
            self.forget()

    def _of_topic(self, content: dict[str, Any]) -> dict[str, dict[str, str]]:
        kept = (content["found"] or {}).get("sorted") or {}
        return kept.get(self._topic) or {}
