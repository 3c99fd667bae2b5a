"""What a team made with the tools: tiles on the project's page, and a page of each to print."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from gallery.api.approvals import ApprovalDecision, decide_on_charter
from gallery.api.projects import read_project
from gallery.errors import NotFound, Problem
from gallery.errors import Refused as Unfit
from gallery.identity.access import Action, allowed_actions, find_project_for
from gallery.identity.people import Person
from gallery.pages.app_addresses import cycles_address
from gallery.pages.approval import approval_panel, charter_address
from gallery.pages.page_frame import render_page
from gallery.request_context import Here, RequestContext, SignedIn, Visitor
from qi_lib.drawing.pdsa_ramps import draw_ramps
from qi_lib.errors import Refused
from qi_lib.journey.charter import CHARTER_KIND
from qi_lib.journey.stage import find_stage
from qi_lib.model import DECISION_WORDS, ProjectBundle, Seen, Stage, Verdict
from qi_lib.model.document import Document
from qi_lib.tools import TOOLS, ToolKind, document_of, picture
from qi_lib.wording.dates import say_day

__all__ = [
    "ToolTile",
    "cycles_page",
    "decide_charter",
    "router",
    "tool_address",
    "tool_page",
    "tool_tiles",
]

router = APIRouter(include_in_schema=False, prefix="/projects/{slug}/tools")


@dataclass(frozen=True, slots=True)
class ToolTile:
    """A tool on the project's page: its picture and what is in it, or what it is for.

    `stage` is where on the journey it helps; `is_now` when the project is there.
    """

    stage: Stage
    is_now: bool
    name: str
    about: str
    href: str
    svg: Markup
    is_begun: bool


def tool_address(kind: str, slug: str) -> str:
    """Give the address of a tool's app, opened at a project."""
    return f"/services/apps/render/{kind}.ipynb?project={slug}"


def tool_tiles(bundle: ProjectBundle, *, may_edit: bool) -> list[ToolTile]:
    """List the tools in the order of the journey: all for the team, the used ones for others."""
    now = find_stage(bundle)
    tiles = [_cycles_tile(bundle, now, may_edit=may_edit)]
    tiles += [_tile(tool, bundle, now, may_edit=may_edit) for tool in TOOLS.values()]
    tiles.sort(key=lambda tile: list(Stage).index(tile.stage))
    return [tile for tile in tiles if may_edit or tile.is_begun]


def _tile(tool: ToolKind, bundle: ProjectBundle, now: Stage, *, may_edit: bool) -> ToolTile:
    slug = bundle.project.slug
    record = _document(tool, bundle)
    is_begun = record is not None and (tool.is_of_project or not record.is_empty)
    href = tool_address(tool.kind, slug) if may_edit else f"/projects/{slug}/tools/{tool.kind}"
    return ToolTile(
        stage=tool.stage,
        is_now=tool.stage is now,
        name=tool.name,
        about=tool.count(record) if is_begun else tool.purpose,
        href=href,
        # The drawing escapes the team's words itself.
        svg=Markup(picture(tool, record, bundle, uid=f"tile-{tool.kind}"))
        if record is not None and is_begun
        else Markup(),
        is_begun=is_begun,
    )


def _cycles_tile(bundle: ProjectBundle, now: Stage, *, may_edit: bool) -> ToolTile:
    slug, cycles = bundle.project.slug, bundle.cycles
    open_cycles = sum(1 for one in cycles if one.decision is None)
    number = "1 cycle" if len(cycles) == 1 else f"{len(cycles)} cycles"
    return ToolTile(
        stage=Stage.TEST,
        is_now=now is Stage.TEST,
        name="PDSA cycles",
        about=f"{number}, {open_cycles} under way" if cycles else "Test a change while it is small",
        href=cycles_address(slug) if may_edit else f"/projects/{slug}/tools/pdsa",
        svg=Markup(draw_ramps(cycles, uid="tile-pdsa")) if cycles else Markup(),
        is_begun=bool(cycles),
    )


def _document(tool: ToolKind, bundle: ProjectBundle) -> Document | None:
    try:
        found = document_of(tool, bundle)
        return tool.record() if found is None and tool.is_of_project else found
    except Refused:  # kept before tools had records, or by a newer hub: it stays in the store
        return None


@router.get("/pdsa")
def cycles_page(request: Request, here: Here, person: Visitor, slug: str) -> HTMLResponse:
    """Show the PDSA cycles, as ramps and in words, to read and to print."""
    record = find_project_for(here.store, person, slug)
    cycles = read_project(here, person, slug).cycles
    return render_page(
        request,
        person,
        "cycles.html",
        title=record.project.title,
        slug=slug,
        cycles=sorted(cycles, key=lambda one: one.number),
        decisions=DECISION_WORDS,
        say_day=say_day,
        svg=Markup(draw_ramps(cycles, uid="pdsa")) if cycles else "",
        may_edit=Action.EDIT in allowed_actions(person, record),
        edit_url=cycles_address(slug),
    )


@router.get("/{kind}")
def tool_page(request: Request, here: Here, person: Visitor, slug: str, kind: str) -> HTMLResponse:
    """Show one tool's drawing, to read and to print."""
    return _tool_page(request, here, person, slug, kind)


@router.post("/charter")
def decide_charter(
    request: Request,
    here: Here,
    person: SignedIn,
    slug: str,
    seen: Annotated[str, Form()],
    verdict: Annotated[str, Form()],
    words: Annotated[str, Form()] = "",
) -> Response:
    """Approve the charter as it was shown, or ask for changes; what was typed is never lost."""
    try:
        decide_on_charter(here, person, slug, _decision(verdict, words, seen))
    except Problem as problem:
        return _tool_page(request, here, person, slug, CHARTER_KIND, problem, words)
    return RedirectResponse(charter_address(slug), 303)


def _decision(verdict: str, words: str, seen: str) -> ApprovalDecision:
    try:
        return ApprovalDecision(
            verdict=Verdict(verdict),
            words=words.replace("\r\n", "\n"),
            seen=Seen.model_validate_json(seen),
        )
    except ValueError:
        raise Unfit("This could not be read. Shorten your words, then send it again.") from None


def _tool_page(
    request: Request,
    here: RequestContext,
    person: Person | None,
    slug: str,
    kind: str,
    problem: Problem | None = None,
    words: str = "",
) -> HTMLResponse:
    record = find_project_for(here.store, person, slug)
    tool = TOOLS.get(kind)
    if tool is None:
        raise NotFound("There is no such tool.")
    bundle = read_project(here, person, slug)
    document = _document(tool, bundle)
    return render_page(
        request,
        person,
        "tool.html",
        status=problem.status if problem else 200,
        problem=str(problem) if problem else "",
        words=words,
        approval=approval_panel(here, person, record, bundle) if kind == CHARTER_KIND else None,
        title=record.project.title,
        slug=slug,
        tool=tool,
        count=tool.count(document) if document else "",
        svg=Markup(picture(tool, document, bundle, uid=kind)) if document else "",
        may_edit=Action.EDIT in allowed_actions(person, record),
        edit_url=tool_address(kind, slug),
        printed=_printed(bundle, dt.datetime.now(ZoneInfo(here.settings.time_zone)).date()),
    )


def _printed(bundle: ProjectBundle, today: dt.date) -> str:
    """Say on paper what a page of the hub says around it: from when it is, and whose."""
    team = ", ".join(one.name or one.user for one in bundle.team)
    return f"As it was on {say_day(today)}." + (f" The team: {team}." if team else "")
