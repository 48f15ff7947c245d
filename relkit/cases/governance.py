"""The tables of governance mapping: actors, relations, outcomes and decisions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from relkit.cases.columns import Column, YesNo, choice, names, text, whole, yes
from relkit.cases.rows import Row
from relkit.cases.sheets import Sheet
from relkit.cases.tables import Table, Values, each_once
from relkit.models.case import Case
from relkit.models.four_worlds import Answer
from relkit.models.governance import (
    HIGHEST,
    MOST_ACTORS,
    MOST_RELATIONS,
    About,
    Actor,
    ActorKind,
    Decision,
    Direction,
    Outcome,
    Power,
    Relation,
    RelationKind,
)
from relkit.models.standpoints import Standpoint

TOPIC = "governance"
LONGEST = 120
TENANTS, TEAM = "Tenants of the flats", "The repairs team"


def _name(what: str, also: str) -> Column:
    return text(
        "name",
        also=also,
        longest=LONGEST,
        required=True,
        needed=f"Give the {what} a name.",
    )


def _note() -> Column:
    return text("note", also="notes, comment, comments, remark", longest=500)


def _amount(key: str, also: str) -> Column:
    return whole(
        key,
        also=also,
        least=0,
        most=HIGHEST,
        may_be_empty=True,
        words="0 (none) to 3 (a lot)",
    )


def _answer(key: str, also: str) -> Column:
    return choice(key, also=also, of=Answer, default=Answer.UNKNOWN)


ACTORS = Table(
    sheet="Actors",
    file="governance_actors.csv",
    things="actors",
    most=MOST_ACTORS,
    columns=(
        _name("actor", "actor, actors, actor name, role"),
        choice("kind", also="kind of actor, type", of=ActorKind, required=True),
        choice("side", also="standpoint, where", of=Standpoint, required=True),
        _amount("power", also="influence"),
        _amount("interest", also="stake"),
        text("said_by", also="says who, according to", longest=LONGEST),
        _note(),
    ),
    example=(
        (TENANTS, "people", "community", 1, 3, "", "An example row."),
        (TEAM, "institution", "place", 2, 2, "", "Put in your own."),
    ),
)
RELATIONS = Table(
    sheet="Relations",
    file="governance_relations.csv",
    things="relations",
    most=MOST_RELATIONS,
    columns=(
        choice("map", also="whose map, drawn by", of=Standpoint, required=True),
        text(
            "from",
            also="source, first actor",
            longest=LONGEST,
            required=True,
            needed="Copy a name from the actors.",
            of=ACTORS.sheet,
        ),
        choice("kind", also="relation, type", of=RelationKind, required=True),
        text(
            "to",
            also="target, second actor, forum",
            longest=LONGEST,
            required=True,
            needed="Copy a name from the actors.",
            of=ACTORS.sheet,
        ),
        yes("ask", also="can ask"),
        yes("question", also="can question"),
        yes("judge", also="can judge"),
        yes("impose", also="can impose, consequences"),
        choice("about", also="about what", of=About, default=About.UNSPECIFIED),
        choice("direction", also="way", of=Direction, may_be_empty=True),
        _note(),
    ),
    example=(
        (
            *("community", TEAM, "accountable_to", TENANTS),
            *("yes", "no", "no", "no", "results", "horizontal", "An example row."),
        ),
    ),
)
OUTCOMES = Table(
    sheet="Outcomes",
    file="governance_outcomes.csv",
    things="outcomes",
    most=200,
    columns=(
        _name("outcome", "outcome, outcomes, result"),
        text(
            "whose",
            also="whose life, people",
            longest=LONGEST,
            required=True,
            needed="Name the people whose life it is.",
            of=ACTORS.sheet,
        ),
        names(
            "takes",
            also="takes whom, actors",
            longest=LONGEST,
            required=True,
            of=ACTORS.sheet,
        ),
        _note(),
    ),
    example=(("A dry bedroom", TENANTS, TEAM, "An example row."),),
)
DECISIONS = Table(
    sheet="Decisions",
    file="governance_decisions.csv",
    things="decisions",
    most=200,
    columns=(
        _name("decision", "decision, decisions, what"),
        names("decides", also="who decides", longest=LONGEST, of=ACTORS.sheet),
        names("heard", also="who is heard", longest=LONGEST, of=ACTORS.sheet),
        names("told", also="who is told", longest=LONGEST, of=ACTORS.sheet),
        _answer("reasons_published", also="reasons"),
        _answer("open_to_challenge", also="challenge, can be challenged"),
        _note(),
    ),
    example=(
        ("The colour of the doors", TEAM, TENANTS, "", "no", "yes", "An example."),
    ),
)
TABLES = (ACTORS, RELATIONS, OUTCOMES, DECISIONS)


def read(given: Mapping[str, Sheet], known: Values) -> Values:
    """The fields of a case that the four sheets of governance mapping tell."""
    if not any(table.sheet in given for table in TABLES):
        return {}
    actors = ACTORS.read(given.get(ACTORS.sheet), each_once(_actor, "each row"))
    by_name = {actor.name: actor for actor in actors}
    return {
        "actors": actors,
        "relations": RELATIONS.read(given.get(RELATIONS.sheet), _relation(by_name)),
        "outcomes": OUTCOMES.read(
            given.get(OUTCOMES.sheet), each_once(_outcome(by_name), "each row")
        ),
        "decisions": DECISIONS.read(
            given.get(DECISIONS.sheet), each_once(_decision(by_name), "each row")
        ),
    }


def written(case: Case) -> Iterable[tuple[Table, list[Mapping[str, Any]]]]:
    """The tables of a case, each with the values of its rows."""
    yield ACTORS, [_told(ACTORS, actor) for actor in case.actors]
    yield RELATIONS, [_line(relation) for relation in case.relations]
    yield OUTCOMES, [_told(OUTCOMES, outcome) for outcome in case.outcomes]
    yield DECISIONS, [_told(DECISIONS, decision) for decision in case.decisions]


def _told(table: Table, value: object) -> Mapping[str, Any]:
    return {key: getattr(value, key) for key in table.asked}


def _line(relation: Relation) -> Mapping[str, Any]:
    """A relation as a row; what only an account has is empty for the others."""
    account = relation.kind is RelationKind.ACCOUNTABLE_TO
    held = relation.powers
    said = {p.value: YesNo.YES if p in held else YesNo.NO for p in Power}
    unsaid = relation.about is About.UNSPECIFIED and not account
    return {
        "map": relation.map,
        "from": relation.source,
        "kind": relation.kind,
        "to": relation.target,
        **(said if account else {}),
        "about": None if unsaid else relation.about,
        "direction": relation.direction,
        "note": relation.note,
    }


def _actor(_: Row, values: Values) -> Actor:
    return Actor(**values)


def _known(row: Row, column: str, name: str, actors: Mapping[str, Actor]) -> None:
    if name not in actors:
        raise row.wrong(
            column,
            f"‘{name}’ is not the name of an actor. Copy the name exactly, or add it "
            f"to the sheet {ACTORS.sheet} first.",
        )


def _relation(actors: Mapping[str, Actor]) -> Callable[[Row, Values], Relation]:
    """What makes a relation of a row."""
    first_row: dict[object, int] = {}

    def relation(row: Row, values: Values) -> Relation:
        source, target = values.pop("from"), values.pop("to")
        kind: RelationKind = values["kind"]
        _known(row, "from", source, actors)
        _known(row, "to", target, actors)
        if source == target:
            raise row.wrong(
                "to",
                f"‘{source}’ {kind.verb} itself. Name another actor, or delete the "
                "row.",
            )
        held = frozenset(power for power in Power if values.pop(power.value))
        if held and kind is not RelationKind.ACCOUNTABLE_TO:
            raise row.wrong(
                next(power.value for power in Power if power in held),
                "only somebody who is accountable can be asked, questioned, judged or "
                f"made to face consequences. Leave it empty where one {kind.verb} the "
                "other.",
            )
        direction = values.pop("direction") or _usual(row, kind)
        made = Relation(
            source=source, target=target, powers=held, direction=direction, **values
        )
        key = (made.map, made.ends, kind, made.about, direction)
        first = first_row.setdefault(key, row.number)
        if first != row.number:
            raise row.wrong(
                "",
                f"that {made.sentence} stands in row {first} already, on the same map. "
                "Keep one of the two.",
            )
        return made

    return relation


def _usual(row: Row, kind: RelationKind) -> Direction:
    """The direction of a relation of which nobody says it."""
    if kind is RelationKind.ACCOUNTABLE_TO:
        raise row.wrong(
            "direction",
            "there is nothing here. Say vertical where the account runs up a "
            "hierarchy, horizontal where it runs across.",
        )
    return Direction.VERTICAL if kind.directed else Direction.HORIZONTAL


def _outcome(actors: Mapping[str, Actor]) -> Callable[[Row, Values], Outcome]:
    """What makes an outcome of a row."""

    def outcome(row: Row, values: Values) -> Outcome:
        whose = values["whose"]
        _known(row, "whose", whose, actors)
        if actors[whose].kind is not ActorKind.PEOPLE:
            raise row.wrong(
                "whose",
                f"‘{whose}’ is of the kind {actors[whose].kind.value}. An outcome is "
                "in people’s lives: name an actor of the kind people.",
            )
        for name in values["takes"]:
            _known(row, "takes", name, actors)
        if not values["takes"]:
            raise row.wrong(
                "takes",
                "there is nothing here. Name at least one actor that it takes.",
            )
        return Outcome(**values)

    return outcome


def _decision(actors: Mapping[str, Actor]) -> Callable[[Row, Values], Decision]:
    """What makes a decision of a row."""

    def decision(row: Row, values: Values) -> Decision:
        for column in ("decides", "heard", "told"):
            for name in values[column]:
                _known(row, column, name, actors)
        return Decision(**values)

    return decision
