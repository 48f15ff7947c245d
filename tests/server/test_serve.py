"""What people and browsers get from ``relkit serve``."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import pytest
from apart import run_apart
from serving import Served, serving

from relkit.server.templates import CompiledOnce

PAGE = "/voila/render/notebooks/01_four_worlds.ipynb"
START = "/voila/render/notebooks/00_start_here.ipynb"


class Answer:
    """One answer of the server, read to its end."""

    def __init__(self, base: str, path: str, method: str = "GET", **headers: str):
        where = urlsplit(base)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        self.status, self.headers = answer.status, answer.headers
        self.raw = answer.read()
        connection.close()

    @property
    def text(self) -> str:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.raw) if packed else self.raw).decode()


class Tags(HTMLParser):
    """The opening tags of a page, with their attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, name: str) -> list[dict]:
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture(scope="module")
def page(served: Served) -> Answer:
    return Answer(served.base, PAGE, Accept_Encoding="gzip")


def own_kernels(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("needs Linux to see a process's children")
    return [int(child) for child in children.read_text().split()]


def test_the_bare_address_leads_to_start_here(served):
    answer = Answer(served.base, "/?case=river-ward")
    assert answer.status == 302
    assert answer.headers["Location"] == START + "?case=river-ward"


def test_a_page_says_its_language_title_and_landmarks(page):
    tags = Tags(page.text)
    assert tags.named("html") == [{"lang": "en-GB"}]
    assert "<title>How much of a week? – relkit</title>" in page.text
    for landmark in ("header", "main", "footer", "h1"):
        assert len(tags.named(landmark)) == 1
    assert {"class": "skip", "href": "#page"} in tags.named("a")
    assert tags.named("main")[0]["id"] == "page"


def test_a_page_links_to_start_here_from_either_folder(served):
    for folder in ("notebooks", "exercises"):
        path = f"/voila/render/{folder}/01_four_worlds.ipynb"
        links = Tags(Answer(served.base, path).text).named("a")
        assert {"href": "../notebooks/00_start_here.ipynb"} in links


def test_no_page_names_another_host(served, page):
    for html in (page.text, Answer(served.base, "/nothing").text):
        for _, attributes in Tags(html).found:
            for name in ("src", "href", "action", "content"):
                assert "//" not in (attributes.get(name) or "")
        assert not re.search(r"@import|url\(\s*['\"]?https?:", html)
        config = re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', html, re.S)
        assert config is None or "https:" not in config[1]


def test_code_is_never_shown(page):
    assert "import ipywidgets" not in page.text


def test_headers_forbid_other_hosts_and_framing(served, page):
    for answer in (page, Answer(served.base, "/nothing")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "frame-ancestors 'self'" in policy
        assert not re.search(r"https?:|wss?:|\*", policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/render/notebooks/",
        "/voila/render/notebooks/99_missing.ipynb",
        "/voila/render/notebooks/.hidden.ipynb",
        "/voila/render/notebooks/code.py",
        "/voila/render/elsewhere/private.ipynb",
        "/voila/render/datasets/people.csv",
        "/voila/render/notebooks/../elsewhere/private.ipynb",
        "/voila/render/notebooks/%2e%2e/elsewhere/private.ipynb",
        "/voila/render/notebooks/..%2felsewhere%2fprivate.ipynb",
        "/voila/files/notebooks/code.py",
        "/voila/api/contents/datasets",
        "/api/kernels",
    ],
)
def test_nothing_but_the_notebooks_has_a_page(served, path):
    answer = Answer(served.base, path)
    assert answer.status == 404
    assert "<h1>There is no page here</h1>" in answer.text
    assert "secret" not in answer.text
    assert "Private" not in answer.text


def test_static_files_lead_nowhere_else(served):
    for path in ("../../../../app.py", "%2e%2e/%2e%2e/%2e%2e/app.py", "/etc/passwd"):
        assert Answer(served.base, f"/relkit/static/voila-x/{path}").status == 404


def test_pages_travel_compressed(page):
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["Vary"]


def test_files_travel_compressed_once_and_are_kept(served, page):
    script = next(tag["src"] for tag in Tags(page.text).named("script") if "src" in tag)
    packed = Answer(served.base, script, Accept_Encoding="gzip")
    plain = Answer(served.base, script)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.raw) == plain.raw
    assert len(packed.raw) < len(plain.raw) / 2
    for answer in (packed, plain):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
    again = Answer(served.base, script, If_None_Match=packed.headers["Etag"])
    assert (again.status, again.raw) == (304, b"")


