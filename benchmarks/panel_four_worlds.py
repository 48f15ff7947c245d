"""Four worlds of service as a dashboard of Panel: what people would build instead.

``panel serve benchmarks/panel_four_worlds.py``. It has the words of the notebook, the
same places, pictures with their switches, words and tables, activities that can be
moved, findings, *One world further out* and a spreadsheet to take home, all from the
same models and charts. A place of one's own, and what the browser keeps, it has not.
"""

import html
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import panel as pn
import param

from relkit import cases, export
from relkit.charts import chains, four_worlds, sorting
from relkit.charts.drawing import Description, Drawing, View, unchecked
from relkit.models.case import Case
from relkit.models.four_worlds import World, in_worlds
from relkit.models.four_worlds_findings import findings
from relkit.models.further_out import what_if

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "01_four_worlds.ipynb"
WIDTH, EM = 960, 16
WORLDS = {world.label: world for world in World}


class Sorted(param.Parameterized):
    """A place, and its activities as they were moved on the page."""

    place: Case = param.Parameter()
    activities = param.Parameter(())

    def choose(self, place: Case) -> None:
        """Take a place as it came."""
        self.param.update(place=place, activities=place.activities)

    def move(self, name: str, world: World) -> None:
        """Put an activity into a world."""
        lie = {a.name: a.world for a in self.activities} | {name: world}
        self.activities = in_worlds(self.place.activities, lie)

    def saved(self) -> io.BytesIO:
        """The place and its moves as a spreadsheet."""
        came = {a.name: a.world for a in self.place.activities}
        lie = {a.name: a.world for a in self.activities}
        moved = {name: lie[name].value for name in lie if lie[name] is not came[name]}
        case = replace(self.place, sorted={"four_worlds": moved})
        return io.BytesIO(export.to_xlsx(case))


def told() -> dict[str, str]:
    """The notebook's own words, by their heading."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(c["source"]) for c in cells if c["cell_type"] == "markdown"]
    return {text.partition("\n")[0].lstrip("# "): text for text in texts}


def picture(drawing: Drawing, view: View) -> list[pn.viewable.Viewable]:
    """A chart, its heading, its caption and its table, in this view."""
    said, spec = view.description, _drawn(drawing, view)
    size = {"width": spec["width"], "height": spec["height"]}
    return [
        pn.pane.HTML(f"<h3>{html.escape(said.headline)}</h3>"),
        pn.pane.Vega(spec, **size),
        pn.pane.HTML(f"<p>{html.escape(said.sentence)}</p>{_table(said)}", width=WIDTH),
    ]


def _drawn(drawing: Drawing, view: View) -> dict:
    """The chart as relkit's own pages draw it: in this view, of this size, as SVG."""
    assert drawing.chart is not None
    spec = drawing.chart.to_dict(validate=False)
    rule = spec["usermeta"]["height"]["wide"]
    height = max(rule.get("ratio", 0) * WIDTH, rule.get("ems", 0) * EM)
    signals = {"em": EM, **view.params}
    params = [{"name": n, "value": value} for n, value in signals.items()]
    spec |= {"width": WIDTH, "height": round(height), "params": params}
    spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    _put_rows_into_layers(spec)
    return spec


def _put_rows_into_layers(spec: dict) -> None:
    """Panel would make arrays of the datasets, and cannot of rows that hold lists."""
    rows, shared = spec.pop("datasets"), spec.pop("data", None)
    for layer in spec["layer"]:
        name = layer.get("data", shared)["name"]
        layer["data"] = {"name": name}
        if name in rows:  # the layers after it go by the name
            layer["data"]["values"] = rows.pop(name)


def _table(said: Description) -> str:
    def line(cells: Sequence, tag: str) -> str:
        inner = "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells)
        return f"<tr>{inner}</tr>"

    rows = "".join(line(row, "td") for row in said.rows)
    return (
        "<details><summary>The same as a table</summary>"
        f"<table>{line(said.columns, 'th')}{rows}</table></details>"
    )


