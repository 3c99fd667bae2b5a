"""What a process has loaded, to notice when that is not what the files say any more."""

import os
import sys
import sysconfig

__all__ = ["code_of_modules"]


def code_of_modules(
    known: dict[str, tuple[int, int, int]] | None = None,
) -> dict[str, tuple[int, int, int]]:
    """Note the state of the files that modules were loaded from: of all, or of those known.

    Of what is installed, the folder says enough: an upgrade puts other names in it. To look
    at thousands of files for each kernel would take longer than the fork, and more memory.
    """
    if known is None:
        loaded = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        files = {_installed_in(file) or file for file in loaded if file and os.path.isfile(file)}
    else:
        files = set(known)
    return {file: _state(file) for file in files}


def _installed_in(file: str) -> str | None:
    paths = sysconfig.get_paths()
    folders = [paths[name] for name in ("purelib", "platlib", "stdlib")]
    return next((folder for folder in folders if file.startswith(folder + os.sep)), None)


def _state(file: str) -> tuple[int, int, int]:
    try:
        found = os.stat(file)
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
