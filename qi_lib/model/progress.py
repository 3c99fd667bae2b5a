"""How a team judges its own progress, whether the change lasts, and who takes over."""

import datetime as dt

from pydantic import Field

from qi_lib.model.base import LongText, ShortText
from qi_lib.model.document import Document, Item

__all__ = ["SUSTAIN_QUESTIONS", "ConfirmedScore", "ProgressRecord", "SustainCheck"]

SUSTAIN_QUESTIONS = {
    "benefit": "Does it make the work better or easier for those who do it?",
    "belief": "Do those who do the work believe that it helps?",
    "habit": "Would it go on if the person who began it left?",
    "watched": "Does somebody look at the numbers regularly?",
    "backed": "Do the people in charge ask for it and back it?",
}
"""Five of the things that decide whether a change lasts, in our own words."""


class ConfirmedScore(Item):
    """A score that the team has confirmed, and the evidence that was there."""

    score: float = Field(ge=0.5, le=5, multiple_of=0.5)
    on: dt.date
    by: ShortText = ""
    evidence: list[ShortText] = []


class SustainCheck(Item):
    """The answers some months after a change: 2 for yes, 1 for partly, 0 for no."""

    on: dt.date
    months: int = Field(ge=1)
    benefit: int | None = Field(default=None, ge=0, le=2)
    belief: int | None = Field(default=None, ge=0, le=2)
    habit: int | None = Field(default=None, ge=0, le=2)
    watched: int | None = Field(default=None, ge=0, le=2)
    backed: int | None = Field(default=None, ge=0, le=2)

    @property
    def points(self) -> int:
        """Add up the answers given so far, of ten."""
        return sum(getattr(self, name) or 0 for name in SUSTAIN_QUESTIONS)


class ProgressRecord(Document):
    """Scores as they were confirmed, checks of whether it lasts, and the handover."""

    confirmed: list[ConfirmedScore] = []
    checks: list[SustainCheck] = []
    looking_for_lead: bool = False
    handover: LongText = ""
