"""Maps in spreadsheets: read as written, and every wrong cell named where it stands."""

import mapping
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapping import actors

from relkit.cases import governance
from relkit.cases.rows import SheetError
from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import (
    MOST_ACTORS,
    MOST_RELATIONS,
    About,
    Decision,
    Direction,
)

TABLES = {table.sheet: table for table in governance.TABLES}
ACTORS = [
    {"name": "Tenants", "kind": "people", "side": "community", "power": 1},
    {"name": "Council", "kind": "institution", "side": "place"},
]
RELATION = {
    "map": "place",
    "from": "Council",
    "kind": "accountable_to",
    "to": "Tenants",
    "ask": "yes",
    "direction": "horizontal",
}
OUTCOME = {"name": "A dry bedroom", "whose": "Tenants", "takes": "Council"}
DECISION = {"name": "Rents", "decides": "Council"}
ROWS = {
    "Actors": ACTORS,
    "Relations": [RELATION],
    "Outcomes": [OUTCOME],
    "Decisions": [DECISION],
}


def read(**rows):
    given = {name: TABLES[name].filled(lines) for name, lines in (ROWS | rows).items()}
    return governance.read(given, {})


def wrong(**rows):
    with pytest.raises(SheetError) as caught:
        read(**rows)
    return caught.value.problems


def test_each_sheet_makes_its_values():
    fields = read()
    assert [actor.power for actor in fields["actors"]] == [1, None]
    assert fields["relations"][0].powers == mapping.ASK
    assert fields["outcomes"][0].takes == ("Council",)
    assert fields["decisions"][0].open_to_challenge is Answer.UNKNOWN


def test_a_place_without_these_sheets_says_nothing_of_maps():
    assert governance.read({}, {}) == {}


def test_an_empty_map_is_no_error():
    empty = {sheet: [] for sheet in ROWS if sheet != "Actors"}
    assert read(**empty)["relations"] == ()
    assert read(Actors=[], **empty)["actors"] == ()


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        ("funds", Direction.VERTICAL),
        ("reports to", Direction.VERTICAL),
        ("decides with", Direction.HORIZONTAL),
        ("works_with", Direction.HORIZONTAL),
    ],
)
def test_what_is_no_account_has_its_usual_direction(kind, direction):
    line = {"map": "place", "from": "Council", "kind": kind, "to": "Tenants"}
    [relation] = read(Relations=[line])["relations"]
    assert (relation.direction, relation.about) == (direction, About.UNSPECIFIED)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "advice"),
    [
        ("Actors", 0, "kind", "robot", "Use one of these words: people"),
        ("Actors", 0, "side", "", "Use one of these words: community"),
        ("Actors", 0, "power", "4", "from 0 to 3"),
        ("Actors", 1, "name", "tenants", "stands in row 1 already"),
        ("Actors", 1, "name", "", "Give the actor a name"),
        ("Relations", 0, "map", "ours", "Use one of these words"),
        ("Relations", 0, "from", "Nobody", "not the name of an actor"),
        ("Relations", 0, "to", "Nobody", "add it to the sheet Actors"),
        ("Relations", 0, "to", "Council", "is accountable to itself"),
        ("Relations", 0, "kind", "likes", "Use one of these words: accountable_to"),
        ("Relations", 0, "ask", "maybe", "Use one of these words: yes, no"),
        ("Relations", 0, "about", "love", "Use one of these words: results"),
        ("Relations", 0, "direction", "", "Say vertical where"),
        ("Outcomes", 0, "whose", "Council", "name an actor of the kind people"),
        ("Outcomes", 0, "whose", "Nobody", "not the name of an actor"),
        ("Outcomes", 0, "takes", "Council; Nobody", "‘Nobody’ is not the name"),
        ("Outcomes", 0, "takes", " ; ", "at least one actor"),
        ("Decisions", 0, "heard", "Nobody", "not the name of an actor"),
        ("Decisions", 0, "reasons_published", "soon", "Use one of these words"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(sheet, row, column, cell, advice):
    rows = [dict(line) for line in ROWS[sheet]]
    rows[row][column] = cell
    [problem] = wrong(**{sheet: rows})
    assert (problem.sheet, problem.row, problem.column) == (sheet, row + 1, column)
    assert advice in problem.sentence


def test_only_a_forum_has_powers():
    [problem] = wrong(Relations=[{**RELATION, "kind": "works_with"}])
    assert problem.column == "ask"
    assert "one works with the other" in problem.sentence


def test_the_same_line_twice_on_one_map_is_named():
    [problem] = wrong(Relations=[RELATION, RELATION])
    assert problem.row == 2
    assert "stands in row 1 already" in problem.sentence


def test_two_accounts_about_different_things_are_two_lines():
    lines = [RELATION, {**RELATION, "about": "money"}]
    assert len(read(Relations=lines)["relations"]) == 2


@pytest.mark.parametrize(
    ("sheet", "most", "rows"),
    [
        ("Actors", MOST_ACTORS, ACTORS[:1]),
        ("Relations", MOST_RELATIONS, [RELATION]),
    ],
)
def test_more_than_anybody_can_draw_is_refused_with_its_number(sheet, most, rows):
    [problem] = wrong(**{sheet: rows * (most + 1)})
    assert f"there are {most + 1:,} rows" in problem.sentence
    assert f"at most {most:,}" in problem.sentence


decisions = st.builds(
    lambda decides, told, answer: Decision(
        name="Rents", decides=decides, told=told, reasons_published=answer
    ),
    st.lists(st.sampled_from(mapping.NAMES), unique=True).map(tuple),
    st.lists(st.sampled_from(mapping.NAMES), unique=True).map(tuple),
    st.sampled_from(Answer),
)


@settings(max_examples=50)
@given(
    st.lists(st.one_of(mapping.accounts, mapping.others), max_size=8),
    mapping.outcomes,
    decisions,
)
def test_what_is_written_reads_the_same(relations, wanted, decision):
    once = {(r.ends, r.kind, r.about, r.direction): r for r in relations}
    case = Case(
        name="x",
        title="X",
        place="X",
        kind=Kind.INVENTED,
        actors=actors(),
        relations=tuple(once.values()),
        outcomes=(wanted,),
        decisions=(decision,),
    )
    given_ = {
        table.sheet: table.filled(
            dict(zip(table.asked, table.written(row), strict=True)) for row in rows
        )
        for table, rows in governance.written(case)
    }
    fields = governance.read(given_, {})
    assert all(getattr(case, name) == value for name, value in fields.items())
