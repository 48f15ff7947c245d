"""What is saved opens again, complete, and no spreadsheet program runs any of it."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relkit import cases, export
from relkit.cases import rows, topics
from relkit.models.case import Case, Figure, Gathering, Kind
from relkit.models.four_worlds import (
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)
from relkit.models.sorting import Placement
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.models.swimlanes_compared import topic
from relkit.paths import DATASETS

LAW = settings(deadline=None, max_examples=40)
SIGNS = ("=", "+", "-", "@", "\t", "\r")

ODD = (
    '=HYPERLINK("http://x","y")',
    "+44 1632 960001",
    "-1 + 2",
    "@SUM(A1)",
    "'=1+1",
    "'Tis",
    "''",
    "#N/A",
    "TRUE",
    "1e5",
    "007",
    "2026-03-10",
    'She said "no", twice; then\nwent',
    "<script>alert('x')</script>",
    "🏚️ → 🏡",
    "_x000D_",
    "&amp;",
    "ÆØÅ ‘’ – £",
)


def texts(longest):
    """Text as people might type it, tidied as every text that relkit reads is."""
    odd = st.sampled_from(ODD)
    return (odd | st.text(max_size=longest) | st.builds(str.__add__, odd, odd)).map(
        lambda text: rows.tidied(text[:longest])
    )


def settled(text):
    """Whether tidying the text again changes nothing, as for all that relkit read."""
    return bool(text) and rows.tidied(text) == text


ANSWERS = st.sampled_from(Answer)
CONSENTS = st.builds(
    Consent,
    free=ANSWERS,
    prior=ANSWERS,
    informed=ANSWERS,
    withdrawable=ANSWERS,
    given_by=st.sampled_from(ConsentOf),
)
# A spreadsheet keeps 15 digits of a number: hundredths of an hour are well within.
HOURS = st.integers(0, 10_000_000).map(lambda hundredths: hundredths / 100)
NAMES = texts(48).filter(settled)


@st.composite
def some_activities(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique_by=str.casefold))
    return tuple(
        Activity(
            name=name,
            world=draw(st.sampled_from(World)),
            residents_hours=draw(HOURS.filter(bool)),
            staff_hours=draw(HOURS),
            decided_by=draw(st.sampled_from(Decider)),
            consent=draw(CONSENTS),
            inside=draw(
                st.none()
                if len(names) == 1
                else st.none() | st.sampled_from([n for n in names if n != name])
            ),
            note=draw(texts(140).filter(lambda text: not text or settled(text))),
        )
        for name in names
    )


NAMES_IN_LISTS = NAMES.filter(lambda name: ";" not in name)


@st.composite
def some_cards(draw):
    names = draw(st.lists(NAMES, max_size=4, unique_by=str.casefold))
    note = texts(140).filter(lambda text: not text or settled(text))
    return tuple(
        Card(
            name=name,
            lane=draw(st.sampled_from(Lane)),
            helped_by=tuple(draw(st.lists(NAMES_IN_LISTS, max_size=3, unique=True))),
            condition=draw(note),
            note=draw(note),
        )
        for name in names
    )


def some_placements(cards, bins, days):
    placements = st.builds(
        Placement,
        voice=st.sampled_from(["c1", "p2", "=1", "7"]),
        card=st.sampled_from([each.name for each in cards] or [None]),
        bin=st.sampled_from(bins),
        standpoint=st.none() | st.sampled_from(Standpoint),
        at=st.sampled_from([datetime.combine(day, time()) for day in days] or [None]),
    )
    return st.lists(placements, max_size=6 if days and cards else 0).map(tuple)


@st.composite
def some_cases(draw):
    """Any case that relkit could have read."""
    activities, cards = draw(some_activities()), draw(some_cards())
    days = draw(st.lists(st.dates(), max_size=2, unique=True))
    gatherings = tuple(
        Gathering(number=number, held=day, where=draw(NAMES))
        for number, day in enumerate(sorted(days), start=1)
    )
    moved = {
        each.name: draw(
            st.sampled_from([w for w in World if w is not each.world])
        ).value
        for each in activities
        if draw(st.booleans())
    }
    sorted_ = {"four_worlds": moved} | {
        topic(who): {
            card.name: draw(st.sampled_from(Lane)).value
            for card in cards
            if draw(st.booleans())
        }
        for who in Standpoint
    }
    figures = st.builds(Figure, text=NAMES, source=NAMES, url=NAMES)
    return Case(
        name="elm road 2.1",
        title=draw(NAMES),
        place=draw(NAMES),
        kind=draw(st.sampled_from(Kind)),
        story=tuple(draw(st.lists(NAMES, max_size=3))),
        figures=tuple(draw(st.lists(figures, max_size=2))),
        gatherings=gatherings,
        activities=activities,
        placements=draw(some_placements(activities, World, days)),
        cards=cards,
        lane_placements=draw(some_placements(cards, Lane, days)),
        sorted={key: each for key, each in sorted_.items() if each},
    )


def plain(**changed):
    keys = Activity(name="Keys", world=World.BY, residents_hours=1, staff_hours=0)
    fields = {
        "name": "elm",
        "title": "Elm Road",
        "place": "Elm Road",
        "kind": Kind.OBSERVED,
        "activities": (keys,),
    }
    return Case(**{**fields, **changed})


def odd_case():
    """Every odd text in every place at once."""
    first = plain().activities[0]
    activities = tuple(replace(first, name=each, note=each) for each in TIDY)
    return plain(title=TIDY[0], place=TIDY[1], story=TIDY, activities=activities)


TIDY = tuple(dict.fromkeys(rows.tidied(each) for each in ODD))


@LAW
@given(some_cases())
@example(odd_case())
@example(plain(title="x" * 2000, place="y" * 130))
def test_a_case_saved_as_xlsx_opens_again_complete(case):
    again = cases.read_spreadsheet(f"{case.name}.xlsx", export.to_xlsx(case))
    assert again == case


@LAW
@given(some_cases())
@example(odd_case())
@example(plain(title="x" * 2000, place="y" * 130))
@example(plain(title="mangled \ufffd once"))
def test_a_csv_opens_again_with_its_activities_title_and_place(case):
    again = cases.read_spreadsheet(f"{case.name}.csv", export.to_csv(case))
    moved = {key: each for key, each in case.sorted.items() if key == "four_worlds"}
    assert (again.activities, again.sorted) == (case.activities, moved)
    assert (again.title, again.place) == (case.title, case.place)


@LAW
@given(some_cases().filter(lambda case: case.cards))
def test_a_csv_of_cards_opens_again_with_what_each_standpoint_sorted(case):
    written = export.csv_of(cases.swimlanes)(case)
    again = cases.read_spreadsheet(f"{case.name}.csv", written)
    moved = {key: each for key, each in case.sorted.items() if key != "four_worlds"}
    assert (again.cards, again.sorted) == (case.cards, moved)
    assert (again.title, again.place, again.activities) == (case.title, case.place, ())
    assert not any(
        cell.startswith(SIGNS) and not is_number(cell)
        for line in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
        for cell in line
    )


@LAW
@given(some_cases())
@example(odd_case())
def test_no_cell_of_a_workbook_is_a_formula(case):
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(case)))
    kinds = {
        (type(cell.value), cell.data_type)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds <= {(str, "s"), (int, "n"), (float, "n")}


def is_number(cell):
    try:
        return float(cell) >= 0
    except ValueError:
        return False


@LAW
@given(some_cases())
@example(odd_case())
def test_no_cell_of_a_csv_is_run_as_a_formula(case):
    text = export.to_csv(case).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline="")):
        for cell in line:
            assert is_number(cell) or not cell.startswith(SIGNS)


@pytest.mark.parametrize("name", ["housing_repairs", "fire_safety", "living_well"])
def test_the_cases_that_come_with_relkit_are_saved_complete(name):
    case = cases.read(DATASETS / "cases" / name)
    again = cases.read_spreadsheet(f"{name}.xlsx", export.to_xlsx(case))
    assert again == case
    assert len(again.placements) > 500
    assert len(again.lane_placements) > 500


def test_saving_twice_keeps_the_same():
    once = odd_case()
    twice = cases.read_spreadsheet("elm.csv", export.to_csv(once))
    again = cases.read_spreadsheet("elm.csv", export.to_csv(twice))
    assert again == twice


def test_a_csv_opens_cleanly_in_a_spreadsheet_program():
    written = export.to_csv(plain())
    assert written.startswith(b"\xef\xbb\xbfname,world,residents_hours,staff_hours,")
    assert written.count(b"\r\n") == written.count(b"\n") == 2


def filled_in(**cells):
    """The template with the cells given changed, as ``Place_B2="Elm Road"``."""
    book = openpyxl.load_workbook(io.BytesIO(export.template()))
    for where, value in cells.items():
        sheet, cell = where.split("_")
        book[sheet][cell] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


OWN_STORY = {"Place_B2": "Elm", "Place_B3": "Elm", "Place_B4": "A.", "Place_B5": "B."}


def test_the_template_filled_in_opens_as_a_case():
    own = {**OWN_STORY, "Activities_L2": "Six keys.", "Activities_L3": "On Mondays."}
    case = cases.read_spreadsheet("template.xlsx", filled_in(**own))
    assert case.kind is Kind.OBSERVED
    assert (case.title, case.story) == ("Elm", ("A.", "B."))
    worlds = {each.name: each.world for each in case.activities}
    assert [worlds[each.inside] for each in case.activities if each.inside]


def test_the_template_as_it_came_is_said_to_be_the_template():
    with pytest.raises(rows.SheetError) as caught:
        cases.read_spreadsheet("template.xlsx", export.template())
    examples = [t.sheet for topic in topics.TOPICS for t in topic.TABLES if t.example]
    mains = [topic.TABLES[0].sheet for topic in topics.TOPICS]
    told = [each.sheet for each in caught.value.problems]
    assert {"Place", *mains} <= {*told} <= {"Place", *examples}
    assert len(told) == len({*told})
    for each in caught.value.problems:
        assert "is the template with its example rows. Replace them" in each.sentence


def test_an_example_row_that_was_left_is_named():
    own = {**OWN_STORY, "Activities_L2": "Six keys."}
    with pytest.raises(rows.SheetError) as caught:
        cases.read_spreadsheet("template.xlsx", filled_in(**own))
    [problem] = caught.value.problems
    assert (problem.sheet, problem.row) == ("Activities", 3)
    assert "an example row of the template. Replace it" in problem.sentence


def test_the_template_names_every_word_that_can_be_used():
    book = openpyxl.load_workbook(io.BytesIO(export.template()))
    rows = {
        column: words
        for sheet, column, words in book["Words to use"].iter_rows(values_only=True)
        if sheet == "Activities"
    }
    for column, choices in (
        ("world", World),
        ("decided_by", Decider),
        ("free, prior, informed, withdrawable", Answer),
        ("consent_of", ConsentOf),
    ):
        assert rows[column].split(", ") == [choice.value for choice in choices]


def test_the_template_has_the_columns_of_the_dictionary():
    with (DATASETS / "cases/housing_repairs/four_worlds_activities.csv").open() as file:
        columns = tuple(next(csv.reader(file)))
    book = openpyxl.load_workbook(io.BytesIO(export.template()))
    [header] = book["Activities"].iter_rows(max_row=1, values_only=True)
    assert header == columns


def test_a_day_is_saved_as_a_day():
    held = Gathering(number=1, held=date(2026, 3, 10), where="Hall")
    again = cases.read_spreadsheet(
        "elm.xlsx", export.to_xlsx(plain(gatherings=(held,)))
    )
    assert again.gatherings == (held,)


def test_an_invented_place_is_still_called_invented_after_a_csv():
    estate = cases.read(DATASETS / "cases" / "housing_repairs")
    again = cases.read_spreadsheet("estate.csv", export.to_csv(estate))
    assert again.kind == estate.kind == "invented"


def test_a_world_that_nobody_knows_is_refused_where_the_reader_put_a_card():
    header = b"name,world,residents_hours,staff_hours,sorted\n"
    with pytest.raises(
        rows.SheetError, match="row 2, column sorted: ‘up’ is not known"
    ):
        cases.read_spreadsheet("elm.csv", header + b"Keys,by,1,0,up")


def test_a_card_that_was_put_where_it_came_from_is_not_moved():
    header = b"name,world,residents_hours,staff_hours,sorted\n"
    content = header + b"Keys,by,1,0,by\nVisits,with,1,0,\nChecks,to,1,0,for"
    read = cases.read_spreadsheet("elm.csv", content)
    assert read.sorted == {"four_worlds": {"Checks": "for"}}
    assert [each.world for each in read.activities] == ["by", "with", "to"]


@pytest.mark.parametrize("odd", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_characters_that_no_file_can_hold_never_stop_saving(odd):
    case = plain(
        title=f"Elm{odd}Road",
        place=f"Elm{odd}Road",
        story=(f"One{odd}story.",),
        activities=(replace(plain().activities[0], name=f"Keys{odd}kept"),),
    )
    for name, save in (("elm.xlsx", export.to_xlsx), ("elm.csv", export.to_csv)):
        again = cases.read_spreadsheet(name, save(case))
        assert (again.title, again.place) == ("Elm Road", "Elm Road")
        assert again.activities[0].name == "Keys kept"
