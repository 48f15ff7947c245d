"""Spreadsheets that people bring: each wrong one gets a sentence they can act on.

Most go through `cases.read_spreadsheet`, as an upload does.
"""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from relkit import cases
from relkit.cases import rows, sheets
from relkit.cases.rows import SheetError
from relkit.models.four_worlds import World

HEADER = ("name", "world", "residents_hours", "staff_hours", "inside", "note")
GOOD = ("Keeping keys", "by", 12, 0, "", "")


def xlsx(*rows, sheet="Activities", **more):
    """A workbook with these rows, and further sheets by name."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for title, lines in {sheet: rows, **more}.items():
        page = book[title] if title in book else book.create_sheet(title)
        for line in lines:
            page.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv(*rows, encoding="utf-8", delimiter=","):
    lines = [delimiter.join(str(cell) for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def refused(content, name="elm.xlsx"):
    """The problems of a file that cannot be used."""
    with pytest.raises(SheetError) as caught:
        cases.read_spreadsheet(name, content)
    return caught.value.problems


def row(**changed):
    """The good row with some cells changed."""
    return tuple({**dict(zip(HEADER, GOOD, strict=True)), **changed}.values())


FORMATS = {"elm.xlsx": (xlsx, "Activities"), "elm.csv": (csv, "elm.csv")}

BAD_CELLS = [
    ("world", "under", "Use one of these words: to, for, with, by."),
    ("world", "", "Use one of these words: to, for, with, by."),
    ("residents_hours", -1, "Type a number of person-hours a week from 0 to 100,000."),
    ("staff_hours", -0.5, "Type a number of person-hours a week"),
    ("residents_hours", 100_001, "cannot be right. Type a number"),
    ("residents_hours", "1e999", "cannot be right. Type a number"),
    ("residents_hours", "about ten", "‘about ten’ is not a number. Type a number"),
    ("residents_hours", "NaN", "‘NaN’ is not a number. Type a number"),
    ("staff_hours", "inf", "‘inf’ is not a number. Type a number"),
    ("staff_hours", ".", "‘.’ is not a number. Type a number"),
    ("staff_hours", "", "there is no number here. Type a number"),
    ("name", "", "Give the activity a name."),
    ("name", "x" * 121, "Shorten it to 120 or fewer."),
    ("note", "x" * 501, "Shorten it to 500 or fewer."),
    ("inside", "Keeping keys", "is inside itself. Name the activity that holds it"),
    ("inside", "Elsewhere", "‘Elsewhere’ is not the name of an activity"),
    ("residents_hours", "=6*2", "Replace it with what it shows"),
    ("name", '=HYPERLINK("x")', "Replace it with what it shows"),
    ("note", "=1+1", "Replace it with what it shows"),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("column", "cell", "advice"), BAD_CELLS)
def test_a_wrong_cell_is_named_by_sheet_row_and_column(name, column, cell, advice):
    make, sheet = FORMATS[name]
    other = row(name="Moving-in visits", world="with")
    [problem] = refused(make(HEADER, other, row(**{column: cell})), name)
    assert (problem.sheet, problem.row, problem.column) == (sheet, 3, column)
    assert advice in problem.sentence
    assert str(problem).startswith(f"Sheet {sheet}, row 3, column {column}: ")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("missing", ["name", "world", "residents_hours", "staff_hours"])
def test_a_missing_column_is_named(name, missing):
    make, sheet = FORMATS[name]
    header = tuple("other" if column == missing else column for column in HEADER)
    [problem] = refused(make(header, GOOD), name)
    assert (problem.sheet, problem.row, problem.column) == (sheet, 1, missing)
    assert f"Add a column headed {missing}." in problem.sentence


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("again", ["Keeping keys", "KEEPING KEYS", " keeping  keys "])
def test_a_duplicate_name_is_told_with_the_row_of_the_first(name, again):
    make, sheet = FORMATS[name]
    [problem] = refused(make(HEADER, GOOD, row(name=again)), name)
    assert (problem.sheet, problem.row, problem.column) == (sheet, 3, "name")
    assert "stands in row 2 already. Give each activity a name" in problem.sentence


def test_an_activity_that_takes_nobody_any_time_is_named_by_row():
    [problem] = refused(xlsx(HEADER, row(residents_hours=0)))
    assert (problem.sheet, problem.row) == ("Activities", 2)
    assert "Give the hours of those who take part" in problem.sentence


def test_every_wrong_cell_is_told_at_once():
    wrong = [row(name=f"n{i}", world="under") for i in range(5)]
    problems = refused(xlsx(HEADER, GOOD, *wrong))
    assert [problem.row for problem in problems] == [3, 4, 5, 6, 7]


def test_every_wrong_cell_of_a_row_is_told_at_once():
    wrong = row(name="", world="under", staff_hours="some")
    problems = refused(xlsx(HEADER, wrong))
    assert [each.column for each in problems] == ["name", "world", "staff_hours"]


def test_more_than_ten_problems_are_counted():
    wrong = [row(name=f"n{i}", world="under") for i in range(47)]
    problems = refused(xlsx(HEADER, *wrong))
    assert len(problems) == 11
    assert str(problems[-1]) == "And 37 more like these."


@pytest.mark.parametrize("name", FORMATS)
def test_ten_thousand_rows_are_refused_with_their_number(name):
    make, sheet = FORMATS[name]
    many = make(HEADER, *(row(name=f"n{i}") for i in range(10_000)))
    [problem] = refused(many, name)
    assert problem.sheet == sheet
    assert "10,000 rows" in problem.sentence
    assert "at most 200. Keep the activities that matter most" in problem.sentence


def test_more_rows_than_anybody_reads_are_refused():
    [problem] = refused(csv(HEADER, *[("n", "by", 1, 0)] * 20_001), "elm.csv")
    assert "more than 20,000 rows" in problem.sentence


@pytest.mark.parametrize("name", FORMATS)
def test_200_activities_are_not_too_many(name):
    make, _ = FORMATS[name]
    rows = [row(name=f"n{i}") for i in range(200)]
    assert len(cases.read_spreadsheet(name, make(HEADER, *rows)).activities) == 200


@pytest.mark.parametrize("name", FORMATS)
def test_markup_is_kept_as_the_text_that_it_is(name):
    make, _ = FORMATS[name]
    markup = "<script>alert(1)</script>"
    case = cases.read_spreadsheet(name, make(HEADER, row(name=markup, note=markup)))
    assert (case.activities[0].name, case.activities[0].note) == (markup, markup)


@pytest.mark.parametrize("content", [b"", b" \r\n\t "])
@pytest.mark.parametrize("name", ["elm.xlsx", "elm.csv"])
def test_an_empty_file_says_so(name, content):
    [problem] = refused(content, name)
    assert str(problem) == f"‘{name}’ is empty. Choose another file."


@pytest.mark.parametrize("name", FORMATS)
def test_a_sheet_with_headers_only_asks_for_a_row(name):
    make, _ = FORMATS[name]
    [problem] = refused(make(HEADER), name)
    assert (problem.sheet, problem.row) == (FORMATS[name][1], 1)
    assert "Add at least one row" in problem.sentence


@pytest.mark.parametrize(
    "content",
    [xlsx(sheet="Sheet1", Sheet2=[]), xlsx(sheet="Activities"), b",,\r\n , \n", b'"\n'],
)
def test_sheets_in_which_nothing_stands_are_empty(content):
    [problem] = refused(content, "elm")
    assert str(problem) == "‘elm’ is empty. Choose another file."


def test_one_column_is_told_what_else_is_needed():
    problems = refused(b"Activity\nKeys\nVisits", "elm.csv")
    assert {each.row for each in problems} == {1}
    assert [each.column for each in problems] == [
        "world",
        "residents_hours",
        "staff_hours",
    ]


@pytest.mark.parametrize("before", [b"\n", b"\r\n\r\n", b",,,\n", b"  \n"])
def test_a_csv_may_start_with_blank_lines(before):
    content = before + csv(HEADER, GOOD)
    assert cases.read_spreadsheet("elm.csv", content).activities[0].name == GOOD[0]


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_column_is_told_by_the_row_where_the_headings_stand(name):
    make, _ = FORMATS[name]
    [problem] = refused(make(("",), ("",), HEADER[:3], GOOD[:3]), name)
    assert (problem.row, problem.column) == (3, "staff_hours")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" * 9
OTHER_ZIP = io.BytesIO()
with zipfile.ZipFile(OTHER_ZIP, "w") as archive:
    archive.writestr("word/document.xml", "<w/>")

NO_SPREADSHEETS = {
    "a JPEG": JPEG,
    "a PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "another ZIP": OTHER_ZIP.getvalue(),
    "half a workbook": xlsx(HEADER, GOOD)[:2000],
    "a few letters of a ZIP": b"PK\x03\x04",
    "a letter": b"Dear tenants\nrepairs have moved",
    "bytes without meaning": b"\x81\x8d\x8f,\x90\x9d\n",
}


@pytest.mark.parametrize("what", NO_SPREADSHEETS)
@pytest.mark.parametrize("name", ["elm.xlsx", "elm.csv"])
def test_what_is_no_spreadsheet_is_refused_whatever_its_name_says(name, what):
    [problem] = refused(NO_SPREADSHEETS[what], name)
    assert f"‘{name}’ is not a spreadsheet that relkit can read" in problem.sentence
    assert "Choose an .xlsx or .csv file." in problem.sentence


def test_an_old_xls_says_how_to_save_it():
    [problem] = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "elm.xls")
    assert "old format, or locked with a password. Save it as" in problem.sentence


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked():
    packed = io.BytesIO(xlsx(HEADER, GOOD))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"\0" * 31_000_000)
    assert len(packed.getvalue()) < sheets.MOST_BYTES
    [problem] = refused(packed.getvalue())
    assert "unpacks to more than 30 MB. Keep only the rows" in problem.sentence


def test_a_large_file_is_refused_before_it_is_read():
    [problem] = refused(csv(HEADER, row(note="x" * 1_000_000)), "elm.csv")
    assert "larger than 1 MB. Keep only the sheets" in problem.sentence


def test_of_several_sheets_one_must_be_called_activities():
    [problem] = refused(xlsx(HEADER, GOOD, sheet="Sheet1", Notes=[("x",)]))
    assert "no sheet called Activities. Name the sheet" in problem.sentence


@pytest.mark.parametrize("title", ["activities", "ACTIVITIES"])
def test_the_name_of_a_sheet_may_have_any_capitals(title):
    content = xlsx(HEADER, GOOD, sheet=title, Notes=[("x",)])
    assert cases.read_spreadsheet("elm.xlsx", content).activities[0].name == GOOD[0]


def test_a_sheet_that_stands_alone_may_have_any_name():
    content = xlsx(HEADER, GOOD, sheet="Our estate")
    assert cases.read_spreadsheet("elm.xlsx", content).activities[0].name == GOOD[0]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("utf-8", ","),
        ("utf-8", ";"),
        ("utf-8", "\t"),
        ("utf-8-sig", ","),
        ("utf-8-sig", ";"),
        ("utf-16", "\t"),
        ("utf-16", ","),
        ("cp1252", ","),
        ("cp1252", ";"),
    ],
)
def test_csv_is_read_as_spreadsheet_programs_write_it(encoding, delimiter):
    content = csv(HEADER, row(name="Café – £5"), encoding=encoding, delimiter=delimiter)
    [activity] = cases.read_spreadsheet("elm.csv", content).activities
    assert (activity.name, activity.hours) == ("Café – £5", 12)


def test_headings_may_have_capitals_and_spaces():
    content = csv(("Name", " WORLD ", "Residents hours", "Staff  Hours"), GOOD[:4])
    [activity] = cases.read_spreadsheet("elm.csv", content).activities
    assert activity.residents_hours == 12


GUESSED = {
    "name": ["Activity", "ACTIVITIES", "What"],
    "world": ["World of service", "WORLD"],
    "residents_hours": ["Residents hours", "ResidentsHours", "Residents’ hours a week"],
    "staff_hours": ["Staff hours", "hours (staff)", "Staff-hours per week"],
    "decided_by": ["Who decides", "decided by"],
    "consent_of": ["Whose consent"],
    "inside": ["Part of", "Held by", "within"],
    "note": ["Notes", "Comment"],
}


@pytest.mark.parametrize("column", GUESSED)
def test_a_column_is_known_by_other_headings(column):
    ours = (*HEADER, "decided_by", "consent_of")
    line = (*row(inside="Visits", note="Spare."), "people", "person")
    more = (*row(name="Visits", world="with"), "", "")
    [expected, *_] = cases.read_spreadsheet("e.xlsx", xlsx(ours, line, more)).activities
    assert expected.inside == "Visits"
    for heading in GUESSED[column]:
        theirs = [heading if each == column else each for each in ours]
        read = cases.read_spreadsheet("e.xlsx", xlsx(theirs, line, more))
        assert read.activities[0] == expected


def test_a_columns_own_heading_comes_before_others():
    content = xlsx((*HEADER, "Activity"), (*GOOD, "A7"))
    assert cases.read_spreadsheet("elm.xlsx", content).activities[0].name == GOOD[0]


def test_two_other_headings_for_one_column_are_named():
    header = ("Activity", "Task", *HEADER[1:])
    [problem] = refused(xlsx(header, ("Keys", *GOOD)))
    assert (problem.row, problem.column) == (1, "name")
    assert problem.sentence == "‘Activity’ and ‘Task’ both mean this. Keep one of them."


@pytest.mark.parametrize(
    ("column", "heading"),
    [("staff_hours", "Staf hours"), ("world", "wrold"), ("name", "Naame")],
)
def test_a_missing_column_is_told_with_the_heading_that_is_most_like_it(
    column, heading
):
    header = [heading if each == column else each for each in HEADER]
    [problem] = refused(xlsx(header, GOOD))
    assert problem.column == column
    assert f"Did you mean ‘{heading}’? Then change that" in problem.sentence


def test_a_wrong_cell_is_told_by_the_heading_that_stands_above_it():
    header = ["Staff hours" if each == "staff_hours" else each for each in HEADER]
    [problem] = refused(xlsx(header, row(staff_hours=-1)))
    assert problem.column == "Staff hours"


@pytest.mark.parametrize("name", FORMATS)
def test_empty_rows_are_passed_over_and_rows_still_counted_as_seen(name):
    make, _ = FORMATS[name]
    nothing = ("",) * len(HEADER)
    content = make(nothing, HEADER, nothing, GOOD, nothing, row(name="x", world="?"))
    [problem] = refused(content, name)
    assert problem.row == 6


@pytest.mark.parametrize("written", ["1,234", "1234.0", "+1234", "1.234e3"])
def test_numbers_are_read_as_people_write_them(written):
    [activity] = cases.read_spreadsheet(
        "elm.xlsx", xlsx(HEADER, row(residents_hours=written))
    ).activities
    assert activity.hours == 1234


def test_words_may_have_capitals_or_say_done():
    rows = [row(world="BY"), row(name="Visits", world="Done with")]
    case = cases.read_spreadsheet("elm.xlsx", xlsx(HEADER, *rows))
    assert [each.world for each in case.activities] == [World.BY, World.WITH]


def test_a_name_that_is_a_number_is_a_name():
    rows = [row(name=101), row(name="Visits", world="with", inside=101)]
    case = cases.read_spreadsheet("elm.xlsx", xlsx(HEADER, *rows))
    assert case.activities[1].inside == "101"


def test_a_line_break_in_a_cell_becomes_a_space():
    [activity] = cases.read_spreadsheet(
        "elm.csv", csv(HEADER, row(name='"Keeping\nkeys"'))
    ).activities
    assert activity.name == "Keeping keys"


@pytest.mark.parametrize(
    "odd", ["\x00", "\x1b", "\ud800", "\uffff", "\ufffe", "\u2028"]
)
def test_characters_that_no_workbook_can_hold_become_spaces(odd):
    assert rows.tidied(f"a{odd}b") == "a b"


def test_a_formula_that_relkit_does_not_read_is_no_problem():
    content = xlsx((*HEADER, "sum"), (*GOOD, "=C2+D2"))
    assert cases.read_spreadsheet("elm.xlsx", content).activities[0].hours == 12


def test_cells_beyond_the_header_are_passed_over():
    content = csv(HEADER, (*GOOD, "more", "and more"))
    assert len(cases.read_spreadsheet("elm.csv", content).activities) == 1


def test_a_heading_that_stands_twice_is_named():
    content = b"name,name,world,residents_hours,staff_hours\nx,z,by,1,0"
    with pytest.raises(SheetError, match="row 1, column name: this heading stands"):
        cases.read_spreadsheet("twice.csv", content)


def test_a_file_with_the_line_ends_of_an_old_macintosh_opens():
    content = b"name,world,residents_hours,staff_hours\rKeys,by,1,0\r"
    assert cases.read_spreadsheet("mac.csv", content).activities[0].name == "Keys"


PLACED = ("gathering", "voice", "standpoint", "card", "world")
HELD = (("number", "held", "where"), (1, "2026-03-10", "Hall"), (2, "2026-05-12", ""))
FURTHER = {
    "Place": (("what", "text"), ("title", "Elm Road"), ("kind", "observed")),
    "Figures": (("text", "source", "url"), ("9 homes", "The council", "")),
    "Gatherings": HELD,
    "Placements": (PLACED, (1, "c1", "community", "Keeping keys", "by")),
}

BAD_FURTHER_CELLS = [
    ("Place", 2, "text", "x" * 2001, "2,001 characters. Shorten it to 2000"),
    ("Place", 3, "text", "imagined", "Use one of these words: invented, observed."),
    ("Place", 3, "what", "title", "‘title’ stands in row 2 already. Change one"),
    ("Place", 2, "text", "=A1", "Replace it with what it shows"),
    ("Figures", 2, "text", "", "Say the figure in a sentence."),
    ("Figures", 2, "source", "", "Say who the figure comes from."),
    ("Gatherings", 2, "number", "first", "‘first’ is not a whole number. Type"),
    ("Gatherings", 2, "number", 1.5, "‘1.5’ is not a whole number. Type"),
    ("Gatherings", 2, "number", "", "there is no number. Type a number from 1 to 999."),
    ("Gatherings", 3, "number", 1, "‘1’ stands in row 2 already. Change one"),
    ("Gatherings", 2, "held", "10 March", "‘10 March’ is not a date. Write the date"),
    ("Gatherings", 2, "held", "2026-02-30", "is not a date. Write the date as 2026-"),
    ("Gatherings", 2, "held", "", "there is no date here. Write the date as 2026-03"),
    ("Gatherings", 3, "held", "2026-03-10", "‘2026-03-10’ stands in row 2 already."),
    ("Gatherings", 2, "where", "x" * 201, "Shorten it to 200 or fewer."),
    ("Placements", 2, "gathering", 7, "gathering 7. List it under the gatherings"),
    ("Placements", 2, "gathering", "one", "‘one’ is not a whole number. Type"),
    ("Placements", 2, "voice", "", "Give each voice a label, such as c1."),
    ("Placements", 2, "standpoint", "tenants", "words: community, place, centre."),
    ("Placements", 2, "card", "Keys", "‘Keys’ is not an activity of this place. Copy"),
    ("Placements", 2, "world", "under", "Use one of these words: to, for, with, by."),
]


@pytest.mark.parametrize(
    ("sheet", "number", "column", "cell", "advice"), BAD_FURTHER_CELLS
)
def test_a_wrong_cell_of_any_sheet_is_named(sheet, number, column, cell, advice):
    lines = [list(line) for line in FURTHER[sheet]]
    lines[number - 1][lines[0].index(column)] = cell
    [problem] = refused(xlsx(HEADER, GOOD, **{**FURTHER, sheet: lines}))
    assert (problem.sheet, problem.row, problem.column) == (sheet, number, column)
    assert advice in problem.sentence


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("Place", "text"),
        ("Figures", "source"),
        ("Gatherings", "held"),
        *(("Placements", each) for each in PLACED),
    ],
)
def test_a_column_that_is_missing_on_any_sheet_is_named(sheet, column):
    header, *lines = FURTHER[sheet]
    without = ["other" if each == column else each for each in header]
    problems = refused(xlsx(HEADER, GOOD, **{**FURTHER, sheet: [without, *lines]}))
    assert (problems[0].sheet, problems[0].row, problems[0].column) == (
        sheet,
        1,
        column,
    )
    assert f"Add a column headed {column}." in problems[0].sentence


def test_wrong_cells_of_several_sheets_are_told_at_once():
    held = [HELD[0], (1, "soon", "")]
    bad = row(world="under")
    problems = refused(xlsx(HEADER, bad, **{**FURTHER, "Gatherings": held}))
    assert [each.sheet for each in problems] == ["Gatherings", "Activities"]


def test_a_day_is_read_as_a_spreadsheet_keeps_it():
    held = [HELD[0], (1, datetime(2026, 3, 10), "Hall")]
    read = cases.read_spreadsheet("e.xlsx", xlsx(HEADER, GOOD, Gatherings=held))
    assert read.gatherings[0].held == date(2026, 3, 10)


def test_control_characters_become_spaces_wherever_they_stand():
    place = csv((*HEADER, "title"), (*row(name="Keeping\x0bkeys"), "Elm\x07Road"))
    read = cases.read_spreadsheet("elm.csv", place)
    assert (read.title, read.activities[0].name) == ("Elm Road", "Keeping keys")
