"""`Choice`: one of several, as radio buttons, or as a list where there are many."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from relkit.widgets import page
from relkit.widgets.widget import Widget

FEW = 5


class Choice(Widget):
    """A labelled choice of one.

    Parameters
    ----------
    label
        The question.
    options
        What can be chosen: labels, or labels with the values that they stand for.
    of
        What makes the options of a value that is shown, where they depend on one.

    Examples
    --------
    >>> choice = Choice("How large?", {"small": 1, "large": 9})
    >>> choice.pick("large")
    >>> choice.value
    9
    """

    _esm = page.module("choice")
    _css = page.style("choice")

    label = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    few = traitlets.Int(FEW).tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self,
        label: str,
        options: Mapping[str, Any] | Sequence[str] = (),
        *,
        of: Callable[[Any], Mapping[str, Any] | Sequence[str]] | None = None,
    ) -> None:
        super().__init__(label=label)
        self._of = of
        self._values: dict[str, Any] = {}
        self._picked = ""
        self.offer(options)

    def offer(self, options: Mapping[str, Any] | Sequence[str]) -> None:
        """Offer these options instead; what was chosen stays chosen where it can."""
        pairs = (
            options
            if isinstance(options, Mapping)
            else {each: each for each in options}
        )
        self._values = dict(pairs)
        with self.hold_sync():
            self.options = list(pairs)
            if self.chosen not in pairs:
                self.chosen = next(iter(pairs), "")
            self.value = self._values.get(self.chosen)

    def show(self, value: Any) -> None:
        """Offer the options of this value, such as a case, instead of those before."""
        if self._of is not None:
            self.offer(self._of(value))

    def pick(self, label: str) -> None:
        """Choose by label, as a hand would."""
        self.chosen = label

    @traitlets.validate("chosen")
    def _only_known(self, proposal: dict[str, Any]) -> str:
        chosen: str = proposal["value"]
        return chosen if chosen in self._values or not self._values else self._picked

    @traitlets.observe("chosen")
    def _choose(self, _: object) -> None:
        self._picked = self.chosen
        self.value = self._values.get(self.chosen)
