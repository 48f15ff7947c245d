"""Maps as Kumu saves them, and as people write them for Kumu."""

import json

import pytest
from maps import book

from relkit import cases, export, formats
from relkit.cases.rows import SheetError
from relkit.models.governance import ActorKind, Direction, Power, RelationKind
from relkit.models.standpoints import Standpoint

# As Kumu's guide has them: only Label, From and To are needed.
ELEMENTS = [
    ("Label", "Type", "Description", "Tags", "Net worth"),
    ("Council", "Organisation", "The **city** council", "centre|elected", 12),
    ("Elm Road", "Community", "Two streets", "community", ""),
    ("Repairs", "NGO", "", "", ""),
]
CONNECTIONS = [
    ("From", "To", "Type", "Strength", "direction"),
    ("Council", "Repairs", "funds", "Strong", "directed"),
    ("Repairs", "Council|Elm Road", "Personal", "", "mutual"),
    ("Elm Road", "Council", "accountable to", "", "mutual"),
]


def read(**sheets):
    return formats.read("elm.xlsx", book(**sheets))


@pytest.fixture(scope="module")
def elm():
    return read(Elements=ELEMENTS, Connections=CONNECTIONS)


def refused(name, content):
    with pytest.raises(SheetError) as caught:
        formats.read(name, content)
    return caught.value.problems


def said(case, words):
    """The one note that has these words."""
    [note] = [note for note in case.notes if words in note]
    return note


def test_elements_are_actors(elm):
    assert [(a.name, a.kind, a.side) for a in elm.actors] == [
        ("Council", ActorKind.INSTITUTION, Standpoint.CENTRE),
        ("Elm Road", ActorKind.INSTITUTION, Standpoint.COMMUNITY),
        ("Repairs", ActorKind.INSTITUTION, Standpoint.PLACE),
    ]
    assert elm.actors[0].note == "The **city** council Tags: elected."
    assert elm.actors[2].note == "In the file: NGO."


def test_connections_are_relations_and_several_may_stand_in_to(elm):
    assert [(r.source, r.kind.value, r.target, r.note) for r in elm.relations] == [
        ("Council", "funds", "Repairs", ""),
        ("Repairs", "works_with", "Council", "In the file: Personal."),
        ("Repairs", "works_with", "Elm Road", "In the file: Personal."),
        ("Elm Road", "accountable_to", "Council", ""),
        ("Council", "accountable_to", "Elm Road", ""),
    ]
    assert {r.map for r in elm.relations} == {Standpoint.PLACE}


def test_what_was_read_otherwise_is_said(elm):
    assert "‘Community’ and ‘NGO’" in said(elm, "Read as institutions")
    assert "‘Organisation’ as institution" in said(elm, "Types read as relkit’s own")
    assert "‘Personal’" in said(elm, "Read as ‘works with’")
    assert "‘Repairs’" in said(elm, "on the side of the place")
    assert "‘Council’ funds ‘Repairs’" in said(elm, "onto the map of the place")
    assert "‘Elm Road’ accountable to ‘Council’" in said(elm, "Read as vertical")
    assert "‘Net worth’ and ‘Strength’" in said(elm, "no place for")


def test_what_was_read_is_saved_and_opens_again(elm):
    again = cases.read_spreadsheet("elm.xlsx", export.to_xlsx(elm))
    assert (again, again.notes) == (elm, ())
    assert formats.read("elm-kumu.xlsx", formats.to_kumu_xlsx(elm)) == elm


def test_ids_are_at_the_ends_where_elements_have_ids():
    case = read(
        Elements=[("ID", "Label"), (1, "Council"), (2, "Repairs")],
        Connections=[("ID", "From", "To", "Type"), ("c-1", 2, 1, "reports to")],
    )
    [relation] = case.relations
    assert (relation.source, relation.target) == ("Repairs", "Council")
    assert relation.kind is RelationKind.REPORTS_TO
    assert relation.direction is Direction.VERTICAL


