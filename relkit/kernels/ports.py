"""The ports of a kernel, which the kernel chooses, so that nobody else can take them.

Jupyter looks for free ports, lets go of them and tells a kernel to take them. Meanwhile
somebody else may: when thirty kernels start at once, every few times one of them does
not begin (https://github.com/jupyter/jupyter_client/issues/487). A kernel that is told
no port takes any that is free, and writes into its connection file which.
"""

import json
from pathlib import Path

from jupyter_client.connect import port_names

_NONE = dict.fromkeys(port_names, 0)


def left_to_the_kernel(file: Path) -> str:
    """Take the ports out of a connection file.

    Parameters
    ----------
    file
        The file, which no kernel reads yet.

    Returns
    -------
    str
        What it held before.
    """
    before = file.read_text()
    file.write_text(json.dumps(json.loads(before) | _NONE))  # it stays private
    return before


def chosen(file: Path) -> dict[str, int] | None:
    """The ports by their names; None if the kernel has not written them yet.

    Parameters
    ----------
    file
        The kernel's connection file, which may just be written.
    """
    try:
        found = json.loads(file.read_text())
    except (FileNotFoundError, ValueError):
        return None
    ports = {name: found[name] for name in port_names}
    return ports if all(ports.values()) else None
