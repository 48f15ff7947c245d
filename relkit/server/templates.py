"""The templates of the pages, compiled once and not again for every visitor.

Voilà gives each page an environment of its own and compiles some twenty templates in
it, which takes 0.2 s of the server's one loop: everybody in a live room waits for it.
"""

import functools
from collections.abc import AsyncIterator, MutableMapping
from types import CodeType
from typing import Any

import jinja2
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Bool

# Stands in a template where what came so far is worth sending.
SEND = "<!-- send -->"


class InParts(jinja2.Template):
    """A template that gives a page in a few parts; Jinja gives hundreds of scraps."""

    async def generate_async(self, *given: Any, **named: Any) -> AsyncIterator[str]:
        """The page, in parts that end where the template says ``<!-- send -->``.

        Parameters
        ----------
        *given, **named
            What the template is told.
        """
        scraps: list[str] = []
        async for scrap in super().generate_async(*given, **named):
            scraps.append(scrap)
            if SEND in scrap:
                yield "".join(scraps)
                scraps.clear()
        yield "".join(scraps)


class CompiledOnce(jinja2.BaseLoader):
    """Templates from folders, each compiled when a page first needs it.

    Parameters
    ----------
    folders
        Where to look, in this order. All environments that use it are set up alike.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._files = jinja2.FileSystemLoader(folders)
        self._codes: dict[str, CodeType] = {}

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """A template with this name, in this environment."""
        if name not in self._codes:
            source, file, _ = self._files.get_source(environment, name)
            self._codes[name] = environment.compile(source, name, file)
        code = self._codes[name]
        return InParts.from_code(environment, code, globals or {})


class KeepTemplates(Preprocessor):
    """Lets the exporter of a page use the templates compiled for the pages before.

    It changes nothing in the notebook. Preprocessors are the one part of an exporter
    that its configuration can add.
    """

    enabled = Bool(True)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.parent.extra_loaders = [_compiled(tuple(self.parent.template_paths))]

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave the notebook as it is."""
        return nb, resources


_compiled = functools.cache(CompiledOnce)
