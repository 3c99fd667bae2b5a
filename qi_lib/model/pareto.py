"""A tally of how often each kind of thing happened, to see which few make most of it."""

from pydantic import Field

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["Category", "Tally"]


class Category(Item):
    """A kind of thing, and how often it was counted."""

    text: ShortText = ""
    count: int = Field(default=0, ge=0, le=1_000_000_000)


class Tally(Document):
    """What is counted, and the categories."""

    subject: ShortText = ""
    categories: list[Category] = []

    @property
    def ranked(self) -> list[Category]:
        """Order them: the most frequent first, equal ones by name."""
        return sorted(self.categories, key=lambda one: (-one.count, one.text.lower()))

    @property
    def total(self) -> int:
        """Add up all counts."""
        return sum(one.count for one in self.categories)
