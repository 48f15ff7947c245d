"""The server itself: Voilà with relkit's pages, addresses, headers and quiet log."""

import logging
import signal
import webbrowser
from pathlib import Path
from urllib.parse import urlencode

import jinja2
import tornado.httpserver
import tornado.ioloop
import tornado.web
from jupyter_events import EventLogger
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from traitlets import Bool, Enum, Instance, Integer, Unicode
from voila.app import Voila
from voila.paths import collect_static_paths, collect_template_paths
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_voila_labextensions_path

from relkit import paths, store
from relkit.live import app as live
from relkit.live.hall import Hall
from relkit.server import (
    capacity,
    kernels,
    network,
    page_kernels,
    pages,
    settings,
    waiting,
)
from relkit.server.shelf import Shelf, ShelfFile
from relkit.server.visitors import House

TEMPLATES = Path(__file__).parent / "templates" / "relkit"
FRONT = Path(__file__).parent / "static"
VEGA = Path(__file__).parents[1] / "widgets" / "static" / "vega.js"
KERNEL = r"(?P<kernel_id>[\w-]+)"
# In milliseconds. It is one look at the database, unless a room's date has come.
END_ROOMS_EVERY = 10_000
# In bytes; whatever people upload comes by another way, in messages of a page.
LARGEST_REQUEST = 16_000_000


def say(sentence: str) -> None:
    """Print a sentence at once, also when the output goes to a file."""
    print(sentence, flush=True)


