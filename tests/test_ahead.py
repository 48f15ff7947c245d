"""What `relkit.ahead` has drawn is what the pages begin with, and all of it."""

import json

import pytest

from relkit import cases
from relkit.ahead import first_pictures
from relkit.charts.drawing import drawn
from relkit.paths import NOTEBOOKS

TOPICS = sorted(NOTEBOOKS.glob("0[1-9]_*.ipynb"))


@pytest.mark.parametrize("page", TOPICS, ids=lambda path: path.stem)
def test_every_picture_of_a_page_is_drawn_before_anybody_asks(page, capsys):
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for draw, *values in first_pictures(cases.known()[0]):
        drawn(draw, *values)
    before = drawn.cache_info()
    names: dict = {}
    for source in code:
        exec(source, names)
    after = drawn.cache_info()
    assert after.misses == before.misses
    assert after.hits - before.hits == "".join(code).count("widgets.Picture(")
