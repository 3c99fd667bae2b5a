"""The records of a project: what the store keeps, the API carries, and the tools edit."""

from qi_lib.model.approval import Approval, Seen, Terms, Verdict
from qi_lib.model.base import Record, new_id, now
from qi_lib.model.drawing import Drawing, PhaseIdea, Spot, Stretch
from qi_lib.model.measure import (
    Annotation,
    ChartType,
    Direction,
    Frequency,
    Measure,
    MeasureKind,
    Observation,
    Phase,
    RuleSet,
    Target,
)
from qi_lib.model.pdsa import DECISION_WORDS, LADDER, PDSA, Decision, Task
from qi_lib.model.project import (
    Aim,
    Contact,
    Project,
    ProjectBundle,
    Setting,
    Stage,
    TeamMember,
    TeamRole,
    ToolDocument,
    Visibility,
)

__all__ = [
    "DECISION_WORDS",
    "LADDER",
    "PDSA",
    "Aim",
    "Annotation",
    "Approval",
    "ChartType",
    "Contact",
    "Decision",
    "Direction",
    "Drawing",
    "Frequency",
    "Measure",
    "MeasureKind",
    "Observation",
    "Phase",
    "PhaseIdea",
    "Project",
    "ProjectBundle",
    "Record",
    "RuleSet",
    "Seen",
    "Setting",
    "Spot",
    "Stage",
    "Stretch",
    "Target",
    "Task",
    "TeamMember",
    "TeamRole",
    "Terms",
    "ToolDocument",
    "Verdict",
    "Visibility",
    "new_id",
    "now",
]
