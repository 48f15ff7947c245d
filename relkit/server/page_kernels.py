"""The kernels of open pages: each has a place, and ends when its page has gone."""

import asyncio
import contextvars
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Any as AnyTrait
from traitlets import Instance

from relkit.server.visitors import House, Place

# A page that has arrived connects within seconds, also on a slow phone.
FIRST_SECONDS = 60
# A phone that was put down, or a short loss of Wi-Fi: while there is room, the page
# goes on where it was. When somebody waits for a place, a minute has to do.
AWAY_SECONDS = 15 * 60
AWAY_SECONDS_IF_WANTED = 60
# In milliseconds.
LOOK_EVERY = 5_000

_arriving: contextvars.ContextVar[Place] = contextvars.ContextVar("arriving")


class PageKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, of which there are never more than the house has places."""

    house = Instance(House)
    now: Callable[[], float] = AnyTrait(time.monotonic)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._places: dict[str, Place] = {}
        self._away: dict[str, tuple[float, bool]] = {}  # since when; ever connected
        self._ending: set[str] = set()

    @contextmanager
    def arriving(self, place: Place) -> Iterator[None]:
        """Start the kernel of one page; without one, the place is given back.

        Parameters
        ----------
        place
            What the page has taken in ``house``.
        """
        before = _arriving.set(place)
        try:
            yield
        finally:
            _arriving.reset(before)
            if place.kernel not in self:
                self.house.leave(place)
            elif not self._kernel_connections.get(place.kernel):
                self._away[place.kernel] = (self.now(), False)

    async def _async_start_kernel(self, **given: Any) -> str:
        place = _arriving.get()
        kernel_id = await super()._async_start_kernel(**given)
        place.kernel = kernel_id
        self._places[kernel_id] = place
        return kernel_id

    start_kernel = _async_start_kernel  # type: ignore[assignment]

    def remove_kernel(self, kernel_id: str) -> Any:
        """Give its place back: the kernel has ended."""
        self._away.pop(kernel_id, None)
        if place := self._places.pop(kernel_id, None):
            self.house.leave(place)
        return super().remove_kernel(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        self.log.warning("The kernel of a page died (%s).", kernel_id)
        self._buried = asyncio.ensure_future(self.end(kernel_id))

    async def end(self, kernel_id: str) -> None:
        """End a kernel, if it is still there and nobody else is ending it."""
        if kernel_id in self and kernel_id not in self._ending:
            self._ending.add(kernel_id)
            try:
                await self.shutdown_kernel(kernel_id)
            finally:
                self._ending.discard(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """A page has connected, perhaps again."""
        super().notify_connect(kernel_id)
        self._away.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page has lost its connection, perhaps for a moment."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._away[kernel_id] = (self.now(), True)

    async def end_those_left(self) -> None:
        """End the kernels whose pages have been out of touch for too long."""
        patience = AWAY_SECONDS_IF_WANTED if self.house.wanted else AWAY_SECONDS
        for kernel_id, (since, connected) in list(self._away.items()):
            longest = patience if connected else FIRST_SECONDS
            if self.now() - since >= longest:
                await self.end(kernel_id)
