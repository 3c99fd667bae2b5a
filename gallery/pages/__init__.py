"""The pages: home, projects, gallery, screens; plain HTML, drawn on the server."""

from fastapi import FastAPI

from gallery.pages import collection_sheet, home, project_settings, screens, static_files, workspace
from gallery.pages.error_page import error_page
from gallery.pages.gallery import wall
from gallery.pages.project import project_pages
from gallery.pages.tools import router as tools
from gallery.pages.tv import tv
from gallery.posters.rendered_posters import HungPosters
from gallery.request_context import Context

__all__ = ["add_pages"]


def add_pages(app: FastAPI) -> None:
    """Add every page, the static files, and the page that tells of errors."""
    context: Context = app.state.context
    posters = HungPosters(context.settings, context.store)
    app.include_router(home.router)
    app.include_router(wall(context.charts))
    app.include_router(workspace.router)
    app.include_router(project_settings.router)
    app.include_router(project_pages(context.charts, posters))
    app.include_router(tools)
    app.include_router(collection_sheet.router)
    app.include_router(screens.router)
    app.include_router(tv(posters))
    app.include_router(static_files.router)
    app.router.routes.extend(static_files.mounts())
    app.state.error_page = error_page
