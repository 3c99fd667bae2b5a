"""The saves of an invented project: each is a version, kept in memory as the hub keeps them."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from qi_lib.model import PDSA, Measure, Observation, Project, ProjectBundle, ToolDocument, now

__all__ = ["CHARTER", "Content", "Save", "Saves", "document_in", "points_in"]

Content = dict[str, Any]  # JSON of a record's own shape
CHARTER = "charter"
_EXAMPLE = "the example"
_NOTHING = "null"


@dataclass(frozen=True, slots=True)
class Save:
    """A record at one version; without content it has been removed."""

    version: int
    saved_at: dt.datetime
    saved_by: str
    json: str

    @property
    def content(self) -> Content | None:
        """What was saved, each time as a copy of its own."""
        found: Content | None = json.loads(self.json)
        return found


class Saves:
    """All saves of a project, by names such as `measures/<id>`; a new one is by `by`."""

    def __init__(self, bundle: ProjectBundle, *, by: str) -> None:
        self.slug = bundle.project.slug
        self._begun_with = bundle
        self._by = _EXAMPLE
        self._saves: dict[str, list[Save]] = {}
        self.save(CHARTER, bundle.project.model_dump(mode="json", exclude={"slug"}))
        for measure in bundle.measures:
            self.save(f"measures/{measure.id}", measure.model_dump(mode="json"))
        for measure_id, points in bundle.observations.items():
            content = {"observations": [one.model_dump(mode="json") for one in points]}
            self.save(f"observations/{measure_id}", content)
        for cycle in bundle.cycles:
            self.save(f"cycles/{cycle.id}", cycle.model_dump(mode="json"))
        for document in bundle.documents:
            self.save(f"documents/{document.kind}", document.content)
        self._by = by

    def save(self, name: str, content: Content | None) -> Save:
        """Keep a new version, or none where nothing is different."""
        versions = self._saves.setdefault(name, [])
        written = json.dumps(content)
        if not versions or versions[-1].json != written:
            versions.append(Save(len(versions) + 1, now(), self._by, written))
        return versions[-1]

    def all_of(self, name: str) -> list[Save]:
        """Give all saves of one record, oldest first."""
        return self._saves.get(name, [])

    def newest(self, name: str) -> Save | None:
        """Give the newest save of a record; None where there is none, or it has been removed."""
        last = self.all_of(name)[-1:]
        return last[0] if last and last[0].json != _NOTHING else None

    def newest_of_each(self, kind: str) -> dict[str, Save]:
        """Give the newest save of every record of a kind, such as `cycles`, by what follows it."""
        newest = {key: self.newest(f"{kind}/{key}") for key in self._keys(kind)}
        return {key: save for key, save in newest.items() if save}

    def removed(self, kind: str) -> list[Save]:
        """Give every record of a kind that was removed, as it was before."""
        return [
            self.all_of(f"{kind}/{key}")[-2]
            for key in self._keys(kind)
            if self.newest(f"{kind}/{key}") is None
        ]

    def _keys(self, kind: str) -> list[str]:
        names = (name.partition("/") for name in self._saves)
        return [key for of, _, key in names if of == kind]

    def bundle(self) -> ProjectBundle:
        """Give the whole project as it is now."""
        charter = self.newest(CHARTER)
        assert charter is not None, "a project always has one"
        measures, cycles = map(self.newest_of_each, ("measures", "cycles"))
        data = {key: self.newest(f"observations/{key}") for key in measures}
        documents = self.newest_of_each("documents")
        archived = self.removed("measures")
        return self._begun_with.model_copy(
            update={
                "project": Project.model_validate({**(charter.content or {}), "slug": self.slug}),
                "version": charter.version,
                "measures": [Measure.model_validate(one.content) for one in measures.values()],
                "archived": [Measure.model_validate(one.content) for one in archived],
                "cycles": [PDSA.model_validate(one.content) for one in cycles.values()],
                "versions": {key: one.version for key, one in (measures | cycles).items()},
                "observations": {key: points_in(one) for key, one in data.items()},
                "data_versions": {key: one.version if one else 0 for key, one in data.items()},
                "documents": [document_in(key, one) for key, one in documents.items()],
            }
        )


def points_in(save: Save | None) -> list[Observation]:
    """Read the observations of a save."""
    content = save.content if save else None
    return [Observation.model_validate(one) for one in (content or {}).get("observations", [])]


def document_in(kind: str, save: Save) -> ToolDocument:
    """Read the tool document of a save."""
    return ToolDocument(
        kind=kind,
        content=save.content or {},
        version=save.version,
        saved_at=save.saved_at,
        saved_by=save.saved_by,
    )
