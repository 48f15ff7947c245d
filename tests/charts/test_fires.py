"""Fires drawn: the pictures and their words say what the model says, and no winner."""

import json
import math

import pytest
from drawn import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.charts import fires as pictures
from relkit.charts import fires_injuries, fires_losses, fires_words
from relkit.models import dials, fires, fires_break_even
from relkit.models.fires import Parameters, Policy, compared
from relkit.models.fires_break_even import Better, BreakEven

LAW = settings(deadline=None, max_examples=30)
MET = compared(Parameters(), 400)
EVEN = fires_break_even.break_even(MET)
NUMBERS = st.builds(
    Parameters,
    seed=st.integers(0, 9),
    **{
        each.name: st.sampled_from([each.least, each.first, each.most])
        for each in dials.table(Parameters)
    },
)


def drawn(drawing):
    """Everything in the picture: (kind of mark, row)."""
    return [
        (layer["mark"]["type"], row)
        for layer, rows in layers(drawing.chart, validate=False)
        for row in rows
    ]


def rows(drawing, kind):
    """The rows of one kind of mark: rect, rule, point or text."""
    return [row for mark, row in drawn(drawing) if mark == kind]


def texts(drawing):
    return [row["text"] for row in rows(drawing, "text")]


def lines(drawing):
    """The two policies' lines, from end to end: the only ones so thick in the plot."""
    thick = [row for row in rows(drawing, "rule") if row["wide"] == 3]
    return [row for row in thick if row["at"][1][0] == 1]


def described(drawing):
    return [view.description for view in drawing.views]


class TestInjuries:
    def test_the_lines_are_told_apart_by_dash_and_by_name(self):
        drawing = pictures.injuries(MET)
        dashes = [row["dash"] for row in lines(drawing)]
        assert dashes == [[1, 0], [9, 5]]
        assert {policy.label for policy in Policy} <= set(texts(drawing))

    def test_the_lines_cross_where_the_break_even_is_marked(self):
        drawing = pictures.injuries(MET)
        ends = [(row["at"][0][1], row["at"][1][1]) for row in lines(drawing)]
        (a, b), (c, d) = ends
        cross = (a - c) / ((a - c) - (b - d))
        [mark] = [row for row in rows(drawing, "point") if row["shape"] == "circle"]
        x, y = mark["at"][0]
        assert x == pytest.approx(cross, abs=0.01)
        assert y == pytest.approx(a + x * (b - a), abs=0.01)
        assert f"Break-even {fires_words.percent(EVEN.risk)}" in texts(drawing)

    def test_the_band_is_the_range_of_the_break_even(self):
        drawing = pictures.injuries(MET)
        [band] = [
            row for row in rows(drawing, "rect") if row["view"] == 0 and row["at"][1][1]
        ]
        [mark] = [row for row in rows(drawing, "point") if row["shape"] == "circle"]
        scale = mark["at"][0][0] / EVEN.risk
        assert band["at"][0][0] == pytest.approx(EVEN.low * scale, abs=1e-3)
        assert band["at"][1][0] == pytest.approx(EVEN.high * scale, abs=1e-3)

    def test_without_a_break_even_none_is_marked(self):
        drawing = pictures.injuries(compared(Parameters(prepared=0), 60))
        assert not any("Break-even" in text for text in texts(drawing))
        assert len(lines(drawing)) == 2

    def test_both_kinds_of_injury_are_told_apart_at_the_risk_set(self):
        drawing = pictures.injuries(MET)
        here = [row for row in rows(drawing, "rect") if row["view"] == 1]
        bars = [row for row in here if row["at"][1][1] > 0]
        assert [row["fill"] for row in bars] == 2 * list(fires_injuries.KINDS.values())
        for n, policy in enumerate(Policy):
            found = fires_break_even.injuries(MET, policy)
            part = bars[2 * n]["at"][1][0] / bars[2 * n + 1]["at"][1][0]
            assert part == pytest.approx(found.from_fire / found.total, abs=1e-3)
            assert fires_words.summed(found) in texts(drawing)
        assert set(fires_injuries.KINDS) <= set(texts(drawing))

    def test_the_risk_set_is_marked_under_the_axis(self):
        drawing = pictures.injuries(MET)
        [mark] = [row for row in rows(drawing, "point") if row["shape"] != "circle"]
        assert mark["at"][0][1] == 1
        assert "set here: 6%" in texts(drawing)

    def test_the_table_says_the_same_as_the_lines(self):
        every, here = described(pictures.injuries(MET))
        [row] = [row for row in every.rows if "break-even" in row[0]]
        assert row[1] == row[2]
        assert len(here.rows) == len(Policy)
        for row, policy in zip(here.rows, Policy, strict=True):
            found = fires_break_even.injuries(MET, policy)
            assert row[0] == policy.label
            assert row[1:4] == pytest.approx(
                (found.from_fire, found.from_tackling, found.total), abs=0.5
            )


