"""A fishbone (Ishikawa, cause and effect): what may cause a problem, by kind of cause."""

from pydantic import Field

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["Bone", "Cause", "Fishbone"]

# The kinds that hospital teams most often begin with; each can be renamed or removed.
_USUAL = ("People", "Process", "Place", "Equipment", "Information", "Patients")


class Bone(Item):
    """A kind of cause: one of the large bones."""

    name: ShortText = ""


class Cause(Item):
    """A possible cause on a bone, or behind another cause (`behind`).

    `is_likely` marks those that the team wants to look into first.
    """

    bone: str
    text: ShortText = ""
    behind: str = ""
    is_likely: bool = False


class Fishbone(Document):
    """A problem, the bones, and the causes on them."""

    problem: ShortText = ""
    bones: list[Bone] = Field(default_factory=lambda: _usual_bones())
    causes: list[Cause] = []

    @property
    def is_empty(self) -> bool:
        """Tell whether no cause has been written yet."""
        return not self.causes

    def causes_of(self, bone: str, *, behind: str = "") -> list[Cause]:
        """Give the causes that stand on a bone, or right behind one of its causes."""
        return [one for one in self.causes if one.bone == bone and one.behind == behind]

    def remove(self, item_id: str) -> None:
        """Take out a bone with its causes, or a cause with those behind it."""
        super().remove(item_id)
        for cause in [one for one in self.causes if item_id in (one.bone, one.behind)]:
            self.remove(cause.id)


def _usual_bones() -> list[Bone]:
    # The same ids each time: two people who begin at once begin the same fishbone.
    return [Bone(id=name.lower()[:10].ljust(10, "0"), name=name) for name in _USUAL]
