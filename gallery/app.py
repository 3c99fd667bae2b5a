"""The gallery service, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from gallery.api import api
from gallery.api.about import health
from gallery.api.error_answers import UnforeseenErrors, add_error_handlers
from gallery.api.request_size import RequestSizeLimit
from gallery.identity.passes import PassIdentity, PeopleDirectory
from gallery.identity.people import Identity
from gallery.identity.security_headers import SecurityHeaders
from gallery.identity.sign_in import HubIdentity
from gallery.pages import add_pages
from gallery.request_context import PosterMaker, RequestContext, Workspaces
from gallery.settings import Settings
from gallery.store import Store

__all__ = ["create_app"]


def create_app(
    settings: Settings,
    store: Store,
    identity: Identity,
    *,
    workspaces: Workspaces | None = None,
    posters: PosterMaker | None = None,
    people: PeopleDirectory | None = None,
) -> FastAPI:
    """Make the application: the REST interface, the pages, sign-in."""
    app = FastAPI(
        title="QI Hub",
        openapi_url="/api/openapi.json",
        # The usual viewers load their scripts from another host.
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.context = RequestContext(
        settings,
        store,
        identity,
        PassIdentity(store, people),
        workspaces,
        posters,
        people=people,
    )
    add_error_handlers(app)
    app.include_router(api)
    app.add_api_route("/services/gallery/health", health, include_in_schema=False)
    app.add_api_route("/services/gallery/", _to_home, include_in_schema=False)
    if isinstance(identity, HubIdentity):
        app.include_router(identity.routes())
    add_pages(app)
    app.add_middleware(RequestSizeLimit)
    app.add_middleware(UnforeseenErrors, service=app)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    context: RequestContext = app.state.context
    if isinstance(context.identity, HubIdentity):
        await context.identity.close()


async def _to_home() -> RedirectResponse:
    return RedirectResponse("/home")
