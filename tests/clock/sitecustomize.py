"""A clock that is wrong, for a process whose path has this folder on it.

Python reads this before anything else. How many seconds the clock is wrong by stands in
the file that WRONG_CLOCK names, and is read each time, so that the clock can jump. What
only measures how long something takes does not jump, as on a real machine.
"""

import datetime
import os
import time
from pathlib import Path

_right = time.time
_Right = datetime.datetime


class _AnyDatetime(type):
    def __instancecheck__(cls, it: object) -> bool:
        return isinstance(it, _Right)


class _Wrong(_Right, metaclass=_AnyDatetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> _Right:
        return _Right.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> _Right:
        return cls.now(datetime.UTC).replace(tzinfo=None)


if "WRONG_CLOCK" in os.environ:
    _wrong_by = Path(os.environ["WRONG_CLOCK"])
    # `date.today` asks `time.time`; `datetime.now` does not.
    time.time = lambda: _right() + float(_wrong_by.read_text())
    datetime.datetime = _Wrong
