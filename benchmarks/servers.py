"""Starting what is measured: plain Voilà, ``relkit serve``, and Panel."""

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.wire import HOST, Wire, counted

ROOT = Path(__file__).parents[1]
FLOOR = ROOT / "benchmarks" / "floor.ipynb"
START_SECONDS = 60
ANSWER_SECONDS = 60
STOP_SECONDS = 20

KERNEL = re.compile(r'"kernelId":\s*"([0-9a-f-]{36})"')
SAME = "2b1e"  # cookie and header must agree, nothing more
# Nothing between us and our own machine, whatever proxy the environment names.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs until its block ends.

    Browsers come by the address ``by_wire``, where what they are sent is counted.
    """

    process: psutil.Process
    folder: Path
    base: str
    by_wire: str
    wire: Wire

    def html(self, path: str) -> tuple[str, float]:
        """A page as text, and the seconds from the request to its last byte.

        Parameters
        ----------
        path
            The address below ``base``.
        """
        asked = urllib.request.Request(
            self.base + path, headers={"Accept-Encoding": "gzip"}
        )
        start = time.perf_counter()
        with _DIRECT.open(asked, timeout=ANSWER_SECONDS) as answer:
            content = answer.read()
            seconds = time.perf_counter() - start
            if answer.headers.get("Content-Encoding") == "gzip":
                content = gzip.decompress(content)
        return content.decode(), seconds

    def end_kernel(self, html: str) -> None:
        """End the kernel behind a page, as the page does when it is closed.

        A page that has just been closed may have done so itself already.
        """
        found = KERNEL.search(html)
        if found is None:
            return
        asked = urllib.request.Request(
            f"{self.base}/voila/api/shutdown/{found[1]}",
            data=b"",
            headers={"Cookie": f"_xsrf={SAME}", "X-XSRFToken": SAME},
        )
        with suppress(urllib.error.HTTPError):
            _DIRECT.open(asked, timeout=STOP_SECONDS).close()


def floor(folder: Path) -> AbstractContextManager[Server]:
    """Plain Voilà, showing one slider and nothing else.

    Parameters
    ----------
    folder
        A folder of the benchmark's own, for all that servers write.
    """
    return plain_voila(folder, FLOOR)


def plain_voila(
    folder: Path, notebook: Path, *options: str
) -> AbstractContextManager[Server]:
    """Voilà as it comes, showing one notebook, with relkit's template at hand.

    Parameters
    ----------
    folder
        As for ``floor``.
    notebook
        The notebook.
    options
        Further words of the command.
    """
    templates = folder / "jupyter_path" / "voila" / "templates"
    templates.mkdir(parents=True)
    # What pip copied may be older than what is measured here.
    (templates / "relkit").symlink_to(ROOT / "relkit/server/templates/relkit")
    port = _free_port()
    words = ["voila", str(notebook), "--no-browser", f"--port={port}", *options]
    return _running(words, port, folder)


def dashboards(folder: Path, *options: str) -> AbstractContextManager[Server]:
    """The command ``relkit serve``, with all its pages.

    Parameters
    ----------
    folder
        A folder of the benchmark's own, for all that servers write.
    options
        Further words of the command.
    """
    port = _free_port()
    words = ["relkit.cli", "serve", "--no-browser", "--port", str(port), *options]
    return _running(words, port, folder)


def panel(folder: Path, script: Path) -> AbstractContextManager[Server]:
    """Panel's own server, which has run the script once before anybody comes.

    Parameters
    ----------
    folder
        As for ``dashboards``.
    script
        What makes the page.
    """
    port = _free_port()
    words = ["panel", "serve", str(script), "--warm", "--port", str(port)]
    return _running([*words, "--address", HOST], port, folder)


def rooms_in(folder: Path) -> Path:
    """The file of SQLite in which ``dashboards`` keeps rooms.

    Parameters
    ----------
    folder
        The benchmark's folder.
    """
    [file] = folder.glob("xdg_data_home/**/*.sqlite")
    return file


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _settings(folder: Path) -> dict[str, str]:
    """The environment, without the settings of whoever runs the benchmark."""
    places = {
        name: str(folder / name.lower())
        for name in (
            "IPYTHONDIR",
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_PATH",
            "JUPYTER_RUNTIME_DIR",
            "TMPDIR",
            "XDG_DATA_HOME",  # its rooms are nobody's
        )
    }
    Path(places["TMPDIR"]).mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in os.environ if name != "RELKIT_CASE"}
    return kept | places | {"PYTHONUNBUFFERED": "1", "JUPYTER_PREFER_ENV_PATH": "1"}


@contextmanager
def _running(words: Sequence[str], port: int, folder: Path) -> Iterator[Server]:
    log = folder / f"{words[0]}.log"
    with log.open("w", encoding="utf-8") as written:
        started = subprocess.Popen(
            [sys.executable, "-m", *words],
            stdout=written,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=_settings(folder),
            start_new_session=True,
        )
    try:
        _wait_until_open(port, started, log)
        with counted(port) as (by_wire, wire):
            yield Server(
                process=psutil.Process(started.pid),
                folder=folder,
                base=f"http://{HOST}:{port}",
                by_wire=by_wire,
                wire=wire,
            )
    finally:
        _end(started)


def _wait_until_open(port: int, started: subprocess.Popen, log: Path) -> None:
    latest = time.monotonic() + START_SECONDS
    while time.monotonic() < latest and started.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8")[-2000:]
    raise RuntimeError(f"The server did not start. The last it wrote was:\n{said}")


def _end(started: subprocess.Popen) -> None:
    """End a server as Ctrl-C would, then whatever is left of it and its kernels."""
    if started.poll() is not None:
        return
    # Kernels are in sessions of their own, so the server's group does not hold them.
    kernels = psutil.Process(started.pid).children(recursive=True)
    started.send_signal(signal.SIGINT)
    try:
        started.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait(timeout=STOP_SECONDS)
    _, left = psutil.wait_procs(kernels, timeout=2)
    for kernel in left:
        with suppress(psutil.NoSuchProcess):
            kernel.kill()
