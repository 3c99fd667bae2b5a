"""The screen of *My chart* that asks which of a project's measures."""

from collections.abc import Sequence

from qi_lib.model import Measure, Project
from widgets.chart.definition_form import FREQUENCY_NAMES
from widgets.frame.screen import Button, Links, Screen, Written

__all__ = ["pick_measure"]


def pick_measure(project: Project, measures: Sequence[Measure]) -> Screen:
    """Ask for the measure, or for a new one."""
    buttons = [
        Button(
            label=Written(one.name),
            hint=FREQUENCY_NAMES[one.frequency],
            act="measure",
            value=one.id,
        )
        for one in measures
    ]
    new = Button(label="Count something new", act="new")
    return Screen(
        key="measures",
        question="Which numbers?",
        hint=project.title,
        parts=(Links(name="measures", label="Measures", buttons=(*buttons, new)),),
        back=Button(label="The project", href=f"/projects/{project.slug}"),
    )
