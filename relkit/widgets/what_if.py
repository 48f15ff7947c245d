"""`WhatIf`: one activity imagined further out, and what that would take."""

from typing import Any

import traitlets

from relkit.models import further_out
from relkit.models.four_worlds import World
from relkit.widgets import page
from relkit.widgets.sorting_board import SortingBoard
from relkit.widgets.widget import Widget


class WhatIf(Widget):
    """Imagine one activity a world further out; one button moves it, another back.

    ``value`` is what would have to be true, one sentence each. ``moved`` says what the
    move did, for as long as the activity stays where the button put it.

    Parameters
    ----------
    board
        The board that holds the activities.

    Examples
    --------
    >>> from relkit import cases
    >>> board = SortingBoard("four_worlds", World, of="activities", by="world")
    >>> board.deal(cases.known()[0])
    >>> what_if = WhatIf(board)
    >>> what_if.show(board.value)
    >>> what_if.value[0][:18]
    'The people decide '
    """

    _esm = page.module("what_if")
    _css = page.style("what_if")

    names = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    now = traitlets.Unicode().tag(sync=True)
    then = traitlets.Unicode().tag(sync=True)
    moved = traitlets.Dict().tag(sync=True)
    value: Any = traitlets.List().tag(sync=True)

    def __init__(self, board: SortingBoard) -> None:
        super().__init__()
        self._board = board
        self.on_msg(self._answer)

    def show(self, case: Any) -> None:
        """Offer the activities of this case that can live further out."""
        names = [a.name for a in case.activities if a.world is not World.BY]
        lies = {a.name: a.world.value for a in case.activities}
        with self.hold_sync():
            if self.moved and lies.get(self.moved["name"]) != self.moved["to"]:
                self.moved = {}
            self.names = names
            if self.chosen not in names:
                self.chosen = names[0] if names else ""
            self._imagine()

    @traitlets.observe("chosen")
    def _imagine(self, _: object = None) -> None:
        case = self._board.value
        found = [a for a in case.activities if a.name == self.chosen] if case else []
        if not found or not found[0].world.outward:
            self.now = self.then = ""
            self.value = []
            return
        now, then = found[0].world, found[0].world.outward
        self.now, self.then = now.label, then.label
        imagined = further_out.what_if(case.activities, self.chosen, then)
        self.value = list(imagined.conditions)

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        """Move what the button named; it may have overtaken a change of choice."""
        if content == {"back": self.moved.get("name")} and "back" in self.moved:
            name, home = self.moved["name"], World(self.moved["back"])
            self._board.move(name, home)
            back = f"‘{name}’ is {home.label} again."
            self.moved = {"name": name, "to": home.value, "lines": [back]}
            return
        name, to = content.get("move"), content.get("to")
        before = self._board.value.activities
        for activity in before:
            outward = activity.world.outward
            if outward and (name, to) == (activity.name, outward.label):
                self._board.move(activity.name, outward)
                after = self._board.value.activities
                self.moved = {
                    "name": activity.name,
                    "to": outward.value,
                    "back": activity.world.value,
                    "lines": list(
                        further_out.after_the_move(before, after, activity.name)
                    ),
                }
                return
