"""Tables that can be read as text and pasted into a page."""

from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table in even columns, the figures to the right.

    Parameters
    ----------
    heads
        What stands above each column.
    rows
        The cells of each line, the first of them its name.
    """
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(cells, widths) for cells in (heads, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *figures = cells
    even = (f"{cell:>{width}}" for cell, width in zip(figures, widths[1:], strict=True))
    return f"| {' | '.join([f'{name:<{widths[0]}}', *even])} |"
