"""A PostgreSQL server for tests: in a folder of its own, and gone with the tests."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

# In seconds; it takes about two.
PATIENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One that listens on a socket in a folder, and nowhere else."""

    folder: Path

    def address(self, database: str) -> str:
        return f"postgresql://relkit@/{database}?host={self.folder}"

    def made(self, database: str) -> str:
        """The address of a new, empty database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        return self.address(database)


def programs() -> Path | None:
    """Where Debian, or `pg_ctl` on the path, says that PostgreSQL is."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).parent if found else None


def as_somebody() -> list[str]:
    """What to put before a command: PostgreSQL refuses to be run by root.

    It also ends the server if the tests are killed.
    """
    if shutil.which("setpriv") is None:
        return []
    command = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        somebody = _somebody()
        ids = [f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}"]
        command += [*ids, "--clear-groups"]
    return command


def _somebody() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("There is neither a user postgres nor a user nobody here.")


@contextmanager
def running() -> Iterator[Server]:
    """Make a server, wait until it answers, and stop it whatever happens."""
    where = programs()
    assert where is not None
    # Not in pytest's folder: only its owner may go there, and sockets' paths are short.
    folder = Path(tempfile.mkdtemp(prefix="relkit-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, _somebody().pw_uid, _somebody().pw_gid)
        data = folder / "data"
        make = ["--auth=trust", "--username=relkit", "--encoding=UTF8", "--locale=C"]
        _run([where / "initdb", "--pgdata", data, *make, "--no-sync"], folder)
        serve = [where / "postgres", "-D", data, "-k", folder, "-h", "", "-F"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*as_somebody(), *map(str, serve)], cwd=folder, stdout=log, stderr=log
            )
            try:
                _wait(where, folder, process)
                yield Server(folder=folder)
            finally:
                _end(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[Path | str], folder: Path) -> None:
    subprocess.run(
        [*as_somebody(), *map(str, command)],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )


def _wait(where: Path, folder: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    ask = [str(where / "pg_isready"), "-h", str(folder), "-q"]
    while subprocess.run(ask, timeout=PATIENCE, check=False).returncode != 0:
        ended = process.poll() is not None
        if ended or time.monotonic() > until:
            raise RuntimeError((folder / "log").read_text(errors="replace"))
        time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end at once, as nobody needs its data any more; then do not ask."""
    process.send_signal(signal.SIGQUIT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)
