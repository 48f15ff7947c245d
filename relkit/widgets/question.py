"""`Question`: something to think through, with hints, and a check that says why."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import traitlets

from relkit.widgets import page
from relkit.widgets.widget import Widget

FEW = 5


class Read(Protocol):
    """What a check answers."""

    @property
    def agrees(self) -> bool:
        """Whether relkit reads the answer the same way."""

    @property
    def sentence(self) -> str:
        """What was seen and why, one line for each thing seen."""


class Choosable(Protocol):
    """One choice within a question."""

    @property
    def label(self) -> str:
        """What is asked."""

    @property
    def options(self) -> Sequence[str]:
        """What can be chosen."""


class Asked(Protocol):
    """What can be asked: see `relkit.checks.verdict.Question`."""

    @property
    def name(self) -> str:
        """Under which name the answer is kept."""

    @property
    def prompt(self) -> str:
        """What it is about, one line for each paragraph."""

    @property
    def parts(self) -> Sequence[Choosable]:
        """What is to be chosen."""

    @property
    def hints(self) -> Sequence[str]:
        """From where to look to almost the answer."""

    @property
    def check(self) -> Callable[[tuple[str, ...]], Read]:
        """What makes a verdict of the chosen options."""


class Question(Widget):
    """A question with its parts, its hints one by one, and what the check says.

    ``value`` holds the chosen option of each part, empty where none is chosen yet. It
    is kept in the reader's own browser and offered again after a reload.

    Parameters
    ----------
    asked
        The question.

    Examples
    --------
    >>> from relkit.checks import four_worlds
    >>> question = Question(four_worlds.WHICH_WORLD)
    >>> question.look()
    >>> question.verdict
    {}
    >>> question.value = ("done by", "done for", "done with", "done by")
    >>> question.look()
    >>> question.verdict["agrees"]
    False
    """

    _esm = page.module("question")
    _css = page.style("question")

    name = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.List().tag(sync=True)
    parts = traitlets.List().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    few = traitlets.Int(FEW).tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)
    value: Any = traitlets.Tuple().tag(sync=True, from_json=lambda kept, _: tuple(kept))

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        super().__init__(
            name=asked.name,
            prompt=asked.prompt.split("\n"),
            parts=[
                {"label": part.label, "options": list(part.options)}
                for part in asked.parts
            ],
            hints=list(asked.hints),
            value=("",) * len(asked.parts),
        )
        self.on_msg(self._answer)

    def look(self) -> None:
        """Say what the check sees in the answer, once every part has one."""
        if not all(self.value):
            return
        read = self._asked.check(self.value)
        self.verdict = {
            "agrees": read.agrees,
            "lines": read.sentence.split("\n"),
            "looks": self.verdict.get("looks", 0) + 1,  # said again when asked again
        }

    @traitlets.validate("value")
    def _only_offered(self, proposal: dict[str, Any]) -> tuple[str, ...]:
        """What comes from a browser may only be what was offered to it."""
        given = [*proposal["value"], *[""] * len(self._asked.parts)]
        return tuple(
            each if each in part.options else ""
            for each, part in zip(given, self._asked.parts, strict=False)
        )

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        if isinstance(content.get("check"), list):
            self.value = tuple(content["check"])
            self.look()
