"""Cases: one place's story in data, read and checked; nothing is ever half loaded.

A case is a folder like those in ``datasets/cases``, or one spreadsheet (XLSX, or CSV
for the activities alone). ``datasets/README.md`` is the dictionary of their columns.
"""

from relkit.cases.edits import added, edited, given
from relkit.cases.reading import known, named, read, read_spreadsheet
from relkit.cases.rows import SheetError

__all__ = [
    "SheetError",
    "added",
    "edited",
    "given",
    "known",
    "named",
    "read",
    "read_spreadsheet",
]
