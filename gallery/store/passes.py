"""Passes: each lets one app act for its viewer for a short while."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import delete

from gallery.store.database import Database
from gallery.store.tables import PassRow

__all__ = ["PASS_LASTS", "PASS_PREFIX", "Passes"]

PASS_LASTS = dt.timedelta(minutes=10)
PASS_PREFIX = "pass-"
"""What a pass begins with, so that it is not taken for a token of the hub."""

# A laptop sleeps longer than a pass lasts; its open apps must find theirs when it wakes.
_KEPT_FOR = dt.timedelta(days=1)


class Passes:
    """The passes there are. What is kept is a hash: nobody can use what they read here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issue(self, person: str, *, at: dt.datetime) -> tuple[str, dt.datetime]:
        """Make a pass, which is told now and never again; give it, and when it expires."""
        key = PASS_PREFIX + secrets.token_urlsafe(32)
        expires_at = at + PASS_LASTS
        with self._database.writing() as session:
            session.execute(delete(PassRow).where(PassRow.expires_at < at - _KEPT_FOR))
            session.add(PassRow(key_hash=_hash(key), person=person, expires_at=expires_at))
        return key, expires_at

    def renew(self, key: str, person: str, *, at: dt.datetime) -> dt.datetime | None:
        """Let a person's pass last as long as a new one; None when there is none of theirs."""
        with self._database.writing() as session:
            row = session.get(PassRow, _hash(key))
            if row is None or row.person != person:
                return None
            row.expires_at = at + PASS_LASTS
            return row.expires_at

    def holder(self, key: str, *, at: dt.datetime) -> str:
        """Name the person for whom a pass was made; empty when it is not good, or not any more."""
        with self._database.reading() as session:
            row = session.get(PassRow, _hash(key))
            return row.person if row and at < row.expires_at else ""

    def end(self, key: str) -> None:
        """End a pass for good."""
        with self._database.writing() as session:
            session.execute(delete(PassRow).where(PassRow.key_hash == _hash(key)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
