"""The project store: everything that is kept, reached only through the service."""

from gallery.store.audit import AuditEntry
from gallery.store.documents import APPROVAL, CHARTER, CYCLE, MEASURE, TOOL
from gallery.store.passes import PASS_PREFIX
from gallery.store.projects import ProjectRecord, ReadableProjects
from gallery.store.screens import Screen
from gallery.store.store import Store, open_store
from gallery.store.versioned_saves import SavedVersion

__all__ = [
    "APPROVAL",
    "CHARTER",
    "CYCLE",
    "MEASURE",
    "PASS_PREFIX",
    "TOOL",
    "AuditEntry",
    "ProjectRecord",
    "ReadableProjects",
    "SavedVersion",
    "Screen",
    "Store",
    "open_store",
]
