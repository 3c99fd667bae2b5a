"""A PDSA cycle: a small test of a change."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from qi_lib.model.base import Id, LongText, Record, ShortText, new_id
from qi_lib.model.document import Item

__all__ = ["DECISION_WORDS", "PDSA", "TEST_SIZES", "Decision", "Task"]


class Decision(StrEnum):
    """What the team does with the change after studying the test."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


DECISION_WORDS = {
    Decision.ADOPT: "Adopted",
    Decision.ADAPT: "Adapted",
    Decision.ABANDON: "Abandoned",
}


TEST_SIZES = (
    "One person",
    "One shift",
    "One day",
    "One week",
    "One ward or team",
    "Several wards or teams",
    "Everywhere",
)
"""How large a test is, from the smallest: a team climbs it from cycle to cycle."""


class Task(Item):
    """Something that somebody does by a day."""

    text: ShortText = ""
    who: ShortText = ""
    by: dt.date | None = None
    is_done: bool = False


class PDSA(Record):
    """One cycle: what was planned and predicted, what happened, what was learned, what is next.

    `follows` is the cycle that this one grew out of; together they make a ramp. `measure` is the
    one that shows whether the prediction came true.
    """

    id: Id = Field(default_factory=new_id)
    number: int = Field(default=1, ge=1)
    title: ShortText = Field(min_length=1)
    change_idea: ShortText = ""
    objective: LongText = ""
    prediction: LongText = ""
    plan: LongText = ""
    test_size: ShortText = ""
    start: dt.date | None = None
    end: dt.date | None = None
    do: LongText = ""
    study: LongText = ""
    decision: Decision | None = None
    next_step: LongText = ""
    follows: ShortText = ""
    measure: ShortText = ""
    tasks: list[Task] = []
    went_as_planned: bool | None = None
    came_true: bool | None = None
