"""`TableEditor`: the tables of a topic, read and changed on the page."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import traitlets

from relkit.widgets import heard, page
from relkit.widgets.widget import Widget

Line = dict[str, Any]
Rows = dict[str, list[Line]]


class TableEditor(Widget):
    """Tables whose rows are added, changed and deleted on the page, one at a time.

    ``value`` is the case as it then is: a new value. A change that makes no sense is
    answered with a sentence beside the cell, and ``value`` stays. A name that is
    changed is changed wherever another table names it; with a row that is deleted goes
    what cannot be without it.

    Parameters
    ----------
    part
        The topic's tables: a module such as `relkit.cases.four_worlds`.
    edit
        What makes a case of that part, a case, and rows of its tables, or raises
        ``ValueError`` with what is wrong: `relkit.cases.edited`.
    only
        The sheets of the tables to show; without it, all of them.

    Examples
    --------
    >>> from relkit import cases
    >>> from relkit.cases import four_worlds
    >>> editor = TableEditor(four_worlds, edit=cases.edited, only=["Activities"])
    >>> editor.deal(cases.known()[0])
    >>> editor.delete("Activities", 0)
    >>> len(editor.value.activities)
    23
    >>> editor.undo()
    >>> len(editor.value.activities)
    24
    """

    KEEPS = "edited"

    _esm = page.module("table_editor")
    _css = page.style("table_editor")

    tables = traitlets.List().tag(sync=True)
    rows: Any = traitlets.Dict().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)
    undoes = traitlets.Unicode().tag(sync=True)
    changed = traitlets.Bool().tag(sync=True)
    value: Any = traitlets.Any(allow_none=True)

    def __init__(
        self,
        part: Any,
        *,
        edit: Callable[[Any, Any, Rows], Any],
        only: list[str] | None = None,
    ) -> None:
        self.topic: str = part.TOPIC
        self._part, self._edit = part, edit
        self._tables = {t.sheet: t for t in part.TABLES if not only or t.sheet in only}
        self._before: list[tuple[str, Rows]] = []  # what each change did, and the rows
        self._came: Rows = {}
        self._case: Any = None
        super().__init__(tables=[_told(table) for table in self._tables.values()])
        self.on_msg(self._answer)

    def deal(self, case: Any) -> None:
        """Show the tables of this case as the reader left them, or as they came.

        What was left and makes no sense is passed over.
        """
        self._came = self._written(case)
        left = case.edited.get(self.topic)
        others = {t: each for t, each in case.edited.items() if t != self.topic}
        self._case = replace(case, edited=others)
        self._before = []
        rows = {**self._came, **(left or {})}
        try:
            value = self._edit(self._part, self._case, rows) if left else self._case
        except ValueError:
            rows, value = self._came, self._case
        self._show(rows, value, "")

    def save(self, sheet: str, at: int | None, line: Mapping[str, Any]) -> None:
        """Put a row in place of the one there, or at the end.

        Raises
        ------
        ValueError
            If the tables make no sense with it.
        """
        rows = {name: [*lines] for name, lines in self.rows.items()}
        columns = [column["key"] for column in self._table(sheet)["columns"]]
        kept = {key: line[key] for key in columns if key in line}
        if at is None:
            rows[sheet].append(kept)
        else:
            before = rows[sheet][at]
            rows[sheet][at] = before | kept
            was, now = before.get("name"), kept.get("name", "")
            if was and now.strip() and was != now:
                rows = self._renamed(rows, sheet, was, now.strip())
        did = "added" if at is None else "changed"
        self._change(rows, f"‘{self._called(sheet, kept)}’ was {did}.")

    def delete(self, sheet: str, at: int) -> None:
        """Take a row away, with every row that cannot be without it."""
        rows = {name: [*lines] for name, lines in self.rows.items()}
        gone = rows[sheet].pop(at)
        rows, more = self._without(rows, sheet, gone.get("name", ""))
        said = f"‘{self._called(sheet, gone)}’ was deleted"
        if more:
            rest = "1 row that names it" if more == 1 else f"{more} rows that name it"
            said += f", with {rest}"
        self._change(rows, f"{said}.")

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            did, rows = self._before.pop()
            value = self._edit(self._part, self._case, rows)
            self._show(rows, value, f"Taken back: {did}")

    def put_back(self) -> None:
        """Put all tables back as they came."""
        self._change(dict(self._came), "The tables are as they came.")

    @property
    def kept(self) -> dict[str, Rows]:
        """The rows under the topic; nothing where they are as they came."""
        return {self.topic: dict(self.rows) if self.changed else {}}

    @property
    def saved(self) -> Any:
        """The case as it now is."""
        return self.value

    def _change(self, rows: Rows, did: str) -> None:
        value = self._edit(self._part, self._case, rows)
        self._before.append((did, dict(self.rows)))
        self._show(rows, value, did)

    def _show(self, rows: Rows, value: Any, told: str) -> None:
        with self.hold_sync():
            self.rows = {sheet: rows.get(sheet, []) for sheet in self._came}
            self.told = told
            self.undoes = self._before[-1][0] if self._before else ""
            self.changed = self.rows != self._came
            self.value = value

    def _written(self, case: Any) -> Rows:
        rows = {table.sheet: lines for table, lines in self._part.written(case)}
        return {
            table.sheet: [
                {c.key: cell for c, cell in zip(table.columns, cells, strict=True)}
                for cells in map(table.written, rows[table.sheet])
            ]
            for table in self._part.TABLES
        }

    def _table(self, sheet: str) -> Line:
        return next(table for table in self.tables if table["sheet"] == sheet)

    def _named_in(self, sheet: str) -> list[tuple[str, str, bool, bool]]:
        """Where the rows of a sheet are named: sheet, column, several, required."""
        return [
            (table.sheet, column.key, column.several, column.required)
            for table in self._part.TABLES
            for column in table.columns
            if column.of == sheet
        ]

    def _renamed(self, rows: Rows, sheet: str, was: str, now: str) -> Rows:
        for other, key, several, _ in self._named_in(sheet):
            rows[other] = [
                {**line, key: _swapped(line.get(key, ""), was, now, several)}
                for line in rows[other]
            ]
        return rows

    def _without(self, rows: Rows, sheet: str, name: str) -> tuple[Rows, int]:
        gone = 0
        for other, key, several, required in self._named_in(sheet) if name else []:
            if required and not several:
                left = [line for line in rows[other] if line.get(key) != name]
                gone += len(rows[other]) - len(left)
                rows[other] = left
            else:
                rows[other] = [
                    {**line, key: _swapped(line.get(key, ""), name, "", several)}
                    for line in rows[other]
                ]
        return rows, gone

    def _called(self, sheet: str, line: Mapping[str, Any]) -> str:
        return str(line.get("name") or " ".join(_first(self._table(sheet), line)))

    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        sheet, at = content.get("sheet"), content.get("at")
        rows = self.rows[sheet] if str(sheet) in self._tables else []
        here = str(sheet) in self._tables and (at is None or at in range(len(rows)))
        try:
            if content.get("do") == "save" and here:
                self.save(str(sheet), at, heard.cells(content.get("line")))
            elif content.get("do") == "delete" and here and at is not None:
                self.delete(str(sheet), at)
            elif content.get("do") == "undo":
                self.undo()
            elif content.get("do") == "put back":
                self.put_back()
            else:
                return
        except ValueError as error:
            self.send({"wrong": _wrong(error, sheet, at, len(rows))})
            return
        self.send({"done": True})


def _told(table: Any) -> Line:
    """What the browser needs to know of a table."""
    return {
        "sheet": table.sheet,
        "things": table.things,
        "columns": [
            {
                "key": column.key,
                "words": column.words if not column.options else "",
                "options": list(column.options),
                "default": column.default,
                "of": column.of,
                "several": column.several,
                "required": column.required,
            }
            for column in table.columns
            if not column.only_saved
        ],
    }


def _first(table: Line, line: Mapping[str, Any]) -> list[str]:
    """The first cells of a row, by which a row without a name is called."""
    cells = [str(line.get(column["key"], "")) for column in table["columns"][:4]]
    return [cell.replace("_", " ") for cell in cells if cell]


def _swapped(cell: Any, was: str, now: str, several: bool) -> Any:
    """The cell with one name in place of another, or without it."""
    if not several:
        return now if cell == was else cell
    names = [now if name.strip() == was else name.strip() for name in cell.split(";")]
    return "; ".join(name for name in names if name)


def _wrong(error: ValueError, sheet: Any, at: Any, count: int) -> list[Line]:
    """What is wrong, each with the column it is about where that is in this row."""
    row = count + 1 if at is None else at + 1  # rows are counted from 1
    return [
        {"column": problem.column, "sentence": problem.sentence}
        if (problem.sheet, problem.row) == (sheet, row)
        else {"column": "", "sentence": str(problem)}
        for problem in getattr(error, "problems", ())
    ] or [{"column": "", "sentence": str(error)}]
