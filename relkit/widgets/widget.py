"""`Widget`: what all of relkit's widgets are."""

from typing import Any

import anywidget
import ipywidgets
import traitlets


class Widget(anywidget.AnyWidget):
    """An anywidget of which a page can have a dozen without anybody waiting for them.

    anywidget gives every object a class of its own for what is written here as traits,
    and ipywidgets gives it a layout of its own; to make both takes longer than the rest
    of the widget. All widgets share one layout, and nothing here changes it.
    """

    _anywidget_id = traitlets.Unicode().tag(sync=True)
    _shared: ipywidgets.Layout | None = None

    @traitlets.default("_anywidget_id")
    def _name_of_class(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    @traitlets.default("layout")
    def _layout_of_all(self) -> ipywidgets.Layout:
        if Widget._shared is None or Widget._shared.comm is None:  # or was closed
            Widget._shared = ipywidgets.Layout()
        return Widget._shared

    def add_traits(self, **traits: Any) -> None:
        """Add those that the class does not have."""
        missing = {name: of for name, of in traits.items() if not self.has_trait(name)}
        if missing:
            super().add_traits(**missing)
