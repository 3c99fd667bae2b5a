"""The tools that a team can use: what each is for, its record, and its drawing."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any

from pydantic import ValidationError

from qi_lib.drawing.charter import draw_charter
from qi_lib.drawing.driver_diagram import draw_driver_diagram
from qi_lib.drawing.fishbone import draw_fishbone
from qi_lib.drawing.five_whys import draw_five_whys
from qi_lib.drawing.fmea import draw_fmea
from qi_lib.drawing.force_field import draw_force_field
from qi_lib.drawing.measure_family import draw_family
from qi_lib.drawing.pareto import draw_tally
from qi_lib.drawing.plan import draw_plan
from qi_lib.drawing.process_map import draw_process_map
from qi_lib.drawing.progress import draw_progress
from qi_lib.drawing.quadrants import draw_impact_effort, draw_stakeholders
from qi_lib.errors import Refused
from qi_lib.journey.measure_family import gather_family
from qi_lib.model import ProjectBundle, Stage
from qi_lib.model.charter import Charter
from qi_lib.model.document import Document
from qi_lib.model.driver_diagram import DriverDiagram, Level
from qi_lib.model.fishbone import Fishbone
from qi_lib.model.five_whys import FiveWhys
from qi_lib.model.fmea import FMEA
from qi_lib.model.force_field import ForceField
from qi_lib.model.measure_family import Family
from qi_lib.model.pareto import Tally
from qi_lib.model.plan import PlanRecord
from qi_lib.model.process_map import ProcessMap
from qi_lib.model.progress import ProgressRecord
from qi_lib.model.quadrants import ImpactEffort, StakeholderMap
from qi_lib.wording.field_names import name_field

__all__ = ["TOOLS", "ToolKind", "document_of", "picture", "read_document"]


@dataclass(frozen=True, slots=True)
class ToolKind:
    """A tool whose work is kept as one document of a project, or gathered from its records."""

    kind: str
    name: str
    purpose: str
    stage: Stage
    """Where on the journey of a project it helps."""
    record: type[Document]
    draw: Callable[..., str]
    count: Callable[[Any], str]  # Any: the record of this tool
    _: KW_ONLY
    draws_project: bool = False
    """Whether the drawing shows more of the project than the record of the tool."""
    is_of_project: bool = False
    """Whether every project has it from the start, whether anybody opened the tool or not."""
    gather: Callable[[ProjectBundle], Document] | None = None
    """Makes the record out of the project, where the tool keeps no document of its own."""


def _counting(items: str, one: str, many: str = "") -> Callable[[Any], str]:
    """Count the items of a record in words: `1 cause`, `3 causes`."""
    return lambda record: _counted(len(getattr(record, items)), one, many or items)


def _counted(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def _count_drivers(record: DriverDiagram) -> str:
    ideas = len(record.of(Level.IDEA))
    drivers = _counted(len(record.drivers) - ideas, "driver", "drivers")
    return f"{drivers}, {_counted(ideas, 'idea', 'ideas')}"


def _say_charter(record: Charter) -> str:
    risks = _counted(len(record.risks), "risk", "risks")
    return f"On one page, with {risks}" if record.risks else "On one page"


def _say_progress(record: ProgressRecord) -> str:
    if not record.confirmed:
        return "No score confirmed yet"
    words = f"Score {record.confirmed[-1].score:g} of 5"
    return f"{words}, looking for a lead" if record.looking_for_lead else words


# fmt: off
_ALL = (
    ToolKind("charter", "Charter", "Agree on a page what you do, with whom, and who backs it",
             Stage.START, Charter, draw_charter, _say_charter,
             draws_project=True, is_of_project=True),
    ToolKind("fishbone", "Fishbone", "Find what may cause the problem",
             Stage.UNDERSTAND, Fishbone, draw_fishbone, _counting("causes", "cause")),
    ToolKind("five-whys", "Five whys", "Get from what happened to a cause you can change",
             Stage.UNDERSTAND, FiveWhys, draw_five_whys, _counting("whys", "answer", "answers")),
    ToolKind("process-map", "Process map", "See what really happens, and where time is lost",
             Stage.UNDERSTAND, ProcessMap, draw_process_map, _counting("steps", "step")),
    ToolKind("pareto", "Pareto", "See which few kinds make most of it",
             Stage.UNDERSTAND, Tally, draw_tally, lambda record: f"{record.total} counted"),
    ToolKind("stakeholders", "Stakeholders", "Plan how to work with those whom it concerns",
             Stage.UNDERSTAND, StakeholderMap, draw_stakeholders,
             _counting("people", "person or group", "people or groups")),
    ToolKind("force-field", "Force field", "See what helps a change and what holds it back",
             Stage.UNDERSTAND, ForceField, draw_force_field, _counting("forces", "force")),
    ToolKind("drivers", "Driver diagram", "Draw what drives your aim, and what you could change",
             Stage.DRIVERS, DriverDiagram, draw_driver_diagram, _count_drivers,
             draws_project=True),
    ToolKind("choose", "Choose", "Weigh ideas by impact and effort",
             Stage.DRIVERS, ImpactEffort, draw_impact_effort, _counting("ideas", "idea")),
    ToolKind("fmea", "FMEA", "Find what can go wrong before it does",
             Stage.DRIVERS, FMEA, draw_fmea, _counting("failures", "way to fail", "ways to fail")),
    ToolKind("measures", "Measures", "Choose what to measure, and keep it up",
             Stage.MEASURES, Family, draw_family, _counting("measures", "measure"),
             draws_project=True, gather=gather_family),
    ToolKind("plan", "Plan", "Everything that is due, on one line of time",
             Stage.TEST, PlanRecord, draw_plan,
             _counting("tasks", "task of its own", "tasks of its own"), draws_project=True),
    ToolKind("progress", "Progress", "Say how far you are, and whether it will last",
             Stage.HOLD, ProgressRecord, draw_progress, _say_progress),
)
# fmt: on
TOOLS: dict[str, ToolKind] = {tool.kind: tool for tool in _ALL}
"""By the name of the tool's app, which is that of its document where it keeps one."""


def picture(tool: ToolKind, record: Document, project: ProjectBundle | None, *, uid: str) -> str:
    """Draw a tool's document; `project` is shown by those drawings that show more than that."""
    if tool.draws_project:
        return tool.draw(record, uid=uid, project=project)
    return tool.draw(record, uid=uid)


def document_of(tool: ToolKind, bundle: ProjectBundle) -> Document | None:
    """Give what a project has made with a tool; None when it has nothing yet.

    Raises:
        Refused: what is kept does not fit in the tool's record.
    """
    if tool.gather is not None:
        return tool.gather(bundle)
    content = next((one.content for one in bundle.documents if one.kind == tool.kind), None)
    return None if content is None else read_document(tool.kind, content)


def read_document(kind: str, content: dict[str, Any]) -> Document | None:
    """Read a tool's document into its record; None for a kind that is none of our tools.

    Raises:
        Refused: the content does not fit (the message names the field), or the tool keeps no
            document.
    """
    tool = TOOLS.get(kind)
    if tool is None:
        return None
    if tool.gather is not None:
        raise Refused(f"{tool.name} are records of their own. Save each of them as what it is.")
    try:
        return tool.record.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = name_field(first["loc"])
        raise Refused(f"“{where}” does not fit in a {tool.name.lower()}: {first['msg']}.") from None
