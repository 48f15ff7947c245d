"""Files that never change while the server runs, kept compressed in memory."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tornado.web

ONE_YEAR = 31_536_000
# Fixed, for on some Windows machines a registry calls JavaScript plain text, which a
# browser then refuses to run.
_TYPES = {
    ".js": "application/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_COMPRESSIBLE = ("text/", "application/javascript", "application/json", "image/svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file, ready to be sent."""

    content: bytes
    squeezed: bytes | None
    media_type: str
    fingerprint: str


def read_item(file: Path) -> Item:
    """A file with its compressed copy, where compressing it saves anything.

    Parameters
    ----------
    file
        The file to read. Its ending says what it is.

    Returns
    -------
    Item
        The content, and its gzip copy for text; pictures and fonts have none.
    """
    content = file.read_bytes()
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    media_type = _TYPES.get(file.suffix, guessed)
    squeezed = None
    if media_type.startswith(_COMPRESSIBLE):
        squeezed = gzip.compress(content, compresslevel=6, mtime=0)
    return Item(
        content=content,
        squeezed=squeezed,
        media_type=media_type,
        fingerprint=hashlib.sha256(content).hexdigest()[:16],
    )


class Shelf:
    """Folders whose files are read once, when somebody first asks for them.

    Parameters
    ----------
    folders
        Where to look, in this order: the first folder that has a file wins.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = [folder.resolve() for folder in folders if folder.is_dir()]
        self._items: dict[Path, Item] = {}

    @property
    def edition(self) -> str:
        """A short text that changes whenever a file on the shelf changes."""
        digest = hashlib.sha256()
        for folder in self._folders:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    state = file.stat()
                    name = file.relative_to(folder).as_posix()
                    digest.update(
                        f"{name} {state.st_size} {state.st_mtime_ns}\n".encode()
                    )
        return digest.hexdigest()[:12]

    def find(self, name: str) -> Item | None:
        """The file with this name, or None if no folder of the shelf has it.

        Parameters
        ----------
        name
            Path inside a folder, with forward slashes, as in a web address.

        Returns
        -------
        Item or None
            None also for a name that leads out of the folders.
        """
        file = self._locate(name)
        if file is not None and file not in self._items:
            self._items[file] = read_item(file)
        return None if file is None else self._items[file]

    def _locate(self, name: str) -> Path | None:
        if "\0" in name:
            return None
        for folder in self._folders:
            try:
                file = (folder / name).resolve()
                if file.is_relative_to(folder) and file.is_file():
                    return file
            except OSError:  # a name longer than the file system takes
                return None
        return None


class ShelfFile(tornado.web.RequestHandler):
    """Answers with a file from a shelf.

    The address names the edition, so browsers may keep the file for a year.
    """

    def initialize(self, shelf: Shelf) -> None:
        """Remember the shelf."""
        self.shelf = shelf

    def set_default_headers(self) -> None:
        """Send the headers every page has."""
        for name, value in self.settings.get("headers", {}).items():
            self.set_header(name, value)

    def get(self, name: str) -> None:
        """Send the file, compressed if the browser can read that."""
        item = self.shelf.find(name)
        if item is None:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", item.media_type)
        self.set_header("Cache-Control", f"public, max-age={ONE_YEAR}, immutable")
        self.set_header("Etag", f'"{item.fingerprint}"')
        if self.check_etag_header():
            self.set_status(304)
            return
        accepts_gzip = "gzip" in self.request.headers.get("Accept-Encoding", "")
        if accepts_gzip and item.squeezed is not None:
            self.set_header("Content-Encoding", "gzip")
            self.write(item.squeezed)
        else:
            self.write(item.content)

    def compute_etag(self) -> str | None:
        """The file's own fingerprint, set in ``get``; nothing to compute here."""
        return None

    def write_error(self, status_code: int, **_: object) -> None:
        """Say it in words, without a page around them."""
        self.finish(f"{status_code}: there is no such file here.")
