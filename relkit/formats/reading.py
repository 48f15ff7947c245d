"""A graph as a case: who is an actor, what is a relation, and what cannot be kept."""

import re
from collections.abc import Iterable, Mapping

from relkit.cases.rows import Problem, SheetError, told
from relkit.formats.graph import EDGE, NODE, SEVERAL, Edge, Graph, Node, some
from relkit.formats.kinds import ACTORS, DECISION, OUTCOME, SIDES, known, plain
from relkit.formats.lines import Lines
from relkit.formats.said import LONGEST_NAME, Said
from relkit.models import words
from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import (
    HIGHEST,
    MOST_ACTORS,
    MOST_RELATIONS,
    Actor,
    ActorKind,
    Decision,
    Outcome,
)
from relkit.models.standpoints import Standpoint

Role = ActorKind | str


def case_of(name: str, graph: Graph) -> Case:
    """The actors, relations, outcomes and decisions on a map.

    Its ``notes`` say what was read otherwise than the file has it, or not at all.

    Raises
    ------
    SheetError
        If two have one name, or if there are too many or none.

    Examples
    --------
    >>> node = Node(id="1", label="Tenants’ group", type="NGO")
    >>> case = case_of("elm", Graph(nodes=(node,), edges=()))
    >>> case.actors[0].kind.value, case.notes[0]  # doctest: +NORMALIZE_WHITESPACE
    ('institution', 'Read as institutions, for relkit does not know their type (it is
    kept in the note): ‘NGO’.')
    """
    said = Said()
    roles = {node.id: _role(node) for node in graph.nodes}
    names = _names(graph.nodes, roles, said)
    actors = tuple(
        _actor(node, names[node.id], said)
        for node in graph.nodes
        if roles[node.id] not in (OUTCOME, DECISION)
    )
    people = {actor.name for actor in actors if actor.kind is ActorKind.PEOPLE}
    lines = Lines(graph, roles, names, people, said)
    _not_too_many(name, len(actors), len(lines.relations))
    outcomes = [n for n in graph.nodes if roles[n.id] == OUTCOME]
    decisions = [n for n in graph.nodes if roles[n.id] == DECISION]
    return Case(
        name=name,
        title=name,
        place=name,
        kind=Kind.OBSERVED,
        actors=actors,
        relations=lines.relations,
        outcomes=tuple(_outcomes(outcomes, names, lines, said)),
        decisions=tuple(_decision(n, names[n.id], lines, said) for n in decisions),
        notes=(*graph.notes, *said.sentences(), *_no_place(graph)),
    )


def _role(node: Node) -> Role:
    word = plain(node.type)
    if word in (OUTCOME, DECISION):
        return word
    kind = known(node.type, ActorKind, ACTORS)
    tagged = (known(tag, ActorKind, ACTORS) for tag in _tags(node))
    return kind or next(filter(None, tagged), ActorKind.INSTITUTION)


def _names(
    nodes: Iterable[Node], roles: Mapping[str, Role], said: Said
) -> dict[str, str]:
    """The name of each node by its id; the label, unless the name is told beside it."""
    names: dict[str, str] = {}
    taken: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for node in nodes:
        name = said.name(_own_name(node))
        what = roles[node.id] if roles[node.id] in (OUTCOME, DECISION) else "actor"
        if (what, name.casefold()) in taken:
            sentence = (
                f"‘{name}’ stands here a second time. Give each element a name of its "
                "own, or delete one of the two."
            )
            wrong = node.row and node.row.wrong("label", sentence)
            problems += wrong.problems if wrong else (Problem(sentence=sentence),)
        taken[what, name.casefold()] = node.id
        names[node.id] = name
    if problems:
        raise told(problems)
    return names


def _own_name(node: Node) -> str:
    """The name that relkit wrote beside a label, if the label is still as it was."""
    name = node.attributes.get("name", "")
    bare = re.sub(rf" \(({OUTCOME}|{DECISION})\)\**$", "", node.label)
    same = {_letters(node.label), _letters(bare)}
    return name if name and _letters(name) in same else node.label


def _letters(said: str) -> str:
    return "".join(c for c in said.casefold() if c not in f"{SEVERAL}/ ")


