"""Where the notebooks, exercises and datasets are on this machine.

In a checkout they stand beside the package; an installed relkit carries them inside.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

CONTENT = _PACKAGE if (_PACKAGE / "notebooks").is_dir() else _PACKAGE.parent
NOTEBOOKS = CONTENT / "notebooks"
EXERCISES = CONTENT / "exercises"
DATASETS = CONTENT / "datasets"
