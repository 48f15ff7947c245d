"""The pages a visitor can ask for: the notebooks, the way in, and "not here"."""

from pathlib import Path

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from relkit.server import addresses, waiting

HEARTBEAT = "voila_heartbeat()"
# How many of Voilà's heartbeats, 10 seconds each, without a new part end a page.
PATIENCE_IN_HEARTBEATS = 12
LEAVING = "relkit/leaving"
START = "notebooks/00_start_here.ipynb"
# Plain names in two folders: whatever else is on the disk has no address.
PAGE_NAMES = r"((?:notebooks|exercises)/[A-Za-z0-9][A-Za-z0-9_-]*\.ipynb)"


class Page(TornadoVoilaHandler):
    """A notebook, run for this visitor and shown as a page."""

    asked_to_wait = False

    def initialize(self, *, content: Path, **kwargs: object) -> None:
        """Remember where the notebooks are."""
        super().initialize(**kwargs)
        self.content = content
        self._gone = False

    @tornado.web.authenticated
    async def get(self, path: str) -> None:
        """Show the notebook; a token is first taken out of the address bar."""
        if not (self.content / path).is_file():
            raise tornado.web.HTTPError(404)
        if "token" in self.request.query_arguments:
            query = addresses.without(self.request.query, "token")
            self.redirect(addresses.address(self.request.path, query))
            return
        # Sets the cookie without which Voilà's front end may not end its kernel when
        # the page is closed.
        _ = self.xsrf_token
        if (place := await waiting.place_for(self)) is None:
            waiting.ask_to_wait(self)
            return
        with self.kernel_manager.arriving(place):
            if not self._gone:
                await self._show(path)
        if self._gone:
            await self.kernel_manager.end(place.kernel)

    async def _show(self, path: str) -> None:
        heartbeats = 0
        async for part in self.get_generator(path=path):
            heartbeats = heartbeats + 1 if HEARTBEAT in part else 0
            if heartbeats == PATIENCE_IN_HEARTBEATS:
                self.log.error("%s: a part of the page never came.", path)
                self.finish(self.render_template("unfinished.html"))
                return
            self.write(part)
            self.flush()

    def on_connection_close(self) -> None:
        """Remember that nobody waits for the page any more."""
        super().on_connection_close()
        self._gone = True


class WayIn(BaseVoilaHandler):
    """Leads from the bare address to the page called Start here."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Redirect, keeping what was asked, such as a case, but no token."""
        start = url_path_join(self.base_url, "voila/render", START)
        query = addresses.without(self.request.query, "token")
        self.redirect(addresses.address(start, query))


class Leaving(APIHandler):
    """Hears from a page that its visitor may be about to leave it."""

    @tornado.web.authenticated
    def post(self, kernel_id: str) -> None:
        """Let its place be taken by the next page of the same visitor."""
        self.kernel_manager.may_be_left(kernel_id)
        self.set_status(204)
        self.finish()


class Gone(APIHandler):
    """Hears from a page that it has been left."""

    @tornado.web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the page's kernel, also if it has ended meanwhile."""
        await self.kernel_manager.end(kernel_id)
        self.set_status(204)
        self.finish()


class NotHere(BaseVoilaHandler):
    """Every other address: a page that says so and shows the way back."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer 404, whatever was asked for."""
        raise tornado.web.HTTPError(404)
