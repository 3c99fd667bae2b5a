"""The apps service: Voila behind the hub, where each kernel belongs to one viewer."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from jupyter_core.utils import ensure_async
from jupyter_server.auth import Authorizer
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import url_path_join
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider
from tornado.web import authenticated
from voila.app import Voila

from gallery.security import KEPT_APART
from hub_config.apps_first_paint import FirstPaint
from hub_config.apps_front import Front, FrontFile
from hub_config.apps_pages import AppPage
from hub_config.warm_kernels import keep_warm

__all__ = [
    "Apps",
    "OwnKernelOnly",
    "ShutdownOwnKernel",
    "ToHome",
    "ViewerIdentity",
    "ViewerKernels",
    "main",
]

_VIEWER = "X-QIHub-Viewer"
_TOKEN = "X-QIHub-Token"
# What a kernel may see of the service's environment. Nothing else crosses: no service token.
_KERNEL_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JUPYTER_PATH")
_KERNEL_PREFIXES = ("VOILA_", "QIHUB_API_URL", "QIHUB_FRONT_URL", "QUERY_STRING", "SCRIPT_NAME")
_PRELOAD = ["pandas", "python_calamine", "widgets.rehearsal:rehearse"]
_NOTEBOOKS = Path(__file__).parents[1] / "notebooks" / "apps"
_PREFIX = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")


class ViewerIdentity(JupyterHubIdentityProvider):
    """Sign viewers in through the hub, and hand who they are to the kernel of their page."""

    def get_handlers(self) -> list[Any]:
        """Give the sign-in handlers under the service's prefix, which Voila does not add."""
        return [(url_path_join(_PREFIX, path), *rest) for path, *rest in super().get_handlers()]

    async def get_user(self, handler: Any) -> Any:
        """Find the viewer; what a browser claims in these headers is thrown away."""
        headers = handler.request.headers
        headers.pop(_VIEWER, None)
        headers.pop(_TOKEN, None)
        user = await super().get_user(handler)
        if user is not None:
            headers[_VIEWER] = user.username
            headers[_TOKEN] = self.hub_auth.get_token(handler)
        return user


class ViewerKernels(AsyncMappingKernelManager):
    """Start each kernel for one viewer, with that viewer's token and nothing of the service's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._viewers: dict[str, str] = {}

    async def _async_start_kernel(self, *, env: dict[str, str], **kwargs: Any) -> str:
        kernel_id = await super()._async_start_kernel(env=_environment_of_kernel(env), **kwargs)
        self._viewers[kernel_id] = env["HTTP_X_QIHUB_VIEWER"]
        return str(kernel_id)

    start_kernel = _async_start_kernel

    def is_of(self, kernel_id: str, viewer: str) -> bool:
        """Tell whether the kernel was made for this viewer."""
        return self._viewers.get(kernel_id) == viewer

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and whose it was."""
        self._viewers.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)


class OwnKernelOnly(Authorizer):
    """Let a viewer reach the kernels that were made for them, and no other."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        """Decide by the kernel named in the address; without one there is nothing to protect."""
        kernel_id = handler.path_kwargs.get("kernel_id") or next(iter(handler.path_args), None)
        if resource != "kernels" or kernel_id is None:
            return True
        return bool(handler.kernel_manager.is_of(kernel_id, user.username))


def _environment_of_kernel(env: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in env.items()
        if name in _KERNEL_ENVIRONMENT or name.startswith(_KERNEL_PREFIXES)
    }
    return {**kept, "QIHUB_TOKEN": env["HTTP_X_QIHUB_TOKEN"]}


class ShutdownOwnKernel(APIHandler):
    """End the viewer's own kernel when their page closes. Voila's handler ends anybody's."""

    @authenticated
    @authorized("write", "kernels")
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))
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

    def init_settings(self) -> dict[str, Any]:
        """Add what every answer tells the browser."""
        csp = {"Content-Security-Policy": "frame-ancestors 'none'"}  # Voila's own allows frames
        return {
            **super().init_settings(),
            "headers": {**KEPT_APART, **csp},
            "compress_response": True,
        }

    def init_handlers(self) -> list[Any]:
        """Replace what is too open, leave out what lists files, add a short address for apps."""
        kept = [h for h in super().init_handlers() if not _is_left_out(h[0])]
        front = Front()
        shared = {
            "notebooks": Path(self.root_dir),
            "voila": self.voila_configuration,
            "front": front,
            "paint": FirstPaint(os.environ["QIHUB_API_URL"]),
        }
        return [
            (_at("voila/api/shutdown/(.*)"), ShutdownOwnKernel),
            (_at("(?:voila/)?render/(.*)"), AppPage, shared),
            (_at("front/([^/]+)/([^/]+)"), FrontFile, {"front": front}),
            (_PREFIX, ToHome),
            *kept,
        ]


def _at(path: str) -> str:
    return str(url_path_join(_PREFIX, path))


def _is_left_out(pattern: str) -> bool:
    left_out = (
        "/voila/render/",
        "/voila/templates/",
        "/voila/tree",
        "/voila/files/",
        "/voila/api/contents",
        "/voila/api/shutdown/",
    )
    return pattern == _PREFIX or any(part in pattern for part in left_out)


def _confinement(root: Path) -> dict[str, Any]:
    """Say what a viewer's kernel may do: read our code, and speak to the project store."""
    return {
        "readable": [str(root / name) for name in ("qi_lib", "widgets", "notebooks/apps")],
        "ports": [urlparse(os.environ["QIHUB_API_URL"]).port],
        "memory_mb": int(os.environ["QIHUB_APPS_MEMORY_MB"]),
        "processor_seconds": int(os.environ["QIHUB_APPS_PROCESSOR_SECONDS"]),
    }


def main(*, identity: type = ViewerIdentity, notebooks: Path = _NOTEBOOKS) -> None:
    """Run the service; JupyterHub starts it and gives the environment."""
    here = Path(__file__).parent
    os.environ["JUPYTER_PATH"] = str(here)  # where Voila and its kernels find our template
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    app = Apps.instance()
    app.identity_provider_class = identity
    app.authorizer_class = OwnKernelOnly
    app.auto_token = True  # else Voila passes token="" to a read-only property
    app.base_url = _PREFIX
    app.ip, app.port = address.hostname, address.port
    app.port_retries = 0
    app.open_browser = False
    app.config.VoilaConfiguration.update(
        {
            "template": "qihub",
            "http_header_envs": [_VIEWER, _TOKEN],
            "multi_kernel_manager_class": ViewerKernels,
            "show_tracebacks": False,
            # jupyter-collaboration's extensions have no place in a page without documents.
            "extension_denylist": [
                "@jupyter/collaboration-extension",
                "@jupyter/docprovider-extension",
            ],
        }
    )
    app.config.MappingKernelManager.update(
        {"cull_idle_timeout": 1800, "cull_interval": 60, "cull_connected": True}
    )
    # Kernels are forked from a process that has loaded this already; without it, they start cold.
    keep_warm(_PRELOAD, bare=True).start()
    app.config.KernelProvisionerFactory.default_provisioner_name = "warm-kernels"
    app.config.WarmProvisioner.update(
        {"preload": _PRELOAD, "bare": True, "confinement": _confinement(here.parent)}
    )
    # Sockets in a private folder: no other user of this machine can listen in.
    app.config.KernelManager.transport = "ipc"
    app.initialize([str(notebooks)])
    app.start()


if __name__ == "__main__":
    main()
