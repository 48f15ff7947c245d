"""relkit as Binder runs it: installed from binder/, below a base URL, with a token.

What repo2docker does with ``binder/`` is done here, in a fresh copy: pip installs
``requirements.txt`` from the top folder, then ``postBuild`` runs there, then JupyterLab
starts there.
"""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Response, Route, expect
from serving import answering, free_port, of_a_stranger

ROOT = Path(__file__).parents[2]
BASE = "/user/binder-test/"
TOKEN = secrets.token_hex(16)
FAILED_CELL = "There was an error when executing cell"


def copy_of_the_repository(folder: Path) -> Path:
    """What a clone would have, with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder Binder would start in, and the environment it would have there."""
    repository = copy_of_the_repository(tmp_path_factory.mktemp("repository"))
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run([sys.executable, "-m", "venv", prefix], check=True, timeout=120)
    subprocess.run(
        # Python compiles what it imports; pip would compile all of it.
        [
            prefix / "bin/pip", "install", "--quiet", "--no-compile",
            "-r", "binder/requirements.txt",
        ],
        check=True,
        cwd=repository,
        timeout=600,
    )  # fmt: skip
    environment = of_a_stranger(tmp_path_factory.mktemp("home"))
    environment["PATH"] = f"{prefix / 'bin'}{os.pathsep}{environment['PATH']}"
    (repository / "binder/postBuild").chmod(0o755)
    subprocess.run(
        ["./binder/postBuild"], check=True, cwd=repository, env=environment, timeout=60
    )
    return repository, environment


@contextmanager
def lab(repository: Path, environment: dict[str, str]) -> Iterator[str]:
    """JupyterLab as on Binder; gives its address, base URL and all."""
    port = free_port()
    address = f"http://127.0.0.1:{port}{BASE}"
    command = [
        "jupyter-lab",
        "--allow-root",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.base_url={BASE}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    with answering(command, f"{address}api", folder=repository, env=environment):
        yield address


def test_binder_opens_the_dashboard(
    browser: Browser, binder: tuple[Path, dict[str, str]]
):
    with lab(*binder) as address:
        page = browser.new_page()
        wrong: list[str] = []

        def only_here(route: Route) -> None:
            if route.request.url.startswith(address):
                route.continue_()
            else:
                wrong.append(f"asked for {route.request.url}")
                route.abort()

        def look(response: Response) -> None:
            if response.status >= 400:
                wrong.append(f"{response.status} for {response.url}")

        def note(request: Request) -> None:
            wrong.append(f"{request.failure} for {request.url}")

        page.route("**/*", only_here)
        page.on("response", look)
        page.on("requestfailed", note)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        path = "voila/render/notebooks/01_four_worlds.ipynb"
        page.goto(f"{address}{path}?token={TOKEN}", timeout=60_000)

        drawn = page.locator(".relkit-picture svg").first
        expect(drawn).to_be_visible(timeout=60_000)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("main")).to_have_count(1)
        assert FAILED_CELL not in page.content()
        assert wrong == []
        page.remove_listener("requestfailed", note)  # leaving ends what is under way
        page.close()
