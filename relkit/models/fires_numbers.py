"""The numbers of the model of fires, each with its unit, its bounds and its origin.

All of them are relkit's assumption (R) unless a source stands with one. They are for
thinking about policy, and no advice.
"""

from dataclasses import dataclass

from relkit.models import dials
from relkit.models.dials import dial

FIRES = 2000
"""So many fires are enough for a steady picture."""
GROWN_KW = 1055
"""The growth classes are times to so much; another convention says 1,000 kW."""
HURT, POLICY = "The risk of being hurt", "A prepared community"
PEOPLE, FIRE, SERVICE = "The people there", "The fire", "The fire service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Every number of the model; each one's unit, bounds and origin stand with it.

    ``seed`` says which fires: the same seed is always the same fires.
    """

    tackling_risk: float = dial(
        "Risk of injury to someone who tackles a fire",
        unit="%",
        first=6,
        bounds=(0, 20, 0.5),
        group=HURT,
        note="No source was found. It begins near the break-even, so that the first "
        "picture takes no side.",
    )
    unprepared_times: float = dial(
        "The same risk without being prepared, so many times as high",
        unit="×",
        first=1,
        bounds=(0.5, 5, 0.5),
        group=HURT,
        note="1 means no difference. Below 1, being prepared makes people rash.",
    )
    fire_risk: float = dial(
        "Risk of an injury from a fire at its largest",
        unit="%",
        first=10,
        bounds=(0, 50, 1),
        group=HURT,
        note="A smaller fire has less, in proportion to its size. For scale: more than "
        "90% of the home fires in an English survey of 2004/05, most of them small, "
        "hurt nobody.",
        url="https://www.lgcplus.com/fires-in-the-home-findings-from-the-2004/05-survey-of-english-housing/515223.article",
    )
    prepared: float = dial(
        "People there who are prepared",
        unit="%",
        first=50,
        bounds=(0, 100, 5),
        group=POLICY,
        note="Under ‘get out, call us out’ it is nobody.",
    )
    tackle_prepared: float = dial(
        "Prepared people who tackle a small fire",
        unit="%",
        first=80,
        bounds=(0, 100, 5),
        group=POLICY,
    )
    success_prepared: float = dial(
        "Fires that prepared people put out, of those they tackle",
        unit="%",
        first=80,
        bounds=(0, 100, 5),
        group=POLICY,
        note="A trade body says 93% of those on which an extinguisher was used in "
        "2021, mostly at businesses. It has an interest in that figure.",
        url="https://www.uk-fa.org/?view=article&id=77:93-of-fires-are-extinguished-using-portable-fire-extinguishers&catid=18",
    )
    present: float = dial(
        "Fires where someone is there who could act",
        unit="%",
        first=70,
        bounds=(0, 100, 5),
        group=PEOPLE,
    )
    tackle_anyway: float = dial(
        "People who are not prepared and tackle a small fire anyway",
        unit="%",
        first=30,
        bounds=(0, 100, 5),
        group=PEOPLE,
        note="0% would be advice that everybody follows. In a Welsh study of 2021 most "
        "people tackle the fire; a trade body for extinguishers made that known.",
        url="https://ifeda.org/?p=4081",
    )
    success_unprepared: float = dial(
        "Fires that unprepared people put out, of those they tackle",
        unit="%",
        first=50,
        bounds=(0, 100, 5),
        group=PEOPLE,
    )
    small_kw: float = dial(
        "Largest fire that anybody tackles",
        unit="kW",
        first=100,
        bounds=(10, 500, 10),
        group=PEOPLE,
    )
    notice_s: float = dial(
        "Time until a fire is noticed",
        unit="seconds",
        first=60,
        bounds=(10, 600, 10),
        group=PEOPLE,
        note="Half of all fires are noticed sooner.",
    )
    notice_spread: float = dial(
        "Spread of that time, so many times shorter or longer",
        unit="×",
        first=2,
        bounds=(1, 4, 0.1),
        group=PEOPLE,
        note="Two in three fires lie within it. 1 means that all are alike.",
    )
    attempt_s: float = dial(
        "Time that an attempt takes",
        unit="seconds",
        first=30,
        bounds=(0, 180, 5),
        group=PEOPLE,
        note="If it fails, the call comes later by so much.",
    )
    growth_s: float = dial(
        f"Time in which a fire grows to {GROWN_KW:,} kW",
        unit="seconds",
        first=300,
        bounds=(75, 600, 15),
        group=FIRE,
        note="Half of all fires grow faster. For scale, the growth classes of the "
        "NFPA: slow 600, medium 300, fast 150, ultra-fast 75 seconds.",
        url="http://www.firecalculators.com/tsquared",
    )
    growth_spread: float = dial(
        "Spread of that time, so many times shorter or longer",
        unit="×",
        first=2,
        bounds=(1, 4, 0.1),
        group=FIRE,
        note="Two in three fires lie within it. 2 is one class up or down.",
    )
    cap_kw: float = dial(
        "Largest that a fire becomes",
        unit="kW",
        first=3000,
        bounds=(1000, 10000, 250),
        group=FIRE,
        note="Without a cap a fast fire would outgrow any room.",
        url="https://calcs.firedata.info/calculators/t2-fires.html",
    )
    room_mj: float = dial(
        "Heat that ruins a room",
        unit="MJ",
        first=600,
        bounds=(100, 2000, 50),
        group=FIRE,
        note="It turns heat into a loss that people can picture.",
    )
    call_s: float = dial(
        "Time from noticing or giving up until the service has the call",
        unit="seconds",
        first=60,
        bounds=(0, 300, 5),
        group=SERVICE,
        note="Published response times begin with the call.",
    )
    response_s: float = dial(
        "Time from call to arrival, on average",
        unit="seconds",
        first=546,
        bounds=(120, 1200, 6),
        group=SERVICE,
        source="England’s fire statistics for the year to March 2025, as reported by "
        "Redbox: 9 minutes 6 seconds to primary fires",
        note="Fires known to be out already are not counted in it.",
        url="https://www.redboxfire.co.uk/blogs/fire-and-rescue-incident-statistics-year-ending-march-2025",
    )
    response_spread: float = dial(
        "Spread of that time around the average",
        unit="%",
        first=35,
        bounds=(0, 100, 5),
        group=SERVICE,
        note="Its standard deviation, as a share of the average.",
    )
    seed: int = dials.draw(f"Another {FIRES:,} fires")

    def __post_init__(self) -> None:
        dials.refuse_impossible(self)
