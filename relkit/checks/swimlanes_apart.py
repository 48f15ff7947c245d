"""Questions on swimlanes: reading the community beside the place, and the centre.

R throughout: overreach, abandonment, divided and agreed are relkit's readings, and the
verdicts follow from the models.
"""

from collections import Counter
from collections.abc import Sequence

from relkit.checks import tallowby
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import words
from relkit.models.sorting import Counts
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Lane
from relkit.models.swimlanes_readings import Kind, Reading, reading

KINDS = (Kind.OVERREACH, Kind.ABANDONMENT, Kind.DIVIDED, Kind.AGREED)
LABELS = tuple(kind.label for kind in KINDS)
PLACE, CENTRE = Standpoint.PLACE, Standpoint.CENTRE
LOOK = {
    Kind.OVERREACH: "Who would do more of it here than the other side asks?",
    Kind.ABANDONMENT: "Who says here that they need more than the other side sees?",
    Kind.DIVIDED: "Which lane has most voices on each side, and are the averages far "
    "apart?",
    Kind.AGREED: "How many would have to choose another lane for the two to match?",
}


def told(counts: Counts) -> str:
    """Voices by lane, as they are read aloud.

    Examples
    --------
    >>> told({Lane.OURSELVES: 4, Lane.FOR_US: 1})
    '4 ourselves, 1 for us'
    """
    return ", ".join(
        f"{counts[lane]} {lane.label}" for lane in Lane if counts.get(lane)
    )


def over_or_left(chosen: Sequence[str]) -> Verdict:
    """Read four cards: overreach, abandonment, divided or agreed."""
    verdicts = [
        _read(reading(card, ours, theirs, beside=PLACE), label)
        for (card, (ours, theirs)), label in zip(
            tallowby.SORTED.items(), chosen, strict=True
        )
    ]
    return together(
        verdicts,
        agreed="\n".join(each.sentence for each in verdicts)
        + "\nNeither overreach nor abandonment says who is to blame. Which of the four "
        "would you talk about first, and with whom in the room?",
    )


def _read(read: Reading, label: str) -> Verdict:
    why = read.sentence.partition(": ")[2]
    agrees = label == read.kind.label
    seen = f"{label} too" if agrees else f"something else than {label}"
    ask = "" if agrees else f" {LOOK[Kind(label)]}"
    return Verdict(
        agrees=agrees,
        sentence=f"‘{read.card}’: relkit reads {seen}. {why[0].upper()}{why[1:]}{ask}",
    )


OVER_OR_LEFT = Question(
    name="over_or_left",
    prompt="Five people who live in Tallowby and five who work for the district sorted "
    "the same four cards. Overreach: institutions would do for people what people say "
    "they can do. Abandonment: they would leave to people what people say they need. "
    "relkit reads either from half a lane on, between the averages. Divided: the "
    "averages are near, and yet half or more would have to choose another lane to "
    "match. Otherwise: agreed.",
    parts=tuple(
        Part(
            label=f"{card}. The community: {told(ours)}. The place: {told(theirs)}.",
            options=LABELS,
        )
        for card, (ours, theirs) in tallowby.SORTED.items()
    ),
    hints=(
        "For each card, find the lane that most chose, on either side.",
        "Which side lies nearer to ‘for us’? If it is the place by half a lane, that "
        "is overreach. If it is the community, abandonment. If neither, compare voice "
        "by voice.",
        "There is one of each. In one card the place stands in the middle, and the "
        "community on both sides of it.",
    ),
    check=over_or_left,
)

POOLED: Counts = Counter(tallowby.DISTRICT) + Counter(tallowby.MINISTRY)
HIDDEN = {
    "The community, behind the institutions": "The community is on the other side of "
    "the comparison each time. Whose five voices are lost among twenty-five?",
    "The place, behind the centre": "",
    "The centre, behind the place": "With five from the place and twenty from the "
    "centre, which of the two sets the average?",
    "Nobody, since everybody was counted": "Everybody was counted, and that is a fair "
    "rule for a vote. What did the five from the place say, and where is it now?",
}


def counted_together(chosen: Sequence[str]) -> Verdict:
    """Read one card beside the place, beside the centre, and beside both as one."""
    *labels, hidden = chosen
    sides = (
        ("Beside the place", PLACE, tallowby.DISTRICT),
        ("Beside the centre", CENTRE, tallowby.MINISTRY),
        ("Counted together", CENTRE, POOLED),
    )
    verdicts = []
    for (name, beside, counts), label in zip(sides, labels, strict=True):
        read = reading(tallowby.FETE, tallowby.VILLAGE, counts, beside=beside).kind
        same = label == read.label
        verdicts.append(
            Verdict(
                agrees=same,
                sentence=f"{name}: relkit reads "
                f"{f'{label} too' if same else f'something else than {label}'}, with "
                f"{told(counts)} beside {told(tallowby.VILLAGE)}."
                + ("" if same else f" {LOOK[Kind(label)]}"),
            )
        )
    verdicts.append(
        Verdict(
            agrees=not HIDDEN[hidden],
            sentence=f"‘{hidden}’: {HIDDEN[hidden] or 'relkit would say so too.'}",
        )
    )
    return together(
        verdicts,
        agreed="Beside the place it is overreach, beside the centre agreed, and "
        "counted together agreed: five voices drown in twenty-five. So relkit reads "
        "the community beside the place and beside the centre, each by itself.\nWho "
        "sends most people to the meetings that you know?",
    )


