"""The store on SQLite, and on a real PostgreSQL that is started here."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from gallery.store import Store, open_store
from qi_lib.model import Project, TeamMember, TeamRole
from tests import from_debian

LEAD = TeamMember(user="nia", name="Nia Ward", role=TeamRole.LEAD)


def start(store: Store, title: str = "Fewer falls", **fields: object) -> str:
    """Start a project of Nia's and give its slug."""
    project = Project.model_validate({"title": title, **fields})
    return store.projects.create(project, [LEAD], by="nia").slug


@dataclass(frozen=True)
class Postgres:
    """A running PostgreSQL, reached through a socket in its own folder."""

    folder: Path

    def url(self, database: str = "postgres") -> str:
        """Address one of its databases."""
        return f"postgresql://qihub@/{database}?host={self.folder}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of this test run's own."""
    programs = from_debian.postgres()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: sudo apt-get install postgresql")
    user = _unprivileged_user()
    # Not pytest's own folder: the database's user may not enter it.
    folder = Path(tempfile.mkdtemp(prefix="qihub-postgres-"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, "-D", folder / "data", *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            user=user,
            extra_groups=[] if user else None,
        )

    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("initdb", "-A", "trust", "-U", "qihub", "--no-sync", "-E", "UTF8")
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    yield Postgres(folder)
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'projects.sqlite'}"
    server: Postgres = request.getfixturevalue("postgres")
    name = f"test_{tmp_path.name}".lower().replace("-", "_")[:60]
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(url)
    yield opened
    opened.close()


def _unprivileged_user() -> str | None:
    """Name a user to run as: PostgreSQL refuses to be started by root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("PostgreSQL cannot be started by root, and there is no user to start it as")
