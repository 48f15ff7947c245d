"""Where rooms are kept: ``relkit serve --database``, or its environment variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hosting import host
from postgresql import programs, running
from serving import serving

from relkit import store
from relkit.store import schema

PASSWORD = "hunter2"


def refused(address: str, *, as_variable: bool = False) -> str:
    """What `relkit serve` says when it cannot use a database, and ends."""
    words = [] if as_variable else ["--database", address]
    variable = {"RELKIT_DATABASE": address} if as_variable else {}
    ended = subprocess.run(
        [sys.executable, "-m", "relkit.cli", "serve", "--no-browser", *words],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | variable,
        check=False,
    )
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert PASSWORD not in ended.stderr
    (sentence,) = ended.stderr.splitlines()
    return sentence


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://me:{PASSWORD}@localhost/rooms",
        f"postgresql://me:{PASSWORD}@localhost:port/rooms",
        f"{PASSWORD}",
    ],
)
def test_an_address_of_no_database_is_refused_in_a_sentence(address: str):
    assert refused(address).startswith("relkit keeps rooms in SQLite or in PostgreSQL.")


@pytest.mark.parametrize("as_variable", [False, True])
def test_a_database_that_is_not_reached_is_said_in_a_sentence(as_variable: bool):
    # Nobody listens on port 1.
    address = f"postgresql://me:{PASSWORD}@127.0.0.1:1/rooms"
    said = refused(address, as_variable=as_variable)
    assert said.startswith("relkit cannot reach its database, or is not let in.")


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path):
    (tmp_path / "file").touch()
    said = refused(f"sqlite:///{tmp_path / 'file' / 'rooms.sqlite'}")
    assert said.startswith("relkit cannot open or write its database.")


def test_a_store_of_a_newer_relkit_is_refused_in_a_sentence(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'rooms.sqlite'}"
    store.Store(address).close()
    newer = store.engine.opened(address)
    with newer.begin() as connection:
        connection.execute(schema.versions.insert().values(version=99))
    newer.dispose()
    assert refused(address).startswith("These rooms were kept by a newer relkit")


def test_rooms_are_kept_where_the_option_says_and_it_goes_first(
    tmp_path: Path, content: Path
):
    there, elsewhere = tmp_path / "there.sqlite", tmp_path / "elsewhere.sqlite"
    with serving(
        "--database",
        f"sqlite:///{there}",
        content=content,
        variables={"RELKIT_DATABASE": f"sqlite:///{elsewhere}"},
    ) as served:
        room = host(served.base, "four_worlds")
    with store.Store(f"sqlite:///{there}") as opened:
        assert opened.room(room.code) is not None
    assert not elsewhere.exists()


def test_a_password_in_the_variable_reaches_neither_list_of_processes_nor_kernel(
    content: Path,
):
    if programs() is None:
        pytest.skip("PostgreSQL is not installed here.")
    with running() as postgresql:
        address = postgresql.made("rooms").replace("relkit@", f"relkit:{PASSWORD}@")
        with serving(content=content, variables={"RELKIT_DATABASE": address}) as served:
            room = host(served.base, "four_worlds")
            command = Path(f"/proc/{served.process.pid}/cmdline")
            if command.exists():
                assert PASSWORD not in command.read_text()
            page = "/voila/render/notebooks/01_four_worlds.ipynb"
            shown = room.facilitator.get(page).decode()
            assert "variables: []" in shown
            assert PASSWORD not in shown
        assert PASSWORD not in "".join(served.lines)
        with store.Store(postgresql.address("rooms")) as opened:
            assert opened.room(room.code) is not None
