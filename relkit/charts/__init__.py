"""Pictures of the models' values: functions that return Altair charts.

jsonschema, which Altair brings, loads a checker for every format that it finds a
library for, as it does beside any Jupyter server: addresses, colours, dates, and one of
them builds a whole grammar. That is 1 to 2.5 s and 20 MB in each kernel, for checks
that no chart needs. So these libraries stay hidden while Altair loads; jsonschema then
does without, as it does where they are not installed.

Nor is rubbish collected meanwhile: Altair makes thousands of classes, all of them to
stay, and Python would look through them again and again, 0.1 s in each kernel.
"""

import gc

from relkit import imports

_CHECKERS = (
    "fqdn",
    "idna",
    "isoduration",
    "jsonpointer",
    "rfc3339_validator",
    "rfc3986_validator",
    "rfc3987_syntax",
    "uri_template",
    "webcolors",
)

_collects = gc.isenabled()
gc.disable()
try:
    with imports.hiding(*_CHECKERS):
        import altair
finally:
    if _collects:
        gc.enable()

__all__ = ["altair"]
