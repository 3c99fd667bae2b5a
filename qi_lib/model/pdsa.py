"""A PDSA cycle: a small test of a change."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from qi_lib.model.base import Id, Line, Record, Text, new_id

__all__ = ["DECISION_WORDS", "PDSA", "Decision"]


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


class PDSA(Record):
    """One cycle: what was planned and predicted, what happened, what was learned, what is next."""

    id: Id = Field(default_factory=new_id)
    number: int = Field(default=1, ge=1)
    title: Line = Field(min_length=1)
    change_idea: Line = ""
    objective: Text = ""
    prediction: Text = ""
    plan: Text = ""
    test_size: Line = ""
    start: dt.date | None = None
    end: dt.date | None = None
    do: Text = ""
    study: Text = ""
    decision: Decision | None = None
    next_step: Text = ""
