import re
import subprocess
import sys
from pathlib import Path

import altair
import pytest

ROOT = Path(__file__).parents[1]


def modules_of(package: str) -> list[str]:
    files = (ROOT / "relkit" / package).rglob("*.py")
    names = [".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files]
    return sorted(name.removesuffix(".__init__") for name in names)


def loaded_by(*modules: str) -> set[str]:
    """Names of all modules that a new Python holds after it imported these."""
    code = "import {}, sys; print(*sys.modules)".format(", ".join(modules))
    answer = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return set(answer.stdout.split())


def test_importing_relkit_loads_nothing_else():
    loaded = loaded_by("relkit")
    assert {m for m in loaded if m.startswith("relkit")} == {"relkit"}
    assert not loaded & {"altair", "ipywidgets", "openpyxl", "pandas", "voila"}


@pytest.mark.parametrize("package", ["models", "charts", "widgets"])
def test_a_kernel_needs_neither_pandas_nor_numpy(package):
    modules = modules_of(package)
    assert modules
    assert not loaded_by(*modules) & {"numpy", "pandas"}


def test_charts_load_no_library_that_only_checks_formats():
    assert not loaded_by("relkit.charts") & {"rfc3987_syntax", "idna", "webcolors"}


def test_the_server_builds_no_grammar_of_addresses():
    assert "rfc3987_syntax" not in loaded_by("relkit.server.app")


def test_models_need_only_the_standard_library():
    loaded = loaded_by(*modules_of("models"))
    tops = {name.partition(".")[0] for name in loaded - loaded_by("sys")}
    assert tops - {"relkit"} <= sys.stdlib_module_names


def test_pictures_are_drawn_by_the_vega_lite_that_altair_writes_for():
    recipe = (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    bundled = re.search(r'^VEGA_LITE = "(.+)"$', recipe, re.MULTILINE)[1]
    assert f"v{bundled}" == altair.SCHEMA_VERSION