def test_a_connection_to_nobody_brings_somebody_as_in_kumu():
    case = read(Elements=ELEMENTS, Connections=[("From", "To"), ("Council", "MPs")])
    assert [a.name for a in case.actors] == ["Council", "Elm Road", "Repairs", "MPs"]
    assert said(case, "not listed").startswith("1 name at the end of a line is not")
    assert said(case, "not listed").endswith("was added to the actors: ‘MPs’.")


def test_a_sheet_to_ignore_is_passed_over():
    case = read(
        Notes_ignore=[("Whatever",), ("x",)],
        **{"Sources_(ignore)": [("Label",), ("Not an actor",)]},
        Elements=ELEMENTS,
        Connections=CONNECTIONS,
    )
    assert len(case.actors) == 3
    assert "‘Notes ignore’" in said(case, "Not read")


def test_elements_may_stand_on_several_sheets_of_any_name():
    case = read(
        People=[("Label", "Type"), ("Tenants", "people")],
        Bodies=[("Label", "Type"), ("Board", "board")],
        Lines=[("From", "To", "Type"), ("Board", "Tenants", "answers to")],
    )
    assert [a.kind.value for a in case.actors] == ["people", "board"]
    assert case.relations[0].kind is RelationKind.ACCOUNTABLE_TO


def test_after_two_blank_rows_new_headings_may_stand():
    case = read(
        Sheet1=[
            ("Label", "Type"),
            ("A", "board"),
            ("B", "board"),
            (None,),
            (None,),
            ("From", "To", "Type"),
            ("A", "B", "funds"),
        ]
    )
    assert [r.sentence for r in case.relations] == ["‘A’ funds ‘B’"]


def test_relkits_own_columns_may_be_filled_in_by_hand():
    case = read(
        Elements=[("Label", "Type", "Side", "Power"), ("A", "board", "centre", 3)],
        Connections=[
            ("From", "To", "Type", "Map", "Powers", "Runs"),
            ("A", "B", "accountable to", "community|centre", "ask|judge", "horizontal"),
        ],
    )
    assert [r.map.value for r in case.relations] == ["community", "centre"]
    assert case.relations[0].powers == {Power.ASK, Power.JUDGE}
    assert case.relations[0].direction is Direction.HORIZONTAL
    assert case.actors[0].power == 3


def test_a_power_that_is_no_share_is_left_empty_and_said():
    case = read(Elements=[("Label", "Power"), ("A", 7), ("B", "high"), ("C", 2)])
    assert [a.power for a in case.actors] == [None, None, 2]
    assert "‘7’ and ‘high’" in said(case, "power is a whole number")


CSV = {
    "elm-elements.csv": b"Label,Type,Tags\nCouncil,institution,centre\n",
    "elm-connections.csv": "From,To,Type\nCouncil,Café,funds\n".encode(),
}


@pytest.mark.parametrize("order", [1, -1])
def test_two_csv_files_are_one_map_in_either_order(order):
    case = formats.read_files(dict(list(CSV.items())[::order]), name="elm.zip")
    assert [a.name for a in case.actors] == ["Council", "Café"]
    assert [r.kind for r in case.relations] == [RelationKind.FUNDS]
    assert case.name == "elm"


def test_one_of_two_csv_files_is_read_and_the_other_asked_for():
    [(name, elements), (other, connections)] = CSV.items()
    alone = formats.read(name, elements)
    assert [a.name for a in alone.actors] == ["Council"]
    assert said(alone, "choose both files at once")
    alone = formats.read(other, connections)
    assert [a.name for a in alone.actors] == ["Council", "Café"]


def test_a_wrong_first_heading_is_told_with_what_is_wanted():
    problems = refused(
        "elm.xlsx",
        book(Elements=[("Name", "Type"), ("A", "x")], Connections=CONNECTIONS),
    )
    assert str(problems[0]).startswith("Sheet Elements, row 1: the headings are ‘Name’")
    assert "begin with Label" in problems[0].sentence


def test_a_label_that_does_not_stand_first_is_read_and_said():
    case = read(Elements=[("Type", "Label"), ("board", "A")], Connections=[("x",)][:0])
    assert [a.kind.value for a in case.actors] == ["board"]
    assert "‘Elements’" in said(case, "Kumu itself wants Label first")


