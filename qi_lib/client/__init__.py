"""The project store as notebooks and apps see it: over HTTP, with the person's own token."""

from qi_lib.client.cycles import CycleHandle
from qi_lib.client.hub import Hub, Me, Organisation, StrategicAim, connect, open_project
from qi_lib.client.measures import MeasureHandle
from qi_lib.client.project import Project, read_bundle

__all__ = [
    "CycleHandle",
    "Hub",
    "Me",
    "MeasureHandle",
    "Organisation",
    "Project",
    "StrategicAim",
    "connect",
    "open_project",
    "read_bundle",
]
