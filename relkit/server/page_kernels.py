"""The kernels of open pages: each has a place, and ends when its page has gone."""

import asyncio
import contextvars
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import tornado.web
import zmq
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import Any as AnyTrait
from traitlets import Instance, default, observe
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from relkit.server.visitors import ON_THE_WAY_SECONDS, House, Place

# Phones are put down while people talk, and Wi-Fi comes and goes: while there is room,
# a page that is out of touch keeps its kernel for longer than most talks last.
AWAY_SECONDS = 15 * 60
# A minute has to do when somebody waits for a place, and for a page that has arrived to
# connect, also on a slow phone.
SHORT_SECONDS = 60
# A browser that quits closes the connection with the reason that its page is closed. So
# do some proxies that are started again; pages then connect anew within this time.
CLOSED_SECONDS = 10
# What browsers give as their reason (RFC 6455, "going away").
PAGE_CLOSED = 1001
# From the server to one kernel, also while its page is being made.
SOCKETS_OF_ONE = 16
# In milliseconds.
LOOK_EVERY = 5_000

_arriving: contextvars.ContextVar[Place] = contextvars.ContextVar("arriving")


class PageKernelManager(ServerKernelManager):
    """Jupyter's manager of one kernel, without a record of events nobody reads."""

    def emit(self, schema_id: str, data: dict[str, Any]) -> None:
        """Record nothing; each event would first be checked against its schema."""


class PageKernels(AsyncMappingKernelManager):
    """Jupyter's kernels, of which there are never more than the house has places."""

    house = Instance(House)
    now: Callable[[], float] = AnyTrait(time.monotonic)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._places: dict[str, Place] = {}
        self._away: dict[str, tuple[float, float]] = {}  # since when, and for how long
        self._leaving: dict[str, float] = {}  # since when they may be left
        self._ending: set[str] = set()

    @default("kernel_manager_class")
    def _without_events(self) -> str:
        return f"{__name__}.{PageKernelManager.__name__}"

    @observe("house")
    def _allow_many_sockets(self, _: object) -> None:
        """ZeroMQ's own limit of 1,023 would be reached with some 90 pages."""
        wanted = SOCKETS_OF_ONE * self.house.places
        if wanted > self.context.get(zmq.MAX_SOCKETS):
            most = self.context.get(zmq.SOCKET_LIMIT)
            self.context.set(zmq.MAX_SOCKETS, min(wanted, most))

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
                self._away[place.kernel] = (self.now(), SHORT_SECONDS)

    async def _async_start_kernel(self, **given: Any) -> str:
        place = _arriving.get()
        kernel_id = await super()._async_start_kernel(**given)
        place.kernel = kernel_id
        if kernel_id in self:  # else it has died already
            self._places[kernel_id] = place
        return kernel_id

    start_kernel = _async_start_kernel  # type: ignore[assignment]

    def remove_kernel(self, kernel_id: str) -> Any:
        """Give its place back: the kernel has ended."""
        self._away.pop(kernel_id, None)
        self._leaving.pop(kernel_id, None)
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

    def may_be_left(self, kernel_id: str) -> None:
        """Hear that the visitor of a page has followed a link, which may lead away."""
        if kernel_id in self:
            self._leaving[kernel_id] = self.now()

    async def make_way(self, visitor: str) -> None:
        """End the kernels of pages that this visitor is leaving, as for the next."""
        for kernel_id, since in list(self._leaving.items()):
            theirs = self._places[kernel_id].visitor == visitor
            if theirs and self.now() - since < ON_THE_WAY_SECONDS:
                await self.end(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """A page has connected, perhaps again."""
        super().notify_connect(kernel_id)
        self._away.pop(kernel_id, None)

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page has lost its connection, perhaps for a moment."""
        super().notify_disconnect(kernel_id)
        if kernel_id in self and not self._kernel_connections.get(kernel_id):
            self._away[kernel_id] = (self.now(), AWAY_SECONDS)

    def page_was_closed(self, kernel_id: str) -> None:
        """Hear from the browser that the lost connection was that of a closed page."""
        if kernel_id in self._away:
            self._away[kernel_id] = (self.now(), CLOSED_SECONDS)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Read nothing that a kernel says: what counts is whether its page is there."""
        # It has begun, and pages may connect.
        self._kernels[kernel_id].execution_state = "idle"

    async def end_those_left(self) -> None:
        """End the kernels whose pages have been out of touch for too long."""
        most = SHORT_SECONDS if self.house.wanted else AWAY_SECONDS
        for kernel_id, (since, seconds) in list(self._away.items()):
            if self.now() - since >= min(seconds, most):
                await self.end(kernel_id)


class PageSocket(VoilaKernelWebsocketHandler):
    """The connection between a page and its kernel."""

    async def get(self, kernel_id: str) -> None:
        """Connect, or say without fuss that the kernel has ended."""
        if kernel_id in self.kernel_manager:
            await super().get(kernel_id)
        else:
            self.set_status(404)

    def on_close(self) -> None:
        """Notice whether the page was closed: a browser that quits says no more."""
        super().on_close()
        if self.close_code == PAGE_CLOSED:
            self.kernel_manager.page_was_closed(self.kernel_id)


class PageKernel(KernelHandler):
    """Tells a page about its kernel."""

    @tornado.web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Answer how it is, or without fuss that it has ended."""
        if kernel_id in self.kernel_manager:
            await super().get(kernel_id)
        else:
            self.set_status(404)
            self.finish({"message": "This kernel has ended."})
