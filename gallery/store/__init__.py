"""The project store: everything that is kept, reached only through the service."""

from gallery.store.audit import Entry
from gallery.store.documents import APPROVAL, CHARTER, CYCLE, MEASURE, TOOL
from gallery.store.passes import PASS_PREFIX
from gallery.store.projects import ProjectRecord, Reach
from gallery.store.screens import Screen
from gallery.store.store import Store, open_store
from gallery.store.versions import Saved

__all__ = [
    "APPROVAL",
    "CHARTER",
    "CYCLE",
    "MEASURE",
    "PASS_PREFIX",
    "TOOL",
    "Entry",
    "ProjectRecord",
    "Reach",
    "Saved",
    "Screen",
    "Store",
    "open_store",
]
