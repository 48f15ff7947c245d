"""How the kernels of the pages are started: forked, or each a process of its own."""

import sys
from enum import StrEnum

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from traitlets.config.loader import Config

from relkit.kernels.provisioners import (
    ForkProvisioner,
    PreheatedProvisioner,
    Started,
)

# All that a notebook may import, also what relkit imports only when it is needed, and
# the first pictures; the rest of relkit runs beside the kernels.
_PACKAGES = ("cases", "charts", "checks", "export", "formats", "models", "widgets")
IMPORTS = [
    "networkx",
    *(f"relkit.{package}.*" for package in _PACKAGES),
    "relkit.ahead",
]
# IPython would keep every visitor's cells in a database of whoever serves the pages.
WORDS = ["--HistoryManager.enabled=False"]


class Kernels(StrEnum):
    """Where the process of a kernel comes from."""

    FORK = "fork"
    SPAWN = "spawn"


_PROVISIONERS = {
    Kernels.FORK: ("relkit-fork", ForkProvisioner),
    Kernels.SPAWN: ("relkit-preheated", PreheatedProvisioner),
}


def settings(kernels: Kernels) -> Config:
    """What Jupyter has to be told, so that kernels are started like this.

    Parameters
    ----------
    kernels
        Where their processes come from.
    """
    name, _ = _PROVISIONERS[kernels]
    told = Config()
    told.KernelProvisionerFactory.default_provisioner_name = name
    told.PreheatedProvisioner.imports = IMPORTS
    told.PreheatedProvisioner.words = WORDS
    told.AsyncKernelManager.client_class = "relkit.kernels.clients.PromptClient"
    return told


def let_go() -> None:
    """End what waits for visitors, when none will come any more."""
    if Started.initialized():
        Started.instance().close()


def start_ahead(kernels: Kernels, specs: KernelSpecManager) -> None:
    """Start what the first visitor would otherwise wait for.

    Parameters
    ----------
    kernels
        As for ``settings``.
    specs
        The server's own, for the first one that is made decides for all who starts
        kernels.
    """
    spec = specs.get_kernel_spec(NATIVE_KERNEL_NAME)
    _, provisioner = _PROVISIONERS[kernels]
    provisioner.start_ahead([sys.executable, *spec.argv[1:]], IMPORTS)
