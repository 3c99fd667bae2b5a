"""A project leaves as a file, and a file becomes a project."""

from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel

from gallery.api.content_checks import check_content, check_notes
from gallery.api.imported_history import fit_past_saves
from gallery.api.projects import read_project
from gallery.api.team import check_team
from gallery.errors import NotAllowed, Refused
from gallery.identity.access import (
    Action,
    allowed_actions,
    find_project_for,
    may_mark_demonstrations,
    may_start_project,
)
from gallery.identity.people import Person
from gallery.posters.single_file import single_file_poster
from gallery.request_context import Here, RequestContext, SignedIn, Visitor
from qi_lib.errors import Refused as DoesNotFit
from qi_lib.model import ProjectBundle, TeamMember, TeamRole, now
from qi_lib.parcel import ENDING, Parcel, pack, unpack

__all__ = [
    "ImportedProject",
    "check_whole",
    "export_project",
    "get_export",
    "import_project",
    "post_import",
    "router",
]

router = APIRouter(prefix="/projects", tags=["travel"])

_ZIP = "application/zip"


class ImportedProject(BaseModel):
    """The project that came of a file; `notices` say what is not as it was."""

    project: ProjectBundle
    notices: list[str]


@router.get("/{slug}/export", response_class=Response, responses={200: {"content": {_ZIP: {}}}})
def get_export(here: Here, person: Visitor, slug: str) -> Response:
    """Take a project away as one file, as far as the person may read it."""
    return export_project(here, person, slug)


@router.post("/import", status_code=201)
def post_import(
    here: Here, person: SignedIn, content: Annotated[bytes, Body(media_type=_ZIP)]
) -> ImportedProject:
    """Bring in a project from such a file; the person becomes its lead."""
    return import_project(here, person, content)


def export_project(here: RequestContext, person: Person | None, slug: str) -> Response:
    """Pack a project as far as the person may read it; its poster goes along when it hangs."""
    record = find_project_for(here.store, person, slug)
    if Action.READ_HISTORY in allowed_actions(person, record):
        bundle, past = here.store.bundles.with_past(slug)
    else:
        bundle, past = read_project(here, person, slug), []
    poster = here.posters.latest(slug) if here.posters and record.published_at else None
    others = {}
    if poster:
        others["poster.html"] = single_file_poster(poster.read("poster.html"), bundle.project.title)
    hub = here.settings.public_url
    content = pack(bundle, hub=hub, at=now(), past=past, others=others)
    name = f'attachment; filename="{slug}{ENDING}"'
    return Response(content, media_type=_ZIP, headers={"Content-Disposition": name})


def import_project(here: RequestContext, person: Person, content: bytes) -> ImportedProject:
    """Make a project from a file, with the person as its lead."""
    if not may_start_project(person):
        raise NotAllowed("A person must bring a project in, not a workspace.")
    here.imports.take(person.name)
    try:
        parcel = unpack(content)
    except DoesNotFit as error:
        raise Refused(str(error)) from error
    bundle, notices = _as_kept_here(here, person, parcel)
    check_whole(bundle)
    past, told = fit_past_saves(here, person, parcel)
    record = here.store.arrivals.bring(bundle, past, by=person.name, origin=parcel.hub)
    return ImportedProject(
        project=read_project(here, person, record.slug), notices=[*notices, *told]
    )


def _as_kept_here(
    here: RequestContext, person: Person, parcel: Parcel
) -> tuple[ProjectBundle, list[str]]:
    """Leave out what means something else on this hub, and say so."""
    charter, notices = parcel.bundle.project, []
    known = {aim.key for aim in here.settings.organisation.strategic_aims}
    if charter.strategic_aim not in known | {""}:
        charter.strategic_aim = ""
        notices.append("Its strategic aim is none of this hub's, so it has none now.")
    if not may_mark_demonstrations(person):
        charter.is_demonstration = False
    if parcel.notebooks:
        notices.append(
            "Its notebooks are still in the file, because notebooks are programs. Somebody of the "
            "team brings in those that they trust, in the workspace."
        )
    if parcel.bundle.approval or any(one.kind == "approval" for one in parcel.past):
        # Whoever can write a file could write an approval into it.
        notices.append("The sponsor's approval stays behind: ask your sponsor for it again here.")
    is_ours = parcel.hub == here.settings.public_url
    others = [one for one in parcel.bundle.team if not _is_me(one, person, is_ours=is_ours)]
    if not is_ours and any(one.user for one in others):
        others = [TeamMember(name=one.name or one.user, role=one.role) for one in others]
        notices.append(
            "The others of the team are here by name only, because an account of that name may be "
            "somebody else's on this hub. Add theirs under “Team, contact, who sees it”."
        )
    lead = TeamMember(user=person.name, name=person.display_name, role=TeamRole.LEAD)
    return parcel.bundle.model_copy(update={"team": [lead, *others], "approval": None}), notices


def _is_me(member: TeamMember, person: Person, *, is_ours: bool) -> bool:
    return member.user == person.name and (is_ours or member.name == person.display_name)


def check_whole(bundle: ProjectBundle) -> None:
    """Check all of it as what is typed is checked."""
    check_team(bundle.team)
    check_content(bundle.model_dump(mode="json", exclude={"observations"}))
    for points in bundle.observations.values():
        check_notes(points)
