"""Where the figures come from: without it, no two runs can be compared."""

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import psutil

# More than half a core at work for others makes seconds wander.
BUSY_LOAD = 0.5

_PACKAGES = (
    "relkit", "voila", "jupyter_server", "jupyter_client", "ipykernel", "ipywidgets",
    "anywidget", "altair", "openpyxl", "nbconvert", "tornado", "playwright",
)  # fmt: skip


def load() -> float:
    """Processes at work on average over the last minute."""
    return psutil.getloadavg()[0]


def described(browser: str) -> dict[str, Any]:
    """The machine and the versions of everything that matters for a figure.

    Parameters
    ----------
    browser
        The version of Chromium.
    """
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_bytes": psutil.virtual_memory().total,
        "python": platform.python_version(),
        "chromium": browser,
        "packages": {name: metadata.version(name) for name in _PACKAGES},
    }


def in_short(about: Mapping[str, Any]) -> str:
    """The machine in one line, as it stands above the table.

    Parameters
    ----------
    about
        What ``described`` returned.
    """
    return (
        f"{about['cores']} cores, {about['memory_bytes'] / 1e9:.0f} GB, "
        f"Python {about['python']}, Voilà {about['packages']['voila']}, "
        f"Chromium {about['chromium']}."
    )


def _commit() -> str:
    """The commit, marked if files were changed since; empty outside a repository."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    return asked.stdout.strip()
