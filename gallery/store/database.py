"""The database under the store: SQLite or PostgreSQL, brought up to date when it is opened."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

__all__ = ["Database"]

# Any number will do, as long as every process of ours takes the same.
_MIGRATION_LOCK = 7_245_001
# What is deleted is overwritten with zeros: an erasure must be real.
_PRAGMAS = ("busy_timeout = 10000", "foreign_keys = ON", "secure_delete = ON")
_PATIENCE_SECONDS = 10


class Database:
    """Connections for reading, and for writing one at a time."""

    def __init__(self, url: str) -> None:
        self._engine = _engine_for(url)
        self._writer = self._engine.execution_options(qihub_writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session whose changes are kept together, or not at all."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._writer.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def sweep(self) -> None:
        """Leave nothing of what was deleted in SQLite's journal; PostgreSQL vacuums by itself."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                # The checkpoint must not run inside the transaction that SQLAlchemy began.
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


def _engine_for(address: str) -> Engine:
    # hide_parameters: an error of the database must not carry what people typed into the log.
    url = make_url(address)
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if url.database and url.database != ":memory:":
        _make_private_file(Path(url.database))
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # SQLite gives its journal files the same rights as the database itself.
    path.touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's sqlite3 would begin transactions too late; we begin them ourselves, below.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    # The first to open a new database change its journal; whoever comes in between is refused at
    # once, whatever `busy_timeout` says.
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # A writer that first reads must hold the lock from the start, or it may fail half-way.
    writes = connection.get_execution_options().get("qihub_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
