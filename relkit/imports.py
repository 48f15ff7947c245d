"""Imports without what takes long to load and is not needed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hiding(*names: str) -> Iterator[None]:
    """Let what is imported meanwhile do without some libraries, if it can.

    A library that is loaded already stays.

    Parameters
    ----------
    *names
        Full names of modules, which then seem not to be installed.

    Examples
    --------
    >>> with hiding("wave"):
    ...     import wave
    Traceback (most recent call last):
    ...
    ModuleNotFoundError: import of wave halted; None in sys.modules
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
