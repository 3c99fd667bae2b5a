"""Making the next PDSA cycle, and taking back that it was made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_lib.model import PDSA, TEST_SIZES, Decision

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["CycleStep", "next_cycle"]


@dataclass(frozen=True, slots=True)
class CycleStep:
    """A cycle that was made; it goes only while nobody has written in it."""

    project: "Project"
    record: PDSA

    def back(self) -> bool:
        """Take the cycle out."""
        there = {one.id: one for one in self.project.refresh().cycles}
        made = there.get(self.record.id)
        if made is None or made.record != self.record:
            return False
        made.remove()
        return True

    def again(self) -> bool:
        """Put the same cycle there again."""
        if self.record.id in {one.id for one in self.project.refresh().cycles}:
            return False
        self.project.add_cycle(**self.record.model_dump())
        return True


def next_cycle(before: PDSA) -> dict[str, Any]:  # Any: fields of a cycle
    """Say how the cycle after this one begins.

    An adopted change is tried one rung larger, an adapted one again. After an abandoned one comes
    another idea, which begins with what was learned.
    """
    title, size = before.next_step.strip()[:300], before.test_size
    follows = {"follows": before.id, "measure": before.measure}
    if before.decision is Decision.ABANDON:
        learned = f"What we learned from “{before.title}”: {before.study.strip()}"
        return follows | {"title": title or "Another idea", "objective": learned}
    if before.decision is Decision.ADOPT and size in TEST_SIZES[:-1]:
        size = TEST_SIZES[TEST_SIZES.index(size) + 1]
    return follows | {
        "title": title or before.title,
        "change_idea": before.change_idea,
        "objective": before.objective,
        "test_size": size,
    }
