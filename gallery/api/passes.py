"""Passes: a person's own token gives each of their apps one, and keeps it good."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from gallery.errors import NotFound, NotSignedIn
from gallery.identity.access import require_own_token
from gallery.identity.passes import pass_of
from gallery.request_context import Here, SignedIn
from qi_lib.model import now

__all__ = ["HeldPass", "Pass", "end_pass", "issue_pass", "renew_pass", "router"]

router = APIRouter(prefix="/pass", tags=["passes"])


class HeldPass(BaseModel):
    """A pass that somebody's app has."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(max_length=100, pattern=r"^pass-[A-Za-z0-9_-]+$")]


class Pass(HeldPass):
    """A pass, and until when it is good."""

    expires_at: dt.datetime


@router.post("", status_code=201)
def issue_pass(here: Here, person: SignedIn) -> Pass:
    """Make a pass, with which an app acts for the person for ten minutes."""
    require_own_token(person)
    key, expires_at = here.store.passes.issue(person.name, at=now())
    return Pass(key=key, expires_at=expires_at)


@router.put("")
def renew_pass(here: Here, person: SignedIn, held: HeldPass) -> Pass:
    """Let a pass be good for ten minutes from now, as long as its owner's own token is good."""
    require_own_token(person)
    expires_at = here.store.passes.renew(held.key, person.name, at=now())
    if expires_at is None:
        raise NotFound("There is no such pass.")
    return Pass(key=held.key, expires_at=expires_at)


@router.delete("", status_code=204)
def end_pass(here: Here, request: Request) -> None:
    """End the pass that this request shows. Whoever has it may; so it ends when the hub is away."""
    key = pass_of(request)
    if not key:
        raise NotSignedIn("Show the pass that is to be ended.")
    here.store.passes.end(key)
