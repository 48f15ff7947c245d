"""Numbers that a reader may move: each with its unit, its bounds and where it is from.

A model's numbers are the fields of one frozen dataclass, each made by `dial`. What the
widget shows and what the table of sources says is read from there with `table`, so that
nothing about a number is said twice.
"""

import math
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number of a model, and what is known about it.

    Parameters
    ----------
    name
        The field that holds it.
    label
        What it is called, as a phrase.
    unit
        What it is counted in, such as ``"seconds"`` or ``"%"``.
    least, most, step, first
        Its bounds, how far one key press moves it, and its first value, in that unit.
    group
        Under which heading it stands.
    source
        Who says the first value; empty where relkit assumes it.
    note
        What else there is to say of it, in whole sentences.
    url
        Where to read on; of an assumption, what it leans on.
    """

    name: str
    label: str
    unit: str
    least: float
    most: float
    step: float
    first: float
    group: str
    source: str
    note: str
    url: str

    @property
    def origin(self) -> str:
        """Who says it, or the word *assumption*, and the note."""
        said = f"Source: {self.source}." if self.source else "Assumption."
        return f"{said} {self.note}".strip()

    def takes(self, number: object) -> bool:
        """Whether it can be this: a number inside its bounds."""
        return (
            isinstance(number, int | float)
            and not isinstance(number, bool)
            and math.isfinite(number)
            and self.least <= number <= self.most
        )

    def told(self, number: float) -> str:
        """A number in this unit, as it is read aloud.

        Examples
        --------
        >>> from relkit.models import fires_numbers
        >>> risk, times, *_, response, _ = table(fires_numbers.Parameters)
        >>> risk.told(2.5), times.told(2), response.told(1200)
        ('2.5%', '2×', '1,200 seconds')
        """
        gap = "" if self.unit in ("%", "×") else " "
        return f"{number:,g}{gap}{self.unit}"


def dial(
    label: str,
    *,
    unit: str,
    first: float,
    bounds: tuple[float, float, float],
    group: str,
    source: str = "",
    note: str = "",
    url: str = "",
) -> Any:
    """A field of a dataclass whose number a reader may move.

    `bounds` are the least and the most that it can be, and its step.
    """
    least, most, step = bounds
    known = {
        "label": label,
        "unit": unit,
        "first": first,
        "least": least,
        "most": most,
        "step": step,
        "group": group,
        "source": source,
        "note": note,
        "url": url,
    }
    return field(default=first, metadata={"dial": known})


def draw(label: str) -> Any:
    """A field that says what happens by chance; `label` is for its button.

    The same number is always the same chance.
    """
    return field(default=1, metadata={"draw": label})


def drawn_by(kind: Any) -> tuple[str, str]:
    """The field made with `draw`, and its label."""
    [(name, label)] = [
        (each.name, each.metadata["draw"])
        for each in fields(kind)
        if "draw" in each.metadata
    ]
    return name, label


def table(kind: Any) -> tuple[Parameter, ...]:
    """Every number of this dataclass that a reader may move, in its order."""
    return tuple(
        Parameter(name=each.name, **each.metadata["dial"])
        for each in fields(kind)
        if "dial" in each.metadata
    )


def refuse_impossible(values: Any) -> None:
    """Raise a `ValueError` that says which number is outside its bounds."""
    for each in table(values):
        number = getattr(values, each.name)
        if not each.takes(number):
            raise ValueError(
                f"‘{each.label}’ cannot be {number}. Give a number from "
                f"{each.told(each.least)} to {each.told(each.most)}."
            )
