"""A missing link between the worlds is a question, and no mark."""

from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import thriving_findings
from relkit.models.case import Case, Kind
from relkit.models.thriving import (
    Encounter,
    Preparation,
    Preparer,
    Situation,
    Strength,
    Together,
)

LAW = settings(deadline=None, max_examples=80)
DAMP = Situation(name="Damp", whose="Ada")
METER = Preparation(
    name="Meter", strength=Strength.KIT, prepared_by=Preparer.INSTITUTION
)
VISIT = Encounter(name="Visit", situations=("Damp",), preparations=("Meter",))
WHOLE = Together(situations=(DAMP,), preparations=(METER,), encounters=(VISIT,))


def kinds(worlds):
    return [each.kind for each in thriving_findings.findings(worlds)]


@st.composite
def linked(draw):
    """Three of each; every encounter is linked to any of the others."""
    some = st.sets(st.sampled_from("abc"))
    return Together(
        situations=tuple(Situation(name=n, whose="Ada") for n in "abc"),
        preparations=tuple(
            Preparation(name=n, strength=Strength.TIME, prepared_by=Preparer.CITIZEN)
            for n in "abc"
        ),
        encounters=tuple(
            Encounter(
                name=n,
                situations=tuple(sorted(draw(some))),
                preparations=tuple(sorted(draw(some))),
            )
            for n in "abc"
        ),
    )


def test_where_everything_meets_nothing_stands_out():
    assert kinds(WHOLE) == []
    assert kinds(Together()) == []


def test_each_rule_finds_its_missing_link_and_names_it():
    alone = Together(
        situations=(DAMP,),
        preparations=(METER,),
        encounters=(Encounter(name="Yearly review"),),
    )
    found = {each.kind: each for each in thriving_findings.findings(alone)}
    assert found[thriving_findings.NOBODYS].about == ("Yearly review",)
    assert found[thriving_findings.UNPREPARED].about == ("Yearly review",)
    assert found[thriving_findings.UNUSED].about == ("Meter",)
    assert found[thriving_findings.UNMET].about == ("Damp",)


def test_meeting_no_one_is_asked_since_it_may_be_just_as_people_want_it():
    [found] = thriving_findings.findings(Together(situations=(DAMP,)))
    assert found.sentence == "In ‘Damp’ (Ada) no one meets anyone."
    assert found.question.startswith("Is that just as people want it?")


def test_a_whole_case_is_read_as_well():
    case = Case(name="a", title="a", place="a", kind=Kind.INVENTED, encounters=(VISIT,))
    assert kinds(case) == []


@LAW
@given(linked())
def test_a_thing_is_found_exactly_where_a_link_is_missing(worlds):
    found = thriving_findings.findings(worlds)
    met = {n for e in worlds.encounters for n in e.situations}
    drawn = {n for e in worlds.encounters for n in e.preparations}
    assert {(f.kind, *f.about) for f in found} == {
        *((thriving_findings.UNMET, n) for n in set("abc") - met),
        *((thriving_findings.UNUSED, n) for n in set("abc") - drawn),
        *(
            (thriving_findings.NOBODYS, e.name)
            for e in worlds.encounters
            if not e.situations
        ),
        *(
            (thriving_findings.UNPREPARED, e.name)
            for e in worlds.encounters
            if not e.preparations
        ),
    }
    for each in found:
        assert each.sentence.endswith(".")
        assert each.question.endswith("?")
