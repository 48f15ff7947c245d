"""`KeptInBrowser`: what was chosen and sorted goes on from page to page."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

import traitlets

from relkit.models.case import Case
from relkit.widgets import heard, page
from relkit.widgets.follow import tell
from relkit.widgets.place_picker import PlacePicker
from relkit.widgets.widget import Widget


class Hand(Protocol):
    """A widget in which the reader changes a case, such as a board or tables."""

    KEEPS: str
    """The field of a case that keeps it: ``"sorted"`` or ``"edited"``."""

    value: Any

    def deal(self, case: Case) -> None:
        """Show this case as the reader left it, by what that field keeps."""

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the reader changed, by topic; empty under a topic where nothing."""


class KeptInBrowser(Widget):
    """Keeps the place, and what was sorted or changed, in the reader's own browser.

    The browser says what it kept, or what the page's address asks for (``?case=``), as
    soon as the page stands; from then on every change is kept. A kernel that no browser
    looks at keeps nothing.

    Parameters
    ----------
    place
        Where the place is chosen.
    hand
        Where the reader sorts its cards or changes its tables, if the page has that.

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

    def __init__(self, place: PlacePicker, hand: Hand | None = None) -> None:
        super().__init__()
        self._place, self._hand = place, hand
        self._kept: dict[str, dict[str, dict[str, Any]]]  # by field, topic, then place
        self._kept = {field: {} for field in FIELDS}
        self._uploaded = place.uploaded
        self._listening = False
        self._laid = ""  # the place that is shown as the reader left it
        tell(place, self._place_changed)
        if hand:
            tell(hand, self._hand_changed)  # type: ignore[arg-type]
        self.on_msg(self._hear)

    def found(self, kept: dict[str, Any]) -> None:
        """Go on from what the browser kept; what makes no sense is passed over.

        A place that relkit is started with comes before a place that was kept.
        """
        self._kept = {
            field: {
                topic: {
                    case: sense(left) for case, left in heard.fields(places).items()
                }
                for topic, places in heard.fields(kept.get(field)).items()
            }
            for field, sense in FIELDS.items()
        }
        own = heard.fields(kept.get("own"))
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
        self._kept = {field: {} for field in FIELDS}
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
            for topics in self._kept.values():
                for places in topics.values():
                    places.pop(case.name, None)
            self._lay()
            self._keep(own=new and {"name": new[0], "base64": _base64(new[1])})
        else:
            self._lay()
            self._keep()

    def _hand_changed(self, _: object) -> None:
        if self._laid == self._place.value.name:  # else only just dealt
            self._keep()

    def _lay(self) -> None:
        case = self._place.value
        self._laid = case.name
        if self._hand:
            left = {field: {**getattr(case, field)} for field in FIELDS}
            for field, topics in self._kept.items():
                for topic, places in topics.items():
                    if case.name in places:
                        left[field][topic] = places[case.name]
            self._hand.deal(replace(case, **left))

    def _keep(self, own: dict[str, str] | None = None) -> None:
        """Say what is to be kept; an upload only once, or other pages would lose it."""
        if not self._listening:
            return
        name = self._place.value.name
        kept: dict[str, Any] = {"case": name, "first": self._place.first}
        if self._hand:
            field, left = self._hand.KEEPS, dict(self._hand.kept)
            for topic, each in left.items():
                self._kept[field].setdefault(topic, {})[name] = each
            kept |= {"field": field, "kept": left}
        self.value = kept | ({"own": own} if own else {})

    def _hear(self, _: object, content: dict[str, Any], __: object) -> None:
        if "found" in content:
            self.found(
                {**heard.fields(content["found"]), "asked": content.get("asked")}
            )
        elif content.get("forget"):
            self.forget()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bins(placed: Any) -> dict[str, str]:
    return {
        card: bin for card, bin in heard.fields(placed).items() if isinstance(bin, str)
    }


def _rows(tables: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        sheet: [heard.cells(row) for row in rows]
        for sheet, rows in heard.fields(tables).items()
        if isinstance(rows, list)
    }


FIELDS: dict[str, Callable[[Any], Any]] = {"sorted": _bins, "edited": _rows}
"""The fields of a case that keep what the reader did, and what makes sense of each."""
