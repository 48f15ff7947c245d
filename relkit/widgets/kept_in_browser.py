"""`KeptInBrowser`: what was chosen and sorted goes on from page to page."""

import base64
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
            case: {card: b for card, b in _said(placed).items() if isinstance(b, str)}
            for case, placed in _said(kept.get("sorted")).items()
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
        if self._board:
            self._board.deal(self._place.value)
        self._listening = True

    def _place_changed(self, case: Any) -> None:
        new = self._place.uploaded
        if new != self._uploaded:  # a new file counts as it is, on every page
            self._uploaded = new
            self._sorted.pop(case.name, None)
            self._lay()
            self._keep(own=new and {"name": new[0], "base64": _base64(new[1])})
        else:
            self._lay()
            self._keep()

    def _board_changed(self, _: object) -> None:
        if self._laid == self._place.value.name:  # else only just dealt
            self._keep()

    def _lay(self) -> None:
        self._laid = self._place.value.name
        if self._board:
            self._board.lay(self._sorted.get(self._laid, {}))

    def _keep(self, own: dict[str, str] | None = None) -> None:
        """Say what is to be kept; an upload only once, or other pages would lose it."""
        if not self._listening:
            return
        name = self._place.value.name
        if self._board:
            self._sorted[name] = self._board.moved
        self.value = {
            "case": name,
            "first": self._place.first,
            "topic": self._topic,
            "sorted": self._sorted.get(name),
            **({"own": own} if own else {}),
        }

    def _hear(self, _: object, content: dict[str, Any], __: object) -> None:
        if "found" in content:
            kept = _said(content["found"])
            of_topic = _said(kept.get("sorted")).get(self._topic)
            self.found({**kept, "sorted": of_topic, "asked": content.get("asked")})
        elif content.get("forget"):
            self.forget()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _said(kept: Any) -> dict[str, Any]:
    """What a browser says, where it is the object that it should be."""
    return kept if isinstance(kept, dict) else {}
