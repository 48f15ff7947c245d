"""A browser's part: it opens widgets, changes them, and hears what they send."""

import comm
import pytest
from comm.base_comm import BaseComm

from relkit import cases, export, widgets
from relkit.models.four_worlds import World, in_worlds
from relkit.paths import DATASETS


class Browser:
    """The other end of the wire, for widgets made while it is open."""

    def __init__(self):
        self.heard = []

    def open(self, **wire):
        browser = self

        class Wire(BaseComm):
            def publish_msg(
                self, msg_type, data=None, metadata=None, buffers=None, **_
            ):
                browser.heard.append((self.comm_id, data, buffers or []))

        return Wire(**wire)

    def changes(self, widget, **state):
        """Set traits as a hand on the page does."""
        self._tell(widget, {"method": "update", "state": state})

    def says(self, widget, content, *buffers):
        """Send the widget a message of its own kind."""
        self._tell(widget, {"method": "custom", "content": content}, list(buffers))

    def files_from(self, widget):
        """Every (message, bytes) that the widget sent for the reader to save."""
        return [(content, buffers[0]) for content, buffers in self._said_by(widget)]

    def messages_from(self, widget):
        """Every message of its own kind that the widget sent."""
        return [content for content, _ in self._said_by(widget)]

    def _said_by(self, widget):
        return [
            (data["content"], buffers)
            for wire, data, buffers in self.heard
            if wire == widget.model_id and data and data.get("method") == "custom"
        ]

    def kept(self, widget, trait):
        """Every value of a trait that was sent since the widget was opened."""
        return [
            data["state"][trait]
            for wire, data, _ in self.heard
            if wire == widget.model_id
            and data
            and data.get("method") == "update"
            and trait in data["state"]
        ]

    def _tell(self, widget, data, buffers=()):
        message = {"content": {"data": data}, "buffers": list(buffers)}
        widget.comm.handle_msg(message)


@pytest.fixture
def browser(monkeypatch):
    opened = Browser()
    monkeypatch.setattr(comm, "create_comm", opened.open)
    return opened


@pytest.fixture(scope="session")
def known():
    """The cases that come with relkit."""
    names = ("housing_repairs", "fire_safety", "living_well")
    return tuple(cases.read(DATASETS / "cases" / name) for name in names)


@pytest.fixture
def estate(known):
    return known[0]


@pytest.fixture
def place(browser, known):
    return widgets.PlacePicker(
        known, read=cases.read_spreadsheet, template=export.template
    )


@pytest.fixture
def board(browser):
    return widgets.SortingBoard(
        "four_worlds", World, of="activities", by="world", sort=in_worlds
    )
