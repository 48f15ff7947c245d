"""The web server behind ``relkit serve``: Voilà with relkit's pages and manners.

jsonschema, which Jupyter's server brings, builds a whole grammar of addresses in other
alphabets when it finds the library for it: more than half of the time in which relkit
starts, for a check that it never makes.
"""

from relkit import imports

with imports.hiding("rfc3987_syntax"):
    import jsonschema  # noqa: F401  (before anybody else does)
