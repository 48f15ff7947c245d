"""`Download`: the present state of the page as files that open again."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import traitlets

from relkit.models import words
from relkit.widgets import page
from relkit.widgets.widget import Widget


class Download(Widget):
    """Buttons that save what a widget holds, one for each kind of file.

    Parameters
    ----------
    source
        The widget that holds it: its ``saved``, a value with a ``name``.
    kinds
        For each file ending, what makes the file's bytes of the value.
    names
        What a button says after "Save", by the ending: "for Kumu (XLSX)". Without one
        it is "as", and the ending in capitals.
    losses
        What tells, for an ending, what such a file cannot keep, in sentences.
    today
        What tells the date that goes into the file's name.

    Examples
    --------
    >>> from relkit import export
    >>> from relkit.models.four_worlds import World
    >>> from relkit.widgets import SortingBoard
    >>> board = SortingBoard("four_worlds", World, of="activities", by="world")
    >>> Download(board, {".xlsx": export.to_xlsx}).endings
    ['.xlsx']
    """

    _esm = page.module("download")
    _css = page.style("download")

    endings = traitlets.List().tag(sync=True)
    names = traitlets.List().tag(sync=True)
    losses = traitlets.List().tag(sync=True)

    def __init__(
        self,
        source: Any,
        kinds: Mapping[str, Callable[[Any], bytes]],
        *,
        names: Mapping[str, str] | None = None,
        losses: Callable[[str], Sequence[str]] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        called = {each: (names or {}).get(each) or _called(each) for each in kinds}
        super().__init__(
            endings=list(kinds),
            names=list(called.values()),
            losses=_told(called, losses) if losses else [],
        )
        self._source, self._kinds, self._today = source, kinds, today
        self.on_msg(self._answer)

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        ending = content.get("want")
        if not isinstance(ending, str) or ending not in self._kinds:
            return
        try:
            saved = self._source.saved
            made = self._kinds[ending](saved)
        except Exception:
            self.send({"failed": ending})
            raise  # the page says that it went wrong, the server's log says what
        self.send({"here": f"{self._name(saved)}{ending}"}, buffers=[made])

    def _name(self, saved: Any) -> str:
        """The value's name as every system can store it, and the day."""
        name = re.sub(r"\W+", "-", saved.name).strip("-")[:80] or "place"
        return f"{name}-{self._today().isoformat()}"


def _called(ending: str) -> str:
    return f"as {ending.lstrip('.').upper()}"


def _told(
    called: Mapping[str, str], losses: Callable[[str], Sequence[str]]
) -> list[str]:
    """Each sentence once, with the files of which it is said; of all, it needs none."""
    of: dict[str, list[str]] = {}
    for ending, name in called.items():
        for sentence in losses(ending):
            of.setdefault(sentence, []).append(name)
    return [f"{_of(names, list(called.values()))}{said}" for said, names in of.items()]


def _of(names: Sequence[str], every: Sequence[str]) -> str:
    """Of which files something is said; of nearly all, the rest is sooner named."""
    rest = [name for name in every if name not in names]
    if not rest:
        return ""
    if len(rest) < len(names):
        return f"Saved in any way but {words.listed(rest, last='or')}: "
    return f"Saved {words.listed(names, last='or')}: "
