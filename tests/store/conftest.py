"""The same tests on SQLite and, where it is installed, on PostgreSQL."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import postgresql
import pytest
from keeping import Kept

from relkit import store


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL of its own, stopped at the end."""
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed here: this was tested on SQLite only.")
    with postgresql.running() as server:
        yield server


NAMES = (f"relkit_{number}" for number in itertools.count())


@pytest.fixture(params=["sqlite", "postgresql"])
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Addresses of empty databases of one kind, as many as are asked for."""
    if request.param == "sqlite":
        files = (f"rooms{number or ''}.sqlite" for number in itertools.count())
        return (f"sqlite:///{tmp_path / file}" for file in files)
    server = request.getfixturevalue("server")
    return (server.made(name) for name in NAMES)


@pytest.fixture
def address(addresses: Iterator[str]) -> str:
    """The address of an empty database."""
    return next(addresses)


@pytest.fixture
def kept(address: str) -> Iterator[Kept]:
    """A store with one room in it."""
    with store.Store(address) as opened:
        yield Kept.hosted(opened, address)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where SQLite keeps what only SQLite promises."""
    return tmp_path / "rooms.sqlite"


@pytest.fixture
def kept_in_file(file: Path) -> Iterator[Kept]:
    """A store in that file, with one room in it."""
    address = f"sqlite:///{file}"
    with store.Store(address) as opened:
        yield Kept.hosted(opened, address)
