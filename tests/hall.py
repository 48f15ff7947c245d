"""The rooms alone, served from a thread: a browser's tests may hold this one's loop."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import tornado.httpserver
import tornado.web
from tornado.netutil import bind_sockets

from relkit.live.app import routes
from relkit.live.hall import Hall
from relkit.server.app import VEGA
from relkit.server.shelf import Shelf, ShelfFile
from relkit.store import Store


@contextmanager
def rooms_of(
    store: Store, base_url: str = "/below/", *, reached_at: Sequence[str] = ()
) -> Iterator[str]:
    """The address below which the rooms of this store are, until the block ends."""
    [socket] = bind_sockets(0, "127.0.0.1")
    loop = asyncio.new_event_loop()

    async def serve() -> Hall:
        hall = Hall(store)
        vega = {"shelf": Shelf([VEGA.parent])}
        app = tornado.web.Application(
            [
                *routes(hall, base_url),
                (rf"{base_url}relkit/static/(vega\.js)", ShelfFile, vega),
            ],
            base_url=base_url,
            may_host=lambda _: False,
            reached_at=lambda: list(reached_at),
            compress_response=True,
            log_function=lambda _: None,
            vega=f"{base_url}relkit/static/vega.js?v=1",
        )
        tornado.httpserver.HTTPServer(app).add_socket(socket)
        return hall

    async def close(hall: Hall) -> None:
        hall.close()

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    hall = asyncio.run_coroutine_threadsafe(serve(), loop).result(20)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}{base_url.rstrip('/')}"
    finally:
        asyncio.run_coroutine_threadsafe(close(hall), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
