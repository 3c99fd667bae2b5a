"""The files of an app's page: few, small, and kept by browsers until they change."""

import gzip
import hashlib
import mimetypes
from functools import cached_property
from pathlib import Path

from tornado.web import HTTPError, RequestHandler

from widgets.frame.front_end import front_files

__all__ = ["FrontEndFileHandler", "FrontEndFiles"]

_FOLDER = Path(__file__).parent / "voila/templates/qihub/static"
_YEAR = "public, max-age=31536000, immutable"


class FrontEndFiles:
    """All files under one address that names their content, so that modules find each other."""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The content of each file by its name."""
        ours = {file.name: file.read_bytes() for file in sorted(_FOLDER.iterdir())}
        return ours | {name: text.encode() for name, text in front_files().items()}

    @cached_property
    def packed(self) -> dict[str, bytes]:
        """The files as they travel."""
        return {name: gzip.compress(content) for name, content in self.files.items()}

    @cached_property
    def name(self) -> str:
        """The name of this version of all files."""
        digest = hashlib.sha256()
        for name, content in self.files.items():
            digest.update(name.encode() + content)
        return digest.hexdigest()[:12]


class FrontEndFileHandler(RequestHandler):
    """Give one of the files to anyone; there is nothing in them about anybody."""

    def initialize(self, front: FrontEndFiles) -> None:
        """Take the files."""
        self._front = front

    def get(self, version: str, name: str) -> None:
        """Send a file, packed if the browser can unpack it."""
        if version != self._front.name or name not in self._front.files:
            raise HTTPError(404)
        self.set_header("Content-Type", f"{mimetypes.guess_type(name)[0]}; charset=utf-8")
        self.set_header("Cache-Control", _YEAR)
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(self._front.packed[name])
        else:
            self.finish(self._front.files[name])
