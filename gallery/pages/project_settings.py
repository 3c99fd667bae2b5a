"""A project's settings: stage, contact, story and lesson, who may see it, who is on the team."""

from dataclasses import asdict, dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from gallery.api.projects import change_project, read_project
from gallery.api.team import set_team
from gallery.errors import Conflict, Problem
from gallery.identity.access import Action, allowed_actions, find_project_for
from gallery.identity.people import Person
from gallery.pages.page_frame import render_page
from gallery.request_context import Here, RequestContext, SignedIn
from gallery.store import ProjectRecord
from qi_lib.journey.stage import read_stage
from qi_lib.model import ROLE_NAMES, STAGE_NAMES, VISIBILITY_NAMES, Stage, TeamMember, TeamRole

__all__ = ["form", "router", "save"]

router = APIRouter(include_in_schema=False, prefix="/projects/{slug}/edit")

_EMPTY_LINES = 2
_TEXTS = {
    "directorate": "Directorate",
    "change": "What changed",
    "story": "The story",
    "lesson": "What you would tell others",
}
_CONTACT = {"name": "Name of the contact", "role": "What they do", "when": "When they are there"}


@dataclass(frozen=True, slots=True)
class _Member:
    name: str = ""
    user: str = ""
    role: str = TeamRole.MEMBER.value


@dataclass(frozen=True, slots=True)
class _Form:
    """What the form holds, as it was saved or as somebody typed it."""

    based_on: int
    title: str
    stage: str
    directorate: str
    change: str
    story: str
    lesson: str
    contact_name: str
    contact_role: str
    contact_when: str
    visibility: str
    team: list[_Member]


@router.get("")
def form(request: Request, here: Here, person: SignedIn, slug: str) -> HTMLResponse:
    """Show the settings."""
    record = find_project_for(here.store, person, slug, Action.EDIT)
    return _page(request, here, person, record, _saved(record))


@router.post("")
async def save(request: Request, here: Here, person: SignedIn, slug: str) -> Response:
    """Save them; when that fails, everything typed is still in the form."""
    record = await run_in_threadpool(find_project_for, here.store, person, slug, Action.EDIT)
    typed = _typed(await request.form(), record)
    try:
        await _save(here, person, record, typed)
    except Conflict as conflict:
        newer = _Form(**{**asdict(typed), "based_on": conflict.version, "team": typed.team})
        theirs = _theirs(conflict, typed)
        return await run_in_threadpool(
            _page, request, here, person, record, newer, conflict, theirs
        )
    except Problem as problem:
        return await run_in_threadpool(_page, request, here, person, record, typed, problem)
    return RedirectResponse(f"/projects/{slug}", 303)


async def _save(here: RequestContext, person: Person, record: ProjectRecord, typed: _Form) -> None:
    rights = allowed_actions(person, record)
    changes: dict[str, Any] = {name: getattr(typed, name) for name in _TEXTS}
    changes["contact"] = {name: getattr(typed, f"contact_{name}") for name in _CONTACT}
    changes["stage"] = typed.stage or None
    if Action.SET_VISIBILITY in rights:
        changes["visibility"] = typed.visibility
    await run_in_threadpool(
        change_project, here, person, record.slug, changes, based_on=typed.based_on
    )
    if Action.MANAGE_TEAM in rights:
        team = [
            TeamMember(user=one.user, name=one.name, role=TeamRole(one.role))
            for one in typed.team
            if one.user or one.name
        ]
        await set_team(here, person, record.slug, team)


def _page(
    request: Request,
    here: RequestContext,
    person: Person,
    record: ProjectRecord,
    form: _Form,
    problem: Problem | None = None,
    theirs: list[tuple[str, str]] | None = None,
) -> HTMLResponse:
    rights = allowed_actions(person, record)
    bundle = read_project(here, person, record.slug)
    return render_page(
        request,
        person,
        "edit.html",
        status=problem.status if problem else 200,
        problem=str(problem) if problem else "",
        theirs=theirs or [],
        slug=record.slug,
        form=form,
        stages=[(key.value, words) for key, words in STAGE_NAMES.items()],
        stage_of_record=STAGE_NAMES[read_stage(bundle)],
        visibilities=[(key.value, words) for key, words in VISIBILITY_NAMES.items()],
        roles=[(key.value, words) for key, words in ROLE_NAMES.items()],
        may_set_visibility=Action.SET_VISIBILITY in rights,
        may_manage_team=Action.MANAGE_TEAM in rights,
    )


def _saved(record: ProjectRecord) -> _Form:
    project = record.project
    team = [_Member(one.name, one.user, one.role.value) for one in record.team]
    return _Form(
        based_on=record.version,
        title=project.title,
        stage=project.stage or "",
        directorate=project.directorate,
        change=project.change,
        story=project.story,
        lesson=project.lesson,
        contact_name=project.contact.name,
        contact_role=project.contact.role,
        contact_when=project.contact.when,
        visibility=project.visibility.value,
        team=[*team, *[_Member()] * _EMPTY_LINES],
    )


def _typed(data: FormData, record: ProjectRecord) -> _Form:
    def text(name: str) -> str:
        # Browsers send line ends as CR LF.
        return str(data.get(name, "")).replace("\r\n", "\n").strip()

    based_on = text("based_on")
    columns = [
        [str(v).strip() for v in data.getlist(f"member_{c}")] for c in ("name", "user", "role")
    ]
    roles = {role.value for role in TeamRole}
    return _Form(
        based_on=int(based_on) if based_on.isdigit() else record.version,
        title=record.project.title,
        stage=text("stage") if text("stage") in set(Stage) else "",
        directorate=text("directorate"),
        change=" ".join(text("change").split()),
        story=text("story"),
        lesson=text("lesson"),
        contact_name=text("contact_name"),
        contact_role=text("contact_role"),
        contact_when=text("contact_when"),
        visibility=text("visibility") or record.project.visibility.value,
        team=[
            _Member(name, user, role if role in roles else TeamRole.MEMBER.value)
            for name, user, role in zip(*columns, strict=False)
        ],
    )


def _theirs(conflict: Conflict, typed: _Form) -> list[tuple[str, str]]:
    """List what someone else saved differently in between, by the names on the form."""
    theirs = conflict.theirs if isinstance(conflict.theirs, dict) else {}
    contact = theirs.get("contact") or {}
    pairs = [(label, theirs.get(name, ""), getattr(typed, name)) for name, label in _TEXTS.items()]
    pairs += [
        (label, contact.get(name, ""), getattr(typed, f"contact_{name}"))
        for name, label in _CONTACT.items()
    ]
    return [(label, saved) for label, saved, mine in pairs if saved != mine]
