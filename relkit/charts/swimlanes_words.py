"""Swimlanes in words: what the pictures of lanes say, and what stands in for them."""

from collections.abc import Sequence

from relkit.charts.drawing import Description
from relkit.models import swimlanes, words
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_compared import HERE, Compared
from relkit.models.swimlanes_readings import Kind

NO_CARDS = Description(
    headline="There are no cards for this place yet",
    sentence="A card is something that matters in life here, such as ‘A dry bedroom’ "
    "or ‘Knowing who to ring at night’. Ask people who live there, and write down "
    "what they say in a sheet called Cards: the template on Start here has one.",
    columns=("Card",),
    rows=(),
)


def describe_lanes(cards: Sequence[Card]) -> Description:
    """How many cards lie in each lane, the questions in their order."""
    if not cards:
        return NO_CARDS
    here = {lane: swimlanes.in_lane(cards, lane) for lane in Lane}
    asked = " ".join(
        f"{lane.question} {words.counted(len(here[lane]), 'card')}." for lane in Lane
    )
    own = len(here[Lane.OURSELVES])
    return Description(
        headline=f"As the cards lie, people can do {own} of {len(cards)} themselves",
        sentence=f"Three questions, in this order. {asked} The lanes are a version of "
        "the four worlds of service: by, with and for. There is no lane for what is "
        "done to people.",
        columns=(
            "Card",
            "Lane",
            "In four worlds",
            "Help named",
            "What would have to be true for it to move one lane",
        ),
        rows=tuple(
            (
                card.name,
                card.lane.label,
                card.lane.world.label,
                words.listed(card.helped_by),
                card.condition,
            )
            for lane in Lane
            for card in here[lane]
        ),
    )


def nothing_to_compare(compared: Compared) -> Description | None:
    """What is said where no card can be read."""
    if not compared.case.cards:
        return NO_CARDS
    if any(each.kind is not Kind.TOO_FEW for each in compared.readings):
        return None
    few = [
        f"the {who}"
        for who in (Standpoint.COMMUNITY, compared.beside)
        if not any(groups.get(who) for groups in compared.counts.values())
    ]
    if compared.at:
        headline = f"Too few voices to show {compared.when}"
        sentence = (
            f"A standpoint is shown from {compared.k} voices on, for each card. Choose "
            "another gathering, or another side."
        )
    else:
        headline = (
            f"Not sorted yet {HERE} by {words.listed(few)}"
            if few
            else f"No card has been sorted by both {HERE} yet"
        )
        sentence = (
            "A card is read here once both sides have sorted it. Go back up to the "
            "cards, choose who sorts now, and move them or say that they are right "
            "where they are. Nobody counts as agreeing who has not sorted."
        )
    return Description(headline=headline, sentence=sentence, columns=("Card",), rows=())


def describe_matrix(compared: Compared) -> Description:
    """How many cards are overreach, abandonment, divided or agreed, card by card."""
    read = compared.readings
    of = {kind: [r for r in read if r.kind is kind] for kind in Kind}
    shown = len(read) - len(of[Kind.TOO_FEW])
    counted = ", ".join(f"{kind.label} {len(of[kind])}" for kind in list(Kind)[1:])
    ties = [f"‘{each.card}’" for each in read if each.is_tie]
    told = [
        f"{words.counted(shown, 'card')} sorted by both {compared.when}: {counted}.",
        "A row is a lane of the community, a column a lane of the "
        f"{compared.beside}; a card stands where most voices of either put it. Where "
        "that is the same lane, it lies on the way from the top left corner to the "
        "bottom right. Above lies overreach: institutions would do what people say "
        "they can. Below lies abandonment: they would leave what people say they need.",
    ]
    if ties:
        told.append(f"In no cell, for a tie: {words.listed(ties)}.")
    if of[Kind.TOO_FEW]:
        left = words.counted(len(of[Kind.TOO_FEW]), "card")
        told.append(f"Left out, with too few voices: {left}.")
    if compared.k == 1:
        told.append("This is one sorting by each, not a pattern.")
    return Description(
        headline=_headline(
            compared, len(of[Kind.OVERREACH]), len(of[Kind.ABANDONMENT])
        ),
        sentence=" ".join(told),
        columns=("Card", "The community", f"The {compared.beside}", "Read as"),
        rows=tuple(
            (each.card, each.community.phrase, each.other.phrase, each.kind.label)
            for kind in list(Kind)[1:]
            for each in of[kind]
            if each.community and each.other
        ),
    )


def _headline(compared: Compared, over: int, left: int) -> str:
    if not over and not left:
        return (
            f"The community and the {compared.beside} lean the same way on every card"
        )
    more = f"more than people ask on {words.counted(over, 'card')}"
    less = f"less than they say they need on {words.counted(left, 'card')}"
    both = [said for said, n in ((more, over), (less, left)) if n]
    return f"The {compared.beside} would do {words.listed(both)}"
