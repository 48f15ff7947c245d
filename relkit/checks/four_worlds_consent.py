"""A question on four worlds of service: what is missing from a consent.

Source: Taylor, "How to move to relational public services", section 3. Free, prior and
informed consent is borrowed there, by analogy, from a right of Indigenous Peoples.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from relkit.checks import quarrywell
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import four_worlds_findings, words
from relkit.models.four_worlds import Answer

HAVE = {
    "It is there": Answer.YES,
    "It is missing": Answer.NO,
    "I cannot tell": Answer.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPart:
    """One part of a consent: how it is asked, and what the story says of it."""

    label: str
    because: str
    ask: str


CONSENT = {
    "free": ConsentPart(
        label="Free: nobody was pressed",
        because="the vote was secret, and nothing was promised or threatened for it",
        ask="There is a case for ‘I cannot tell’: a landlord’s tenant may feel pressed "
        "without a word being said. What would you need to hear, and from whom?",
    ),
    "prior": ConsentPart(
        label="Prior: people were asked well beforehand",
        because="the vote came two years before anyone moved",
        ask="There is a case for ‘missing’: nobody was asked about these rents before "
        "they were set. Does a yes to a plan cover what the plan becomes?",
    ),
    "informed": ConsentPart(
        label="Informed: people knew what they needed to know",
        because="the rents were published two years after the vote",
        ask="Which of the tenants could have weighed the offer without them?",
    ),
    "withdrawable": ConsentPart(
        label="Open to withdrawal: people can take it back",
        because="the story says that the result stands and will not be voted on again",
        ask="What can a tenant do who has since read the rents and changed her mind?",
    ),
}


def what_is_missing(chosen: Sequence[str]) -> Verdict:
    """Read a consent: which of its parts are there, and which are missing."""
    consent = quarrywell.MOVING.consent
    verdicts = [
        _read_part(part, HAVE[answer], getattr(consent, name))
        for (name, part), answer in zip(CONSENT.items(), chosen, strict=True)
    ]
    there, missing = (
        words.listed(
            [four_worlds_findings.PARTS[name] for name in consent.parts(answer)]
        )
        for answer in (Answer.YES, Answer.NO)
    )
    missing = missing.replace(" and ", " or ")
    return together(
        verdicts,
        agreed=f"The consent was {there}. It was not {missing}: the rents came after "
        "the vote, and the vote stands.\nIt was also the community’s consent, and not "
        "each person’s. What does it mean for a household that voted no?",
    )


def _read_part(part: ConsentPart, chosen: Answer, read: Answer) -> Verdict:
    too, ask = (" too", "") if chosen is read else ("", f" {part.ask}")
    return Verdict(
        agrees=chosen is read,
        sentence=f"{part.label.partition(':')[0]}: relkit reads ‘{_answer(read)}’"
        f"{too}, because {part.because}.{ask}",
    )


def _answer(answer: Answer) -> str:
    [said] = [label for label, each in HAVE.items() if each is answer]
    return said[0].lower() + said[1:]


WHAT_IS_MISSING = Question(
    name="what_is_missing",
    prompt="Larch House is to be emptied for a rebuild. In the spring of 2022 the "
    "tenants voted in secret. Nothing was promised or threatened for a yes or a no, "
    "and most said yes. The rents of the new homes were published in 2024, when the "
    "first households moved out. The council says that the vote stands and will not be "
    "held again.\n"
    "Four things make a consent worth the name. Which of them are there?",
    parts=tuple(
        Part(label=part.label, options=tuple(HAVE)) for part in CONSENT.values()
    ),
    hints=(
        "Put the story on a line: 2022, the vote. 2024, the rents and the first moves.",
        "For each of the four, find the sentence in the story that speaks of it. If "
        "there is one, you can tell.",
        "The vote itself was in order. Look at what came after it: what people "
        "learned, and whether they could still say no.",
    ),
    check=what_is_missing,
)

QUESTIONS = (WHAT_IS_MISSING,)
