"""The store as the rest of the service sees it."""

from sqlalchemy import text

from gallery.store.approvals import Approvals
from gallery.store.audit import Audit
from gallery.store.database import Database
from gallery.store.documents import Documents
from gallery.store.imports import ProjectImports
from gallery.store.invitations import Invitations
from gallery.store.lifecycle import Lifecycle
from gallery.store.observations import Observations
from gallery.store.passes import Passes
from gallery.store.projects import Projects
from gallery.store.screens import Screens
from gallery.store.whole_projects import Bundles

__all__ = ["Store", "open_store"]


class Store:
    """All that is kept, by kind."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.projects = Projects(database)
        self.documents = Documents(database)
        self.observations = Observations(database)
        self.bundles = Bundles(database)
        self.arrivals = ProjectImports(database)
        self.approvals = Approvals(database)
        self.lifecycle = Lifecycle(database)
        self.screens = Screens(database)
        self.invitations = Invitations(database)
        self.passes = Passes(database)
        self.audit = Audit(database)

    def check(self) -> None:
        """Ask the database for a sign of life; raises when there is none."""
        with self._database.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give all connections back."""
        self._database.close()


def open_store(url: str) -> Store:
    """Open the store at a database URL, and bring its tables up to date.

    `sqlite:///path` or `postgresql://user@host/name`.
    """
    database = Database(url)
    database.migrate()
    return Store(database)
