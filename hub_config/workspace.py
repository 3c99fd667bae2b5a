"""A team's server: fill the folder with what is missing, then become JupyterLab."""

import logging
import os
import sys
from pathlib import Path

from hub_config.workspace_files import fill_workspace

__all__ = ["main"]


def main() -> None:
    """Fill the team's folder, then start the server in place of this process."""
    logging.basicConfig(level=logging.INFO)
    fill_workspace(Path.cwd(), os.environ["QIHUB_PROJECT"])
    here = Path(__file__).parent
    os.environ["JUPYTER_CONFIG_PATH"] = str(here / "jupyter")  # how JupyterLab looks and behaves
    config = here / "workspace_config.py"
    server = [sys.executable, "-P", "-m", "jupyterhub.singleuser", f"--config={config}"]
    os.execv(sys.executable, [*server, *sys.argv[1:]])


if __name__ == "__main__":
    main()
