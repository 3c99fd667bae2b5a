"""An invented project to practise on in *My chart* and *PDSA*: falls that have come down."""

import datetime as dt

from qi_lib.model import (
    PDSA,
    TEST_SIZES,
    Aim,
    Annotation,
    Decision,
    Direction,
    Measure,
    MeasureKind,
    Observation,
    Phase,
    Project,
    ProjectBundle,
    Setting,
    Target,
    Task,
)
from widgets.practice.measures_example import monthly

__all__ = ["FALLS", "example_project"]

FALLS = "fallsnight"
_HUDDLES = "huddlesher"
_FIRST, _SECOND = "cyclefirst", "cyclesecon"
_BEFORE = (9, 7, 10, 8, 11, 9, 14, 8, 10, 9, 7, 9, 11, 8, 10, 9, 10)
_AFTER = (6, 5, 4, 6, 5, 3, 5, 4, 6, 4, 5, 3, 4)
_FALLS = (*_BEFORE, *_AFTER)
_HELD = (14, 17, 19, 22, 24, 23, 26, 27, 26, 28, 27, 29)


def example_project(today: dt.date) -> ProjectBundle:
    """Give a project with numbers up to last month, and a test that is on its way."""
    falls, held = monthly(_FALLS, today), monthly(_HELD, today)
    return ProjectBundle(
        project=Project(
            slug="practice",
            title="Fewer falls at night",
            problem="Residents get up at night on their own and fall.",
            change="A two-minute huddle at the bedside",
            setting=Setting.CARE_HOME,
            place="Larch House",
            aim=Aim(
                what="Cut falls at night",
                how_much="from 9 a month to 4",
                by_when=today + dt.timedelta(days=120),
                for_whom="everyone who lives here",
                where="Larch House",
            ),
        ),
        measures=[_falls([day for day, _ in falls]), _huddles()],
        observations={
            FALLS: [Observation(when=day, value=n) for day, n in falls],
            _HUDDLES: [Observation(when=day, numerator=n, denominator=30) for day, n in held],
        },
        cycles=_cycles(today),
    )


def _falls(months: list[dt.date]) -> Measure:
    return Measure(
        id=FALLS,
        name="Falls at night",
        unit="falls",
        direction=Direction.DOWN,
        definition="Every fall between eight at night and eight in the morning, also without harm.",
        collected_by="The night nurse",
        targets=[Target(value=4)],
        phases=[Phase(start=months[len(_BEFORE)], reason="Huddles at the bedside")],
        annotations=[Annotation(when=months[6], text="Norovirus, half the staff away")],
    )


def _huddles() -> Measure:
    return Measure(
        id=_HUDDLES,
        name="Huddles held",
        kind=MeasureKind.PROCESS,
        unit="%",
        numerator="Nights with a huddle",
        denominator="Nights of the month",
        direction=Direction.UP,
    )


def _cycles(today: dt.date) -> list[PDSA]:
    first = PDSA(
        id=_FIRST,
        number=1,
        title="A huddle with one resident, on one shift",
        change_idea="A two-minute huddle at the bedside",
        objective="Does it fit into the late shift, and does Mrs Hill like it?",
        prediction="It takes two minutes, and she does not get up on her own that night.",
        test_size=TEST_SIZES[1],
        start=today - dt.timedelta(days=16),
        end=today - dt.timedelta(days=15),
        went_as_planned=True,
        do="It took four minutes. She asked for a light by the door, and slept until six.",
        came_true=True,
        study="It fits into the shift. The light matters as much as the talk.",
        decision=Decision.ADOPT,
        next_step="Huddle with everyone, for one day",
        measure=FALLS,
    )
    second = PDSA(
        id=_SECOND,
        number=2,
        title="Huddle with everyone, for one day",
        change_idea=first.change_idea,
        objective="Can two people do it for twelve residents?",
        prediction="Ten of twelve have their huddle before nine, and nobody falls that night.",
        test_size=TEST_SIZES[2],
        start=today - dt.timedelta(days=1),
        end=today + dt.timedelta(days=1),
        follows=_FIRST,
        measure=FALLS,
        tasks=[
            Task(id="taskprints", text="Print the four questions", who="Ann", is_done=True),
            Task(id="tasklights", text="Find six night lights", who="Tom", by=today),
        ],
    )
    return [first, second]
