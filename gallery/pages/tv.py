"""The screens' own pages: posters one after the other, without anyone signed in."""

import hashlib
import json
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from gallery.pages.page_frame import render_page
from gallery.pages.template_environment import STATIC
from gallery.posters.rendered_posters import RenderedPosters
from gallery.request_context import Here, RequestContext
from gallery.store import ProjectRecord, ReadableProjects
from qi_lib.model import Visibility

__all__ = ["tv_pages"]

_SECONDS = 10
# A team that publishes is told that its poster hangs on the screens: all but private ones do.
_ON_A_WALL = ReadableProjects(visibilities=frozenset(Visibility) - {Visibility.PRIVATE})
_GONE = 410

Aims = Annotated[list[str], Query(alias="aim")]


def tv_pages(posters: RenderedPosters) -> APIRouter:
    """Make the pages that screens show."""
    router = APIRouter(include_in_schema=False, prefix="/tv")

    @router.get("")
    def without_a_link(request: Request) -> HTMLResponse:
        """Explain how a screen gets its link."""
        return render_page(
            request,
            None,
            "tv_note.html",
            heading="This screen needs a link",
            words="Faculty and administrators make one under Screens: it takes a minute, and the "
            "screen then shows the posters by itself, without anyone signing in.",
            link={"href": "/screens", "name": "Go to Screens"},
        )

    @router.get("/{token}")
    def screen(request: Request, here: Here, token: str, aim: Aims = []) -> HTMLResponse:  # noqa: B006
        """Show the posters, or say calmly that the link was taken back."""
        found = here.store.screens.by_token(token)
        if found is None:
            return _taken_back(request)
        query = "?" + urlencode([("aim", key) for key in aim]) if aim else ""
        return render_page(
            request,
            None,
            "tv.html",
            screen_name=found.name,
            slides_address=f"/tv/{token}/slides.json{query}",
        )

    @router.get("/{token}/slides.json")
    def slides(request: Request, here: Here, token: str, aim: Aims = []) -> Response:  # noqa: B006
        """Give the slides; a version says whether anything changed."""
        if here.store.screens.by_token(token) is None:
            return JSONResponse({"error": "This screen's link was taken back."}, _GONE)
        records = _on_the_wall(here, aim)
        body = _body([_slide(record, posters) for record in records])
        tag = f'"{body["version"]}-{body["build"]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return JSONResponse(body, headers=headers)

    return router


def _taken_back(request: Request) -> HTMLResponse:
    return render_page(
        request,
        None,
        "tv_note.html",
        status=_GONE,
        heading="This screen has been switched off",
        words="Its link was taken back. To switch it on again, ask faculty or an administrator for "
        "a new link, and open that here.",
        link=None,
    )


def _on_the_wall(here: RequestContext, aims: list[str]) -> list[ProjectRecord]:
    found = here.store.projects.search(_ON_A_WALL, published=True)
    return [one for one in found if not aims or one.project.strategic_aim in aims]


def _slide(record: ProjectRecord, posters: RenderedPosters) -> dict[str, str]:
    poster = posters.of(record)
    return {
        "id": record.slug,
        "version": poster.version,
        "aim": record.project.strategic_aim or "none",
        "html": str(poster.slide),
    }


def _body(slides: list[dict[str, str]]) -> dict[str, object]:
    content = json.dumps(slides, sort_keys=True).encode()
    return {
        "version": hashlib.sha256(content).hexdigest()[:16],
        "build": _build(),
        "seconds": _SECONDS,
        "slides": slides,
    }


def _build() -> str:
    """Name the version of the screen's own files: when it changes, the screen loads itself anew."""
    names = ("tv.css", "tv.js", "poster.css", "qihub.css")
    return hashlib.sha256(b"".join((STATIC / name).read_bytes() for name in names)).hexdigest()[:8]
