"""The tools opened once with a sample, so that a process forked afterwards opens them at once.

What Python does only the first time (late imports, first-use caches) is done then, and is shared by
all the forks. Nothing is read from anywhere, and nothing of the sample is left.
"""

import datetime as dt

from ipywidgets import Widget

from qi_lib.client import Hub, Me, Organisation, Project
from qi_lib.model import ChartDrawing, Measure, Observation, ProjectBundle
from qi_lib.model import Project as ProjectRecord
from widgets.chart.tool import ChartTool
from widgets.charter.tool import CharterTool
from widgets.frame.frame import ToolFrame
from widgets.measures.tool import MeasuresTool
from widgets.pdsa.tool import PDSATool
from widgets.practice.hub_in_memory import PracticeConnection
from widgets.record.document_tool import DocumentTool
from widgets.start.tool import StartTool
from widgets.tools.choose_and_stakeholders import ChooseTool, StakeholderTool
from widgets.tools.driver_diagram import DriverDiagramTool
from widgets.tools.fishbone import FishboneTool
from widgets.tools.five_whys import FiveWhysTool
from widgets.tools.fmea import FMEATool
from widgets.tools.force_field import ForceFieldTool
from widgets.tools.pareto import ParetoTool
from widgets.tools.plan import PlanTool
from widgets.tools.process_map import ProcessMapTool
from widgets.tools.progress import ProgressTool

__all__ = ["DOCUMENT_TOOLS", "sample_hub", "warm_up"]


class _SampleHub(Hub):
    def me(self) -> Me:
        return Me(
            name="sample",
            display_name="Sample",
            role="member",
            is_team_account=False,
            team_slug="",
            may_start_project=True,
            may_manage_screens=False,
        )

    def organisation(self) -> Organisation:
        return Organisation("Sample", [], [])

    def projects(self, **_: object) -> list[Project]:
        return [self.project(_SLUG)]


_TODAY = dt.date(2025, 3, 1)
_SLUG = "sample"
DOCUMENT_TOOLS: tuple[type[DocumentTool], ...] = (
    CharterTool,
    ChooseTool,
    DriverDiagramTool,
    FishboneTool,
    FiveWhysTool,
    FMEATool,
    ForceFieldTool,
    MeasuresTool,
    ParetoTool,
    PlanTool,
    ProcessMapTool,
    ProgressTool,
    StakeholderTool,
)


def sample_hub() -> Hub:
    """Give a hub with one project, which is never asked for over the network."""
    return _SampleHub(PracticeConnection(_sample(), by=_SLUG, draw=_draw))


def warm_up() -> None:
    """Open each tool once, with a chart, and close it again."""
    hub = sample_hub()
    for tool in (ChartTool, StartTool):
        ToolFrame(tool(lambda: hub, today=_TODAY), {})
    for document_tool in DOCUMENT_TOOLS:
        ToolFrame(document_tool(lambda: hub, today=_TODAY), {"practice": "1"})
    ToolFrame(PDSATool(lambda: hub, today=_TODAY), {"project": _SLUG})
    Widget.close_all()
    hub.close()


def _sample() -> ProjectBundle:
    measure = Measure(name="Falls", unit="falls")
    months = [dt.date(2022 + month // 12, month % 12 + 1, 1) for month in range(36)]
    points = [Observation(when=when, value=10 + n * 7 % 5) for n, when in enumerate(months)]
    return ProjectBundle(
        project=ProjectRecord(title="Fewer falls", slug=_SLUG),
        measures=[measure],
        observations={measure.id: points},
    )


def _draw(bundle: ProjectBundle, measure: Measure) -> ChartDrawing:
    """Draw nothing: the hub draws the charts, and a kernel that shows them needs no engine."""
    title = bundle.project.title
    return ChartDrawing(
        project=title, measure=measure.name, finding=(), explanation="", svg="<svg/>"
    )
