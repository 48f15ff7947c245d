"""What was read otherwise than a file has it: collected, then told in few sentences."""

from relkit.formats.graph import some

LONGEST_NAME = 120
LONGEST_NOTE = 500


class Said:
    """Sentences about what could not be kept, each with what it was said of.

    Examples
    --------
    >>> said = Said()
    >>> said.name("Repairs; voids")
    'Repairs, voids'
    >>> said.sentences()
    ['Names with a comma for each semicolon, which relkit keeps for lists: ‘Repairs; voids’.']
    """  # noqa: E501 - what an example prints cannot be broken

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}

    def add(self, sentence: str, what: str) -> None:
        """Say it of one more."""
        self._of.setdefault(sentence, []).append(what)

    def sentences(self) -> list[str]:
        """Each sentence once, with the first few of which it was said."""
        return [f"{sentence}: {some(of)}." for sentence, of in self._of.items()]

    def name(self, text: str) -> str:
        """A name as relkit can keep it."""
        if ";" in text:
            self.add(
                "Names with a comma for each semicolon, which relkit keeps for lists",
                f"‘{text}’",
            )
        return self.fitted(text.replace(";", ","), LONGEST_NAME)

    def note(self, text: str) -> str:
        """A note as relkit can keep it."""
        return self.fitted(text, LONGEST_NOTE)

    def kept(self, word: str, note: str) -> str:
        """The note with the file's own word before it; once is enough."""
        told = f"In the file: {word}."
        return note if told in note else f"{told} {note}".strip()

    def fitted(self, text: str, longest: int) -> str:
        """The text, cut where it is too long."""
        if len(text) <= longest:
            return text
        self.add(f"Cut to {longest} characters", f"‘{text[:40]}…’")
        return f"{text[: longest - 1].rstrip()}…"
