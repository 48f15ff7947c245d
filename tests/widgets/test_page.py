"""What widgets send to the browser: whole, and safe with people’s text."""

import re

import pytest

from relkit import widgets
from relkit.widgets import page

OURS = sorted(path for path in page.STATIC.glob("*.js") if path.name != "vega.js")
STYLES = sorted(page.STATIC.glob("*.css"))
WIDGETS = [
    each for name in widgets.__all__ if isinstance(each := getattr(widgets, name), type)
]
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|"
    r"createContextualFragment|srcdoc|setHTML|javascript:"
)
ADDRESS = re.compile(r"""["'`(]\s*(?:https?:)?//[^"'`)\s]+""")
SVG = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_text_from_people_never_becomes_markup_or_code(path):
    assert not MARKUP.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*OURS, *STYLES], ids=lambda path: path.name)
def test_no_widget_names_another_host(path):
    found = ADDRESS.findall(path.read_text(encoding="utf-8").replace(SVG, ""))
    assert found == []


@pytest.mark.parametrize(
    "spoilt",
    [
        'made.innerHTML = "x"',
        "document.write(x)",
        "eval(x)",
        'element.insertAdjacentHTML("x", y)',
    ],
)
def test_the_search_for_markup_finds_it(spoilt):
    assert MARKUP.search(spoilt)


@pytest.mark.parametrize(
    "spoilt",
    ['import("https://cdn.example/x.js")', "url(//fonts.example/x)", "'http://x.y'"],
)
def test_the_search_for_addresses_finds_them(spoilt):
    assert ADDRESS.search(spoilt)


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_every_widget_is_one_module_with_one_style(widget):
    assert widget._esm.default_value.count("export default") == 1
    assert not re.search(r"^\s*import\s", widget._esm.default_value, flags=re.M)
    assert ".relkit" in widget._css.default_value


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_what_is_sent_is_every_line_of_code_and_nothing_for_people_alone(widget):
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", widget.__name__).lower()
    for sent, kind in ((widget._esm, "js"), (widget._css, "css")):
        written = "".join(
            (page.STATIC / f"{part}.{kind}").read_text("utf-8")
            for part in ("page", name)
        )
        without_notes = re.sub(r"^ */\*.*?\*/$", "", written, flags=re.M | re.S)
        lines = map(str.strip, without_notes.splitlines())
        code = [line for line in lines if line and not line.startswith("//")]
        assert sent.default_value.splitlines() == code


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_text_goes_over_the_end_of_a_line_where_its_indent_would_be_lost(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.count("`") % 2] == []


def test_every_file_for_the_browser_belongs_to_a_widget():
    names = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", widget.__name__).lower()
        for widget in WIDGETS
    }
    assert {path.stem for path in OURS} == {*names, "page"}
    assert {path.stem for path in STYLES} <= {*names, "page"}
