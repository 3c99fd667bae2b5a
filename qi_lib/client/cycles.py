"""A PDSA cycle of a project."""

from __future__ import annotations

from typing import Any

from qi_lib.client import notebook_display
from qi_lib.client.project_link import ProjectLink
from qi_lib.client.records import change_record, read_versions
from qi_lib.errors import NotFound
from qi_lib.model import PDSA, ToolDocument

__all__ = ["CycleHandle"]


class CycleHandle:
    """A cycle that can be read and changed."""

    def __init__(self, link: ProjectLink, cycle_id: str) -> None:
        self._link = link
        self.id = cycle_id

    @property
    def record(self) -> PDSA:
        """What was planned, done, studied and decided."""
        found = next((one for one in self._link.bundle.cycles if one.id == self.id), None)
        if found is None:
            raise NotFound("This cycle has been removed from the project.")
        return found

    @property
    def title(self) -> str:
        """The title of the cycle."""
        return self.record.title

    @property
    def version(self) -> int:
        """The version that was last read."""
        return self._link.bundle.versions.get(self.id, 0)

    def update(self, **fields: Any) -> CycleHandle:
        """Change the cycle.

        Args:
            fields: fields of `qi_lib.model.PDSA`, such as `study="…"` or `decision="adapt"`.

        Raises:
            Conflict: someone else changed the cycle in between.
            Refused: a value does not fit.
        """
        wanted = change_record(self.record, fields)
        content = {"based_on": self.version, "cycle": wanted.model_dump(mode="json")}
        answer = self._link.send("PUT", f"/cycles/{self.id}", content)
        cycle = PDSA.model_validate(answer["cycle"])
        bundle = self._link.bundle
        bundle.cycles = [cycle if one.id == self.id else one for one in bundle.cycles]
        bundle.versions[self.id] = answer["version"]
        return self

    def history(self) -> list[ToolDocument]:
        """Read all versions of the cycle, newest first, each with who saved it and when."""
        return read_versions("cycle", self._link.get(f"/cycles/{self.id}/history"))

    def remove(self) -> None:
        """Take the cycle out of the project. Its history stays; adding it again brings it back."""
        self._link.send("DELETE", f"/cycles/{self.id}")
        bundle = self._link.bundle
        bundle.cycles = [one for one in bundle.cycles if one.id != self.id]

    def __repr__(self) -> str:
        return f"<PDSA cycle {self.record.number} “{self.title}” of {self._link.slug}>"

    def _repr_html_(self) -> str:
        return notebook_display.cycle(self.record)
