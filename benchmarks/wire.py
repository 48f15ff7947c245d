"""What travels to a page, counted on its way: as sent, so compressed, with headers."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HOST = "127.0.0.1"


class Wire:
    """A relay in front of a server; `carried` is how many bytes the server has sent."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.carried = 0

    async def meet(
        self, asked: asyncio.StreamReader, answered: asyncio.StreamWriter
    ) -> None:
        """Relay one connection until either side ends it."""
        with suppress(OSError):
            heard, told = await asyncio.open_connection(HOST, self._port)
            ways = (self._relay(asked, told), self._relay(heard, answered, counts=True))
            await asyncio.gather(*ways, return_exceptions=True)

    async def _relay(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        counts: bool = False,
    ) -> None:
        try:
            while part := await source.read(65536):
                self.carried += len(part) if counts else 0
                target.write(part)
                await target.drain()
        finally:
            target.close()


@contextmanager
def counted(port: int) -> Iterator[tuple[str, Wire]]:
    """A second address of a server on this machine, and the count of what it sends.

    Parameters
    ----------
    port
        Where the server listens.
    """
    wire, loop = Wire(port), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    start = asyncio.start_server(wire.meet, HOST, 0)
    listening = asyncio.run_coroutine_threadsafe(start, loop).result()
    try:
        yield f"http://{HOST}:{listening.sockets[0].getsockname()[1]}", wire
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    connections = asyncio.all_tasks() - {asyncio.current_task()}
    for connection in connections:
        connection.cancel()
    await asyncio.gather(*connections, return_exceptions=True)
