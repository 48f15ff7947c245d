"""One server with three small notebooks, shared by the tests that only ask it."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from serving import Served, serving

TITLE = "# How *much* of a week?\n\nSome words and [a link](02_other.ipynb).\n"
TABLE = "## The idea\n\n| World | Hours |\n|---|---|\n| to | 1 |\n\n- first\n- second\n"
WIDGET = "import ipywidgets\nipywidgets.HTML('<p>A widget</p>')"

DATABASE_VARIABLES = "[name for name in os.environ if 'RELKIT_DATA' in name]"


def _write(file: Path, *cells: nbformat.NotebookNode) -> None:
    file.parent.mkdir(exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=list(cells), metadata={"kernelspec": kernel})
    nbformat.write(notebook, file)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as relkit serves it, with something beside it that must stay unseen."""
    folder = tmp_path_factory.mktemp("content")
    _write(folder / "notebooks/00_start_here.ipynb", new_markdown_cell("# Start here"))
    _write(
        folder / "notebooks/01_four_worlds.ipynb",
        new_markdown_cell(TITLE),
        new_markdown_cell(TABLE),
        new_code_cell(WIDGET),
        new_code_cell("import os\nprint('case:', os.environ.get('RELKIT_CASE'))"),
        new_code_cell(f"print('variables:', {DATABASE_VARIABLES})"),
    )
    _write(
        folder / "notebooks/90_fails.ipynb",
        new_markdown_cell("# A page that fails"),
        new_code_cell("1 / 0  # a secret line"),
    )
    _write(
        folder / "notebooks/91_hangs.ipynb",
        new_markdown_cell("# A page that hangs"),
        new_code_cell("import time\ntime.sleep(100)"),
    )
    _write(folder / "exercises/01_four_worlds.ipynb", new_markdown_cell("# Exercise"))
    _write(folder / "elsewhere/private.ipynb", new_markdown_cell("# Private"))
    _write(folder / "notebooks/.hidden.ipynb", new_markdown_cell("# Hidden"))
    (folder / "notebooks/code.py").write_text("secret = 1")
    (folder / "datasets").mkdir()
    (folder / "datasets/people.csv").write_text("name\nsecret\n")
    return folder


@pytest.fixture(scope="session")
def served(content: Path) -> Iterator[Served]:
    """The small notebooks, served without a token."""
    with serving(content=content) as server:
        yield server
