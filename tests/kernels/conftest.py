from collections.abc import Iterator

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory

from relkit.kernels.provisioners import Started


@pytest.fixture
def start_by(monkeypatch: pytest.MonkeyPatch) -> Iterator:
    """Has kernels started by the provisioner of a name, and nothing left of it."""
    factory = KernelProvisionerFactory.instance()

    def choose(name: str) -> None:
        monkeypatch.setattr(factory, "default_provisioner_name", name)

    Started.clear_instance()
    yield choose
    if Started.initialized():
        Started.instance().close()
        Started.clear_instance()
