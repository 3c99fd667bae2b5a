"""Making the next PDSA cycle, and taking back that it was made."""

from typing import TYPE_CHECKING, Any

from qi_lib.model import PDSA, TEST_SIZES, Decision
from widgets.record.undo import SwapStep, making_step

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["cycle_step", "next_cycle"]


def cycle_step(project: "Project", made: PDSA) -> SwapStep:
    """Give the step that making a cycle is; it goes only while nobody has written in it."""
    return making_step(
        made,
        there=lambda: [one.record for one in project.refresh().cycles],
        add=lambda: project.add_cycle(**made.model_dump()),
        remove=lambda: project.cycles[made.id].remove(),
    )


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
