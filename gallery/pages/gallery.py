"""The gallery: what teams have published, by aim and by words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from gallery.chart_cache import ChartCache
from gallery.errors import NotFound, NotSignedIn
from gallery.identity.access import readable_by
from gallery.pages.app_addresses import start_address
from gallery.pages.page_frame import render_page
from gallery.pages.project_cards import poster_card
from gallery.request_context import Here, Visitor
from gallery.settings import StrategicAim
from gallery.store import ProjectRecord

__all__ = ["gallery_pages"]


@dataclass(frozen=True, slots=True)
class _Filter:
    name: str
    key: str
    count: int
    href: str
    is_chosen: bool


def gallery_pages(charts: ChartCache) -> APIRouter:
    """Make the gallery and the short links that QR codes hold."""
    router = APIRouter(include_in_schema=False)

    @router.get("/gallery")
    def gallery(
        request: Request, here: Here, person: Visitor, aim: str = "", q: str = ""
    ) -> HTMLResponse:
        """Show published projects with their findings; anyone sees the public ones."""
        found = here.store.projects.search(readable_by(person), published=True, words=q)
        aims = here.settings.organisation.strategic_aims
        shown = [r for r in found if not aim or r.project.strategic_aim == aim]
        bundles = [here.store.bundles.get(record.slug) for record in shown]
        return render_page(
            request,
            person,
            "gallery.html",
            posters=[poster_card(b, aims, charts) for b in bundles if b],
            filters=_filters(aims, found, aim, q),
            words=q,
            chosen_aim=aim,
            start_url=start_address(),
        )

    @router.get("/p/{code}")
    def short_link(here: Here, person: Visitor, code: str) -> RedirectResponse:
        """Lead from a QR code to the project's page."""
        record = here.store.projects.by_code(code)
        if record is None or record.deleted_at is not None:
            if person is None:
                raise NotSignedIn
            raise NotFound("This code leads to no project. It may have been taken down.")
        return RedirectResponse(f"/projects/{record.slug}", 303)

    return router


def _filters(
    aims: list[StrategicAim], found: list[ProjectRecord], chosen: str, words: str
) -> list[_Filter]:
    counts = {aim.key: sum(r.project.strategic_aim == aim.key for r in found) for aim in aims}
    everything = _Filter("All", "", len(found), _address("", words), not chosen)
    return [
        everything,
        *(
            _Filter(a.name, a.key, counts[a.key], _address(a.key, words), a.key == chosen)
            for a in aims
        ),
    ]


def _address(aim: str, words: str) -> str:
    query = urlencode({name: value for name, value in (("aim", aim), ("q", words)) if value})
    return f"/gallery?{query}" if query else "/gallery"
