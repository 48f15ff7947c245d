import csv
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASE_FILES = sorted((ROOT / "datasets" / "cases").glob("*/*.csv"))

# Written in two parts, so that this file does not name what it looks for.
REGISTRIES = [
    "".join(parts)
    for parts in [
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("deb.", "debian.org"),
        ("ana", "conda.org"),
        ("crates", ".io"),
    ]
]
MACHINE_PATH = re.compile(
    r"(?<![\w./:>-])/(?:work|root|home|Users)/\w|[A-Z]:\\\\?Users"
)


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def shell_lines(markdown: str) -> list[str]:
    """Commands in the ``sh`` blocks of a page, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line]


def code_in(markdown: str) -> list[str]:
    return shell_lines(markdown) + re.findall(r"`([^`\n]+)`", markdown)


def kept_files() -> list[Path]:
    """What is, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def columns_in_the_dictionary(file_name: str) -> list[str]:
    """First cells, in backticks, of the first table under the file's heading."""
    sections = re.split(r"^## ", text("datasets/README.md"), flags=re.MULTILINE)
    [section] = [s for s in sections if s.splitlines()[0].strip("` ") == file_name]
    return re.findall(r"^\| *`(\w+)` *\|", section, re.MULTILINE)


def test_readme_begins_with_the_two_commands():
    assert shell_lines(text("README.md"))[:2] == ["make serve", "make test"]


def test_ci_runs_the_test_command_of_the_readme():
    run = text(".ci/run").splitlines()
    assert "make test" in run
    assert "make check" in run


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_make_command_exists(page):
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = {
        target
        for code in code_in(text(page))
        for target in re.findall(r"\bmake ([a-z]+)", code)
    }
    assert named
    assert named <= targets


def test_every_option_of_serve_in_the_readme_exists():
    options = set(
        re.findall(
            r"--[a-z-]+",
            " ".join(code for code in code_in(text("README.md")) if "serve" in code),
        )
    )
    assert options
    assert all(f'"{option}"' in text("relkit/cli.py") for option in options)


def test_every_option_of_serve_is_in_the_readme():
    options = set(re.findall(r'"(--[a-z-]+)"', text("relkit/cli.py")))
    assert options
    assert all(option in text("README.md") for option in options)


def test_what_a_browser_keeps_is_in_the_readme():
    scripts = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "relkit").rglob("*.js")
        if path.name != "vega.js"
    )
    keys = set(re.findall(r'localStorage\.\w+Item\("([\w-]+)"', scripts))
    keys |= set(re.findall(r'\bKEY = "([\w-]+)"', scripts))
    assert "relkit" in keys
    assert all(f"`{key}`" in text("README.md") for key in keys)


@pytest.mark.parametrize("path", CASE_FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_the_dictionary_explains_every_column(path):
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert columns == columns_in_the_dictionary(path.name)


def test_there_are_cases():
    assert len({path.parent for path in CASE_FILES}) >= 3


def test_the_changelog_has_an_entry_for_this_version():
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    entry = rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n\n### \w+\n\n- \w"
    assert re.search(entry, text("CHANGELOG.md"), re.MULTILINE)


def test_contributing_explains_every_dependency():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = [re.match(r"[\w-]+", requirement)[0] for requirement in needed]
    assert [n for n in names if f"`{n}`" not in text("CONTRIBUTING.md")] == []


def test_every_dependency_has_a_tested_version():
    project = tomllib.loads(text("pyproject.toml"))
    needed = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    pinned = {line.partition("==")[0] for line in text("constraints.txt").splitlines()}
    assert {re.match(r"[\w-]+", requirement)[0] for requirement in needed} <= pinned


def test_the_tested_versions_name_no_address():
    lines = [line for line in text("constraints.txt").splitlines() if line]
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.!+]+", pin)] == []


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    found = []
    for path in kept_files():
        try:
            content = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named = [host for host in REGISTRIES if host in content]
        named += MACHINE_PATH.findall(content)
        found += [f"{path.relative_to(ROOT)}: {name}" for name in named]
    assert found == []


def promises() -> list[tuple[str, str]]:
    """The tests that README's promises lead to: the name, and the file."""
    [section] = re.findall(
        r"^## What relkit promises to participants\n(.*?)^## ",
        text("README.md"),
        re.DOTALL | re.MULTILINE,
    )
    return re.findall(r"\[`(test_\w+)`\]\(([\w/.]+)\)", section)


def test_each_promise_leads_to_a_test_that_bears_its_name():
    assert len(promises()) > 10
    for name, path in promises():
        assert re.search(rf"^ *def {name}\(", text(path), re.MULTILINE), name


def test_each_test_of_a_promise_is_listed_in_the_readme():
    borne = re.findall(
        r"^ *def (test_\w+)\(", text("tests/live/test_promises.py"), re.MULTILINE
    )
    assert sorted(borne) == sorted(n for n, path in promises() if "promises" in path)


def test_the_readme_says_what_phones_say():
    page = text("relkit/live/static/coming_in.js")
    lines = re.findall(r'line\("([^"]+)", ["`]([^"`]+)["`]\)', page)
    assert len(lines) == 4
    for name, says in lines:
        said = re.escape(re.sub(r"\$\{.*?\}", "\0", says)).replace("\0", ".+")
        assert re.search(rf"> \*\*{name}:\*\* {said}$", text("README.md"), re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/room.md", "docs/data_map.md"])
def test_every_link_to_a_part_of_a_page_leads_somewhere(page):
    for path, part in re.findall(r"\]\(([\w/.]*)#([\w-]+)\)", text(page)):
        other = (ROOT / page).parent / path if path else ROOT / page
        parts = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
        known = [
            re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in parts
        ]
        assert part in known
