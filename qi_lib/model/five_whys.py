"""Five whys: from what happened to a cause that can be changed, one why after the other."""

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["FiveWhys", "Why"]


class Why(Item):
    """An answer to “why?”: of the problem itself, or of another answer (`of`).

    `is_root` marks a cause that the team can change; it may have been taken to the fishbone.
    """

    text: ShortText = ""
    of: str = ""
    is_root: bool = False
    in_fishbone: bool = False


class FiveWhys(Document):
    """A problem and the answers, which may branch."""

    problem: ShortText = ""
    whys: list[Why] = []

    def answers(self, of: str = "") -> list[Why]:
        """Give the answers to the problem, or to another answer."""
        return [one for one in self.whys if one.of == of]

    def depth(self, why: Why) -> int:
        """Count how many whys lead to an answer, itself included."""
        count, seen = 1, {why.id}
        above = self.find(why.of)
        while isinstance(above, Why) and above.id not in seen:
            seen.add(above.id)
            count, above = count + 1, self.find(above.of)
        return count

    def remove(self, item_id: str) -> None:
        """Take out an answer with those behind it."""
        super().remove(item_id)
        for one in [one for one in self.whys if one.of == item_id]:
            self.remove(one.id)
