"""What every page keeps to: little code, compared output, and links that lead on."""

import ast
import json
import re
from itertools import pairwise

import pytest

from relkit.paths import CONTENT, EXERCISES, NOTEBOOKS

PAGES = sorted([*NOTEBOOKS.glob("*.ipynb"), *EXERCISES.glob("*.ipynb")])
MOST_LINES, MOST_LINES_IN_A_CELL = 40, 10
NOT_COMPARED = "nbval-ignore-output"


@pytest.fixture(params=PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request):
    return request.param


@pytest.fixture
def page(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def code(page):
    return [cell for cell in page["cells"] if cell["cell_type"] == "code"]


@pytest.fixture
def prose(page):
    """The page's Markdown, without what stands in fences."""
    cells = [cell for cell in page["cells"] if cell["cell_type"] == "markdown"]
    return re.sub(r"```.*?```", "", "\n\n".join(map(source, cells)), flags=re.S)


def source(cell):
    return "".join(cell["source"])


def tags(cell):
    return cell["metadata"].get("tags", [])


def lines(cell):
    """Lines of code: no empty ones, no comments."""
    stripped = [line.strip() for line in source(cell).splitlines()]
    return [line for line in stripped if line and not line.startswith("#")]


def test_there_are_pages():
    assert {path.stem for path in PAGES} >= {"00_start_here", "01_four_worlds"}


def test_a_page_has_at_most_40_lines_of_code_and_10_in_a_cell(code):
    assert sum(len(lines(cell)) for cell in code) <= MOST_LINES
    assert all(len(lines(cell)) <= MOST_LINES_IN_A_CELL for cell in code)


def test_there_is_no_logic_in_a_page(code):
    banned = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code:
        tree = ast.parse(source(cell))  # no magics, no shell either
        assert not [node for node in ast.walk(tree) if isinstance(node, banned)]
        stars = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        assert all(alias.name != "*" for each in stars for alias in each.names)


def test_a_page_has_output_that_nbval_compares(code):
    compared = [cell for cell in code if NOT_COMPARED not in tags(cell)]
    assert [cell for cell in compared if cell["outputs"] and cell["execution_count"]], (
        "with nothing to compare, nbval passes whatever the model says"
    )


def test_texts_hold_no_images_for_the_server_keeps_texts_once_for_all_pages(prose):
    assert "![" not in prose
    assert "<img" not in prose


def test_cells_are_numbered_as_run_from_top_to_bottom_in_a_fresh_kernel(code):
    counts = [cell["execution_count"] for cell in code]
    assert counts == list(range(1, len(code) + 1))


def test_what_is_compared_is_printed_text(code):
    """A cell that shows a widget is tagged: its output differs from run to run."""
    for cell in code:
        if NOT_COMPARED not in tags(cell):
            assert {output["output_type"] for output in cell["outputs"]} == {"stream"}


def test_a_tagged_cell_keeps_some_output_since_nbval_fails_without(code):
    assert all(cell["outputs"] for cell in code)


def test_code_is_hidden_for_most_readers_do_not_program(code):
    assert all(cell["metadata"]["jupyter"]["source_hidden"] is True for cell in code)


def test_no_stored_output_is_a_picture_or_a_widgets_id(code):
    for cell in code:
        for output in cell["outputs"]:
            assert output["output_type"] in {"stream", "execute_result"}
            assert set(output.get("data", {})) <= {"text/plain"}
            assert not re.search(r"[0-9a-f]{32}|0x[0-9a-f]{6}", json.dumps(output))


def test_no_page_stores_the_state_of_widgets_or_of_somebodys_machine(page):
    assert set(page["metadata"]) == {"kernelspec", "language_info", "title", "voila"}
    assert page["metadata"]["kernelspec"]["name"] == "python3"
    assert not any(cell.get("attachments") for cell in page["cells"])


def headings(prose):
    found = re.findall(r"^(#{1,6}) +(.+)$", prose, flags=re.M)
    return [(len(marks), text) for marks, text in found]


def test_a_page_has_one_title_and_it_comes_first(page, prose):
    levels = headings(prose)
    assert [level for level, _ in levels].count(1) == 1
    assert page["cells"][0]["cell_type"] == "markdown"
    assert source(page["cells"][0]).startswith(f"# {levels[0][1]}")
    assert page["metadata"]["title"] == levels[0][1]


def test_no_level_of_heading_is_skipped(prose):
    levels = [level for level, _ in headings(prose)]
    for above, below in pairwise(levels):
        assert below <= above + 1


def test_links_within_relkit_lead_to_files_that_exist(path, prose):
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    assert targets
    for target in targets:
        if not target.startswith(("https://", "http://", "#")):
            there = (path.parent / target.partition("#")[0]).resolve()
            assert there.is_file(), target
            assert there.is_relative_to(CONTENT)


def test_links_out_of_relkit_are_links_and_nothing_is_loaded_from_there(prose):
    assert "![" not in prose
    assert not re.search(r"<(img|script|iframe|link|video)\b", prose)


def test_every_page_leads_back_to_start_here(path, prose):
    if path.stem != "00_start_here":
        assert re.search(r"\]\((\.\./notebooks/)?00_start_here\.ipynb\)", prose)


def test_start_here_leads_to_every_page():
    told = (NOTEBOOKS / "00_start_here.ipynb").read_text(encoding="utf-8")
    for path in PAGES:
        if path.stem != "00_start_here":
            prefix = "../exercises/" if path.parent == EXERCISES else ""
            assert f"]({prefix}{path.name})" in told


def test_every_exercise_has_a_notebook_of_the_same_name_and_the_other_way_round():
    exercises = {path.name for path in EXERCISES.glob("*.ipynb")}
    topics = {path.name for path in NOTEBOOKS.glob("*.ipynb")} - {"00_start_here.ipynb"}
    assert exercises == topics