def test_the_page_says_where_vega_is(served, page):
    [address] = [
        tag["content"]
        for tag in Tags(page.text).named("meta")
        if tag.get("name") == "relkit-vega"
    ]
    assert re.fullmatch(r"/relkit/static/vega\.js\?v=[0-9a-f]{16}", address)
    answer = Answer(served.base, address, Accept_Encoding="gzip")
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_failing_part_says_so_and_shows_no_code(served):
    html = Answer(served.base, "/voila/render/notebooks/90_fails.ipynb").text
    assert "This part of the page could not be shown." in html
    assert "something went wrong in part 2." in html
    assert [tag for tag in Tags(html).named("div") if tag.get("role") == "alert"]
    assert "ZeroDivisionError" not in html
    assert "secret" not in html


def test_a_page_whose_next_part_never_comes_ends_and_says_so(content):
    impatient = (
        "from relkit.server import pages\n"
        "from voila.configuration import VoilaConfiguration\n"
        "VoilaConfiguration.http_keep_alive_timeout = 1\n"
        "pages.PATIENCE_IN_HEARTBEATS = 3"
    )
    with serving(content=content, first=impatient) as served:
        html = Answer(served.base, "/voila/render/notebooks/91_hangs.ipynb").text
        assert "A page that hangs" in html
        assert "This part of the page could not be shown." in html
        assert html.count("<h1") == html.count("relkit.sent()</script>") == 1
        assert html.rstrip().endswith("</html>")
        assert any("91_hangs.ipynb: a part" in line for line in served.lines)


def test_another_host_name_is_refused_unless_shared(served):
    assert Answer(served.base, "/", Host="evil.example").status == 403


def test_a_page_lets_the_browser_end_its_kernel(served):
    answer = Answer(served.base, START)
    cookies = "; ".join(
        value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie")
    )
    config = re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', answer.text, re.S)
    path = f"/voila/api/shutdown/{json.loads(config[1])['kernelId']}"
    xsrf = re.search(r"_xsrf=([^;]+)", cookies)[1]
    done = Answer(served.base, path, "POST", Cookie=cookies, X_XSRFToken=xsrf)
    assert done.status == 204


def test_a_taken_port_leads_to_the_next_free_one(content):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(content=content, port=port) as served:
            used = urlsplit(served.base).port
            assert used > port
            told = f"Port {port} is taken, so the pages are on port {used}."
            assert served.lines[0] == told


def test_with_a_token_pages_ask_for_it_and_then_hide_it(content):
    with serving("--token", "hall", content=content) as served:
        assert not any("hall" in line for line in served.lines)
        refused = Answer(served.base, PAGE)
        assert refused.status == 302
        assert refused.headers["Location"].startswith("/login?next=")
        sign_in = Answer(served.base, refused.headers["Location"])
        assert "<h1>Sign in</h1>" in sign_in.text
        assert Answer(served.base, PAGE + "?token=wrong").status == 302

        arrived = Answer(served.base, PAGE + "?token=hall&case=a")
        assert arrived.headers["Location"] == PAGE + "?case=a"
        cookie = arrived.headers["Set-Cookie"].partition(";")[0]
        assert Answer(served.base, PAGE, Cookie=cookie).status == 200


