"""What all widgets are: an anywidget that costs little."""

import anywidget

from relkit import widgets
from relkit.widgets.widget import Widget


def test_every_widget_is_one_of_these():
    made = [getattr(widgets, name) for name in widgets.__all__]
    kinds = [each for each in made if isinstance(each, type)]
    assert len(kinds) > 10
    assert all(issubclass(kind, Widget) for kind in kinds)


def test_a_widget_says_what_any_anywidget_says(browser):
    class Plain(anywidget.AnyWidget):
        _esm = widgets.Forget._esm.default_value
        _css = widgets.Forget._css.default_value

    ours, theirs = widgets.Forget().get_state(), Plain().get_state()
    assert ours.pop("_anywidget_id") == "relkit.widgets.forget.Forget"
    assert theirs.pop("_anywidget_id") == f"{__name__}.Plain"
    assert ours.pop("layout") != theirs.pop("layout")
    assert ours == theirs


def test_widgets_share_a_layout_and_no_class_is_made_for_one(browser):
    one, other = widgets.Forget(), widgets.Choice("Which?", ["this"])
    assert one.layout is other.layout
    assert type(one) is widgets.Forget


def test_a_layout_that_was_closed_is_made_anew(browser):
    widgets.Forget().layout.close()
    assert widgets.Forget().layout.comm is not None
