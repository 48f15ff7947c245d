"""Which kernels may begin in the same warm process."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCHERS = ("ipykernel_launcher", "ipykernel")
# Read by Python, the loader or the C library when a process starts, and not again.
_READ_AT_START = ("PYTHON", "LD_", "DYLD_", "LC_", "LANG", "MALLOC_")
# Memory that large messages took for a moment goes back at once. Left to itself, the C
# library keeps more the larger they were: 5 MB in a kernel that has sent its pictures.
_GIVES_BACK = {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
_WITH_A_WORD = ("-X", "-W")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is the same for all kernels that begin in one warm process."""

    python: str
    options: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    imports: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """The environment of the server, with the settings of the recipe."""
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_READ_AT_START)
        }
        return own | _GIVES_BACK | dict(self.settings)

    def command(self, script: Path, *words: str) -> list[str]:
        """The command that starts a script as the recipe says.

        Parameters
        ----------
        script
            The file to run.
        *words
            What it is told before the names of the modules.
        """
        return [self.python, *self.options, str(script), *words, *self.imports]


def recipe(
    command: Sequence[str], environment: Mapping[str, str], imports: Sequence[str]
) -> tuple[Recipe, list[str]] | None:
    """What a kernel's command needs, and the words that are left for the kernel.

    Parameters
    ----------
    command
        The command by which the kernel would be started as a process of its own.
    environment
        The kernel's environment.
    imports
        Names of the modules to import ahead.

    Returns
    -------
    tuple or None
        None if the command starts anything but Python with ipykernel.

    Examples
    --------
    >>> command = ["python3", "-m", "ipykernel_launcher", "-f", "k.json"]
    >>> _, words = recipe(command, {}, ["json"])
    >>> words
    ['-f', 'k.json']
    """
    if not command or "-m" not in command:
        return None
    python, *rest = command
    at = rest.index("-m")
    options, module, words = rest[:at], rest[at + 1 : at + 2], rest[at + 2 :]
    if not _all_options(options) or module[:1] not in [[name] for name in LAUNCHERS]:
        return None
    settings = {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_START)
    }
    found = Recipe(
        python=python,
        options=tuple(options),
        settings=tuple(sorted(settings.items())),
        imports=tuple(imports),
    )
    return found, words


def _all_options(words: Sequence[str]) -> bool:
    """Whether these words are options of Python, and none is a script to run."""
    return all(
        (word.startswith("-") and word != "-c") or before in _WITH_A_WORD
        for before, word in zip(["", *words], words, strict=False)
    )
