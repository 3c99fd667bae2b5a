"""A project that somebody has begun to write down, to practise *Start a project* on."""

import datetime as dt

from qi_lib.model import Aim, Project, ProjectBundle, Setting, ToolDocument

__all__ = ["example_project"]


def example_project(today: dt.date) -> ProjectBundle:
    """Give a project whose aim lacks a date, with no name of its own and nothing to count yet."""
    place = "Larch House"
    sentence = f"Cut falls at night from 9 a month to 4 at {place}"
    return ProjectBundle(
        project=Project(
            slug="practice",
            title="Residents get up at night on their own and fall",
            problem="Residents get up at night on their own and fall. It happened nine times in "
            f"{today - dt.timedelta(days=31):%B}, mostly between four and six.",
            setting=Setting.CARE_HOME,
            place=place,
            aim=Aim(
                what="Cut falls at night",
                how_much="from 9 a month to 4",
                for_whom="everyone who lives here",
                where=f"at {place}",
            ),
        ),
        documents=[ToolDocument(kind="start", content={"sentence": sentence}, version=1)],
    )
