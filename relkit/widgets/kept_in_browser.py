"""`KeptInBrowser`: what was chosen and sorted goes on from page to page."""

import base64
from dataclasses import replace
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

    def __init__(self, place: PlacePicker, board: SortingBoard | None = None) -> None:
        super().__init__()
        self._place, self._board = place, board
        self._sorted: dict[str, dict[str, dict[str, str]]] = {}  # by topic, then place
        self._uploaded = place.uploaded
        self._listening = False
        self._laid = ""  # the place whose cards lie as they were sorted
        tell(place, self._place_changed)
        if board:
            tell(board, self._board_changed)
        self.on_msg(self._hear)

    def found(self, kept: dict[str, Any]) -> None:
        """Go on from what the browser kept; what makes no sense is passed over.

        A place that relkit is started with comes before a place that was kept.
        """
        self._sorted = {
            topic: {case: _bins(placed) for case, placed in _said(places).items()}
            for topic, places in _said(kept.get("sorted")).items()
        }
        own = _said(kept.get("own"))
        if own and not self._place.uploaded:
            try:
                content = base64.b64decode(str(own.get("base64")), validate=True)
            except ValueError:
                content = b""
            self._uploaded = (str(own.get("name"))[:200], content)
            self._place.take(*self._uploaded)
            self._uploaded = self._place.uploaded
        first = self._place.first
        case = kept.get("case") if kept.get("first", first) == first else first
        asked = kept.get("asked") or case
        if asked and isinstance(asked, str):
            self._place.choose(asked)
        self._lay()
        self._listening = True

    def forget(self) -> None:
        """Start again from nothing; the browser has already let go of it."""
        self._listening = False
        self._sorted = {}
        self.value = {}  # so that the same choice, made again, is kept again
        self._place.start_again()
        self._uploaded = None
        self._lay()
        self._listening = True
        self.send({"forgotten": True})

    def _place_changed(self, case: Any) -> None:
        new = self._place.uploaded
        if new != self._uploaded:  # a new file counts as it is, on every page
            self._uploaded = new
            for placed in self._sorted.values():
                placed.pop(case.name, None)
            self._lay()
            self._keep(own=new and {"name": new[0], "base64": _base64(new[1])})
        else:
            self._lay()
            self._keep()

    def _board_changed(self, _: object) -> None:
        if self._laid == self._place.value.name:  # else only just dealt
            self._keep()

    def _lay(self) -> None:
        case = self._place.value
        self._laid = case.name
        if self._board:
            here = {
                t: each[case.name]
                for t, each in self._sorted.items()
                if case.name in each
            }
            self._board.deal(replace(case, sorted={**case.sorted, **here}))

    def _keep(self, own: dict[str, str] | None = None) -> None:
        """Say what is to be kept; an upload only once, or other pages would lose it."""
        if not self._listening:
            return
        name = self._place.value.name
        kept: dict[str, Any] = {"case": name, "first": self._place.first}
        if self._board:
            topic, moved = self._board.topic, self._board.moved
            self._sorted.setdefault(topic, {})[name] = moved
            kept |= {"topic": topic, "sorted": moved}
        self.value = kept | ({"own": own} if own else {})

    def _hear(self, _: object, content: dict[str, Any], __: object) -> None:
        if "found" in content:
            self.found({**_said(content["found"]), "asked": content.get("asked")})
        elif content.get("forget"):
            self.forget()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _said(kept: Any) -> dict[str, Any]:
    """What a browser says, where it is the object that it should be."""
    return kept if isinstance(kept, dict) else {}


def _bins(placed: Any) -> dict[str, str]:
    return {card: bin for card, bin in _said(placed).items() if isinstance(bin, str)}
