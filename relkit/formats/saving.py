"""A case as a file for another tool."""

import io
import zipfile
from collections.abc import Callable, Mapping

from relkit.cases.edits import settled
from relkit.cases.workbook import Lines, csv_file, workbook
from relkit.formats import gephi, gexf, graphml, kumu, kumu_json, prsm
from relkit.formats.writing import map_of
from relkit.models.case import Case

STAYS = (
    "Only actors, relations, outcomes and decisions are in it: the story, the figures "
    "and the other topics stay in relkit’s own spreadsheet."
)


def to_kumu_xlsx(case: Case) -> bytes:
    """A workbook for Kumu, with the sheets Elements and Connections."""
    return workbook(kumu.tables(map_of(settled(case))))


def to_kumu_csv(case: Case) -> bytes:
    """A ZIP of two CSV files for Kumu: elements and connections."""
    return _zipped(case, kumu.tables(map_of(settled(case))), delimiter=",")


def to_kumu_json(case: Case) -> bytes:
    """A blueprint for Kumu, as a file or behind a remote link."""
    return kumu_json.blueprint(map_of(settled(case)))


def to_prsm_xlsx(case: Case) -> bytes:
    """A workbook for PRSM, with the sheets Factors and Links."""
    return workbook(prsm.tables(map_of(settled(case))))


def to_graphml(case: Case) -> bytes:
    """GraphML with an id for every edge."""
    return graphml.written(map_of(settled(case)))


def to_gexf(case: Case) -> bytes:
    """GEXF 1.3."""
    return gexf.written(map_of(settled(case)))


def to_gephi_csv(case: Case) -> bytes:
    """A ZIP of two CSV files for Gephi: nodes and edges."""
    return _zipped(case, gephi.tables(map_of(settled(case))), delimiter=";")


KINDS: Mapping[str, Callable[[Case], bytes]] = {
    "-kumu.xlsx": to_kumu_xlsx,
    "-kumu-csv.zip": to_kumu_csv,
    "-kumu.json": to_kumu_json,
    "-prsm.xlsx": to_prsm_xlsx,
    ".graphml": to_graphml,
    ".gexf": to_gexf,
    "-gephi-csv.zip": to_gephi_csv,
}
"""By the ending of its file, what makes each format."""

NAMES: Mapping[str, str] = {
    "-kumu.xlsx": "for Kumu (XLSX)",
    "-kumu-csv.zip": "for Kumu (two CSV files in a ZIP)",
    "-kumu.json": "for Kumu (JSON blueprint)",
    "-prsm.xlsx": "for PRSM (XLSX)",
    ".graphml": "as GraphML",
    ".gexf": "as GEXF",
    "-gephi-csv.zip": "for Gephi (two CSV files in a ZIP)",
}
"""By the ending of its file, what each format is for, as in "Save for Kumu (XLSX)"."""

LOSSES: Mapping[str, tuple[str, ...]] = {
    "-kumu.xlsx": kumu.LOSSES,
    "-kumu-csv.zip": kumu.LOSSES,
    "-kumu.json": kumu_json.LOSSES,
    "-prsm.xlsx": prsm.LOSSES,
    ".graphml": graphml.LOSSES,
    ".gexf": gexf.LOSSES,
    "-gephi-csv.zip": gephi.LOSSES,
}


def losses(ending: str) -> tuple[str, ...]:
    """What a file for another tool cannot keep, in sentences; of others, none.

    Examples
    --------
    >>> losses(".gexf")[0][:54]
    'Only actors, relations, outcomes and decisions are in '
    """
    return (STAYS, *LOSSES[ending]) if ending in LOSSES else ()


def _zipped(case: Case, tables: Mapping[str, Lines], *, delimiter: str) -> bytes:
    """One CSV for each table; without the mark of UTF-8, which would hide a heading."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, rows in tables.items():
            content = csv_file(rows, delimiter=delimiter, mark=False)
            archive.writestr(f"{case.name}-{title.casefold()}.csv", content)
    return packed.getvalue()
