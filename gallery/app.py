"""The gallery service, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from gallery.api import api
from gallery.api.about import health
from gallery.api.error_answers import CalmErrors, add_problem_handlers
from gallery.api.request_size import BodyLimit
from gallery.identity.passes import PassHolders, People
from gallery.identity.people import Identity
from gallery.identity.security_headers import SecurityHeaders
from gallery.identity.sign_in import HubIdentity
from gallery.pages import add_pages
from gallery.request_context import Context, Posters, Teams
from gallery.settings import Settings
from gallery.store import Store

__all__ = ["create_app"]


def create_app(
    settings: Settings,
    store: Store,
    identity: Identity,
    *,
    teams: Teams | None = None,
    posters: Posters | None = None,
    people: People | None = None,
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
    app.state.context = Context(
        settings, store, identity, PassHolders(store, people), teams, posters
    )
    add_problem_handlers(app)
    app.include_router(api)
    app.add_api_route("/services/gallery/health", health, include_in_schema=False)
    app.add_api_route("/services/gallery/", _to_home, include_in_schema=False)
    if isinstance(identity, HubIdentity):
        app.include_router(identity.routes())
    add_pages(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(CalmErrors, service=app)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    context: Context = app.state.context
    if isinstance(context.identity, HubIdentity):
        await context.identity.close()


async def _to_home() -> RedirectResponse:
    return RedirectResponse("/home")
