"""Projects: their charter, their team, and who finds them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.documents import CHARTER
from gallery.store.slugs import free_slug
from gallery.store.tables import AuditRow, MemberRow, ProjectRow
from gallery.store.team_rows import replace_team, say_roles, write_team
from gallery.store.versioned_saves import lock_project, mark_changed, newest_versions, save_version
from qi_lib.model import Project, TeamMember, TeamRole, Visibility, new_id, now

__all__ = [
    "ERASED",
    "ProjectRecord",
    "Projects",
    "ReadableProjects",
    "as_records",
    "charter_content",
    "make_place",
    "with_free_slug",
]

ERASED = "project erased"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """A project as the store keeps it: the charter and what stands around it."""

    slug: str
    code: str
    project: Project
    version: int
    revision: int
    team: list[TeamMember]
    created_at: dt.datetime
    updated_at: dt.datetime
    published_at: dt.datetime | None
    deleted_at: dt.datetime | None

    @property
    def is_private(self) -> bool:
        """Tell whether it is closed to everyone but its team and administrators."""
        return self.project.visibility is Visibility.PRIVATE

    @property
    def has_lead_with_account(self) -> bool:
        """Tell whether somebody who can sign in leads it."""
        return any(one.role is TeamRole.LEAD and one.user for one in self.team)

    def role_of(self, user: str) -> TeamRole | None:
        """Say what a person does in the project, None when nothing."""
        return next((member.role for member in self.team if user and member.user == user), None)


@dataclass(frozen=True, slots=True)
class ReadableProjects:
    """Which projects a person may read: `gallery.identity.access` decides, the store looks."""

    everything: bool = False
    visibilities: frozenset[Visibility] = frozenset()
    published: bool = False
    member: str = ""
    only: str = ""


class Projects:
    """All projects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, project: Project, team: Sequence[TeamMember], *, by: str) -> ProjectRecord:
        """Start a project; its slug comes from its title."""
        return with_free_slug(lambda: self._create(project, team, by=by))

    def _create(self, project: Project, team: Sequence[TeamMember], *, by: str) -> ProjectRecord:
        with self._database.writing() as session:
            row = make_place(session, project, team, by=by)
            save_version(
                session, row, CHARTER, CHARTER, charter_content(project), based_on=0, by=by
            )
            return as_records(session, [row])[0]

    def find(self, slug: str) -> ProjectRecord | None:
        """Give a project, also a deleted one."""
        return self._one(ProjectRow.slug == slug)

    def by_code(self, code: str) -> ProjectRecord | None:
        """Give a project by the code in its QR link."""
        # PostgreSQL takes no NUL, and an address can hold one.
        return self._one(ProjectRow.code == code) if code.isalnum() else None

    def search(
        self,
        readable: ReadableProjects,
        *,
        member: str = "",
        published: bool = False,
        strategic_aim: str = "",
        words: str = "",
    ) -> list[ProjectRecord]:
        """Find projects that a person may read, the newest change first.

        `member` keeps those with that person on the team; `words` must all be in the text.
        """
        query = select(ProjectRow).where(ProjectRow.deleted_at.is_(None), _among(readable))
        query = query.order_by(ProjectRow.updated_at.desc(), ProjectRow.id.desc())
        if member:
            query = query.where(_has_member(member))
        if published:
            query = query.where(ProjectRow.published_at.is_not(None))
        if strategic_aim:
            query = query.where(ProjectRow.strategic_aim == strategic_aim)
        for word in words.replace("\x00", " ").casefold().split():
            query = query.where(ProjectRow.search_text.contains(word, autoescape=True))
        return self._many(query)

    def revisions(self, readable: ReadableProjects) -> dict[str, int]:
        """Give the revision of every project that a person may read, by slug."""
        query = select(ProjectRow.slug, ProjectRow.revision)
        query = query.where(ProjectRow.deleted_at.is_(None), _among(readable))
        with self._database.reading() as session:
            return {slug: revision for slug, revision in session.execute(query)}

    def save_charter(self, slug: str, project: Project, *, based_on: int, by: str) -> ProjectRecord:
        """Save a new version of the charter; raises `Conflict` when someone else saved first."""
        with self._database.writing() as session:
            row = lock_project(session, slug)
            save_version(
                session, row, CHARTER, CHARTER, charter_content(project), based_on=based_on, by=by
            )
            _copy_for_lists(row, project)
            session.flush()
            return as_records(session, [row])[0]

    def set_team(self, slug: str, team: Sequence[TeamMember], *, by: str) -> ProjectRecord:
        """Make these people the team."""
        with self._database.writing() as session:
            row = lock_project(session, slug)
            before = as_records(session, [row])[0].team
            if list(team) != before:
                replace_team(session, row, before, team)
                detail = {"before": say_roles(before), "after": say_roles(team)}
                write_entry(session, by, "team changed", slug, **detail)
                mark_changed(row)
                session.flush()
            return as_records(session, [row])[0]

    def _one(self, condition: ColumnElement[bool]) -> ProjectRecord | None:
        found = self._many(select(ProjectRow).where(condition))
        return found[0] if found else None

    def _many(self, query: Select[ProjectRow]) -> list[ProjectRecord]:
        with self._database.reading() as session:
            return as_records(session, session.scalars(query).all())