class TestHeadline:
    @pytest.mark.parametrize(
        ("even", "said"),
        [
            (
                BreakEven(better=Better.BELOW, risk=0.062, low=0.05, high=0.07),
                "only where the risk of injury in tackling a fire is below 6.2%",
            ),
            (
                BreakEven(better=Better.ABOVE, risk=0.01, low=0, high=0.02),
                "only where the risk of injury in tackling a fire is above 1%",
            ),
            (BreakEven(better=Better.ALWAYS), "fewer injuries whatever the risk"),
            (BreakEven(better=Better.NEVER), "never has fewer injuries, whatever"),
            (BreakEven(better=Better.SAME), "the same under both policies"),
        ],
    )
    def test_says_where_and_never_who_wins(self, even, said):
        headline = fires_words.headline(even)
        assert said in headline
        assert ("there is no break-even" in headline) == (even.risk is None)

    def test_says_whose_risk_where_risks_differ(self):
        even = BreakEven(better=Better.BELOW, risk=0.062, low=0.05, high=0.07)
        assert "only where prepared people’s risk" in fires_words.headline(even, 2)


class TestLosses:
    def test_every_fire_lies_in_one_band(self):
        rooms = {policy: MET.rooms(policy) for policy in Policy}
        step, shares = fires_losses.banded(rooms)
        for policy, each in shares.items():
            assert sum(each) == pytest.approx(1)
            inside = sum(loss < step for loss in rooms[policy]) / len(rooms[policy])
            assert each[0] == inside

    def test_bands_by_hand(self):
        rooms = {Policy.GET_OUT: [0, 0.24, 0.25, 9], Policy.PREPARED: [2.9, 2.9, 3, 3]}
        step, shares = fires_losses.banded(rooms)
        assert step == 0.25
        assert shares[Policy.GET_OUT][:2] == [0.5, 0.25]
        assert shares[Policy.GET_OUT][-1] == 0.25
        assert shares[Policy.PREPARED][-2:] == [0.5, 0.5]

    def test_the_bars_of_both_panels_share_their_axes(self):
        drawing = pictures.losses(MET)
        _, shares = fires_losses.banded({p: MET.rooms(p) for p in Policy})
        highest = max(max(each) for each in shares.values())
        for n, policy in enumerate(Policy):
            fill = fires_losses.FILLS[policy]
            bars = [row for row in rows(drawing, "rect") if row["fill"] == fill]
            floor = (n + 1) / 2
            for bar, share in zip(bars, filter(None, shares[policy]), strict=True):
                part = (floor - bar["at"][0][1]) * 2
                assert part == pytest.approx(share / highest, abs=1e-3)
                assert bar["at"][1][1] == floor

    def test_each_panel_has_its_name_and_its_average(self):
        told = texts(pictures.losses(MET))
        for policy in Policy:
            average = sum(MET.rooms(policy)) / len(MET.rooms(policy))
            assert policy.label in told
            assert f"average {fires_words.number(average)}" in told

    def test_the_table_has_a_row_for_each_band(self):
        [told] = described(pictures.losses(MET))
        assert len(told.rows) == fires_losses.BANDS + 1
        assert told.rows[-1][0].endswith("or more")


@pytest.mark.parametrize("draw", [pictures.injuries, pictures.losses])
class TestBothPictures:
    def test_the_notice_stands_in_the_caption_and_in_what_is_saved(self, draw):
        drawing = draw(MET)
        assert fires.NOTICE in drawing.source
        assert "contested" in drawing.source
        for told in described(drawing):
            assert fires.NOTICE in told.sentence

    def test_the_specification_stays_small(self, draw):
        spec = draw(compared(Parameters())).chart.to_dict()  # which checks it, too
        assert len(json.dumps(spec)) < 25_000

    @LAW
    @given(NUMBERS)
    def test_whatever_the_numbers_everything_drawn_has_its_place(self, draw, numbers):
        drawing = draw(compared(numbers, 40))
        for _, row in drawn(drawing):
            for share in (*row["at"][0], *row["at"][1]):
                assert math.isfinite(share)
                assert -0.001 <= share <= 1.001
        for told in described(drawing):
            assert all(len(row) == len(told.columns) for row in told.rows)


@pytest.mark.parametrize("fire_risk", [1, 10, 40])
def test_the_line_says_what_the_headline_says(fire_risk):
    met = compared(Parameters(fire_risk=fire_risk), 200)
    told = fires_words.percent(fires_break_even.break_even(met).risk)
    assert pictures.brief(met).startswith(f"Break-even {told} ·")
    for view in pictures.injuries(met).views:
        assert view.description.headline.endswith(f" {told}")
