"""The settings of a team's JupyterLab: live co-editing, widgets live for everyone in it."""

from typing import Any

from nbformat.sign import MemorySignatureStore

from hub_config.warm_kernels import keep_warm

__all__ = ["TeamTrust", "configure"]

_DAY_SECONDS = 24 * 3600
# What our notebooks import. Not matplotlib: it reads the environment when it is imported.
_PRELOAD = ["pandas", "bqplot", "ipywidgets", "qi_lib.spc", "qi_lib.client"]
_PAUSE_SECONDS = 3  # the page that is opening goes first
_NOT_NEEDED = ("jupyter_lsp", "notebook_shim", "voila.server_extension")


class TeamTrust(MemorySignatureStore):
    """Trust every notebook of the team's own folder.

    A signature is kept per person, so a colleague who opens the same notebook would see
    widgets as text only (jupyterlab#11435).
    """

    def check_signature(self, digest: str, algorithm: str) -> bool:
        """Say that the notebook is trusted."""
        return True


def configure(c: Any) -> None:
    """Set the team server's configuration object `c`."""
    c.NotebookNotary.store_factory = TeamTrust
    # Whoever leaves the team is out within seconds, not within the default of five minutes.
    c.HubOAuth.cache_max_age = 20
    c.SQLiteYStore.db_path = ".jupyter_ystore.db"
    c.SQLiteYStore.squash_after_inactivity_of = _DAY_SECONDS
    # Open tabs ping; only culled kernels let the hub see that a server is idle.
    c.MappingKernelManager.cull_idle_timeout = 3600
    c.MappingKernelManager.cull_connected = True
    # Kernels are forked from a process that has loaded this already; without it, they start cold.
    c.KernelProvisionerFactory.default_provisioner_name = "warm-kernels"
    c.WarmProvisioner.preload = _PRELOAD
    # A hub that root runs to try things out starts its servers as root too.
    c.ServerApp.allow_root = True
    c.ServerApp.open_browser = False
    # What a team's server does not need costs time at every start.
    wanted = dict.fromkeys(_NOT_NEEDED, False)
    c.ServerApp.jpserver_extensions = {**wanted, "hub_config.workspaces.server_settings": True}
    c.ServerApp.root_dir = "."
    c.LabApp.extension_manager = "readonly"
    c.FileContentsManager.delete_to_trash = False


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "hub_config.workspaces.server_settings"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Start the warm process soon after the server answers, not before: that comes first."""
    server.io_loop.call_later(_PAUSE_SECONDS, keep_warm(_PRELOAD).start)
