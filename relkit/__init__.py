"""Relational services, to learn about with pictures you can hold in your hands.

Importing ``relkit`` loads nothing else: import the part you need, for example
``from relkit.models import four_worlds``.
"""

__version__ = "0.1.0"
