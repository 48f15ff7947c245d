"""XML that others wrote: opened safely, and mended where a tool is known to slip."""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from relkit.cases.rows import Problem, SheetError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(\w+;)?")
MENDED = (
    "‘&’ stood in the file without being written as XML wants it; it was read as ‘&’."
)


def parsed(name: str, content: bytes) -> tuple["Element", list[str]]:
    """The outermost element, and what was mended on the way.

    PRSM writes names into GEXF as they are: a bare ``&`` is read as people meant it.
    Entities of one's own are refused before they are expanded.

    Raises
    ------
    SheetError
        If it is not XML, or if it defines entities or wants other files.
    """
    # There are no types for it, and it has few names.
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import (  # type: ignore[import-untyped]
        ParseError,
        fromstring,
    )

    try:
        try:
            return fromstring(content), []
        except ParseError as error:
            text = _text(content)
            mended = BARE.sub(_meant, text)
            if mended == text:
                raise error
            return fromstring(mended), [MENDED]
    except DefusedXmlException as error:
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ defines words of its own (entities) or asks for "
                "other files, and relkit opens no such XML. Save it again from the "
                "program that it comes from."
            )
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        line, _ = getattr(error, "position", (0, 0))
        where = f" (line {line})" if line else ""
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ is not complete XML{where}. Save it again from the "
                "program that it comes from, and choose that file."
            )
        ) from error


def local(element: "Element") -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def every(element: "Element", name: str) -> Iterator["Element"]:
    """All elements of a name inside another, however deep."""
    return (each for each in element.iter() if local(each) == name)


def _text(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")


def _meant(found: "re.Match[str]") -> str:
    """A bare ampersand, or a word that HTML has for a letter and XML has not."""
    letter = html.unescape(found[0])
    return f"&amp;{found[1] or ''}" if letter == found[0] else html.escape(letter)
