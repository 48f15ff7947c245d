"""What governance mapping gives people to talk about.

S: accountability across, to results, where governance runs up; centre and place both in
governance, or else governance that can be seen; no heroes on whom everything rests.
R: the rules below, which turn that into questions about one standpoint's map, and about
decisions, whoever draws the map.
"""

from collections.abc import Iterator

from relkit.models import words
from relkit.models.case import Case
from relkit.models.findings import Finding
from relkit.models.four_worlds import Answer
from relkit.models.governance_ceilings import Ceilings, ceilings, unheld
from relkit.models.governance_heroes import Rank, cycles, ranked
from relkit.models.governance_maps import Map, balance, map_of
from relkit.models.governance_words import ceiling_told, quoted
from relkit.models.standpoints import Standpoint

MOST_HEROES = 3
"""How many actors on whom a lot rests are told, from the one on whom most does (R)."""


def map_findings(case: Case, whose: Standpoint) -> tuple[Finding, ...]:
    """What is worth talking about on one standpoint's map, rule by rule.

    The rules: a result that nobody holds; one that could be held nearer, if a forum
    could ask; one whose people have no part in any forum that holds it; accounts that
    run in a closed circle; actors on whom a lot rests; accounts that mostly run up.
    The widest gap comes first within a rule: what nobody could hold even if every
    forum could ask, and what is held furthest away.
    """
    of = map_of(case.actors, case.relations, whose)
    held = ceilings(case.outcomes, of) if of.relations else ()
    return (
        *_nobody(held),
        *_nearer(held),
        *_without_the_people(case, of, held),
        *_circles(of),
        *(_heroes(case, of) if of.relations else ()),
        *_upwards(of),
    )


def decision_findings(case: Case) -> tuple[Finding, ...]:
    """What is worth talking about in who decides, the same on every map.

    The rules: decisions without the people who live there, those first of which nobody
    of the community is even told; decisions behind a closed door.
    """
    return (*_decided_without(case), *_closed_doors(case))


def _nobody(held: tuple[Ceilings, ...]) -> Iterator[Finding]:
    for each in sorted(held, key=lambda each: each.teeth is not None):
        if each.horizontal is None:
            yield Finding(
                kind="Nobody holds the whole",
                sentence=ceiling_told(each),
                question="Who would have to be able to ask whom, and about what?",
                about=(each.outcome.name, *each.outcome.takes),
            )


def _nearer(held: tuple[Ceilings, ...]) -> Iterator[Finding]:
    found = [
        (now.height - teeth.height, each, now, teeth)
        for each in held
        if (now := each.horizontal) and (teeth := each.teeth)
    ]
    for nearer, each, now, teeth in sorted(found, key=lambda each: -each[0]):
        if nearer > 0:
            yield Finding(
                kind="Could be held nearer",
                sentence=ceiling_told(each),
                question="What keeps that forum from asking? Who could let it?",
                about=(each.outcome.name, now.forum, teeth.forum),
            )


def _without_the_people(
    case: Case, of: Map, held: tuple[Ceilings, ...]
) -> Iterator[Finding]:
    known = {each.outcome.name: each.horizontal for each in held}
    found = [
        (outcome, now)
        for outcome in (unheld(case.outcomes, of) if held else ())
        if (now := known[outcome.name])
    ]
    for outcome, now in sorted(found, key=lambda each: -each[1].height):
        yield Finding(
            kind="Held without the people whose life it is",
            sentence=f"No forum that can hold the whole of ‘{outcome.name}’ includes "
            f"‘{outcome.whose}’. The nearest is ‘{now.forum}’, {now.steps}.",
            question="How would they hear of it, and how would they be heard?",
            about=(outcome.name, outcome.whose, now.forum),
        )


def _circles(of: Map) -> Iterator[Finding]:
    for cycle in cycles(of):
        only = "only to each other" if cycle.closed else "to each other"
        if not cycle.closed and len(cycle.actors) > 2:
            only += " in a circle"
        yield Finding(
            kind="A closed circle" if cycle.closed else "A circle of accounts",
            sentence=f"These {words.number(len(cycle.actors))} answer {only}: "
            f"{quoted(cycle.actors)}.",
            question="Is that as it should be? Who else would want to ask?",
            about=cycle.actors,
        )


def _heroes(case: Case, of: Map) -> Iterator[Finding]:
    leading = [
        rank
        for rank in ranked(case.outcomes, of, between=False)
        if rank.pairs and (rank.forums or rank.lost > 1)
    ]
    for rank in leading[:MOST_HEROES]:
        pairs = words.counted(rank.pairs, "pair", "pairs")
        yield Finding(
            kind="A lot rests on one",
            sentence=f"Without ‘{rank.actor}’, {_results_lose(rank)}, and {pairs} of "
            "others can no longer reach each other by working together.",
            question="What would have to be in place so that it goes on without them?",
            about=(rank.actor,),
        )


def _results_lose(rank: Rank) -> str:
    """How many results lose an actor whom they take, their forum, or either."""
    results = words.counted(rank.lost, "result loses", "results lose")
    forum = "its forum" if rank.lost == 1 else "their forum"
    if not rank.taken:
        return f"{results} {forum}"
    taken = "somebody whom it takes" if rank.lost == 1 else "somebody whom they take"
    return f"{results} {taken}{f' or {forum}' if rank.forums else ''}"


def _upwards(of: Map) -> Iterator[Finding]:
    powers = balance(of)
    if powers.vertical > powers.horizontal:
        yield Finding(
            kind="Accounts run up",
            sentence=f"On the {of.whose}’s map forums have {powers.phrase}.",
            question="Who across could ask for results, and is not on this map?",
            about=(),
        )


def _decided_without(case: Case) -> Iterator[Finding]:
    here = {a.name for a in case.actors if a.side is Standpoint.COMMUNITY}
    without = [
        (decision, [name for name in decision.told if name in here])
        for decision in case.decisions
        if here.isdisjoint((*decision.decides, *decision.heard))
    ]
    for decision, told in sorted(without, key=lambda each: bool(each[1])):
        nobody = f"‘{decision.name}’: nobody of the community decides"
        yield Finding(
            kind="Decided without the people who live there",
            sentence=f"{nobody} or is heard. Told of it: {quoted(told)}."
            if told
            else f"{nobody}, is heard or is even told.",
            question="Who could be in the room, and what would they change?",
            about=(decision.name, *decision.decides),
        )


def _closed_doors(case: Case) -> Iterator[Finding]:
    for decision in case.decisions:
        shut = (decision.reasons_published, decision.open_to_challenge)
        if Answer.YES not in shut and Answer.NO in shut:
            yield Finding(
                kind="Behind a closed door",
                sentence=f"‘{decision.name}’: {_open_told(*shut)}.",
                question="If this cannot be opened, could at least its reasons be "
                "seen?",
                about=(decision.name,),
            )


def _open_told(published: Answer, challenge: Answer) -> str:
    told = {
        Answer.NO: ("its reasons are not published", "it cannot be challenged"),
        Answer.UNKNOWN: (
            "nobody can say whether its reasons are published",
            "nobody can say whether it can be challenged",
        ),
    }
    return f"{told[published][0]}, and {told[challenge][1]}"
