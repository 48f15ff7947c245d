"""What a page that was closed leaves in the server: nothing that piles up."""

import re
import signal
import urllib.request

import pytest
from patience import soon
from serving import Served, kernels_of, serving

from relkit.kernels import forked

PAGE = "/voila/render/notebooks/01_four_worlds.ipynb"
KERNEL = re.compile(r'"kernelId":\s*"([^"]+)"')
COUNTING = """
import logging, signal

def count(*_):
    print(len(logging.Logger.manager.loggerDict), "loggers", flush=True)

signal.signal(signal.SIGUSR1, count)
"""

pytestmark = pytest.mark.skipif(
    not forked.possible(), reason="there are no such signals here"
)


def held(served: Served) -> str:
    """What the server counts: all loggers that have a name."""
    said = len(served.lines)
    served.process.send_signal(signal.SIGUSR1)
    assert soon(lambda: len(served.lines) > said)
    return served.lines[-1]


def visited(served: Served) -> None:
    with urllib.request.urlopen(served.base + PAGE, timeout=60) as answer:
        kernel = KERNEL.search(answer.read().decode())[1]
    asked = urllib.request.Request(
        f"{served.base}/voila/api/shutdown/{kernel}",
        data=b"",
        headers={"Cookie": "_xsrf=2b1e", "X-XSRFToken": "2b1e"},
    )
    urllib.request.urlopen(asked, timeout=60).close()
    assert soon(lambda: not kernels_of(served))


def test_closed_pages_leave_no_logger(content):
    with serving(content=content, first=COUNTING) as served:
        visited(served)
        first = held(served)
        assert first.endswith(" loggers")
        for _ in range(3):
            visited(served)
        assert held(served) == first
