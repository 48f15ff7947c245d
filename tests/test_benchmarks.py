"""The bench table: it fits a terminal, and tells what was missed."""

from benchmarks import report
from benchmarks.rounds import FLOOR

LIGHT = {
    "html_seconds": 1.0,
    "picture_seconds": 12.5,
    "first_bytes": 2_500_000,
    "second_bytes": 300_000,
    "requests": 102,
    "vega": 1,
    "kernel_bytes": 100_000_000,
    "server_bytes": 1_000_000,
}
HEAVY = LIGHT | {"html_seconds": 3.6, "vega": 2}
PAGE = "exercises/04_governance_mapping"
PAGES = {FLOOR: HEAVY | {"html_seconds": 1.0}, PAGE: HEAVY, "light": LIGHT}


def test_the_table_fits_100_columns():
    assert max(map(len, report.table(PAGES).splitlines())) <= 100


def test_only_what_is_above_its_target_is_marked():
    heavy, light = report.table(PAGES).splitlines()[-2:]
    assert [word for word in heavy.split() if word.endswith("!")] == ["3.6!", "2!"]
    assert "!" not in light


def test_a_missed_target_names_its_pages():
    missed = [x for x in report.verdicts(PAGES) if x.startswith("MISSED")]
    assert len(missed) == 2
    assert all(PAGE in sentence and FLOOR not in sentence for sentence in missed)


def test_medians_are_taken_figure_by_figure():
    rounds = [{"a": 1, "b": 9}, {"a": 5, "b": 2}, {"a": 3, "b": 4}]
    assert report.medians(rounds) == {"a": 3, "b": 4}
