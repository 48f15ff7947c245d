"""GraphML and GEXF that others wrote; what is no map, or no safe XML, is refused."""

import io
import json
import time

import networkx
import pytest

from relkit import formats
from relkit.cases.rows import SheetError
from relkit.models.governance import RelationKind


def refused(name, content):
    with pytest.raises(SheetError) as caught:
        formats.read(name, content)
    [problem] = caught.value.problems
    return str(problem)


def graph(made):
    made.add_edge("A", "B", type="funds", weight=3.5)
    made.add_edge("A", "C")
    made.nodes["A"]["side"] = "centre"
    return made


WRITERS = {
    "graphml": networkx.write_graphml,
    "gexf": networkx.write_gexf,
    "json": lambda made, file: file.write(
        json.dumps(networkx.node_link_data(made)).encode()
    ),
}
KINDS = (networkx.DiGraph, networkx.MultiDiGraph, networkx.Graph, networkx.MultiGraph)


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_graph_of_networkx_is_read(ending, kind):
    content = io.BytesIO()
    WRITERS[ending](graph(kind()), content)
    case = formats.read(f"elm.{ending}", content.getvalue())
    assert [(a.name, a.side.value) for a in case.actors] == [
        ("A", "centre"),
        ("B", "place"),
        ("C", "place"),
    ]
    assert [(r.source, r.kind, r.target) for r in case.relations] == [
        ("A", RelationKind.FUNDS, "B"),
        ("A", RelationKind.WORKS_WITH, "C"),
    ]
    undirected = [note for note in case.notes if "without a direction" in note]
    assert len(undirected) == (not kind().is_directed())
    assert any("‘weight’" in note for note in case.notes)


YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:y="http://www.yworks.com/xml/graphml">
 <key for="node" id="d5" attr.name="description" attr.type="string"/>
 <key for="node" id="d6" yfiles.type="nodegraphics"/>
 <key for="edge" id="d10" yfiles.type="edgegraphics"/>
 <key for="node" id="d7" attr.name="side"><default>community</default></key>
 <graph edgedefault="directed" id="G">
  <node id="n0"><data key="d5"><![CDATA[Says <no>]]></data>
   <data key="d6"><y:ShapeNode><y:NodeLabel>Board</y:NodeLabel></y:ShapeNode></data>
   <graph id="inner"><node id="n0::n0"><data key="d6"><y:ShapeNode>
    <y:NodeLabel>Tenants</y:NodeLabel></y:ShapeNode></data></node></graph>
  </node>
  <edge id="e0" source="n0" target="n0::n0" directed="false"><data key="d10">
   <y:PolyLineEdge><y:EdgeLabel>decides with</y:EdgeLabel></y:PolyLineEdge></data>
  </edge>
  <hyperedge><endpoint node="n0"/></hyperedge>
 </graph></graphml>"""


def test_graphml_of_yed_is_read_with_its_labels_and_groups():
    case = formats.read("elm.graphml", YED.encode())
    assert [(a.name, a.side.value, a.note) for a in case.actors] == [
        ("Board", "community", "Says <no>"),
        ("Tenants", "community", ""),
    ]
    assert case.relations[0].sentence == "‘Board’ decides with ‘Tenants’"
    assert case.notes[0].endswith(": 1 hyperedge.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_is_read_in_every_encoding(encoding):
    content = YED.replace('encoding="UTF-8" ', "").replace("Board", "Bård")
    case = formats.read("elm.graphml", content.encode(encoding))
    assert case.actors[0].name == "Bård"


GEPHI = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"
  xmlns:viz="http://www.gexf.net/1.2draft/viz">
 <graph defaultedgetype="directed"><attributes class="node">
   <attribute id="kind" title="Type" type="string"><default>x</default></attribute>
  </attributes>
  <nodes><node id="1" label="Council"><attvalues>
    <attvalue for="kind" value="board"/></attvalues><viz:color r="1" g="2" b="3"/>
   </node><node id="2"/></nodes>
  <edges><edge id="0" source="1" target="2" type="mutual" label="reports to"/>
   <edge id="1" source="1" target="2" kind="decides with" weight="2.0"/></edges>
 </graph></gexf>"""


def test_gexf_of_gephi_is_read():
    case = formats.read("elm.gexf", GEPHI.encode())
    assert [(a.name, a.kind.value) for a in case.actors] == [
        ("Council", "board"),
        ("2", "institution"),
    ]
    assert [r.sentence for r in case.relations] == [
        "‘Council’ reports to ‘2’",
        "‘2’ reports to ‘Council’",
        "‘Council’ decides with ‘2’",
    ]


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)
)
UNSAFE = {
    "a billion laughs": f"<!DOCTYPE gexf [{LAUGHS}]><gexf>&l11;</gexf>",
    "one long word": '<!DOCTYPE gexf [<!ENTITY a "{}">]><gexf>{}</gexf>'.format(
        "x" * 50_000, "&a;" * 50_000
    ),
    "another file": '<!DOCTYPE gexf [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    "<gexf>&f;</gexf>",
    "another host": '<!DOCTYPE gexf [<!ENTITY % f SYSTEM "http://192.0.2.1/x">%f;]>'
    "<gexf/>",
}


@pytest.mark.parametrize("what", UNSAFE)
@pytest.mark.parametrize("mark", ["", "<!-- & -->", " & "])
def test_xml_with_entities_is_refused_fast(what, mark):
    began = time.monotonic()
    content = UNSAFE[what].replace("</gexf>", f"{mark}</gexf>")
    assert "defines words of its own" in refused("elm.gexf", content.encode())
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("<graphml", "is not complete XML (line 1)"),
        ("<gexf><graph></gexf>", "is not complete XML (line 1)"),
        ("<gexf>\n<a\n</gexf>", "is not complete XML (line 3)"),
        ("<html><body/></html>", "begins with ‘html’"),
        ("<graphml/>", "has nobody on its map"),
        ("<gexf><graph/></gexf>", "has nobody on its map"),
        ("<gexf><node/></gexf>", "Give the element a label"),
        ("<gexf><node id='1'/><node id='1'/></gexf>", "a second time"),
        ("<gexf><node id='1'/><edge source='1'/></gexf>", "nobody is named here"),
        ("<?xml version='1.0' encoding='none-such'?><gexf/>", "is not complete XML"),
        ("<a>" * 300_000, "is not complete XML"),
    ],
)
def test_xml_that_is_no_map_says_so(content, advice):
    assert advice in refused("elm.graphml", content.encode())


def test_a_large_file_is_to_be_packed():
    content = f"<gexf>{' ' * 1_000_000}</gexf>"
    assert "Pack it into a ZIP" in refused("elm.gexf", content.encode())
