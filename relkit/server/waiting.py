"""What a visitor gets while all places are taken."""

import asyncio
from urllib.parse import urlencode

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from voila.handler import BaseVoilaHandler

from relkit.server import addresses, visitors
from relkit.server.visitors import House, Place

PATH = "relkit/turn"
# Without JavaScript, as often as the waiting page is loaded again.
AGAIN_SECONDS = 10
# Who goes on from one page to the next leaves the first within this time.
LEAVING_SECONDS = 2


async def place_for(page: BaseVoilaHandler) -> Place | None:
    """A place for this page, or None if all are taken.

    Parameters
    ----------
    page
        What was asked for, by somebody who may see it.
    """
    house: House = page.kernel_manager.house
    visitor, ticket = page.current_user.username, _ticket(page)
    for _ in range(LEAVING_SECONDS * 10):
        place = house.enter(visitor, ticket)
        if place or not house.is_inside(visitor):
            return place
        await page.kernel_manager.make_way(visitor)
        await asyncio.sleep(0.1)
    return None


def ask_to_wait(page: BaseVoilaHandler) -> None:
    """Answer with the page that waits for a place and then goes on by itself.

    Parameters
    ----------
    page
        As for ``place_for``. It starts no kernel.
    """
    ticket = _ticket(page) or visitors.new_ticket()
    before = page.kernel_manager.house.before(ticket)
    query = addresses.without(page.request.query, "token", "ticket")
    own = urlencode({"ticket": ticket})
    page.set_status(503)
    page.asked_to_wait = True
    page.set_header("Retry-After", str(AGAIN_SECONDS))
    page.set_header("Cache-Control", "no-store")
    page.finish(
        page.render_template(
            "waiting.html",
            turn=said(before),
            again=f"{page.request.path}?{query}{'&' if query else ''}{own}",
            ask=f"{url_path_join(page.base_url, PATH)}?{own}",
            seconds=AGAIN_SECONDS,
        )
    )


def said(before: int) -> str:
    """Whose turn it is, in a sentence.

    Examples
    --------
    >>> said(0)
    'You are next.'
    >>> said(2)
    '2 people are before you.'
    """
    if not before:
        return "You are next."
    return f"{'1 person is' if before == 1 else f'{before} people are'} before you."


def _ticket(asked: tornado.web.RequestHandler) -> str:
    """The ticket in the address, if it can be one of ours."""
    ticket = asked.get_query_argument("ticket", "")
    return ticket if visitors.TICKET.fullmatch(ticket) else ""


class Turn(JupyterHandler):
    """Tells a waiting page whose turn it is."""

    @tornado.web.authenticated
    def get(self) -> None:
        """Answer whether the page can open now, and with a sentence if it cannot."""
        ticket = _ticket(self)
        if not ticket:
            raise tornado.web.HTTPError(404)
        house: House = self.kernel_manager.house
        before = house.before(ticket)
        self.set_header("Cache-Control", "no-store")
        opens = house.may_enter(self.current_user.username, ticket)
        self.finish({"open": opens, "turn": said(before)})
