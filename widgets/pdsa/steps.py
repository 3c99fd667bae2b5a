"""The four steps of a PDSA cycle, and what has to be written before each of them opens."""

from qi_lib.model import PDSA

__all__ = ["STEPS", "last_open_step", "missing_for"]

STEPS = ("plan", "do", "study", "act")


def missing_for(step: str, cycle: PDSA) -> str:
    """Say what has to be written before a step opens; empty when it is open."""
    if step != "plan" and not cycle.prediction.strip():
        return (
            "Write down what you think will happen first. Without a prediction there is nothing "
            "to learn from the test."
        )
    if step in ("study", "act") and not cycle.do.strip():
        return "Write down what happened first, even if it is only one sentence."
    if step == "act" and not cycle.study.strip():
        return "Write down what you learned first."
    return ""


def last_open_step(cycle: PDSA) -> str:
    """Give the step at which the team is."""
    return next((step for step in reversed(STEPS) if not missing_for(step, cycle)), STEPS[0])
