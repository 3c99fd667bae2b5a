"""A charter while somebody works on it: the project's record and a document, as one."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from qi_lib.errors import NotFound
from qi_lib.journey.charter import CHARTER_KIND, charter_part, whole_charter, with_charter
from qi_lib.model import ProjectBundle, ToolDocument
from qi_lib.model.charter import PROJECT_FIELDS, Charter, WholeCharter
from qi_lib.tools import TOOLS
from widgets.record.open_document import Content, OpenDocument
from widgets.record.version_changes import say_changes

if TYPE_CHECKING:
    from qi_lib.client import Project

__all__ = ["OpenCharter"]

_SAID = {
    "title": "the name",
    "problem": "the problem",
    "change": "the change",
    "aim": "the aim",
    "scope": "what is in scope",
    "out_of_scope": "what is not in scope",
    "involvement": "how service users take part",
    "starts": "the dates",
    "review": "the dates",
    "risks": "the risks",
}


class OpenCharter(OpenDocument):
    """A whole charter. What the project's record says is saved there, the rest beside it."""

    def __init__(self, project: "Project") -> None:
        super().__init__(TOOLS[CHARTER_KIND], project, WholeCharter())

    @property
    def bundle(self) -> ProjectBundle:
        """The whole project with the charter as it is here now."""
        return with_charter(super().bundle, self.record)

    def look_again(self) -> bool:
        """Read what others saved, measured or decided; tell whether it shows."""
        before = _shown(super().bundle)
        return super().look_again() or _shown(super().bundle) != before

    def versions(self) -> list[ToolDocument]:
        """Read every version of the whole charter, newest first, wherever its parts were saved."""
        return _read_versions(self.project)

    def say_versions(self, versions: list[ToolDocument]) -> Callable[[ToolDocument], str]:
        """Say what a version changed."""
        return say_changes(versions, _SAID, quiet=WholeCharter.model_fields.keys() - _SAID.keys())

    def _read(self) -> None:
        # The document first: the save that follows names its version.
        found = self.project.document(CHARTER_KIND)
        self._bundle = self.project.bundle()
        charter = Charter.model_validate(found.content)
        self._content = whole_charter(self._bundle, charter).model_dump(mode="json")

    def _keep(self, wanted: Content) -> None:
        before = self._content
        changes = {name: wanted[name] for name in PROJECT_FIELDS if wanted[name] != before[name]}
        if changes:
            self.project.update(**changes)
        if charter_part(wanted) != charter_part(before):
            self.project.save_document(CHARTER_KIND, charter_part(wanted))
        self._content = wanted


def _read_versions(project: "Project") -> list[ToolDocument]:
    moments = sorted(_moments(project), key=lambda one: _when(one[0]))
    whole: Content = WholeCharter().model_dump(mode="json")
    versions: list[ToolDocument] = []
    for saved, content in moments:
        changed = {**whole, **content}
        if changed != whole:
            whole = changed
            versions.append(
                ToolDocument(
                    kind=CHARTER_KIND,
                    content=whole,
                    version=len(versions) + 1,
                    saved_at=saved.saved_at,
                    saved_by=saved.saved_by,
                    is_from_elsewhere=saved.is_from_elsewhere,
                )
            )
    return versions[::-1]


def _when(version: ToolDocument) -> dt.datetime:
    assert version.saved_at is not None, "what the hub keeps has a time"
    return version.saved_at


def _moments(project: "Project") -> Iterator[tuple[ToolDocument, dict[str, Any]]]:
    # Oldest first: what was saved within one second stays in its order.
    for one in reversed(project.history()):
        kept = {name: one.content[name] for name in PROJECT_FIELDS if name in one.content}
        yield one, kept
    try:
        documents = project.document_history(CHARTER_KIND)
    except NotFound:
        return
    for document in reversed(documents):
        content = Charter.model_validate(document.content).model_dump(mode="json")
        yield document, content


def _shown(bundle: ProjectBundle) -> tuple[object, ...]:
    return bundle.approval, bundle.team, bundle.measures
