"""The TVs: each has a link of its own, which can be revoked."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import select

from gallery.errors import NotFound
from gallery.store.audit import write_entry
from gallery.store.database import Database
from gallery.store.tables import ScreenRow
from qi_lib.model import now

__all__ = ["Screen", "Screens"]

# How old `last_seen` may grow before a screen's next request writes it again.
_SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Screen:
    """A TV that may show the posters."""

    id: int
    name: str
    created_at: dt.datetime
    created_by: str
    revoked_at: dt.datetime | None
    last_seen: dt.datetime | None


class Screens:
    """The TVs and their links."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, name: str, *, by: str) -> tuple[Screen, str]:
        """Make a screen and the token of its link, which is shown now and never again."""
        token = secrets.token_urlsafe(24)
        with self._database.writing() as session:
            row = ScreenRow(name=name, token_hash=_hash(token), created_at=now(), created_by=by)
            session.add(row)
            write_entry(session, by, "screen created", name)
            session.flush()
            return _screen(row), token

    def all(self) -> list[Screen]:
        """Give all screens, oldest first, the revoked ones too."""
        with self._database.reading() as session:
            return [
                _screen(row) for row in session.scalars(select(ScreenRow).order_by(ScreenRow.id))
            ]

    def revoke(self, screen_id: int, *, by: str) -> None:
        """End a screen's link for good."""
        with self._database.writing() as session:
            row = session.get(ScreenRow, screen_id)
            if row is None:
                raise NotFound("There is no such screen.")
            if row.revoked_at is None:
                row.revoked_at = now()
                write_entry(session, by, "screen revoked", row.name)

    def by_token(self, token: str) -> Screen | None:
        """Recognise a screen by the token of its link and note that it was seen."""
        query = select(ScreenRow).where(
            ScreenRow.token_hash == _hash(token), ScreenRow.revoked_at.is_(None)
        )
        with self._database.reading() as session:
            row = session.scalar(query)
        if row is None:
            return None
        if row.last_seen is None or now() - row.last_seen >= _SEEN_EVERY:
            row.last_seen = now()
            with self._database.writing() as session:
                session.merge(row)
        return _screen(row)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _screen(row: ScreenRow) -> Screen:
    return Screen(row.id, row.name, row.created_at, row.created_by, row.revoked_at, row.last_seen)
