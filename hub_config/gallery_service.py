"""The gallery service, as JupyterHub starts it."""

import logging
import os
import threading
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlparse

import uvicorn

from gallery.app import create_app
from gallery.identity.sign_in import hub_identity
from gallery.jupyterhub_client import JupyterHubClient
from gallery.posters.poster_queue import PosterQueue
from gallery.settings import Settings, load_settings
from gallery.store import Store, open_store
from gallery.team_workspaces import TeamWorkspaces
from hub_config.warm_kernels import keep_warm
from qi_lib.model import now

__all__ = ["kernels_of_posters", "main", "tidy"]

_log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[1]
_PRELOAD = ["pandas", "qi_lib.report", "qi_lib.spc"]
_SETTLE_SECONDS = 3  # the hub's own start goes first
_REFRESH_SECONDS = 600


def main() -> None:
    """Open the store, fill a fresh demonstration, and serve."""
    settings = load_settings()
    store = open_store(settings.store_url)
    if settings.demonstration:
        from hub_config.demonstration import load_demonstration  # noqa: PLC0415  (only here)

        load_demonstration(store)
    hub = JupyterHubClient(os.environ["JUPYTERHUB_API_URL"], os.environ["JUPYTERHUB_API_TOKEN"])
    posters = PosterQueue(store, settings, environment=partial(kernels_of_posters, settings))
    threading.Thread(target=_keep_tidy, args=[store, posters], daemon=True).start()
    identity = hub_identity(settings)
    app = create_app(
        settings, store, identity, workspaces=TeamWorkspaces(hub), posters=posters, people=hub
    )
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    try:
        uvicorn.run(
            app,
            host=address.hostname or "127.0.0.1",
            port=address.port or 80,
            access_log=False,  # addresses name projects; the proxy's log is enough
            log_level="warning",
            proxy_headers=True,
        )
    finally:
        posters.close()  # else the hub waits for every poster that is still to be made


def kernels_of_posters(settings: Settings, folder: Path) -> dict[str, str]:
    """Say how the kernel of one poster is started: forked, and confined to the poster's folder."""
    readable = [str(_ROOT / name) for name in ("qi_lib", "notebooks/reports")]
    return keep_warm(_PRELOAD, bare=True).environment(
        {
            "readable": readable,
            "writable": [str(folder)],
            "memory_mb": settings.apps_memory_mb,
            "processor_seconds": settings.apps_processor_seconds,
        }
    )


def tidy(store: Store, posters: PosterQueue) -> None:
    """Let posters follow their projects, and end what was deleted thirty days ago.

    What fails is logged and tried again next time; nobody else would notice that it has stopped.
    """
    for work in (posters.catch_up, partial(_end_deleted, store, posters)):
        try:
            work()
        except Exception:
            _log.exception("Tidying up failed; it is tried again in %d s.", _REFRESH_SECONDS)


def _keep_tidy(store: Store, posters: PosterQueue) -> None:
    time.sleep(_SETTLE_SECONDS)
    while True:
        tidy(store, posters)
        time.sleep(_REFRESH_SECONDS)


def _end_deleted(store: Store, posters: PosterQueue) -> None:
    for slug in store.lifecycle.purge(at=now()):
        posters.forget(slug)


if __name__ == "__main__":
    main()
