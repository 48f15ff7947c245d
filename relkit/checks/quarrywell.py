"""What the questions on four worlds are about: parts of an estate, and of a town.

Invented, and the same as in ``datasets/cases/housing_repairs`` and ``fire_safety``,
which a test compares. They stand here because checks read no files.
"""

from relkit.models.four_worlds import (
    Activity,
    Answer,
    Consent,
    ConsentOf,
    Decider,
    World,
)

ESTATE = "Quarrywell estate"
TOWN = "Felderby"
ESTATE_HOURS = {World.TO: 103.0, World.FOR: 282.0, World.WITH: 214.0, World.BY: 878.0}
TOWN_HOURS = {World.TO: 110.0, World.FOR: 158.0, World.WITH: 514.0, World.BY: 595.0}
"""Person-hours a week of everything listed for the two places, each counted once."""

GUTTERS = Activity(
    name="Clearing gutters on the low blocks",
    world=World.BY,
    residents_hours=7,
    staff_hours=0,
    decided_by=Decider.PEOPLE,
)
KEYS = Activity(
    name="Neighbours holding spare keys",
    world=World.BY,
    residents_hours=16,
    staff_hours=0,
    decided_by=Decider.PEOPLE,
)
SMALL_JOBS = Activity(
    name="Small jobs tenants do themselves",
    world=World.BY,
    residents_hours=260,
    staff_hours=0,
    decided_by=Decider.PEOPLE,
)
AIRING = Activity(
    name="Airing and heating homes against damp",
    world=World.BY,
    residents_hours=520,
    staff_hours=0,
    decided_by=Decider.PEOPLE,
)
BLOCK_REPS = Activity(
    name="Block reps knocking on doors",
    world=World.BY,
    residents_hours=30,
    staff_hours=0,
    decided_by=Decider.PEOPLE,
)
DOORSTEP = Activity(
    name="Agreeing the job on the doorstep",
    world=World.WITH,
    residents_hours=30,
    staff_hours=44,
    decided_by=Decider.SHARED,
    inside=SMALL_JOBS.name,
)
DAMP_VISITS = Activity(
    name="Damp visits with a meter left behind",
    world=World.WITH,
    residents_hours=30,
    staff_hours=14,
    decided_by=Decider.SHARED,
    inside=AIRING.name,
)
LETTING_IN = Activity(
    name="Letting workers in with a neighbour's key",
    world=World.WITH,
    residents_hours=9,
    staff_hours=5,
    decided_by=Decider.PEOPLE,
    inside=KEYS.name,
)
BLOCK_MEETING = Activity(
    name="Block meeting before works start",
    world=World.WITH,
    residents_hours=46,
    staff_hours=12,
    decided_by=Decider.SHARED,
    inside=BLOCK_REPS.name,
)
PANEL = Activity(
    name="Tenants' repairs panel",
    world=World.WITH,
    residents_hours=11,
    staff_hours=13,
    decided_by=Decider.SERVICE,
)
CALL_OUTS = Activity(
    name="Emergency call-outs at night",
    world=World.FOR,
    residents_hours=5,
    staff_hours=21,
    decided_by=Decider.PEOPLE,
    inside=LETTING_IN.name,
)
REPAIRS = Activity(
    name="Day-to-day repairs by the contractor",
    world=World.FOR,
    residents_hours=36,
    staff_hours=88,
    decided_by=Decider.SERVICE,
)
CARETAKERS = Activity(
    name="Repairs by the two caretakers",
    world=World.FOR,
    residents_hours=6,
    staff_hours=46,
    decided_by=Decider.PEOPLE,
    inside=DOORSTEP.name,
)
GAS_CHECK = Activity(
    name="Yearly gas safety check",
    world=World.FOR,
    residents_hours=8,
    staff_hours=9,
    decided_by=Decider.SERVICE,
    consent=Consent(
        free=Answer.NO,
        prior=Answer.YES,
        informed=Answer.YES,
        withdrawable=Answer.NO,
        given_by=ConsentOf.COMMUNITY,
    ),
    inside=LETTING_IN.name,
)
PACKING = Activity(
    name="Packing and removals from Larch House",
    world=World.FOR,
    residents_hours=26,
    staff_hours=12,
    decided_by=Decider.PEOPLE,
    inside=BLOCK_MEETING.name,
)
GAS_ORDER = Activity(
    name="Gas check by court order and locksmith",
    world=World.TO,
    residents_hours=3,
    staff_hours=6,
    decided_by=Decider.SERVICE,
    consent=GAS_CHECK.consent,
    inside=GAS_CHECK.name,
)
CHARGE = Activity(
    name="Charge for a missed appointment",
    world=World.TO,
    residents_hours=4,
    staff_hours=2,
    decided_by=Decider.SERVICE,
    consent=Consent(
        free=Answer.NO,
        prior=Answer.YES,
        informed=Answer.NO,
        withdrawable=Answer.NO,
        given_by=ConsentOf.NOBODY,
    ),
    inside=REPAIRS.name,
)
MOVING = Activity(
    name="Moving households out for the rebuild",
    world=World.TO,
    residents_hours=34,
    staff_hours=12,
    decided_by=Decider.SERVICE,
    consent=Consent(
        free=Answer.YES,
        prior=Answer.YES,
        informed=Answer.NO,
        withdrawable=Answer.NO,
        given_by=ConsentOf.COMMUNITY,
    ),
    inside=PACKING.name,
)
ACTIVITIES = (
    *(GUTTERS, KEYS, SMALL_JOBS, AIRING, BLOCK_REPS),
    *(DOORSTEP, DAMP_VISITS, LETTING_IN, BLOCK_MEETING, PANEL),
    *(CALL_OUTS, REPAIRS, CARETAKERS, GAS_CHECK, PACKING),
    *(GAS_ORDER, CHARGE, MOVING),
)
"""Those of the estate's activities that a question is about."""

ON_CALL = Activity(
    name="On-call cover by people of the town",
    world=World.WITH,
    residents_hours=400,
    staff_hours=8,
    decided_by=Decider.SHARED,
    inside="Families and employers covering for the crew",
)
"""The largest activity done with help in the town; waiting is counted in full."""
