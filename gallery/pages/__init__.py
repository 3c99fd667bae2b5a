"""The pages: home, projects, gallery, screens; plain HTML, drawn on the server."""

from fastapi import FastAPI

from gallery.pages import collection_sheet, home, project_settings, screens, static_files, workspace
from gallery.pages.error_page import error_page
from gallery.pages.gallery import gallery_pages
from gallery.pages.project import project_pages
from gallery.pages.publishing import publishing_pages
from gallery.pages.team import router as team
from gallery.pages.tools import router as tools
from gallery.pages.tv import tv_pages
from gallery.posters.rendered_posters import RenderedPosters
from gallery.request_context import RequestContext

__all__ = ["add_pages"]


def add_pages(app: FastAPI) -> None:
    """Add every page, the static files, and the page that tells of errors."""
    context: RequestContext = app.state.context
    posters = RenderedPosters(context.settings, context.store)
    app.include_router(home.router)
    app.include_router(gallery_pages(context.charts))
    app.include_router(workspace.router)
    app.include_router(project_settings.router)
    app.include_router(project_pages(context.charts, posters))
    app.include_router(publishing_pages(posters))
    app.include_router(team)
    app.include_router(tools)
    app.include_router(collection_sheet.router)
    app.include_router(screens.router)
    app.include_router(tv_pages(posters))
    app.include_router(static_files.router)
    app.router.routes.extend(static_files.mounts())
    app.state.error_page = error_page
