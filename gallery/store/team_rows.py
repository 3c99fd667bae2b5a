"""The rows of a team: written anew whenever it changes."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gallery.store.tables import InvitationRow, MemberRow, ProjectRow
from qi_lib.model import TeamMember

__all__ = ["replace_team", "say_roles", "write_team"]


def replace_team(
    session: Session, row: ProjectRow, before: Sequence[TeamMember], team: Sequence[TeamMember]
) -> None:
    """Put a team in the place of another; links that invite end when somebody is taken off.

    Whoever was taken off may still hold a link that leads back in.
    """
    if {one.user for one in before} - {one.user for one in team}:
        session.execute(delete(InvitationRow).where(InvitationRow.project_id == row.id))
    write_team(session, row, team)


def write_team(session: Session, row: ProjectRow, team: Sequence[TeamMember]) -> None:
    """Write a team, whoever was in it before."""
    for old in session.scalars(select(MemberRow).where(MemberRow.project_id == row.id)):
        session.delete(old)
    session.flush()
    for position, member in enumerate(team):
        session.add(
            MemberRow(
                project_id=row.id,
                position=position,
                user=member.user,
                name=member.name,
                role=member.role.value,
            )
        )


def say_roles(team: Sequence[TeamMember]) -> dict[str, str]:
    """Say who is what, for the audit log."""
    return {member.user or member.name: member.role.value for member in team}
