"""The apps service: Voila behind the hub, where each kernel belongs to one viewer."""

import hmac
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import httpx
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import authenticated
from voila.app import Voila

from gallery.identity.security_headers import KEPT_APART
from hub_config.apps.apps_settings import AppsSettings
from hub_config.apps.entrance import PAGES, AppEntrance, QueueStatus
from hub_config.apps.first_paint import FirstPaint
from hub_config.apps.kernel_passes import KernelPasses
from hub_config.apps.kernels import ViewerKernels, ViewerWebSocket
from hub_config.apps.room_in_memory import room_for_kernels
from hub_config.apps.static_files import FrontEndFileHandler, FrontEndFiles
from hub_config.apps.undecodable_addresses import NotFoundHandler, UndecodablePath
from hub_config.apps.viewer_identity import PREFIX, OwnKernelOnly, ViewerIdentity
from hub_config.apps.waiting_room import WaitingRoom
from hub_config.warm_kernels import keep_warm

__all__ = [
    "AppsService",
    "ShutdownOwnKernel",
    "ToHome",
    "configure",
    "main",
]

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_NOTEBOOKS = _ROOT / "notebooks" / "apps"
_PRELOAD = ["pandas", "python_calamine", "widgets.warm_up:warm_up"]
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


class AppsService(Voila):
    """Voila with only the addresses that our apps need, and pages that nobody looks into."""

    waiting_room: WaitingRoom
    passes: KernelPasses

    def init_settings(self) -> dict[str, Any]:
        """Add what every answer tells the browser."""
        csp = {"Content-Security-Policy": "frame-ancestors 'none'"}  # Voila's own allows frames
        return {
            **super().init_settings(),
            "headers": {**KEPT_APART, **csp},
            "compress_response": True,
            "jinja2_env": PAGES,  # Jupyter Server's own page of an error fails for want of an icon
        }

    def init_handlers(self) -> list[Any]:
        """Replace what is too open, leave out what lists files, add a short address for apps."""
        kept = [handler for handler in super().init_handlers() if not _is_left_out(handler[0])]
        front = FrontEndFiles()
        shared = {
            "notebooks": Path(self.root_dir),
            "voila": self.voila_configuration,
            "front": front,
            "paint": FirstPaint(os.environ["QIHUB_API_URL"]),
            "waiting_room": self.waiting_room,
        }
        return [
            (UndecodablePath(), NotFoundHandler),
            (_at("voila/api/shutdown/(.*)"), ShutdownOwnKernel),
            (_at("(?:voila/)?render/(.*)"), AppEntrance, shared),
            (_at("front/([^/]+)/([^/]+)"), FrontEndFileHandler, {"front": front}),
            (_at("room"), QueueStatus, {"waiting_room": self.waiting_room}),
            (PREFIX, ToHome),
            *kept,
        ]


def _at(path: str) -> str:
    return str(url_path_join(PREFIX, path))


def _is_left_out(pattern: str) -> bool:
    left_out = (
        "/voila/render/",
        "/voila/templates/",
        "/voila/tree",
        "/voila/files/",
        "/voila/api/contents",
        "/voila/api/shutdown/",
    )
    return pattern == PREFIX or any(part in pattern for part in left_out)


def main(*, identity: type = ViewerIdentity, notebooks: Path = _NOTEBOOKS) -> None:
    """Run the service; JupyterHub starts it and gives the environment."""
    os.environ["JUPYTER_PATH"] = str(_HERE)  # where Voila and its kernels find our template
    # Kernels are forked from a process that has loaded this already; without it, they start cold.
    keep_warm(_PRELOAD, bare=True).start()
    app = AppsService.instance()
    configure(app, identity=identity, notebooks=notebooks)
    app.start()


def configure(
    app: AppsService, *, identity: type = ViewerIdentity, notebooks: Path = _NOTEBOOKS
) -> None:
    """Set everything on Voila's application, from the environment."""
    limits = AppsSettings.read(os.environ)
    app.waiting_room = WaitingRoom(limits, room=room_for_kernels)
    app.passes = KernelPasses(httpx.AsyncClient(base_url=os.environ["QIHUB_API_URL"]))
    _set_address(app)
    _set_people(app, identity)
    _set_pages(app)
    _set_kernels(app, limits)
    app.initialize([str(notebooks)])


def _set_address(app: AppsService) -> None:
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    app.base_url = PREFIX
    app.ip, app.port = address.hostname, address.port
    app.port_retries = 0
    app.open_browser = False


def _set_people(app: AppsService, identity: type) -> None:
    app.identity_provider_class = identity
    app.authorizer_class = OwnKernelOnly
    app.auto_token = True  # else Voila passes token="" to a read-only property
    app.config.HubOAuth.cache_max_age = _RECHECK_SECONDS
    # The same after a crash: who was signed in still is, and their page finds its way back.
    own = os.environ["JUPYTERHUB_API_TOKEN"].encode()
    app.cookie_secret = hmac.digest(own, b"cookies of the apps", "sha256")


def _set_pages(app: AppsService) -> None:
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


def _set_kernels(app: AppsService, limits: AppsSettings) -> None:
    app.config.KernelProvisionerFactory.default_provisioner_name = "warm-kernels"
    app.config.WarmProvisioner.update(
        {"preload": _PRELOAD, "bare": True, "confinement": _confinement(limits)}
    )
    # Sockets in a private folder: no other user of this machine can listen in.
    app.config.KernelManager.transport = "ipc"
    app.kernel_websocket_connection_class = ViewerWebSocket
    # Started again, a kernel that has crashed would not know the page: it is loaded again instead.
    app.config.KernelRestarter.restart_limit = 0


def _confinement(limits: AppsSettings) -> dict[str, Any]:
    """Say what a viewer's kernel may do: read our code, and speak to the project store."""
    return {
        "readable": [str(_ROOT / name) for name in ("qi_lib", "widgets", "notebooks/apps")],
        "ports": [urlparse(os.environ["QIHUB_API_URL"]).port],
        "memory_mb": limits.memory_mb,
        "processor_seconds": limits.processor_seconds,
    }


if __name__ == "__main__":
    main()
