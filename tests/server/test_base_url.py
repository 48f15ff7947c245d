"""relkit below another path, as behind JupyterHub."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from house import Caller, Phone
from serving import Served, serving

BELOW = "/services/relkit"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving("--base-url", f"{BELOW}/") as server:
        yield server


@pytest.fixture
def caller(served) -> Caller:
    return Caller(int(urlsplit(served.base).port or 0))


@pytest.fixture
def hosted(caller) -> dict:
    said = {"case": "housing_repairs", "topics": ["four_worlds"]}
    return dict(caller.asks(f"{BELOW}/room/hosting", said).json)


def test_the_pages_are_announced_below_it_and_nowhere_else(served, caller):
    assert served.base.endswith(BELOW)
    start = f"{BELOW}/voila/render/notebooks/00_start_here.ipynb"
    assert caller.asks(f"{BELOW}/").headers["Location"] == start
    for path in ("/", "/room/", "/voila/render/notebooks/00_start_here.ipynb"):
        assert caller.asks(path).code == 404


def test_a_page_names_nothing_above_it(caller):
    page = caller.asks(f"{BELOW}/voila/render/notebooks/01_four_worlds.ipynb")
    assert page.code == 200
    for told in ('src="/', 'href="/', 'content="/'):
        parts = page.body.decode().split(told)[1:]
        assert [p[:60] for p in parts if not f"/{p}".startswith(BELOW)] == []


def test_a_room_is_hosted_entered_and_answered_below_it(caller, hosted):
    room = hosted["room"]
    assert room == f"{BELOW}/room/{hosted['code']}/"
    came = caller.asks(f"{room}join", {"standpoint": "place"})
    assert f"Path={BELOW}/" in came.headers["Set-Cookie"]
    phone = Phone(caller.port, came.cookie, room)
    assert phone.says("spoke from", standpoint="centre").code == 200
    assert caller.asks(f"{BELOW}/room/reach").json["rooms"] == f"{BELOW}/room/"


def test_the_wall_is_below_it_too(caller, hosted):
    came = caller.asks(hosted["wall"])
    page = f"{BELOW}/voila/render/notebooks/01_four_worlds.ipynb"
    assert came.headers["Location"] == f"{page}?room={hosted['code']}"
    assert json.loads(caller.asks(f"{hosted['room']}state").body)["number"] == 2