COUNTED_TOGETHER = Question(
    name="counted_together",
    prompt=f"One card: {tallowby.FETE.lower()}. Five people who live in Tallowby: "
    f"{told(tallowby.VILLAGE)}. Five who work for the district: "
    f"{told(tallowby.DISTRICT)}. Twenty came from the ministry: "
    f"{told(tallowby.MINISTRY)}.\nSomebody proposes to count all twenty-five from "
    f"institutions together: {told(POOLED)}.",
    parts=(
        *(
            Part(label=label, options=LABELS)
            for label in (
                "The community beside the place (the district)",
                "The community beside the centre (the ministry)",
                "The community beside all institutions, counted together",
            )
        ),
        Part(label="Who is hidden when they are counted together?", options=(*HIDDEN,)),
    ),
    hints=(
        "Read the three comparisons one by one, as if the others were not there.",
        "Of all twenty-five, twenty chose the lane that the community chose. How far "
        "does that leave their average from the community’s?",
        "The district alone is far from the community. Of twenty-five it is a fifth.",
    ),
    check=counted_together,
)

NO_CELL = "in none"
CELLS = (
    "community ‘ourselves’, place ‘with help’",
    "community ‘with help’, place ‘with help’",
    "community ‘with help’, place ‘for us’",
    NO_CELL,
)
NEXT = {
    "Hear somebody from each half of the community": "That brings out what the two "
    "halves know. Who speaks for the half that is not in the room?",
    "Ask the place what it would have to stop doing": "That takes the overreach first. "
    "What if half of the community would rather that it did not stop?",
    "Sort the card again in half a year": "That gives people time. What would have to "
    "happen meanwhile, so that anybody has a reason to move?",
}


def in_which_cell(chosen: Sequence[str]) -> Verdict:
    """Read a card with a tie: it lies in no cell, and can still be read."""
    cell, label, then = chosen
    ours, theirs = tallowby.FIRST_AID
    read = reading("First aid", ours, theirs, beside=PLACE)
    assert read.is_tie
    assert read.lean is not None
    half = f"‘{Lane.OURSELVES.label}’ and ‘{Lane.WITH_HELP.label}’"
    far = words.counted(words.amount(read.lean), "lane")
    same = label == read.kind.label
    verdicts = [
        Verdict(
            agrees=cell == NO_CELL,
            sentence="The cell: relkit puts it in none too, since three voices each "
            f"chose {half}."
            if cell == NO_CELL
            else f"The cell: you say {cell}. Count the community’s voices lane by "
            "lane. Which lane has more of them than any other?",
        ),
        Verdict(
            agrees=same,
            sentence=f"The reading: relkit reads {label} too, since on average the "
            f"place puts it {far} nearer to ‘for us’."
            if same
            else f"The reading: relkit reads something else than {label}. On average "
            f"the place and the community lie {far} apart. {LOOK[Kind(label)]}",
        ),
        Verdict(agrees=True, sentence=f"Next: {NEXT[then]}"),
    ]
    return together(
        verdicts,
        agreed=f"It lies in no cell, since {half} have three voices each. And it is "
        f"read as {read.kind.label}: on average the place puts it {far} nearer to ‘for "
        f"us’. A tie is a finding, not a gap in the data.\n{NEXT[then]}",
    )


IN_WHICH_CELL = Question(
    name="in_which_cell",
    prompt="First aid at the sports ground. Six people who live in Tallowby: "
    f"{told(tallowby.FIRST_AID[0])}. Five who work there: "
    f"{told(tallowby.FIRST_AID[1])}. In the table of lanes by lanes, a card stands "
    "where most of the community and most of the place put it.",
    parts=(
        Part(label="In which cell does it stand?", options=CELLS),
        Part(label="What is it read as?", options=LABELS),
        Part(label="What would you do next?", options=tuple(NEXT)),
    ),
    hints=(
        "Take the two halves of the question apart: most voices for the cell, averages "
        "for the reading.",
        "Which lane has most voices in the community? Then: is the place’s average at "
        "least half a lane further?",
        "Three and three is a tie. The place has nobody at ‘ourselves’, where half of "
        "the community is.",
    ),
    check=in_which_cell,
)

QUESTIONS = (OVER_OR_LEFT, COUNTED_TOGETHER, IN_WHICH_CELL)
