"""What a document looked like before, and who changed it."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, Field

from gallery.access import Action, find
from gallery.context import Context
from gallery.errors import NotFound
from gallery.people import Person

__all__ = ["SeenVersion", "Version", "history_of"]


SeenVersion = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Version(BaseModel):
    """One save. No content means that the document was removed."""

    version: int
    saved_at: dt.datetime
    saved_by: str
    content: dict[str, Any] | None


def history_of(here: Context, person: Person, slug: str, kind: str, key: str) -> list[Version]:
    """List all versions of a document, newest first."""
    find(here.store, person, slug, Action.READ_HISTORY)
    saved = here.store.documents.history(slug, kind, key)
    if not saved:
        raise NotFound("This was never saved.")
    return [
        Version(
            version=one.version, saved_at=one.saved_at, saved_by=one.saved_by, content=one.content
        )
        for one in saved
    ]
