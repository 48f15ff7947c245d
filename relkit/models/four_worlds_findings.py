"""What four worlds of service gives people to talk about.

S: consent for what is done *to*, the people's decision for what is done *for*, each
world a small part of the next. R: the rules below, which turn that into questions.
Something done *by* people is never a problem in itself.
"""

from collections.abc import Callable, Sequence

from relkit.models import words
from relkit.models.chains import chain
from relkit.models.findings import Finding
from relkit.models.four_worlds import (
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
    hours_by_world,
    inside_out,
)


def findings(activities: Sequence[Activity]) -> tuple[Finding, ...]:
    """What is worth talking about, rule by rule, the most hours first within each.

    The rules: a *to* without consent; a *for* that the people do not decide; a *with*
    that the service decides; an activity that nothing holds; a world that is inside
    out.

    Examples
    --------
    >>> entry = Activity(name="Forced entry", world=World.TO, residents_hours=0,
    ...     staff_hours=2, inside="Gas safety")
    >>> homes = Activity(name="Safe homes", world=World.BY, residents_hours=8,
    ...     staff_hours=0)
    >>> for finding in findings([entry, homes])[:2]:
    ...     print(finding.kind)
    Done to, without full consent
    Held by nothing
    """
    by_hours = sorted(activities, key=lambda activity: -activity.hours)
    found = [
        finding
        for rule in (_without_consent, _not_decided, _decided_for_them, _floating)
        for activity in by_hours
        if (finding := rule(activity, activities))
    ]
    return (*found, *_inside_out(activities))


PARTS = {
    "free": "free",
    "prior": "asked for beforehand",
    "informed": "informed",
    "withdrawable": "open to withdrawal",
}
Rule = Callable[[Activity, Sequence[Activity]], Finding | None]


def _without_consent(activity: Activity, _: Sequence[Activity]) -> Finding | None:
    consent = activity.consent
    owned = consent.given_by in (ConsentOf.PERSON, ConsentOf.COMMUNITY)
    full = owned and len(consent.parts(Answer.YES)) == len(PARTS)
    if activity.world is not World.TO or full:
        return None
    asks = "Who gave that consent, and could they withdraw it?"
    if consent.given_by is ConsentOf.NOBODY:
        asks = "Who could be asked, and could they say no?"
    return Finding(
        kind="Done to, without full consent",
        sentence=f"‘{activity.name}’ is done to people. {consent_told(consent)}",
        question=asks,
        about=(activity.name,),
    )


def consent_told(consent: Consent) -> str:
    """A consent in short sentences: what it was, what it was not, what nobody can say.

    Where nobody gave it, its parts say nothing more.

    Examples
    --------
    >>> consent_told(Consent(given_by=ConsentOf.NOBODY))
    'Nobody gave consent.'
    >>> consent_told(Consent(given_by=ConsentOf.PERSON, free=Answer.YES,
    ...     prior=Answer.YES, informed=Answer.NO))[:62]
    'Consent was free and asked for beforehand; it was not informed'
    """
    there, missing, unclear = (
        [PARTS[part] for part in consent.parts(answer)]
        for answer in (Answer.YES, Answer.NO, Answer.UNKNOWN)
    )
    if consent.given_by is ConsentOf.NOBODY:
        return "Nobody gave consent."
    unknown = consent.given_by is ConsentOf.UNKNOWN
    if unknown and not there and not missing:
        return "Nobody can say whether anyone gave consent."
    told = []
    if there:
        but = f"; it was not {words.listed(missing, last='or')}" if missing else ""
        told.append(f"Consent was {words.listed(there)}{but}.")
    elif missing:
        told.append(f"Consent was not {words.listed(missing, last='or')}.")
    if unclear:
        it = "it" if told else "consent"
        told.append(
            f"Nobody can say whether {it} was {words.listed(unclear, last='or')}."
        )
    if unknown:
        told.append("Nobody can say who gave it.")
    return " ".join(told)


def _not_decided(activity: Activity, _: Sequence[Activity]) -> Finding | None:
    if activity.world is not World.FOR:
        return None
    said = {
        Decider.SERVICE: "is done for people, and the service decides it",
        Decider.UNKNOWN: "is done for people, and nobody can say who decides it",
    }.get(activity.decided_by)
    if not said:
        return None
    return Finding(
        kind="Done for, not decided by the people",
        sentence=f"‘{activity.name}’ {said}.",
        question="What would they have to be able to say no to?",
        about=(activity.name,),
    )


def _decided_for_them(activity: Activity, _: Sequence[Activity]) -> Finding | None:
    if activity.world is not World.WITH or activity.decided_by is not Decider.SERVICE:
        return None
    return Finding(
        kind="Done with, decided by the service",
        sentence=f"People take part in ‘{activity.name}’; the service decides it.",
        question="Is this done with people, or for them with their help?",
        about=(activity.name,),
    )


def _floating(activity: Activity, activities: Sequence[Activity]) -> Finding | None:
    outward = chain(activity, activities)
    if not outward.broken or len(outward.steps) > 1:  # told where the chain breaks
        return None
    return Finding(
        kind="Held by nothing",
        sentence=outward.broken,
        question="What do people here already do that it could be a small part of?",
        about=(activity.name,),
    )


def _inside_out(activities: Sequence[Activity]) -> list[Finding]:
    if not activities:
        return []
    return [
        Finding(
            kind="Inside out",
            sentence=turned.sentence,
            question="Is the rest really not there, or did nobody list it?",
            about=tuple(a.name for a in activities if a.world is turned.inner),
        )
        for turned in inside_out(hours_by_world(activities))
    ]
