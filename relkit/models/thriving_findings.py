"""What thriving together gives people to talk about.

S: people living their life meet people who are prepared for it. R: the four rules
below, which turn a missing link into a question. A situation in which no one meets
anyone may be just as people want it.
"""

from relkit.models.findings import Finding
from relkit.models.thriving import Encounter, Preparation, Situation, ThreeWorlds

NOBODYS = "An encounter in nobody’s life"
UNPREPARED = "An encounter that nobody is prepared for"
UNUSED = "A preparation that reaches no encounter"
UNMET = "A situation where no one meets anyone"


def findings(worlds: ThreeWorlds) -> tuple[Finding, ...]:
    """What is worth talking about, rule by rule, each in the order of the list.

    Examples
    --------
    >>> from relkit.models.thriving import Together
    >>> review = Encounter(name="Yearly review")
    >>> for finding in findings(Together(encounters=(review,))):
    ...     print(finding.sentence)
    ‘Yearly review’ belongs to no situation in anybody’s life.
    ‘Yearly review’ draws on no preparation that is listed.
    """
    met = {name for each in worlds.encounters for name in each.situations}
    drawn = {name for each in worlds.encounters for name in each.preparations}
    return (
        *(_nobodys(each) for each in worlds.encounters if not each.situations),
        *(_unprepared(each) for each in worlds.encounters if not each.preparations),
        *(_unused(each) for each in worlds.preparations if each.name not in drawn),
        *(_unmet(each) for each in worlds.situations if each.name not in met),
    )


def _nobodys(encounter: Encounter) -> Finding:
    return Finding(
        kind=NOBODYS,
        sentence=f"‘{encounter.name}’ belongs to no situation in anybody’s life.",
        question="Whose life was it meant for, or is it service for its own sake?",
        about=(encounter.name,),
    )


def _unprepared(encounter: Encounter) -> Finding:
    return Finding(
        kind=UNPREPARED,
        sentence=f"‘{encounter.name}’ draws on no preparation that is listed.",
        question="What do people bring to it that nobody has listed yet?",
        about=(encounter.name,),
    )


def _unused(preparation: Preparation) -> Finding:
    return Finding(
        kind=UNUSED,
        sentence=f"‘{preparation.name}’ is there, and no encounter draws on it.",
        question="Is it kept for a day that may come, or has it lost the life that it "
        "was for?",
        about=(preparation.name,),
    )


def _unmet(situation: Situation) -> Finding:
    return Finding(
        kind=UNMET,
        sentence=f"In ‘{situation.name}’ ({situation.whose}) no one meets anyone.",
        question="Is that just as people want it? Who could ask them?",
        about=(situation.name,),
    )
