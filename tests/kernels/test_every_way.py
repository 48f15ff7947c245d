"""Kernels behave alike, whichever way they are started."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest
from jupyter_client.connect import LocalPortCache
from patience import soon
from running import kernels, lives

WAYS = ["local-provisioner", "relkit-fork", "relkit-preheated"]


@pytest.fixture(params=WAYS)
def start(request: pytest.FixtureRequest, start_by):
    start_by(request.param)
    with kernels(["json"]) as starting:
        yield starting


def test_a_kernel_works_where_and_with_what_it_is_told(start, tmp_path: Path):
    kernel = start(cwd=str(tmp_path), env={**os.environ, "TOLD": "so", "TZ": "UTC-5"})
    code = "import os, time; print(os.getcwd(), os.environ['TOLD'], time.tzname[0])"
    assert kernel.says(code) == f"{tmp_path} so UTC"
    assert kernel.says("print(time.localtime(0).tm_hour)") == "5"


def test_an_environment_holds_nothing_that_was_not_given(start):
    kernel = start(env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]})
    assert kernel.says("import os; print('PYTEST_VERSION' in os.environ)") == "False"


def test_two_kernels_share_no_state(start, tmp_path: Path):
    first, second = start(), start()
    mark = tmp_path / "open.txt"
    first.says(
        "import json, random, os, tempfile\n"
        "json.mark = 1; random.seed(1); os.environ['MARK'] = '1'; os.chdir('/')\n"
        f"held = open({str(mark)!r}, 'w'); folder = tempfile.mkdtemp()"
    )
    answers = second.says(
        "import json, random, os; print(hasattr(json, 'mark'), 'MARK' in os.environ, "
        "os.getcwd() == '/', 'held' in globals())"
    )
    assert answers == "False False False False"
    held = f"import psutil; print({str(mark)!r} in str(psutil.Process().open_files()))"
    assert [first.says(held), second.says(held)] == ["True", "False"]


def test_a_kernel_that_comes_later_finds_nothing_of_the_one_before(start):
    start().says("import json, builtins; json.mark = builtins.mark = 1")
    later = (
        "import json, builtins as b; print(hasattr(json, 'mark'), hasattr(b, 'mark'))"
    )
    assert start().says(later) == "False False"


def test_no_two_kernels_draw_the_same_numbers(start):
    draw = (
        "import random, uuid, tempfile, os; "
        "print(random.random(), uuid.uuid4(), os.path.basename(tempfile.mktemp()))"
    )
    drawn = [start().says(draw).split() for _ in range(3)]
    assert all(len(set(column)) == 3 for column in zip(*drawn, strict=True))


def test_an_interrupt_reaches_the_code_that_runs(start):
    kernel = start()
    asked = kernel.client.execute(
        "import time\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    pass"
    )
    assert soon(lambda: _busy(kernel, asked))
    time.sleep(0.3)  # "busy" is said a little before the code runs
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=20)
    while reply["parent_header"].get("msg_id") != asked:
        reply = kernel.client.get_shell_msg(timeout=20)
    assert reply["content"]["status"] == "ok"
    assert kernel.says("print(6 * 7)") == "42"


def _busy(kernel, asked: str) -> bool:
    message = kernel.client.get_iopub_msg(timeout=20)
    return (
        message["parent_header"].get("msg_id") == asked
        and message["content"].get("execution_state") == "busy"
    )


def test_a_restart_begins_anew(start):
    kernel = start()
    kernel.says("mark = 1")
    before = kernel.process.pid
    kernel.manager.restart_kernel()
    kernel.wait()
    assert kernel.says("print('mark' in globals())") == "False"
    assert kernel.process.pid != before
    assert not lives(before)


def test_a_shutdown_leaves_neither_process_nor_file(start):
    kernel = start()
    pid, file = kernel.process.pid, Path(kernel.manager.connection_file)
    assert file.exists()
    kernel.manager.shutdown_kernel()
    assert not lives(pid)
    assert not file.exists()
    assert not kernel.manager.has_kernel


def test_code_that_will_not_stop_is_ended_all_the_same(start):
    kernel = start()
    pid = kernel.process.pid
    kernel.client.execute(
        "import time\nwhile True:\n    try:\n        time.sleep(1)\n"
        "    except KeyboardInterrupt:\n        pass"
    )
    kernel.manager.shutdown_wait_time = 1.0
    kernel.manager.shutdown_kernel()
    assert not lives(pid)


def test_a_kernel_that_dies_is_known_to_be_dead_and_how(start):
    kernel = start()
    process = kernel.manager.provisioner.process
    os.kill(kernel.process.pid, signal.SIGKILL)
    assert soon(lambda: not kernel.manager.is_alive())
    assert process.poll() == -signal.SIGKILL


def test_a_kernel_that_leaves_by_itself_says_with_which_number(start):
    kernel = start()
    process = kernel.manager.provisioner.process
    kernel.client.execute("import os; os._exit(7)")
    assert soon(lambda: not kernel.manager.is_alive())
    assert process.poll() == 7


def test_what_a_kernel_starts_ends_when_the_kernel_is_killed(start):
    kernel = start()
    child = int(
        kernel.says("import subprocess; print(subprocess.Popen(['sleep', '60']).pid)")
    )
    assert lives(child)
    kernel.manager.shutdown_kernel(now=True)
    assert soon(lambda: not lives(child))


def test_wishes_for_its_output_are_met(start, tmp_path: Path):
    file = tmp_path / "said.txt"
    with file.open("w") as said:
        kernel = start(stderr=said)
    where = kernel.says("import os; print(os.fstat(2).st_ino)")
    assert where == str(file.stat().st_ino)


def test_the_debugger_answers(start):
    kernel = start()
    message = kernel.client.session.msg(
        "debug_request",
        {"type": "request", "command": "debugInfo", "seq": 1, "arguments": {}},
    )
    kernel.client.control_channel.send(message)
    reply = kernel.client.get_control_msg(timeout=20)
    assert reply["content"]["success"], reply["content"]


@pytest.mark.parametrize("way", WAYS)
def test_a_page_can_ask_a_kernel_for_all_its_widgets_at_once(way: str, start_by):
    """ipywidgets registers when it is imported, and IPython may not be there yet."""
    start_by(way)
    with kernels(["ipywidgets"]) as starting:
        targets = "import ipywidgets, comm; print(*comm.get_comm_manager().targets)"
        assert starting().says(targets) == "jupyter.widget jupyter.widget.control"


@pytest.mark.parametrize("way", ["relkit-fork", "relkit-preheated"])
def test_ports_that_somebody_took_meanwhile_keep_no_kernel_from_beginning(
    way: str, start_by, monkeypatch: pytest.MonkeyPatch
):
    start_by(way)
    with socket.create_server(("127.0.0.1", 0)) as somebody, kernels() as start:
        taken = somebody.getsockname()[1]
        monkeypatch.setattr(LocalPortCache, "find_available_port", lambda *_: taken)
        kernel = start()
        assert kernel.says("print(1)") == "1"
        assert taken not in kernel.manager.ports


def test_the_ports_stay_when_a_kernel_is_restarted(start):
    kernel = start()
    before = kernel.manager.ports
    kernel.manager.restart_kernel(now=True)
    assert kernel.wait().says("print(1)") == "1"
    assert kernel.manager.ports == before
