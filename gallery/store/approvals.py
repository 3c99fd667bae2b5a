"""What sponsors decided about charters: each decision is a version, none is overwritten."""

from typing import Any

from gallery.errors import Conflict
from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.documents import APPROVAL, CHARTER
from gallery.store.versioned_saves import lock_project, newest_version, save_version
from gallery.store.whole_projects import read_approval, whole_project
from qi_lib.journey.charter import approval_terms, seen_versions
from qi_lib.model import Approval, Seen, Verdict

__all__ = ["Approvals"]

_STALE = (
    "The charter has changed since you opened it, so nothing was decided. Read it again, then "
    "approve it or ask for changes."
)
_SAID = {
    Verdict.APPROVED: "charter approved",
    Verdict.CHANGES_ASKED: "changes to charter asked for",
}


class Approvals:
    """The approval of each project's charter."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(
        self, slug: str, verdict: Verdict, words: str, seen: Seen, *, by: str, name: str
    ) -> Approval:
        """Keep what a sponsor says of the charter that they have seen.

        Raises `Conflict` when it has changed since. Saying the same of the same twice says it once.
        """
        with self._database.writing() as session:
            project = lock_project(session, slug)
            bundle = whole_project(session, project)
            now = seen_versions(bundle)
            if seen != now:
                raise Conflict(
                    yours=seen.model_dump(),
                    theirs=now.model_dump(),
                    version=now.project_version,
                    sentence=_STALE,
                )
            approval = Approval(
                verdict=verdict,
                words=words,
                user=by,
                name=name,
                seen=seen,
                terms=approval_terms(bundle),
            )
            before = newest_version(session, project.id, APPROVAL, CHARTER)
            saved = save_version(
                session,
                project,
                APPROVAL,
                CHARTER,
                _content(approval),
                based_on=before.version if before else 0,
                by=by,
            )
            if before is None or saved.version != before.version:
                write_entry(session, by, _SAID[verdict], slug, **seen.model_dump())
        return read_approval(saved)

    def bring(self, slug: str, approval: Approval, *, by: str) -> None:
        """Keep the approval that a project brings along from where it was."""
        with self._database.writing() as session:
            project = lock_project(session, slug)
            content = approval.model_dump(mode="json")
            save_version(session, project, APPROVAL, CHARTER, content, based_on=0, by=by)


def _content(approval: Approval) -> dict[str, Any]:
    # The time is that of the save; without it, saying the same twice is the same.
    return approval.model_dump(mode="json", exclude={"at"})
