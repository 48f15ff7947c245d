"""How many pages this machine can carry at once."""

import sys
from pathlib import Path

import psutil

from relkit.server.kernels import Kernels

MEGABYTE = 2**20
# What the kernel of one open page takes of its own, measured with the largest page.
MEMORY_OF_ONE = {Kernels.FORK: 45 * MEGABYTE, Kernels.SPAWN: 110 * MEGABYTE}
# The rest of the memory is for whatever else the machine does meanwhile.
SHARE_FOR_PAGES = 0.75
# 14 to the kernel and for its page, up to six of the browser, and some to spare.
FILES_OF_ONE = 25
FILES_OF_SERVER = 200
A_FEW = 4

CGROUPS = Path("/sys/fs/cgroup")


def places(kernels: Kernels) -> int:
    """How many pages can be open at once without bringing the machine down.

    Parameters
    ----------
    kernels
        How they are started.

    Returns
    -------
    int
        At least 4, however small the machine.
    """
    free = psutil.virtual_memory().available
    if (left := left_in_container(CGROUPS)) is not None:
        free = min(free, left)
    by_memory = free * SHARE_FOR_PAGES // MEMORY_OF_ONE[kernels]
    by_files = (_files() - FILES_OF_SERVER) // FILES_OF_ONE
    return max(A_FEW, int(min(by_memory, by_files)))


def left_in_container(cgroups: Path) -> int | None:
    """Bytes that a container, as on Binder, may still take; None if nothing limits it.

    Parameters
    ----------
    cgroups
        Where Linux tells it, in the files of its newer or its older form.
    """
    for limit, used, statistics, cached in (
        ("memory.max", "memory.current", "memory.stat", "inactive_file"),
        (
            "memory/memory.limit_in_bytes",
            "memory/memory.usage_in_bytes",
            "memory/memory.stat",
            "total_inactive_file",
        ),
    ):
        try:
            most = (cgroups / limit).read_text().strip()
            taken = int((cgroups / used).read_text())
            told = (cgroups / statistics).read_text()
        except (OSError, ValueError):
            continue
        if not most.isdecimal():  # "max"
            return None
        rows = dict(line.split() for line in told.splitlines())
        # Copies of files, which Linux drops as soon as the memory is needed.
        return max(0, int(most) - taken + int(rows.get(cached, 0)))
    return None


def _files() -> int:
    """How many files and sockets this process may have open."""
    if sys.platform == "win32":
        return sys.maxsize
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft
