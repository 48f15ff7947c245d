"""Whatever file somebody brings: what it is, and the case that is in it."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from relkit.cases import reading as cases
from relkit.cases import topics
from relkit.cases.rows import Problem, SheetError
from relkit.cases.sheets import MOST_BYTES, Sheet, sheets
from relkit.formats import gephi, gexf, graphml, kumu, kumu_json, prsm, xml
from relkit.formats.graph import Graph
from relkit.formats.reading import case_of
from relkit.models.case import Case

MOST_UNPACKED_BYTES = 5_000_000
MOST_FILES = 10
SAVED_FOR = re.compile(r"(-kumu|-prsm|-kumu-csv|-gephi-csv)?( ?\(\d+\))?$")
"""What relkit adds to the name of a file for another tool, and a browser to a twin."""


def read(name: str, content: bytes) -> Case:
    r"""Read a case from whatever file people upload.

    Beside the spreadsheets of relkit itself these are maps from Kumu (XLSX, CSV, JSON),
    PRSM (XLSX), Gephi (CSV), and any GraphML, GEXF or node-link JSON; or a ZIP of one
    such file, or of the two CSV files of a map. What a file is, is decided by its
    bytes, not by its name.

    Parameters
    ----------
    name
        The file's name, such as ``"our-map.xlsx"``.
    content
        Its bytes.

    Raises
    ------
    SheetError
        If anything in it is wrong: sentences that say what, where, and what to do.

    Examples
    --------
    >>> case = read("elm.csv", b"From,To,Type\nThe ward,The trust,reports to")
    >>> case.relations[0].sentence
    '‘The ward’ reports to ‘The trust’'
    """
    if _is_zip(content):
        return read_files(_unpacked(name, content), name=name)
    if len(content) > MOST_BYTES and not content.startswith(b"PK"):
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ is larger than 1 MB. Pack it into a ZIP and choose "
                "that file, or keep only what matters most."
            )
        )
    return _read(name, content, most=MOST_BYTES)


def _read(name: str, content: bytes, *, most: int) -> Case:
    begin = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"<" or _utf16(content).lstrip()[:1] == "<":
        return _of_map(name, _xml(name, content))
    if begin in (b"{", b"["):
        said = kumu_json.parsed(name, content)
        return _of_map(name, kumu_json.graph(name, said))
    return _of_sheets(name, sheets(name, content, most=most))


def read_files(files: Mapping[str, bytes], *, name: str = "") -> Case:
    """Read a case from one file, or from the CSV files that are one map.

    Parameters
    ----------
    files
        The bytes of each file, by its name.
    name
        What the case is called after; by default the first file.

    Raises
    ------
    SheetError
        If anything in them is wrong, or if they do not belong together.
    """
    name = name or next(iter(files), "")
    if len(files) == 1:
        [content] = files.values()
        if _is_zip(content):
            raise _together(name)
        return _read(name, content, most=MOST_UNPACKED_BYTES)
    found: list[Sheet] = []
    for each, content in files.items():
        if content.startswith((b"PK", b"<", b"{")):
            raise _together(name)
        found += sheets(each, content, most=MOST_UNPACKED_BYTES)
    if not (gephi.knows(found) or kumu.knows(found)):
        raise _together(name)
    return _of_sheets(name, found)


def _of_sheets(name: str, found: Sequence[Sheet]) -> Case:
    """A case from relkit's own sheets, or from those of another tool."""
    alone = len(found) == 1 and found[0].name == name
    if not topics.main(topics.named(found)):
        if prsm.knows(found):
            return _of_map(name, prsm.graph(found))
        if gephi.knows(found):
            return _of_map(name, gephi.graph(found))
        if kumu.knows([replace(found[0], name="")] if alone else found):
            return _of_map(name, kumu.graph(found))
    return cases.of_sheets(name, found)


def _of_map(name: str, graph: Graph) -> Case:
    return case_of(_stem(name), graph)


def _stem(name: str) -> str:
    """The name without its ending, and without what relkit and browsers add to it."""
    bare = SAVED_FOR.sub("", Path(name).stem)
    return cases.SAVED_ON.sub("", bare) or bare or name


def _xml(name: str, content: bytes) -> Graph:
    root, notes = xml.parsed(name, content)
    kind = xml.local(root)
    if kind == "graphml":
        return graphml.graph(root, notes)
    if kind == "gexf":
        return gexf.graph(root, notes)
    raise SheetError(
        Problem(
            sentence=f"‘{name}’ is XML, but no map that relkit knows (it begins with "
            f"‘{kind[:40]}’). Save the map as GraphML, GEXF or XLSX, and choose that "
            "file."
        )
    )


def _utf16(content: bytes) -> str:
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    return content[:200].decode("utf-16", errors="replace")


def _is_zip(content: bytes) -> bool:
    """Whether it is a ZIP of files, which an XLSX or a DOCX is too, but not for us."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False  # the reader of spreadsheets says what is wrong with it


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The files in a ZIP, by their names without folders."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [
                each
                for each in archive.infolist()
                if not each.is_dir() and not each.filename.startswith(("__MACOSX", "."))
            ]
            size = sum(each.file_size for each in inside)
            if size > MOST_UNPACKED_BYTES or not 0 < len(inside) <= MOST_FILES:
                raise _together(name)
            return {PurePosixPath(e.filename).name: archive.read(e) for e in inside}
    except SheetError:
        raise
    except Exception as error:  # a broken archive breaks in many ways
        raise _together(name) from error


def _together(name: str) -> SheetError:
    return SheetError(
        Problem(
            sentence=f"What is in ‘{name}’ is not one map. Choose one file, or the two "
            "CSV files that belong together: one with elements or nodes, one with "
            "connections or edges, up to 5 MB."
        )
    )
