"""Where live rooms are kept: the only SQL of relkit.

What happens in a room is appended as events, and read from a number on. Taking back,
erasing, withdrawing and the end of a room are the only changes to the past.
"""

from relkit.store.drafts import Draft
from relkit.store.engine import default_url
from relkit.store.errors import NoRoom, StoreError
from relkit.store.kept import Store
from relkit.store.rooms import Door, Hosted, Joined, Room
from relkit.store.writer import Writer

__all__ = [
    "Door",
    "Draft",
    "Hosted",
    "Joined",
    "NoRoom",
    "Room",
    "Store",
    "StoreError",
    "Writer",
    "default_url",
]
