"""`Reflection`: a question for the reader alone; nothing marks it, nothing sends it."""

import traitlets

from relkit.widgets import page
from relkit.widgets.widget import Widget


class Reflection(Widget):
    """A question with room to write, kept in the reader's own browser only.

    It has no ``value``: the words never reach the kernel.

    Parameters
    ----------
    name
        Under which name the words are kept, and saved as a file.
    prompt
        The question.

    Examples
    --------
    >>> Reflection("by_spring", "What could change by spring?").has_trait("value")
    False
    """

    _esm = page.module("reflection")
    _css = page.style("reflection")

    name = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__(name=name, prompt=prompt)
