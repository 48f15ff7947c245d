"""Whatever is chosen, one or several: read, or refused in sentences."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from maps import LAW, SMALL, book

from relkit import cases, export, formats
from relkit.cases.rows import SheetError
from relkit.paths import DATASETS

NODES = b"Id;Label;timeset;side\r\n1;Council;;centre\r\n2;Tenants;;\r\n"
EDGES = (
    b"Source;Target;Type;Id;Label;timeset;Weight\r\n"
    b"1;2;Directed;0;funds;;1.0\r\n2;1;Undirected;1;;;1.0\r\n"
)
ACTIVITIES = b"name,world,residents_hours,staff_hours\nKeeping keys,by,12,0"


def packed(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, said in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), said)
    return content.getvalue()


def refused(name, content):
    with pytest.raises(SheetError) as caught:
        formats.read(name, content)
    return str(caught.value)


def test_gephis_two_files_are_one_map():
    case = formats.read_files({"elm nodes.csv": NODES, "elm edges.csv": EDGES})
    assert [(a.name, a.side.value) for a in case.actors] == [
        ("Council", "centre"),
        ("Tenants", "place"),
    ]
    assert [r.sentence for r in case.relations] == [
        "‘Council’ funds ‘Tenants’",
        "‘Tenants’ works with ‘Council’",
    ]
    assert not any("‘Weight’" in note for note in case.notes)


def test_gephis_edges_alone_bring_their_nodes():
    case = formats.read("edges.csv", EDGES)
    assert [a.name for a in case.actors] == ["1", "2"]
    assert case.notes[0] == "There are no nodes in it: choose both files at once."


def test_gephis_nodes_alone_are_read():
    assert len(formats.read("nodes.csv", NODES).actors) == 2


@pytest.mark.parametrize("folder", ["", "map__"])
def test_a_zip_holds_one_map(folder):
    files = {f"{folder}nodes_csv": NODES, f"{folder}edges_csv": EDGES}
    case = formats.read("elm.zip", packed(**files, __MACOSX____x="x"))
    assert (case.name, len(case.actors), len(case.relations)) == ("elm", 2, 2)


def test_a_zip_may_hold_any_one_file():
    content = packed(map_gexf=formats.to_gexf(SMALL))
    assert formats.read("elm.zip", content).actors == SMALL.actors
    content = packed(place_csv=ACTIVITIES)
    assert len(formats.read("elm.zip", content).activities) == 1


@pytest.mark.parametrize(
    "content",
    [
        packed(),
        packed(a_csv=ACTIVITIES, b_csv=ACTIVITIES),
        packed(a_xlsx=book(S=[("Label",)]), b_csv=NODES),
        packed(a_zip=packed(a_csv=NODES)),
        packed(**{f"f{n}_csv": NODES for n in range(11)}),
        packed(a_csv=b" " * 6_000_000),
        packed(word__document_xml="<w/>", a_txt="x", b_txt="y"),
    ],
)
def test_what_does_not_belong_together_says_what_does(content):
    assert "Choose one file, or the two CSV files" in refused("elm.zip", content)


@pytest.mark.parametrize("name", ["housing_repairs", "fire_safety", "living_well"])
def test_relkits_own_spreadsheet_is_read_as_before(name):
    case = cases.read(DATASETS / "cases" / name)
    content = export.to_xlsx(case)
    assert formats.read(f"{name}.xlsx", content) == case
    csv = export.to_csv(case)
    assert formats.read("x.csv", csv) == cases.read_spreadsheet("x.csv", csv)


BAD = [
    b"",
    b"  ",
    b"\xff\xd8\xff\xe0\x00JFIF",
    b"Dear tenants\nrepairs have moved",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0" + b"\0" * 100,
    book(Sheet1=[]),
    book(Other=[("x", "y"), (1, 2)], More=[("z",), (1,)]),
    ACTIVITIES.replace(b"by", b"under"),
    export.template(),
]


@pytest.mark.parametrize("content", BAD)
def test_what_is_no_map_is_refused_as_before(content):
    with pytest.raises(SheetError) as before:
        cases.read_spreadsheet("elm.csv", content)
    assert refused("elm.csv", content) == str(before.value)


KEYS = st.sampled_from(
    [
        *("elements", "connections", "from", "to", "attributes", "maps", "loops"),
        *("nodes", "links", "source", "target", "id", "_id", "label", "type", "tags"),
        "reversed",
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    LEAVES | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)
ROWS = st.lists(st.dictionaries(KEYS, LEAVES | st.lists(LEAVES)), max_size=4)
SHAPED = st.fixed_dictionaries(
    {"elements": ROWS}, optional={"connections": ROWS | JSON, "maps": ROWS | JSON}
) | st.fixed_dictionaries({"nodes": ROWS}, optional={"links": ROWS | JSON})
MORE = settings(LAW, max_examples=200)


def read_or_refused(name, content):
    """Nothing but a case, or an error in sentences."""
    try:
        case = formats.read(name, content)
    except SheetError:
        return
    kept = cases.read_spreadsheet("elm.xlsx", export.to_xlsx(case))
    assert (kept.actors, kept.relations) == (case.actors, case.relations)


@MORE
@given(JSON | SHAPED)
def test_any_json_is_read_or_refused(said):
    read_or_refused("elm.json", json.dumps(said).encode())


SAVED = [formats.KINDS[ending](SMALL) for ending in sorted(formats.KINDS)]


@MORE
@given(st.sampled_from(SAVED), st.data())
def test_any_damaged_file_is_read_or_refused(content, data):
    at = data.draw(st.integers(0, len(content)))
    cut = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b"&", b"<", b";", b"|"]))
    read_or_refused("elm", content[:at] + put + content[at + cut :])


@MORE
@given(st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=6), st.booleans())
def test_any_two_tables_are_read_or_refused(rows, gephi):
    head = ["Source", "Target", "Type"] if gephi else ["From", "To", "Type"]
    book_ = book(
        Elements=[["Label", "Type", "Tags"], *map(clean, rows)],
        Connections=[head, *map(clean, rows)],
    )
    read_or_refused("elm.xlsx", book_)


def clean(row):
    """Cells that a workbook can hold."""
    return ["".join(c for c in cell if c.isprintable()) for cell in row]
