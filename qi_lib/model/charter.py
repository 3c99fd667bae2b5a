"""A charter: what a team sets out to do, and what its project's record does not say already."""

import datetime as dt

from pydantic import Field

from qi_lib.model.base import LongText, Record, ShortText
from qi_lib.model.document import Document, Item
from qi_lib.model.project import Aim

__all__ = ["PROJECT_FIELDS", "Charter", "Risk", "WholeCharter"]

PROJECT_FIELDS = ("title", "problem", "change", "aim", "scope")
"""What a charter shows of the project's own record. It is kept there, and nowhere else."""


class Risk(Item):
    """Something that could go wrong, what is done about it, and by whom."""

    text: ShortText = ""
    plan: LongText = ""
    who: ShortText = ""


class Charter(Document):
    """What a charter says beyond the project's record; `scope` there is what is in scope."""

    out_of_scope: LongText = ""
    involvement: LongText = ""
    starts: dt.date | None = None
    review: dt.date | None = None
    risks: list[Risk] = []

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody has written anything here yet."""
        return all(
            not getattr(self, name)
            for name in ("out_of_scope", "involvement", "starts", "review", "risks")
        )


class WholeCharter(Charter):
    """The charter as a person reads and changes it: with the fields of the project's record."""

    title: ShortText = ""
    problem: LongText = ""
    change: ShortText = ""
    aim: Aim = Field(default_factory=Aim)
    scope: LongText = ""

    def find_part(self, name: str) -> Record | None:
        """Find what has fields: the aim by that name, or a risk by its id."""
        return self.aim if name == "aim" else self.find(name)
