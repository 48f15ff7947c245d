"""Pictures of the models' values: functions that return Altair charts.

jsonschema, which Altair brings, builds a whole grammar at import when
``rfc3987_syntax`` is there, as it is beside any Jupyter server: 1 to 2.5 s and 16 MB in
each kernel, for a check of addresses that no chart has. So it stays hidden while Altair
loads; jsonschema then does without, as it does where it is not installed.
"""

import sys

_GRAMMAR = "rfc3987_syntax"

if _GRAMMAR in sys.modules:
    import altair
else:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
    try:
        import altair
    finally:
        del sys.modules[_GRAMMAR]

__all__ = ["altair"]
