"""Jupyter's way to start kernels, by fork or from processes started ahead."""

import asyncio
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo, LocalPortCache
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Int, List, Unicode
from traitlets.config import SingletonConfigurable

from relkit.kernels import forked, ports, preheated, recipes

# All that Jupyter's servers say of a kernel; whoever says more gets the standard way.
_UNDERSTOOD = {"cwd", "env", "extra_arguments", "kernel_id"}


class Started(SingletonConfigurable):
    """The processes that a server has started ahead, one set for each recipe."""

    pool_size = Int(
        3, min=0, config=True, help="How many processes wait where none is forked."
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._lock = threading.Lock()
        self._warm: dict[recipes.Recipe, forked.WarmProcess] = {}
        self._pools: dict[recipes.Recipe, preheated.Pool] = {}
        self._hopeless: set[recipes.Recipe] = set()
        self._said: set[str] = set()

    def warm(self, recipe: recipes.Recipe) -> forked.WarmProcess:
        """The warm process of a recipe; a new one if it has ended, or there is none."""
        with self._lock:
            found = self._warm.get(recipe)
            if found is None or not found.lives:
                if found is not None:
                    found.close()
                found = self._warm[recipe] = forked.WarmProcess(recipe)
            return found

    def renew(self, recipe: recipes.Recipe, old: forked.WarmProcess) -> None:
        """Let a warm process go; the next one that is asked for is new."""
        with self._lock:
            if self._warm.get(recipe) is old:
                del self._warm[recipe]
        old.close()

    def give_up(self, recipe: recipes.Recipe) -> None:
        """Remember that no warm process of this recipe comes to anything."""
        self._hopeless.add(recipe)

    def hopeless(self, recipe: recipes.Recipe) -> bool:
        """Whether trying was given up."""
        return recipe in self._hopeless

    def pool(self, recipe: recipes.Recipe) -> preheated.Pool:
        """The pool of a recipe, filled when it is first asked for."""
        with self._lock:
            found = self._pools.get(recipe)
            if found is None:
                found = self._pools[recipe] = preheated.Pool(recipe, self.pool_size)
                found.fill()
            return found

    def say_once(self, sentence: str) -> None:
        """Write a sentence into the log, unless it stands there already."""
        if sentence not in self._said:
            self._said.add(sentence)
            self.log.warning(sentence)

    def close(self) -> None:
        """Let everything go that waits. Kernels that run live on."""
        with self._lock:
            warm, self._warm = self._warm, {}
            pools, self._pools = self._pools, {}
        for process in warm.values():
            process.close()
        for process in warm.values():
            process.wait_a_little()
        for pool in pools.values():
            pool.close()


class PreheatedProvisioner(LocalProvisioner):
    """Starts a kernel in a process that was started ahead and has imported already.

    With no such process left, or with wishes that only the standard way can meet, it
    does what the standard way does.
    """

    imports = List(
        Unicode(), config=True, help="Full names of the modules to import ahead."
    )
    words = List(
        Unicode(), config=True, help="What ipykernel is told besides, as in a terminal."
    )
    _keeps_ports = False  # as after a restart, for those who are connected

    @classmethod
    def start_ahead(cls, command: Sequence[str], imports: Sequence[str]) -> None:
        """Start before the first kernel is asked for what will be needed then.

        Parameters
        ----------
        command
            The command of the kernels to come, with the path of its Python.
        imports
            Names of the modules to import ahead, as the provisioner will have them.
        """
        if found := recipes.recipe(command, os.environ, imports):
            cls._prepare(Started.instance(), found[0])

    @classmethod
    def _prepare(cls, started: Started, recipe: recipes.Recipe) -> None:
        started.pool(recipe)

    async def launch_kernel(
        self, cmd: list[str], **kwargs: Any
    ) -> KernelConnectionInfo:
        """Start the kernel, whichever way is open.

        Parameters
        ----------
        cmd
            The command that would start it as a process of its own.
        **kwargs
            Its environment ``env`` and folder ``cwd``, and what else is asked for.
        """
        cmd = [*cmd, *self.words]
        process = await self._begun_at_its_ports(cmd, kwargs)
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def _begun_at_its_ports(self, cmd: list[str], kwargs: dict[str, Any]) -> Any:
        """As ``_begun``. A new kernel chooses its ports, and keeps them for good."""
        manager = self.parent
        if self._keeps_ports or manager is None or manager.transport != "tcp":
            return await self._begun(cmd, kwargs)
        file = Path(manager.connection_file)
        before = ports.left_to_the_kernel(file)
        process = await self._begun(cmd, kwargs)
        found = await _ports_of(process, file)
        if found is None:
            file.write_text(before)
            return None
        for name, port in found.items():
            LocalPortCache.instance().return_port(getattr(manager, name))
            setattr(manager, name, port)
        self.connection_info = manager.get_connection_info()
        self._keeps_ports = True
        return process

    async def _begun(self, cmd: list[str], kwargs: dict[str, Any]) -> Any:
        """The kernel's process; None if it has to be started the standard way."""
        wishes = {name for name, value in kwargs.items() if value is not None}
        found = recipes.recipe(cmd, kwargs["env"], self.imports)
        if found is None or wishes - _UNDERSTOOD:
            return None
        recipe, words = found
        folder = str(Path(kwargs.get("cwd") or Path.cwd()).resolve())
        return await self._process(recipe, words, kwargs["env"], folder)

    async def _process(
        self,
        recipe: recipes.Recipe,
        words: list[str],
        environment: dict[str, str],
        folder: str,
    ) -> Any:
        process = Started.instance(config=self.config, log=self.log).pool(recipe).take()
        if process is None:
            return None
        try:
            await asyncio.to_thread(
                preheated.begin, process, words, environment, folder
            )
        except OSError:
            return None
        return process


async def _ports_of(process: Any, file: Path) -> dict[str, int] | None:
    """The ports that a kernel has chosen; None if it does not begin."""
    if process is None:
        return None
    latest = time.monotonic() + forked.START_SECONDS
    while process.poll() is None:
        if found := ports.chosen(file):
            return found
        if time.monotonic() > latest:
            process.kill()
        await asyncio.sleep(0.02)
    return None


class ForkProvisioner(PreheatedProvisioner):
    """Starts a kernel by forking a process that has imported already.

    Where nothing can be forked, it does what ``PreheatedProvisioner`` does, and says so
    once.
    """

    @classmethod
    def _prepare(cls, started: Started, recipe: recipes.Recipe) -> None:
        if forked.possible():
            started.warm(recipe)
        else:
            super()._prepare(started, recipe)

    async def _process(
        self,
        recipe: recipes.Recipe,
        words: list[str],
        environment: dict[str, str],
        folder: str,
    ) -> Any:
        started = Started.instance(config=self.config, log=self.log)
        if not forked.possible():
            started.say_once("Kernels are not forked on this system: started ahead.")
        elif not started.hopeless(recipe):
            for _ in range(2):
                warm = started.warm(recipe)
                try:
                    return await warm.fork(words, environment, folder)
                except forked.RefusedError as refusal:
                    started.renew(recipe, warm)
                    trouble = str(refusal)
                except OSError as problem:
                    started.renew(recipe, warm)
                    trouble = str(problem)
            started.give_up(recipe)
            started.say_once(f"Kernels could not be forked: {trouble}.")
        return await super()._process(recipe, words, environment, folder)