def _actor(node: Node, name: str, said: Said) -> Actor:
    kind, side = known(node.type, ActorKind), known(_side(node), Standpoint, SIDES)
    note, tags = node.note, _tags(node)
    if kind is None:
        role = _role(node)
        assert isinstance(role, ActorKind)
        kind = role
        if known(node.type, ActorKind, ACTORS) or (not node.type and tags):
            if node.type:
                said.add("Types read as relkit’s own", f"‘{node.type}’ as {role.label}")
        elif node.type:
            note = said.kept(node.type, note)
            said.add(
                "Read as institutions, for relkit does not know their type (it is "
                "kept in the note)",
                f"‘{node.type}’",
            )
        else:
            said.add("Read as institutions, for they have no type", f"‘{name}’")
    if side is None:
        tagged = (known(tag, Standpoint, SIDES) for tag in tags)
        side = next(filter(None, tagged), None)
    if side is None:
        side = Standpoint.PLACE
        said.add(
            "Read on the side of the place, for no column ‘side’ says community, "
            "place or centre",
            f"‘{name}’",
        )
    return Actor(
        name=name,
        kind=kind,
        side=side,
        power=_amount(node, "power", said),
        interest=_amount(node, "interest", said),
        said_by=said.fitted(node.attributes.get("said_by", ""), LONGEST_NAME),
        note=said.note(_with_tags(note, tags)),
    )


def _side(node: Node) -> str:
    return node.attributes.get("side", "")


def _tags(node: Node) -> list[str]:
    tags = re.split(rf"[{SEVERAL},;]", node.attributes.get("tags", ""))
    return [tag.strip() for tag in tags if tag.strip()]


def _with_tags(note: str, tags: Iterable[str]) -> str:
    """The note, and the tags that say neither side nor kind."""
    left = [
        tag
        for tag in tags
        if not (known(tag, Standpoint, SIDES) or known(tag, ActorKind, ACTORS))
    ]
    told = f"Tags: {', '.join(left)}."
    return f"{note} {told}".strip() if left and told not in note else note


def _amount(node: Node, key: str, said: Said) -> int | None:
    text = node.attributes.get(key, "")
    number = re.fullmatch(r"0*(\d)(\.0*)?", text, re.ASCII)
    if number and int(number[1]) <= HIGHEST:
        return int(number[1])
    if text:
        said.add(
            f"Left empty, for {key} is a whole number from 0 to {HIGHEST}", f"‘{text}’"
        )
    return None


def _outcomes(
    nodes: Iterable[Node], names: Mapping[str, str], lines: Lines, said: Said
) -> Iterable[Outcome]:
    for node in nodes:
        whose, takes = lines.life.get(node.id), lines.takes.get(node.id)
        if not whose or not takes:
            said.add(
                "Outcomes that were left out, for they need a line ‘in the life of’ to "
                "people and a line ‘takes’ to an actor",
                f"‘{names[node.id]}’",
            )
            continue
        yield Outcome(
            name=names[node.id],
            whose=whose,
            takes=tuple(takes),
            note=said.note(node.note),
        )


def _decision(node: Node, name: str, lines: Lines, said: Said) -> Decision:
    decides, heard, told = (part.get(node.id, {}) for part in lines.parts)
    asked = node.attributes
    return Decision(
        name=name,
        decides=tuple(decides),
        heard=tuple(heard),
        told=tuple(told),
        reasons_published=_answer(asked.get("reasons_published", "")),
        open_to_challenge=_answer(asked.get("open_to_challenge", "")),
        note=said.note(node.note),
    )


def _answer(said: str) -> Answer:
    return known(said, Answer, {"true": Answer.YES, "false": Answer.NO}) or (
        Answer.UNKNOWN
    )


def _no_place(graph: Graph) -> Iterable[str]:
    """Columns that say something, and more than the same number everywhere."""
    values: dict[str, set[str]] = {}
    things: list[Node | Edge] = [*graph.nodes, *graph.edges]
    for each in things:
        for key, value in each.attributes.items():
            if key not in NODE and key not in EDGE and key != "networkx_key":
                values.setdefault(key, set()).add(value)
    left = [f"‘{key}’" for key, those in values.items() if those - {"1", "1.0"}]
    if left:
        yield (
            "relkit has no place for these columns, which stay in your file: "
            f"{some(left)}."
        )


def _not_too_many(name: str, actors: int, relations: int) -> None:
    if not actors:
        raise SheetError(
            Problem(
                sentence=f"‘{name}’ has nobody on its map. List at least one element "
                "and try again."
            )
        )
    for count, most, one in (
        (actors, MOST_ACTORS, "actor"),
        (relations, MOST_RELATIONS, "relation"),
    ):
        if count > most:
            raise SheetError(
                Problem(
                    sentence=f"‘{name}’ has {words.counted(count, one)}, and relkit "
                    f"takes at most {most:,}. Keep those that matter most."
                )
            )
