"""The apps service: Voila behind the hub, where each kernel belongs to one viewer."""

import hmac
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated
from voila.app import Voila

from gallery.security import KEPT_APART
from hub_config.apps_door import Door, Room
from hub_config.apps_house import House
from hub_config.apps_identity import PREFIX, OwnKernelOnly, ViewerIdentity
from hub_config.apps_kernels import ViewerKernels, ViewerLine
from hub_config.apps_limits import AppsLimits
from hub_config.apps_memory import room_for_kernels
from hub_config.warm_kernels import keep_warm

__all__ = [
    "Apps",
    "ShutdownOwnKernel",
    "ToHome",
    "configure",
    "main",
]

_HERE = Path(__file__).parent
_PRELOAD = ["widgets.chart", "widgets.start", "qi_lib.client", "bqplot", "pandas"]
_RECHECK_SECONDS = 20  # so soon nobody is let in any more who has signed out


class ShutdownOwnKernel(APIHandler):
    """End the viewer's own kernel when their page closes. Voila's handler ends anybody's."""

    @authenticated
    @authorized("write", "kernels")
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        await self.kernel_manager.end(self.kernel_manager.visit(kernel_id))
        self.set_status(204)
        self.finish()


class ToHome(JupyterHandler):
    """Send people who look for a list of apps to the home page, which has the tools on it."""

    @authenticated
    def get(self, *_: str) -> None:
        """Redirect."""
        self.redirect("/home")


class Apps(Voila):
    """Voila with only the addresses that our apps need, and pages that nobody looks into."""

    house: House

    def init_settings(self) -> dict[str, Any]:
        """Add what every answer tells the browser."""
        csp = {"Content-Security-Policy": "frame-ancestors 'none'"}  # Voila's own allows frames
        return {**super().init_settings(), "headers": {**KEPT_APART, **csp}}

    def init_handlers(self) -> list[Any]:
        """Replace what is too open, leave out what lists files, add a short address for apps."""
        kept = [
            (_narrowed(h[0]), *h[1:]) for h in super().init_handlers() if not _is_left_out(h[0])
        ]
        (render,) = (h for h in kept if "/voila/render/" in h[0])
        kept.remove(render)
        door = (Door, {**render[2], "house": self.house})
        return [
            (_at("voila/api/shutdown/(.*)"), ShutdownOwnKernel),
            (_at("render/(.*)"), *door),
            (_at("voila/render/(.*)"), *door),
            (_at("room"), Room, {"house": self.house}),
            (PREFIX, ToHome),
            *kept,
        ]


def _at(path: str) -> str:
    return str(url_path_join(PREFIX, path))


def _narrowed(pattern: str) -> str:
    """Leave out what is no file of a template: Voila's answer to that is a crash."""
    return pattern.replace("/voila/templates/(.*)", r"/voila/templates/((?!.*\.\.)[^/]+/static/.+)")


def _is_left_out(pattern: str) -> bool:
    left_out = ("/voila/tree", "/voila/files/", "/voila/api/contents", "/voila/api/shutdown/")
    return pattern == PREFIX or any(part in pattern for part in left_out)


def main() -> None:
    """Run the service; JupyterHub starts it and gives the environment."""
    os.environ["JUPYTER_PATH"] = str(_HERE)  # where Voila and its kernels find our template
    # Kernels are forked from a process that has loaded this already; without it, they start cold.
    keep_warm(_PRELOAD).start()
    app = Apps.instance()
    configure(app)
    app.start()


def configure(app: Apps) -> None:
    """Set everything on Voila's application, from the environment."""
    app.house = House(AppsLimits.read(os.environ), room=room_for_kernels)
    _set_address(app)
    _set_people(app)
    _set_pages(app)
    _set_kernels(app)
    app.initialize([str(_HERE.parent / "notebooks" / "apps")])


def _set_address(app: Apps) -> None:
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    app.base_url = PREFIX
    app.ip, app.port = address.hostname, address.port
    app.port_retries = 0
    app.open_browser = False


def _set_people(app: Apps) -> None:
    app.identity_provider_class = ViewerIdentity
    app.authorizer_class = OwnKernelOnly
    app.auto_token = True  # else Voila passes token="" to a read-only property
    app.config.HubOAuth.cache_max_age = _RECHECK_SECONDS
    # The same after a crash: who was signed in still is, and their page finds its way back.
    own = os.environ["JUPYTERHUB_API_TOKEN"].encode()
    app.cookie_secret = hmac.digest(own, b"cookies of the apps", "sha256")


def _set_pages(app: Apps) -> None:
    app.config.VoilaConfiguration.update(
        {
            "template": "qihub",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "multi_kernel_manager_class": ViewerKernels,
            "show_tracebacks": False,
            # jupyter-collaboration's extensions have no place in a page without documents.
            "extension_denylist": [
                "@jupyter/collaboration-extension",
                "@jupyter/docprovider-extension",
            ],
        }
    )


def _set_kernels(app: Apps) -> None:
    app.config.KernelProvisionerFactory.default_provisioner_name = "warm-kernels"
    app.config.WarmProvisioner.preload = _PRELOAD
    # Sockets in a private folder: no other user of this machine can listen in.
    app.config.KernelManager.transport = "ipc"
    app.kernel_websocket_connection_class = ViewerLine
    # Started again, a kernel that has crashed would not know the page: it is loaded again instead.
    app.config.KernelRestarter.restart_limit = 0


if __name__ == "__main__":
    main()
