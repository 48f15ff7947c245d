"""What four worlds gives people to talk about."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkit.models import four_worlds_findings
from relkit.models.four_worlds import (
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)

LAW = settings(deadline=None, max_examples=60)
NAMES = ("Keys", "Gutters", "Repairs", "Visits", "Forced entry")
WITHOUT_CONSENT = "Done to, without full consent"
FULL = Consent(
    free=Answer.YES,
    prior=Answer.YES,
    informed=Answer.YES,
    withdrawable=Answer.YES,
    given_by=ConsentOf.PERSON,
)
ANSWERS = st.sampled_from(Answer)
CONSENTS = st.builds(
    Consent,
    free=ANSWERS,
    prior=ANSWERS,
    informed=ANSWERS,
    withdrawable=ANSWERS,
    given_by=st.sampled_from(ConsentOf),
)


@st.composite
def some_activities(draw):
    return tuple(
        Activity(
            name=name,
            world=draw(st.sampled_from(World)),
            residents_hours=draw(st.integers(1, 50)),
            staff_hours=draw(st.integers(0, 50)),
            decided_by=draw(st.sampled_from(Decider)),
            consent=draw(CONSENTS),
            inside=draw(st.none() | st.sampled_from([n for n in NAMES if n != name])),
        )
        for name in NAMES[: draw(st.integers(1, len(NAMES)))]
    )


def activity(name="Repairs", world=World.FOR, **fields):
    return Activity(
        **{
            "name": name,
            "world": world,
            "residents_hours": 1,
            "staff_hours": 2,
            **fields,
        }
    )


def found(*activities):
    """Findings by their kind."""
    told = {}
    for finding in four_worlds_findings.findings(activities):
        told.setdefault(finding.kind, []).append(finding)
    return told


@LAW
@given(some_activities())
def test_what_people_do_by_themselves_is_never_a_problem_in_itself(activities):
    by = {each.name for each in activities if each.world is World.BY}
    for finding in four_worlds_findings.findings(activities):
        assert by.isdisjoint(finding.about)


@LAW
@given(some_activities())
def test_every_finding_says_asks_and_names_what_it_comes_from(activities):
    names = {each.name for each in activities}
    for finding in four_worlds_findings.findings(activities):
        assert finding.sentence.endswith(".")
        assert finding.question.endswith("?")
        assert names.issuperset(finding.about)


@LAW
@given(some_activities(), st.randoms())
def test_the_order_of_the_list_changes_no_finding(activities, rng):
    shuffled = rng.sample(activities, len(activities))
    told = {finding.sentence for finding in four_worlds_findings.findings(activities)}
    again = {finding.sentence for finding in four_worlds_findings.findings(shuffled)}
    assert again == told


@pytest.mark.parametrize("whose", [ConsentOf.PERSON, ConsentOf.COMMUNITY])
def test_full_consent_of_a_person_or_the_community_leaves_nothing_to_ask(whose):
    entry = activity("Forced entry", World.TO, consent=replace(FULL, given_by=whose))
    assert WITHOUT_CONSENT not in found(entry)


@LAW
@given(CONSENTS)
def test_a_to_is_told_just_when_something_of_its_consent_is_missing(consent):
    kinds = found(activity("Entry", World.TO, consent=consent))
    whose = consent.given_by in (ConsentOf.PERSON, ConsentOf.COMMUNITY)
    full = whose and len(consent.parts(Answer.YES)) == 4
    assert (WITHOUT_CONSENT in kinds) is not full


YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("parts", "whose", "told"),
    [
        ((NO, YES, NO, UNKNOWN), ConsentOf.NOBODY, "Nobody gave consent."),
        ((YES, YES, YES, YES), ConsentOf.NOBODY, "Nobody gave consent."),
        (
            (YES, YES, NO, NO),
            ConsentOf.COMMUNITY,
            "Consent was free and asked for beforehand; it was not informed or open "
            "to withdrawal.",
        ),
        (
            (NO, NO, NO, NO),
            ConsentOf.PERSON,
            "Consent was not free, asked for beforehand, informed or open to "
            "withdrawal.",
        ),
        (
            (YES, NO, UNKNOWN, UNKNOWN),
            ConsentOf.PERSON,
            "Consent was free; it was not asked for beforehand. Nobody can say whether "
            "it was informed or open to withdrawal.",
        ),
        (
            (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
            ConsentOf.PERSON,
            "Nobody can say whether consent was free, asked for beforehand, informed "
            "or open to withdrawal.",
        ),
        (
            (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
            ConsentOf.UNKNOWN,
            "Nobody can say whether anyone gave consent.",
        ),
        (
            (YES, YES, YES, YES),
            ConsentOf.UNKNOWN,
            "Consent was free, asked for beforehand, informed and open to withdrawal. "
            "Nobody can say who gave it.",
        ),
    ],
)
def test_a_consent_is_told_in_short_sentences(parts, whose, told):
    names = ("free", "prior", "informed", "withdrawable")
    consent = Consent(given_by=whose, **dict(zip(names, parts, strict=True)))
    [finding] = found(activity("Entry", World.TO, consent=consent))[WITHOUT_CONSENT]
    assert finding.sentence == f"‘Entry’ is done to people. {told}"


def test_where_nobody_gave_consent_nobody_is_said_to_have_given_it():
    nobody = Consent(given_by=ConsentOf.NOBODY)
    [finding] = found(activity("Entry", World.TO, consent=nobody))[WITHOUT_CONSENT]
    assert finding.question == "Who could be asked, and could they say no?"


@LAW
@given(CONSENTS)
def test_each_part_of_a_consent_that_somebody_gave_is_named_once(consent):
    told = four_worlds_findings.consent_told(consent)
    known = len(consent.parts(Answer.UNKNOWN)) < 4
    given = consent.given_by in (ConsentOf.PERSON, ConsentOf.COMMUNITY)
    for part in ("free", "asked for beforehand", "informed", "open to withdrawal"):
        named = consent.given_by is not ConsentOf.NOBODY and (known or given)
        assert told.count(part) == named


@pytest.mark.parametrize("world", [World.FOR, World.WITH, World.BY])
def test_consent_is_only_asked_for_what_is_done_to_people(world):
    assert WITHOUT_CONSENT not in found(activity(world=world, consent=Consent()))


@pytest.mark.parametrize(
    ("decider", "told"),
    [
        (Decider.PEOPLE, False),
        (Decider.SHARED, False),
        (Decider.SERVICE, True),
        (Decider.UNKNOWN, True),
    ],
)
def test_a_for_that_the_people_do_not_decide_is_told(decider, told):
    kinds = found(activity(world=World.FOR, decided_by=decider))
    assert ("Done for, not decided by the people" in kinds) is told


@pytest.mark.parametrize("decider", Decider)
def test_a_with_that_the_service_decides_is_told(decider):
    kinds = found(activity(world=World.WITH, decided_by=decider))
    told = "Done with, decided by the service" in kinds
    assert told is (decider is Decider.SERVICE)


def test_an_activity_that_nothing_holds_is_told_once_where_the_chain_breaks():
    inner = activity("Forced entry", World.TO, inside="Gas check", consent=FULL)
    outer = activity("Gas check", World.FOR)
    told = found(inner, outer)["Held by nothing"]
    assert [finding.about for finding in told] == [("Gas check",)]


def test_the_most_hours_come_first_within_a_rule():
    small = activity("Small", World.FOR, staff_hours=1)
    large = activity("Large", World.FOR, staff_hours=9)
    told = found(small, large)["Held by nothing"]
    assert [finding.about for finding in told] == [("Large",), ("Small",)]


def test_a_place_where_all_is_well_gives_no_finding():
    place = (
        activity("Homes", World.BY, residents_hours=90),
        activity("Damp", World.WITH, inside="Homes", residents_hours=20),
        activity("Gas", World.FOR, inside="Damp", decided_by=Decider.PEOPLE),
        activity("Entry", World.TO, inside="Gas", consent=FULL, residents_hours=0),
    )
    place = (*place[:2], replace(place[2], staff_hours=8), place[3])
    assert four_worlds_findings.findings(place) == ()


def test_no_activities_give_no_finding():
    assert four_worlds_findings.findings(()) == ()