def test_commas_between_names_are_told_by_row_and_how_to_write_them():
    [problem] = refused(
        "elm.xlsx",
        book(
            Elements=ELEMENTS,
            Connections=[*CONNECTIONS, ("Council", "Repairs, Elm Road")],
        ),
    )
    assert (problem.sheet, problem.row, problem.column) == ("Connections", 5, "To")
    assert problem.sentence.endswith("instead: Repairs|Elm Road.")


def test_a_name_with_a_comma_is_a_name():
    case = read(
        Elements=[("Label",), ("Council, the",)],
        Connections=[("From", "To"), ("Council, the", "Repairs")],
    )
    assert case.relations[0].source == "Council, the"


@pytest.mark.parametrize("again", ["Council", "COUNCIL", " council "])
def test_two_elements_of_one_label_are_told_by_row(again):
    [problem] = refused("elm.xlsx", book(Elements=[*ELEMENTS, (again, "x")]))
    assert (problem.sheet, problem.row) == ("Elements", 5)
    assert "a second time" in problem.sentence


def test_a_connection_that_lacks_an_end_is_told_by_row():
    [problem] = refused(
        "elm.xlsx", book(Elements=ELEMENTS, Connections=[("From", "To"), ("Council",)])
    )
    assert (problem.row, problem.column) == (2, "To")


def test_a_formula_is_told_by_row():
    [problem] = refused("elm.xlsx", book(Elements=[("Label",), ("=A1",)]))
    assert "there is a formula here" in problem.sentence


def test_semicolons_in_names_become_commas_and_that_is_said():
    case = read(
        Elements=[("Label",), ("Repairs; voids",)],
        Connections=[("From", "To"), ("Repairs; voids", "B")],
    )
    assert case.relations[0].source == "Repairs, voids"
    assert said(case, "a comma for each semicolon")


def test_what_is_too_long_is_cut_and_that_is_said():
    case = read(Elements=[("Label", "Description"), ("n" * 130, "d " * 600)])
    assert (len(case.actors[0].name), len(case.actors[0].note)) == (120, 500)
    assert said(case, "Cut to 120") != said(case, "Cut to 500")
    assert cases.read_spreadsheet("elm.xlsx", export.to_xlsx(case)) == case


def test_a_line_that_stands_twice_is_read_once():
    case = read(
        Elements=[("Label",), ("A",), ("B",)],
        Connections=[("From", "To", "Type"), ("A", "B", "x"), ("B", "A", "y")],
    )
    assert len(case.relations) == 1
    assert "‘B’ y ‘A’" in said(case, "stand twice")
    assert cases.read_spreadsheet("elm.xlsx", export.to_xlsx(case)) == case


def test_a_line_back_to_where_it_starts_is_left_out():
    case = read(Connections=[("From", "To"), ("A", "A"), ("A", "B")])
    assert len(case.relations) == 1
    assert said(case, "lead back")


def test_an_outcome_without_people_is_left_out_and_says_what_it_needs():
    case = read(
        Elements=[
            ("Label", "Type"),
            ("Warm homes", "Outcome"),
            ("Warm rooms", "outcome"),
            ("Tenants", "people"),
            ("Repairs", "board"),
        ],
        Connections=[
            ("From", "To", "Type"),
            ("Repairs", "Warm homes", "improves"),
            ("Warm rooms", "Tenants", "in the life of"),
            ("Warm rooms", "Repairs", "takes"),
        ],
    )
    [outcome] = case.outcomes
    assert (outcome.name, outcome.whose, outcome.takes) == (
        "Warm rooms",
        "Tenants",
        ("Repairs",),
    )
    assert "‘Warm homes’" in said(case, "they need a line ‘in the life of’")
    assert "‘Repairs’ improves ‘Warm homes’" in said(case, "they are no part")


def test_more_actors_than_relkit_takes_are_counted():
    rows = [("Label",), *((f"A{n}",) for n in range(1001))]
    [problem] = refused("elm.xlsx", book(Elements=rows))
    assert "has 1,001 actors, and relkit takes at most 1,000" in problem.sentence


