"""An invented project, to see what a finished charter looks like and to practise on."""

import datetime as dt

from qi_lib.model import (
    Aim,
    Direction,
    Measure,
    MeasureKind,
    Project,
    ProjectBundle,
    Target,
    TeamMember,
    TeamRole,
    ToolDocument,
)
from qi_lib.model.charter import Charter, Risk

__all__ = ["example_project"]


def example_project(today: dt.date) -> ProjectBundle:
    """Give an invented project with a finished charter."""
    return ProjectBundle(
        project=_project(today),
        team=[
            TeamMember(user="ann", name="Ann", role=TeamRole.LEAD),
            TeamMember(user="tom", name="Tom"),
            TeamMember(name="Mrs Hill", role=TeamRole.SERVICE_USER),
            TeamMember(user="ruth", name="Ruth", role=TeamRole.SPONSOR),
        ],
        measures=[
            Measure(
                name="Falls at night",
                definition="Every fall from eight to eight, also without harm",
                direction=Direction.DOWN,
                targets=[Target(value=4)],
            ),
            Measure(name="Huddles held", kind=MeasureKind.PROCESS, direction=Direction.UP),
            Measure(
                name="Walks to the toilet", kind=MeasureKind.BALANCING, direction=Direction.NEUTRAL
            ),
        ],
        documents=[ToolDocument(kind="charter", content=_charter(today).model_dump(mode="json"))],
    )


def _project(today: dt.date) -> Project:
    return Project(
        slug="practice",
        title="Fewer falls at night",
        problem="Residents get up at night on their own and fall. It happened nine times in "
        "March, mostly between four and six.",
        change="A two-minute huddle at the bedside",
        scope="Everyone who lives on the ground floor, from eight at night until eight",
        aim=Aim(
            what="Cut falls at night",
            how_much="from 9 a month to 4 or fewer",
            by_when=today + dt.timedelta(days=160),
            for_whom="everyone who lives here",
            where="the ground floor",
        ),
    )


def _charter(today: dt.date) -> Charter:
    return Charter(
        out_of_scope="Falls in the garden and on outings\nResidents who are here for respite care",
        involvement="Two residents join every second meeting. The residents’ council chose "
        "the aim.",
        starts=today - dt.timedelta(days=21),
        review=today + dt.timedelta(days=70),
        risks=[
            Risk(
                id="exampleaaa",
                text="Night staff have no time for one more task",
                plan="The huddle replaces the written handover",
                who="Ann",
            ),
            Risk(
                id="examplebbb",
                text="Fewer falls because people are kept in bed",
                plan="Count walks to the toilet too",
                who="Tom",
            ),
        ],
    )