def switched(drawing: Drawing) -> list[pn.viewable.Viewable]:
    """A picture, with a switch between its views."""
    views = {view.label: view for view in drawing.views}
    newest = drawing.views[drawing.newest]
    if len(views) == 1:
        return picture(drawing, newest)
    switch = pn.widgets.RadioButtonGroup(
        name=drawing.control, options=views, value=newest
    )
    seen = pn.Column(*picture(drawing, newest))

    @unchecked()
    def look(event: param.parameterized.Event) -> None:
        seen.objects = picture(drawing, event.new)

    switch.param.watch(look, "value")
    return [switch, seen]


def stands_out(activities: Sequence) -> str:
    """The findings by rule, each with the question to ask."""
    rules: dict[tuple[str, str], list[str]] = {}
    for found in findings(activities):
        rules.setdefault((found.kind, found.question), []).append(found.sentence)
    return "".join(
        f"<h3>{html.escape(kind)} ({len(sentences)})</h3><ul>"
        + "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
        + f"</ul><p>{html.escape(question)}</p>"
        for (kind, question), sentences in rules.items()
    )


def cards(board: Sorted) -> list[pn.widgets.Select]:
    """A list of the four worlds for each activity."""
    selects = []
    for activity in board.place.activities:
        select = pn.widgets.Select(
            name=activity.name, options=WORLDS, value=activity.world, width=380
        )
        select.param.watch(lambda e: board.move(e.obj.name, e.new), "value")
        selects.append(select)
    return selects


def further(board: Sorted) -> list[pn.viewable.Viewable]:
    """One activity imagined one world further out."""
    inner = [a.name for a in board.activities if a.world.outward]
    take = pn.widgets.Select(name="Take one activity", options=inner)

    def conditions(name: str) -> str:
        [activity] = [a for a in board.activities if a.name == name]
        imagined = what_if(board.activities, name, activity.world.outward)
        return "".join(f"<li>{html.escape(each)}</li>" for each in imagined.conditions)

    return [take, pn.pane.HTML(pn.bind(lambda n: f"<ul>{conditions(n)}</ul>", take))]


def example() -> str:
    """What relkit says of one place, to read along."""
    estate = cases.named("housing_repairs").activities
    return "\n".join(
        [
            four_worlds.describe_embedded(estate).sentence,
            chains.describe_chains(estate).headline,
            *(found.sentence for found in findings(estate)[:3]),
        ]
    )


def page(places: Sequence[Case], words: dict[str, str]) -> pn.Column:
    """The whole dashboard, for one visitor."""
    board = Sorted()
    place = pn.widgets.Select(name="Place", options={c.called: c for c in places})
    nested, links, out, apart = (pn.Column() for _ in range(4))
    found, to_move = pn.pane.HTML(width=WIDTH), pn.GridBox(ncols=2)

    @unchecked()  # as on relkit's own pages
    def redraw(*_: object) -> None:
        nested.objects = switched(four_worlds.worlds(board.activities))
        links.objects = switched(chains.carried(board.activities))
        out.objects = further(board)
        found.object = stands_out(board.activities)

    @unchecked()
    def deal(*_: object) -> None:
        board.choose(place.value)
        to_move.objects = cards(board)
        apart.objects = switched(sorting.apart(board.place.placements))

    board.param.watch(redraw, "activities")
    place.param.watch(deal, "value")
    deal()
    save = pn.widgets.FileDownload(
        callback=board.saved, filename="place.xlsx", label="Save as XLSX"
    )
    parts = {
        "The place": place,
        "The picture": nested,
        "Move the activities": to_move,
        "What stands out": found,
        "What carries what": links,
        "One world further out": out,
        "Where people part company": apart,
        "Keep what you have, or forget it": save,
        "How to read it": pn.pane.HTML(f"<pre>{html.escape(example())}</pre>"),
    }
    column = pn.Column()
    for heading, text in words.items():
        column.append(pn.pane.Markdown(text, width=WIDTH))
        if heading in parts:
            column.append(parts[heading])
    return column


pn.extension("vega")
page(
    pn.state.as_cached("places", cases.known), pn.state.as_cached("words", told)
).servable(title="Four worlds of service")
