"""What is due, gathered from all of a project."""

import datetime as dt

from qi_lib.drawing.plan import describe_plan
from qi_lib.journey.plan import gather_plan
from qi_lib.model import PDSA, Aim, Project, ProjectBundle, Task, ToolDocument
from qi_lib.model.fmea import FMEA, Failure
from qi_lib.model.plan import PlanRecord

TODAY = dt.date(2026, 6, 15)


def test_everything_with_a_day_comes_in_its_order() -> None:
    risk = FMEA(failures=[Failure(text="Mixed up", action="Two names on the bag", who="Tom")])
    project = ProjectBundle(
        project=Project(title="Falls", aim=Aim(by_when=dt.date(2026, 12, 31))),
        cycles=[
            PDSA(
                title="Huddle",
                end=dt.date(2026, 6, 10),
                tasks=[Task(text="Print cards", who="Ann", by=dt.date(2026, 6, 20))],
            )
        ],
        documents=[ToolDocument(kind="fmea", content=risk.model_dump(mode="json"))],
    )
    own = PlanRecord(tasks=[Task(text="Tell the ward", by=dt.date(2026, 6, 1), is_done=True)])

    due = gather_plan(own, project, today=TODAY)

    assert [(one.text, one.state) for one in due] == [
        ("Tell the ward", "done"),
        ("Study “Huddle”", "late"),
        ("Print cards", "open"),
        ("The aim is reached", "open"),
        ("Two names on the bag", "open"),
    ]
    assert describe_plan(due[:2]) == (
        "1 June 2026: Tell the ward, done. 10 June 2026: Study “Huddle”, late."
    )


def test_studied_cycle_is_done() -> None:
    cycle = PDSA(title="Huddle", end=dt.date(2026, 6, 10), study="It fits.")
    project = ProjectBundle(project=Project(title="Falls"), cycles=[cycle])

    assert [one.state for one in gather_plan(PlanRecord(), project, today=TODAY)] == ["done"]
