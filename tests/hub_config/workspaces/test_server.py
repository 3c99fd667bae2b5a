"""A team's server as the hub starts it."""

import os
import subprocess
from pathlib import Path

from traitlets.config import Config

from gallery.settings import Settings
from hub_config.hub import configure

TEMPLATES = Path(__file__).parents[3] / "notebooks" / "templates"


def test_files_of_a_team_do_not_keep_its_server_from_starting(tmp_path: Path) -> None:
    config = Config()
    configure(config, Settings(data_folder=tmp_path / "data"))
    for template in TEMPLATES.glob("*.ipynb"):
        (tmp_path / template.name).touch()  # the folder has been filled already
    for name in ("logging.py", "calendar.py", "jupyterhub.py", "gallery.py"):
        (tmp_path / name).write_text("raise SystemExit('a file of the team was imported')")

    server = subprocess.run(
        [*config.TeamSpawner.cmd, "--version"],
        cwd=tmp_path,
        env={**os.environ, "QIHUB_PROJECT": "falls"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "a file of the team" not in server.stderr
    assert server.returncode == 0


def test_server_comes_when_every_notebook_is_there(tmp_path: Path) -> None:
    config = Config()
    configure(config, Settings(data_folder=tmp_path / "data"))
    folder = tmp_path / "team"
    folder.mkdir()
    # Nobody answers here, so the notebooks cannot be run; they come all the same.
    nowhere = {"QIHUB_API_URL": "http://127.0.0.1:9/api", "JUPYTERHUB_API_TOKEN": "none"}

    subprocess.run(
        [*config.TeamSpawner.cmd, "--version"],
        cwd=folder,
        env={**os.environ, **nowhere, "QIHUB_PROJECT": "falls"},
        capture_output=True,
        check=True,
    )

    present = {path.name for path in folder.glob("*.ipynb")}
    assert present == {path.name for path in TEMPLATES.glob("*.ipynb")}
