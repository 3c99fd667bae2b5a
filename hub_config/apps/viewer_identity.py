"""Who may reach what in the apps service."""

import os
from typing import Any

from jupyter_server.auth import Authorizer
from jupyter_server.utils import url_path_join
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider

__all__ = ["PREFIX", "OwnKernelOnly", "ViewerIdentity"]

PREFIX = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")


class ViewerIdentity(JupyterHubIdentityProvider):
    """Sign viewers in through the hub."""

    def get_handlers(self) -> list[Any]:
        """Give the sign-in handlers under the service's prefix, which Voila does not add."""
        return [(url_path_join(PREFIX, path), *rest) for path, *rest in super().get_handlers()]

    def token_of(self, handler: Any) -> str:
        """Give the viewer's own token. It stays in the service: kernels get a pass."""
        return str(self.hub_auth.get_token(handler) or "")


class OwnKernelOnly(Authorizer):
    """Let a viewer reach the kernels that were made for them, and no other."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        """Decide by the kernel named in the address; without one there is nothing to protect."""
        kernel_id = handler.path_kwargs.get("kernel_id") or next(iter(handler.path_args), None)
        if resource != "kernels" or kernel_id is None:
            return True
        return bool(handler.kernel_manager.is_of(kernel_id, user.username))
