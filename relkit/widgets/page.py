"""Where a widget's two browser files are, and the look that all widgets share."""

import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"


def module(name: str) -> str:
    """The widget's ES module: what all share, then ``static/<name>.js``."""
    return _sent("page.js", f"{name}.js")


def style(name: str) -> str:
    """The shared look, then the widget's own, from ``static/<name>.css``."""
    return _sent("page.css", f"{name}.css")


def _sent(*names: str) -> str:
    """The files as one, without what only people read: every widget carries its own."""
    written = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    return re.sub(r"^(\s|//[^\n]*|/\*.*?\*/)+", "", written, flags=re.M | re.S)
