"""`PlacePicker`: choose a place, or bring your own in a file, or in two."""

import io
import os.path
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import traitlets
from ipywidgets import widget_serialization

from relkit.models import room_seen
from relkit.models.case import Case, Kind, Rows
from relkit.models.room_seen import Seen
from relkit.widgets import page
from relkit.widgets.follow import tell
from relkit.widgets.room_feed import RoomFeed
from relkit.widgets.widget import Widget


class PlacePicker(Widget):
    """The place that the page is about; ``value`` is its case.

    Parameters
    ----------
    known
        The cases to choose from; the first is chosen.
    read
        What makes a case of an uploaded file's name and bytes, or raises ``ValueError``
        with sentences, one a line. Then the page keeps the place that it had. Several
        files that were chosen at once come as one ZIP.
    template
        What makes the spreadsheet to fill in.
    add
        What makes a case of a case and the rows that people of a room gave, by topic
        and sheet. With it, the page shows the live room that its address names: the
        room's place, and its answers in place of those that came with it.

    Examples
    --------
    >>> from relkit import cases, export
    >>> place = PlacePicker(cases.known(), read=cases.read_spreadsheet,
    ...     template=export.template)
    >>> place.take("broken.xlsx", b"")
    >>> place.problems
    ['‘broken.xlsx’ is empty. Choose another file.']
    >>> place.value.name
    'housing_repairs'
    """

    _esm = page.module("place_picker")
    _css = page.style("place_picker")

    places = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    problems = traitlets.List().tag(sync=True)
    notes = traitlets.List().tag(sync=True)
    feed: Any = traitlets.Any(None, allow_none=True).tag(
        sync=True, **widget_serialization
    )
    value: Any = traitlets.Instance(Case)

    def __init__(
        self,
        known: Sequence[Case],
        read: Callable[[str, bytes], Case],
        template: Callable[[], bytes],
        add: Callable[[Case, Mapping[str, Rows]], Case] | None = None,
    ) -> None:
        self._built_in = {case.name: case for case in known}
        self._brought: dict[str, Case] = {}
        self._first = self._picked = known[0]
        self._read, self._template = read, template
        self.uploaded: tuple[str, bytes] | None = None
        self._add = add
        self._in_room: tuple[Any, ...] | None = None
        feed = RoomFeed() if add else None
        super().__init__(value=self._first, chosen=self._first.name, feed=feed)
        self._offer()
        if feed:
            tell(feed, self._show_room)
        self.on_msg(self._answer)

    def choose(self, name: str) -> None:
        """Choose a place by its case's name, as a hand would."""
        if name in self._known:
            self.problems = []
            self.chosen = name
        else:
            self.problems = [
                f"There is no place called ‘{name}’ here. Choose one of the list."
            ]

    def take(self, name: str, content: bytes) -> None:
        """Read an uploaded file and choose its place, or say what is wrong with it."""
        self.problems = []  # the same complaint, made again, is news again
        try:
            case = self._read(name, content)
        except ValueError as error:
            self.problems = str(error).splitlines()
            return
        self.uploaded = (name, content)
        self._brought = {case.name: case}  # one place of one's own at a time
        with self.hold_sync():
            self.problems = []
            self._offer()
            self.chosen = case.name
            self.value = case

    def take_all(self, files: Mapping[str, bytes]) -> None:
        """Read files that were chosen at once, such as the two CSV files of one map."""
        if len(files) == 1:
            [(name, content)] = files.items()
            self.take(name, content)
        elif files:
            self.take(*_packed(files))

    def start_again(self) -> None:
        """Go back to the first place, and let go of the one that was uploaded."""
        self._brought, self.uploaded = {}, None
        with self.hold_sync():
            self.problems = []
            self._offer()
            self.chosen = self._first.name
            self.value = self._first

    @property
    def first(self) -> str:
        """The name of the place that the page starts with."""
        return self._first.name

    @property
    def _known(self) -> dict[str, Case]:
        """All places; one that was brought stands in for one of the same name."""
        return {**self._built_in, **self._brought}

    def _offer(self) -> None:
        self.places = [
            {
                "name": case.name,
                "title": case.title,
                "place": case.place,
                "kind": case.kind.value,
                "story": list(case.story),
                "figures": [
                    {"text": f.text, "source": f.source, "url": f.url}
                    for f in case.figures
                ],
            }
            for case in self._known.values()
        ]

    def _show_room(self, seen: Seen | None) -> None:
        """Show the room's place; where no more can be seen than before, leave it."""
        told = ("case", "gatherings", "results")
        news = tuple(seen[each] for each in told) if seen else None
        if news != self._in_room:
            self._in_room = news
            self.value = self._of_room(seen) if seen else self._picked

    def _of_room(self, seen: Seen) -> Case:
        name = seen["case"]
        empty = Case(name=name, title=seen["title"], place="", kind=Kind.OBSERVED)
        case = room_seen.case_of(seen, self._known.get(name, empty))
        given = {
            topic: found["rows"]
            for topic, found in seen["results"].items()
            if "rows" in found
        }
        return self._add(case, given) if self._add else case

    @traitlets.validate("chosen")
    def _only_known(self, proposal: dict[str, Any]) -> str:
        chosen: str = proposal["value"]
        return chosen if chosen in self._known else self._picked.name

    @traitlets.observe("chosen")
    def _choose(self, _: object) -> None:
        self._picked = self._known[self.chosen]
        if not self._in_room:
            self.value = self._picked

    @traitlets.observe("value")
    def _tell(self, _: object) -> None:
        self.notes = list(self.value.notes)

    def _answer(self, _: object, content: dict[str, Any], buffers: list[Any]) -> None:
        if content.get("want") == "template":
            self.send({"here": "template"}, buffers=[self._template()])
        elif "upload" in content and buffers:
            said = content["upload"]
            names = said if isinstance(said, list) else [said]
            files = zip(names, buffers, strict=False)
            self.take_all({str(name)[:200]: bytes(held) for name, held in files})


def _packed(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Several files as one ZIP, named after what their names have in common.

    The same files are always the same bytes, for by these a new upload is told.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name)  # which has no date of its own
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    stems = [Path(name).stem for name in files]
    common = os.path.commonprefix(stems)  # noqa: RUF071 - letters are meant here
    named = re.match(r"(.*\w)[\W_]+$", common)
    return f"{named[1] if named else 'map'}.zip", packed.getvalue()
