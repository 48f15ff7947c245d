"""Questions on four worlds of service: telling them apart.

Source: Taylor, "How to move to relational public services", section 3, after Cormac
Russell. The stories are relkit's and invented; the readings follow from the models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relkit.checks import quarrywell
from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models import four_worlds_findings, words
from relkit.models.four_worlds import Activity, Decider, World


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A short story of one activity, and why it lives where it does.

    ``defended`` holds, for other worlds, the case that can be made for them.
    """

    short: str
    told: str
    activity: Activity
    because: str
    defended: Mapping[World, str]


SITUATIONS = (
    Situation(
        short="The gutters",
        told="Two men in their sixties clear the gutters of the low blocks with one "
        "ladder. Nobody sent them.",
        activity=quarrywell.GUTTERS,
        because="only residents are in it, and only they decide it",
        defended={
            World.FOR: "They do it for their neighbours, and that is a fair use of the "
            "word. The four worlds ask about services: which service is in it?"
        },
    ),
    Situation(
        short="The night call",
        told="Water comes through the ceiling at night. You ring and say that it "
        "cannot wait. Someone comes, makes it safe and leaves.",
        activity=quarrywell.CALL_OUTS,
        because="staff do the work, and the person who rings decides that it is needed",
        defended={
            World.WITH: "There is a case for ‘done with’ where the tenant finds the "
            "stopcock and holds the torch. What does the tenant do in this story?"
        },
    ),
    Situation(
        short="The damp meter",
        told="The surveyor leaves a damp meter in your flat. For three weeks you write "
        "down what it shows. Then you read the numbers together and agree what the "
        "landlord does next.",
        activity=quarrywell.DAMP_VISITS,
        because="the tenant does part of it, the surveyor helps, and both decide",
        defended={
            World.FOR: "There is a case for ‘done for’ if the landlord was going to do "
            "the same work anyway. Could the numbers change what happens next?",
            World.BY: "The source itself calls this done by people, with help. What "
            "would be left of it if no surveyor came?",
        },
    ),
    Situation(
        short="The charge",
        told="You were in all morning. The system says that nobody answered, and adds "
        "a charge to your rent account. The tenancy agreement allows it.",
        activity=quarrywell.CHARGE,
        because="it is imposed. The tenancy agreement told people beforehand, but "
        "nobody was free to refuse",
        defended={
            World.FOR: "There is a case that it is done for the other tenants, who pay "
            "for the lost visit. Did they decide it?"
        },
    ),
)
ASK = {
    World.TO: "Who in this story could not have said no?",
    World.FOR: "Which staff do the work, and who decides that they should?",
    World.WITH: "What do the people do themselves, and what do staff help with?",
    World.BY: "Would it go on if no staff came?",
}


def which_world(chosen: Sequence[str]) -> Verdict:
    """Read four short stories: which world each belongs to, and why."""
    by_label = {world.label: world for world in World}
    verdicts = [
        _read_situation(situation, by_label[label])
        for situation, label in zip(SITUATIONS, chosen, strict=True)
    ]
    told = [
        f"{s.short}: {s.activity.world.label}, because {s.because}." for s in SITUATIONS
    ]
    return together(
        verdicts,
        agreed="\n".join(told)
        + "\nWhich of the four would change worlds if one person "
        "in it had a different say?",
    )


def _read_situation(situation: Situation, world: World) -> Verdict:
    read = situation.activity.world
    if world is read:
        same = f"relkit reads {read.label} too, because {situation.because}."
        return Verdict(agrees=True, sentence=f"{situation.short}: {same}")
    asked = situation.defended.get(world, ASK[world])
    return Verdict(
        agrees=False,
        sentence=f"{situation.short}: you say {world.label}. relkit reads "
        f"{read.label}, because {situation.because}. {asked}",
    )


WHICH_WORLD = Question(
    name="which_world",
    prompt="Four short stories from Quarrywell, an invented estate. Which world does "
    "each belong to?",
    parts=tuple(
        Part(label=situation.told, options=tuple(world.label for world in World))
        for situation in SITUATIONS
    ),
    hints=(
        "For each story, ask two things. Who does it? Who decides it?",
        "Done by: no staff are needed. Done with: people do it, staff help, and the "
        "service does not decide alone. Done for: staff do it, and the people decide. "
        "Done to: it happens to people, whether they would choose it or not.",
        "There is one of each. In one story there are no staff. In one story nobody "
        "could refuse. In one the tenant takes part for three weeks.",
    ),
    check=which_world,
)

