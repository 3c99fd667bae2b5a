"""One poster, made by papermill in a process that knows nothing but the project's record."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gallery.errors import PosterFailed
from qi_lib.model import ProjectBundle

__all__ = ["PosterFiles", "render_poster"]

_NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "reports" / "poster.ipynb"
_TIMEOUT_SECONDS = 120
_FILES = ("poster.html", "slide.html", "thumbnail.svg", "finding.json")


@dataclass(frozen=True, slots=True)
class PosterFiles:
    """A finished poster: its folder, and the revision of the project that it shows."""

    folder: Path
    revision: int

    def read(self, name: str) -> str:
        """Read one of the poster's files, such as `slide.html`."""
        return (self.folder / name).read_text(encoding="utf-8")

    @property
    def finding(self) -> dict[str, object]:
        """The finding as data."""
        found: dict[str, object] = json.loads(self.read("finding.json"))
        return found


def render_poster(
    bundle: ProjectBundle,
    *,
    folder: Path,
    project_url: str,
    organisation: str,
    aim_name: str = "",
    environment: Mapping[str, str] = MappingProxyType({}),
    begun: Callable[["subprocess.Popen[str]"], None] = lambda _: None,
) -> PosterFiles:
    """Run the poster notebook for a project, and leave what it makes in `folder`.

    The process gets `environment` besides what it needs; `begun` gets the process, to end it early.
    Raises `PosterFailed`, with a sentence for the team; the cause is chained for the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / "bundle.json"
    record.write_text(bundle.model_dump_json(indent=1), encoding="utf-8")
    parameters = {
        "bundle_file": str(record),
        "folder": str(folder),
        "organisation": organisation,
        "aim_name": aim_name,
        "project_url": project_url,
    }
    with tempfile.TemporaryDirectory(prefix="qihub-poster-") as home:
        surroundings = {**_clean_environment(Path(home)), **environment}
        _run_notebook(folder / "poster.ipynb", parameters, Path(home), surroundings, begun)
    if missing := [name for name in _FILES if not (folder / name).is_file()]:
        raise PosterFailed(f"The poster is not complete: {', '.join(missing)} is missing.")
    return PosterFiles(folder, bundle.revision)


def _run_notebook(
    output: Path,
    parameters: dict[str, str],
    home: Path,
    environment: Mapping[str, str],
    begun: Callable[["subprocess.Popen[str]"], None],
) -> None:
    command = [sys.executable, "-m", "papermill", str(_NOTEBOOK), str(output)]
    command += ["--no-progress-bar", "--log-level", "ERROR", "--execution-timeout", "100"]
    for name, value in parameters.items():
        command += ["--parameters_raw", name, value]
    with subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        begun(process)
        try:
            _, said = process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise PosterFailed(
                "Making the poster took too long, and was stopped. Publish again in a minute."
            ) from error
    if process.returncode:
        cause = subprocess.CalledProcessError(process.returncode, command)
        cause.add_note(said[-4000:])
        raise PosterFailed(
            "The poster could not be made from what is in the project. Your project is saved and "
            "the last good poster stays. Tell whoever runs this hub; its log says more."
        ) from cause


def _clean_environment(home: Path) -> dict[str, str]:
    """Give the process what it needs to run, and nothing secret."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "HOME": str(home),
        "TMPDIR": str(home),
        "JUPYTER_PLATFORM_DIRS": "1",
        "LANG": "C.UTF-8",
        # A chart of some dozen points is slower with more threads.
        "OPENBLAS_NUM_THREADS": "1",
    }
