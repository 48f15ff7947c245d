"""What the questions on swimlanes are about: an invented village and its district.

Tallowby and everything said there is made up. It stands here because checks read no
files.
"""

from relkit.models.sorting import Counts
from relkit.models.swimlanes import Lane

OURSELVES, WITH_HELP, FOR_US = Lane

SNOW = "Clearing snow from the path to the school"
LIFT = "A lift home after eight in the evening"
ALONE = "Looking in on people who live alone"
WARM = "Keeping the village hall warm"

SORTED: dict[str, tuple[Counts, Counts]] = {
    SNOW: ({OURSELVES: 4, WITH_HELP: 1}, {WITH_HELP: 1, FOR_US: 4}),
    LIFT: ({WITH_HELP: 1, FOR_US: 4}, {OURSELVES: 3, WITH_HELP: 2}),
    ALONE: ({OURSELVES: 5}, {OURSELVES: 4, WITH_HELP: 1}),
    WARM: ({OURSELVES: 3, FOR_US: 2}, {WITH_HELP: 5}),
}
"""Four cards: five people who live there, then five who work for the district."""

FETE = "Running the summer fête"
VILLAGE: Counts = {OURSELVES: 5}
DISTRICT: Counts = {WITH_HELP: 1, FOR_US: 4}
MINISTRY: Counts = {OURSELVES: 20}
"""One card, and three standpoints: five from the place, and twenty from the centre."""

FIRST_AID: tuple[Counts, Counts] = (
    {OURSELVES: 3, WITH_HELP: 3},
    {WITH_HELP: 4, FOR_US: 1},
)
"""First aid at the sports ground: six who live there, five who work there."""
