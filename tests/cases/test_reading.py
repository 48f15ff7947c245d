"""Cases: complete, sourced, of a realistic size, and never half loaded."""

import json
import shutil
from collections import defaultdict

import pytest

from relkit import cases
from relkit.cases.rows import SheetError
from relkit.models.case import Kind
from relkit.models.four_worlds import Answer, ConsentOf, World
from relkit.models.standpoints import Standpoint
from relkit.paths import DATASETS

NAMES = ("housing_repairs", "fire_safety", "living_well")
HEADER = "name,world,residents_hours,staff_hours\n"


@pytest.fixture(params=NAMES)
def case(request):
    return cases.read(DATASETS / "cases" / request.param)


@pytest.fixture
def folder(tmp_path):
    """A case's folder of one's own, to be spoilt."""
    shutil.copytree(DATASETS / "cases" / "housing_repairs", tmp_path / "our_estate")
    return tmp_path / "our_estate"


def rewrite(path, change):
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def about(folder, **changed):
    path = folder / "case.json"
    rewrite(path, lambda text: json.dumps({**json.loads(text), **changed}))


def test_three_cases_come_with_relkit_housing_repairs_first(monkeypatch):
    monkeypatch.delenv("RELKIT_CASE", raising=False)
    assert tuple(each.name for each in cases.known()) == NAMES


def test_a_case_has_as_many_activities_as_a_room_can_take_in(case):
    assert 15 <= len(case.activities) <= 25
    assert {each.world for each in case.activities} == set(World)


def test_two_gatherings_with_five_voices_of_each_standpoint(case):
    voices = defaultdict(set)
    for each in case.placements:
        voices[each.at.date(), each.standpoint].add(each.voice)
    held = [gathering.held for gathering in case.gatherings]
    assert len(held) == 2
    assert held == sorted(held)
    assert set(voices) == {(day, each) for day in held for each in Standpoint}
    assert all(len(each) >= 5 for each in voices.values())


def test_a_voice_speaks_from_one_standpoint_and_places_a_card_once(case):
    spoken = defaultdict(set)
    for each in case.placements:
        spoken[each.voice].add(each.standpoint)
    assert all(len(standpoints) == 1 for standpoints in spoken.values())
    keys = [(each.voice, each.card, each.at) for each in case.placements]
    assert len(keys) == len(set(keys))


def test_every_figure_has_its_source(case):
    assert case.figures
    assert all(each.text and each.source for each in case.figures)
    addresses = [each.url for each in case.figures if each.url]
    assert all(url.startswith(("https://", "http://")) for url in addresses)


def test_an_invented_place_says_so_in_its_first_sentence(case):
    assert case.kind is Kind.INVENTED
    assert "invented" in case.story[0].split(".")[0]


def test_a_story_has_two_paragraphs_of_a_length_to_read_aloud(case):
    assert len(case.story) == 2
    assert all(60 <= len(each.split()) <= 110 for each in case.story)


def test_what_holds_an_activity_is_on_the_list_one_world_further_out(case):
    worlds = {each.name: each.world for each in case.activities}
    for each in case.activities:
        if each.inside is not None:
            assert worlds[each.inside] is each.world.outward


def test_consent_is_answered_for_everything_done_to_people(case):
    for each in case.activities:
        if each.world is World.TO:
            assert each.consent.given_by is not ConsentOf.UNKNOWN
            assert len(each.consent.parts(Answer.UNKNOWN)) < 4


def test_names_fit_on_a_card_and_notes_in_a_breath(case):
    assert all(len(each.name) <= 48 for each in case.activities)
    assert all(len(each.note) <= 140 for each in case.activities)


def test_ones_own_case_comes_first(monkeypatch, folder):
    monkeypatch.setenv("RELKIT_CASE", str(folder))
    assert [each.name for each in cases.known()] == ["our_estate", *NAMES]


def test_ones_own_case_may_be_one_spreadsheet(monkeypatch, tmp_path):
    own = tmp_path / "Elm Road.csv"
    own.write_text(HEADER + "Keeping keys,by,12,0")
    monkeypatch.setenv("RELKIT_CASE", str(own))
    assert cases.known()[0].title == "Elm Road"


def test_a_changed_copy_stands_in_for_the_case_whose_name_it_has(monkeypatch, tmp_path):
    """A page that knows its places by name can tell only one of each name."""
    own = tmp_path / "fire_safety.csv"
    own.write_text(HEADER + "Keeping keys,by,12,0")
    monkeypatch.setenv("RELKIT_CASE", str(own))
    known = cases.known()
    assert sorted(each.name for each in known) == sorted(NAMES)
    assert len(known[0].activities) == 1


