"""What a team made with a tool: a fishbone, a process map, a driver diagram, …"""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from gallery.api.content_checks import check_content, check_document
from gallery.api.history import Act, SeenVersion, Version, history_of
from gallery.errors import NotFound
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import Here, SignedIn, Visitor
from gallery.store import TOOL
from gallery.store.whole_projects import tool_document
from qi_lib.model import ToolDocument

__all__ = [
    "DocumentChange",
    "document_history",
    "get_document",
    "list_documents",
    "put_document",
    "router",
    "without_account_name",
]

router = APIRouter(prefix="/projects/{slug}/documents", tags=["documents"])

Kind = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]


class DocumentChange(BaseModel):
    """A document as it shall be, and the version that was looked at (0: it is new)."""

    model_config = ConfigDict(extra="forbid")

    based_on: SeenVersion
    content: dict[str, Any]


@router.get("")
def list_documents(here: Here, person: Visitor, slug: str) -> list[ToolDocument]:
    """Read all tool documents of a project."""
    find_project_for(here.store, person, slug)
    saved = here.store.documents.all(slug, TOOL)
    return [without_account_name(tool_document(one), person) for one in saved]


@router.get("/{kind}")
def get_document(here: Here, person: Visitor, slug: str, kind: Kind) -> ToolDocument:
    """Read a tool document."""
    find_project_for(here.store, person, slug)
    saved = here.store.documents.get(slug, TOOL, kind)
    if saved is None:
        raise NotFound("This project has no such document yet.")
    return without_account_name(tool_document(saved), person)


@router.put("/{kind}")
def put_document(
    here: Here, person: SignedIn, slug: str, kind: Kind, body: DocumentChange, act: Act = ""
) -> ToolDocument:
    """Save a tool document."""
    find_project_for(here.store, person, slug, Action.EDIT)
    check_content(body.content)
    check_document(kind, body.content)
    saved = here.store.documents.save(
        slug, TOOL, kind, body.content, based_on=body.based_on, by=person.name, act=act
    )
    return tool_document(saved)


@router.get("/{kind}/history")
def document_history(here: Here, person: SignedIn, slug: str, kind: Kind) -> list[Version]:
    """List all versions of a tool document, newest first."""
    return history_of(here, person, slug, TOOL, kind)


def without_account_name(document: ToolDocument, person: Person | None) -> ToolDocument:
    """Leave out whose account saved a document when nobody is signed in."""
    return document if person else document.model_copy(update={"saved_by": ""})
