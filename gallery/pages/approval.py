"""What pages say of a charter's approval, and to whom they offer to give it."""

from dataclasses import dataclass

from gallery.identity.access import Action, allowed_actions
from gallery.identity.people import Person
from gallery.request_context import RequestContext
from gallery.store import APPROVAL, CHARTER, ProjectRecord
from gallery.store.whole_projects import read_approval
from qi_lib.drawing.charter import Column, charter_blocks
from qi_lib.journey.charter import (
    ApprovalState,
    approval_state,
    charter_of,
    say_approval,
    seen_versions,
    whole_charter,
)
from qi_lib.model import ProjectBundle

__all__ = ["ApprovalPanel", "approval_panel", "charter_address"]


@dataclass(frozen=True, slots=True)
class ApprovalPanel:
    """Where the approval stands, what was decided before, and the charter in full.

    `seen` names the versions that are shown; the form sends it back.
    """

    state: ApprovalState
    may_approve: bool
    is_for_team: bool
    seen: str
    past: list[str]
    text: list[Column]


def charter_address(slug: str) -> str:
    """Give the address of the page on which a charter is read, printed and approved."""
    return f"/projects/{slug}/tools/charter"


def approval_panel(
    here: RequestContext, person: Person | None, record: ProjectRecord, bundle: ProjectBundle
) -> ApprovalPanel:
    """Gather what somebody may see and do about a charter's approval."""
    rights = allowed_actions(person, record)
    is_for_team = Action.READ_HISTORY in rights
    whole = whole_charter(bundle, charter_of(bundle))
    return ApprovalPanel(
        state=approval_state(bundle),
        may_approve=Action.APPROVE in rights,
        is_for_team=is_for_team,
        seen=seen_versions(bundle).model_dump_json(),
        past=_past(here, record.slug) if is_for_team else [],
        text=[column for block in charter_blocks(whole, bundle) for column in block.columns],
    )


def _past(here: RequestContext, slug: str) -> list[str]:
    saved = here.store.documents.history(slug, APPROVAL, CHARTER)
    return [say_approval(read_approval(one)) for one in saved]
