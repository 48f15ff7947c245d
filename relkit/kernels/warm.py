"""A process that imports ahead, waits, and then becomes kernels. Run as a script.

``warm.py fork 5 json`` imports ``json``, then forks a kernel for every socket that
comes through file descriptor 5. ``warm.py once json`` becomes one kernel itself, when a
line on its standard input says which. Nothing but ipykernel is needed here, so this
also runs in an environment where relkit is not installed. And it is one file: a second
one beside it would hide a module of the same name from the kernels.

What one kernel does cannot reach another: this process imports, and does nothing else.
It has one thread, no ZeroMQ context and no IPython shell; all of these begin in the
kernel, after the fork.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import re
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
from ipykernel import ipkernel, kernelapp, zmqshell  # noqa: F401  (imported ahead)
from traitlets import default
from traitlets.config.loader import Config, DeferredConfigString

# What ipykernel imports only when a kernel begins, and every kernel begins so.
WITH_EVERY_KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "faulthandler",
    "ipykernel.debugger",
    "pydoc",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
    "zmq.utils.garbage",
)
# What makes itself known to IPython when it is imported: ahead, there is none yet, so
# the kernel loads it once more, as an extension.
KNOWN_TO_IPYTHON = ("ipywidgets",)
# For kernels that do not end by themselves when the server is gone.
PATIENCE_SECONDS = 10


def main(words: Sequence[str]) -> None:
    """Import, then wait to be told which kernel to be.

    Parameters
    ----------
    words
        ``fork``, the number of a socket and names of modules; or ``once`` and names.
    """
    sys.path.pop(0)  # the folder of this script is no place for a kernel to import from
    # The debugger, which is imported with every kernel, would warn in front of nobody.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    if words[0] == "once":
        import_ahead([*WITH_EVERY_KERNEL, *words[1:]])
        _become_the_one()
    else:
        import_ahead([*WITH_EVERY_KERNEL, *words[2:]])
        ForkedKernel.known_files = _files_of_modules()
        gc.collect()
        # What is here now belongs to all: no kernel looks through it for rubbish, and
        # by looking would make the memory its own.
        gc.freeze()
        link = Forks(socket.socket(fileno=int(words[1]))).serve()
        if link is not None:
            _become_forked(link)


def import_ahead(names: Sequence[str]) -> None:
    """Import modules; what fails here will fail again where it is seen, in a kernel.

    Parameters
    ----------
    names
        Full names of modules; ``json.*`` stands for all modules of the package.
    """
    for name in names:
        try:
            for module in _meant_by(name):
                importlib.import_module(module)
        except Exception as problem:
            print(f"{name} could not be imported ahead: {problem}", file=sys.stderr)


def _meant_by(name: str) -> Iterator[str]:
    package = name.removesuffix(".*")
    yield package
    if package != name:
        inside = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(inside, f"{package}."):
            yield module.name


class Forks:
    """The kernels that were forked from this process.

    Parameters
    ----------
    control
        Where the server sends one socket for each kernel that it wants. The kernel
        reads from it what it shall be; this process writes there how the kernel ended.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._links: dict[int, socket.socket] = {}
        self._files = _files_outside_the_environment()

    def serve(self) -> socket.socket | None:
        """Fork kernels until the server is gone.

        Returns
        -------
        socket or None
            In a kernel, its socket. In the process that forks them, None at the end.
        """
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: self._bury())
        while (link := self._next_link()) is not None:
            if reason := self._why_not():
                _tell(link, {"refused": reason})
                link.close()
            elif self._fork(link) == 0:
                return link
        self._leave()
        return None

    def _next_link(self) -> socket.socket | None:
        try:
            _, numbers, _, _ = socket.recv_fds(self._control, 1, 1)
        except ConnectionError:
            return None
        return socket.socket(fileno=numbers[0]) if numbers else None

    def _why_not(self) -> str | None:
        """What speaks against forking now, in a word; None if nothing does."""
        if psutil.Process().num_threads() != 1:
            return "threads"
        if any(_changed_at(file) != at for file, at in self._files.items()):
            return "changed"
        return None

    def _fork(self, link: socket.socket) -> int:
        # A kernel that ends at once must not be buried before it is known.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        pid = os.fork()
        if pid == 0:
            self._forget_everything()
        else:
            self._links[pid] = link
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        return pid

    def _forget_everything(self) -> None:
        """In a kernel: what belongs to the process that forked it, or to others."""
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for other in (self._control, *self._links.values()):
            other.close()

    def _bury(self) -> None:
        """Tell how kernels ended that have."""
        while self._links:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if link := self._links.pop(pid, None):
                _tell(link, {"ended": os.waitstatus_to_exitcode(status)})
                link.close()

    def _leave(self) -> None:
        """Stay until the kernels have ended, to tell how; end those of no server."""
        alone_since: dict[int, float] = {}
        while self._links:
            time.sleep(0.1)
            for pid, link in list(self._links.items()):
                if not _deserted(link):
                    continue
                since = alone_since.setdefault(pid, time.monotonic())
                if time.monotonic() - since > PATIENCE_SECONDS:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)


class Lifeline(threading.Thread):
    """Ends a kernel, with all that it started, when its server is gone.

    Parameters
    ----------
    app
        The kernel's application, which knows its connection file.
    link
        The socket whose other end the server holds for as long as it lives.
    """

    def __init__(self, app: kernelapp.IPKernelApp, link: socket.socket) -> None:
        super().__init__(name="Lifeline", daemon=True)
        self._app = app
        self._link = link

    def run(self) -> None:
        """Wait for the end of the server."""
        with contextlib.suppress(OSError):
            while self._link.recv(1):
                pass
        self._app.cleanup_connection_file()
        os.killpg(os.getpgrp(), signal.SIGKILL)


