"""relkit behind a real nginx with HTTPS, set up by the file that README names."""

import http.client
import json
import os
import re
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tornado.httpclient
import tornado.ioloop
import tornado.websocket
from serving import Served, free_port, serving

ROOT = Path(__file__).parents[2]
NAME = "relkit.example.org"
PATH = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"])
NGINX, OPENSSL = shutil.which("nginx", path=PATH), shutil.which("openssl", path=PATH)
ONLY_OF_THIS_TEST = """
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{}}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  access_log {folder}/access.log;
  include {folder}/relkit.conf;
}}
"""

pytestmark = pytest.mark.skipif(
    not (NGINX and OPENSSL), reason="needs nginx and openssl; see Makefile"
)


@dataclass
class Site:
    """relkit as the world sees it: by name, and by https only."""

    port: int
    plain: int
    folder: Path
    relkit: Served
    trusted: ssl.SSLContext
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(self, path: str, said: dict | None = None, **headers: str):
        wire = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, context=self.trusted
        )
        body = None if said is None else json.dumps(said)
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {
            "Host": f"{NAME}:{self.port}",
            "Origin": f"https://{NAME}:{self.port}",
            "Content-Type": "application/json",
            "Cookie": kept,
        }
        wire.request("POST" if body else "GET", path, body, told | headers)
        answer = wire.getresponse()
        for each in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = each.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer


def configured(folder: Path, to: int) -> tuple[int, int]:
    """Write the file of README with the lines that are this machine's own."""
    port, plain = free_port(), free_port()
    conf = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    for was, now in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/ssl/relkit/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/ssl/relkit/privkey.pem", f"{folder}/key.pem"),
        ("http://127.0.0.1:8866", f"http://127.0.0.1:{to}"),
    ):
        assert conf.count(was) == 1
        conf = conf.replace(was, now)
    (folder / "relkit.conf").write_text(conf)
    (folder / "nginx.conf").write_text(ONLY_OF_THIS_TEST.format(folder=folder))
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    return port, plain


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("nginx")
    with serving("--behind-proxy", "--token", "hall") as relkit:
        port, plain = configured(folder, int(relkit.base.rpartition(":")[2]))
        started = subprocess.Popen(
            [NGINX, "-p", folder, "-c", folder / "nginx.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        trusted = ssl.create_default_context(cafile=folder / "cert.pem")
        trusted.check_hostname = False  # it is this machine that is connected to
        site = Site(port, plain, folder, relkit, trusted)
        try:
            _wait_for(site, started)
            yield site
        finally:
            started.terminate()
            started.wait(timeout=20)


def _wait_for(site: Site, started: subprocess.Popen) -> None:
    end = time.monotonic() + 30
    while True:
        assert started.poll() is None, started.stderr.read()
        try:
            site.asks("/room/").read()
            return
        except ConnectionError:
            assert time.monotonic() < end
            time.sleep(0.1)


@pytest.fixture(scope="module")
def hosted(site: Site) -> dict:
    """A room, hosted by whoever signed in with the token."""
    site.asks("/?token=hall").read()
    said = {"case": "housing_repairs", "topics": ["four_worlds"]}
    return json.loads(site.asks("/room/hosting", said).read())


def test_http_leads_to_https(site):
    wire = http.client.HTTPConnection("127.0.0.1", site.plain, timeout=30)
    wire.request("GET", "/room/?a=b", headers={"Host": NAME})
    answer = wire.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{NAME}/room/?a=b"


def test_nobody_hosts_a_room_without_the_token(site):
    stranger = Site(site.port, site.plain, site.folder, site.relkit, site.trusted)
    said = {"case": "housing_repairs", "topics": ["four_worlds"]}
    for claims in ({}, {"X-Forwarded-For": "127.0.0.1"}, {"Host": "localhost"}):
        assert stranger.asks("/room/hosting", said, **claims).status == 403


def test_a_room_is_entered_and_answered_with_cookies_that_only_https_carries(
    site, hosted
):
    phone = Site(site.port, site.plain, site.folder, site.relkit, site.trusted)
    came = phone.asks(f"{hosted['room']}join", {"standpoint": "place"})
    assert came.status == 200
    [cookie] = came.headers.get_all("Set-Cookie")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    said = {"kind": "spoke from", "key": "k" * 20, "standpoint": "centre"}
    assert phone.asks(f"{hosted['room']}answer", said).status == 200
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert phone.asks(f"{hosted['room']}answer", said, **elsewhere).status == 403


def test_the_qr_code_leads_to_https(site):
    told = json.loads(site.asks("/room/reach").read())
    assert told["addresses"] == [f"https://{NAME}:{site.port}"]


def test_news_comes_at_once_and_not_when_a_buffer_is_full(site, hosted):
    news = site.asks(f"{hosted['room']}stream")
    assert news.headers["Content-Type"] == "text/event-stream"
    first = json.loads(_event(news))
    phone = Site(site.port, site.plain, site.folder, site.relkit, site.trusted)
    phone.asks(f"{hosted['room']}join", {"standpoint": None}).read()
    assert json.loads(_event(news))["number"] > first["number"]


def _event(news: http.client.HTTPResponse) -> bytes:
    """The next event of a stream; the wire's own patience is a minute."""
    line = news.readline()
    assert news.readline() == b"\n"
    return line.removeprefix(b"data: ")


def test_a_page_comes_and_its_kernel_is_reached(site, hosted):
    page = site.asks("/voila/render/notebooks/00_start_here.ipynb").read().decode()
    config = re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)
    kernel = json.loads(config[1])["kernelId"]

    async def connected() -> str:
        kept = "; ".join(f"{name}={value}" for name, value in site.cookies.items())
        asked = tornado.httpclient.HTTPRequest(
            f"wss://127.0.0.1:{site.port}/api/kernels/{kernel}/channels?session_id=a",
            headers={
                "Host": f"{NAME}:{site.port}",
                "Origin": f"https://{NAME}:{site.port}",
                "Cookie": kept,
            },
            ssl_options=site.trusted,
        )
        wire = await tornado.websocket.websocket_connect(asked)
        asks = {
            "header": {
                "msg_id": "m", "msg_type": "kernel_info_request", "username": "",
                "session": "a", "date": "", "version": "5.3",
            },
            "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell",
            "buffers": [],
        }  # fmt: skip
        await wire.write_message(json.dumps(asks))
        answered = ""
        while answered != "kernel_info_reply":
            answered = json.loads(await wire.read_message())["msg_type"]
        wire.close()
        return answered

    found: list[str] = []
    thread = threading.Thread(
        target=lambda: found.append(
            tornado.ioloop.IOLoop(make_current=False).run_sync(connected, timeout=60)
        )
    )
    thread.start()
    thread.join(70)
    assert found == ["kernel_info_reply"]


def test_what_is_too_long_is_refused_at_the_door(site, hosted):
    wire = http.client.HTTPSConnection(
        "127.0.0.1", site.port, timeout=60, context=site.trusted
    )
    wire.putrequest("POST", f"{hosted['room']}answer")
    wire.putheader("Content-Length", "10000000")
    wire.endheaders()
    assert wire.getresponse().status == 413


def test_nothing_is_written_down_on_the_way(site, hosted):
    site.asks("/room/").read()
    written = [path for path in site.folder.rglob("*.log") if path.stat().st_size]
    assert written == []
