"""`Forget`: all that relkit keeps in the reader's browser goes, after one question."""

from relkit.widgets import page
from relkit.widgets.widget import Widget


class Forget(Widget):
    """A button that makes the browser let go of everything it keeps for relkit.

    It asks first. Then every widget of the page that keeps something starts again, and
    so do the pages that are open beside it. It has no ``value``.

    Examples
    --------
    >>> Forget().has_trait("value")
    False
    """

    _esm = page.module("forget")
    _css = page.style("forget")
