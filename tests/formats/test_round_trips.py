"""What relkit writes for another tool comes back whole, and opens as relkit's own."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import networkx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps import LAW, SMALL, on_the_map

from relkit import cases, export, formats
from relkit.cases import rows
from relkit.models.case import Case, Kind
from relkit.models.four_worlds import Answer
from relkit.models.governance import (
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
from relkit.paths import DATASETS

ENDINGS = sorted(formats.KINDS)

ODD = (
    "Tenants & <friends>",
    'The "other" people’s group',
    "A|B",
    "A/B",
    "A | B",
    "Board (outcome)",
    "Board",
    "=1+1",
    "+44 1632 960001",
    "-x",
    "@SUM(A1)",
    "'tis",
    "007",
    "TRUE",
    "1e5",
    "nan",
    "label Board",
    "id",
    "Council, the",
    "🏚️ → 🏡",
    "ÆØÅ ‘’ – £",
    "_x000D_",
    "&amp;",
    "&nbsp;",
    "]]>",
    "In the file: Board.",
    "outcome",
)
names = (st.sampled_from(ODD) | st.text(max_size=12)).map(
    lambda said: rows.tidied(said.replace(";", "")) or "?"
)
notes = st.just("") | names
shares = st.none() | st.integers(0, 3)


def unique(many):
    return st.lists(many, min_size=1, max_size=4, unique_by=str.casefold)


def told_by(relation):
    said = relation.about, relation.direction
    return relation.map, relation.ends, relation.kind, *said


@st.composite
def places(draw):
    """A small place with everything on its maps."""
    actors = [
        Actor(
            name=name,
            kind=draw(st.sampled_from(ActorKind)) if n else ActorKind.PEOPLE,
            side=draw(st.sampled_from(Standpoint)),
            power=draw(shares),
            interest=draw(shares),
            said_by=draw(notes),
            note=draw(notes),
        )
        for n, name in enumerate(draw(unique(names)))
    ]
    known = [actor.name for actor in actors]
    some = st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)
    lines = {}
    ends = st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True)
    for _ in range(draw(st.integers(0, 6)) if len(known) > 1 else 0):
        source, target = draw(ends)
        kind = draw(st.sampled_from(RelationKind))
        account = kind is RelationKind.ACCOUNTABLE_TO
        relation = Relation(
            map=draw(st.sampled_from(Standpoint)),
            source=source,
            kind=kind,
            target=target,
            powers=draw(st.frozensets(st.sampled_from(Power), max_size=4 * account)),
            about=draw(st.sampled_from(About)),
            direction=draw(st.sampled_from(Direction)),
            note=draw(notes),
        )
        lines[told_by(relation)] = relation
    return Case(
        name="elm",
        title="elm",
        place="elm",
        kind=Kind.OBSERVED,
        actors=tuple(actors),
        relations=tuple(lines.values()),
        outcomes=tuple(
            Outcome(name=n, whose=known[0], takes=draw(some) or (known[0],), note=n)
            for n in draw(unique(names) | st.just([]))
        ),
        decisions=tuple(
            Decision(
                name=name,
                decides=draw(some),
                heard=draw(some),
                told=draw(some),
                reasons_published=draw(st.sampled_from(Answer)),
                open_to_challenge=draw(st.sampled_from(Answer)),
                note=draw(notes),
            )
            for name in draw(unique(names) | st.just([]))
        ),
    )


def written(ending, case):
    return formats.KINDS[ending](case)


@pytest.mark.parametrize("ending", ENDINGS)
@LAW
@given(places())
def test_what_is_saved_for_another_tool_comes_back_whole(ending, case):
    again = formats.read(f"elm{ending}", written(ending, case))
    assert again == case
    assert again.notes == ()


@pytest.mark.parametrize("ending", ["-kumu-csv.zip", "-gephi-csv.zip"])
@LAW
@given(places())
def test_the_two_csv_files_of_a_map_come_back_whole(ending, case):
    with zipfile.ZipFile(io.BytesIO(written(ending, case))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert len(files) == 2
    assert formats.read_files(files, name="elm") == case


@LAW
@given(places())
def test_a_map_that_came_back_is_saved_in_relkits_own_spreadsheet(case):
    again = formats.read("elm.gexf", formats.to_gexf(case))
    assert cases.read_spreadsheet("elm.xlsx", export.to_xlsx(again)) == case
    assert formats.read("elm.xlsx", export.to_xlsx(again)) == case


@LAW
@given(places())
def test_networkx_reads_graphml_and_what_it_writes_comes_back(case):
    graph = networkx.read_graphml(io.BytesIO(formats.to_graphml(case)))
    assert len(graph) == len(case.actors + case.outcomes + case.decisions)
    said = {data["label"] for _, data in graph.nodes(data=True)}
    assert {actor.name for actor in case.actors} <= said
    again = io.BytesIO()
    networkx.write_graphml(graph, again)
    read = formats.read("elm.graphml", again.getvalue())
    assert on_the_map(read) == on_the_map(case)
    assert read.notes == ()


@LAW
@given(places())
def test_networkx_reads_gexf_and_what_it_writes_comes_back(case):
    graph = networkx.read_gexf(io.BytesIO(formats.to_gexf(case)), version="1.3")
    assert len(graph) == len(case.actors + case.outcomes + case.decisions)
    again = io.BytesIO()
    networkx.write_gexf(graph, again, version="1.3")
    read = formats.read("elm.gexf", again.getvalue())
    assert on_the_map(read) == on_the_map(case)


@LAW
@given(places())
def test_networkx_node_link_json_comes_back(case):
    graph = networkx.read_graphml(io.BytesIO(formats.to_graphml(case)))
    content = json.dumps(networkx.node_link_data(graph)).encode()
    read = formats.read("elm.json", content)
    assert on_the_map(read) == on_the_map(case)
    assert read.notes == ()


def sheets_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {s.title: list(s.iter_rows(values_only=True)) for s in book.worksheets}


def test_kumu_finds_the_headings_that_it_wants_and_ids_at_both_ends():
    told = sheets_of(formats.to_kumu_xlsx(SMALL))
    assert list(told) == ["Elements", "Connections"]
    elements, connections = told.values()
    assert elements[0][:5] == ("ID", "Label", "Type", "Description", "Tags")
    assert connections[0][:4] == ("ID", "From", "To", "Type")
    assert [row[1] for row in elements[1:]] == [
        "Tenants",
        "Board/panel",
        "Tenants (outcome)",
    ]
    ids = {row[0] for row in elements[1:]}
    assert all({row[1], row[2]} <= ids for row in connections[1:])
    assert not any(sign in id for id in ids for sign in "_.")
    assert connections[1][connections[0].index("Powers")] == "ask|question"


def test_an_id_stays_when_others_join():
    later = replace(SMALL, actors=SMALL.actors[1:] + SMALL.actors[:1])
    ids = [
        {row[1]: row[0] for row in sheets_of(formats.to_kumu_xlsx(case))["Elements"]}
        for case in (SMALL, later)
    ]
    assert ids[0] == ids[1]


def test_a_kumu_blueprint_has_lists_where_several_values_stand():
    told = json.loads(formats.to_kumu_json(SMALL))
    assert set(told) == {"elements", "connections"}
    assert told["elements"][0] == {
        "id": told["elements"][0]["id"],
        "label": "Tenants",
        "type": "people",
        "description": "=1+1",
        "tags": ["community"],
        "Side": "community",
        "Power": 1,
    }
    assert told["connections"][0]["Powers"] == ["ask", "question"]
    assert told["connections"][0]["direction"] == "directed"


def test_prsm_finds_its_sheets_and_each_label_once():
    told = sheets_of(formats.to_prsm_xlsx(SMALL))
    assert list(told) == ["Factors", "Links"]
    factors, links = told.values()
    labels = [row[0] for row in factors[1:]]
    assert (factors[0][0], links[0][:2]) == ("Label", ("From", "To"))
    assert len(set(labels)) == len(labels)
    assert all({row[0], row[1]} <= set(labels) for row in links[1:])
    assert all(1 <= row[links[0].index("Style")] <= 9 for row in links[1:])


def test_graphml_has_an_id_on_every_edge():
    content = formats.to_graphml(SMALL).decode()
    assert content.count("<edge ") == content.count("<edge id=") == 3


def test_gephi_finds_semicolons_and_types():
    with zipfile.ZipFile(io.BytesIO(formats.to_gephi_csv(SMALL))) as archive:
        assert archive.namelist() == ["elm-nodes.csv", "elm-edges.csv"]
        nodes, edges = (archive.read(name).decode() for name in archive.namelist())
    assert nodes.startswith("Id;Label;")
    assert edges.startswith("Source;Target;Type;Id;Label;Weight;")
    told = list(csv.DictReader(io.StringIO(edges), delimiter=";"))
    assert {row["Type"] for row in told} == {"Directed"}


@pytest.mark.parametrize("ending", ["-kumu-csv.zip", "-gephi-csv.zip"])
def test_no_spreadsheet_program_runs_what_people_typed(ending):
    with zipfile.ZipFile(io.BytesIO(written(ending, SMALL))) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert any("'=1+1" in text for text in texts)


@pytest.mark.parametrize("ending", ["-kumu.xlsx", "-prsm.xlsx"])
def test_no_cell_of_a_workbook_is_a_formula(ending):
    book = openpyxl.load_workbook(io.BytesIO(written(ending, SMALL)))
    cells = [c for s in book.worksheets for line in s.iter_rows() for c in line]
    assert "=1+1" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_a_format_leaves_out_is_said_before_saving(ending):
    told = formats.losses(ending)
    assert "stay in relkit’s own spreadsheet" in told[0]
    assert len(told) > 1
    assert all(said.endswith(".") for said in told)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_name_of_a_saved_file_is_the_name_of_the_place(ending):
    content = written(ending, SMALL)
    for name in ("elm-2026-11-23", "elm-2026-11-23 (1)"):
        assert formats.read(f"{name}{ending}", content).name == "elm"
    stem, _, kind = ending.rpartition(".")
    assert formats.read(f"elm{stem} (2).{kind}", content).name == "elm"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_thousand_actors_and_five_thousand_relations_come_back(ending):
    """A file of more than 1 MB is packed, as the page asks for."""
    actors = tuple(replace(SMALL.actors[0], name=f"Actor {n}") for n in range(1000))
    relations = tuple(
        replace(
            SMALL.relations[0],
            source=f"Actor {n % 1000}",
            target=f"Actor {(n * 7 + n // 1000 + 1) % 1000}",
        )
        for n in range(5000)
        if n % 1000 != (n * 7 + n // 1000 + 1) % 1000
    )
    assert len(relations) > 4900
    case = replace(SMALL, actors=actors, relations=relations, outcomes=())
    content = written(ending, case)
    if not ending.endswith(".zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"elm{ending}", content)
        content = packed.getvalue()
    read = formats.read("elm.zip", content)
    assert (read.actors, read.relations) == (case.actors, case.relations)


MAPPED = [
    case
    for folder in sorted((DATASETS / "cases").iterdir())
    if folder.is_dir() and (case := cases.read(folder)).actors
]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("case", MAPPED, ids=lambda case: case.name)
def test_every_map_that_comes_with_relkit_comes_back_whole(ending, case):
    again = formats.read(f"{case.name}{ending}", written(ending, case))
    for part in ("actors", "relations", "outcomes", "decisions"):
        assert getattr(again, part) == getattr(case, part)
    assert (again.name, again.notes) == (case.name, ())


def test_there_are_maps():
    assert len(MAPPED) >= 3