class KernelApp(kernelapp.IPKernelApp):
    """ipykernel's application, which ends at once when it cannot begin."""

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        """Read words such as servers say; for others, make the parser of all options.

        That takes a quarter of what a kernel needs to begin.
        """
        read = _plainly_read(argv or ())
        if read is None:
            super().parse_command_line(argv)
        else:
            self.argv, self.extra_args = list(argv or ()), []
            self.cli_config = read
            self.update_config(read)

    def initialize(self, argv: list[str] | None = None) -> None:
        """Begin, or end: by now there are threads that would keep the process."""
        try:
            super().initialize(argv)
        except Exception:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)


class _WithoutModules:
    """The module ``sys``, as if nothing had been imported."""

    modules: Mapping[str, ModuleType] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class ForkedKernel(ipkernel.IPythonKernel):
    """ipykernel's kernel, which touches no module that it does not use.

    When it begins, the usual one asks all modules for their files, for a debugger that
    may come. Python counts who holds an object inside the object, so asking copies the
    page of memory that each is on: some 5 MB for the modules of a dashboard.
    """

    known_files: Sequence[str] = ()

    def __init__(self, **given: Any) -> None:
        vars(ipkernel)["sys"] = _WithoutModules()
        try:
            super().__init__(**given)
        finally:
            vars(ipkernel)["sys"] = sys

    async def do_debug_request(self, msg: dict[str, Any]) -> Any:
        """Debug, leaving out all modules that were there when the kernel began."""
        if not self._kernel_modules:
            self._kernel_modules += self.known_files
        return await super().do_debug_request(msg)


class ForkedKernelApp(KernelApp):
    """The application of a forked kernel: it watches its server, not its parent."""

    @default("kernel_class")
    def _thrifty(self) -> type[ForkedKernel]:
        return ForkedKernel

    def __init__(self, link: socket.socket, **settings: Any) -> None:
        self._link = link
        super().__init__(**settings)

    def init_poller(self) -> None:
        """Choose who watches."""
        self.poller = Lifeline(self, self._link)

    def start(self) -> None:
        """Say that the kernel can be reached, and run it."""
        _tell(self._link, {"pid": os.getpid()})
        super().start()


def _plainly_read(words: Sequence[str]) -> Config | None:
    """What ``-f file`` and ``--Class.name=value`` say; None with anything else."""
    read = Config()
    plain = re.sub(r"^-f\n", "--IPKernelApp.connection_file=", "\n".join(words))
    for word in plain.split("\n") if plain else ():
        found = re.fullmatch(r"--([A-Z]\w*)\.([a-z]\w*)=(.+)", word)
        if found is None or found[2] in read[found[1]]:
            return None
        read[found[1]][found[2]] = DeferredConfigString(found[3])
    return read


def _become_forked(link: socket.socket) -> None:
    """Run the kernel that the other end of a socket asks for, to its end."""
    with link.makefile("rb") as said:
        line = said.readline()
    if not line:
        return
    asked = json.loads(line)
    # A process that the kernel's code forks must not seem to be the kernel.
    os.register_at_fork(after_in_child=link.close)
    _set_out(asked)
    # Not 0, so that the application does not take itself for one in a terminal.
    ForkedKernelApp.launch_instance(
        asked["words"], link=link, parent_handle=1, extra_extensions=_extensions()
    )


def _become_the_one() -> None:
    """Run the kernel that a line on the standard input asks for, to its end."""
    line = sys.stdin.buffer.readline()
    if not line:
        return
    asked = json.loads(line)
    # What the launcher wrote for this very process: whom to watch, where to listen.
    for name in ("JPY_PARENT_PID", "JPY_INTERRUPT_EVENT", "IPY_INTERRUPT_EVENT"):
        if name in os.environ:
            asked["env"][name] = os.environ[name]
    _set_out(asked)
    KernelApp.launch_instance(asked["words"], extra_extensions=_extensions())


def _extensions() -> list[str]:
    return [name for name in KNOWN_TO_IPYTHON if name in sys.modules]


def _set_out(asked: dict[str, Any]) -> None:
    """Take on the kernel's working directory, environment, words and randomness."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    if hasattr(time, "tzset"):
        time.tzset()
    sys.argv = ["ipykernel_launcher", *asked["words"]]
    # Python's own generator seeds itself anew after a fork; numpy's does not.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _tell(link: socket.socket, news: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more
        link.sendall(json.dumps(news).encode() + b"\n")


def _deserted(link: socket.socket) -> bool:
    """Whether the server at the other end is gone."""
    try:
        return not link.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _files_of_modules() -> list[str]:
    """The files of all modules that are imported."""
    names = [getattr(module, "__file__", None) for module in sys.modules.values()]
    return [name for name in names if name]


def _files_outside_the_environment() -> dict[Path, int | None]:
    """Files of modules that somebody may be working on, with when they were changed."""
    inside = [Path(place) for place in {sys.prefix, sys.base_prefix}]
    return {
        file: _changed_at(file)
        for file in map(Path, _files_of_modules())
        if not any(file.is_relative_to(place) for place in inside)
    }


def _changed_at(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None


if __name__ == "__main__":
    main(sys.argv[1:])
