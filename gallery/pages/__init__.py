"""The pages: home, projects, gallery, screens; plain HTML, drawn on the server."""

from fastapi import FastAPI

from gallery.context import Context
from gallery.pages import home, screens, settings_form, sheet, static_files, workspace
from gallery.pages.errors import error_page
from gallery.pages.project import project_pages
from gallery.pages.tools import router as tools
from gallery.pages.tv import tv
from gallery.pages.wall import wall
from gallery.posters.rendered_posters import HungPosters

__all__ = ["add_pages"]


def add_pages(app: FastAPI) -> None:
    """Add every page, the static files, and the page that tells of errors."""
    context: Context = app.state.context
    posters = HungPosters(context.settings, context.store)
    app.include_router(home.router)
    app.include_router(wall(context.charts))
    app.include_router(workspace.router)
    app.include_router(settings_form.router)
    app.include_router(project_pages(context.charts, posters))
    app.include_router(tools)
    app.include_router(sheet.router)
    app.include_router(screens.router)
    app.include_router(tv(posters))
    app.include_router(static_files.router)
    app.router.routes.extend(static_files.mounts())
    app.state.error_page = error_page
