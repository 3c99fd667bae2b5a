"""What a document looked like before, and who changed it."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Header
from pydantic import BaseModel, Field

from gallery.errors import NotFound
from gallery.identity.access import Action, find_project_for
from gallery.identity.people import Person
from gallery.request_context import RequestContext
from gallery.store import SavedVersion

__all__ = ["Act", "SeenVersion", "Version", "as_versions", "history_of"]


SeenVersion = Annotated[int, Field(ge=0, le=2**31 - 1)]

Act = Annotated[str, Header(alias="QIHub-Act", pattern=r"^[a-z0-9]{0,32}$")]
"""The name of what a person did, such as a tap. What comes again under one name is done once."""


class Version(BaseModel):
    """One save. No content means that the document was removed.

    Of one from elsewhere, `saved_by` and `saved_at` are what the file of the project said.
    """

    version: int
    saved_at: dt.datetime
    saved_by: str
    is_from_elsewhere: bool = False
    content: dict[str, Any] | None


def history_of(
    here: RequestContext, person: Person, slug: str, kind: str, key: str
) -> list[Version]:
    """List all versions of a document, newest first."""
    find_project_for(here.store, person, slug, Action.READ_HISTORY)
    saved = here.store.documents.history(slug, kind, key)
    if not saved:
        raise NotFound("This was never saved.")
    return as_versions(saved)


def as_versions(saved: Sequence[SavedVersion]) -> list[Version]:
    """List versions as the API gives them."""
    return [
        Version(
            version=one.version,
            saved_at=one.saved_at,
            saved_by=one.saved_by,
            is_from_elsewhere=one.is_from_elsewhere,
            content=one.content,
        )
        for one in saved
    ]
