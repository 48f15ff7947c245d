"""All addresses of the live rooms."""

from pathlib import Path
from typing import Any

import tornado.web
from jupyter_server.utils import url_path_join

from relkit.live import (
    facilitating,
    hosting,
    papers,
    phones,
    reaching,
    results,
    returning,
    sheets,
)
from relkit.live.asking import CODE, Asked
from relkit.live.hall import Hall
from relkit.store import Door

STATIC = Path(__file__).parent / "static"
WIDGETS = Path(__file__).parents[1] / "widgets" / "static"


def routes(hall: Hall, base_url: str = "/") -> list[tuple[Any, ...]]:
    """The addresses, for a tornado application whose settings hold ``base_url``.

    Parameters
    ----------
    hall
        The rooms.
    base_url
        Below which address they are: they follow at ``room/``.
    """

    def at(*parts: str) -> str:
        return url_path_join(base_url, "room", *parts)

    given = {"hall": hall}
    pages = {"path": str(STATIC)}
    shown = given | {"shown": results.Shown()}
    return [
        # Pages name their files from their own address, so these end with a slash.
        (at(), tornado.web.RedirectHandler, {"url": at("/")}),
        (at(CODE), tornado.web.RedirectHandler, {"url": at("{0}", "/")}),
        (at("/"), hosting.Page, pages | {"name": "way_in.html"}),
        (at("host"), hosting.Page, pages | {"name": "host.html"}),
        (at("check"), hosting.Page, pages | {"name": "check.html"}),
        (at("sheet"), hosting.Page, pages | {"name": "sheet.html"}),
        (at("hosting"), hosting.Host, given),
        (at("static", r"(picture\.(?:js|css))"), Widget, given),
        (at("static", r"([a-z_]+\.(?:js|css))"), Static, pages),
        *((at(*parts), each, given) for parts, each in reaching.ROUTES),
        *((at(*parts), each, given) for parts, each in returning.ROUTES),
        *((at(*parts), each, given) for parts, each in sheets.ROUTES),
        (at(CODE, "/"), hosting.Page, pages | {"name": "phone.html"}),
        (at(CODE, "results"), hosting.Page, pages | {"name": "report.html"}),
        (at(CODE, "facilitate/"), hosting.Page, pages | {"name": "facilitate.html"}),
        *(
            (at(CODE, door.value), hosting.Enter, given | {"door": door})
            for door in Door
        ),
        *((at(CODE, name), each, given) for name, each in phones.ROUTES),
        *((at(CODE, name), each, given) for name, each in facilitating.ROUTES),
        *((at(CODE, name), each, shown | more) for name, each, more in results.ROUTES),
        *((at(CODE, name), each, given) for name, each in papers.ROUTES),
    ]


class Static(tornado.web.StaticFileHandler):
    """The pages' own scripts and styles."""

    set_default_headers = Asked.set_default_headers


class Widget(Asked):
    """A widget's own browser half, so that a page of a room draws as the wall does."""

    def get(self, name: str) -> None:
        """What all widgets share, then this one: together they are one module."""
        kind = name.rpartition(".")[2]
        parts = [(WIDGETS / each).read_bytes() for each in (f"page.{kind}", name)]
        self.set_header(
            "Content-Type", "text/css" if kind == "css" else "text/javascript"
        )
        self.finish(b"\n".join(parts))
