"""A finding: one plain sentence, the question it raises, and what it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something worth talking about, with its reasons.

    A finding does not mark anybody. Where judgement is involved it asks.

    Parameters
    ----------
    kind
        The name of the rule that found it, such as ``"Held by nothing"``.
    sentence
        What was seen, in one plain sentence.
    question
        What to ask next.
    about
        Names of the cards, activities or links that it comes from.
    """

    kind: str
    sentence: str
    question: str
    about: tuple[str, ...]
