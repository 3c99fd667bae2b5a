"""A project's page: where its team works, and its poster for everyone else."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from gallery.api.export_import import export_project
from gallery.api.projects import read_project
from gallery.chart_cache import ChartCache
from gallery.errors import NotFound, NotSignedIn
from gallery.identity.access import Action, allowed_actions, find_project_for
from gallery.identity.people import Person
from gallery.pages.app_addresses import chart_address, next_step_link, start_address
from gallery.pages.approval import charter_address
from gallery.pages.page_frame import render_page
from gallery.pages.project_poster import project_poster
from gallery.pages.qr_code import qr_code
from gallery.pages.tools import tool_tiles
from gallery.posters.rendered_posters import RenderedPosters
from gallery.request_context import Here, RequestContext, Visitor
from gallery.store import ProjectRecord
from qi_lib.charting.number_to_ask_for import measure_to_ask_for, period_to_fill
from qi_lib.journey.charter import approval_state
from qi_lib.model import STAGE_NAMES, ProjectBundle

__all__ = ["project_pages"]


@dataclass(frozen=True, slots=True)
class _Sharing:
    """What the page says about the poster; no button when it shows the project as it is now."""

    status: str
    button: str
    words: str
    is_published: bool


@dataclass(frozen=True, slots=True)
class _Number:
    """The one button of plain mode."""

    words: str
    href: str


def project_pages(charts: ChartCache, posters: RenderedPosters) -> APIRouter:
    """Make the pages of single projects."""
    router = APIRouter(include_in_schema=False, prefix="/projects/{slug}")

    @router.get("")
    def project(
        request: Request, here: Here, person: Visitor, slug: str, view: str = ""
    ) -> HTMLResponse:
        """Show the workplace to those who work on the project, the poster to everyone else."""
        record = _readable(here, person, slug)
        works_here = Action.OPEN_WORKSPACE in allowed_actions(person, record)
        if record.published_at and (view == "poster" or not works_here):
            return _poster_page(request, person, record, posters, works_here=works_here)
        return _work_page(request, here, person, record, charts)

    @router.get("/export")
    def export(here: Here, person: Visitor, slug: str) -> Response:
        """Give the project as a file to keep."""
        _readable(here, person, slug)
        return export_project(here, person, slug)

    return router


def _readable(here: RequestContext, person: Person | None, slug: str) -> ProjectRecord:
    try:
        return find_project_for(here.store, person, slug)
    except NotFound:
        # In the same words whether it exists or not; signing in may open it.
        if person is None:
            raise NotSignedIn from None
        raise


def _poster_page(
    request: Request,
    person: Person | None,
    record: ProjectRecord,
    posters: RenderedPosters,
    *,
    works_here: bool,
) -> HTMLResponse:
    return render_page(
        request,
        person,
        "poster.html",
        title=record.project.title,
        slug=record.slug,
        poster=posters.of(record).page,
        works_here=works_here,
        like_url=start_address(like=record.slug),
    )


def _work_page(
    request: Request,
    here: RequestContext,
    person: Person | None,
    record: ProjectRecord,
    charts: ChartCache,
    problem: str = "",
    *,
    status: int = 200,
) -> HTMLResponse:
    bundle = read_project(here, person, record.slug)
    rights = allowed_actions(person, record)
    today = dt.datetime.now(ZoneInfo(here.settings.time_zone)).date()
    link = f"{here.settings.public_url}/p/{record.code}"
    return render_page(
        request,
        person,
        "project.html",
        status=status,
        problem=problem,
        page=project_poster(bundle, here.settings.organisation.strategic_aims, charts),
        next=next_step_link(bundle, today),
        number=_number(bundle, today),
        sharing=_sharing(here, record),
        approval=approval_state(bundle) if Action.READ_HISTORY in rights else None,
        may_approve=Action.APPROVE in rights,
        charter_url=charter_address(record.slug),
        stages=STAGE_NAMES,
        tools=tool_tiles(bundle, may_edit=Action.EDIT in rights),
        has_past=Action.READ_HISTORY in rights,
        may_edit=Action.EDIT in rights,
        may_manage_team=Action.MANAGE_TEAM in rights,
        may_publish=Action.PUBLISH in rights,
        may_open_workspace=Action.OPEN_WORKSPACE in rights,
        like_url=start_address(like=record.slug),
        link=link,
        qr=Markup(qr_code(link)),
    )


def _number(bundle: ProjectBundle, today: dt.date) -> _Number | None:
    """Lead to the number that plain mode asks for, or to the chart where it is written."""
    measure = measure_to_ask_for(bundle.measures)
    if measure is None:
        return None
    observations = bundle.observations.get(measure.id, [])
    is_missing = period_to_fill(measure, observations, today=today) is not None
    words = "Add a number to the chart" if is_missing else "See the chart"
    return _Number(words, chart_address(bundle.project.slug, measure.id))


def _sharing(here: RequestContext, record: ProjectRecord) -> _Sharing:
    if record.published_at is None:
        words = "It goes into the gallery and onto the screens. You can take it down again."
        return _Sharing("", "Publish the poster", words, is_published=False)
    told = here.posters.status(record.slug) if here.posters else {}
    status = str(told.get("status", ""))
    words = {
        "rendering": "Making your poster … this page says when it is there.",
        "failed": str(told.get("error", "The poster could not be made. Try again.")),
    }.get(status, "The poster hangs in the gallery and on the screens.")
    button = "" if told.get("is_current") else "Make the poster again"
    return _Sharing(status, button, words, is_published=True)
