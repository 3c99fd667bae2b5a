"""The tasks and milestones that belong to no other tool."""

from qi_lib.model.document import Document
from qi_lib.model.pdsa import Task

__all__ = ["PlanRecord"]


class PlanRecord(Document):
    """The team's own tasks and milestones."""

    tasks: list[Task] = []
