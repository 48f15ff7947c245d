"""Memory that belongs to one process alone: what goes back if it ends."""

import psutil


def own_bytes(process: psutil.Process) -> int:
    """Memory that no other process shares, in bytes (USS).

    Libraries that several processes map are counted for none of them, so this is what
    one more visitor adds, not what the first one needs.

    Parameters
    ----------
    process
        The process. One that has just ended has 0 bytes.
    """
    try:
        return process.memory_full_info().uss
    except psutil.NoSuchProcess:
        return 0


def kernels(server: psutil.Process) -> set[psutil.Process]:
    """Processes below a server: the kernels of its visitors.

    Parameters
    ----------
    server
        The server's own process.
    """
    return set(server.children(recursive=True))


def in_proportion(process: psutil.Process) -> int:
    """Memory of one process, what it shares counted in proportion, in bytes (PSS).

    Systems that do not tell it tell what the process has to itself.

    Parameters
    ----------
    process
        The process. One that has just ended has 0 bytes.
    """
    try:
        told = process.memory_full_info()
    except psutil.NoSuchProcess:
        return 0
    return getattr(told, "pss", told.uss)
