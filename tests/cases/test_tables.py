"""The tables of every topic: complete, unmistakable, and in the dictionary."""

import re

import pytest

from relkit.cases import place, topics
from relkit.cases.columns import squeeze
from relkit.paths import DATASETS

TABLES = [table for part in topics.PARTS for table in part.TABLES]
IN_FILES = [table for table in TABLES if table.file]


def section(file):
    text = (DATASETS / "README.md").read_text(encoding="utf-8")
    [found] = [s for s in text.split("\n## ") if s.startswith(file)]
    return found


@pytest.mark.parametrize("table", IN_FILES, ids=lambda table: table.file)
def test_the_dictionary_has_the_columns_of_the_table(table):
    columns = re.findall(r"^\| *`(\w+)` *\|", section(table.file), re.MULTILINE)
    assert tuple(columns) == table.asked


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_no_two_columns_answer_to_one_heading(table):
    names = [squeeze(n) for c in table.columns for n in (c.key, *c.others)]
    assert all(names)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_every_row_of_the_template_fills_every_column(table):
    assert all(
        len(line) == len(table.asked) for line in (*table.example, *table.offered)
    )


def test_sheets_and_files_have_names_of_their_own():
    assert len({table.sheet.casefold() for table in TABLES}) == len(TABLES)
    assert len({table.file for table in IN_FILES}) == len(IN_FILES)
    assert all(table.file for topic in topics.TOPICS for table in topic.TABLES)


def test_a_csv_says_title_place_and_kind_in_columns_that_no_topic_has():
    for table in (topic.TABLES[0] for topic in topics.TOPICS):
        if table.sheet not in place.KINDS_OF_THEIR_OWN:
            assert not set(place.ONCE.asked) & set(table.asked)
