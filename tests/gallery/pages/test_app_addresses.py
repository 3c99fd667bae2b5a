"""Where the button for the next step leads."""

import datetime as dt

import pytest

from gallery.pages.app_addresses import next_step_link
from qi_lib.model import PDSA, Aim, Measure, Observation, Project, ProjectBundle, Stage

TODAY = dt.date(2026, 6, 1)
AIM = Aim(
    what="Reduce falls",
    how_much="from 9 to 5",
    by_when=dt.date(2026, 12, 31),
    for_whom="residents",
    where="at Larch House",
)
FALLS = Measure(name="Falls")
POINT = Observation(when=dt.date(2026, 5, 1), value=3)
CYCLE = PDSA(title="Lights", end=dt.date(2026, 5, 20))


def _bundle(aim: Aim = AIM, stage: Stage = Stage.TEST, **parts: object) -> ProjectBundle:
    project = Project(slug="falls", title="Falls", aim=aim, stage=stage)
    return ProjectBundle.model_validate({"project": project, "measures": [FALLS], **parts})


@pytest.mark.parametrize(
    ("bundle", "href"),
    [
        (_bundle(aim=Aim(what="Reduce falls")), "/services/apps/render/start.ipynb?project=falls"),
        (_bundle(), f"/services/apps/render/chart.ipynb?project=falls&measure={FALLS.id}"),
        (
            _bundle(observations={FALLS.id: [POINT]}, cycles=[CYCLE]),
            f"/services/apps/render/pdsa.ipynb?project=falls&cycle={CYCLE.id}",
        ),
        (
            _bundle(observations={FALLS.id: [POINT]}),
            "/services/apps/render/pdsa.ipynb?project=falls",
        ),
        (
            _bundle(
                stage=Stage.HOLD,
                observations={FALLS.id: [POINT]},
                cycles=[PDSA(title="Lights", study="It held.")],
            ),
            "/projects/falls#share",
        ),
    ],
    ids=["aim", "numbers", "cycle to study", "first cycle", "share"],
)
def test_button_for_the_next_step_opens_the_tool_for_it(bundle: ProjectBundle, href: str) -> None:
    assert next_step_link(bundle, TODAY).href == href
