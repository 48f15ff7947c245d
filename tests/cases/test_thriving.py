"""Three tables, and links between them that lead to a row or are refused."""

import pytest

from relkit import cases
from relkit.cases import sheets, thriving
from relkit.cases.rows import SheetError
from relkit.models import thriving_findings
from relkit.models.case import Case, Kind
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
)
from relkit.paths import DATASETS

SITUATIONS = "name,whose,note\nDamp,Ada,It smells.\nNo sleep,Ben,\n"
PREPARATIONS = (
    "name,strength,prepared_by,who,note\n"
    "Meter,kit,institution,The landlord,\nKeys,trust,citizen,Neighbours,\n"
)
ENCOUNTERS = (
    "name,situations,preparations,note\n"
    "Visit,Damp,Meter ; Keys,\nReview,,,For the file.\n"
)


def given(situations=SITUATIONS, preparations=PREPARATIONS, encounters=ENCOUNTERS):
    """The three sheets as they come from files; ``None`` for one that is not there."""
    files = zip(thriving.TABLES, (situations, preparations, encounters), strict=True)
    found = {}
    for table, said in files:
        if said is not None:
            [sheet] = sheets.sheets(table.file, said.encode())
            found[table.sheet] = sheet
    return found


def read(**changed):
    return thriving.read(given(**changed), {})


def wrong(**changed):
    with pytest.raises(SheetError) as caught:
        read(**changed)
    return caught.value.problems


def test_three_tables_become_three_worlds():
    assert read() == {
        "situations": (
            Situation(name="Damp", whose="Ada", note="It smells."),
            Situation(name="No sleep", whose="Ben"),
        ),
        "preparations": (
            Preparation(
                name="Meter",
                strength=Strength.KIT,
                prepared_by=Preparer.INSTITUTION,
                who="The landlord",
            ),
            Preparation(
                name="Keys",
                strength=Strength.TRUST,
                prepared_by=Preparer.CITIZEN,
                who="Neighbours",
            ),
        ),
        "encounters": (
            Encounter(
                name="Visit", situations=("Damp",), preparations=("Meter", "Keys")
            ),
            Encounter(name="Review", note="For the file."),
        ),
    }


def test_what_is_written_is_read_as_it_was():
    case = Case(name="a", title="A", place="A", kind=Kind.INVENTED, **read())
    again = {}
    for table, rows in thriving.written(case):
        lines = tuple(
            (number, table.written(row)) for number, row in enumerate(rows, start=2)
        )
        headings = tuple(column.key for column in table.columns)
        again[table.sheet] = sheets.Sheet(
            name=table.sheet, headings=headings, lines=lines
        )
    assert thriving.read(again, {}) == read()


def test_a_place_without_any_of_the_three_says_nothing():
    assert thriving.read({}, {}) == {}


def test_a_place_may_begin_with_situations_alone():
    fields = read(preparations=None, encounters=None)
    assert len(fields["situations"]) == 2
    assert fields["preparations"] == fields["encounters"] == ()


@pytest.mark.parametrize(
    ("column", "line", "sheet"),
    [
        ("situations", "Visit,Dampness,Meter,", "Situations"),
        ("preparations", "Visit,Damp,Meter; Ladder,", "Preparations"),
    ],
)
def test_a_link_to_what_is_not_listed_is_refused_where_it_stands(column, line, sheet):
    [problem] = wrong(encounters=f"name,situations,preparations,note\n{line}\n")
    assert (problem.row, problem.column) == (2, column)
    assert f"is not a name in the sheet {sheet}." in problem.sentence


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("situations", SITUATIONS + "DAMP,Cy,\n"),
        ("preparations", PREPARATIONS + "meter,time,citizen,,\n"),
        ("encounters", ENCOUNTERS + "visit,,,\n"),
    ],
)
def test_a_name_stands_once_in_its_table_whatever_its_capitals(field, said):
    [problem] = wrong(**{field: said})
    assert (problem.row, problem.column) == (4, "name")
    assert "stands in row 2 already" in problem.sentence


def test_a_name_with_a_semicolon_could_not_be_linked_to_and_is_refused():
    problems = wrong(situations=SITUATIONS + "Damp; cold,Cy,\n")
    assert (problems[0].row, problems[0].column) == (4, "name")
    assert "Write a comma instead." in problems[0].sentence


def test_a_life_is_somebodys():
    [problem] = wrong(situations=SITUATIONS + "Cold,,\n")
    assert (problem.column, problem.row) == ("whose", 4)
    assert "Say whose life it is." in problem.sentence


def test_a_wrong_cell_in_one_table_breaks_no_link_from_another():
    [problem] = wrong(preparations=PREPARATIONS.replace("trust", "hope"))
    assert (problem.row, problem.column) == (3, "strength")
    assert "‘hope’ is not known" in problem.sentence


def test_what_is_wrong_in_all_three_tables_is_told_at_once():
    problems = wrong(
        situations=SITUATIONS.replace("Ben", ""),
        preparations=PREPARATIONS.replace("kit", "ladder"),
        encounters=ENCOUNTERS.replace("Damp,", "Rain,"),
    )
    assert len(problems) == 3


def test_headings_in_other_words_are_understood():
    fields = read(
        situations="Situation,Whose life\nDamp,Ada\nNo sleep,Ben\n",
        preparations="Preparation,Kind of strength,Preparer\nMeter,Kit,Institution\n"
        "Keys,trust,citizen\n",
        encounters="Encounter,Belongs to,Draws on\nVisit,Damp,Meter;Keys\n",
    )
    assert fields["encounters"][0].preparations == ("Meter", "Keys")


@pytest.fixture(params=("housing_repairs", "fire_safety", "living_well"))
def case(request):
    return cases.read(DATASETS / "cases" / request.param)


def test_a_case_has_as_much_in_each_world_as_a_room_can_take_in(case):
    assert 8 <= len(case.situations) <= 12
    assert 10 <= len(case.preparations) <= 20
    assert 6 <= len(case.encounters) <= 12
    assert {each.prepared_by for each in case.preparations} == set(Preparer)
    for each in (*case.situations, *case.preparations, *case.encounters):
        assert len(each.name) <= 60
        assert len(each.note) <= 140


def test_every_rule_finds_something_in_a_case_and_is_not_all_that_is_found(case):
    found = thriving_findings.findings(case)
    assert {each.kind for each in found} == {
        thriving_findings.NOBODYS,
        thriving_findings.UNPREPARED,
        thriving_findings.UNUSED,
        thriving_findings.UNMET,
    }
    assert len(found) < len(case.encounters)
