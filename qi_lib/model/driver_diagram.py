"""A driver diagram: a team's theory of what drives its aim, and what it could change."""

from enum import StrEnum

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["Driver", "DriverDiagram", "Level", "Link", "Strength"]


class Level(StrEnum):
    """The column in which a driver stands, from the aim outwards."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    IDEA = "idea"


class Strength(StrEnum):
    """How strongly a team believes that one drives the other: a solid line, or a dotted one."""

    STRONG = "strong"
    WEAK = "weak"


class Driver(Item):
    """A driver, or a change idea, with the measure and PDSA cycle that test it (by their ids)."""

    text: ShortText = ""
    level: Level = Level.PRIMARY
    measure: ShortText = ""
    cycle: ShortText = ""


class Link(Item):
    """A claim that `source` (further right) drives `target` (further left)."""

    source: str
    target: str
    strength: Strength = Strength.STRONG


class DriverDiagram(Document):
    """The aim, the drivers and change ideas, and the links, many to many.

    Primary drivers need no link: all of them drive the aim.
    """

    aim: ShortText = ""
    drivers: list[Driver] = []
    links: list[Link] = []

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no driver yet."""
        return not self.drivers

    def of(self, level: Level) -> list[Driver]:
        """Give the drivers of one column."""
        return [one for one in self.drivers if one.level is level]

    def link(self, source: str, target: str) -> Link | None:
        """Find the link between two drivers."""
        return next((o for o in self.links if (o.source, o.target) == (source, target)), None)

    def may_link(self, source: str, target: str) -> bool:
        """Tell whether one may drive the other: from any column to one further left."""
        columns = {one.id: list(Level).index(one.level) for one in self.drivers}
        return source in columns and columns.get(target, 9) < columns[source]

    def set_link(self, source: str, target: str, strength: Strength | None) -> None:
        """Draw a link, change its strength, or take it away with None."""
        found = self.link(source, target)
        if strength is None:
            self.links = [one for one in self.links if one is not found]
        elif found:
            found.strength = strength
        elif self.may_link(source, target):
            self.links.append(Link(source=source, target=target, strength=strength))

    def remove(self, item_id: str) -> None:
        """Take out a driver with its links, or a link."""
        super().remove(item_id)
        self.links = [one for one in self.links if item_id not in (one.source, one.target)]
