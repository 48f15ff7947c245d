"""`Comparison`: which sorting is read, and who stands beside the community."""

from typing import Any

import traitlets

from relkit.models import swimlanes_compared
from relkit.models.swimlanes_compared import Compared
from relkit.widgets import page
from relkit.widgets.follow import follow
from relkit.widgets.sorting_board import SortingBoard
from relkit.widgets.widget import Widget

HERE = f"What was sorted {swimlanes_compared.HERE}"
BESIDE = {f"the {each}": each for each in swimlanes_compared.INSTITUTIONS}
FEW = 5


class Comparison(Widget):
    """Two choices that belong together; ``value`` is what they compare.

    The last gathering is read first, where there was one, and so is a new one. Beside
    the community stands one of the institutions' standpoints at a time.

    Parameters
    ----------
    board
        Where the cards are sorted.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.models.swimlanes import Lane
    >>> from relkit.widgets import SortingBoard
    >>> board = SortingBoard(swimlanes_compared.TURNS, Lane, of="cards", by="lane")
    >>> board.deal(cases.known()[0])
    >>> read = Comparison(board)
    >>> read.times[-1], read.value.beside.value
    ('What was sorted on this machine', 'place')
    >>> read.beside = "the centre"
    >>> read.value.beside.value
    'centre'
    """

    _esm = page.module("comparison")
    _css = page.style("comparison")

    times = traitlets.List().tag(sync=True)
    time = traitlets.Unicode().tag(sync=True)
    sides = traitlets.List(list(BESIDE)).tag(sync=True)
    beside = traitlets.Unicode(next(iter(BESIDE))).tag(sync=True)
    few = traitlets.Int(FEW).tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(self, board: SortingBoard) -> None:
        super().__init__()
        self._case: Any = None
        self._gathered: dict[str, Any] = {}
        self._chosen: dict[str, str] = {}
        follow(board, self._show)

    def _show(self, case: Any) -> None:
        """Compare what was sorted of this case instead of the one before."""
        if case is None:  # before the first deal
            return
        came, self._case = self._case is None or self._case.name != case.name, case
        gathered = swimlanes_compared.gathered(case)
        more = len(gathered) > len(self._gathered)
        self._gathered = {swimlanes_compared.day(at): at for at in gathered}
        with self.hold_sync():
            self.times = [*self._gathered, HERE]
            if came or more or self.time not in self.times:
                self.time = self.times[-2:][0]
            self._compare()

    @traitlets.validate("time", "beside")
    def _only_offered(self, proposal: dict[str, Any]) -> str:
        name, said = proposal["trait"].name, str(proposal["value"])
        offered = (self.times if name == "time" else self.sides) or [said]
        return said if said in offered else self._chosen.get(name, offered[0])

    @traitlets.observe("time", "beside")
    def _compare(self, _: object = None) -> None:
        self._chosen = {"time": self.time, "beside": self.beside}
        if self._case is not None:
            self.value = Compared(
                case=self._case,
                beside=BESIDE[self.beside],
                at=self._gathered.get(self.time),
            )
