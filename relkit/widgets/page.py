"""Where a widget's two browser files are, and the look that all widgets share."""

import re
from pathlib import Path

import traitlets

STATIC = Path(__file__).parent / "static"


def module(name: str) -> traitlets.Unicode:
    """The widget's ES module: what all share, then ``static/<name>.js``."""
    return _sent("page.js", f"{name}.js")


def style(name: str) -> traitlets.Unicode:
    """The shared look, then the widget's own, from ``static/<name>.css``."""
    return _sent("page.css", f"{name}.css")


def _sent(*names: str) -> traitlets.Unicode:
    """The files as one, without what only people read: every widget carries its own."""
    written = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    short = re.sub(r"^(\s|//[^\n]*|/\*.*?\*/)+", "", written, flags=re.M | re.S)
    return traitlets.Unicode(short).tag(sync=True)
