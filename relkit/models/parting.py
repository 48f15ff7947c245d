"""Where standpoints part over a card, in words. The measures are relkit's (R)."""

from collections.abc import Mapping, Sequence

from relkit.models import words
from relkit.models.sorting import Counts, gap, lean, name_of, shared, too_few
from relkit.models.standpoints import Standpoint

Groups = Mapping[Standpoint | None, Counts]


def parting(card: str, groups: Groups, *, k: int = 3) -> str | None:
    """One sentence on where two standpoints part most over a card, or ``None``.

    Of all pairs of standpoints that may be shown, the pair with the widest gap is told,
    with where most voices of each put the card. A group of one voice is no pattern.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> parting("Keys", {
    ...     Standpoint.COMMUNITY: {World.TO: 5}, Standpoint.CENTRE: {World.WITH: 4}})
    '‘Keys’: the community says done to (5 of 5), the centre says done with (4 of 4).'
    """
    pair = widest(groups, k=k)
    if pair is None:
        return None
    said = ", ".join(_said(each, groups[each], k) for each in pair)
    alone = any(sum(groups[each].values()) == 1 for each in pair)
    return f"‘{card}’: {said}{': one sorting, not a pattern' if alone else ''}."


def leaning(groups: Groups, *, k: int = 3) -> str | None:
    """One sentence on which way the two who part most lean, or ``None``.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> leaning({
    ...     Standpoint.COMMUNITY: {World.TO: 5}, Standpoint.CENTRE: {World.WITH: 4}})
    'On average the community puts it 2 worlds nearer to done to than the centre.'
    """
    pair = widest(groups, k=k)
    if pair is None:
        return None
    a, b = pair
    way = lean(groups[a], groups[b], k=k) or 0
    bins = type(next(iter(groups[a])))
    far = words.counted(words.amount(abs(way)), bins.__name__.lower())
    if words.amount(abs(way)) < 0.1:
        return f"On average the {a} and the {b} put it alike."
    end = name_of(list(bins)[0 if way < 0 else -1])
    return f"On average the {a} puts it {far} nearer to {end} than the {b}."


def widest(groups: Groups, *, k: int = 3) -> tuple[Standpoint, Standpoint] | None:
    """The two standpoints that part most, of those that may be shown, or ``None``.

    Of equal gaps, the one with the longer lean is the wider.
    """
    shown = [s for s in Standpoint if s in groups and not too_few(groups[s], k=k)]
    pairs = [(a, b) for i, a in enumerate(shown) for b in shown[i + 1 :]]
    return max(
        pairs,
        key=lambda pair: width(groups[pair[0]], groups[pair[1]], k=k),
        default=None,
    )


def width(a: Counts, b: Counts, *, k: int = 3) -> tuple[float, float]:
    """What widths are ranked by: the gap, then the lean whatever its direction.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> width({World.TO: 3}, {World.BY: 3}) > width({World.TO: 3}, {World.FOR: 3})
    True
    """
    apart, way = gap(a, b, k=k), lean(a, b, k=k)
    return round(apart or 0, 9), round(abs(way or 0), 9)


def in_order(counts: Mapping[str, Groups], cards: Sequence[str]) -> list[str]:
    """The cards by how far they part standpoints, the widest first.

    Examples
    --------
    >>> from relkit.models.four_worlds import World
    >>> near = {Standpoint.PLACE: {World.BY: 3}, Standpoint.CENTRE: {World.BY: 3}}
    >>> far = {Standpoint.PLACE: {World.BY: 3}, Standpoint.CENTRE: {World.TO: 3}}
    >>> in_order({"Keys": near, "Repairs": far}, ["Keys", "Repairs"])
    ['Repairs', 'Keys']
    """
    return sorted(cards, key=lambda card: _width(counts.get(card, {})), reverse=True)


def _width(groups: Groups) -> tuple[float, float]:
    """How far a card's standpoints part, for ranking; nothing where none is shown."""
    pair = widest(groups)
    return width(groups[pair[0]], groups[pair[1]]) if pair else (-1, -1)


def _said(standpoint: Standpoint, counts: Counts, k: int) -> str:
    most = shared(counts, k=k)
    assert most is not None
    return f"the {standpoint} {'is split:' if most.is_tie else 'says'} {most.phrase}"
