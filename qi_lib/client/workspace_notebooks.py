"""The notebooks of a team's workspace, from inside it; the hub itself cannot read them."""

import os
from collections.abc import Mapping
from pathlib import Path

from qi_lib.errors import NotAllowed, Refused

__all__ = ["find_notebooks", "find_workspace", "put_notebooks"]


def find_workspace(slug: str) -> Path | None:
    """Give the folder of a project's workspace; None anywhere else."""
    return Path.home() if os.environ.get("QIHUB_PROJECT") == slug else None


def find_notebooks(folder: Path) -> dict[str, bytes]:
    """Read all notebooks below a folder, by their names within it; what is hidden stays so."""
    found = {}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if path.suffix == ".ipynb" and not name.startswith(".") and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def put_notebooks(slug: str, notebooks: Mapping[str, bytes], *, into: str) -> list[Path]:
    """Put notebooks into a new folder of a workspace, so that none that may be open changes."""
    workspace = find_workspace(slug)
    if workspace is None:
        raise NotAllowed("Notebooks go into the project's workspace. Do this in a notebook there.")
    folder = workspace / into
    put = []
    try:
        folder.mkdir()
        for name, content in notebooks.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
            put.append(path)
    except FileExistsError as error:
        raise Refused(
            f"There is a “{into}” already. Rename or delete it, then try again."
        ) from error
    except OSError as error:
        raise Refused(f"A notebook could not be written: {error.strerror}.") from error
    return put
