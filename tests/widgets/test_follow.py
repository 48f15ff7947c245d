"""The two ways to tie things together, and the only ones."""

from pathlib import Path

import relkit
from relkit.widgets import Choice, follow, tell


def test_follow_draws_at_once_and_again_on_every_change(browser):
    choice, drawn = Choice("Which?", ["this", "that"]), []
    follow(choice, drawn.append)
    choice.pick("that")
    choice.pick("this")
    assert drawn == ["this", "that", "this"]


def test_several_can_follow_the_same(browser):
    choice, one, other = Choice("Which?", ["this", "that"]), [], []
    follow(choice, one.append, other.append)
    choice.pick("that")
    assert one == other == ["this", "that"]


def test_tell_tells_changes_only(browser):
    choice, told = Choice("Which?", ["this", "that"]), []
    tell(choice, told.append)
    choice.pick("this")
    assert told == []
    choice.pick("that")
    assert told == ["that"]


def test_observe_is_called_nowhere_else():
    callers = [
        path.name
        for path in Path(relkit.__file__).parent.rglob("*.py")
        if ".observe(lambda" in path.read_text() or ".observe(self" in path.read_text()
    ]
    assert callers == ["follow.py"]
