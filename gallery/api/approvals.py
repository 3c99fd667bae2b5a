"""The sponsor's approval of a project's charter."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from gallery.api.content_checks import check_content
from gallery.api.history import Version, history_of
from gallery.errors import Refused
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import Here, RequestContext, SignedIn
from gallery.store import APPROVAL, CHARTER
from qi_lib.model import Approval, Seen, Verdict

__all__ = ["ApprovalDecision", "approval_history", "decide_on_charter", "post_approval", "router"]

router = APIRouter(prefix="/projects/{slug}/approval", tags=["approval"])

_LONGEST = 5_000


class ApprovalDecision(BaseModel):
    """What the sponsor says, and which versions they had before them."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    words: Annotated[str, Field(max_length=_LONGEST)] = ""
    seen: Seen


@router.post("")
def post_approval(here: Here, person: SignedIn, slug: str, body: ApprovalDecision) -> Approval:
    """Approve the charter as it stands, or ask for changes. For the project's sponsor alone."""
    return decide_on_charter(here, person, slug, body)


@router.get("/history")
def approval_history(here: Here, person: SignedIn, slug: str) -> list[Version]:
    """List all that was decided, newest first."""
    return history_of(here, person, slug, APPROVAL, CHARTER)


def decide_on_charter(
    here: RequestContext, person: Person, slug: str, decision: ApprovalDecision
) -> Approval:
    """Keep what the sponsor says of the charter that they have seen."""
    find_project_for(here.store, person, slug, Action.APPROVE)
    words = decision.words.strip()
    check_content({"words": words})
    if decision.verdict is Verdict.CHANGES_ASKED and not words:
        raise Refused("Write what should change, so that the team knows what to do.")
    return here.store.approvals.decide(
        slug, decision.verdict, words, decision.seen, by=person.name, name=person.display_name
    )
