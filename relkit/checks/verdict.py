"""What a question is, and what a check answers: a sentence that says why, never a mark.

R throughout: the source asks no questions of this kind. A check tells what it saw and
why; where an answer differs from relkit's reading, it asks the next question. Where
more than one answer can be defended, it gives the case for each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

HINTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check saw in an answer.

    Parameters
    ----------
    agrees
        Whether relkit reads it the same way. This is no mark: see the sentence.
    sentence
        What was seen and why, with the next question; one line for each thing seen.
    """

    agrees: bool
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One choice within a question: what is asked, and what can be chosen.

    Raises
    ------
    ValueError
        If there are fewer than two options, or two that are the same.
    """

    label: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(set(self.options)) < max(2, len(self.options)):
            raise ValueError(
                f"‘{self.label}’ needs at least two options, each of them different."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to think through, with hints in three steps and a check.

    Parameters
    ----------
    name
        Under which name the answer is kept.
    prompt
        What it is about, one line for each paragraph.
    parts
        What is to be chosen.
    hints
        Three: where to look, how to think about it, and almost the answer.
    check
        What makes a verdict of the chosen options, one for each part.

    Raises
    ------
    ValueError
        If it has no parts, or not three hints.

    Examples
    --------
    >>> question = Question(
    ...     name="keys",
    ...     prompt="Neighbours keep each other's spare keys.",
    ...     parts=(Part(label="Which world?", options=("done for", "done by")),),
    ...     hints=("Who does it?", "Who decides it?", "No staff are in it."),
    ...     check=lambda chosen: Verdict(
    ...         agrees=chosen == ("done by",), sentence="Only neighbours are in it."
    ...     ),
    ... )
    >>> question.check(("done for",)).agrees
    False
    """

    name: str
    prompt: str
    parts: tuple[Part, ...]
    hints: tuple[str, ...]
    check: Callable[[tuple[str, ...]], Verdict]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"‘{self.name}’ has nothing to choose. Give it a part.")
        if len(self.hints) != HINTS:
            raise ValueError(
                f"‘{self.name}’ has {len(self.hints)} hints. Hints come in {HINTS} "
                "steps."
            )


def together(verdicts: Sequence[Verdict], agreed: str) -> Verdict:
    """One verdict of several: each part's own, or else what all agree in.

    Parameters
    ----------
    verdicts
        One for each part, in order; each says why, whether it agrees or not.
    agreed
        The sentence for when none of them differs.

    Examples
    --------
    >>> same = Verdict(agrees=True, sentence="Both of them decide.")
    >>> other = Verdict(agrees=False, sentence="The service decides. Who could say no?")
    >>> print(together([same, other], agreed="Nobody decides alone.").sentence)
    Both of them decide.
    The service decides. Who could say no?
    >>> together([same, same], agreed="Nobody decides alone.").sentence
    'Nobody decides alone.'
    """
    if all(each.agrees for each in verdicts):
        return Verdict(agrees=True, sentence=agreed)
    told = "\n".join(each.sentence for each in verdicts)
    return Verdict(agrees=False, sentence=told)
