"""FMEA: how a process can fail, how bad, how often, and whether anybody would notice."""

from pydantic import Field

from qi_lib.model.base import ShortText
from qi_lib.model.document import Document, Item

__all__ = ["FMEA", "Failure"]


class Failure(Item):
    """One way to fail. Each score is from 1 to 10; 10 on detection is least likely noticed."""

    text: ShortText = ""
    step: ShortText = ""
    effect: ShortText = ""
    cause: ShortText = ""
    severity: int = Field(default=5, ge=1, le=10)
    occurrence: int = Field(default=5, ge=1, le=10)
    detection: int = Field(default=5, ge=1, le=10)
    action: ShortText = ""
    who: ShortText = ""

    @property
    def risk(self) -> int:
        """Give the risk priority number: severity by occurrence by detection, 1 to 1,000."""
        return self.severity * self.occurrence * self.detection


class FMEA(Document):
    """The ways in which a process can fail."""

    failures: list[Failure] = []

    @property
    def ranked(self) -> list[Failure]:
        """Order them: the most severe first, of equals the one of the highest risk."""
        return sorted(self.failures, key=lambda one: (-one.severity, -one.risk))
