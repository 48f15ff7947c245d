"""Cards and lane placements as people write them, and a sentence for what is off."""

import shutil
from datetime import datetime

import pytest

from relkit import cases, export
from relkit.cases.rows import SheetError
from relkit.models.standpoints import Standpoint
from relkit.models.swimlanes import Card, Lane
from relkit.paths import DATASETS

HEADER = "name,lane,helped_by,condition,note\n"
PLACED = "gathering,voice,standpoint,card,lane\n"


def read(*rows, header=HEADER):
    content = (header + "\n".join(rows)).encode()
    return cases.read_spreadsheet("elm.csv", content)


@pytest.fixture
def folder(tmp_path):
    """A place with cards and nothing else."""
    source = DATASETS / "cases" / "housing_repairs"
    shutil.copy(source / "case.json", tmp_path)
    write(tmp_path, "cards", HEADER + "Bins,ourselves,,,\nRoof,for_us,City,,\n")
    return tmp_path


def write(folder, what, content):
    (folder / f"swimlanes_{what}.csv").write_text(content, encoding="utf-8")


def test_a_csv_of_cards_is_known_by_its_headings():
    case = read("A dry bedroom,with_help,Caretaker ; Damp group,A meter stays.,Wet.")
    assert case.cards == (
        Card(
            name="A dry bedroom",
            lane=Lane.WITH_HELP,
            helped_by=("Caretaker", "Damp group"),
            condition="A meter stays.",
            note="Wet.",
        ),
    )
    assert case.activities == ()


def test_other_headings_and_the_lanes_own_names_are_understood():
    case = read(
        "Bins,For us,City,Shovels.",
        header="What matters,Which lane,Help from,What would it take\n",
    )
    assert case.cards[0] == Card(
        name="Bins", lane=Lane.FOR_US, helped_by=("City",), condition="Shovels."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Bins,near,,,"], "row 2, column lane: ‘near’ is not known"),
        ([",ourselves,,,"], "row 2, column name: .*Say what matters"),
        (["Bins,ourselves,,,", "BINS,for_us,,,"], "‘BINS’ stands in row 2 already"),
    ],
)
def test_what_is_off_is_told_with_its_place(rows, said):
    with pytest.raises(SheetError, match=said):
        read(*rows)


def test_a_lane_that_nobody_knows_is_refused_where_somebody_sorted():
    header = HEADER.replace("note", "note,sorted_place")
    with pytest.raises(SheetError, match="column sorted_place: ‘up’ is not known"):
        read("Bins,ourselves,,,,up", header=header)


def test_each_standpoints_sorting_is_read_also_where_a_card_stayed():
    header = HEADER.replace("note", "note,sorted_community,sorted_place,sorted_centre")
    case = read("Bins,ourselves,,,,ourselves,for_us,", header=header)
    assert case.sorted == {
        "swimlanes_community": {"Bins": "ourselves"},
        "swimlanes_place": {"Bins": "for_us"},
    }


def test_a_folder_may_hold_cards_only(folder):
    case = cases.read(folder)
    assert [card.name for card in case.cards] == ["Bins", "Roof"]
    assert case.lane_placements == case.activities == ()


def test_placements_are_read_with_the_day_of_their_gathering(folder):
    write(folder, "placements", PLACED + "2,c1,community,Bins,for_us\n2,x,,Roof,for_us")
    first, second = cases.read(folder).lane_placements
    assert (first.bin, first.standpoint) == (Lane.FOR_US, Standpoint.COMMUNITY)
    assert first.at == datetime(2026, 9, 22)
    assert second.standpoint is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,c1,community,Tea,for_us", "‘Tea’ is not a card of this place. Copy a name"),
        ("9,c1,community,Bins,for_us", "there is no gathering 9"),
        ("1,c1,community,Bins,by", "column lane: ‘by’ is not known"),
    ],
)
def test_a_placement_of_what_is_not_there_says_so(folder, row, said):
    write(folder, "placements", PLACED + row)
    with pytest.raises(SheetError, match=said):
        cases.read(folder)


def test_a_place_with_cards_only_is_saved_and_opens_again(folder):
    case = cases.read(folder)
    again = cases.read_spreadsheet(f"{case.name}.xlsx", export.to_xlsx(case))
    assert again == case


@pytest.mark.parametrize("name", ["housing_repairs", "fire_safety", "living_well"])
def test_enough_voices_of_every_standpoint_came_to_both_gatherings(name):
    case = cases.read(DATASETS / "cases" / name)
    assert len(case.gatherings) == 2
    for gathering in case.gatherings:
        for standpoint in Standpoint:
            voices = {
                p.voice
                for p in case.lane_placements
                if p.at.date() == gathering.held and p.standpoint is standpoint
            }
            assert len(voices) >= 5


OFF_THE_MAP = {
    "housing_repairs": {"Saturday fix-it table"},
    "fire_safety": {
        "Corn Hall trustees",
        "Felderby Relief Charity",
        "Ray's nurse",
        "School",
    },
    "living_well": {"Care home"},
}
"""Who helps in a case, and has no part in how anything is governed there."""


@pytest.mark.parametrize("name", OFF_THE_MAP)
def test_who_helps_has_the_name_that_the_map_of_who_governs_gives_them(name):
    case = cases.read(DATASETS / "cases" / name)
    helpers = {helper for card in case.cards for helper in card.helped_by}
    assert helpers - {actor.name for actor in case.actors} == OFF_THE_MAP[name]
