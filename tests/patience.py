"""Waiting for what will come true, but not for ever."""

import time
from collections.abc import Callable


def soon(happened: Callable[[], object], seconds: float = 20) -> bool:
    """Whether this comes true within some seconds."""
    latest = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > latest:
            return False
        time.sleep(0.05)
    return True
