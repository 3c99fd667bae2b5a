"""What was tried before, while somebody writes."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from gallery.identity.access import readable_by
from gallery.request_context import Here, Visitor
from qi_lib.journey.tried_before import TriedBefore

__all__ = ["WrittenText", "find_ideas", "router"]

router = APIRouter(prefix="/ideas", tags=["ideas"])


class WrittenText(BaseModel):
    """What somebody writes, and the project that is not to be found: their own."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=100_000)
    without: str = Field(default="", max_length=40)


# In the body, not in the address: what people write about their work is not for access logs.
@router.post("")
def find_ideas(here: Here, person: Visitor, written: WrittenText) -> TriedBefore:
    """Find projects and change ideas like a text, among what the person may read."""
    return here.ideas.find_like(
        here.store, readable_by(person), written.text, without=written.without
    )
