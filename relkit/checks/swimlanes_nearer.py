"""A question on swimlanes: moving one card one lane, and no further.

R: what would have to be true for a card to move, as something that can be chosen.
"""

from collections.abc import Mapping, Sequence

from relkit.checks.verdict import Part, Question, Verdict, together

WHO: Mapping[str, str] = {
    "The district’s lorry, but at six": "The path is clear sooner, and it is still "
    "done for people. Which part of it would people of the village do?",
    "Households along the path, in turns that they agree": "",
    "A snow warden whom the district appoints": "Somebody in the village does it, and "
    "the district decides who. Could that person say no, and what then?",
}
NEEDS: Mapping[str, str] = {
    "Nothing: they have shovels": "That is two lanes at once. Who carries the grit, "
    "and who pays when somebody breaks a leg?",
    "A leaflet on how to clear snow": "People here have cleared snow before. What is "
    "it that they cannot carry alone?",
    "Grit in a bin at the corner, and insurance if somebody falls": "",
}
MISSED: Mapping[str, str] = {
    "Then the path is not cleared that day": "So on that day people are left with what "
    "they say they need. Who would have to walk on the road?",
    "They ring, and the lorry comes as before": "",
    "The district takes the path back for good": "So one bad morning would end it. Who "
    "would then put their name on the list?",
}
SEEN = (
    "people of the village do it, and they agree who",
    "it brings what they do not have, and leaves to them what they can do",
    "nobody is left alone with it",
)


def one_lane_nearer(chosen: Sequence[str]) -> Verdict:
    """Redesign one card so that it lies one lane nearer to *ourselves*, and no more."""
    names = ("Who clears it", "What they need", "A bad morning")
    verdicts = [
        Verdict(
            agrees=not why[option],
            sentence=f"{name}: this is still open. {why[option]}"
            if why[option]
            else f"{name}: relkit reads it so too, since {seen}.",
        )
        for name, why, seen, option in zip(
            names, (WHO, NEEDS, MISSED), SEEN, chosen, strict=True
        )
    ]
    return together(
        verdicts,
        agreed="Your answers bring the path from ‘for us’ to ‘with help’: "
        f"{'; '.join(SEEN)}. One lane, not two.\nWhat the district has to do is less "
        "work and more trust: it no longer decides when. A fair objection: the "
        "households along the path are not those whose children walk it. Who would ask "
        "them, and could they say no?",
    )


ONE_LANE_NEARER = Question(
    name="one_lane_nearer",
    prompt="In Tallowby the district’s lorry clears the path to the school by ten. The "
    "children walk at eight. People of the village say: we can do it, if we do not "
    "have to do it alone.\nMove the card one lane, from ‘for us’ to ‘with help’. "
    "Choose one answer for each part.",
    parts=(
        Part(label="Who clears the path before eight?", options=tuple(WHO)),
        Part(label="What do they need from the district?", options=tuple(NEEDS)),
        Part(
            label="One morning, nobody on the list can come. What happens?",
            options=tuple(MISSED),
        ),
    ),
    hints=(
        "‘With help’ has two halves: people do it, and something comes from elsewhere. "
        "Look for both.",
        "Test each answer twice. Is it still done for people? Or are people left alone "
        "with it?",
        "Those who clear it choose when. The district brings what a household cannot "
        "carry, and is still there on a bad morning.",
    ),
    check=one_lane_nearer,
)

QUESTIONS = (ONE_LANE_NEARER,)
