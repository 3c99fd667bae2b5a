"""A team's server: the folder is filled with what is missing while JupyterLab loads."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from hub_config.workspaces.template_notebooks import missing_notebooks

__all__ = ["main"]

_HERE = Path(__file__).parent


def main() -> None:
    """Fill the team's folder, and be its server as soon as that is done."""
    filling = _start_filling(Path.cwd(), os.environ["QIHUB_PROJECT"])
    os.environ["JUPYTER_CONFIG_PATH"] = str(_HERE / "jupyter")  # how JupyterLab looks and behaves
    serve = _load_server()
    if filling:
        filling.wait()  # the first page that people see is one of these notebooks
    serve([f"--config={_HERE / 'jupyter_server_config.py'}", *sys.argv[1:]])


def _start_filling(folder: Path, project: str) -> "subprocess.Popen[bytes] | None":
    """Fill the folder in a process of its own; None when there is nothing to do."""
    if not missing_notebooks(folder):
        return None
    module = "hub_config.workspaces.template_notebooks"
    return subprocess.Popen([sys.executable, "-P", "-m", module, str(folder), project])


def _load_server() -> Callable[[list[str]], None]:
    # Loading this is most of a start; here it happens while the notebooks are filled in.
    for module in ("jupyterlab.labapp", "jupyter_server_ydoc.app"):
        import_module(module)
    return import_module("jupyterhub.singleuser").main  # type: ignore[no-any-return]


if __name__ == "__main__":
    main()
