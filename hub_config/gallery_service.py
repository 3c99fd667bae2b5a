"""The gallery service, as JupyterHub starts it."""

import os
from urllib.parse import urlparse

import uvicorn

from gallery.app import create_app
from gallery.hub_api import HubAPI
from gallery.posters import Posters
from gallery.settings import load_settings
from gallery.sign_in import hub_identity
from gallery.store import open_store
from gallery.teams import Teams

__all__ = ["main"]


def main() -> None:
    """Open the store, fill a fresh demonstration, and serve."""
    settings = load_settings()
    store = open_store(settings.store_url)
    if settings.demonstration:
        from hub_config.demonstration import load_demonstration  # noqa: PLC0415  (only here)

        load_demonstration(store)
    hub = HubAPI(os.environ["JUPYTERHUB_API_URL"], os.environ["JUPYTERHUB_API_TOKEN"])
    app = create_app(
        settings, store, hub_identity(settings), teams=Teams(hub), posters=Posters(store, settings)
    )
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    uvicorn.run(
        app,
        host=address.hostname or "127.0.0.1",
        port=address.port or 80,
        access_log=False,  # addresses name projects; the proxy's log is enough
        log_level="warning",
        proxy_headers=True,
    )


if __name__ == "__main__":
    main()
