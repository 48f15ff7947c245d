"""Maps as PRSM saves them, and what it makes of ours."""

import io
from dataclasses import replace

import openpyxl
import pytest
from maps import SMALL, book, on_the_map

from relkit import formats
from relkit.models.governance import RelationKind
from relkit.models.standpoints import Standpoint

# As version 3.2.4 writes them: small letters, line breaks inside labels, no names for
# columns of one's own.
FACTORS = [
    ("label", "x", "y", "shape", "groupLabel", "style", "creator", "Note", "att1"),
    ("Tenants’\ngroup", 12, -40, "box", "Sample", 1, "Kim", "Meets\n", "loud"),
    ("Council", 80, 3, "ellipse", "institution", 2, "Kim", None, None),
]
LINKS = [
    ("from", "to", "label", "groupLabel", "style", "creator"),
    ("Tenants’\ngroup", "Council", "answers to", "Sample", 1, "Kim"),
    ("Council", "Tenants’\ngroup", None, "blocks", 2, "Kim"),
]


def test_factors_and_links_are_read():
    case = formats.read("elm.xlsx", book(Factors=FACTORS, Links=LINKS))
    assert [(a.name, a.kind.value, a.note) for a in case.actors] == [
        ("Tenants’ group", "institution", "Meets"),
        ("Council", "institution", ""),
    ]
    assert [(r.source, r.kind) for r in case.relations] == [
        ("Tenants’ group", RelationKind.ACCOUNTABLE_TO),
        ("Council", RelationKind.WORKS_WITH),
    ]
    assert case.relations[1].note == "In the file: blocks."
    [left] = [note for note in case.notes if "no place for" in note]
    assert "‘x’, ‘y’, ‘shape’, ‘creator’" in left


def test_people_may_write_the_sheets_by_hand():
    case = formats.read(
        "elm.xlsx",
        book(
            Factors=[("Label", "Description", "Style"), ("A", "First", None), ("B",)],
            Links=[("From", "To", "Label", "Note"), ("A", "B", "funds", "Yearly")],
        ),
    )
    assert case.actors[0].note == "First"
    assert [(r.sentence, r.note) for r in case.relations] == [
        ("‘A’ funds ‘B’", "Yearly")
    ]


def through_prsm(content):
    """A workbook as PRSM saves it again after opening it."""
    read = openpyxl.load_workbook(io.BytesIO(content))
    own = {"label", "style", "groupLabel", "note", "from", "to"}
    names = {}
    told = {}
    for title in ("Factors", "Links"):
        rows = [list(row) for row in read[title].iter_rows(values_only=True)]
        header = [name[:1].lower() + name[1:] for name in rows[0]]
        for n, name in enumerate(header):
            if name not in own and any(row[n] is not None for row in rows[1:]):
                names.setdefault(name, f"att{len(names) + 1}")
        header = [names.get(name, name).replace("note", "Note") for name in header]
        told[title] = [header, *rows[1:]]
    return book(**told)


def test_what_relkit_knows_comes_back_from_prsm_but_for_shares_of_power():
    plain = replace(SMALL.actors[0], note="Meets on Mondays")
    content = formats.to_prsm_xlsx(replace(SMALL, actors=(plain, SMALL.actors[1])))
    case = formats.read("elm.xlsx", through_prsm(content))
    actors, *rest = on_the_map(SMALL)
    assert on_the_map(case)[1:2] == tuple(rest[:1])
    assert {(a.name, a.kind, a.side) for a in case.actors} == {
        (a.name, a.kind, a.side) for a in actors
    }
    assert case.notes[-1].endswith("stay in your file: ‘att1’.")
    assert formats.losses("-prsm.xlsx")[1].endswith(
        "not power, interest and who says so."
    )


@pytest.mark.parametrize("sheets", [{"Factors": FACTORS}, {"Links": LINKS}])
def test_both_sheets_are_needed(sheets):
    with pytest.raises(ValueError, match=r"Label|no sheet|column"):
        formats.read("elm.xlsx", book(**sheets, Other=[("x",), (1,)]))


# As PRSM writes GEXF: labels as they are typed.
GEXF = """<?xml version='1.0' encoding='UTF-8'?>
  <gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz">
  <meta lastmodifieddate="2026-11-23"><creator>PRSM 3.2.4</creator></meta>
  <graph defaultedgetype="directed" mode="static">
   <attributes class="node" mode="static">
    <attribute id="att1" title="Side" type="string"/>
   </attributes>
   <nodes>
    <node id="n1"
    label="Health &
 care"><attvalues><attvalue for="att1" value="centre"/></attvalues>
     <viz:size value="25"/><viz:position x="1" y="2"/></node>
    <node id="n2" label="R&D caf&eacute; &amp; more"><attvalues></attvalues></node>
   </nodes>
   <edges><edge id="e1" source="n1" target="n2"/></edges>
  </graph></gexf>"""


def test_bare_ampersands_in_gexf_are_read_as_people_meant_them():
    case = formats.read("elm.gexf", GEXF.encode())
    assert [a.name for a in case.actors] == ["Health & care", "R&D café & more"]
    assert case.actors[0].side is Standpoint.CENTRE
    assert "‘&’ stood in the file" in case.notes[0]
    assert "Positions, sizes and colours stay in your file." in case.notes


# As PRSM writes GraphML.
GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
 <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="d0" for="node" attr.name="label" attr.type="string"/>
 <key id="d4" for="node" attr.name="x" attr.type="float"/>
 <key id="d10" for="edge" attr.name="label" attr.type="string"/>
 <key id="d16" for="edge" attr.name="weight" attr.type="int"/>
 <graph id="My map" edgedefault="directed">
  <node id="a"><data key="d0">Health &amp; care</data><data key="d4">1.5</data></node>
  <node id="b"><data key="d0">Tenants&#39; group</data></node>
  <edge id="e" source="a" target="b"><data key="d10">funds</data>
   <data key="d16">1</data></edge>
 </graph></graphml>"""


def test_graphml_of_prsm_is_read():
    case = formats.read("elm.graphml", GRAPHML.encode())
    assert case.relations[0].sentence == "‘Health & care’ funds ‘Tenants' group’"
    assert case.notes[-1].endswith("stay in your file: ‘x’.")
