"""Where people speak from today: the community, the place, the centre.

Source: Taylor, "How to move to relational public services", sections 1 and 3: centre
and place have validly different perspectives, and "place" is still institutions beside
the community's own life. Nobody's standpoint is right; the gap is the finding.
"""

from enum import StrEnum


class Standpoint(StrEnum):
    """Where somebody speaks from today, in the order in which relkit asks and shows.

    "Rather not say" is no standpoint: it is written ``None``, counted, and never
    split out.

    Examples
    --------
    >>> [standpoint.says for standpoint in Standpoint]
    ['I live here', 'I work in the place', 'I work at the centre']
    """

    COMMUNITY = "community"
    PLACE = "place"
    CENTRE = "centre"

    @property
    def says(self) -> str:
        """What somebody says who speaks from here."""
        return {
            Standpoint.COMMUNITY: "I live here",
            Standpoint.PLACE: "I work in the place",
            Standpoint.CENTRE: "I work at the centre",
        }[self]

    @property
    def for_example(self) -> str:
        """Who may speak from here; a room may put it in its own words."""
        return {
            Standpoint.COMMUNITY: "resident, carer, neighbour, member of a local group",
            Standpoint.PLACE: "frontline worker, local manager, local charity",
            Standpoint.CENTRE: "government, head office, funder, regulator",
        }[self]
