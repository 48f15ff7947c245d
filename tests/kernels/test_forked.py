"""Kernels that are forked, and the process that they are forked from."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from apart import run_apart
from ipykernel import kernelapp
from jupyter_client.connect import port_names
from patience import soon
from running import kernels, lives, with_path

from relkit.kernels import forked, recipes, warm
from relkit.kernels.provisioners import Started
from relkit.server.kernels import IMPORTS

pytestmark = pytest.mark.skipif(
    not forked.possible(), reason="kernels are not forked here"
)


@pytest.fixture
def start(start_by):
    start_by("relkit-fork")
    with kernels(["json"]) as starting:
        yield starting


def warm_of(kernel) -> psutil.Process:
    return kernel.process.parent()


def test_kernels_come_from_one_process_that_has_imported(start):
    first, second = start(), start()
    assert warm_of(first) == warm_of(second)
    assert warm_of(first).ppid() == os.getpid()
    assert "warm.py" in " ".join(warm_of(first).cmdline())


def test_the_process_has_one_thread_and_nothing_of_a_kernel_before_the_fork():
    asked = f"""
        import gc, sys
        from relkit.kernels import warm
        warm.import_ahead([*warm.WITH_EVERY_KERNEL, *{IMPORTS!r}])
        import psutil, zmq
        from IPython.core.interactiveshell import InteractiveShell
        from ipykernel.kernelapp import IPKernelApp
        from tornado.ioloop import IOLoop
        print(psutil.Process().num_threads())
        print(sum(isinstance(each, zmq.Context) for each in gc.get_objects()))
        print(InteractiveShell.initialized(), IPKernelApp.initialized())
        print(IOLoop.current(instance=False))
        print('numpy' in sys.modules, 'pandas' in sys.modules)
        print('relkit.widgets.picture' in sys.modules)
    """
    code = "\n".join(line.strip() for line in asked.strip().splitlines())
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )
    assert said.stdout.split() == [
        "1", "0", "False", "False", "None", "False", "False", "True",
    ], said.stderr  # fmt: skip


def test_the_process_has_one_thread_after_forks_too(start):
    first = start()
    start()
    assert warm_of(first).num_threads() == 1


def own_bytes(kernel) -> int:
    return kernel.process.memory_full_info().uss


def test_a_module_that_a_kernel_does_not_use_costs_it_next_to_nothing(start_by):
    start_by("relkit-fork")
    with kernels(["json"]) as start:
        few = own_bytes(start())
    with kernels(["networkx", "relkit.models.*"]) as start:
        many = own_bytes(start())
    assert many - few < 2_500_000


def test_the_debugger_leaves_out_what_was_imported_ahead(start):
    kernel = start()
    asked = {"type": "request", "seq": 1, "command": "debugInfo", "arguments": {}}
    message = kernel.client.session.msg("debug_request", asked)
    kernel.client.control_channel.send(message)
    reply = kernel.client.get_control_msg(timeout=60)
    assert reply["content"]["success"]
    left_out = "get_ipython().kernel.debugger.kernel_modules"
    assert kernel.says(f"import json; print(json.__file__ in {left_out})") == "True"


def test_memory_that_was_needed_for_a_moment_goes_back(start):
    kernel = start()
    large = "'x' * 8_000_000; None"
    kernel.says(large)
    before = own_bytes(kernel)
    for _ in range(3):
        kernel.says(large)
    assert own_bytes(kernel) - before < 2_000_000


def test_a_module_that_starts_a_thread_is_no_start_for_a_fork(
    start_by, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "busy.py").write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n"
    )
    start_by("relkit-fork")
    with kernels(["busy"]) as start:
        for _ in range(2):
            kernel = start(env=with_path(tmp_path))
            assert kernel.says("print(6 * 7)") == "42"
            assert kernel.process.ppid() == os.getpid()
    said = [m for m in caplog.messages if "could not be forked: threads" in m]
    assert len(said) == 1


def test_a_module_that_has_changed_is_read_anew(start_by, tmp_path: Path):
    file = tmp_path / "worked_on.py"
    file.write_text("VALUE = 1\n")
    start_by("relkit-fork")
    ask = "import worked_on; print(worked_on.VALUE)"
    with kernels(["worked_on"]) as start:
        first = start(env=with_path(tmp_path))
        assert first.says(ask) == "1"
        file.write_text("VALUE = 22\n")
        second = start(env=with_path(tmp_path))
        assert second.says(ask) == "22"
        assert warm_of(second) != warm_of(first)
        assert first.says("print(6 * 7)") == "42"


def test_a_module_that_cannot_be_imported_ahead_stops_no_kernel(start_by):
    start_by("relkit-fork")
    with kernels(["no_such_module_anywhere"]) as start:
        kernel = start()
        assert "warm.py" in " ".join(warm_of(kernel).cmdline())


def test_kernels_live_on_without_the_process_and_a_new_one_comes(start):
    first = start()
    old = warm_of(first)
    old.kill()
    assert soon(lambda: not lives(old.pid))
    assert first.says("print(6 * 7)") == "42"
    second = start()
    assert "warm.py" in " ".join(warm_of(second).cmdline())
    assert warm_of(second) != old
    first.manager.shutdown_kernel()
    assert not first.manager.has_kernel
    assert second.says("print(6 * 7)") == "42"


def test_a_process_forked_by_a_kernel_is_not_taken_for_it(start):
    kernel = start()
    warm, process = warm_of(kernel), kernel.manager.provisioner.process
    child = int(
        kernel.says(
            "import os, time\nchild = os.fork()\n"
            "if child == 0:\n    time.sleep(60)\n    os._exit(0)\nprint(child)"
        )
    )
    warm.kill()  # now only the kernel's own end can tell of it
    assert soon(lambda: not lives(warm.pid))
    os.kill(kernel.process.pid, signal.SIGKILL)
    assert soon(lambda: process.poll() is not None)
    assert lives(child)
    os.kill(child, signal.SIGKILL)


def test_nothing_stays_behind_when_the_server_is_killed(tmp_path: Path):
    code = f"""
