"""Kumu's JSON: blueprints, and the full export of a project; and networkx' node-link.

Source: Kumu's documentation, "JSON / Blueprints" (docs.kumu.io), and what a project’s
export holds: ``_id``, what is said under ``attributes``, and maps that list their
elements. What is on none of the maps is in the project’s trash.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relkit.cases.rows import Problem, Row, SheetError
from relkit.formats import kumu
from relkit.formats.graph import (
    EDGE,
    NODE,
    OF_EDGE,
    OF_NODE,
    SEVERAL,
    Edge,
    Graph,
    Node,
    keyed,
    row_of,
)
from relkit.formats.linking import linked
from relkit.formats.tables import heading, value
from relkit.models import words

LOSSES = (
    *kumu.LOSSES[1:],
    "Kumu gives all lines one direction when it reads a map from a remote link.",
)
"""What Kumu does otherwise; `formats.losses` tells it before somebody saves."""

Said = Mapping[str, Any]


def parsed(name: str, content: bytes) -> Said:
    """What a JSON file says.

    Raises
    ------
    SheetError
        If it is not JSON, or not one object.
    """
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if hasattr(error, "lineno") else ""
        raise _wrong(
            f"‘{name}’ is not complete JSON{where}. Save it again from the program "
            "that it comes from, and choose that file."
        ) from error
    if not isinstance(said, dict):
        raise _shape(name)
    return said


def graph(name: str, said: Said) -> Graph:
    """The graph of a blueprint, of a project, or of networkx’ node-link form.

    Raises
    ------
    SheetError
        If it has another shape, or if an element or a connection cannot be used.
    """
    if "elements" in said:
        nodes, edges = _each(name, said, "elements"), _each(name, said, "connections")
        on_a_map, notes = _on_a_map(said), list(_left(said))
        kept = [each for each in nodes if on_a_map is None or each["_id"] in on_a_map]
        if len(kept) < len(nodes):
            trash = words.counted(len(nodes) - len(kept), "element")
            notes.append(f"Left out, for no map of the project shows them: {trash}.")
            ids = {each["_id"] for each in kept}
            edges = [e for e in edges if {e.get("from"), e.get("to")} <= ids]
        return linked(
            _rows(map(_flat, kept), NODE), _rows(map(_turned, edges), EDGE), notes=notes
        )
    if "nodes" in said:
        key = "links" if "links" in said else "edges"
        undirected = {} if said.get("directed") else {"direction": "undirected"}
        edges = [{**undirected, **each} for each in _each(name, said, key)]
        return linked(
            _rows(_each(name, said, "nodes"), NODE),
            _rows([{k: v for k, v in e.items() if k != "key"} for e in edges], EDGE),
        )
    raise _shape(name)


def blueprint(drawn: Graph) -> bytes:
    """A blueprint; Kumu reads it as a file, or again and again from a link."""
    nodes = ("id", "label", "type", "note", "tags", *OF_NODE)
    edges = ("id", "source", "target", "type", "direction", "note", "tags", *OF_EDGE)
    told = {
        "elements": [_object(kumu.shown(each), nodes) for each in drawn.nodes],
        "connections": [_object(kumu.tagged(each), edges) for each in drawn.edges],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


KEYS = {"source": "from", "target": "to", "note": "description"}
SMALL = ("id", "label", "type", "direction", "tags")


def _object(thing: Node | Edge, keys: Iterable[str]) -> Said:
    told: dict[str, object] = {}
    for key in keys:
        said: object = value(thing, key)
        if key in ("tags", "powers") and said:
            said = str(said).split(SEVERAL)
        if said != "":
            told[KEYS.get(key, key if key in SMALL else heading(key))] = said
    return told


def _each(name: str, said: Said, key: str) -> list[Said]:
    each = said.get(key, [])
    if not isinstance(each, list) or not all(isinstance(e, dict) for e in each):
        raise _wrong(
            f"‘{name}’ has no list of objects under ‘{key}’, as "
            '{"' + key + '": [{…}, {…}]}. Save it again from the program that it '
            "comes from."
        )
    return each


def _flat(said: Said) -> Said:
    """An element or a connection of a project, as a blueprint has it."""
    inside = said.get("attributes")
    return {
        **{k: v for k, v in said.items() if k != "attributes" and v is not False},
        **(inside if isinstance(inside, dict) else {}),
    }


def _turned(said: Said) -> Said:
    flat = dict(_flat(said))
    if flat.pop("reversed", False):
        flat["from"], flat["to"] = flat.get("to"), flat.get("from")
    return flat


def _rows(all: Iterable[Said], keys: Mapping[str, Sequence[str]]) -> list[Row]:
    listed = list(all)
    names = keyed({key for each in listed for key in each}, keys)
    return [
        row_of(((key, _plain(said)) for key, said in each.items()), names)
        for each in listed
    ]


def _plain(said: object) -> object:
    if isinstance(said, list):
        return SEVERAL.join(str(each) for each in said if each is not None)
    if isinstance(said, bool):
        return "yes" if said else "no"
    return json.dumps(said) if isinstance(said, dict) else said


def _on_a_map(said: Said) -> set[Any] | None:
    """The ids of all elements on the maps of a project; ``None`` if it lists none."""
    found = set()
    for each in _listed(said, "maps"):
        for element in _listed(each, "elements"):
            id = element.get("element")
            if isinstance(id, str):
                found.add(id)
    known = all("_id" in each for each in said["elements"])
    return found if found and known else None


def _left(said: Said) -> Iterable[str]:
    """What of a project relkit has no place for."""
    if len(maps := _listed(said, "maps")) > 1:
        yield f"The project has {len(maps)} maps; all were read as one."
    if loops := _listed(said, "loops"):
        yield f"Left out: {words.counted(len(loops), 'loop')}."
    if said.get("perspectives") or said.get("maps"):
        yield "Positions, colours and views stay in your file."


def _listed(said: Said, key: str) -> list[Said]:
    each = said.get(key)
    return [e for e in each if isinstance(e, dict)] if isinstance(each, list) else []


def _shape(name: str) -> SheetError:
    return _wrong(
        f"‘{name}’ is JSON, but no map that relkit knows. It reads Kumu’s (elements "
        "and connections) and networkx’ (nodes and links)."
    )


def _wrong(sentence: str) -> SheetError:
    return SheetError(Problem(sentence=sentence))
