"""One project's tie to the hub: what was last read of it, and the way to change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qi_lib.client.connection import Connection
from qi_lib.errors import NotAllowed
from qi_lib.model import ProjectBundle

__all__ = ["ProjectLink"]


class ProjectLink:
    """What a project's measures and cycles share; without a connection it is only for reading."""

    def __init__(
        self,
        slug: str,
        connection: Connection | None,
        bundle: ProjectBundle | None = None,
    ) -> None:
        self.slug = slug
        self._connection = connection
        self._bundle = bundle
        self._act = ""

    @contextmanager
    def once(self, act: str) -> Iterator[None]:
        """Save under the name of what a person did; what is saved under it again is left out."""
        self._act = act
        try:
            yield
        finally:
            self._act = ""

    @property
    def is_offline(self) -> bool:
        """Tell whether this is a copy that cannot be changed."""
        return self._connection is None

    @property
    def has_been_read(self) -> bool:
        """Tell whether the whole project has been read."""
        return self._bundle is not None

    @property
    def bundle(self) -> ProjectBundle:
        """The project as it was last read; read now if it was not yet."""
        if self._bundle is None:
            self._bundle = self.read_bundle()
        return self._bundle

    def read_bundle(self) -> ProjectBundle:
        """Read the project from the hub again; a copy stays what it is."""
        if self._connection is not None:
            answer = self._connection.get(f"/projects/{self.slug}")
            self._bundle = ProjectBundle.model_validate(answer)
        assert self._bundle is not None, "a copy has its bundle from the start"
        return self._bundle

    def get(self, path: str, **query: str) -> Any:
        """Read a part of the project; what comes back is JSON of many shapes."""
        return self._live.get(f"/projects/{self.slug}{path}", **query)

    def send(self, method: str, path: str, content: object = None) -> Any:
        """Change a part of the project."""
        return self._live.send(method, f"/projects/{self.slug}{path}", content, act=self._act)

    def download(self, path: str) -> bytes:
        """Read a file of the project."""
        return self._live.download(f"/projects/{self.slug}{path}")

    @property
    def _live(self) -> Connection:
        if self._connection is None:
            raise NotAllowed("This is a copy of the project, for reading. Open the project itself.")
        return self._connection
