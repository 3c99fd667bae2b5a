"""The family of measures of a small project, to look at and to try things on."""

import datetime as dt

from qi_lib.model import (
    Direction,
    Frequency,
    Measure,
    MeasureKind,
    Observation,
    Project,
    ProjectBundle,
    Target,
)
from qi_lib.tables.frequencies import period_after

__all__ = ["example_project", "monthly"]

_FALLS = (9, 8, 10, 9, 11, 8, 9, 7, 8, 6, 5, 6, 5, 4, 5)
_HUDDLES = (12, 14, 16, 16, 18, 21, 22, 23, 25, 24, 26, 27)
_WALKS = (11, 12, 10, 12, 11, 13, 12, 12, 11, 12)


def example_project(today: dt.date) -> ProjectBundle:
    """Give a project whose measures have numbers up to last month; their ids stay the same."""
    problem = "Residents fall at night."
    project = Project(slug="practice", title="Fewer falls", problem=problem)
    falls, huddles, asked, walks = _measures()
    return ProjectBundle(
        project=project,
        measures=[falls, huddles, asked, walks],
        observations={
            falls.id: [Observation(when=day, value=n) for day, n in monthly(_FALLS, today)],
            huddles.id: [
                Observation(when=day, numerator=n, denominator=30)
                for day, n in monthly(_HUDDLES, today)
            ],
            walks.id: [Observation(when=day, value=n) for day, n in monthly(_WALKS, today)],
        },
    )


def _measures() -> tuple[Measure, Measure, Measure, Measure]:
    falls = Measure(
        id="falls00000",
        name="Falls",
        unit="falls",
        direction=Direction.DOWN,
        definition="Every time a resident comes to rest on the floor without meaning to.",
        collected_by="The night nurse",
        targets=[Target(value=5)],
    )
    huddles = Measure(
        id="huddles000",
        name="Huddles held at seven",
        kind=MeasureKind.PROCESS,
        unit="%",
        numerator="Days with a huddle",
        denominator="Days of the month",
        direction=Direction.UP,
        definition="A huddle of at least three people before half past seven.",
        collected_by="The team leader",
        targets=[Target(value=80)],
    )
    asked = Measure(
        id="asked00000",
        name="Residents asked how their legs are",
        kind=MeasureKind.PROCESS,
        frequency=Frequency.WEEK,
        direction=Direction.UP,
    )
    walks = Measure(
        id="walks00000",
        name="Residents in the garden each day",
        kind=MeasureKind.BALANCING,
        unit="people",
        direction=Direction.UP,
        definition="Nobody should fall less because they sit still.",
        collected_by="Activities",
    )
    return falls, huddles, asked, walks


def monthly(values: tuple[int, ...], today: dt.date) -> list[tuple[dt.date, int]]:
    """Give each value its month, up to last month."""
    days = [period_after(today, Frequency.MONTH, steps=steps) for steps in range(-len(values), 0)]
    return list(zip(days, values, strict=True))
