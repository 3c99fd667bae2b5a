"""The audit log: erasures, publishing, changes of roles, screens."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gallery.store.database import Database
from gallery.store.tables import AuditRow
from qi_lib.model import now

__all__ = ["Audit", "AuditEntry", "write_entry"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log."""

    at: dt.datetime
    who: str
    action: str
    subject: str
    detail: dict[str, Any]  # JSON: what else is worth knowing differs from action to action


class Audit:
    """Who did what, newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, *, subject: str | None = None, limit: int = 200) -> list[AuditEntry]:
        """Read the log, of one project or of all."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
        if subject is not None:
            query = query.where(AuditRow.subject == subject)
        with self._database.reading() as session:
            return [
                AuditEntry(row.at, row.who, row.action, row.subject, row.detail)
                for row in session.scalars(query)
            ]


def write_entry(session: Session, who: str, action: str, subject: str, **detail: object) -> None:
    """Write a line, together with the change that it speaks of."""
    session.add(AuditRow(at=now(), who=who, action=action, subject=subject, detail=detail))
