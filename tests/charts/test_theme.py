"""One look that can be read by everybody, on paper and on a weak projector."""

from itertools import pairwise

import pytest

from relkit.charts import theme
from relkit.models.four_worlds import World
from relkit.models.standpoints import Standpoint


def luminance(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    """Contrast ratio, as WCAG 2.2 defines it, 1 to 21."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("colour", "ink"), theme.SHADES)
def test_text_on_every_shade_can_be_read(colour, ink):
    assert contrast(colour, ink) >= 4.5


@pytest.mark.parametrize("colour", [theme.INK, theme.LINE])
def test_text_and_lines_on_paper_can_be_read(colour):
    assert contrast(colour, theme.PAPER) >= 4.5


@pytest.mark.parametrize("standpoint", Standpoint)
def test_every_standpoints_mark_stands_out_from_the_paper(standpoint):
    assert contrast(theme.STANDPOINTS[standpoint], theme.PAPER) >= 3


def test_worlds_go_from_dark_inside_to_light_outside_so_that_grey_prints_read():
    shades = [luminance(theme.WORLDS[world][0]) for world in World]
    assert shades == sorted(shades)
    lighter = pairwise(shades)
    assert all((b + 0.05) / (a + 0.05) > 1.5 for a, b in lighter)


def test_every_standpoint_has_a_shape_and_a_colour_of_its_own():
    assert list(theme.MARKS) == list(theme.STANDPOINTS) == list(Standpoint)
    assert len(set(theme.MARKS.values())) == len(Standpoint)
    assert len(set(theme.STANDPOINTS.values())) == len(Standpoint)


def test_every_world_has_a_shade_of_its_own():
    assert list(theme.WORLDS) == list(World)
    assert len(set(theme.WORLDS.values())) == len(World)


def test_a_chart_carries_its_text_size_its_parameters_and_its_height():
    chart = theme.themed(
        [theme.drawn([{"at": 1}], x="datum.at").mark_rule().encode(**theme.pixels())],
        params={"later": 1},
        wide={"ratio": 0.5},
        narrow={"ems": 20},
    )
    spec = chart.to_dict()
    assert spec["params"] == [
        {"name": "em", "value": 16.0},
        {"name": "later", "value": 1},
    ]
    assert spec["usermeta"]["height"] == {
        "wide": {"ratio": 0.5},
        "narrow": {"ems": 20},
    }
