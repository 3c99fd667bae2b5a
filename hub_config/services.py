"""The hub's own services: the gallery, the apps, the command line, the culler of idle servers."""

import os
import sys
from typing import Any

from gallery.settings import Settings
from hub_config.addresses import Addresses
from hub_config.apps.apps_settings import AppsSettings
from hub_config.keys import Keys
from hub_config.processes import process_mark

__all__ = ["NO_CONFIRM", "services"]

NO_CONFIRM = {"service-gallery", "service-apps"}


def services(settings: Settings, addresses: Addresses, keys: Keys) -> list[dict[str, Any]]:
    """Describe the services to JupyterHub, which starts, watches and stops them."""
    # A managed service gets no environment but this, and env_keep.
    marked = process_mark() | ({"TZ": os.environ["TZ"]} if "TZ" in os.environ else {})
    settings_too = {n: value for n, value in os.environ.items() if n.startswith("QIHUB_")}
    return [
        {
            "name": "gallery",
            "url": addresses.gallery,
            "command": [sys.executable, "-m", "hub_config.gallery_service"],
            "environment": {**marked, **settings_too},
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": ["access:services!service=gallery"],
            "oauth_client_id": "service-gallery",
            "display": False,
        },
        {
            "name": "apps",
            "url": addresses.apps,
            "command": [sys.executable, "-m", "hub_config.apps.service"],
            # No settings but these: apps must not know the database's password.
            "environment": {
                **marked,
                **AppsSettings.of(settings).as_environment(),
                "QIHUB_API_URL": addresses.api,
            },
            "oauth_no_confirm": True,
            # What an app may do for its viewer: reach the project store, nothing else.
            "oauth_client_allowed_scopes": ["access:services!service=gallery"],
            "oauth_client_id": "service-apps",
            "display": False,
        },
        {"name": "command-line", "api_token": keys.get("command-line-token"), "display": False},
        {
            "name": "idle-culler",
            "command": [
                sys.executable,
                "-m",
                "jupyterhub_idle_culler",
                f"--timeout={settings.idle_minutes * 60}",
                "--cull-every=60",
            ],
            "environment": marked,
            "display": False,
        },
    ]