# As a project exports itself: what is said is under "attributes".
PROJECT = {
    "_id": "prj-1",
    "name": "Elm",
    "defaultMap": "map-1",
    "attributes": [{"_id": "a1", "name": "Element type", "values": ["People"]}],
    "elements": [
        {
            "_id": "elem-1",
            "attributes": {
                "label": "Tenants",
                "element type": "People",
                "description": "All of us",
                "tags": ["community", "loud"],
            },
        },
        {"_id": "elem-2", "attributes": {"label": "Council", "element type": "Body"}},
        {"_id": "elem-3", "attributes": {"label": "Thrown away"}},
    ],
    "connections": [
        {
            "_id": "conn-1",
            "from": "elem-2",
            "to": "elem-1",
            "direction": "directed",
            "reversed": True,
            "delayed": False,
            "attributes": {"connection type": "accountable to", "tags": ["centre"]},
        },
        {"_id": "conn-2", "from": "elem-1", "to": "elem-3", "attributes": {}},
    ],
    "loops": [],
    "maps": [
        {
            "_id": "map-1",
            "defaultPerspective": "per-1",
            "elements": [
                {"element": "elem-1", "style": {}, "position": {"x": 1, "y": 2}},
                {"element": "elem-2", "style": {}},
            ],
        }
    ],
    "perspectives": [{"_id": "per-1", "style": "@settings {}"}],
}


def test_a_project_is_read_without_what_was_thrown_away():
    case = formats.read("elm.json", json.dumps(PROJECT).encode())
    assert [(a.name, a.kind.value, a.side.value, a.note) for a in case.actors] == [
        ("Tenants", "people", "community", "All of us Tags: loud."),
        ("Council", "institution", "place", "In the file: Body."),
    ]
    [relation] = case.relations
    assert relation.sentence == "‘Tenants’ is accountable to ‘Council’"
    assert relation.map is Standpoint.CENTRE
    assert said(case, "no map of the project shows them: 1 element")
    assert said(case, "Positions, colours and views")


def test_a_project_without_maps_is_read_whole():
    bare = {key: PROJECT[key] for key in ("elements", "connections")}
    case = formats.read("elm.json", json.dumps(bare).encode())
    assert len(case.actors) == 3


BLUEPRINT = {
    "elements": [
        {"id": "e1", "label": "Council", "type": "board", "Favourite": None},
        {"id": "e2", "label": "Residents", "type": "Community", "tags": ["centre"]},
    ],
    "connections": [
        {"id": "c1", "from": "e1", "to": "e2", "type": "funds", "direction": "mutual"},
        {"from": "Residents", "to": "Council"},
    ],
    "loops": [{"label": "R1"}],
}


def test_a_blueprint_is_read_with_ids_or_labels_at_its_ends():
    case = formats.read("elm.json", json.dumps(BLUEPRINT).encode())
    assert [r.sentence for r in case.relations] == [
        "‘Council’ funds ‘Residents’",
        "‘Residents’ funds ‘Council’",
        "‘Residents’ works with ‘Council’",
    ]
    assert said(case, "Left out: 1 loop.")


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b'{"elements": [', "is not complete JSON (line 1)"),
        (b"[1, 2]", "no map that relkit knows"),
        (b'{"a": 1}', "no map that relkit knows"),
        (b'{"elements": 3}', "no list of objects under ‘elements’"),
        (b'{"elements": [1]}', "no list of objects under ‘elements’"),
        (b'{"elements": [{}], "connections": {}}', "under ‘connections’"),
        (b'{"elements": [{}]}', "Give the element a label"),
        (b'{"elements": []}', "has nobody on its map"),
        (b'{"elements": [{"label": "A"}, {"label": "a"}]}', "a second time"),
        (b'{"elements": [{"label": "A"}], "connections": [{}]}', "nobody is named"),
        (b'{"nodes": 1, "links": []}', "no list of objects under ‘nodes’"),
        (b"[" * 400_000, "is not complete JSON"),
        (b'{"elements": [{"label": "\xff"}]}', "is not complete JSON"),
    ],
)
def test_json_that_is_no_map_says_so(content, advice):
    problems = refused("elm.json", content)
    assert advice in str(problems[0])
