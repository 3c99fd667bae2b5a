"""Styles, scripts and fonts: served by us, kept by browsers, the same for everyone."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gallery.errors import NotFound
from gallery.pages.template_environment import STATIC
from gallery.request_context import Here
from gallery.settings import StrategicAim

__all__ = ["aims", "logo", "mounts", "router"]

_FONTS = Path(__file__).parents[2] / "node_modules/@fontsource/atkinson-hyperlegible-next/files"
_YEAR = "public, max-age=31536000, immutable"
_HOUR = "public, max-age=3600"

router = APIRouter(include_in_schema=False, prefix="/static")


@router.get("/aims.css")
def aims(here: Here) -> Response:
    """Give each strategic aim the colour that the settings name."""
    lines = [_rule(aim) for aim in here.settings.organisation.strategic_aims]
    return PlainTextResponse(
        "\n".join(lines), media_type="text/css", headers={"Cache-Control": _HOUR}
    )


@router.get("/logo")
def logo(here: Here) -> FileResponse:
    """Give the organisation's logo."""
    file = here.settings.organisation.logo
    if file is None or not file.is_file():  # it was there when the hub started
        raise NotFound("This hub has no logo.")
    return FileResponse(file, headers={"Cache-Control": _HOUR})


def mounts() -> list[Mount]:
    """Give the folders of files, the more particular address first."""
    return [
        Mount("/static/fonts", _Kept(directory=_FONTS, check_dir=False)),
        Mount("/static", GZipMiddleware(_Kept(directory=STATIC))),
    ]


class _Kept(StaticFiles):
    """Files that browsers may keep: for good when their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_named = b"v=" in scope["query_string"] or path.endswith(".woff2")
        response.headers["Cache-Control"] = _YEAR if is_named else _HOUR
        if path == "tv-worker.js":
            # It lies among the static files, the only place scripts come from, and serves /tv.
            response.headers["Service-Worker-Allowed"] = "/tv/"
            response.headers["Cache-Control"] = "no-cache"
        return response


def _rule(aim: StrategicAim) -> str:
    return f".aim--{aim.key} {{ --aim: {aim.colour}; }}"
