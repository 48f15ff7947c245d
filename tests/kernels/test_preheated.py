"""Kernels whose processes were started ahead."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from patience import soon
from running import kernels, lives

from relkit.kernels import preheated
from relkit.kernels.provisioners import Started


@pytest.fixture
def start(start_by, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(preheated, "REFILL_AFTER_SECONDS", 3600)
    start_by("relkit-preheated")
    with kernels(["json"]) as starting:
        yield starting


def started_ahead() -> list[psutil.Process]:
    """Processes that were started ahead, whether they have begun or not."""
    children = psutil.Process().children()
    return [each for each in children if "warm.py" in " ".join(each.cmdline())]


def test_a_kernel_takes_a_process_that_waits(start):
    first = start().process.pid
    there = {process.pid for process in started_ahead()} - {first}
    assert len(there) == Started.instance().pool_size - 1
    assert start().process.pid in there


def test_another_takes_the_place_of_the_one_that_was_taken(
    start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(preheated, "REFILL_AFTER_SECONDS", 0.1)
    taken = start().process.pid
    size = Started.instance().pool_size
    assert soon(
        lambda: len([each for each in started_ahead() if each.pid != taken]) == size
    )


def test_when_none_waits_a_kernel_is_started_the_usual_way(start):
    size = Started.instance().pool_size
    several = [start() for _ in range(size + 1)]
    last = " ".join(several[-1].process.cmdline())
    assert "ipykernel_launcher" in last
    assert "warm.py" not in last
    assert several[-1].says("print(6 * 7)") == "42"


def test_a_process_that_has_died_is_passed_over(start):
    start()
    killed = started_ahead()[1:]
    for process in killed:
        process.kill()
    assert killed
    assert soon(lambda: not any(lives(process.pid) for process in killed))
    assert start().says("print(6 * 7)") == "42"


def test_processes_that_wait_end_with_the_server():
    code = f"""
import json, sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
from jupyter_client.provisioning import KernelProvisionerFactory
from running import Kernel
import psutil
KernelProvisionerFactory.instance().default_provisioner_name = "relkit-preheated"
kernel = Kernel(["json"]).start()
print(json.dumps([each.pid for each in psutil.Process().children()]), flush=True)
time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    with server:
        pids = json.loads(server.stdout.readline())
        assert len(pids) > 2
        server.kill()
    assert soon(lambda: not any(lives(pid) for pid in pids))


def test_closing_ends_what_waits(start):
    start()
    there = [each.pid for each in started_ahead()]
    Started.instance().close()
    assert soon(lambda: sum(lives(pid) for pid in there) == 1)  # the kernel that runs
    assert os.getpid() not in there
