"""A question on swimlanes and the four worlds: which is the same idea as which.

S: the source calls the lanes a version of the worlds, and names three of each. R: the
story.
"""

from collections.abc import Sequence

from relkit.checks.verdict import Part, Question, Verdict, together
from relkit.models.four_worlds import World
from relkit.models.swimlanes import Lane

NONE = "None: it is done to people"
WORLDS = tuple(world.label for world in World)


def which_world_is_it(chosen: Sequence[str]) -> Verdict:
    """Read the bridge between lanes and worlds: three have a lane, and one has none."""
    verdicts = [
        Verdict(
            agrees=label == lane.world.label,
            sentence=f"‘{lane.label}’: relkit reads {label} too."
            if label == lane.world.label
            else f"‘{lane.label}’: you say {label}, and relkit reads another world. It "
            f"holds {lane.meaning}. Who does it where something is {label}?",
        )
        for lane, label in zip(Lane, chosen[:-1], strict=True)
    ]
    verdicts.append(
        Verdict(
            agrees=chosen[-1] == NONE,
            sentence="The rule: relkit puts it in no lane too, because nobody asked "
            "for it or could say no."
            if chosen[-1] == NONE
            else f"The rule: you say ‘{chosen[-1]}’. Nobody in the story asked for it "
            "or could say no. Which of the three questions would have had this rule as "
            "its answer?",
        )
    )
    return together(
        verdicts,
        agreed="Ourselves is done by people, with help is done with them, for us is "
        "done for them. What is done to people has no lane, since the three questions "
        "ask people themselves.\nSo swimlanes will not show it. Where would you look "
        "for what is done to people in Tallowby?",
    )


WHICH_WORLD_IS_IT = Question(
    name="which_world_is_it",
    prompt="The source calls the lanes a version of the four worlds of service. Which "
    "world is the same idea as each lane? And what about this: in the village hall, a "
    "notice says that nobody may cook there any more. Nobody in Tallowby was asked.",
    parts=(
        *(Part(label=f"The lane ‘{lane.label}’", options=WORLDS) for lane in Lane),
        Part(
            label="In which lane is the new rule about cooking?",
            options=(*(lane.label for lane in Lane), NONE),
        ),
    ),
    hints=(
        "Read each lane aloud with ‘it is done …’ before it. Which little word fits?",
        "There are four worlds and three lanes. Which world would nobody give as an "
        "answer to ‘What do we need?’",
        "By, with and for are the three. The notice about cooking belongs to the one "
        "that is left.",
    ),
    check=which_world_is_it,
)

QUESTIONS = (WHICH_WORLD_IS_IT,)
