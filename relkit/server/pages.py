"""The pages a visitor can ask for: the notebooks, the way in, and "not here"."""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import tornado.web
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

HEARTBEAT = "voila_heartbeat()"
# A template comes in hundreds of scraps. What is seen: the page's head, with words for
# those who wait, and then each part of the page.
WORTH_SENDING = ("<main", "relkit.ready(", HEARTBEAT)
# How many of Voilà's heartbeats, 10 seconds each, without a new part end a page.
PATIENCE_IN_HEARTBEATS = 12
START = "notebooks/00_start_here.ipynb"
# Plain names in two folders: whatever else is on the disk has no address.
PAGE_NAMES = r"((?:notebooks|exercises)/[A-Za-z0-9][A-Za-z0-9_-]*\.ipynb)"


def without_token(query: str) -> str:
    """The question part of an address with the sign-in token taken out.

    Examples
    --------
    >>> without_token("token=hall&case=river-ward")
    'case=river-ward'
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([pair for pair in pairs if pair[0] != "token"])


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


class Page(TornadoVoilaHandler):
    """A notebook, run for this visitor and shown as a page."""

    def initialize(self, *, content: Path, **kwargs: object) -> None:
        """Remember where the notebooks are."""
        super().initialize(**kwargs)
        self.content = content

    @tornado.web.authenticated
    async def get(self, path: str) -> None:
        """Show the notebook; a token is first taken out of the address bar."""
        if not (self.content / path).is_file():
            raise tornado.web.HTTPError(404)
        if "token" in self.request.query_arguments:
            query = without_token(self.request.query)
            self.redirect(_address(self.request.path, query))
            return
        # Sets the cookie without which Voilà's front end may not end its kernel when
        # the page is closed.
        _ = self.xsrf_token
        heartbeats = 0
        async for part in self.get_generator(path=path):
            heartbeats = heartbeats + 1 if HEARTBEAT in part else 0
            if heartbeats == PATIENCE_IN_HEARTBEATS:
                self.log.error("%s: a part of the page never came.", path)
                self.finish(self.render_template("unfinished.html"))
                return
            self.write(part)
            if any(sign in part for sign in WORTH_SENDING):
                self.flush()


class WayIn(BaseVoilaHandler):
    """Leads from the bare address to the page called Start here."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Redirect, keeping what was asked, such as a case, but no token."""
        start = url_path_join(self.base_url, "voila/render", START)
        self.redirect(_address(start, without_token(self.request.query)))


class NotHere(BaseVoilaHandler):
    """Every other address: a page that says so and shows the way back."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer 404, whatever was asked for."""
        raise tornado.web.HTTPError(404)
