"""Makes the one JavaScript bundle that draws every picture, when relkit is built.

vl-convert carries its own copies of Vega and Vega-Lite, so nothing is
asked for over the network, and a page of relkit never asks another host either.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import vl_convert
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path("relkit/widgets/static/vega.js")

# The copies that vl-convert carries; a build stops with an error if one is missing.
# Vega-Lite must be the version that Altair writes (``altair.SCHEMA_VERSION``):
# tests/test_layers.py compares the two.
VEGA = "6.2.0"
VEGA_LITE = "6.4.1"
VEGA_INTERPRETER = "2.0.0"

# The interpreter lets Vega run under a Content-Security-Policy without ``unsafe-eval``.
# ``vega`` and ``vegaLite`` are taken inside the snippet: vl-convert imports its own.
SNIPPET = f"""
import {{ View, Warn, parse }} from "/npm/vega@{VEGA}/+esm";
import {{ expressionInterpreter }} from "/npm/vega-interpreter@{VEGA_INTERPRETER}/+esm";
import {{ compile }} from "/npm/vega-lite@{VEGA_LITE}/+esm";
const drawing = {{ View, Warn, parse, expressionInterpreter }};
const grammar = {{ compile, version: "{VEGA_LITE}" }};
export {{ drawing as vega, grammar as vegaLite }};
"""

# Read from the checkout when relkit is installed for editing; carried by a wheel.
CARRIED = ("notebooks", "exercises", "datasets")
# Where Jupyter looks for them.
SHARED = {
    "relkit/server/templates/relkit": "share/jupyter/voila/templates/relkit",
    "relkit/kernels/kernelspec": "share/jupyter/kernels/relkit",
}


class VegaBundle(BuildHookInterface):  # type: ignore[type-arg]
    """Writes ``vega.js`` and adds the folders that a wheel carries."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare one wheel; ``version`` is ``standard`` or ``editable``."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        bundle = root / BUNDLE
        bundle.parent.mkdir(parents=True, exist_ok=True)
        bundle.write_text(vl_convert.javascript_bundle(SNIPPET), encoding="utf-8")

        for folder, target in SHARED.items():
            if (root / folder).is_dir():
                build_data["shared_data"][folder] = target
        if version == "standard":
            for folder in CARRIED:
                if (root / folder).is_dir():
                    build_data["force_include"][folder] = f"relkit/{folder}"
