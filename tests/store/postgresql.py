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


@dataclass(slots=True, kw_only=True)
class Server:
    """One that listens on a socket in a folder, and nowhere else."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def address(self, database: str) -> str:
        return f"postgresql://relkit@/{database}?host={self.folder}"

    def made(self, database: str) -> str:
        """The address of a new, empty database."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database}")
        return self.address(database)

    def start(self) -> None:
        """Start it, also again after it was stopped, and wait until it answers."""
        serve = [_program("postgres"), "-D", self.data, "-k", self.folder, "-h", ""]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*as_somebody(), *map(str, serve), "-F"],
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + PATIENCE
        ask = [str(_program("pg_isready")), "-h", str(self.folder), "-q"]
        while subprocess.run(ask, timeout=PATIENCE, check=False).returncode != 0:
            ended = self.process.poll() is not None
            if ended or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(errors="replace"))
            time.sleep(0.1)

    def stop(self) -> None:
        """End it at once, in the middle of whatever it does; then do not ask."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=10)


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
    # Not in pytest's folder: only its owner may go there, and sockets' paths are short.
    folder = Path(tempfile.mkdtemp(prefix="relkit-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, _somebody().pw_uid, _somebody().pw_gid)
        make = ["--auth=trust", "--username=relkit", "--encoding=UTF8", "--locale=C"]
        server = Server(folder=folder)
        _run([_program("initdb"), "--pgdata", server.data, *make, "--no-sync"], folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> Path:
    where = programs()
    assert where is not None
    return where / name


def _run(command: list[Path | str], folder: Path) -> None:
    subprocess.run(
        [*as_somebody(), *map(str, command)],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