class Dashboards(Voila):
    """Voilà serving relkit's notebooks and nothing else.

    Visitors can open the notebooks in ``notebooks/`` and ``exercises/``, each with a
    kernel of its own, and can never send code.
    """

    name = "relkit"
    content = Unicode(str(paths.CONTENT), help="Folder that holds the notebooks.")
    share = Bool(False, help="Let others on the same network open the pages.")
    rooms = Instance(store.Store, help="Where rooms are kept.")
    behind_proxy = Bool(False, help="A web server in front says https to visitors.")
    kernels_by = Enum(list(kernels.Kernels), "fork", help="How kernels are started.")
    max_visitors = Integer(
        None, allow_none=True, help="How many pages can be open; by memory if not said."
    )
    # Without it, each kernel has one made, with a name that Python never forgets.
    event_logger = Instance(EventLogger, ())

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set Voilà up, taking no settings from this machine's Jupyter files."""
        self.config_file_paths = []
        self.log_level = "WARN"
        self.ip = network.EVERYWHERE if self.share else network.THIS_MACHINE
        self.root_dir = self.content
        self.config.merge(settings.of_voila())
        self.config.merge(kernels.settings(self.kernels_by))
        self.hall = Hall(self.rooms)
        network.allow_many_connections()
        self.house = House(self.max_visitors or capacity.places(self.kernels_by))
        super().initialize(argv or [])
        # Its handlers show warnings only; without this, each debug line is made first.
        self.log.setLevel(self.log_level)
        self.voila_configuration.page_config_hook = self._page_config
        for name in ("SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._handle_signal_stop)

    def setup_template_dirs(self) -> None:
        """Read relkit's template from the package, then Voilà's ``lab`` below it."""
        below = collect_template_paths(["voila", "nbconvert"], "lab", prune=True)
        self.template_paths = [str(TEMPLATES), *below]
        self.static_paths = collect_static_paths(["voila", "nbconvert"], "lab")
        self.front_end = Shelf(map(Path, self.static_paths))
        self.extensions = Shelf(map(Path, get_voila_labextensions_path()))
        self.own_files = Shelf([VEGA.parent])
        self.own_front = Shelf([FRONT])
        self.edition = self.front_end.edition + self.extensions.edition

    def _page_config(self, page_config: dict, **_: object) -> dict:
        """Point the page at relkit's addresses for files, which browsers may keep."""
        static = url_path_join(self.base_url, "relkit/static")
        page_config["fullStaticUrl"] = f"{static}/voila-{self.edition}"
        page_config["fullLabextensionsUrl"] = f"{static}/labextensions-{self.edition}"
        page_config["relkitFront"] = f"{static}/front-{self.own_front.edition}"
        if address := self._vega():
            page_config["relkitVega"] = address
        page_config["relkitLeaving"] = url_path_join(self.base_url, pages.LEAVING)
        page_config["relkitHost"] = url_path_join(self.base_url, "room/host")
        return page_config

    def _vega(self) -> str:
        """The address of Vega, which browsers may keep; empty where it is missing."""
        vega = self.own_files.find(VEGA.name)
        if vega is None:
            return ""
        at = url_path_join(self.base_url, "relkit/static", VEGA.name)
        return f"{at}?v={vega.fingerprint}"

    def init_settings(self) -> dict:
        """Voilà's settings with our headers, compression, sign-in page and log."""
        given = super().init_settings()
        loader = jinja2.FileSystemLoader(self.template_paths)
        given["voila_jinja2_env"].loader = loader
        # "Not trusted" is about outputs stored in a notebook; Voilà drops those.
        self.contents_manager.log = logging.getLogger("relkit.notebooks")
        self.contents_manager.log.setLevel(logging.ERROR)
        given["jinja2_env"] = given["voila_jinja2_env"]
        self.kernel_manager.house = self.house
        return given | {
            "headers": settings.HEADERS,
            "compress_response": True,
            "websocket_compression_options": {},
            # A proxy passes on the name that visitors typed.
            "allow_remote_access": self.share or self.behind_proxy,
            "behind_proxy": self.behind_proxy,
            "log_function": settings.log_failures,
            "may_host": self._has_token,
            "reached_at": self._reached_at,
            "vega": self._vega(),
            "ws_ping_timeout": 30_000,  # as long as the interval, or tornado complains
        }

    def _reached_at(self) -> list[str]:
        """Where others on the same network reach the server, without a path."""
        others = network.network_addresses() if self.share else []
        return [f"http://{ip}:{self.port}" for ip in others]

    def _has_token(self, asked: tornado.web.RequestHandler) -> bool:
        """Whether somebody has signed in with the token of the pages."""
        return bool(self.token and self.identity_provider.get_user_cookie(asked))

    def init_handlers(self) -> list:
        """Pages and files of relkit, and of Voilà's routes only those they need."""
        needed = {
            KernelHandler: page_kernels.PageKernel,
            VoilaKernelWebsocketHandler: page_kernels.PageSocket,
            VoilaShutdownKernelHandler: pages.Gone,
        }
        signing_in = self.identity_provider.get_handlers()
        voila = [
            (route[0], needed[route[1]])
            for route in super().init_handlers()
            if route[1] in needed
        ]
        anything_else = (r".*", pages.NotHere, self._shown)
        return [
            *self._page_routes(),
            *self._file_routes(),
            *signing_in,
            *voila,
            *live.routes(self.hall, self.server_url),
            anything_else,
        ]

    @property
    def _shown(self) -> dict:
        return {"voila_configuration": self.voila_configuration}

    def _page_routes(self) -> list:
        notebook = {
            "content": Path(self.content),
            "template_paths": self.template_paths,
            "config": self.config,
        }
        render = url_path_join(self.server_url, "voila/render", pages.PAGE_NAMES)
        return [
            (self.server_url, pages.WayIn, self._shown),
            (render, pages.Page, self._shown | notebook),
            (url_path_join(self.server_url, waiting.PATH), waiting.Turn),
            (url_path_join(self.server_url, pages.LEAVING, KERNEL), pages.Leaving),
        ]

    def _file_routes(self) -> list:
        static = url_path_join(self.server_url, "relkit/static")
        return [
            (rf"{static}/voila-\w+/(.+)", ShelfFile, {"shelf": self.front_end}),
            (
                rf"{static}/labextensions-\w+/(.+)",
                ShelfFile,
                {"shelf": self.extensions},
            ),
            (rf"{static}/front-\w+/(.+)", ShelfFile, {"shelf": self.own_front}),
            (rf"{static}/(vega\.js)", ShelfFile, {"shelf": self.own_files}),
        ]

    def listen(self) -> None:
        """Open the port, say where the pages are, and serve until told to stop."""
        asked = self.port
        sockets, self.port = network.sockets_at_or_after(asked, self.ip)
        server = tornado.httpserver.HTTPServer(
            self.app, xheaders=self.behind_proxy, max_body_size=LARGEST_REQUEST
        )
        server.add_sockets(sockets)
        kernels.start_ahead(self.kernels_by, self.kernel_spec_manager)
        self._announce(asked)
        repeated = [
            tornado.ioloop.PeriodicCallback(self.hall.end_rooms, END_ROOMS_EVERY),
            tornado.ioloop.PeriodicCallback(
                self.kernel_manager.end_those_left, page_kernels.LOOK_EVERY
            ),
        ]
        for each in repeated:
            each.start()
        if self.open_browser:
            self.launch_browser()
        self.ioloop = tornado.ioloop.IOLoop.current()
        try:
            self.ioloop.start()
        finally:
            for each in repeated:
                each.stop()
            server.stop()
            self.stop()
            kernels.let_go()
            self.hall.close()
            say("The pages are closed.")

    @property
    def address(self) -> str:
        """The address of the pages on this machine."""
        return f"http://{network.THIS_MACHINE}:{self.port}{self.base_url}"

    def _announce(self, asked: int) -> None:
        if asked not in (0, self.port):
            say(f"Port {asked} is taken, so the pages are on port {self.port}.")
        if doubt := self.rooms.doubt:
            say(doubt)
        say(f"The pages are ready at {self.address} (press Ctrl-C to close them).")
        if self.behind_proxy and not self.token:
            say("Nobody can host a room behind a proxy without a token: use --token.")
        if not self.share:
            return
        others = [f"{at}{self.base_url}" for at in self._reached_at()]
        if others:
            say(f"Others on the same network can type {' or '.join(others)}")
        else:
            say("No network was found, so only this machine can open them for now.")
        most = self.house.places
        say(f"Up to {most} pages can be open at once; who comes then waits.")
        if self.token:
            say("They need the token you chose.")
        else:
            say("Anyone on this network can open the pages; no token is asked for.")

    def launch_browser(self) -> None:
        """Open the way in; with a token, signed in at once."""
        query = f"?{urlencode({'token': self.token})}" if self.token else ""
        try:
            opened = webbrowser.open(self.address + query)
        except webbrowser.Error:
            opened = False
        if not opened:
            say("No browser could be opened here. Open the address in one yourself.")
