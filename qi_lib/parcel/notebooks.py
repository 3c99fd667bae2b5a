"""The notebooks of a team's workspace, in the file of its project."""

import re
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from qi_lib.parcel.readme import tell_of_notebooks
from qi_lib.parcel.zip_files import (
    LARGEST_BYTES,
    MOST_FILES,
    MOST_UNPACKED_BYTES,
    Archive,
    make_archive,
)

__all__ = ["add_notebooks", "is_notebook", "read_notebooks"]

_FOLDER = "notebooks/"
_README = "README.txt"
_ROOM_BYTES = 1_500  # for the name of a file, twice, and for a line about it
_NOT_FOR_ALL = re.compile(r"[:\\]")  # a name with one of these means something else on Windows


def add_notebooks(content: bytes, notebooks: Mapping[str, bytes]) -> bytes:
    """Put notebooks into the file of a project, as many as it takes; its README names them.

    Args:
        content: the file, as the hub gives it.
        notebooks: by their names within the workspace, such as `Falls by hour.ipynb`.
    """
    archive = Archive(content)
    files = {name: archive.read(name) for name in archive.names}
    packed = LARGEST_BYTES - len(content)
    unpacked = MOST_UNPACKED_BYTES - sum(map(len, files.values()))
    left_out = []
    for name, notebook in sorted(notebooks.items(), key=lambda one: len(one[1])):
        size = len(zlib.compress(notebook)) + _ROOM_BYTES
        is_too_much = size > packed or len(notebook) + _ROOM_BYTES > unpacked
        if is_too_much or len(files) >= MOST_FILES or _NOT_FOR_ALL.search(name):
            left_out.append(name)
            continue
        packed -= size
        unpacked -= len(notebook) + _ROOM_BYTES
        files[f"{_FOLDER}{name}"] = notebook
    there = filter(is_notebook, files)
    readme = tell_of_notebooks(files[_README].decode(), there, left_out)
    return make_archive({**files, _README: readme.encode()})


def read_notebooks(content: bytes) -> dict[str, bytes]:
    """Read the notebooks in the file of a project, by their names within the workspace.

    Raises:
        Refused: it is not a file that can be unpacked safely.
    """
    archive = Archive(content)
    return {
        "/".join(PurePosixPath(name).parts[1:]): archive.read(name)
        for name in archive.names
        if is_notebook(name)
    }


def is_notebook(name: str) -> bool:
    """Tell whether a file in the file of a project is one of its notebooks."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return name.startswith(_FOLDER) and path.suffix == ".ipynb" and not hidden
