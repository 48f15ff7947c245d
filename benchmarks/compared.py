"""The contenders beside each other: tables, and whether relkit meets its targets."""

from collections.abc import Mapping, Sequence

from benchmarks import markdown
from benchmarks.at_once import SIZES
from benchmarks.contenders import FLOOR, PLAIN, RELKIT
from benchmarks.one_by_one import VISITORS
from benchmarks.rounds import Figures

MB = 1_000_000
SHARE = 1 / 5
MOST_MB = 45
CROWDS = SIZES[1:]

Medians = Mapping[str, Figures]


def visits(medians: Medians) -> str:
    """First and last of those who come one by one: seconds to HTML and to the picture.

    Parameters
    ----------
    medians
        By contender.
    """
    ends = (1, VISITORS)
    names = [f"{what}_seconds_{n}" for n in ends for what in ("html", "picture")]
    heads = ["seconds", "1st: HTML", "drawn", f"{VISITORS}th: HTML", "drawn"]
    return _table(heads, medians, [(name, 1, 2) for name in names])


def crowds(medians: Medians) -> str:
    """Those who come at once: seconds until the last is answered, and CPU seconds.

    Parameters
    ----------
    medians
        By contender.
    """
    heads, cells = ["seconds until the last page is whole; CPU seconds"], []
    for n in CROWDS:
        heads += [f"{n} at once", "CPU"]
        cells += [(f"seconds_{n}", 1, 1), (f"cpu_seconds_{n}", 1, 1)]
    return _table(heads, medians, cells)


def memory(medians: Medians) -> str:
    """Own memory for each visitor, by how many stay.

    Parameters
    ----------
    medians
        By contender.
    """
    heads = ["own MB for each visitor", *(f"of {n}" for n in SIZES)]
    return _table(heads, medians, [(f"own_bytes_{n}", MB, 1) for n in SIZES])


def _table(
    heads: Sequence[str], medians: Medians, cells: Sequence[tuple[str, int, int]]
) -> str:
    def cell(figures: Figures, name: str, unit: int, digits: int) -> str:
        return f"{figures[name] / unit:.{digits}f}" if name in figures else "–"

    rows = [
        [name, *(cell(figures, *each) for each in cells)]
        for name, figures in medians.items()
    ]
    return markdown.table(heads, rows)


def visits_verdicts(medians: Medians) -> list[str]:
    """Whether the last visitor's picture is there as soon as the floor's slider.

    Parameters
    ----------
    medians
        By contender; without relkit or the floor there is nothing to say.
    """
    name = f"picture_seconds_{VISITORS}"
    says = f"the picture of visitor {VISITORS} is no later than the floor's slider"
    return _at_most(medians, [(name, says, FLOOR, 1.0)])


def crowds_verdicts(medians: Medians) -> list[str]:
    """Whether a crowd takes a fifth of what plain Voilà takes.

    Parameters
    ----------
    medians
        By contender; without relkit or plain Voilà there is nothing to say.
    """
    told = {"seconds": "time", "cpu_seconds": "CPU time"}
    targets = [
        (f"{each}_{n}", f"{n} at once in a fifth of Voilà's {what}", PLAIN, SHARE)
        for n in CROWDS
        for each, what in told.items()
    ]
    return _at_most(medians, targets)


def _at_most(
    medians: Medians, targets: Sequence[tuple[str, str, str, float]]
) -> list[str]:
    sentences = []
    for name, says, other, share in targets:
        if not all(name in medians.get(each, {}) for each in (RELKIT, other)):
            continue
        ours, most = medians[RELKIT][name], share * medians[other][name]
        result = "met" if ours <= most else "MISSED"
        sentences.append(f"{result}: {says} ({ours:.2f} s; at most {most:.2f} s).")
    return sentences


def memory_verdicts(medians: Medians) -> list[str]:
    """Whether a visitor takes no more memory than they may.

    Parameters
    ----------
    medians
        By contender; without relkit there is nothing to say.
    """
    if RELKIT not in medians:
        return []
    each = [medians[RELKIT][f"own_bytes_{n}"] / MB for n in SIZES]
    result = "met" if max(each) <= MOST_MB else "MISSED"
    return [f"{result}: at most {MOST_MB} MB of memory a visitor ({max(each):.1f} MB)."]
