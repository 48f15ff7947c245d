"""What relkit promises of single steps: figures beside the most that they may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

NAME_WIDTH = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Figures of one step, each measured alike, and the most that they may be."""

    name: str
    unit: str
    at_most: float
    digits: int
    figures: tuple[float, ...]

    @property
    def median(self) -> float:
        """The figure in the middle, as it is printed."""
        return round(median(self.figures), self.digits)

    @property
    def worst(self) -> float:
        """The largest figure, as it is printed."""
        return round(max(self.figures), self.digits)

    @property
    def verdict(self) -> str:
        """A sentence: met, met by the median alone, or missed."""
        said = f"{self.name}: at most {self.at_most:g} {self.unit}"
        if self.median > self.at_most:
            return f"MISSED: {said}."
        if self.worst > self.at_most:
            return f"met by the median, MISSED by the worst: {said}."
        return f"met: {said}."

    @property
    def written(self) -> dict[str, object]:
        """What goes into the JSON."""
        return {
            "name": self.name,
            "unit": self.unit,
            "at_most": self.at_most,
            "figures": self.figures,
            "median": self.median,
            "worst": self.worst,
        }


def table(promises: Sequence[Promise]) -> str:
    """Median and worst as text, with what is above its target marked ``!``.

    Parameters
    ----------
    promises
        What was measured.
    """
    lines = [_line("", "target", "median", "worst")]
    for each in promises:
        cells = (_cell(each, figure) for figure in (each.median, each.worst))
        name = f"{each.name}, {each.unit}"
        lines.append(_line(name, f"{each.at_most:g} ", *cells))
    return "\n".join(lines)


def _line(name: str, *cells: str) -> str:
    return f"{name:<{NAME_WIDTH}}{''.join(f'{cell:>9}' for cell in cells)}".rstrip()


def _cell(promise: Promise, figure: float) -> str:
    return f"{figure:.{promise.digits}f}{'!' if figure > promise.at_most else ' '}"
