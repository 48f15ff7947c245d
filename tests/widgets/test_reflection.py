"""The `Reflection` widget: what is written there stays in the browser."""

from relkit.widgets import Reflection, page


def test_a_reflection_has_nothing_that_could_hold_the_words():
    asked = Reflection("own_work", "What do you call ‘with’?")
    own = set(asked.keys) - {key for key in asked.keys if key.startswith("_")}
    assert own <= {"name", "prompt", "layout", "tabbable", "tooltip"}


def test_its_browser_side_sends_nothing_to_the_kernel():
    own = (page.STATIC / "reflection.js").read_text(encoding="utf-8")
    assert "model.send" not in own
    assert "model.set" not in own
    assert "save_changes" not in own