def test_a_case_that_is_not_there_is_not_passed_over(monkeypatch, tmp_path):
    monkeypatch.setenv("RELKIT_CASE", str(tmp_path / "gone.xlsx"))
    with pytest.raises(FileNotFoundError):
        cases.known()


def test_a_folder_may_hold_activities_only(folder):
    for file in folder.glob("*.csv"):
        if file.name != "four_worlds_activities.csv":
            file.unlink()
    about(folder, gatherings=[])
    read = cases.read(folder)
    assert read.placements == read.cards == ()
    assert len(read.activities) > 14


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": "imagined"},
        {"kind": None},
        {"gatherings": [{"number": 1}]},
        {"gatherings": [{"number": 1, "held": "10 March"}]},
        {"gatherings": ["tomorrow"]},
        {"figures": [{"words": "412 homes"}]},
        {"figures": "412 homes"},
        {"story": 7},
    ],
)
def test_a_spoilt_case_json_says_what_it_takes(folder, spoilt):
    about(folder, **spoilt)
    with pytest.raises(SheetError, match=r"‘our_estate’ cannot be used .* It takes"):
        cases.read(folder)


@pytest.mark.parametrize("text", ["[]", '"a case"', "7", "null", "{}"])
def test_a_case_json_of_another_shape_says_what_it_takes(folder, text):
    (folder / "case.json").write_text(text)
    with pytest.raises(SheetError, match=r"‘our_estate’ cannot be used .* It takes"):
        cases.read(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00"])
def test_a_case_json_that_is_no_json_is_named(folder, content):
    (folder / "case.json").write_bytes(content)
    with pytest.raises(SheetError, match=r"case\.json is not valid JSON"):
        cases.read(folder)


@pytest.mark.parametrize(
    ("was", "now", "column"),
    [
        (",community,", ",tenants,", "standpoint"),
        ("\n1,c1,", "\n7,c1,", "gathering"),
        ("\n1,c1,", "\n1,,", "voice"),
        ("Airing and heating homes against damp", "Airing", "card"),
        (",by\n", ",under\n", "world"),
    ],
)
def test_a_wrong_placement_is_named_and_nothing_is_half_loaded(
    folder, was, now, column
):
    sheet = "four_worlds_placements.csv"
    rewrite(folder / sheet, lambda text: text.replace(was, now, 1))
    with pytest.raises(SheetError) as caught:
        cases.read(folder)
    [problem] = caught.value.problems
    assert (problem.sheet, problem.row, problem.column) == (sheet, 2, column)


def test_one_wrong_activity_keeps_the_whole_case_out(folder):
    sheet = "four_worlds_activities.csv"
    rewrite(folder / sheet, lambda text: text.replace(",by,520,", ",by,-520,", 1))
    with pytest.raises(SheetError) as caught:
        cases.read(folder)
    assert caught.value.problems[0].sheet == sheet
    assert caught.value.problems[0].column == "residents_hours"


def test_somebody_who_would_rather_not_say_where_they_speak_from_is_read(folder):
    sheet = "four_worlds_placements.csv"
    rewrite(folder / sheet, lambda text: text.replace(",community,", ",,", 1))
    assert cases.read(folder).placements[0].standpoint is None


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("elm-2026-11-23.csv", "elm"),
        ("elm-2026-11-23 (1).csv", "elm"),
        ("elm 2026.csv", "elm 2026"),
        ("-2026-11-23.csv", "-2026-11-23"),
    ],
)
def test_the_day_on_which_relkit_saved_a_file_is_no_part_of_its_name(file, name):
    content = b"name,world,residents_hours,staff_hours\nKeeping keys,by,12,0"
    assert cases.read_spreadsheet(file, content).name == name


def test_a_csv_is_named_after_its_file_when_it_has_no_title():
    read = cases.read_spreadsheet("Elm Road.csv", f"{HEADER}Keys,by,1,0".encode())
    assert (read.name, read.title, read.place) == ("Elm Road",) * 3
    assert read.kind is Kind.OBSERVED


def test_control_characters_in_a_case_json_become_spaces(folder):
    about(folder, title="Our\x0bestate", story=["One\x00two."])
    read = cases.read(folder)
    assert (read.title, read.story) == ("Our estate", ("One two.",))


def test_a_story_in_a_case_json_is_no_longer_than_a_spreadsheet_holds(folder):
    about(folder, story=["x" * 2001])
    with pytest.raises(SheetError, match="Shorten it to 2000 or fewer"):
        cases.read(folder)
