"""Links that invite people to a team: each lasts a week, and can be taken back."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select

from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.projects import as_records
from gallery.store.tables import InvitationRow, ProjectRow
from gallery.store.team_rows import say_roles, write_team
from gallery.store.versioned_saves import lock_project, mark_changed
from qi_lib.model import TeamMember

__all__ = ["INVITATION_LASTS", "Invitation", "Invitations"]

INVITATION_LASTS = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to the team of a project."""

    id: int
    slug: str
    created_by: str
    expires_at: dt.datetime


class Invitations:
    """The invitations there are. What is kept is a hash: nobody can use what they read here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, slug: str, *, by: str, at: dt.datetime) -> tuple[Invitation, str]:
        """Make an invitation and the token of its link, which is told now and never again."""
        token = secrets.token_urlsafe(24)
        with self._database.writing() as session:
            project = lock_project(session, slug)
            session.execute(delete(InvitationRow).where(InvitationRow.expires_at < at))
            row = InvitationRow(
                project_id=project.id,
                token_hash=_hash(token),
                created_at=at,
                created_by=by,
                expires_at=at + INVITATION_LASTS,
            )
            session.add(row)
            write_entry(session, by, "invitation made", slug)
            session.flush()
            return _invitation(row, slug), token

    def open_ones(self, slug: str, *, at: dt.datetime) -> list[Invitation]:
        """Give the invitations of a project that still lead into its team, oldest first."""
        query = (
            select(InvitationRow)
            .join(ProjectRow, ProjectRow.id == InvitationRow.project_id)
            .where(ProjectRow.slug == slug, InvitationRow.expires_at > at)
            .order_by(InvitationRow.id)
        )
        with self._database.reading() as session:
            return [_invitation(row, slug) for row in session.scalars(query)]

    def by_token(self, token: str, *, at: dt.datetime) -> Invitation | None:
        """Find the invitation of a link; None when it is not good, or not any more."""
        query = (
            select(InvitationRow, ProjectRow.slug)
            .join(ProjectRow, ProjectRow.id == InvitationRow.project_id)
            .where(InvitationRow.token_hash == _hash(token), InvitationRow.expires_at > at)
        )
        with self._database.reading() as session:
            found = session.execute(query).first()
            return _invitation(found[0], found[1]) if found else None

    def accept(self, invitation: Invitation, member: TeamMember) -> bool:
        """Put a person onto the team; False when the invitation was taken back meanwhile.

        Somebody who is on it already stays what they are. The link is good for others too.
        """
        with self._database.writing() as session:
            project = lock_project(session, invitation.slug)
            if session.get(InvitationRow, invitation.id) is None:
                return False
            before = as_records(session, [project])[0].team
            if member.user not in {one.user for one in before}:
                after = [*before, member]
                write_team(session, project, after)
                detail = {"before": say_roles(before), "after": say_roles(after)}
                by = invitation.created_by
                write_entry(session, member.user, "team joined", project.slug, by=by, **detail)
                mark_changed(project)
            return True

    def take_back(self, slug: str, invitation_id: int, *, by: str) -> None:
        """End an invitation of a project for good."""
        with self._database.writing() as session:
            project = lock_project(session, slug)
            row = session.get(InvitationRow, invitation_id)
            if row is not None and row.project_id == project.id:
                session.delete(row)
                write_entry(session, by, "invitation taken back", slug)


def _invitation(row: InvitationRow, slug: str) -> Invitation:
    return Invitation(row.id, slug, row.created_by, row.expires_at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
