"""The tables of the project store."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "AuditRow",
    "Base",
    "DocumentRow",
    "InvitationRow",
    "MemberRow",
    "ObservationRow",
    "PassRow",
    "ProjectRow",
    "SaveRow",
    "ScreenRow",
    "VersionRow",
]


class _UTC(TypeDecorator[dt.datetime]):
    """A moment in UTC; SQLite would otherwise hand it back without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        aware: dt.datetime = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The base of all tables. Named constraints, so that a migration can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: _UTC(), dict[str, Any]: JSON(none_as_null=True)}


def _of_project(*, primary_key: bool = False) -> Mapped[int]:
    return mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=primary_key)


def _is_from_elsewhere() -> Mapped[bool]:
    """Mark what came along with a project: its time and its name are what a file says."""
    return mapped_column(default=False, server_default=false())


class ProjectRow(Base):
    """A project's place in the store. Its charter is a document like any other."""

    __tablename__ = "projects"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    # Counts every save of anything in the project. Writers take this row first, one at a time.
    revision: Mapped[int] = mapped_column(default=0)
    # Copies of what the charter says, for lists.
    visibility: Mapped[str] = mapped_column(String(20))
    strategic_aim: Mapped[str] = mapped_column(String(300), default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(String(255))
    updated_at: Mapped[dt.datetime]
    published_at: Mapped[dt.datetime | None]
    deleted_at: Mapped[dt.datetime | None]


class MemberRow(Base):
    """A person on a project's team."""

    __tablename__ = "members"
    __table_args__ = (Index(None, "user"),)

    project_id: Mapped[int] = _of_project(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(String(300), default="")
    name: Mapped[str] = mapped_column(String(300), default="")
    role: Mapped[str] = mapped_column(String(20))


class DocumentRow(Base):
    """Something that is saved in versions: the charter, a measure, a cycle, a tool document."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("project_id", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = _of_project()
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]


class VersionRow(Base):
    """One save of a document. No content means that this save removed it."""

    __tablename__ = "document_versions"

    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any] | None]
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[str] = mapped_column(String(255))
    act: Mapped[str | None] = mapped_column(String(32))
    is_from_elsewhere: Mapped[bool] = _is_from_elsewhere()


class SaveRow(Base):
    """One save of a measure's observations."""

    __tablename__ = "observation_saves"

    measure_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[str] = mapped_column(String(255))
    is_from_elsewhere: Mapped[bool] = _is_from_elsewhere()


class ObservationRow(Base):
    """What one save said of one date. The newest version of a date counts."""

    __tablename__ = "observations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["measure_id", "version"],
            ["observation_saves.measure_id", "observation_saves.version"],
            ondelete="CASCADE",
        ),
    )

    measure_id: Mapped[int] = mapped_column(primary_key=True)
    when: Mapped[dt.date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    values: Mapped[list[float] | None] = mapped_column(JSON(none_as_null=True))
    is_removed: Mapped[bool] = mapped_column(default=False)


class ScreenRow(Base):
    """A TV that may show the posters without anyone signed in, by a link that can be revoked."""

    __tablename__ = "screens"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(String(255))
    revoked_at: Mapped[dt.datetime | None]
    last_seen: Mapped[dt.datetime | None]


class PassRow(Base):
    """What lets an app act for its viewer, and until when."""

    __tablename__ = "passes"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(255))
    expires_at: Mapped[dt.datetime]


class InvitationRow(Base):
    """A link that leads into a team, until when, and who made it."""

    __tablename__ = "invitations"
    __table_args__ = (Index(None, "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = _of_project()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    created_by: Mapped[str] = mapped_column(String(255))
    expires_at: Mapped[dt.datetime]


class AuditRow(Base):
    """Who did something that others must be able to look up later."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    who: Mapped[str] = mapped_column(String(255))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300))
    detail: Mapped[dict[str, Any]]
