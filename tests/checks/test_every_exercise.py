"""What every exercise keeps to: each answer gets a sentence, and none gets a mark."""

import importlib
import itertools
import pkgutil
import re

import pytest

from relkit import checks
from relkit.checks import swimlanes_worlds
from relkit.paths import EXERCISES

TOPICS = ("four_worlds", "governance", "swimlanes", "thriving")
MODULES = {
    name: importlib.import_module(f"relkit.checks.{name}")
    for _, name, _ in pkgutil.iter_modules(checks.__path__)
}
ASKED = {
    topic: [
        question
        for name, module in MODULES.items()
        if name.startswith(topic)
        for question in getattr(module, "QUESTIONS", ())
    ]
    for topic in TOPICS
}
QUESTIONS = [question for questions in ASKED.values() for question in questions]

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)


def sentences(question):
    """What the check says of every answer that can be given."""
    for answer in itertools.product(*(part.options for part in question.parts)):
        yield answer, question.check(answer).sentence


def test_every_question_there_is_belongs_to_a_topic_with_an_exercise():
    asking = [name for name, module in MODULES.items() if hasattr(module, "QUESTIONS")]
    assert all(name.startswith(TOPICS) for name in asking)
    stems = [path.stem for path in EXERCISES.glob("*.ipynb")]
    assert all(any(topic in stem for stem in stems) for topic in TOPICS)
    assert len(stems) == len(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_an_exercise_has_at_least_six_questions(topic):
    assert len(ASKED[topic]) >= 6


def test_no_two_questions_share_the_name_under_which_answers_are_kept():
    names = [question.name for question in QUESTIONS]
    assert sorted(names) == sorted(set(names))


@each_question
def test_hints_come_in_three_steps(question):
    assert len(question.hints) == 3
    assert len(set(question.hints)) == 3


@each_question
def test_every_answer_gets_a_sentence_and_a_question_to_go_on_with(question):
    for answer, sentence in sentences(question):
        assert "?" in sentence, (answer, sentence)
        for line in sentence.split("\n"):
            assert re.search(r"[.?]$", line), line
            assert "None" not in line.replace(swimlanes_worlds.NONE, "")


@each_question
def test_no_sentence_praises_or_blames(question):
    marks = re.compile(r"!|\b(correct|wrong|right|well done|mistake|sorry|fail)", re.I)
    for _, sentence in sentences(question):
        assert not marks.search(sentence)