import json, sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
from jupyter_client.provisioning import KernelProvisionerFactory
from jupyter_client.connect import port_names
from running import Kernel
KernelProvisionerFactory.instance().default_provisioner_name = "relkit-fork"
kernels = [Kernel(["json"]).start() for _ in range(2)]
child = "import subprocess; print(subprocess.Popen(['sleep', '600']).pid)"
pids = [int(kernels[0].says(child)), *(each.process.pid for each in kernels)]
kernels[1].client.execute("while True: pass")
warm = kernels[0].process.ppid()
files = [each.manager.connection_file for each in kernels]
print(json.dumps([warm, pids, files]), flush=True)
time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    with server:
        warm, pids, files = json.loads(server.stdout.readline())
        assert all(lives(pid) for pid in [warm, *pids])
        server.kill()
    assert soon(lambda: not any(lives(pid) for pid in [warm, *pids]))
    assert not any(Path(file).exists() for file in files)


def test_where_nothing_can_be_forked_kernels_are_started_ahead(
    start_by, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(forked, "possible", lambda: False)
    start_by("relkit-fork")
    with kernels(["json"]) as start:
        for _ in range(2):
            kernel = start()
            assert kernel.process.ppid() == os.getpid()
            assert "warm.py once" in " ".join(kernel.process.cmdline())
    said = [message for message in caplog.messages if "not forked" in message]
    assert len(said) == 1


def test_a_broken_process_is_given_up_and_kernels_start_all_the_same(
    start_by, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)\n")
    monkeypatch.setattr(forked, "WARM", broken)
    start_by("relkit-fork")
    with kernels(["json"]) as start:
        assert start().says("print(6 * 7)") == "42"
        assert len(Started.instance()._warm) == 0


def test_a_kernel_that_cannot_begin_ends_at_once(tmp_path: Path):
    ports = dict.fromkeys(port_names, 0) | {"iopub_port": 65_536}
    told = {"ip": "127.0.0.1", "transport": "tcp", "key": "", **ports}
    file = tmp_path / "kernel.json"
    file.write_text(json.dumps(told))
    recipe, words = recipes.recipe(
        [sys.executable, "-m", "ipykernel_launcher", "-f", str(file)], os.environ, []
    )
    warm = forked.WarmProcess(recipe)
    try:
        with pytest.raises(OSError, match="ended before it began"):
            run_apart(warm.fork(words, os.environ, str(tmp_path)))
        assert soon(lambda: not psutil.Process(warm.process.pid).children())
    finally:
        warm.close()
        assert warm.process.wait(10) == 0


@pytest.mark.parametrize(
    "words",
    [
        ["-f", "/tmp/a b/kernel-1.json"],
        ["-f", "/tmp/k.json", "--HistoryManager.enabled=False"],
        ["--IPKernelApp.connection_file=k=1.json", "--Session.username=ada"],
        [],
    ],
)
def test_words_that_servers_say_are_read_as_ipykernel_reads_them(words):
    assert warm._plainly_read(words) is not None
    ours, theirs = warm.KernelApp(), kernelapp.IPKernelApp()
    for app in (ours, theirs):
        app.parse_command_line(words)
        assert app.argv == words
    assert ours.cli_config == theirs.cli_config
    assert ours.extra_args == theirs.extra_args
    assert ours.connection_file == theirs.connection_file


@pytest.mark.parametrize(
    "words",
    [
        ["-f", "k.json", "--debug"],
        ["-f", "k.json", "--", "-f"],
        ["-f"],
        ["--Session.key=a", "--Session.key=b"],
        ["--f=k.json"],
        ["script.py"],
    ],
)
def test_other_words_are_left_to_ipykernel(words):
    assert warm._plainly_read(words) is None
