"""Columns: what a cell may hold, read and written, and a sentence for anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkit.cases import columns
from relkit.cases.rows import Row, SheetError

NAMES = st.text("abc é,.‘’-", min_size=1, max_size=12).map(str.strip).filter(bool)


def read(column, cell):
    row = Row(sheet="Actors", number=7, cells={column.key: cell})
    return column.read(row, column.key)


class TestNames:
    TAKES = columns.names("takes", longest=12, of="Actors")

    @given(st.lists(NAMES, unique=True, max_size=60))
    def test_are_read_as_they_were_written(self, names):
        tidy = tuple(dict.fromkeys(" ".join(name.split()) for name in names))
        assert read(self.TAKES, columns.cell(tidy)) == tidy

    def test_stand_between_semicolons_with_or_without_spaces_each_told_once(self):
        assert read(self.TAKES, " Keys;Rota ; ;Keys") == ("Keys", "Rota")

    def test_an_empty_cell_has_none(self):
        assert read(self.TAKES, None) == ()

    def test_one_that_is_too_long_is_told_with_its_place(self):
        with pytest.raises(SheetError, match=r"row 7, column takes: ‘a{13}’ has 13"):
            read(self.TAKES, f"Keys; {'a' * 13}")


class TestYes:
    ASK = columns.yes("ask")

    @pytest.mark.parametrize(
        ("cell", "meant"), [("yes", True), ("Yes", True), ("no", False), ("", False)]
    )
    def test_is_read_and_an_empty_cell_is_no(self, cell, meant):
        assert read(self.ASK, cell) is meant
        assert read(self.ASK, columns.cell(meant)) is meant

    def test_anything_else_is_told(self):
        with pytest.raises(SheetError, match="‘perhaps’ is not known"):
            read(self.ASK, "perhaps")


class TestWhole:
    POWER = columns.whole("power", least=0, most=3, may_be_empty=True)

    @pytest.mark.parametrize(
        ("cell", "meant"), [(0, 0), ("3", 3), ("2.0", 2), ("", None), (None, None)]
    )
    def test_is_read_and_an_empty_cell_is_none_where_it_may_be(self, cell, meant):
        assert read(self.POWER, cell) == meant

    @pytest.mark.parametrize("cell", ["4", "-1", "1.5", "much"])
    def test_anything_else_is_told_with_what_to_type(self, cell):
        with pytest.raises(SheetError, match="Type a number from 0 to 3"):
            read(self.POWER, cell)
