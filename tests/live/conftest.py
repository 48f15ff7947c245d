"""Rooms for the tests of one module."""

from collections.abc import Iterator

import pytest
from house import House, opened_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The rooms, served from a thread: a browser's tests may hold this one's loop."""
    with opened_house(tmp_path_factory.mktemp("rooms")) as house:
        yield house