def test_with_a_token_the_link_of_a_wall_asks_for_it_in_plain_words(content):
    with serving("--token", "hall", content=content) as served:
        said = {"case": "housing_repairs", "topics": ["four_worlds"]}
        hosted = urllib.request.Request(
            f"{served.base}/room/hosting",
            json.dumps(said).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(hosted, timeout=20) as answer:
            wall = json.load(answer)["wall"]
        page = Answer(served.base, wall).headers["Location"]
        sign_in = Answer(served.base, Answer(served.base, page).headers["Location"])
        assert "on the way to the wall of a room" in sign_in.text
        assert "room%3D" in sign_in.text.partition("<form")[2].partition(">")[0]
        elsewhere = Answer(served.base, f"/login?next={PAGE}")
        assert "wall of a room" not in elsewhere.text


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_server_and_its_kernels(content, how):
    with serving(content=content) as served:
        Answer(served.base, START)
        kernels = own_kernels(served.process.pid)
        assert kernels
        assert served.close(how) == 0
        time.sleep(0.2)
        assert not [pid for pid in kernels if Path(f"/proc/{pid}").exists()]
        assert served.lines[-1] == "The pages are closed."


def test_sharing_says_who_can_open_the_pages(content):
    with serving("--share", content=content) as served:
        assert Answer(served.base, "/", Host="hall.test").status == 302
        time.sleep(0.2)
        assert "Anyone on this network can open the pages; no token is asked for." in (
            served.lines
        )


def test_a_case_reaches_the_notebook(content):
    case = Path(__file__).parents[2] / "datasets" / "cases" / "fire_safety"
    with serving("--case", os.path.relpath(case), content=content) as served:
        assert f"case: {case.resolve()}" in Answer(served.base, PAGE).text


@pytest.mark.parametrize("bad", ["nowhere", "broken.csv"])
def test_a_case_that_cannot_be_used_is_refused_in_sentences(tmp_path, bad):
    (tmp_path / "broken.csv").write_text("this;is\nno,case\n")
    ended = subprocess.run(
        [sys.executable, "-m", "relkit.cli", "serve", "--case", str(tmp_path / bad)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 2
    assert ended.stderr.strip().endswith(".")
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_server_may_hold_more_connections_than_a_system_begins_with():
    code = (
        "import resource as r\nfrom relkit.server import network\n"
        "hard = r.getrlimit(r.RLIMIT_NOFILE)[1]\n"
        "r.setrlimit(r.RLIMIT_NOFILE, (256, hard))\n"
        "network.allow_many_connections()\n"
        "soft, same = r.getrlimit(r.RLIMIT_NOFILE)\n"
        "assert same == hard\n"
        "assert soft == (10_000 if hard == r.RLIM_INFINITY else min(10_000, hard))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_template_is_compiled_once_and_gives_every_page_its_own(tmp_path):
    (tmp_path / "a.j2").write_text("{{ name }} in {{ place }}")
    loader = CompiledOnce((str(tmp_path),))
    said = []
    for place in ("Elm", "Oak"):
        environment = jinja2.Environment(loader=loader)
        environment.globals["place"] = place
        said.append(environment.get_template("a.j2").render(name="Ada"))
        (tmp_path / "a.j2").write_text("changed, and not looked at again")
    assert said == ["Ada in Elm", "Ada in Oak"]


def test_a_page_comes_in_the_parts_that_its_template_says(tmp_path):
    source = "{% for n in range(2) %}<p>{{ n }}</p><!-- send -->{% endfor %}<b>!</b>"
    (tmp_path / "a.j2").write_text(source)
    environment = jinja2.Environment(
        loader=CompiledOnce((str(tmp_path),)), enable_async=True
    )

    async def parts():
        template = environment.get_template("a.j2")
        return [part async for part in template.generate_async()]

    assert run_apart(parts()) == [
        "<p>0</p><!-- send -->",
        "<p>1</p><!-- send -->",
        "<b>!</b>",
    ]


def test_each_part_of_a_page_is_sent_whole_as_soon_as_it_is_ready(served):
    with urllib.request.urlopen(served.base + PAGE, timeout=60) as answer:
        sent = list(iter(lambda: answer.read1(1_000_000), b""))
    parts = [part for part in sent if b"relkit.ready(" in part]
    assert [part.count(b"relkit.ready(") for part in parts] == [1] * 5
    assert all(
        part.rstrip().endswith(b")</script>\n        <!-- send -->") for part in parts
    )


def test_asking_for_help_loads_no_server():
    code = (
        "import sys\nfrom relkit import cli\n"
        "try:\n    cli.main(['serve', '--help'])\n"
        "except SystemExit:\n    pass\n"
        "assert not {'voila', 'tornado', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


@pytest.mark.parametrize(
    "path", ["services", "/a b/", "//a", "https://a.test/", "/a?b"]
)
def test_a_path_that_is_none_is_refused_in_a_sentence(path):
    ended = subprocess.run(
        [sys.executable, "-m", "relkit.cli", "serve", "--base-url", path],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 2
    assert "from its first slash on" in ended.stderr


def test_behind_a_proxy_a_token_is_asked_for(content):
    with serving("--behind-proxy", content=content) as served:
        said = "Nobody can host a room behind a proxy without a token: use --token."
        end = time.monotonic() + 10
        while said not in served.lines:
            assert time.monotonic() < end
            time.sleep(0.1)
        answer = Answer(served.base, "/room/hosting", X_Forwarded_Proto="https")
        assert answer.status == 403
