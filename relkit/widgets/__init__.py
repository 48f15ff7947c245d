"""Things in the hand: what a notebook puts on the page, each with one `value`."""

from relkit.widgets.choice import Choice
from relkit.widgets.comparison import Comparison
from relkit.widgets.dials import Dials
from relkit.widgets.download import Download
from relkit.widgets.findings import Findings
from relkit.widgets.follow import follow, showing, tell
from relkit.widgets.forget import Forget
from relkit.widgets.kept_in_browser import KeptInBrowser
from relkit.widgets.picture import Picture
from relkit.widgets.place_picker import PlacePicker
from relkit.widgets.question import Question
from relkit.widgets.reflection import Reflection
from relkit.widgets.room_feed import RoomFeed
from relkit.widgets.sorting_board import SortingBoard
from relkit.widgets.table_editor import TableEditor
from relkit.widgets.what_if import WhatIf

__all__ = [
    "Choice",
    "Comparison",
    "Dials",
    "Download",
    "Findings",
    "Forget",
    "KeptInBrowser",
    "Picture",
    "PlacePicker",
    "Question",
    "Reflection",
    "RoomFeed",
    "SortingBoard",
    "TableEditor",
    "WhatIf",
    "follow",
    "showing",
    "tell",
]