def as_records(session: Session, rows: Sequence[ProjectRow]) -> list[ProjectRecord]:
    """Put charters and teams to the rows of projects."""
    ids = [row.id for row in rows]
    charters = newest_versions(session, ids, kind=CHARTER)
    members = select(MemberRow).where(MemberRow.project_id.in_(ids)).order_by(MemberRow.position)
    teams: dict[int, list[TeamMember]] = {}
    for member in session.scalars(members):
        teams.setdefault(member.project_id, []).append(
            TeamMember(user=member.user, name=member.name, role=TeamRole(member.role))
        )
    found = []
    for row in rows:
        charter = charters[row.id][0]
        found.append(
            ProjectRecord(
                slug=row.slug,
                code=row.code,
                project=Project.model_validate({**(charter.content or {}), "slug": row.slug}),
                version=charter.version,
                revision=row.revision,
                team=teams.get(row.id, []),
                created_at=row.created_at,
                updated_at=row.updated_at,
                published_at=row.published_at,
                deleted_at=row.deleted_at,
            )
        )
    return found


def with_free_slug(make: Callable[[], ProjectRecord]) -> ProjectRecord:
    """Make a project, again when somebody else took its slug at the same moment."""
    for attempt in range(_TRIES):
        try:
            return make()
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def make_place(
    session: Session, project: Project, team: Sequence[TeamMember], *, by: str
) -> ProjectRow:
    """Make a place for a project, before anything of it is saved.

    Without a slug to keep, it comes from the title.
    """
    # An erased project's workspace account may still be there: its slug is not given out again.
    taken = {
        *session.scalars(select(ProjectRow.slug)),
        *session.scalars(select(AuditRow.subject).where(AuditRow.action == ERASED)),
    }
    row = ProjectRow(
        slug=free_slug(project.slug or project.title, taken),
        code=new_id(),
        revision=0,
        created_at=now(),
        updated_at=now(),
        created_by=by,
    )
    _copy_for_lists(row, project)
    session.add(row)
    session.flush()
    write_team(session, row, team)
    session.flush()
    return row


def charter_content(project: Project) -> dict[str, object]:
    """Give a charter as it is kept: its address is not a part of it."""
    return project.model_dump(mode="json", exclude={"slug"})


def _copy_for_lists(row: ProjectRow, project: Project) -> None:
    texts = (
        project.title,
        project.problem,
        project.aim.sentence,
        project.place,
        project.directorate,
        project.story,
        project.lesson,
    )
    row.visibility = project.visibility.value
    row.strategic_aim = project.strategic_aim
    row.search_text = "\n".join(texts).casefold()


def _among(readable: ReadableProjects) -> ColumnElement[bool]:
    if readable.everything:
        return ProjectRow.id.is_not(None)
    if readable.only:
        return ProjectRow.slug == readable.only
    ways: list[ColumnElement[bool]] = [false()]
    if readable.visibilities:
        ways.append(ProjectRow.visibility.in_([one.value for one in readable.visibilities]))
    if readable.published:
        ways.append(ProjectRow.published_at.is_not(None))
    if readable.member:
        ways.append(_has_member(readable.member))
    return or_(*ways)


def _has_member(user: str) -> ColumnElement[bool]:
    return ProjectRow.id.in_(select(MemberRow.project_id).where(MemberRow.user == user))
