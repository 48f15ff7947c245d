"""`RoomFeed`: what everyone may see of a live room, as it changes."""

from typing import Any

import traitlets

from relkit.models.room_activities import ACTIVITIES, Sorting
from relkit.widgets import page, room_said
from relkit.widgets.widget import Widget


class RoomFeed(Widget):
    """The room that the page's address names (``?room=``), shown in one calm line.

    The browser reads the room's stream and says what it read; the kernel asks nobody.
    ``value`` is what everyone may see of the room, or ``None`` without a room. The next
    state is said only once the one before is drawn, so that no page falls behind.

    Examples
    --------
    >>> feed = RoomFeed()
    >>> feed.said = {"case": "elm", "come": {"place": 3}}
    >>> feed.value["come"]["place"]
    3
    >>> feed.said = "nonsense"
    >>> feed.value is None
    True
    """

    _esm = page.module("room_feed")
    _css = page.style("room_feed")

    said = traitlets.Any(None, allow_none=True).tag(sync=True, echo_update=False)
    drawn = traitlets.Int(0).tag(sync=True)
    topics = traitlets.List().tag(sync=True)
    value: Any = traitlets.Any(None, allow_none=True)

    def __init__(self) -> None:
        super().__init__(
            topics=[
                {
                    "topic": each.topic,
                    "title": each.title,
                    "page": f"{each.page}.ipynb",
                    "picture": each.picture,
                    "sorts": isinstance(each, Sorting),
                }
                for each in ACTIVITIES.values()
            ]
        )

    @traitlets.observe("said")
    def _hear(self, change: dict[str, Any]) -> None:
        try:
            self.value = room_said.of_room(change["new"])
        finally:
            self.drawn += 1
