"""The tools opened once with a sample, so that a process forked afterwards opens them at once.

What Python does only the first time (late imports, first-use caches) is done then, and is shared by
all the forks. Nothing is read from anywhere, and nothing of the sample is left.
"""

import datetime as dt

from ipywidgets import Widget

from qi_lib.client import Hub, Me, Organisation, Project
from qi_lib.client.connection import Connection
from qi_lib.model import Measure, Observation, ProjectBundle
from qi_lib.model import Project as ProjectRecord
from widgets.chart import ChartTool
from widgets.frame import ToolFrame
from widgets.start import StartTool

__all__ = ["rehearse", "sample_hub"]

_TODAY = dt.date(2025, 3, 1)


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
        return [self.project("sample")]

    def project(self, slug: str) -> Project:
        return Project.from_bundle(_sample(slug))


def sample_hub() -> Hub:
    """Give a hub with one project, which is never asked for over the network."""
    return _SampleHub(Connection("http://localhost", "no token"))


def rehearse() -> None:
    """Open each tool once, with a chart, and close it again."""
    hub = sample_hub()
    for tool in (ChartTool(lambda: hub, today=_TODAY), StartTool(lambda: hub, today=_TODAY)):
        ToolFrame(tool, {})
    Widget.close_all()
    hub.close()


def _sample(slug: str) -> ProjectBundle:
    measure = Measure(name="Falls", unit="falls")
    months = [dt.date(2022 + month // 12, month % 12 + 1, 1) for month in range(36)]
    points = [Observation(when=when, value=10 + n * 7 % 5) for n, when in enumerate(months)]
    return ProjectBundle(
        project=ProjectRecord(title="Fewer falls", slug=slug),
        measures=[measure],
        observations={measure.id: points},
    )
