"""The few questions that make a new measure."""

from typing import Any

from qi_lib.model import ChartType, Direction, Frequency, Measure, MeasureKind, Project
from widgets.chart.definition_form import DIRECTIONS, FREQUENCIES
from widgets.frame.screen import Button, Choice, Option, Screen, Text
from widgets.record.suggested_titles_and_measures import suggest_measures

__all__ = ["NEW_FIELDS", "draw_new", "read_new"]

NEW_FIELDS = ("new.name", "new.shape", "new.frequency", "new.direction")
_SHAPES = (
    Option(value="one", label="One number", hint="9 falls, 42 minutes"),
    Option(value="share", label="So many out of so many", hint="12 out of 15"),
    Option(value="several", label="Several numbers", hint="How long each of five people waited"),
)
_QUESTIONS = {
    MeasureKind.OUTCOME: ("What will you count?", "One thing you can count without extra work."),
    MeasureKind.PROCESS: (
        "How will you see that it is done?",
        "Count how often the change you planned really happens.",
    ),
    MeasureKind.BALANCING: (
        "What could get worse?",
        "Something you would be sorry to see go wrong while the rest gets better.",
    ),
}
_IDEAS = {
    MeasureKind.PROCESS: ("Done as planned", "People reached by the change"),
    MeasureKind.BALANCING: ("Complaints", "Back within 30 days", "Minutes of staff time"),
}


def draw_new(
    project: Project,
    problems: dict[str, str],
    *,
    kind: MeasureKind = MeasureKind.OUTCOME,
    back: str = "back",
) -> Screen:
    """Ask what is counted."""
    question, hint = _QUESTIONS[kind]
    return Screen(
        key=f"new-{kind}" if kind is not MeasureKind.OUTCOME else "new",
        question=question,
        hint=hint,
        parts=(
            _ask_name(project, problems, kind),
            Choice(
                name="new.shape",
                label="What do you write down each time?",
                options=_SHAPES,
                value="one",
                is_kept=True,
            ),
            Choice(
                name="new.frequency",
                label="How often?",
                options=FREQUENCIES,
                value=Frequency.MONTH,
                is_kept=True,
            ),
            Choice(
                name="new.direction",
                label="Which way is better?",
                options=DIRECTIONS[:2],
                value=Direction.UP if kind is MeasureKind.PROCESS else Direction.DOWN,
                is_kept=True,
            ),
        ),
        back=Button(label="Back", act=back),
        go=Button(label="Carry on", act="create"),
    )


def _ask_name(project: Project, problems: dict[str, str], kind: MeasureKind) -> Text:
    ideas = suggest_measures(project.problem, project.aim)
    names = _IDEAS.get(kind) or [idea.name for idea in ideas]
    return Text(
        name="new.name",
        label="What you count",
        is_quiet=True,
        is_kept=True,
        suggestions=tuple(Option(value=name, label=name) for name in names),
        suggestions_label="Tap one, or write your own",
        problem=problems.get("new.name", ""),
    )


def read_new(kept: dict[str, str], project: Project, *, kind: MeasureKind) -> Measure | None:
    """Make a measure of what was answered; None while it has no name."""
    name = " ".join(kept.get("new.name", "").split())[:300]
    if not name:
        return None
    ideas = {idea.name: idea for idea in suggest_measures(project.problem, project.aim)}
    shape = kept.get("new.shape")
    is_share = shape == "share"
    unit = ideas[name].unit if name in ideas else ""
    fields: dict[str, Any] = {  # Any: pydantic reads the words
        "name": name,
        "kind": kind,
        "unit": "%" if is_share else unit.replace("%", ""),
        "denominator": "how many in all" if is_share else "",
        "chart": ChartType.XBAR if shape == "several" else ChartType.AUTO,
        "frequency": kept.get("new.frequency") or Frequency.MONTH,
        "direction": kept.get("new.direction") or Direction.NEUTRAL,
    }
    return Measure.model_validate(fields)
