"""`Findings`: what is worth talking about, in sentences, with the question to ask."""

from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from relkit.models.findings import Finding
from relkit.widgets import page
from relkit.widgets.follow import tell
from relkit.widgets.widget import Widget


class Findings(Widget):
    """A list of findings, gathered under the rules that found them.

    Parameters
    ----------
    find
        What makes the findings of the values.
    chosen
        Widgets whose own values ``find`` is given after these, such as a `Choice`.
    of
        The field of the case that holds those values; without it, all of what is shown.
    none
        The sentence for when there are none.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.models import four_worlds_findings
    >>> found = Findings(four_worlds_findings.findings, of="activities",
    ...     none="Nothing stands out.")
    >>> found.show(cases.known()[0])
    >>> len(found.value) > 3
    True
    """

    _esm = page.module("findings")
    _css = page.style("findings")

    found = traitlets.List().tag(sync=True)
    none = traitlets.Unicode().tag(sync=True)
    value: Any = traitlets.Tuple()

    def __init__(
        self,
        find: Callable[..., Sequence[Finding]],
        *chosen: traitlets.HasTraits,
        of: str = "",
        none: str,
    ) -> None:
        super().__init__(none=none)
        self._find, self._of, self._chosen = find, of, chosen
        self._shown: Any = None
        for each in chosen:
            tell(each, lambda _: self._shown is None or self.show(self._shown))

    def show(self, value: Any) -> None:
        """Tell the findings of this value, such as a case, instead of those before."""
        self._shown = value
        values = getattr(value, self._of) if self._of else value
        self.value = tuple(self._find(values, *(w.value for w in self._chosen)))
        rules: dict[tuple[str, str], list[str]] = {}
        for finding in self.value:
            key = (finding.kind, finding.question)
            rules.setdefault(key, []).append(finding.sentence)
        self.found = [
            {"kind": kind, "question": question, "sentences": sentences}
            for (kind, question), sentences in rules.items()
        ]
