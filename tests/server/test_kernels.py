"""How `relkit serve`, and others by a kernelspec, start the kernels of pages."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import nbformat
import psutil
import pytest
from patience import soon
from serving import serving

from relkit.kernels import forked
from relkit.server.kernels import IMPORTS

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "relkit" / "kernels" / "kernelspec"
PAGE = "/voila/render/notebooks/00_start_here.ipynb"
FAILED = 'class="notice relkit-failed"'


def opened(base: str) -> str:
    with urllib.request.urlopen(base + PAGE, timeout=60) as answer:
        return answer.read().decode()


def words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


@pytest.mark.skipif(not forked.possible(), reason="kernels are not forked here")
def test_kernels_are_forked_from_a_process_that_was_there_before():
    with serving() as served:
        server = psutil.Process(served.process.pid)
        [warm] = server.children()
        assert soon(lambda: "warm.py fork" in words(warm))  # it has just begun
        html = opened(served.base)
        assert FAILED not in html
        assert len(warm.children()) == 1
        assert warm.num_threads() == 1  # of its own; the kernel has several
        assert warm.children()[0].num_threads() > 1


def test_kernels_can_each_be_a_process_of_their_own():
    with serving("--kernels", "spawn") as served:
        server = psutil.Process(served.process.pid)
        assert all("warm.py once" in words(each) for each in server.children())
        assert FAILED not in opened(served.base)
        assert not any(each.children() for each in server.children())


@pytest.mark.parametrize("kernels", ["fork", "spawn"])
def test_ten_who_come_at_once_each_get_a_whole_page(kernels: str):
    pages: list[str] = []
    with serving("--kernels", kernels) as served:
        visitors = [
            threading.Thread(target=lambda: pages.append(opened(served.base)))
            for _ in range(10)
        ]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
    assert len(pages) == 10
    assert not any(FAILED in page for page in pages)
    assert {len(re.findall(r"relkit\.ready\(", page)) for page in pages} == {
        len(json.loads((ROOT / "notebooks/00_start_here.ipynb").read_text())["cells"])
    }
    kernels_of = [re.search(r'"kernelId":\s*"([^"]+)"', page)[1] for page in pages]
    assert len(set(kernels_of)) == 10


@pytest.mark.parametrize("kernels", ["fork", "spawn"])
def test_nothing_is_left_of_a_server_that_was_killed(kernels: str):
    with serving("--kernels", kernels) as served:
        opened(served.base)
        below = psutil.Process(served.process.pid).children(recursive=True)
        assert below
        served.close(signal.SIGKILL)
        assert soon(
            lambda: (
                not any(
                    each.is_running() and each.status() != psutil.STATUS_ZOMBIE
                    for each in below
                )
            ),
            seconds=60,
        )


@pytest.mark.parametrize("kernels", ["fork", "spawn"])
def test_no_history_is_kept_of_what_pages_run(kernels: str, tmp_path: Path):
    home = {"HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")}
    with serving("--kernels", kernels, variables=home) as served:
        assert FAILED not in opened(served.base)
    assert (tmp_path / "ipython").is_dir()
    assert not list(tmp_path.rglob("*.sqlite*"))


def test_the_kernelspec_imports_what_the_server_does():
    spec = json.loads((SPEC / "kernel.json").read_text())
    provisioner = spec["metadata"]["kernel_provisioner"]
    assert provisioner == {
        "provisioner_name": "relkit-fork",
        "config": {"imports": IMPORTS},
    }


@pytest.mark.skipif(not forked.possible(), reason="kernels are not forked here")
def test_a_notebook_is_run_by_the_kernelspec(tmp_path: Path):
    shared = tmp_path / "kernels"
    shared.mkdir()
    (shared / "relkit").symlink_to(SPEC)
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import psutil\npsutil.Process().ppid()")]
    )
    file = tmp_path / "ask.ipynb"
    nbformat.write(notebook, file)
    code = (
        "import sys, nbformat, psutil\nfrom nbclient import NotebookClient\n"
        f"book = nbformat.read({str(file)!r}, as_version=4)\n"
        "NotebookClient(book, kernel_name='relkit', timeout=60).execute()\n"
        "ppid = int(book.cells[0].outputs[0]['data']['text/plain'])\n"
        "print(*psutil.Process(ppid).cmdline(), psutil.Process(ppid).ppid())\n"
        "print(psutil.Process().pid)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "JUPYTER_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    warm, own = said.stdout.strip().splitlines()
    assert "warm.py fork" in warm
    assert warm.endswith(f" {own}")
