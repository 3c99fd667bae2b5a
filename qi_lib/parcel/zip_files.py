"""Zip files from anywhere: read in memory, within limits, and never written to a disk."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from qi_lib.errors import Refused

__all__ = ["LARGEST_BYTES", "MOST_FILES", "MOST_UNPACKED_BYTES", "Archive", "make_archive"]

LARGEST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED_BYTES = 32 * 1024 * 1024
MOST_FILES = 1_000
# The reader of the others takes whatever a piece unpacks to, however much that is.
_COMPRESSIONS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGED = "This file is damaged. Export the project once more, or take another copy of the file."
_TOO_LARGE = "This file unpacks to more than 32 MB, which is more than a project takes."


class Archive:
    """The files in a zip; every door raises `Refused` when something is wrong with it."""

    def __init__(self, content: bytes) -> None:
        if len(content) > LARGEST_BYTES:
            raise Refused("This file is larger than 10 MB, which is more than a project takes.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise Refused("This is not the file of a project. It ends in “.qi.zip”.") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._left = MOST_UNPACKED_BYTES
        self._check()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> list[str]:
        """The names of the files, in their order."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """Unpack one file; what has been unpacked before counts towards the limit."""
        try:
            with self._zip.open(self._entries[name]) as file:
                content = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Refused(_DAMAGED) from error
        self._left -= len(content)
        if self._left < 0:
            raise Refused(_TOO_LARGE)
        return content

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_FILES:
            raise Refused(f"This file has more than {MOST_FILES:,} files in it. A project has few.")
        if len(self._entries) < len(entries):
            raise Refused("This file holds two files of the same name. It was not made by a hub.")
        if any(not _stays_inside(entry.filename) for entry in entries):
            raise Refused("This file wants to write outside its own folder. It is not safe to use.")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("This file is protected by a password. Save it without one first.")
        if any(entry.compress_type not in _COMPRESSIONS for entry in entries):
            raise Refused("This file is packed in a way that cannot be read here. Use a usual zip.")
        # What it says of itself is believed only when it is too much; `read` counts.
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
            raise Refused(_TOO_LARGE)


def make_archive(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files under their names, in this order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name
