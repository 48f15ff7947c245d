"""What people take home as files: a place, and what a room has shown.

Whatever people typed is written as text: a spreadsheet program never runs it.
"""

from relkit.export.places import csv_of, template, to_csv, to_xlsx

__all__ = ["csv_of", "template", "to_csv", "to_xlsx"]
