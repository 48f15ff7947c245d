"""Maps in the formats that people use already: Kumu, PRSM, GraphML, GEXF, Gephi.

What relkit says and a format has no place for travels as further columns, and comes
back. What cannot be kept is said: before saving by `losses`, after reading by the notes
of the case.
"""

from relkit.formats.files import read, read_files
from relkit.formats.saving import (
    KINDS,
    NAMES,
    losses,
    to_gephi_csv,
    to_gexf,
    to_graphml,
    to_kumu_csv,
    to_kumu_json,
    to_kumu_xlsx,
    to_prsm_xlsx,
)

__all__ = [
    "KINDS",
    "NAMES",
    "losses",
    "read",
    "read_files",
    "to_gephi_csv",
    "to_gexf",
    "to_graphml",
    "to_kumu_csv",
    "to_kumu_json",
    "to_kumu_xlsx",
    "to_prsm_xlsx",
]
