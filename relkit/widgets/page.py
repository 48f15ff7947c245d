"""Where a widget's two browser files are, and the look that all widgets share."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"


def module(name: str) -> str:
    """The widget's ES module: what all share, then ``static/<name>.js``."""
    parts = (STATIC / "page.js", STATIC / f"{name}.js")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def style(name: str) -> str:
    """The shared look, then the widget's own, from ``static/<name>.css``."""
    parts = (STATIC / "page.css", STATIC / f"{name}.css")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