WITH, FOR = "Done with people", "Done for people, with their help"
FIRST, SECOND = quarrywell.PANEL, replace(quarrywell.PANEL, decided_by=Decider.SHARED)
TELLS_APART = {
    "How many tenants come?": "Forty people can be told, and five can decide.",
    "How often do they meet?": "A panel can meet every week about the colour of vans.",
    "Are the staff friendly?": "Friendly staff matter. A kind meeting can still be "
    "about something that is already settled.",
    "What can tenants still change?": "",
}


def told_twice(chosen: Sequence[str]) -> Verdict:
    """Read the same panel told twice: with people, or for them with their help."""
    first, second, asked = chosen
    verdicts = [
        Verdict(
            agrees=first == _reading(FIRST),
            sentence="First telling: relkit reads ‘for, with their help’ too, because "
            "the contract was signed before the panel met."
            if first == _reading(FIRST)
            else "First telling: both can be argued. For ‘with’: tenants give "
            f"{words.hours(FIRST.residents_hours)} of the panel’s "
            f"{words.hours(FIRST.hours)} a week, and the colour of the vans was theirs "
            "to choose. For ‘for, with their help’: the service had decided the "
            "contract before the panel met, which is why relkit reads it so. What was "
            "still open when the tenants came in?",
        ),
        Verdict(
            agrees=second == _reading(SECOND),
            sentence="Second telling: relkit reads ‘with’ too, because either side "
            "could send the contract back, and the tenants did."
            if second == _reading(SECOND)
            else "Second telling: the draft went back because tenants sent it "
            "back, so the decision was shared, and relkit reads ‘with’. There is a "
            "case for ‘for’ if tenants may only ever answer the council’s draft. Who "
            "writes the first line?",
        ),
        Verdict(
            agrees=not TELLS_APART[asked],
            sentence=f"‘{asked}’ relkit would ask that too, because the answer is "
            "different in the two tellings."
            if not TELLS_APART[asked]
            else f"‘{asked}’ {TELLS_APART[asked]} What differs between the two "
            "tellings?",
        ),
    ]
    return together(
        verdicts,
        agreed="The people, the hours and the room are the same in both tellings. In "
        "the first, the service had decided; in the second, the decision was still "
        "open and shared. A fair objection: the colour of the vans was also a "
        "decision. How much must be open before you would say ‘with’?",
    )


def decision_raises_a_question(activity: Activity) -> bool:
    """Whether relkit's rules ask about who decides: they would not, if the people did.

    Examples
    --------
    >>> decision_raises_a_question(FIRST), decision_raises_a_question(SECOND)
    (True, False)
    """
    theirs = replace(activity, decided_by=Decider.PEOPLE)
    found = four_worlds_findings.findings
    return len(found([activity])) > len(found([theirs]))


def _reading(panel: Activity) -> str:
    return FOR if decision_raises_a_question(panel) else WITH


TOLD_TWICE = Question(
    name="told_twice",
    prompt="The council’s leaflet says that the tenants’ repairs panel works with "
    "tenants. Here is the same panel, told twice.\n"
    "First telling: tenants and managers meet every month. The tenants chose the "
    "colour of the contractor’s vans. The contract had been signed the spring before.\n"
    "Second telling: tenants and managers meet every month. They read the contract "
    "before anyone signs it, and either side can send it back. Last spring the tenants "
    "did.",
    parts=(
        Part(label="The first telling", options=(WITH, FOR)),
        Part(label="The second telling", options=(WITH, FOR)),
        Part(
            label="Which question tells the two apart?",
            options=tuple(TELLS_APART),
        ),
    ),
    hints=(
        "Look at what happens before the meeting, not only in it.",
        "In each telling, suppose that every tenant in the room says no. What happens "
        "then?",
        "In the first telling, a no comes after the signature. In the second, it comes "
        "before.",
    ),
    check=told_twice,
)

QUESTIONS = (WHICH_WORLD, TOLD_TWICE)
