"""Tools that place things on a plane: impact and effort of ideas, power and interest of people."""

from pydantic import Field

from qi_lib.model.base import LongText, ShortText
from qi_lib.model.document import Document, Item

__all__ = ["IDEA_PLACES", "Idea", "ImpactEffort", "Stakeholder", "StakeholderMap"]

_HALF = 5

# The words of the PICK chart; a hospital may dislike “Kill”, so it says what becomes of the idea.
IDEA_PLACES = {
    (True, False): "Do it now",
    (True, True): "Plan for it",
    (False, False): "Perhaps",
    (False, True): "Not now",
}


class Idea(Item):
    """A change idea, with how much it would help and how hard it is, from 0 to 10.

    `driver` is the id of the idea in the driver diagram that it came from, if it did.
    """

    text: ShortText = ""
    impact: int = Field(default=_HALF, ge=0, le=10)
    effort: int = Field(default=_HALF, ge=0, le=10)
    driver: ShortText = ""


class ImpactEffort(Document):
    """Change ideas by impact and effort (PICK)."""

    ideas: list[Idea] = []

    @staticmethod
    def place_of(idea: Idea) -> str:
        """Say in which quarter an idea stands."""
        return IDEA_PLACES[idea.impact > _HALF, idea.effort > _HALF]


class Stakeholder(Item):
    """A person or group whom the change concerns, with power and interest from 0 to 10."""

    text: ShortText = ""
    power: int = Field(default=_HALF, ge=0, le=10)
    interest: int = Field(default=_HALF, ge=0, le=10)
    plan: LongText = ""


class StakeholderMap(Document):
    """Whom the change concerns, by power and interest."""

    people: list[Stakeholder] = []

    @staticmethod
    def place_of(person: Stakeholder) -> str:
        """Say how to work with somebody."""
        return _PEOPLE_PLACES[person.power > _HALF, person.interest > _HALF]


_PEOPLE_PLACES = {
    (True, True): "Work closely together",
    (True, False): "Keep satisfied",
    (False, True): "Keep informed",
    (False, False): "Keep an eye on",
}
