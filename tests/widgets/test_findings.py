"""Findings on the page: gathered by rule, every one told, markup as text."""

from dataclasses import replace

import pytest

from relkit.models import four_worlds_findings
from relkit.models.findings import Finding
from relkit.models.four_worlds import Activity, World
from relkit.widgets import Choice, Findings


@pytest.fixture
def findings(browser):
    return Findings(
        four_worlds_findings.findings, of="activities", none="Nothing stands out."
    )


def test_every_finding_is_told_once_under_its_rule(findings, known):
    for case in known:
        findings.show(case)
        expected = four_worlds_findings.findings(case.activities)
        assert findings.value == expected
        told = [line for rule in findings.found for line in rule["sentences"]]
        assert sorted(told) == sorted(finding.sentence for finding in expected)
        rules = [(rule["kind"], rule["question"]) for rule in findings.found]
        assert len(rules) == len(set(rules))


def test_findings_of_another_case_take_the_place_of_those_before(findings, known):
    findings.show(known[0])
    before = findings.found
    findings.show(known[1])
    assert findings.found != before


def test_where_nothing_stands_out_the_list_is_empty(findings, estate):
    keys = Activity(name="Keys", world=World.BY, residents_hours=1, staff_hours=0)
    findings.show(replace(estate, activities=(keys,), placements=()))
    assert (findings.found, findings.value) == ([], ())
    assert findings.none == "Nothing stands out."


def test_findings_may_follow_what_is_chosen_beside_them(estate, browser):
    def found(activities, world):
        return [
            Finding(kind="In it", sentence=a.name, question="Why?", about=(a.name,))
            for a in activities
            if a.world is world
        ]

    world = Choice("Which?", {each.label: each for each in World})
    findings = Findings(found, world, of="activities", none="None.")
    world.pick("done by")
    assert findings.value == ()
    findings.show(estate)
    by = findings.value
    world.pick("done to")
    assert {f.sentence for f in by}.isdisjoint(f.sentence for f in findings.value)
